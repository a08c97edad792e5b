import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type ImportValue, importOutcomes, type Store } from '../../src/store/index.ts'
import { allWatched, importInto, inAYear, newStore, noon, temporaryDirectory } from './workspace.ts'

/** Few enough values that they meet each other. */
const value: fc.Arbitrary<ImportValue> = fc.record(
  {
    kind: fc.constantFrom('email', 'phone', 'domain'),
    canonical: fc.constantFrom(
      'a@ville-exemple.fr',
      'é@ville-exemple.fr',
      '+33639980101',
      'b.example.org',
      'x'.repeat(300),
    ),
    person: fc.constantFrom('M-1', 'M-2', 'Usager n° 3'),
  },
  { requiredKeys: ['kind', 'canonical'] },
)
const list = fc.array(value, { maxLength: 30 })

/** What is held, in words that do not depend on the order in which it came. */
async function stateOf(store: Store): Promise<readonly string[]> {
  const watched = await allWatched(store)
  return watched
    .map(({ kind, canonical, populations, person, name, expiresAt }) =>
      [kind, canonical, populations.join('+'), person, name, expiresAt].join(' '),
    )
    .toSorted()
}

/** Stores of one set of keys: the same value has the same name in all. */
async function stores(count: number): Promise<readonly Store[]> {
  const keysDirectory = `${temporaryDirectory()}/keys`
  const all: Store[] = []
  for (let i = 0; i < count; i++) all.push(await newStore(temporaryDirectory(), { keysDirectory }))
  return all
}

describe('for any list', () => {
  test('importing twice is importing once', async () => {
    await fc.assert(
      fc.asyncProperty(list, fc.boolean(), async (values, replace) => {
        const [store] = await stores(1)
        await importInto(store!, 'staff', values)
        const once = await stateOf(store!)

        const { outcomes, retired } = await importInto(store!, 'staff', values, { replace })

        expect(await stateOf(store!)).toEqual(once)
        expect(outcomes.filter((outcome) => outcome !== 'known' && outcome !== 'duplicate')).toEqual([])
        expect(retired).toBe(0)
      }),
      { numRuns: 12 },
    )
  })

  test('the order of its lines, and the batches it comes in, do not matter', async () => {
    await fc.assert(
      fc.asyncProperty(list, fc.integer({ min: 1, max: 10 }), async (values, batch) => {
        const [one, other] = await stores(2)
        await importInto(one!, 'staff', values)

        const run = await other!.lists.beginImport({
          population: 'staff',
          list: 'staff.csv',
          at: noon,
          expiresAt: inAYear,
          replace: false,
        })
        const reversed = values.toReversed()
        for (let from = 0; from < reversed.length; from += batch) await run.add(reversed.slice(from, from + batch))
        await run.commit()

        expect(await stateOf(other!)).toEqual(await stateOf(one!))
      }),
      { numRuns: 12 },
    )
  })

  test('each value is one selector or a duplicate of one', async () => {
    await fc.assert(
      fc.asyncProperty(list, async (values) => {
        const [store] = await stores(1)

        const { outcomes } = await importInto(store!, 'staff', values)

        const distinct = new Set(values.map(({ kind, canonical }) => `${kind} ${canonical}`))
        expect(outcomes.filter((outcome) => outcome === importOutcomes[0]).length).toBe(distinct.size)
        expect(outcomes.filter((outcome) => outcome === 'duplicate').length).toBe(values.length - distinct.size)
        const held = (await allWatched(store!)).map(({ kind, canonical }) => `${kind} ${canonical}`)
        expect(held.toSorted()).toEqual([...distinct].toSorted())
      }),
      { numRuns: 12 },
    )
  })
})
