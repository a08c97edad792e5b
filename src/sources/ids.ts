/**
 * The ids of all sources there are, in the order of the alphabet. The configuration is read by them before any adapter is loaded, and most
 * commands load none; a test holds them to the registry.
 */
export const sourceIds: readonly string[] = [
  'breachsense',
  'codepad',
  'cyberwatch',
  'dehashed',
  'enzoic',
  'gist',
  'gitlab',
  'hibp',
  'hudsonrock',
  'ideone',
  'intelx',
  'kpaste',
  'leak-lookup',
  'leakcheck',
  'leakcheck-pro',
  'leakix',
  'paste-org-ru',
  'pastebin',
  'pastebin-fr',
  'pastebin-gr',
  'pastebin-pl',
  'projectdiscovery',
  'ransomlook',
  'ransomware-live',
  'rss',
  'spycloud',
  'telegram',
  'xposedornot',
]
