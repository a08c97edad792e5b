/** `sources check` through the program: every source that is asked, well and with each fault, and what it must say of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import {
  type FaultMode,
  makeCity,
  makeWorld,
  type PretendSourceId,
  type Simulator,
  simulatorKey,
  startSimulator,
} from '../../src/simulator/index.ts'
import { checkTopics } from '../../src/sources/contract.ts'
import { type AskSource, type CheckLine, sources } from '../../src/sources/index.ts'
import { said } from '../sources/checked.ts'
import { makePlace, type Place } from './vigie.ts'

const asked = sources.filter((source): source is AskSource => source.shape === 'ask')

let place: Place
let simulator: Simulator
beforeAll(async () => {
  place = await makePlace()
  simulator = await startSimulator({ world: makeWorld(makeCity()), log: false })
  simulator.world.leakcheckQuota = 399
  await place.run(['init', '--legal-basis', 'RGPD, art. 6, 1, e', '--keys', 'keys'])
  await place.write('key', `${simulatorKey}\n`)
  await configure()
}, 60_000)
afterAll(async () => {
  await simulator.close()
  await place.remove()
})
beforeEach(() => simulator.clearFaults())

/** All that are asked, and a watched place; `settings` instead of the usual ones, `more` besides. */
function configure(settings: Readonly<Record<string, string>> = {}, more = ''): Promise<string> {
  const lines = asked.map(({ id, key, legalClass }) => {
    const usual = [
      'enabled: true',
      `baseUrl: ${simulator.baseUrl(id as PretendSourceId)}`,
      'pace: { requests: 1000, per: 1s }',
      'verifiedDomains: [ville-exemple.fr]',
      ...(key === undefined ? [] : ['apiKey: { file: ../key }']),
      ...(legalClass === 'usable' ? [] : ['accepted: { by: Camille Exemple, on: 2026-11-24, because: essai }']),
    ]
    return `  ${id}: { ${settings[id] ?? usual.join(', ')} }`
  })
  return place.write(
    '.vigie/vigie.yaml',
    `legalBasis: "RGPD, art. 6, 1, e"
network: { timeout: 1s }
sources:
${lines.join('\n')}
  pastebin: { enabled: true, baseUrl: ${simulator.baseUrl('pastebin')}, pace: { requests: 1000, per: 1s } }
${more}`,
  )
}

async function check(args: readonly string[], code: number): Promise<ReadonlyMap<string, readonly CheckLine[]>> {
  const ended = await place.run(['sources', 'check', '--json', ...args])
  expect({ code: ended.code, stderr: ended.stderr }).toMatchObject({ code })
  expect(ended.stdout + ended.stderr).not.toContain(simulatorKey)
  expect(ended.stdout + ended.stderr).not.toContain(simulator.world.canarySecret)
  const { sources: checked } = JSON.parse(ended.stdout) as { sources: { source: string; lines: CheckLine[] }[] }
  return new Map(checked.map(({ source, lines }) => [source, lines]))
}

test('when all is well, says of each whether it is reached, its key, plan, contract and credits: 0', async () => {
  const checked = await check([], 0)

  expect([...checked.keys()].sort()).toEqual([...asked.map(({ id }) => id), 'pastebin'].sort())
  const untold = 'plan: not-published'
  const well = ['reach: ok', 'key: ok']
  for (const { id } of asked) expect(checked.get(id)?.map(({ what }) => what)).toEqual(checkTopics)
  expect(Object.fromEntries([...checked].map(([id, lines]) => [id, said(lines)]))).toMatchObject({
    hibp: [...well, expect.stringMatching(/^plan: ok \(Pro 5 until .* requests a minute/), testAccount, free],
    xposedornot: ['reach: ok', 'key: ok (good for a verified domain)', untold, expect.stringMatching(/listed/), free],
    dehashed: [...well, untold, expect.stringMatching(/databases listed/), 'credits: not-published'],
    'leak-lookup': [
      ...well,
      'plan: ok (private key, active, 100000 requests a day)',
      account,
      'credits: ok (100000 left today)',
    ],
    breachsense: [...well, untold, account, 'credits: ok (100000 left this month)'],
    intelx: [...well, 'plan: ok (8 of 8 buckets of leaks open)', account, 'credits: ok (1000 left)'],
    leakix: [...well, untold, expect.stringMatching(/plugins listed/), free],
    hudsonrock: ['reach: ok', 'key: not-needed', untold, fine, free],
    leakcheck: ['reach: ok', 'key: not-needed', untold, fine, free],
    'leakcheck-pro': [...well, untold, fine, 'credits: ok (398 left)'],
    enzoic: [...well, untold, expect.stringMatching(/test account found/), 'credits: not-published'],
    spycloud: [...well, expect.stringMatching(/^plan: ok \(domains to search: 3/), fine, free],
    projectdiscovery: [...well, untold, fine, free],
    pastebin: ['reach: ok', expect.stringMatching(/^contract of archive page: ok \(50 items listed/)],
  })
})
const testAccount = 'contract: ok (test account found, in 1 breach)'
const fine = 'contract: ok'
const account = 'contract: ok (of the account only: a search costs a credit)'
const free = 'credits: not-needed'

describe('with a fault at all of them', () => {
  /** what failed, and what is known all the same; for a call that goes without a key a refusal is one of us */
  const refusal = (reason: string) => ({
    keyed: `key: failed ${reason}`,
    free: `reach: failed ${reason}`,
  })
  const reach = (reason: string) => ({ keyed: `reach: failed ${reason}`, free: `reach: failed ${reason}` })
  const contract = { keyed: 'contract: failed malformed', free: 'contract: failed malformed' }
  const quota = { keyed: 'plan: failed quota', free: 'plan: failed quota' }
  const faults: readonly (readonly [FaultMode, typeof contract])[] = [
    ['401', refusal('auth')],
    ['403', refusal('auth')],
    ['403-challenge', reach('blocked')],
    ['429', quota],
    ['500', reach('network')],
    ['reset', reach('network')],
    ['hang', reach('network')],
    ['html-200', contract],
    ['truncated', contract],
    ['schema-drift', contract],
  ]
  /** a question costs a credit, and what is told of the account has no field that must be there */
  const driftsUnseen = ['breachsense', 'intelx']

  test.each(faults)(
    '%s is said for what it is, of each, and nothing is called good that was not seen: 20',
    async (mode, expected) => {
      for (const id of [...asked.map((source) => source.id), 'pastebin'] as PretendSourceId[])
        simulator.setFault(id, mode)

      const checked = await check([], 20)

      for (const [id, lines] of checked) {
        const told = said(lines).map((line) => line.replace(/ of archive page| \(.*/g, ''))
        if (mode === 'schema-drift' && driftsUnseen.includes(id)) continue
        // a page of a paste site has no fields
        if (mode === 'schema-drift' && id === 'pastebin') continue
        const isPage = id === 'pastebin' && mode === '403'
        // the first call of some needs no key
        const wanted = isPage ? 'reach: failed blocked' : told.includes(expected.free) ? expected.free : expected.keyed
        expect([id, ...told]).toContain(wanted)
        const failedAt = wanted.split(':')[0]
        for (const line of lines) {
          const isKnown = line.what === failedAt || line.what === 'reach' || line.state.startsWith('not-')
          // a contract that moved is no matter of the key: the calls after it are made
          expect([id, line.what, isKnown || mode === 'schema-drift']).toEqual([id, line.what, true])
        }
      }
    },
    60_000,
  )
})

test('a fault at one is its own: the others are well, and the table says what to do, in French', async () => {
  simulator.setFault('hibp', '401', { match: /subscription/ })
  simulator.setFault('enzoic', 'html-200')

  const { stdout, code } = await place.run(['sources', 'check', '--lang', 'fr'])

  expect(code).toBe(20)
  const row = (id: string) => stdout.split('\n').filter((line) => line.startsWith(`${id} `))
  expect(row('hibp').join('\n')).toMatch(
    /^hibp +joignable +bon +elle répond\nhibp +clé +ÉCHEC +clé absente ou refusée.*\nhibp +abonnement et.* NON OBTENU/,
  )
  expect(stdout).toMatch(/→\s+vérifier\s+sources\.hibp\.apiKey/)
  expect(row('leakix')[0]).toMatch(/^leakix +joignable +bon/)
  expect(stdout).toMatch(/\n2 sources sont à examiner\s: hibp, enzoic\.\n$/)
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
})

test('a key that is not there, or not well-formed, is that line, and nothing is sent', async () => {
  await configure({
    hibp: 'enabled: true',
    intelx: 'enabled: true, apiKey: { file: ../nowhere }, accepted: { by: C, on: 2026-11-24, because: essai }',
  })
  simulator.forgetRequests()

  const checked = await check([], 20)
  await configure()

  expect(said(checked.get('hibp')!)).toEqual([
    'reach: not-learnt',
    'key: failed auth',
    'plan: not-learnt',
    'contract: not-learnt',
    'credits: not-needed',
  ])
  expect(said(checked.get('intelx')!)).toContain('key: failed auth')
  expect(simulator.counts.hibp.requests + simulator.counts.intelx.requests).toBe(0)
})

test('of one source only, and of none: 0', async () => {
  expect([...(await check(['enzoic'], 0)).keys()]).toEqual(['enzoic'])

  await place.write('.vigie/vigie.yaml', 'legalBasis: RGPD\n')
  const { stdout, code } = await place.run(['sources', 'check'])
  await configure()

  expect({ stdout, code }).toEqual({
    stdout: 'No source is switched on: see "sources" in the configuration.\n',
    code: 0,
  })
})
