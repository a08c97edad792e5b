import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { exitCodeOf, type ScanReport } from '../../src/scan/index.ts'
import { type Fault, simulatorKey } from '../../src/simulator/index.ts'
import { breach, exposures, ledger, openTown, population, type Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
  town.world.hibp.breaches = [breach('ForumDemo')]
  town.world.hibp.accounts.set('a@example.org', ['ForumDemo'])
  town.populations[1] = population('residents', { clearTo: ['hibp'] })
  town.sources.set('hibp', { settings: { hasKey: true, verifiedDomains: [], options: { pastes: false } } })
  town.simulator.setKey('hibp', simulatorKey, { includesKAnon: false, verifiedDomains: [] })
})
afterEach(() => town.close())

const account = /breachedaccount/
const breaches = (report: ScanReport) => ledger(report, 'hibp', 'breaches')

function answered(status: number): number {
  return town.simulator.counts.hibp.statuses[status] ?? 0
}

describe('an answer that is none', () => {
  test('429 twice, then silence: the question failed for want of quota, and the run is incomplete', async () => {
    await town.list('residents', 'a@example.org')
    town.simulator.setFault('hibp', '429', { match: account, times: 2 })
    town.simulator.addFault('hibp', 'hang', { match: account })

    const report = await town.scan()

    expect(breaches(report)).toEqual(['residents email breaches: 1 failed (quota)'])
    expect(report.complete).toBe(false)
    expect(exitCodeOf(report)).toBe(20)
  })

  test.each<[string, Fault, number]>([
    ['"6"', { mode: '429', retryAfterSeconds: 6 }, 6_000],
    ['a date', { mode: '429', retryAfterSeconds: 9, retryAfterForm: 'date' }, 8_000],
    ['0', { mode: '429', retryAfterSeconds: 0 }, 1_000],
    ['absent', { mode: '429', retryAfterForm: 'absent' }, 1_000],
    ['a page of the edge', '429-html', 1_000],
  ])('a 429 with Retry-After %s is waited for, and the answer is had', async (_, fault, waitMs) => {
    await town.list('residents', 'a@example.org')
    town.simulator.setFault('hibp', fault, { match: account, times: 1 })
    const before = town.clock.now()

    const report = await town.scan()

    expect(breaches(report)).toEqual(['residents email breaches: 1 present'])
    expect(town.clock.now() - before).toBeGreaterThanOrEqual(waitMs)
  })

  test('a 429 for a day closes the source: what is left has failed, the others go on, the report says until when', async () => {
    town.sources.set('pastebin', {})
    town.world.pastebin.push({ body: 'b@example.org' })
    await town.list('residents', 'a@example.org', 'b@example.org', 'c@example.org')
    town.simulator.setFault('hibp', { mode: '429', retryAfterSeconds: 86_400 }, { match: account })

    const report = await town.scan()

    expect(breaches(report)).toEqual(['residents email breaches: 3 failed (quota)'])
    const [hibp, pastebin] = report.sources
    expect(hibp).toMatchObject({ outcome: 'stopped', reason: 'quota' })
    const inMs = Date.parse(hibp!.closedUntil!) - town.clock.wallNow()
    expect(inMs).toBeGreaterThan(86_000_000)
    expect(inMs).toBeLessThanOrEqual(86_400_000)
    expect(pastebin).toMatchObject({ outcome: 'done', watch: { read: 1, hits: 1 } })
    expect(exitCodeOf(report)).toBe(30)
  })

  test('a source that closed itself is left alone by the next run, until it opens or is to be asked anew', async () => {
    await town.list('residents', 'a@example.org')
    const askedOf = () => town.simulator.counts.hibp.requests
    town.simulator.setFault('hibp', { mode: '429', retryAfterSeconds: 86_400 }, { match: account })
    const closed = await town.scan()
    town.simulator.forgetRequests()

    const next = await town.scan()

    expect(askedOf()).toBe(0)
    expect(breaches(next)).toEqual(['residents email breaches: 1 failed (quota)'])
    expect(next.sources[0]).toMatchObject({ outcome: 'stopped', reason: 'quota', requests: 0 })
    const seconds = (at: string | undefined) => Math.round(Date.parse(at!) / 1_000)
    expect(seconds(next.sources[0]!.closedUntil)).toBe(seconds(closed.sources[0]!.closedUntil))
    await town.scan({ fresh: true })
    expect(askedOf()).toBeGreaterThan(0)

    town.simulator.clearFaults()
    town.clock.pass(86_400_000)
    expect(breaches(await town.scan())).toEqual(['residents email breaches: 1 present'])
    town.simulator.forgetRequests()
    await town.scan()
    expect(askedOf()).toBeGreaterThan(0)
  })

  test.each<[string, Fault, string]>([
    ['a page of the edge with 403', '403-challenge', 'blocked'],
    ['a page with 200', 'html-200', 'malformed'],
    ['a body cut short', 'truncated', 'malformed'],
    ['a bad row', 'bad-row', 'malformed'],
    ['another contract', 'schema-drift', 'malformed'],
    ['an error of the server', '500', 'network'],
    ['a broken connection', 'reset', 'network'],
  ])('%s is no "nothing found"', async (_, fault, reason) => {
    await town.list('residents', 'a@example.org')
    town.simulator.setFault('hibp', fault, { match: account })

    const report = await town.scan()

    const rows = breaches(report)
    expect(rows).toContain(
      fault === 'bad-row' ? 'residents email breaches: 1 present' : `residents email breaches: 1 failed (${reason})`,
    )
    expect(rows.join()).not.toContain('absent')
    expect(exitCodeOf(report) % 10).toBe(0)
  })

  test('an answer with a bad row keeps what was present, and says nothing of the others', async () => {
    town.simulator.setKey('hibp', simulatorKey, {})
    town.world.hibp.accounts.set('agent@ville-exemple.fr', ['ForumDemo'])
    town.world.hibp.accounts.set('zoe@ville-exemple.fr', ['ForumDemo'])
    await town.list('staff', 'agent@ville-exemple.fr', 'calme@ville-exemple.fr', 'zoe@ville-exemple.fr')
    town.simulator.setFault('hibp', 'bad-row', { match: /breacheddomain/ })

    const report = await town.scan()

    const rows = breaches(report)
    expect(rows.some((row) => /[12] present/.test(row))).toBe(true)
    expect(rows.some((row) => /failed \(malformed\)/.test(row))).toBe(true)
    expect(rows.join()).not.toContain('absent')
    expect(report.complete).toBe(false)
  })
})

describe('a source that', () => {
  test('refuses the key is left at once, before it burns quota, and the others go on', async () => {
    town.sources.set('pastebin', {})
    town.world.pastebin.push({ body: 'b@example.org' })
    await town.list('residents', ...Array.from({ length: 200 }, (_, index) => `personne${index}@example.org`))
    town.simulator.setKey('hibp', simulatorKey, undefined)

    const report = await town.scan()

    expect(breaches(report)).toEqual(['residents email breaches: 200 failed (auth)'])
    expect(town.simulator.counts.hibp.requests).toBe(1)
    expect(report.sources[0]).toMatchObject({ outcome: 'stopped', reason: 'auth' })
    expect(report.sources[0]!.mend).toContain('sources.hibp.apiKey')
    expect(report.sources[1]).toMatchObject({ outcome: 'done' })
    expect(exitCodeOf(report)).toBe(20)
  })

  test('loses its key in the middle is left with what it has answered', async () => {
    await town.list('residents', ...Array.from({ length: 500 }, (_, index) => `personne${index}@example.org`))
    town.simulator.setFault('hibp', '401', { match: /personne[1-4]\d\d%40/ })

    const report = await town.scan()

    expect(report.sources[0]).toMatchObject({ outcome: 'stopped', reason: 'auth' })
    expect(answered(401)).toBeLessThanOrEqual(64)
    expect(breaches(report).some((row) => row.endsWith('absent'))).toBe(true)
    expect(breaches(report).some((row) => row.endsWith('failed (auth)'))).toBe(true)
  })

  test('lacks its key is not asked, and has failed', async () => {
    town.sources.set('hibp', { settings: { hasKey: false, verifiedDomains: [], options: { pastes: false } } })
    await town.list('residents', 'a@example.org')

    const report = await town.scan()

    expect(town.simulator.counts.hibp.requests).toBe(0)
    expect(breaches(report)).toEqual(['residents email breaches: 1 failed (auth)'])
    expect(report.sources[0]).toMatchObject({ outcome: 'stopped', reason: 'auth', mend: 'set sources.hibp.apiKey' })
  })

  test('refuses one domain goes on with everything else', async () => {
    town.simulator.setKey('hibp', simulatorKey, { includesKAnon: false })
    await town.list('residents', 'agent@ville-exemple.fr', 'a@example.org')
    town.simulator.setFault('hibp', '403', { match: /breacheddomain/ })

    const report = await town.scan()

    expect(breaches(report)).toEqual([
      'residents email breaches: 1 present',
      'residents email breaches: 1 failed (auth)',
    ])
    expect(report.sources[0]!.outcome).toBe('done')
  })

  test('does not answer for a while is tried again in the same run', async () => {
    await town.list('residents', ...Array.from({ length: 200 }, (_, index) => `personne${index}@example.org`))
    town.simulator.setFault('hibp', 'reset', { match: account })
    const paused: string[] = []

    const report = await town.scan(
      {},
      {
        onProgress(progress) {
          if (progress.type !== 'source' || progress.phase !== 'paused') return
          paused.push(`${progress.source}: ${progress.reason}`)
          town.simulator.clearFaults()
        },
      },
    )

    expect(paused).toEqual(['hibp: network'])
    expect(breaches(report)).toEqual(['residents email breaches: 200 absent'])
    expect(report.sources[0]!.outcome).toBe('done')
  })

  test('never answers is given up, with the reason, after few requests', async () => {
    await town.list('residents', ...Array.from({ length: 1_000 }, (_, index) => `personne${index}@example.org`))
    town.simulator.setFault('hibp', 'reset', { match: account })

    const report = await town.scan()

    expect(breaches(report)).toEqual(['residents email breaches: 1000 failed (network)'])
    expect(report.sources[0]).toMatchObject({ outcome: 'stopped', reason: 'network' })
    expect(town.simulator.counts.hibp.requests).toBeLessThan(250)
  })

  test('has used our budget is left, and what was never answered has failed', async () => {
    await town.list('residents', ...Array.from({ length: 50 }, (_, index) => `personne${index}@example.org`))
    town.sources.set('hibp', { ...town.sources.get('hibp'), budget: { requests: 24 } })

    const report = await town.scan()

    expect(town.simulator.counts.hibp.requests).toBe(24)
    expect(breaches(report)).toEqual([
      'residents email breaches: 19 absent',
      'residents email breaches: 31 failed (budget)',
    ])
    expect(report.sources[0]).toMatchObject({ reason: 'budget', left: { queries: 31 } })
  })

  test('fails at a second look leaves the answer of the first', async () => {
    await town.list('residents', 'a@example.org')
    await town.scan()
    town.simulator.setFault('hibp', '500', { match: account })

    const report = await town.scan({ fresh: true })
    expect(breaches(report)).toEqual(['residents email breaches: 1 present'])

    town.clock.pass(8 * 86_400_000)
    const later = await town.scan()
    expect(breaches(later)).toEqual(['residents email breaches: 1 failed (network)'])
    expect(await exposures(town.store)).toEqual(['a@example.org ForumDemo known'])
  })
})

test('no key is found in a report, whatever failed', async () => {
  await town.list('residents', 'a@example.org')
  town.simulator.setFault('hibp', '401')

  const report = await town.scan()

  expect(JSON.stringify(report)).not.toContain(simulatorKey)
  expect(JSON.stringify(await town.store.audit.list({}))).not.toContain(simulatorKey)
})
