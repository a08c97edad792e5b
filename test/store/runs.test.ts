import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from '@jest/globals'
import {
  allExposures,
  answer,
  importInto,
  newStore,
  noon,
  refOf,
  storeOptions,
  temporaryDirectory,
} from './workspace.ts'

describe('scans', () => {
  test('are numbered, and end with a summary', async () => {
    const store = await newStore()

    const first = await store.scans.begin(noon, { populations: ['staff'] })
    await store.scans.end(first, '2026-11-24T13:00:00.000Z', 'done', { newExposures: 3 })
    const second = await store.scans.begin('2026-11-25T12:00:00.000Z', {})

    expect([first, second]).toEqual([1, 2])
    expect(await store.scans.list(10)).toEqual([
      { number: 2, startedAt: '2026-11-25T12:00:00.000Z', status: 'running' },
      {
        number: 1,
        startedAt: noon,
        endedAt: '2026-11-24T13:00:00.000Z',
        status: 'done',
        summary: { newExposures: 3 },
      },
    ])
    expect(await store.scans.list(1)).toHaveLength(1)
  })

  test('have spent what their answers cost', async () => {
    const store = await newStore()
    const scan = await store.scans.begin(noon, {})
    const hibp = await store.coverage.channel('hibp', 'breaches')
    const paid = await store.coverage.channel('dehashed', 'search')

    await store.exposures.commit(scan, [
      answer(hibp, { requests: 2 }),
      answer(paid, { requests: 1, credits: 5 }),
      answer(hibp, { requests: 1 }),
    ])
    await store.exposures.commit(scan, [answer(paid, { requests: 1, credits: 2 })])

    expect(await store.scans.usage(noon)).toEqual([
      { source: 'dehashed', requests: 2, credits: 7 },
      { source: 'hibp', requests: 3, credits: 0 },
    ])
    expect(await store.scans.usage('2026-11-25T00:00:00.000Z')).toEqual([])
  })
})

describe('watched places', () => {
  const items = [
    { key: 'AbCd1234', url: 'https://pastebin.example/raw/AbCd1234' },
    { key: 'EfGh5678', url: 'https://pastebin.example/raw/EfGh5678' },
  ]
  const later = '2026-11-24T12:05:00.000Z'

  test('give each item once, and again until it is read', async () => {
    const { watch } = await newStore()

    const first = await watch.listed('pastebin', 'pastebin', items, noon)
    const again = await watch.listed('pastebin', 'pastebin', [...items, { key: 'IjKl9012', url: 'u' }], later)
    const due = await watch.due('pastebin', noon, 10)
    await watch.read('pastebin', 'AbCd1234', noon, 'read', 1)
    await watch.failed('pastebin', 'EfGh5678', 'network', later)

    expect(first).toEqual({ added: 2, known: 0 })
    expect(again).toEqual({ added: 1, known: 2 })
    expect(due).toEqual(items.map((item) => ({ ...item, tries: 0 })))
    expect(await watch.due('pastebin', noon, 10)).toEqual([])
    expect(await watch.due('pastebin', later, 10)).toEqual([
      { ...items[1], tries: 1 },
      { key: 'IjKl9012', url: 'u', tries: 0 },
    ])
    expect(await watch.due('pastebin', later, 1)).toHaveLength(1)
    expect(await watch.due('other', later, 10)).toEqual([])
  })

  test('write what was found and that the item is read together, or neither', async () => {
    const store = await newStore()
    await importInto(store, 'staff', ['anne@ville-exemple.fr'])
    const ref = await refOf(store, 'anne@ville-exemple.fr')
    const channel = await store.coverage.channel('pastebin', 'items')
    await store.watch.listed('pastebin', 'pastebin', items, noon)
    const [event] = await store.events.save(
      'pastebin',
      [{ event: { key: 'pastebin:AbCd1234', title: 'AbCd1234', nature: 'paste', dataClasses: ['Email addresses'] } }],
      noon,
    )
    const found = (id: number) => answer(channel, { sightings: [{ ref, event: id }] })

    const summary = await store.watch.read('pastebin', 'AbCd1234', noon, 'read', 1, found(event!.id))
    const failure = store.watch.read('pastebin', 'EfGh5678', noon, 'read', 1, found(99))

    expect(summary).toEqual({ newExposures: 1, backExposures: 0, withdrawnExposures: 0 })
    expect(await allExposures(store)).toHaveLength(1)
    await expect(failure).rejects.toThrow('event 99')
    expect((await store.watch.due('pastebin', noon, 10)).map(({ key }) => key)).toEqual(['EfGh5678'])
  })

  test('count readings, gaps and items in the interval of each version of the lists', async () => {
    const { watch } = await newStore()
    const reading = { listsVersion: 1, outcome: 'read', gap: false, badRows: 0 } as const

    await watch.listed('pastebin', 'pastebin', items, noon)
    await watch.interval('pastebin', { ...reading, at: noon, badRows: 2 })
    await watch.interval('pastebin', { ...reading, at: later, outcome: 'failed', reason: 'blocked' })
    await watch.read('pastebin', 'AbCd1234', later, 'read', 1)
    await watch.read('pastebin', 'EfGh5678', later, 'gone', 1)
    const next = '2026-11-24T12:10:00.000Z'
    await watch.listed('pastebin', 'pastebin', [{ key: 'IjKl9012', url: 'u' }], next)
    await watch.interval('pastebin', { ...reading, at: next, listsVersion: 2, gap: true })

    expect(await watch.intervals()).toEqual([
      {
        source: 'pastebin',
        place: 'pastebin',
        listsVersion: 1,
        from: noon,
        to: noon,
        triedAt: later,
        readings: 1,
        failedReadings: 1,
        lastFailure: 'blocked',
        gaps: 0,
        badRows: 2,
        itemsListed: 2,
        itemsRead: 1,
        itemsUnread: 1,
        itemsGone: 1,
        itemsRefused: 0,
      },
      {
        source: 'pastebin',
        place: 'pastebin',
        listsVersion: 2,
        from: next,
        to: next,
        triedAt: next,
        readings: 1,
        failedReadings: 0,
        gaps: 1,
        badRows: 0,
        itemsListed: 1,
        itemsRead: 0,
        itemsUnread: 1,
        itemsGone: 0,
        itemsRefused: 0,
      },
    ])
  })

  test('of one source are counted apart, each with what it begins with next', async () => {
    const { watch } = await newStore()
    const reading = { listsVersion: 1, outcome: 'read', gap: false, badRows: 0 } as const
    const [first, second] = items

    expect(await watch.standing('telegram/canal')).toEqual({ wasRead: false })
    await watch.interval('telegram/canal', { ...reading, at: noon, outcome: 'failed', reason: 'network' })
    expect(await watch.standing('telegram/canal')).toEqual({ triedAt: noon, wasRead: false })
    await watch.listed('telegram', 'telegram/canal', [first!], later)
    await watch.interval('telegram/canal', { ...reading, at: later, state: 'a' })
    await watch.interval('telegram/canal', { ...reading, at: later, outcome: 'failed', reason: 'network' })
    await watch.listed('telegram', 'telegram/autre', [first!, second!], later)
    await watch.interval('telegram/autre', { ...reading, at: later })
    await watch.refused('telegram', second!.key, 'malformed', later)

    expect(await watch.standing('telegram/canal')).toEqual({ triedAt: later, wasRead: true, state: 'a' })
    expect(await watch.standing('telegram/autre')).toEqual({ triedAt: later, wasRead: true })
    expect(await watch.intervals()).toMatchObject([
      { source: 'telegram', place: 'telegram/autre', from: later, itemsListed: 1, itemsUnread: 1, itemsRefused: 1 },
      { source: 'telegram', place: 'telegram/canal', from: later, readings: 1, failedReadings: 2, itemsListed: 1 },
    ])
    expect(await watch.stillDue('telegram', [second!.key, first!.key, 'other'])).toEqual([{ ...first, tries: 0 }])
    await watch.failed('telegram', first!.key, 'network', '2026-11-25T00:00:00.000Z')
    expect(await watch.nextTurnAt('telegram')).toBe('2026-11-25T00:00:00.000Z')
    await watch.read('telegram', first!.key, later, 'read', 1)
    expect(await watch.nextTurnAt('telegram')).toBeUndefined()
  })
})

describe('the audit table', () => {
  test('is searched for what names a selector, an incident or an exposure', async () => {
    const { audit } = await newStore()
    const entry = { at: noon, who: 'agent@poste', action: 'lists.remove', result: 'ok' } as const
    await audit.append({ ...entry, details: { ref: 's-7k3m9q2x4bhd' } })
    await audit.append({ ...entry, details: { exposures: ['e-1', 'e-2'] } })
    await audit.append({ ...entry, details: { ref: 's-7k3m9q2x4bhe' } })

    const found = await audit.list({ naming: ['s-7k3m9q2x4bhd', 'e-2'] })

    expect(found.map(({ id }) => id)).toEqual([2, 1])
    expect(await audit.list({ naming: ['s-7k3m9q2x4bh'] })).toEqual([])
    expect(await audit.list({ naming: [] })).toEqual([])
  })

  const entry = { at: noon, who: 'anne@poste-12', action: 'lists.import', result: 'ok', details: { taken: 3 } } as const

  test('gives back what was done, latest first', async () => {
    const { audit } = await newStore()

    await audit.append(entry)
    await audit.append({ ...entry, action: 'export.csv', result: 'refused', details: { populations: ['staff'] } })
    await audit.append({ ...entry, details: {} })

    expect((await audit.list({})).map(({ id, action }) => `${id} ${action}`)).toEqual([
      '3 lists.import',
      '2 export.csv',
      '1 lists.import',
    ])
    expect(await audit.list({ action: 'lists.import', limit: 1 })).toEqual([{ ...entry, id: 3, details: {} }])
    expect(await audit.list({ action: 'export.csv' })).toMatchObject([
      { result: 'refused', details: { populations: ['staff'] } },
    ])
  })

  test('lets nobody change, erase or replace a line', async () => {
    const directory = temporaryDirectory()
    const store = await newStore(directory)
    await store.audit.append(entry)
    const db = new DatabaseSync(storeOptions(directory).file)

    const attempts = [
      "update audit set who = 'nobody'",
      'delete from audit',
      "insert or replace into audit values (1, 'x', 'x', 'x', 'ok', '{}')",
    ]
    for (const attempt of attempts) expect(() => db.exec(attempt)).toThrow('append-only')
    db.close()

    expect(await store.audit.list({})).toEqual([{ ...entry, id: 1 }])
  })
})
