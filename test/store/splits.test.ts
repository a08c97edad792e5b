import { describe, expect, test } from '@jest/globals'
import type { Store } from '../../src/store/index.ts'
import { allExposures, answer, importInto, newStore, noon, noonSeconds, refOf } from './workspace.ts'

const anne = 'anne@ville-exemple.fr'
const paul = 'paul@ville-exemple.fr'
const zoe = 'zoe@ville-exemple.fr'
const by = { who: 'rssi@poste', reason: 'deux fuites différentes', at: '2026-11-25T09:00:00.000Z' } as const

/** Two tellings in one incident, each of its own source: anne is in both, paul in the first, zoe in the second. */
async function joined(): Promise<{ store: Store; hibp: number; leakcheck: number; refs: number[]; scan: number }> {
  const store = await newStore()
  // one by one: refs go by digest within an import
  for (const one of [anne, paul, zoe]) await importInto(store, 'staff', [one])
  const [hibp, leakcheck] = [
    await store.coverage.channel('hibp', 'breaches'),
    await store.coverage.channel('leakcheck', 'email'),
  ]
  const told = (key: string) => ({ key, title: key, nature: 'breach' as const, dataClasses: ['Email addresses'] })
  const [first] = await store.events.save('hibp', [{ event: told('Demo') }], noon)
  const join = { incident: first!.incident, evidence: '{"points":5}' }
  const [second] = await store.events.save('leakcheck', [{ event: told('demo.example'), join }], noon)
  const refs = [await refOf(store, anne), await refOf(store, paul), await refOf(store, zoe)]
  const [annes, pauls, zoes] = refs as [number, number, number]
  const scan = await store.scans.begin(noon, {})
  await store.exposures.commit(scan, [
    answer(hibp, {
      present: [annes, pauls],
      sightings: [annes, pauls].map((ref) => ({ ref, event: first!.id })),
    }),
    answer(leakcheck, {
      at: noonSeconds + 60,
      present: [annes, zoes],
      sightings: [annes, zoes].map((ref) => ({ ref, event: second!.id })),
    }),
  ])
  return { store, hibp, leakcheck, refs, scan }
}

async function byPerson(store: Store) {
  const rows = await allExposures(store)
  return rows.map(({ selector, incident, state }) => `${selector.canonical.split('@')[0]} ${incident} ${state}`)
}

describe('an incident that a person splits', () => {
  test('keeps its id, and what left has another with the exposures that it told of', async () => {
    const { store } = await joined()
    const before = await allExposures(store)

    const split = await store.events.split(1, [2], by)

    expect(split).toEqual({ incident: 2, name: expect.stringMatching(/^i-[0-9a-z]{12}$/), moved: 1, doubled: 1 })
    expect((await store.events.all()).map(({ key, incident }) => [key, incident])).toEqual([
      ['Demo', 1],
      ['demo.example', 2],
    ])
    const [annes, copy, pauls, zoes] = await allExposures(store)
    expect([annes?.name, pauls?.name, zoes?.name]).toEqual(before.map(({ name }) => name))
    expect([annes?.incident, copy?.incident, pauls?.incident, zoes?.incident]).toEqual([1, 2, 1, 2])
    expect(copy?.name).toMatch(/^e-[0-9a-z]{12}$/)
    expect([annes?.sightings.map(({ event }) => event), copy?.sightings.map(({ event }) => event)]).toEqual([[1], [2]])
    expect([annes?.lastSeenAt, copy?.firstSeenAt]).toEqual(['2026-11-24T12:00:00Z', '2026-11-24T12:01:00Z'])
    expect(await store.events.splits(1)).toEqual([
      { ...by, incident: split.name, former: (await store.events.incidents())[0]!.name },
    ])
    expect(await store.events.splits(2)).toEqual(await store.events.splits(1))
  })

  test('makes nothing new again: not by itself, and not when it is told again', async () => {
    const { store, hibp, leakcheck, refs } = await joined()
    const [annes, , zoes] = refs as [number, number, number]
    const later = await store.scans.begin(noon, {})
    const again = [
      answer(hibp, { present: [annes], sightings: [{ ref: annes, event: 1 }] }),
      answer(leakcheck, { present: [annes, zoes], sightings: [annes, zoes].map((ref) => ({ ref, event: 2 })) }),
    ]
    await store.exposures.commit(later, again)

    await store.events.split(1, [2], by)
    expect(await byPerson(store)).toEqual(['anne 1 known', 'anne 2 known', 'paul 1 new', 'zoe 2 known'])

    const summary = await store.exposures.commit(await store.scans.begin(noon, {}), again)
    expect(summary).toEqual({ newExposures: 0, backExposures: 0, withdrawnExposures: 0 })
    expect(await store.exposures.count({ sinceScan: later })).toBe(0)
  })

  test('leaves the decision where it was made, takes it along with what leaves, and keeps what was done for both', async () => {
    const { store } = await joined()
    const [annes, pauls, zoes] = (await allExposures(store)).map(({ name }) => name)
    const decision = { as: 'confirmed', attribution: 'C', who: 'rssi@poste', at: noon } as const
    const remedy = { what: 'mot de passe changé', who: 'dsi@poste', at: noon }
    await store.qualifications.qualify([annes!, pauls!, zoes!], decision)
    await store.qualifications.remedy([annes!], remedy)

    await store.events.split(1, [2], by)

    const rows = await allExposures(store)
    expect(rows.map(({ qualification }) => qualification?.as)).toEqual([
      'confirmed',
      undefined,
      'confirmed',
      'confirmed',
    ])
    expect(rows.map((row) => row.remedy)).toEqual([remedy, remedy, undefined, undefined])
  })

  test('stays split, whoever says that they are one', async () => {
    const { store } = await joined()
    await store.events.split(1, [2], by)

    await store.events.join(1, 2, 'same name', noon)

    expect((await store.events.all()).map(({ incident }) => incident)).toEqual([1, 2])
    expect(await store.events.parted()).toEqual([
      [
        { source: 'hibp', key: 'Demo' },
        { source: 'leakcheck', key: 'demo.example' },
      ],
    ])
  })

  test('keeps as withdrawn what only the other half still tells', async () => {
    const { store, hibp, refs } = await joined()
    const annes = refs[0]!
    await store.exposures.commit(await store.scans.begin(noon, {}), [
      answer(hibp, { at: noonSeconds + 90, askedAt: noonSeconds + 80, absent: [annes], recheck: [annes] }),
    ])

    await store.events.split(1, [2], by)

    expect(await byPerson(store)).toEqual(['anne 1 withdrawn', 'anne 2 new', 'paul 1 new', 'zoe 2 new'])
  })

  test('remembers under its new id what was purged under the one it left', async () => {
    const { store, leakcheck, refs } = await joined()
    const zoes = refs[2]!
    await store.exposures.purge((await allExposures(store, { refs: [zoes] })).map(({ name }) => name))

    await store.events.split(1, [2], by)
    const summary = await store.exposures.commit(await store.scans.begin(noon, {}), [
      answer(leakcheck, { present: [zoes], sightings: [{ ref: zoes, event: 2 }] }),
    ])

    expect(summary.newExposures).toBe(0)
    expect(await allExposures(store, { refs: [zoes] })).toMatchObject([{ incident: 2, state: 'known' }])
  })

  test('knows nothing of what was purged later under the one it left', async () => {
    const { store, leakcheck, refs } = await joined()
    const pauls = refs[1]!
    await store.events.split(1, [2], { ...by, at: '2026-11-24T11:00:00.000Z' })
    await store.exposures.purge((await allExposures(store, { refs: [pauls] })).map(({ name }) => name))

    const summary = await store.exposures.commit(await store.scans.begin(noon, {}), [
      answer(leakcheck, { present: [pauls], sightings: [{ ref: pauls, event: 2 }] }),
    ])

    expect(summary.newExposures).toBe(1)
  })

  test('is left whole when nothing would stay or what is named is not in it', async () => {
    const { store } = await joined()

    await expect(store.events.split(1, [1, 2], by)).rejects.toThrow('some that stay')
    await expect(store.events.split(1, [3], by)).rejects.toThrow('events of its own')
    await expect(store.events.split(1, [], by)).rejects.toThrow('events of its own')

    expect(await store.events.splits(1)).toEqual([])
    expect(await byPerson(store)).toEqual(['anne 1 new', 'paul 1 new', 'zoe 1 new'])
  })
})

describe('the evidence of a join', () => {
  test('is told with what joined, an event or another incident', async () => {
    const { store } = await joined()
    const told = { key: 'Other', title: 'Other', nature: 'breach' as const, dataClasses: [] }
    await store.events.save('x', [{ event: told }], noon)
    const alias = (await store.events.incidents())[1]!.name

    await store.events.join(1, 2, '{"event":"x"}', by.at)

    expect(await store.events.joins(1)).toEqual([
      { event: 2, evidence: '{"points":5}', at: noon },
      { alias, evidence: '{"event":"x"}', at: by.at },
    ])
    expect(await store.events.joins(2)).toEqual([])
  })
})

test('how far incidents reach is counted by population: those watched, persons only, what was withdrawn left out', async () => {
  const { store, hibp, refs } = await joined()
  await importInto(store, 'residents', [anne])
  await store.events.split(1, [2], by)
  await store.exposures.commit(await store.scans.begin(noon, {}), [
    answer(hibp, { at: noonSeconds + 90, askedAt: noonSeconds + 80, absent: [refs[1]!], recheck: [refs[1]!] }),
  ])

  expect(await store.exposures.spread()).toEqual([
    { incident: 1, population: 'residents', exposures: 1 },
    { incident: 1, population: 'staff', exposures: 1 },
    { incident: 2, population: 'residents', exposures: 1 },
    { incident: 2, population: 'staff', exposures: 2 },
  ])
})
