/** What the store says a source was told, held against what the simulator heard. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { simulatorKey } from '../../src/simulator/index.ts'
import { breach, openTown, population, type Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await openTown({ simulator: { log: true } })
  town.world.hibp.breaches = [breach('ForumDemo')]
  town.populations[1] = population('residents', { clearTo: ['hibp'] })
  town.sources.set('hibp', { settings: { hasKey: true, verifiedDomains: [], options: { pastes: false } } })
  town.simulator.setKey('hibp', simulatorKey, { includesKAnon: false, verifiedDomains: [] })
})
afterEach(() => town.close())

const people = Array.from({ length: 200 }, (_, index) => `personne${index}@example.org`)

async function told(selectors: readonly string[], discloses: 'clear' | 'k-anonymous'): Promise<readonly string[]> {
  const found: string[] = []
  for (const canonical of selectors) {
    const { ref } = (await town.store.lists.find({ kind: 'email', canonical }))!
    const cells = await town.store.coverage.of(ref)
    if (cells.some((cell) => cell.told?.discloses === discloses)) found.push(canonical)
  }
  return found.sort()
}

function heard(): readonly string[] {
  const paths = town.simulator.requests.map(({ path }) => decodeURIComponent(path))
  return [...new Set(paths.flatMap((path) => /breachedaccount\/([^?]+)/.exec(path)?.[1] ?? []))].sort()
}

test('an answer tells of each address that was asked about in clear', async () => {
  await town.list('residents', ...people)

  await town.scan()

  expect(heard()).toHaveLength(200)
  expect(await told(people, 'clear')).toEqual(heard())
})

test.each(['reset', '500', '429', 'truncated'] as const)(
  'a source that fails (%s) was told of those it was asked about, and of no other',
  async (fault) => {
    await town.list('residents', ...people)
    town.simulator.setFault('hibp', fault, { match: /breachedaccount/ })

    await town.scan()

    expect(heard().length).toBeGreaterThan(0)
    expect(await told(people, 'clear')).toEqual(heard())
  },
)

test('a source that is interrupted was told of what had left', async () => {
  await town.list('residents', ...people)
  town.simulator.setFault('hibp', 'hang', { match: /breachedaccount/ })
  const controller = new AbortController()

  await town.scan(
    {},
    {
      signal: controller.signal,
      onProgress: () => {
        if (heard().length > 0) controller.abort()
      },
    },
  )

  expect(heard().length).toBeGreaterThan(0)
  expect(heard().length).toBeLessThan(200)
  expect(await told(people, 'clear')).toEqual(heard())
})

test('a prefix is told as a prefix, and a domain call tells nothing of the addresses under it', async () => {
  town.simulator.setKey('hibp', simulatorKey, { includesKAnon: true, verifiedDomains: ['ville-exemple.fr'] })
  town.sources.set('hibp', {
    settings: { hasKey: true, verifiedDomains: ['ville-exemple.fr'], options: { pastes: false } },
  })
  const agent = 'agent@ville-exemple.fr'
  await town.list('staff', agent, 'agent@example.org')

  await town.scan()

  expect(heard()).toEqual(expect.not.arrayContaining([agent]))
  expect(await told([agent, 'agent@example.org'], 'k-anonymous')).toEqual(['agent@example.org'])
  expect(await told([agent, 'agent@example.org'], 'clear')).toEqual([])
})
