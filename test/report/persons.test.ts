import { describe, expect, test } from '@jest/globals'
import { judgedExposures, PersonsTable } from '../../src/report/index.ts'
import type { Store } from '../../src/store/index.ts'
import { allWatched, answer, importInto, newStore, noon, refOf } from '../store/workspace.ts'
import { event, expose } from './city.ts'
import { makeTown, now } from './town.ts'

async function rowsOf(store: Store) {
  const table = new PersonsTable()
  for await (const exposures of judgedExposures(store, { now, filter: {} })) table.addAll(exposures)
  return collected(table)
}

async function collected(table: PersonsTable) {
  const rows = []
  for await (const block of table.rows()) rows.push(...block)
  return rows
}

describe('persons.csv', () => {
  test('has one row for each person, and for each selector that is nobody in particular', async () => {
    const { store } = await makeTown()

    // the store's own order hangs on its keys
    const rows = (await rowsOf(store)).toSorted((a, b) => Number(b.exposures) - Number(a.exposures))

    const seen = '2026-11-24T12:00:00Z'
    expect(rows).toEqual([
      {
        ...{
          schema: 1,
          person: expect.stringMatching(/^p-/),
          ref: undefined,
          population: 'staff',
          emails: 1,
          phones: 1,
        },
        ...{ exposures: 4, incidents: 3, new_exposures: 4, resale: 'yes', last_offered: '2026-06-01' },
        data_classes: 'Email addresses; Names; Passwords; Phone numbers',
        ...{ first_seen: seen, last_seen: seen },
      },
      {
        ...{
          schema: 1,
          person: expect.stringMatching(/^p-/),
          ref: undefined,
          population: 'staff',
          emails: 1,
          phones: 0,
        },
        ...{ exposures: 2, incidents: 2, new_exposures: 2, resale: 'no-evidence', last_offered: undefined },
        data_classes: 'Email addresses; Passwords',
        ...{ first_seen: seen, last_seen: seen },
      },
      {
        ...{ schema: 1, person: undefined, ref: expect.stringMatching(/^s-/), population: 'residents', emails: 1 },
        ...{ phones: 0, exposures: 1, incidents: 1, new_exposures: 1, resale: 'yes', last_offered: '2026-06-01' },
        data_classes: 'Email addresses; Names; Phone numbers',
        ...{ first_seen: seen, last_seen: seen },
      },
    ])
  })

  test('counts nothing that was set aside', async () => {
    const { store } = await makeTown()
    const names: string[] = []
    for await (const rows of store.exposures.list({ populations: ['residents'] })) {
      names.push(...rows.map(({ name }) => name))
    }
    const aside = { as: 'false-positive', who: 'rssi@poste', at: now.toISOString() } as const
    await store.qualifications.qualify(names, aside)

    expect((await rowsOf(store)).map(({ population }) => population)).toEqual(['staff', 'staff'])
  })

  test('counts a person of several populations once, with all of them', async () => {
    const store = await newStore()
    const anne = { kind: 'email', canonical: 'anne@ville-exemple.fr' } as const
    const number = { kind: 'phone', canonical: '+33639980123' } as const
    const old = { kind: 'email', canonical: 'ancienne@ville-exemple.fr' } as const
    const one = [anne, number, old].map((selector) => ({ ...selector, person: 'M1' }))
    await importInto(store, 'staff', one)
    await importInto(store, 'residents', [number])
    await importInto(store, 'canaries', ['canari@ville-exemple.fr'])
    await importInto(store, 'city', ['ville-exemple.fr'])
    await store.scans.begin(noon, {})
    await expose(store, event({ key: 'shop' }), [
      anne.canonical,
      number.canonical,
      'canari@ville-exemple.fr',
      'ville-exemple.fr',
    ])
    await expose(store, event({ key: 'forum', dataClasses: ['Passwords'] }), [number.canonical])
    await expose(store, event({ key: 'wrong' }), [old.canonical])
    const names: string[] = []
    const oldRef = await refOf(store, old.canonical)
    for await (const rows of store.exposures.list({ refs: [oldRef] })) names.push(...rows.map(({ name }) => name))
    await store.qualifications.qualify(names, { as: 'irrelevant', who: 'rssi@poste', at: noon })

    expect(await rowsOf(store)).toEqual([
      expect.objectContaining({
        ...{ person: expect.stringMatching(/^p-/), ref: undefined, population: 'residents; staff' },
        ...{ emails: 1, phones: 1, exposures: 3, incidents: 2, data_classes: 'Email addresses; Passwords' },
      }),
    ])
  })

  test('knows five thousand persons apart, by the names that the store gives them', async () => {
    const store = await newStore()
    const people = Array.from({ length: 5_000 }, (_, i) => ({
      ...{ kind: 'email' as const, canonical: `p${i}@ville-exemple.fr` },
      ...(i % 2 === 0 ? { person: `M${i}` } : {}),
    }))
    await importInto(store, 'staff', people)
    await store.scans.begin(noon, {})
    const [saved] = await store.events.save('hibp', [{ event: event({ key: 'shop' }) }], noon)
    const channel = await store.coverage.channel('hibp', 'breaches')
    const watched = await allWatched(store)
    const refs = watched.map(({ ref }) => ref)
    const sightings = refs.map((ref) => ({ ref, event: saved!.id }))
    await store.exposures.commit(1, [answer(channel, { present: refs, sightings })])

    const rows = await rowsOf(store)

    expect(rows.map(({ person, ref }) => person ?? ref).toSorted()).toEqual(
      watched.map(({ person, name }) => person ?? name).toSorted(),
    )
  })
})
