import { describe, expect, test } from '@jest/globals'
import type { SourceEvent } from '../../src/domain/index.ts'
import type { Store } from '../../src/store/index.ts'
import { allExposures, answer, importInto, newStore, noon, noonSeconds, refOf } from './workspace.ts'

const anne = 'anne@ville-exemple.fr'
const paul = 'paul@ville-exemple.fr'

function breach(key: string, dataClasses: readonly string[] = ['Email addresses', 'Passwords']): SourceEvent {
  return { key, title: key, nature: 'breach', dataClasses }
}

/** Two selectors, one source of two questions, two breaches, and a first scan under way. */
async function city(): Promise<{
  store: Store
  annes: number
  pauls: number
  channel: number
  pastes: number
  adobe: number
  canva: number
  scan: number
}> {
  const store = await newStore()
  await importInto(store, 'staff', [anne])
  await importInto(store, 'residents', [paul])
  const channel = await store.coverage.channel('hibp', 'breaches')
  const pastes = await store.coverage.channel('hibp', 'pastes')
  const events = await store.events.save('hibp', [{ event: breach('Adobe') }, { event: breach('Canva') }], noon)
  return {
    store,
    annes: await refOf(store, anne),
    pauls: await refOf(store, paul),
    channel,
    pastes,
    adobe: events[0]!.id,
    canva: events[1]!.id,
    scan: await store.scans.begin(noon, {}),
  }
}

describe('an answer', () => {
  test('makes an exposure of each incident, new in this scan', async () => {
    const { store, annes, pauls, channel, adobe, canva, scan } = await city()

    const summary = await store.exposures.commit(scan, [
      answer(channel, {
        present: [annes],
        absent: [pauls],
        sightings: [
          { ref: annes, event: adobe },
          { ref: annes, event: canva, dataClasses: ['Passwords'], details: ['portail.ville-exemple.fr'] },
        ],
      }),
    ])

    expect(summary).toEqual({ newExposures: 2, backExposures: 0, withdrawnExposures: 0 })
    const [first, second] = await allExposures(store)
    expect(first).toEqual({
      name: expect.stringMatching(/^e-[0-9a-z]{12}$/),
      selector: await store.lists.find({ kind: 'email', canonical: anne }),
      incident: 1,
      state: 'new',
      stateScan: 1,
      firstSeenAt: '2026-11-24T12:00:00Z',
      lastSeenAt: '2026-11-24T12:00:00Z',
      sightings: [{ event: adobe, firstSeenAt: '2026-11-24T12:00:00Z', lastSeenAt: '2026-11-24T12:00:00Z' }],
    })
    expect(second?.sightings).toEqual([
      {
        event: canva,
        firstSeenAt: '2026-11-24T12:00:00Z',
        lastSeenAt: '2026-11-24T12:00:00Z',
        dataClasses: ['Passwords'],
        details: ['portail.ville-exemple.fr'],
      },
    ])
    expect(await store.exposures.byName(first!.name)).toEqual(first)
    const cells = await store.coverage.load(channel)
    expect([cells.answer[annes], cells.answer[pauls]]).toEqual([2, 1])
  })

  test('committed twice changes nothing', async () => {
    const { store, annes, pauls, channel, adobe, scan } = await city()
    const record = answer(channel, {
      present: [annes],
      absent: [pauls],
      recheck: [pauls],
      sightings: [{ ref: annes, event: adobe, details: ['site'] }],
      strangers: [{ event: adobe, count: 3 }],
      target: 'ville-exemple.fr',
    })
    await store.exposures.commit(scan, [record])
    const before = await allExposures(store)

    const summary = await store.exposures.commit(scan, [record])

    expect(summary).toEqual({ newExposures: 0, backExposures: 0, withdrawnExposures: 0 })
    expect(await allExposures(store)).toEqual(before)
    expect(await store.exposures.strangers()).toEqual([{ incident: 1, count: 3 }])
  })

  test('seen again in a later scan is known, and still news since an earlier one', async () => {
    const { store, annes, channel, adobe, scan } = await city()
    const seen = { present: [annes], sightings: [{ ref: annes, event: adobe }] }
    await store.exposures.commit(scan, [answer(channel, seen)])
    const later = await store.scans.begin(noon, {})

    await store.exposures.commit(later, [answer(channel, { ...seen, at: noonSeconds + 60, askedAt: noonSeconds + 59 })])

    expect(await allExposures(store)).toMatchObject([
      { state: 'known', stateScan: 2, firstSeenAt: '2026-11-24T12:00:00Z', lastSeenAt: '2026-11-24T12:01:00Z' },
    ])
    expect(await store.exposures.count({ sinceScan: 0 })).toBe(1)
    expect(await store.exposures.count({ sinceScan: 1 })).toBe(0)
  })

  test('with more data classes makes it changed, told by the selector or by the event', async () => {
    const { store, annes, pauls, channel, adobe, scan } = await city()
    const sightings = [
      { ref: annes, event: adobe, dataClasses: ['Passwords'] },
      { ref: pauls, event: adobe },
    ]
    await store.exposures.commit(scan, [answer(channel, { present: [annes, pauls], sightings })])
    await store.events.save('hibp', [{ event: breach('Adobe', ['Email addresses', 'Passwords', 'IBAN']) }], noon)

    await store.exposures.commit(await store.scans.begin(noon, {}), [
      answer(channel, {
        present: [annes, pauls],
        sightings: [
          { ref: annes, event: adobe, dataClasses: ['Passwords', 'Phone numbers'] },
          { ref: pauls, event: adobe },
        ],
      }),
    ])

    expect((await allExposures(store)).map(({ state }) => state)).toEqual(['changed', 'changed'])
    expect(await store.exposures.count({ sinceScan: 1, states: ['changed'] })).toBe(2)
  })

  test('without its sighting withdraws the exposure, and brings it back when it is seen again', async () => {
    const { store, annes, channel, adobe, scan } = await city()
    const at = (minutes: number) => ({ at: noonSeconds + minutes * 60, askedAt: noonSeconds + minutes * 60 - 1 })
    const seen = { present: [annes], sightings: [{ ref: annes, event: adobe }] }
    await store.exposures.commit(scan, [answer(channel, { ...seen, ...at(0) })])

    const gone = await store.exposures.commit(await store.scans.begin(noon, {}), [
      answer(channel, { absent: [annes], recheck: [annes], ...at(1) }),
    ])
    const withdrawn = await allExposures(store)
    const again = await store.exposures.commit(await store.scans.begin(noon, {}), [
      answer(channel, { ...seen, ...at(2) }),
    ])

    expect(gone).toEqual({ newExposures: 0, backExposures: 0, withdrawnExposures: 1 })
    expect(withdrawn).toMatchObject([
      { state: 'withdrawn', stateScan: 2, sightings: [{ withdrawnAt: '2026-11-24T12:01:00Z' }] },
    ])
    expect(again).toEqual({ newExposures: 0, backExposures: 1, withdrawnExposures: 0 })
    const back = await allExposures(store)
    expect(back).toMatchObject([{ name: withdrawn[0]!.name, state: 'back', stateScan: 3 }])
    expect(back[0]?.sightings[0]).not.toHaveProperty('withdrawnAt')
  })

  test('of one question leaves what another question has seen', async () => {
    const { store, annes, channel, pastes, adobe, scan } = await city()
    const sightings = [{ ref: annes, event: adobe }]
    await store.exposures.commit(scan, [
      answer(channel, { present: [annes], sightings }),
      answer(pastes, { present: [annes], sightings }),
    ])
    const later = { at: noonSeconds + 60, askedAt: noonSeconds + 59 }

    const summary = await store.exposures.commit(2, [answer(channel, { absent: [annes], recheck: [annes], ...later })])

    expect(summary.withdrawnExposures).toBe(0)
    expect(await allExposures(store)).toMatchObject([{ state: 'new', sightings: [{ event: adobe }] }])
  })

  test('that did not come whole withdraws nothing', async () => {
    const { store, annes, channel, adobe, scan } = await city()
    await store.exposures.commit(scan, [
      answer(channel, { present: [annes], sightings: [{ ref: annes, event: adobe }] }),
    ])

    const summary = await store.exposures.commit(2, [
      answer(channel, {
        at: noonSeconds + 60,
        askedAt: noonSeconds + 59,
        recheck: [annes],
        unanswered: { state: { answer: 'failed', reason: 'partial' }, refs: [annes] },
      }),
    ])

    expect(summary.withdrawnExposures).toBe(0)
    expect(await allExposures(store)).toMatchObject([{ state: 'new' }])
  })

  test('that names an event nobody saved is refused whole', async () => {
    const { store, annes, channel, scan } = await city()
    const record = answer(channel, { present: [annes], sightings: [{ ref: annes, event: 99 }] })

    await expect(store.exposures.commit(scan, [record])).rejects.toThrow('event 99')

    expect((await store.coverage.load(channel)).answer[annes]).toBe(0)
  })
})

describe('a listing', () => {
  test('goes by population, selector and incident, and filters', async () => {
    const { store, annes, pauls, channel, adobe, canva, scan } = await city()
    await store.exposures.commit(scan, [
      answer(channel, {
        present: [annes, pauls],
        sightings: [
          { ref: pauls, event: canva },
          { ref: pauls, event: adobe },
          { ref: annes, event: canva },
        ],
      }),
    ])
    const shown = async (filter: Parameters<Store['exposures']['list']>[0]) =>
      (await allExposures(store, filter)).map(({ selector, incident }) => `${selector.canonical} ${incident}`)

    expect(await shown({})).toEqual([`${anne} 2`, `${paul} 1`, `${paul} 2`])
    expect(await shown({ populations: ['residents'] })).toEqual([`${paul} 1`, `${paul} 2`])
    expect(await shown({ populations: ['nobody'] })).toEqual([])
    expect(await shown({ kinds: ['phone'] })).toEqual([])
    expect(await shown({ kinds: ['email'], incidents: [2] })).toEqual([`${anne} 2`, `${paul} 2`])
    expect(await shown({ refs: [annes] })).toEqual([`${anne} 2`])
    expect(await shown({ states: ['known', 'back'] })).toEqual([])
    expect(await store.exposures.count({ populations: ['residents'] })).toBe(2)
    expect(await store.exposures.byName('e-0000000000')).toBeUndefined()
  })

  test('still shows a selector that was retired', async () => {
    const { store, annes, channel, adobe, scan } = await city()
    await store.exposures.commit(scan, [
      answer(channel, { present: [annes], sightings: [{ ref: annes, event: adobe }] }),
    ])

    await store.lists.remove({ kind: 'email', canonical: anne }, 'staff')

    expect(await allExposures(store, { populations: ['staff'] })).toMatchObject([
      { selector: { canonical: anne, populations: ['staff'] } },
    ])
  })
})

describe('strangers', () => {
  test('are those of the latest answer about each target, its pages added up', async () => {
    const { store, channel, adobe, canva, scan } = await city()
    const page = (target: string, next: string | undefined, counts: readonly (readonly [number, number])[], at = 0) =>
      answer(channel, {
        at: noonSeconds + at,
        askedAt: noonSeconds + at - 1,
        target,
        cursor: { endpoint: 'domain', target, next },
        strangers: counts.map(([event, count]) => ({ event, count })),
        ...(next === undefined ? { present: [] } : undefined),
      })

    await store.exposures.commit(scan, [
      page('ville-exemple.fr', 'page-2', [[adobe, 3]]),
      page('ville-exemple.fr', undefined, [
        [adobe, 2],
        [canva, 7],
      ]),
      page('agglo-exemple.fr', undefined, [[adobe, 10]]),
    ])
    const first = await store.exposures.strangers()
    await store.exposures.commit(scan, [page('ville-exemple.fr', undefined, [[adobe, 1]], 60)])

    expect(first).toEqual([
      { incident: 1, count: 15 },
      { incident: 2, count: 7 },
    ])
    expect(await store.exposures.strangers()).toEqual([{ incident: 1, count: 11 }])
  })
})

describe('a purged exposure', () => {
  test('is gone with its sightings, and never new again', async () => {
    const { store, annes, channel, adobe, canva, scan } = await city()
    const sightings = [
      { ref: annes, event: adobe },
      { ref: annes, event: canva },
    ]
    await store.exposures.commit(scan, [answer(channel, { present: [annes], sightings })])
    const [exposure, other] = await allExposures(store)

    const purged = await store.exposures.purge([exposure!.name, 'e-0000000000'])
    const left = await allExposures(store)
    const summary = await store.exposures.commit(await store.scans.begin(noon, {}), [
      answer(channel, { at: noonSeconds + 3600, present: [annes], sightings }),
    ])

    expect(purged).toBe(1)
    expect(left).toEqual([other])
    expect(summary.newExposures).toBe(0)
    expect(await allExposures(store, { incidents: [1] })).toMatchObject([
      { state: 'known', firstSeenAt: '2026-11-24T12:00:00Z', lastSeenAt: '2026-11-24T13:00:00Z' },
    ])
    expect(await store.exposures.count({ incidents: [1], sinceScan: 1 })).toBe(0)
  })
})

describe('incidents', () => {
  test('an event makes one, keeps it whatever its new words are, or goes to the one it is joined to', async () => {
    const { store } = await city()

    const [renamed] = await store.events.save('hibp', [{ event: { ...breach('Adobe'), title: 'Adobe 2013' } }], noon)
    const [joined] = await store.events.save(
      'leakcheck',
      [{ event: breach('adobe.com'), join: { incident: 1, evidence: 'same domain and date' } }],
      noon,
    )

    expect(renamed).toMatchObject({ id: 1, incident: 1, title: 'Adobe 2013', source: 'hibp', key: 'Adobe' })
    expect(joined).toMatchObject({ id: 3, incident: 1, source: 'leakcheck' })
    expect((await store.events.all()).map(({ key }) => key)).toEqual(['Adobe', 'Canva', 'adobe.com'])
    expect(await store.events.incidents()).toEqual([
      { id: 1, name: expect.stringMatching(/^i-[0-9a-z]{12}$/), aliases: [], firstSeenAt: noon },
      { id: 2, name: expect.stringMatching(/^i-[0-9a-z]{12}$/), aliases: [], firstSeenAt: noon },
    ])
  })

  test('two that are one keep the older, its first date, and every name they ever had', async () => {
    const { store, annes, pauls, channel, adobe, canva, scan } = await city()
    await store.exposures.commit(scan, [
      answer(channel, { present: [annes], sightings: [{ ref: annes, event: adobe }] }),
      answer(channel, {
        at: noonSeconds + 60,
        present: [annes, pauls],
        sightings: [
          { ref: annes, event: canva },
          { ref: pauls, event: canva },
        ],
      }),
    ])
    const before = await allExposures(store)
    const names = (await store.events.incidents()).map(({ name }) => name)

    await store.events.join(2, 1, 'same domain, same day', noon)
    await store.events.join(1, 2, 'said twice', noon)

    const after = await allExposures(store)
    expect(after.map(({ name }) => name)).toEqual([before[0]!.name, before[2]!.name])
    expect(after[0]).toMatchObject({
      incident: 1,
      state: 'new',
      firstSeenAt: '2026-11-24T12:00:00Z',
      lastSeenAt: '2026-11-24T12:01:00Z',
      sightings: [{ event: adobe }, { event: canva }],
    })
    expect(await store.exposures.byName(before[1]!.name)).toEqual(after[0])
    expect(await store.events.incidents()).toEqual([{ id: 1, name: names[0], aliases: [names[1]], firstSeenAt: noon }])
    expect((await store.events.all()).map(({ incident }) => incident)).toEqual([1, 1])
    const [late] = await store.events.save(
      'x',
      [{ event: breach('Late'), join: { incident: 2, evidence: 'name' } }],
      noon,
    )
    expect(late?.incident).toBe(1)
  })

  test('a pair that was purged under either is not new in the one they became', async () => {
    const { store, annes, channel, canva, scan } = await city()
    const seen = answer(channel, { present: [annes], sightings: [{ ref: annes, event: canva }] })
    await store.exposures.commit(scan, [seen])
    await store.exposures.purge((await allExposures(store)).map(({ name }) => name))
    await store.events.join(1, 2, 'same', noon)

    const summary = await store.exposures.commit(await store.scans.begin(noon, {}), [seen])

    expect(summary.newExposures).toBe(0)
    expect(await allExposures(store)).toMatchObject([{ incident: 1, state: 'known' }])
  })
})
