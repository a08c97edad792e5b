/** Questions whose answer is about selectors all over the lists. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { planScan } from '../../src/scan/index.ts'
import { breach, exposures, ledger, openTown, type Town } from './town.ts'

const dayMs = 86_400_000

let town: Town
beforeEach(async () => {
  town = await openTown()
  town.world.hibp.breaches = [breach('ForumDemo')]
  town.world.domains.push('ville-exemple.fr')
  town.sources.set('hibp', { settings: { hasKey: true, verifiedDomains: ['ville-exemple.fr'], options: {} } })
})
afterEach(() => town.close())

/** more than are planned at a time */
const many = Array.from({ length: 10_000 }, (_, index) => `personne${index}@example.org`)

test('sites of the city are asked once for everybody, however many waves the lists are planned in', async () => {
  town.populations[1] = { ...town.populations[1]!, disclose: 'nothing' }
  town.world.hibp.stealerLogs.set('personne7@example.org', ['ville-exemple.fr'])
  town.world.hibp.stealerLogs.set('personne9999@example.org', ['ailleurs.example', 'ville-exemple.fr'])
  await town.list('residents', ...many)

  const plan = await planScan({ ...town.deps, sources: town.deps.sources })
  const report = await town.scan()

  const asked = town.simulator.requests.filter(({ path }) => path.includes('stealerlogsbywebsitedomain'))
  expect(asked).toHaveLength(1)
  expect(ledger(report, 'hibp', 'stealer-logs-own-sites')).toEqual([
    'residents email stealer-logs-own-sites: 2 present',
    'residents email stealer-logs-own-sites: 9998 absent',
  ])
  expect(await exposures(town.store)).toHaveLength(2)
  const [hibp] = plan.sources
  expect(hibp!.queries).toBe(1)
  expect(hibp!.domainsTold).toEqual(['ville-exemple.fr'])
  expect(hibp!.questions.find(({ question }) => question === 'stealer-logs-own-sites')).toMatchObject({
    queries: 1,
    covered: 10_000,
  })
})

test('they are asked again the next night only when somebody has joined the lists', async () => {
  await town.list('residents', 'a@example.org')
  await town.scan()
  town.simulator.forgetRequests()

  await town.scan()
  expect(town.simulator.requests.filter(({ path }) => path.includes('website'))).toEqual([])

  await town.list('residents', 'b@example.org')
  await town.scan()
  expect(town.simulator.requests.filter(({ path }) => path.includes('website'))).toHaveLength(1)
})

test('an address whose time is over is not asked about, and is no stranger under its domain', async () => {
  town.world.hibp.accounts.set('partie@ville-exemple.fr', ['ForumDemo'])
  town.world.hibp.accounts.set('inconnue@ville-exemple.fr', ['ForumDemo'])
  await town.list('staff', 'partie@ville-exemple.fr')
  town.clock.pass(366 * dayMs)
  await town.list('staff', 'agent@ville-exemple.fr')

  const report = await town.scan()

  expect(ledger(report, 'hibp', 'breaches')).toEqual([
    'staff email breaches: 1 absent',
    'staff email breaches: 1 not-asked (expired)',
  ])
  expect((await town.store.exposures.strangers()).map(({ count }) => count)).toEqual([1])
})
