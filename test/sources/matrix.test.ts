/**
 * What the field has, and what is promised of each part of it: every service is an adapter or a reasoned line, every adapter has
 * its contract test, every answer that only looks clean has a test by name.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { retired, sources } from '../../src/sources/index.ts'
import { builtIn } from '../../src/sources/recipes/index.ts'
import { failures } from './contract-suite.ts'
import { watchFailures } from './watch-suite.ts'

const here = import.meta.dirname
const text = (file: string) => readFileSync(path.join(here, file), 'utf8')

/** Services that were studied, as the study names them, and the ids that answer for each. */
const field: Readonly<Record<string, readonly string[]>> = {
  'Have I Been Pwned v3': ['hibp'],
  'Pwned Passwords': ['pwned-passwords'],
  XposedOrNot: ['xposedornot'],
  'Hudson Rock (free tools)': ['hudsonrock'],
  'LeakCheck Pro v2': ['leakcheck-pro'],
  'LeakCheck public': ['leakcheck'],
  'DeHashed v2': ['dehashed'],
  Snusbase: ['snusbase'],
  'Intelligence X': ['intelx'],
  'ProxyNova COMB': ['proxynova'],
  'ransomware.live v2 / PRO': ['ransomware-live'],
  Cyberwatch: ['cyberwatch'],
  RansomLook: ['ransomlook'],
  'Pastebin (archive page, PRO feed)': ['pastebin'],
  'Other paste sites': [
    ...['ideone', 'pastebin-pl', 'kpaste', 'pastebin-fr', 'pastebin-gr', 'paste-org-ru', 'codepad'],
    ...['slexy', 'psbdmp', 'pastes-without-a-list'],
  ],
  'GitHub gists, code search': ['gist', 'github-code-search'],
  'GitLab public snippets': ['gitlab'],
  'Telegram channel preview': ['telegram'],
  'Leak-Lookup': ['leak-lookup'],
  Breachsense: ['breachsense'],
  'SpyCloud Enterprise': ['spycloud'],
  Enzoic: ['enzoic'],
  'ProjectDiscovery leaks': ['projectdiscovery'],
  LeakIX: ['leakix'],
  BreachDirectory: ['breachdirectory'],
  EmailRep: ['emailrep'],
  Hunter: ['hunter'],
  'WhiteIntel, LeakRadar, OSINTLeak, LeakSight, WeLeakInfo.io, Have I Been Ransomed': [
    ...['whiteintel', 'leakradar', 'osintleak', 'leaksight', 'weleakinfo-io', 'haveibeenransomed'],
  ],
  'feeds of the press and of the State': ['rss'],
}

describe('every service of the field', () => {
  const known = [...sources, ...retired].map(({ id }) => id)

  test.each(Object.entries(field))('%s is an adapter or a reasoned line', (_, ids) => {
    expect(ids.filter((id) => !known.includes(id))).toEqual([])
    expect(ids.length).toBeGreaterThan(0)
  })

  test('is what there is: nothing in the registry answers for none of them', () => {
    expect(known.filter((id) => !Object.values(field).flat().includes(id))).toEqual([])
  })
})

describe('every adapter', () => {
  const inData = builtIn.map(({ id }) => id)

  test.each(sources.filter(({ id }) => !inData.includes(id)))(
    '$id has the contract test of its shape',
    ({ id, shape }) => {
      const suite = shape === 'ask' ? /^testContract\(\{/m : /^ *testWatch\(/m
      const files = readdirSync(path.join(here, id)).filter((file) => file.endsWith('.test.ts'))

      expect(files.filter((file) => suite.test(text(path.join(id, file))))).not.toEqual([])
    },
  )

  test.each([
    ['of what is asked', failures, 'contract-suite.ts', ['present', 'absent', 'one bad row']],
    ['of what is watched', watchFailures, 'watch-suite.ts', ['a row that names nothing is counted']],
  ] as const)('is tested %s in every way that is promised', (_, modes, suite, titles) => {
    const promised = ['401', '403', '403-challenge', '429', '500', '503-html', 'hang', 'reset', 'truncated', 'html-200']

    expect(modes.map(([mode]) => mode)).toEqual(expect.arrayContaining([...promised, 'schema-drift', 'redirect']))
    for (const title of [...titles, 'extra fields change nothing', 'an abort ends the request under way']) {
      expect(text(suite)).toMatch(new RegExp(`test\\('${title}`))
    }
  })
})

/** What looks like "nothing found" and is not: [service, what it is, where its test is, how the test is called]. */
const onlyLooksClean: readonly (readonly [string, string, string, string])[] = [
  ['HIBP', '401, 403, 429, 503', 'contract-suite.ts', '$mode is never an answer'],
  ['HIBP', '404 of the subscription', 'hibp/hibp.test.ts', 'with a key without subscription is a matter of the key'],
  ['HIBP', 'somebody who opted out', 'hibp/hibp.test.ts', 'of pastes of somebody who opted out is not whole'],
  [
    'XposedOrNot',
    'a malformed address',
    'xposedornot/contract.test.ts',
    'a malformed address, answered like one that is',
  ],
  ['XposedOrNot', '404: hidden, or failed inside', 'published.test.ts', 'a hidden address at XposedOrNot'],
  ['Hudson Rock', '400', 'published.test.ts', 'a malformed address at Hudson Rock'],
  ['Hudson Rock', 'a page of the edge', 'contract-suite.ts', "['html-200', ContractError]"],
  ['LeakCheck', 'a bad key: 400', 'published.test.ts', 'a bad key at LeakCheck Pro'],
  ['LeakCheck', 'a spent quota: 403', 'published.test.ts', 'a spent quota at LeakCheck Pro'],
  ['LeakCheck', 'success: false', 'leakcheck/contract.test.ts', 'a refusal without a reason'],
  ['DeHashed', 'a bad key: 400', 'dehashed/dehashed.test.ts', 'a bad key, said with 400'],
  ['Intelligence X', '3: not ready', 'intelx/intelx.test.ts', '3 with an empty list is not a nothing'],
  ['Intelligence X', '2: the id is lost', 'intelx/intelx.test.ts', '2 while polling is a search that was lost'],
  ['Intelligence X', '1 and 2 of a search', 'intelx/intelx.test.ts', 'beyond what may run at once'],
  ['Intelligence X', 'the redacted free tier', 'intelx/intelx.test.ts', 'with a free key finds what it may read'],
  ['ransomware.live', 'its limit with 200', 'ransomware-live/contract.test.ts', 'its limit, told with 200, is a limit'],
  ['RansomLook', '400', 'ransomlook/contract.test.ts', 'a 400, its word for a term that is too short'],
  ['Pastebin', 'a challenge page', 'watch-suite.ts', "['403-challenge', BlockedError]"],
  ['Pastebin', 'a page without a row', 'watch-suite.ts', "['empty-list', ContractError]"],
  ['Telegram', 'a page without history', 'telegram/telegram.test.ts', 'that is missing or private is refused'],
  ['Leak-Lookup', 'error "true" with 200', 'leak-lookup/leak-lookup.test.ts', 'a bad key is a matter of the key'],
  ['Leak-Lookup', 'a name with an empty list', 'leak-lookup/leak-lookup.test.ts', 'names without records are hits'],
  ['Breachsense', '206: there is more', 'breachsense/breachsense.test.ts', 'go on after a 206'],
  ['Breachsense', '401, 403', 'breachsense/breachsense.test.ts', 'a 403 is about that call, a 401 about the key'],
  ['SpyCloud', 'an item not verified', 'spycloud/contract.test.ts', 'an item that is not verified is answered with'],
  ['Enzoic', '401, 403', 'enzoic/contract.test.ts', 'a domain for which the account is not enabled: 403'],
  ['LeakIX', '"Page limit" with 200', 'leakix/leakix.test.ts', '"Page limit" with 200 leaves what is there unknown'],
]

describe('what looks like "nothing found" and is not', () => {
  test.each(onlyLooksClean)('%s: %s, has its test', (_, _what, file, title) => {
    const source = text(file)
    const at = source.indexOf(title)

    expect([file, title, at >= 0]).toEqual([file, title, true])
    expect(source).not.toMatch(/\b(?:test|describe)\.(?:skip|only|todo)\b/)
  })

  test('is told of each service that has an adapter or had one weighed', () => {
    const services = new Set(onlyLooksClean.map(([service]) => service))
    expect(services.size).toBe(15)
  })
})
