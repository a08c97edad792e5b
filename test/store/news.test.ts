import { describe, expect, test } from '@jest/globals'
import type { Store } from '../../src/store/index.ts'
import { allExposures, answer, importInto, newStore, noonSeconds, refOf } from './workspace.ts'

const anne = 'anne@ville-exemple.fr'
const paul = 'paul@ville-exemple.fr'
const at = (minute: number) => new Date((noonSeconds + 60 * minute) * 1000).toISOString()

/** anne of the staff, told of by hibp; paul of the residents, told of by leakcheck; both in the first scan, which ended. */
async function told(): Promise<{ store: Store }> {
  const store = await newStore()
  await importInto(store, 'staff', [anne])
  await importInto(store, 'residents', [paul])
  const first = await store.scans.begin(at(0), {})
  for (const [source, who] of [
    ['hibp', anne],
    ['leakcheck', paul],
  ] as const) {
    const event = { key: source, title: source, nature: 'breach', dataClasses: [] } as const
    const [saved] = await store.events.save(source, [{ event }], at(1))
    const channel = await store.coverage.channel(source, 'all')
    const ref = await refOf(store, who)
    await store.exposures.commit(first, [
      answer(channel, { at: noonSeconds + 60, present: [ref], sightings: [{ ref, event: saved!.id }] }),
    ])
  }
  await store.scans.end(first, at(2), 'done', {})
  return { store }
}

async function states(store: Store): Promise<string> {
  const rows = await allExposures(store)
  return rows.map(({ selector, state }) => `${selector.canonical.split('@')[0]} ${state}`).join(', ')
}

describe('at the end of a scan', () => {
  test('what an earlier one told as new is known, and is news of that one still', async () => {
    const { store } = await told()
    const second = await store.scans.begin(at(10), {})

    const settled = await store.scans.settle({ scan: second, startedAt: at(10), unseen: [] })

    expect(settled).toBe(2)
    expect(await states(store)).toBe('anne known, paul known')
    expect([await store.exposures.count({ sinceScan: 0 }), await store.exposures.count({ sinceScan: 1 })]).toEqual([
      2, 0,
    ])
  })

  test('what this one told is new', async () => {
    const { store } = await told()

    expect(await store.scans.settle({ scan: 1, startedAt: at(0), unseen: [] })).toBe(0)
    expect(await states(store)).toBe('anne new, paul new')
  })

  test('what it did not look at stays as it was: another source, another population', async () => {
    const { store } = await told()
    const second = await store.scans.begin(at(10), {})

    await store.scans.settle({ scan: second, startedAt: at(10), unseen: ['leakcheck'] })
    expect(await states(store)).toBe('anne known, paul new')

    await store.scans.settle({ scan: second, startedAt: at(10), unseen: [], populations: ['staff'] })
    expect(await states(store)).toBe('anne known, paul new')

    await store.scans.settle({ scan: second, startedAt: at(10), unseen: [], populations: ['residents'] })
    expect(await states(store)).toBe('anne known, paul known')
  })

  test('what a scan found that failed before it told stays new', async () => {
    const { store } = await told()
    const failed = await store.scans.begin(at(10), {})
    await store.exposures.purge((await allExposures(store)).map(({ name }) => name))
    await importInto(store, 'staff', ['zoe@ville-exemple.fr'])
    await store.scans.end(failed, at(12), 'failed', {})
    const event = (await store.events.all())[0]!
    const zoe = await refOf(store, 'zoe@ville-exemple.fr')
    await store.exposures.commit(failed, [
      answer(1, { at: noonSeconds + 660, present: [zoe], sightings: [{ ref: zoe, event: event.id }] }),
    ])
    const third = await store.scans.begin(at(20), {})

    await store.scans.settle({ scan: third, startedAt: at(20), unseen: [] })
    expect(await states(store)).toBe('zoe new')
    await store.scans.end(third, at(22), 'done', {})

    await store.scans.settle({ scan: await store.scans.begin(at(30), {}), startedAt: at(30), unseen: [] })
    expect(await states(store)).toBe('zoe known')
  })

  test('what a watch finds that runs beside it stays new until the next one began', async () => {
    const { store } = await told()
    const watch = await store.scans.begin(at(10), {})
    const second = await store.scans.begin(at(20), {})
    await store.scans.end(second, at(22), 'done', {})
    const third = await store.scans.begin(at(30), {})
    await importInto(store, 'staff', ['zoe@ville-exemple.fr'])
    const zoe = await refOf(store, 'zoe@ville-exemple.fr')
    const event = (await store.events.all())[0]!
    await store.exposures.commit(watch, [
      answer(1, { at: noonSeconds + 60 * 31, present: [zoe], sightings: [{ ref: zoe, event: event.id }] }),
    ])

    await store.scans.settle({ scan: third, startedAt: at(30), unseen: [] })
    expect(await states(store)).toBe('anne known, zoe new, paul known')
    await store.scans.end(third, at(32), 'done', {})

    await store.scans.settle({ scan: await store.scans.begin(at(40), {}), startedAt: at(40), unseen: [] })
    expect(await states(store)).toBe('anne known, zoe known, paul known')
  })
})
