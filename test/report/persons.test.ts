import { describe, expect, test } from '@jest/globals'
import { exposureLines, PersonsTable } from '../../src/report/index.ts'
import type { Store } from '../../src/store/index.ts'
import { makeLines } from './lines.ts'
import { makeTown, now } from './town.ts'

async function rowsOf(store: Store) {
  const table = new PersonsTable()
  for await (const lines of exposureLines(store, { now, filter: {} })) for (const line of lines) table.add(line)
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
    const table = new PersonsTable()
    const [line] = makeLines(1)
    table.add({ ...line!, person: 'p-1', populations: ['staff'] })
    table.add({ ...line!, person: 'p-1', ref: 's-2', kind: 'phone', populations: ['residents', 'staff'] })
    table.add({ ...line!, person: 'p-1', ref: 's-3', state: 'withdrawn' })
    table.add({ ...line!, person: 'p-2', populations: ['canaries'] })
    table.add({ ...line!, person: undefined, ref: 's-4', kind: 'domain' })

    expect(await collected(table)).toMatchObject([
      { person: 'p-1', population: 'residents; staff', emails: 1, phones: 1, exposures: 2, incidents: 1 },
    ])
  })
})
