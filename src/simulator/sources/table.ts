import { breachsense } from './breachsense.ts'
import type { PretendSource } from './contract.ts'
import { cyberwatch } from './cyberwatch.ts'
import { dehashed } from './dehashed.ts'
import { enzoic } from './enzoic.ts'
import { gist } from './gist.ts'
import { gitlab } from './gitlab.ts'
import { hibp } from './hibp.ts'
import { hudsonrock } from './hudsonrock.ts'
import { ideone } from './ideone.ts'
import { intelx } from './intelx.ts'
import { leakLookup } from './leak-lookup.ts'
import { leakcheck, leakcheckPro } from './leakcheck.ts'
import { leakix } from './leakix.ts'
import { pastebin, pastebinScrape } from './pastebin.ts'
import { projectdiscovery } from './projectdiscovery.ts'
import { pwnedPasswords } from './pwnedpasswords.ts'
import { ransomlook } from './ransomlook.ts'
import { ransomwareLive, ransomwareLivePro } from './ransomware-live.ts'
import { rss } from './rss.ts'
import { spycloud } from './spycloud.ts'
import { telegram } from './telegram.ts'
import { xposedornot } from './xposedornot.ts'

/** Every pretend source, once. Adding one: its file, and a line here. */
export const pretendSources = {
  hibp,
  pwnedpasswords: pwnedPasswords,
  pastebin,
  'pastebin-scrape': pastebinScrape,
  dehashed,
  xposedornot,
  'leak-lookup': leakLookup,
  hudsonrock,
  breachsense,
  leakcheck,
  'leakcheck-pro': leakcheckPro,
  enzoic,
  leakix,
  intelx,
  spycloud,
  projectdiscovery,
  gist,
  gitlab,
  ideone,
  telegram,
  'ransomware-live': ransomwareLive,
  'ransomware-live-pro': ransomwareLivePro,
  ransomlook,
  cyberwatch,
  rss,
} as const satisfies Readonly<Record<string, PretendSource>>

export type PretendSourceId = keyof typeof pretendSources
export const pretendSourceIds = Object.keys(pretendSources) as readonly PretendSourceId[]
