import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { ConfigError } from '../../src/domain/index.ts'
import { planScan } from '../../src/scan/index.ts'
import { breach, openTown, population, type Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
  town.world.hibp.breaches = [breach('ForumDemo')]
})
afterEach(() => town.close())

test('a plan says what is asked, what it takes, what is told of whom, and what stays unknown: no request leaves', async () => {
  town.sources.set('hibp', { settings: { hasKey: true, verifiedDomains: ['ville-exemple.fr'], options: {} } })
  town.sources.set('pastebin', {})
  town.sources.set('dehashed', { notAsked: 'needs-acceptance' })
  town.populations[0] = population('staff', { clearTo: ['hibp'] })
  await town.list('staff', 'a@ville-exemple.fr', 'b@ville-exemple.fr', 'c@example.org')
  await town.list('residents', 'd@example.org', '+33639980123')

  const plan = await planScan({ ...town.deps, sources: town.deps.sources })

  const [hibp, pastebin, dehashed] = plan.sources
  expect(hibp).toMatchObject({
    source: 'hibp',
    operator: 'Superlative Enterprises Pty Ltd',
    domainsTold: ['ville-exemple.fr'],
    credits: { from: 0, to: 0 },
  })
  expect(hibp!.questions.find(({ question }) => question === 'breaches')).toEqual({
    question: 'breaches',
    queries: 3,
    covered: 4,
    fresh: 0,
    notAsked: {},
  })
  expect(hibp!.questions.find(({ question }) => question === 'pastes')).toMatchObject({
    queries: 3,
    notAsked: { policy: 1 },
  })
  expect(hibp!.disclosures).toEqual([
    { population: 'staff', discloses: 'clear', selectors: 3 },
    { population: 'residents', discloses: 'k-anonymous', selectors: 1 },
  ])
  expect(hibp!.timeMs.from).toBe(hibp!.requests.from * 6_000)
  expect(pastebin).toMatchObject({ shape: 'watch', requests: { from: 1, to: 51 }, disclosures: [] })
  expect(dehashed).toMatchObject({ notAsked: 'needs-acceptance', queries: 0 })
  expect(town.simulator.requests).toEqual([])
})

test('a plan leaves out whoever is taken from the lists while it is made', async () => {
  await town.list('residents', 'd@example.org', 'e@example.org')
  const { lists } = town.store
  const store = {
    ...town.store,
    lists: {
      ...lists,
      async *watched(options: Parameters<typeof lists.watched>[0]) {
        await lists.remove({ kind: 'email', canonical: 'e@example.org' }, 'residents')
        yield* lists.watched(options)
      },
    },
  }

  const plan = await planScan({ ...town.deps, store, sources: town.deps.sources })

  expect(plan.sources[0]!.questions[0]).toMatchObject({ question: 'breaches', covered: 1 })
  expect(plan.sources[0]!.disclosures).toMatchObject([{ population: 'residents', selectors: 1 }])
})

test('a plan after a scan asks nothing twice', async () => {
  await town.list('residents', 'd@example.org')
  await town.scan()

  const plan = await planScan({ ...town.deps, sources: town.deps.sources })

  expect(plan.sources[0]).toMatchObject({ queries: 0, requests: { from: 2, to: 5 } })
  expect(plan.sources[0]!.questions[0]).toMatchObject({ question: 'breaches', fresh: 1, covered: 0 })
})

test('a plan refuses what a scan would refuse', async () => {
  town.populations[1] = population('residents', { legalBasis: '' })
  await town.list('residents', 'd@example.org')

  await expect(planScan(town.deps)).rejects.toThrow(ConfigError)
})

test('the time is that of the pace that is written: the slower of two, and on this machine as it is', async () => {
  await town.list('residents', 'd@example.org')
  const timeAt = async (isLocal: boolean, requests: number) => {
    town.sources.set('hibp', { pace: { requests, perMs: 1_000, isLocal } })
    const [hibp] = (await planScan({ ...town.deps, sources: town.deps.sources })).sources
    return hibp!.timeMs.from / hibp!.requests.from
  }

  expect(await timeAt(true, 1_000)).toBe(1)
  // the service's own ten a minute
  expect(await timeAt(false, 1_000)).toBe(6_000)
  expect(await timeAt(false, 0.1)).toBe(10_000)
})
