import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Store } from '../../src/store/index.ts'
import { allExposures, answer, importInto, newStore, noon, refOf, selector, temporaryDirectory } from './workspace.ts'

const anne = 'anne@ville-exemple.fr'
const later = '2026-11-25T09:00:00.000Z'
const confirmed = {
  as: 'confirmed',
  attribution: 'B',
  base: 'inscriptions',
  causedBy: 'i-8h2j5k7m3n4p',
  note: 'vu avec Anne Durand',
  who: 'rssi@poste',
  at: noon,
} as const

/** One selector in two incidents. */
async function exposed(
  directory = temporaryDirectory(),
): Promise<{ store: Store; names: string[]; incidents: number[] }> {
  const store = await newStore(directory)
  await importInto(store, 'staff', [anne])
  const channel = await store.coverage.channel('hibp', 'breaches')
  const events = await store.events.save(
    'hibp',
    ['Adobe', 'Canva'].map((key) => ({ event: { key, title: key, nature: 'breach', dataClasses: [] } })),
    noon,
  )
  const ref = await refOf(store, anne)
  const sightings = events.map((event) => ({ ref, event: event.id }))
  await store.exposures.commit(await store.scans.begin(noon, {}), [answer(channel, { present: [ref], sightings })])
  const rows = await allExposures(store)
  return { store, names: rows.map((row) => row.name), incidents: rows.map((row) => row.incident) }
}

describe('a decision about an exposure', () => {
  test('is told with it, and replaces the one before', async () => {
    const { store, names } = await exposed()
    const [first] = names

    expect(await store.qualifications.qualify([first!, 'e-unknown'], { ...confirmed, as: 'known' })).toBe(1)
    expect(await store.qualifications.qualify([first!], confirmed)).toBe(1)

    const [one, other] = await allExposures(store)
    expect(one?.qualification).toEqual(confirmed)
    expect(other?.qualification).toBeUndefined()
  })

  test('and what was done about it do not overwrite each other', async () => {
    const { store, names } = await exposed()
    const remedy = { what: 'mot de passe changé', who: 'dsi@poste', at: later }

    await store.qualifications.remedy([names[0]!], remedy)
    await store.qualifications.qualify([names[0]!], confirmed)

    const [one] = await allExposures(store)
    expect(one).toMatchObject({ qualification: confirmed, remedy })
  })

  test('keeps its note sealed', async () => {
    const directory = temporaryDirectory()
    const { store, names } = await exposed(directory)

    await store.qualifications.qualify(names, confirmed)

    const bytes = readdirSync(directory)
      .filter((file) => file.startsWith('vigie.db'))
      .map((file) => readFileSync(join(directory, file), 'latin1'))
    expect(bytes.some((text) => text.includes('confirmed'))).toBe(true)
    expect(bytes.some((text) => text.includes('Durand'))).toBe(false)
  })

  test('moves with its exposure when two incidents are joined', async () => {
    const { store, names, incidents } = await exposed()
    await store.qualifications.qualify([names[1]!], confirmed)

    await store.events.join(incidents[0]!, incidents[1]!, 'same site', later)

    const rows = await allExposures(store)
    expect(rows.map((row) => row.qualification)).toEqual([confirmed])
    expect(await store.qualifications.qualify([names[1]!], { ...confirmed, as: 'known' })).toBe(1)
  })

  test('goes with an exposure that is purged, and with a person who objects', async () => {
    const { store, names } = await exposed()
    await store.qualifications.qualify(names, { ...confirmed, as: 'irrelevant' })
    expect(await store.qualifications.irrelevantBefore(noon)).toEqual([])
    expect([...(await store.qualifications.irrelevantBefore(later))].sort()).toEqual([...names].sort())

    expect(await store.exposures.purge([names[0]!])).toBe(1)
    expect(await store.qualifications.irrelevantBefore(later)).toEqual([names[1]])

    await store.lists.object(selector(anne))
    expect(await store.qualifications.irrelevantBefore(later)).toEqual([])
  })
})
