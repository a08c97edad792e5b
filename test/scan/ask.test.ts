import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { exitCodeOf } from '../../src/scan/index.ts'
import { breach, exposures, ledger, openTown, type Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
})
afterEach(() => town.close())

describe('a scan', () => {
  test('tells present from absent, and why nothing was asked', async () => {
    town.world.hibp.breaches = [breach('ForumDemo')]
    town.world.hibp.accounts.set('test@example.org', ['ForumDemo'])
    await town.list('residents', 'test@example.org', 'xtest@example.org', '+33639980123')

    const report = await town.scan()

    expect(ledger(report)).toEqual([
      'residents email breaches: 1 present',
      'residents email breaches: 1 absent',
      'residents phone breaches: 1 not-asked (kind-not-taken)',
      'residents email pastes: 2 not-asked (policy)',
      'residents phone pastes: 1 not-asked (kind-not-taken)',
      'residents email stealer-logs: 2 not-asked (no-ownership-proof)',
      'residents phone stealer-logs: 1 not-asked (kind-not-taken)',
      'residents email stealer-logs-own-sites: 2 absent',
      'residents phone stealer-logs-own-sites: 1 not-asked (kind-not-taken)',
    ])
    expect(await exposures(town.store)).toEqual(['test@example.org ForumDemo new'])
    expect(exitCodeOf(report)).toBe(10)
  })

  test('finds nothing new the second time, and asks nobody again', async () => {
    town.world.hibp.breaches = [breach('ForumDemo')]
    town.world.hibp.accounts.set('test@example.org', ['ForumDemo'])
    await town.list('residents', 'test@example.org', 'xtest@example.org')
    await town.scan()
    town.simulator.forgetRequests()

    const report = await town.scan()

    expect(town.simulator.requests.map(({ path }) => path.replace('/hibp/api/v3', ''))).toEqual([
      '/subscription/status',
      '/latestbreach',
      '/subscribeddomains',
    ])
    expect(report.exposures).toEqual({ new: 0, back: 0, withdrawn: 0 })
    expect(exitCodeOf(report)).toBe(0)
  })
})
