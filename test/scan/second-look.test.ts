/** Questions of a run that go unanswered while an earlier answer is there. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { exitCodeOf, type ScanReport } from '../../src/scan/index.ts'
import { simulatorKey } from '../../src/simulator/index.ts'
import { breach, ledger, openTown, population, type Town } from './town.ts'

const account = /breachedaccount/

let town: Town
beforeEach(async () => {
  town = await openTown()
  town.world.hibp.breaches = [breach('ForumDemo')]
  town.populations[1] = population('residents', { clearTo: ['hibp'] })
  town.sources.set('hibp', { settings: { hasKey: true, verifiedDomains: [], options: { pastes: false } } })
  town.simulator.setKey('hibp', simulatorKey, { includesKAnon: false, verifiedDomains: [] })
  await town.list('residents', 'a@example.org', 'b@example.org')
  await town.scan()
})
afterEach(() => town.close())

const breaches = (report: ScanReport) => ledger(report, 'hibp', 'breaches')

function moveCatalogue(): void {
  const at = '2026-01-05T00:00:00Z'
  town.world.hibp.breaches = [breach('FuiteNeuve', { AddedDate: at, ModifiedDate: at }), ...town.world.hibp.breaches]
}

test('asked anew and failed: the answer, still fresh, stands, and the run is incomplete', async () => {
  town.simulator.setFault('hibp', 'html-200', { match: account })

  const report = await town.scan({ fresh: true })

  expect(breaches(report)).toEqual(['residents email breaches: 2 absent'])
  expect(report.sources[0]).toMatchObject({ outcome: 'done', unanswered: 2 })
  expect(exitCodeOf(report)).toBe(20)
})

test('asked again because the source moved, and failed: what it said before is no answer any more', async () => {
  moveCatalogue()
  town.simulator.setFault('hibp', 'html-200', { match: account })

  const report = await town.scan()

  expect(breaches(report)).toEqual(['residents email breaches: 2 failed (malformed)'])
  expect(exitCodeOf(report)).toBe(20)
})

test('left when the source closed itself after it had moved: nothing that it said before passes for an answer', async () => {
  moveCatalogue()
  town.simulator.setFault('hibp', { mode: '429', retryAfterSeconds: 86_400 }, { match: account })

  const report = await town.scan()

  expect(breaches(report)).toEqual(['residents email breaches: 2 failed (quota)'])
  expect(exitCodeOf(report)).toBe(20)
})

test('failed at first and answered when asked once more: the run is complete', async () => {
  town.simulator.setFault('hibp', '503-html', { match: account, times: 2 })

  const report = await town.scan({ fresh: true })

  expect(breaches(report)).toEqual(['residents email breaches: 2 absent'])
  expect(report.sources[0]).not.toHaveProperty('unanswered')
  expect(exitCodeOf(report)).toBe(0)
})
