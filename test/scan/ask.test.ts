import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { ConfigError, InputError } from '../../src/domain/index.ts'
import { exitCodeOf } from '../../src/scan/index.ts'
import { breach, exposures, ledger, openTown, population, type Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
  // without a single breach its catalogue is not as promised
  town.world.hibp.breaches = [breach('AutreFuite')]
})
afterEach(() => town.close())

function asked(): readonly string[] {
  return town.simulator.requests.map(({ path }) => decodeURIComponent(path.replace('/hibp/api/v3', '')))
}

describe('a scan', () => {
  test('tells present from absent, and why nothing was asked', async () => {
    town.world.hibp.breaches = [breach('ForumDemo')]
    town.world.hibp.accounts.set('test@example.org', ['ForumDemo'])
    town.simulator.setKey('hibp', '00f1c71f00f1c71f00f1c71f00f1c71f', { verifiedDomains: [] })
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
      'residents email stealer-logs-own-sites: 2 not-asked (no-ownership-proof)',
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

    expect(asked()).toEqual(['/subscription/status', '/latestbreach', '/subscribeddomains'])
    expect(report.exposures).toEqual({ new: 0, back: 0, withdrawn: 0 })
    expect(exitCodeOf(report)).toBe(0)
  })

  test('finds nothing new when a breach has other words, or another name, upstream', async () => {
    town.world.hibp.breaches = [breach('ForumDemo')]
    town.world.hibp.accounts.set('test@example.org', ['ForumDemo'])
    await town.list('residents', 'test@example.org')
    await town.scan()

    town.world.hibp.breaches = [breach('ForumDemo', { Title: 'Le Forum', ModifiedDate: '2026-01-01T00:00:00Z' })]
    expect((await town.scan()).exposures.new).toBe(0)

    const renamed = { Title: 'ForumDemo', Domain: 'forumdemo.example', ModifiedDate: '2026-02-01T00:00:00Z' }
    town.world.hibp.breaches = [breach('ForumDemo2022', renamed)]
    town.world.hibp.accounts.set('test@example.org', ['ForumDemo2022'])
    const report = await town.scan()

    expect(report.exposures).toEqual({ new: 0, back: 0, withdrawn: 0 })
    expect(await town.store.exposures.count({})).toBe(1)
  })

  test('makes two exposures of two breaches whose fields are all the same', async () => {
    const same = { Title: 'Fuite', Domain: '', BreachDate: '2022-09-14' }
    town.world.hibp.breaches = [breach('FuiteA', same), breach('FuiteB', same)]
    town.world.hibp.accounts.set('test@example.org', ['FuiteA', 'FuiteB'])
    await town.list('residents', 'test@example.org')

    const report = await town.scan()

    expect(report.exposures.new).toBe(2)
    expect(await exposures(town.store)).toEqual(['test@example.org FuiteA new', 'test@example.org FuiteB new'])
  })

  test('sees an exposure go, and come back', async () => {
    town.world.hibp.breaches = [breach('ForumDemo')]
    town.world.hibp.accounts.set('test@example.org', ['ForumDemo'])
    await town.list('residents', 'test@example.org')
    await town.scan()

    town.world.hibp.accounts.delete('test@example.org')
    town.clock.pass(8 * 86_400_000)
    expect((await town.scan()).exposures).toEqual({ new: 0, back: 0, withdrawn: 1 })

    town.world.hibp.accounts.set('test@example.org', ['ForumDemo'])
    town.clock.pass(8 * 86_400_000)
    const report = await town.scan()
    expect(report.exposures).toEqual({ new: 0, back: 1, withdrawn: 0 })
    expect(exitCodeOf(report)).toBe(10)
  })

  test('asks for a verified domain whole: one call, no address told, others counted and not kept', async () => {
    town.world.hibp.breaches = [breach('ForumDemo')]
    for (const name of ['agent', 'inconnue', 'autre']) {
      town.world.hibp.accounts.set(`${name}@ville-exemple.fr`, ['ForumDemo'])
    }
    await town.list('staff', 'ville-exemple.fr', 'agent@ville-exemple.fr', 'calme@ville-exemple.fr')

    const report = await town.scan()

    expect(asked().filter((path) => path.startsWith('/breach'))).toEqual([
      '/breaches',
      '/breacheddomain/ville-exemple.fr',
    ])
    expect(asked().some((path) => path.includes('@'))).toBe(false)
    expect(ledger(report, 'hibp', 'breaches')).toEqual([
      'staff email breaches: 1 present',
      'staff email breaches: 1 absent',
      'staff domain breaches: 1 present',
    ])
    expect((await town.store.exposures.strangers()).map(({ count }) => count)).toEqual([2])
  })

  test('tells nobody of minors, and still learns what the search of their domain says', async () => {
    town.populations.push(population('minors', { disclose: 'clear', clearTo: ['hibp'] }))
    town.world.hibp.breaches = [breach('ForumDemo')]
    town.world.hibp.accounts.set('eleve@ville-exemple.fr', ['ForumDemo'])
    await town.list('staff', 'eleve2@example.org')
    await town.list('minors', 'eleve@ville-exemple.fr', 'eleve@example.org', 'eleve2@example.org')

    const report = await town.scan()

    expect(ledger(report, 'hibp', 'breaches')).toEqual([
      'staff email breaches: 1 not-asked (policy)',
      'minors email breaches: 1 present',
      'minors email breaches: 2 not-asked (policy)',
    ])
    expect(asked().some((path) => path.includes('eleve') || path.includes('range'))).toBe(false)
  })

  test('asks only about the populations named, and says so of the others', async () => {
    await town.list('staff', 'agent@example.org')
    await town.list('residents', 'test@example.org')

    const report = await town.scan({ populations: ['staff'] })

    expect(ledger(report, 'hibp', 'breaches')).toEqual([
      'staff email breaches: 1 absent',
      'residents email breaches: 1 not-asked (not-selected)',
    ])
    expect(report.complete).toBe(true)
  })

  test('asks staff before residents', async () => {
    town.populations[1] = population('residents', { clearTo: ['hibp'] })
    town.populations[0] = population('staff', { clearTo: ['hibp'] })
    town.simulator.setKey('hibp', '00f1c71f00f1c71f00f1c71f00f1c71f', { includesKAnon: false, verifiedDomains: [] })
    await town.list('residents', 'a@example.org')
    await town.list('staff', 'z@example.org')

    await town.scan()

    expect(asked().filter((path) => path.startsWith('/breachedaccount'))).toEqual([
      '/breachedaccount/z@example.org',
      '/breachedaccount/a@example.org',
    ])
  })

  test('does not ask about those whose time has run out', async () => {
    await town.list('residents', 'test@example.org')
    town.clock.pass(366 * 86_400_000)
    await town.list('staff', 'agent@example.org')

    const report = await town.scan()

    expect(ledger(report, 'hibp', 'breaches')).toEqual([
      'staff email breaches: 1 absent',
      'residents email breaches: 1 not-asked (expired)',
    ])
  })

  test('says why a source is not asked at all', async () => {
    town.sources.set('hibp', { notAsked: 'disabled' })
    await town.list('residents', 'test@example.org')

    const report = await town.scan()

    expect(asked()).toEqual([])
    expect(ledger(report, 'hibp', 'breaches')).toEqual(['residents email breaches: 1 not-asked (disabled)'])
    expect(report.complete).toBe(true)
  })

  test('is incomplete when a source it requires was not asked about somebody', async () => {
    await town.list('residents', 'test@example.org', '+33639980123')

    const report = await town.scan({ require: ['hibp'] })

    expect(report.unmetRequirements).toEqual(['hibp'])
    expect(exitCodeOf(report)).toBe(20)
  })

  test('refuses a population without a legal basis before anything is asked', async () => {
    town.populations[1] = population('residents', { legalBasis: ' ' })
    await town.list('residents', 'test@example.org')

    await expect(town.scan()).rejects.toThrow(new ConfigError('the population residents has no written legal basis'))
    await expect(town.scan({ populations: ['habitants'] })).rejects.toThrow(InputError)
    expect(asked()).toEqual([])
  })

  test('leaves a word in the audit log of what each source was told, without naming anybody', async () => {
    await town.list('residents', 'test@example.org')

    await town.scan()

    const [scan] = await town.store.audit.list({ action: 'scan' })
    const [queries] = await town.store.audit.list({ action: 'scan.queries' })
    expect(scan).toMatchObject({
      who: 'test@host',
      result: 'ok',
      details: { newExposures: 0, sources: ['hibp: done'] },
    })
    expect(queries).toMatchObject({
      result: 'ok',
      details: { source: 'hibp', selectorsToldInClear: 0, selectorsToldByPrefix: 1, domainsTold: 1 },
    })
    expect(JSON.stringify(await town.store.audit.list({}))).not.toContain('example.org')
  })
})
