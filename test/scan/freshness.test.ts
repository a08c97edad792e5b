import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { systemClock } from '../../src/net/index.ts'
import { coverageCells, coverageRows, exitCodeOf } from '../../src/scan/index.ts'
import { simulatorKey } from '../../src/simulator/index.ts'
import { breach, ledger, openTown, population, type Town } from './town.ts'

const dayMs = 86_400_000

let town: Town
beforeEach(async () => {
  town = await openTown()
  town.world.hibp.breaches = [breach('ForumDemo')]
  town.populations[1] = population('residents', { clearTo: ['hibp'] })
  town.sources.set('hibp', { settings: { hasKey: true, verifiedDomains: [], options: { pastes: false } } })
  town.simulator.setKey('hibp', simulatorKey, { includesKAnon: false, verifiedDomains: [] })
})
afterEach(() => town.close())

const accounts = () =>
  town.simulator.requests
    .map(({ path }) => decodeURIComponent(path))
    .filter((path) => path.includes('/breachedaccount/'))
    .map((path) => path.slice(path.lastIndexOf('/') + 1))

function moveCatalogue(at: string): void {
  town.world.hibp.breaches = [breach(`Fuite${at}`, { AddedDate: at, ModifiedDate: at }), ...town.world.hibp.breaches]
}

describe('an answer', () => {
  test('is as good as new for its time, and asked for again after it', async () => {
    await town.list('residents', 'a@example.org')
    await town.scan()

    town.clock.pass(6 * dayMs)
    await town.scan()
    expect(accounts()).toHaveLength(1)

    town.clock.pass(dayMs)
    await town.scan()
    expect(accounts()).toHaveLength(2)
  })

  test('is not asked for about those who are taken from the lists while the run begins', async () => {
    await town.list('residents', 'a@example.org', 'b@example.org', 'c@example.org')
    await town.scan()
    town.clock.pass(7 * dayMs)
    town.simulator.forgetRequests()

    const { lists } = town.store
    const address = (canonical: string) => ({ kind: 'email', canonical }) as const
    await town.scan(
      {},
      {
        store: {
          ...town.store,
          lists: {
            ...lists,
            // the run knows how many there are, and has something due
            async *watched(options) {
              await lists.remove(address('a@example.org'), 'residents')
              await lists.object(address('b@example.org'))
              yield* lists.watched(options)
            },
          },
        },
      },
    )

    expect(accounts()).toEqual(['c@example.org'])
  })

  test('is asked for anew when that is wanted', async () => {
    await town.list('residents', 'a@example.org')
    await town.scan()

    await town.scan({ fresh: true })

    expect(accounts()).toHaveLength(2)
  })

  test('from before the source moved is stale, and stays so when the budget does not reach it', async () => {
    for (const name of ['a', 'b', 'c']) {
      await town.list('residents', `${name}@example.org`)
      await town.scan()
      town.clock.pass(dayMs)
    }
    moveCatalogue('2026-01-05T00:00:00Z')
    town.simulator.forgetRequests()
    town.sources.set('hibp', { ...town.sources.get('hibp'), budget: { requests: 5 + 2 } })

    const report = await town.scan()

    expect(accounts()).toEqual(['a@example.org', 'b@example.org'])
    expect(ledger(report, 'hibp', 'breaches')).toEqual(['residents email breaches: 3 absent, 1 stale'])
    expect(report.sources[0]).toMatchObject({ reason: 'budget', left: { queries: 1 } })
    expect(exitCodeOf(report)).toBe(0)
  })

  test('that is missing goes before one that is stale', async () => {
    await town.list('residents', 'a@example.org')
    await town.scan()
    moveCatalogue('2026-01-05T00:00:00Z')
    await town.list('residents', 'b@example.org')
    town.simulator.forgetRequests()
    town.sources.set('hibp', { ...town.sources.get('hibp'), budget: { requests: 5 + 1 } })

    await town.scan()

    expect(accounts()).toEqual(['b@example.org'])
  })

  test('of a clock that was set back is asked for again', async () => {
    await town.list('residents', 'a@example.org')
    town.clock.pass(400 * dayMs)
    await town.list('residents', 'a@example.org')
    await town.scan()
    town.clock.pass(-400 * dayMs)

    const report = await town.scan()

    expect(accounts()).toHaveLength(2)
    expect(ledger(report, 'hibp', 'breaches')).toEqual(['residents email breaches: 1 absent'])
  })

  test('that failed is never reused', async () => {
    await town.list('residents', 'a@example.org')
    town.simulator.setFault('hibp', 'html-200', { match: /breachedaccount/, times: 1 })
    await town.scan()

    const report = await town.scan()

    expect(accounts()).toHaveLength(2)
    expect(ledger(report, 'hibp', 'breaches')).toEqual(['residents email breaches: 1 absent'])
  })

  test('that was refused by policy is looked at again when the policy changes', async () => {
    town.populations[1] = population('residents', { disclose: 'nothing' })
    await town.list('residents', 'a@example.org')
    await town.scan()
    expect(accounts()).toEqual([])

    town.populations[1] = population('residents', { clearTo: ['hibp'] })
    const report = await town.scan()

    expect(ledger(report, 'hibp', 'breaches')).toEqual(['residents email breaches: 1 absent'])
  })
})

test('a time box ends the scan cleanly, says what is left, and the next one goes on', async () => {
  await town.close()
  town = await openTown({ simulator: { latencyMs: 20 }, clock: { ...systemClock, pass: () => {} } })
  town.world.hibp.breaches = [breach('ForumDemo')]
  town.populations[1] = population('residents', { clearTo: ['hibp'] })
  town.sources.set('hibp', { settings: { hasKey: true, verifiedDomains: [], options: { pastes: false } } })
  town.simulator.setKey('hibp', simulatorKey, { includesKAnon: false, verifiedDomains: [] })
  await town.list('residents', ...Array.from({ length: 2_000 }, (_, index) => `personne${index}@example.org`))

  const report = await town.scan({ forMs: 500 })

  const asked = accounts().length
  expect(asked).toBeGreaterThan(64)
  expect(asked).toBeLessThan(2_000)
  expect(report).toMatchObject({ interrupted: 'time', complete: false })
  expect(report.sources[0]).toMatchObject({ reason: 'interrupted', left: { queries: 2_000 - asked } })
  expect(ledger(report, 'hibp', 'breaches')).toEqual([
    `residents email breaches: ${asked} absent`,
    `residents email breaches: ${2_000 - asked} failed (interrupted)`,
  ])
  expect(exitCodeOf(report)).toBe(20)

  const next = await town.scan()
  expect(accounts()).toHaveLength(2_000)
  expect(ledger(next, 'hibp', 'breaches')).toEqual(['residents email breaches: 2000 absent'])
})

test('the signal ends the scan, and what was answered stays', async () => {
  await town.list('residents', ...Array.from({ length: 500 }, (_, index) => `personne${index}@example.org`))
  const stop = new AbortController()

  const report = await town.scan(
    {},
    {
      signal: stop.signal,
      onProgress(progress) {
        if (progress.type === 'source' && progress.done > 0) stop.abort()
      },
    },
  )

  expect(exitCodeOf(report)).toBe(130)
  expect(report.interrupted).toBe('signal')
  const [scan] = await town.store.scans.list(1)
  expect(scan).toMatchObject({ status: 'interrupted' })
  const next = await town.scan()
  expect(ledger(next, 'hibp', 'breaches')).toEqual(['residents email breaches: 500 absent'])
})

test('the ledger reads the same without a scan, and selector by selector', async () => {
  town.world.hibp.accounts.set('a@example.org', ['ForumDemo'])
  await town.list('residents', 'a@example.org')
  const report = await town.scan()
  await town.list('residents', '+33639980123')

  const rows = await coverageRows(town.deps)
  const cells = []
  for await (const block of coverageCells(town.deps)) cells.push(...block)

  expect(rows.filter(({ kind }) => kind === 'email')).toEqual(report.coverage)
  expect(cells.filter(({ question }) => question === 'breaches')).toEqual([
    expect.objectContaining({
      canonical: 'a@example.org',
      populations: ['residents'],
      source: 'hibp',
      answer: 'present',
      stale: false,
      asOf: report.coverage[0]!.asOfFrom,
    }),
    expect.objectContaining({ canonical: '+33639980123', answer: 'not-asked', reason: 'kind-not-taken' }),
  ])
})
