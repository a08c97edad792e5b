import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { mentionDetail } from '../../src/domain/index.ts'
import type { ExposureFilter, ExposureGlance, Store } from '../../src/store/index.ts'
import { stretchesOf } from '../../src/store/stretches.ts'
import { allExposures, answer, importInto, newStore, noon, refOf } from './workspace.ts'

async function glancesOf(store: Store, filter: ExposureFilter = {}): Promise<readonly (readonly ExposureGlance[])[]> {
  return Array.fromAsync(store.exposures.glances(filter))
}

test('stretches hold every ref that was asked for, once, and little else', () => {
  const refs = fc.uniqueArray(fc.integer({ min: 1, max: 300 })).map((all) => all.toSorted((a, b) => a - b))
  fc.assert(
    fc.property(refs, (asked) => {
      const read = stretchesOf(asked).flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i))

      expect(read.filter((ref) => asked.includes(ref))).toEqual(asked)
      expect(read.length).toBeLessThanOrEqual(8 * asked.length)
    }),
  )
})

test('a page parts no selector from its exposures and goes beyond no population, and list says the same', async () => {
  const store = await newStore()
  const people = Array.from({ length: 4_000 }, (_, i) => `p${i}@ville-exemple.fr`)
  await importInto(store, 'residents', people)
  await importInto(
    store,
    'staff',
    people.filter((_, i) => i % 3 === 0),
  )
  await store.lists.remove({ kind: 'email', canonical: 'p3@ville-exemple.fr' }, 'residents')
  const channel = await store.coverage.channel('hibp', 'breaches')
  const events = await store.events.save(
    'hibp',
    ['a', 'b', 'c'].map((key) => ({ event: { key, title: key, nature: 'breach', dataClasses: [] } })),
    noon,
  )
  const scan = await store.scans.begin(noon, {})
  const refs = await Promise.all(people.map((one) => refOf(store, one)))
  const sightings = refs.flatMap((ref, i) => events.slice(i % 3).map(({ id }) => ({ ref, event: id })))
  await store.exposures.commit(scan, [answer(channel, { present: refs, sightings })])

  const pages = await glancesOf(store)

  expect(pages.length).toBeGreaterThan(2)
  const selectors = pages.map((page) => new Set(page.map(({ selector }) => selector.ref)))
  expect(selectors.reduce((sum, { size }) => sum + size, 0)).toBe(4_000)
  const firsts = pages.map((page) => new Set(page.map(({ selector }) => selector.populations[0])))
  expect(firsts.map((names) => [...names].join())).toEqual([...firsts.slice(1).map(() => 'residents'), 'staff'])
  expect(pages.flat().map((glance) => glance.row())).toEqual(await allExposures(store))
})

test('what passes no filter comes along only with a selector of which another exposure does', async () => {
  const store = await newStore()
  await importInto(store, 'staff', ['anne@ville-exemple.fr', 'paul@ville-exemple.fr'])
  const [anne, paul] = [await refOf(store, 'anne@ville-exemple.fr'), await refOf(store, 'paul@ville-exemple.fr')]
  const channel = await store.coverage.channel('hibp', 'breaches')
  const [first, second] = await store.events.save(
    'hibp',
    ['a', 'b'].map((key) => ({ event: { key, title: key, nature: 'breach', dataClasses: [] } })),
    noon,
  )
  const scan = await store.scans.begin(noon, {})
  const sightings = [
    { ref: anne, event: first!.id },
    { ref: anne, event: second!.id, details: [mentionDetail] },
    { ref: paul, event: second!.id },
  ]
  await store.exposures.commit(scan, [answer(channel, { present: [anne, paul], sightings })])

  const all = await glancesOf(store, { incidents: [first!.incident] })

  expect(all.flat().map(({ selector, wanted, telling }) => [selector.ref, wanted, telling])).toEqual([
    [anne, true, [{ event: first!.id, isMention: false }]],
    [anne, false, [{ event: second!.id, isMention: true }]],
  ])
  expect((await allExposures(store, { incidents: [first!.incident] })).map(({ incident }) => incident)).toEqual([
    first!.incident,
  ])
})
