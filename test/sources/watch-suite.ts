/**
 * What every watched source owes, tested in one way against its pretend source: its list, extra fields, each failure (never
 * an empty list), rows it cannot read, a list that has moved on, items that are read, gone or not there yet, an abort, and
 * that no secret comes through. An adapter's own test adds the quirks that only that source has.
 */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  AuthError,
  BlockedError,
  ContractError,
  InterruptedError,
  QuotaError,
  SourceError,
  UnreachableError,
} from '../../src/domain/index.ts'
import { createDoor, type SourceDoor } from '../../src/net/index.ts'
import {
  emptyWorld,
  type FaultMode,
  type PretendSourceId,
  type Simulator,
  simulatorKey,
  startSimulator,
  type World,
} from '../../src/simulator/index.ts'
import type { ListPage, Reading, SourceSettings, WatchItem, WatchSource } from '../../src/sources/index.ts'
import { type ErrorClass, expectNoSecret } from './contract-suite.ts'
import { hurried } from './origin.ts'

export interface WatchSpec {
  readonly source: WatchSource
  /** pretend source that stands for each host of the adapter; one name stands for all */
  readonly pretend: PretendSourceId | Readonly<Record<string, PretendSourceId>>
  /** hosts beside the adapter's own, where the configuration adds some */
  readonly settings?: Partial<SourceSettings>
  /** place to be read, for a source that has several */
  readonly place?: string
  /** fills the empty world with what the list shows */
  readonly know: (world: World) => void
  /** first items of the list then, newest first; matched, not equal */
  readonly items: readonly Partial<WatchItem>[]
  /** whole text of the item at this position of the list, and how it comes: with the list, or by reading */
  readonly text: { readonly at: number; readonly is: string; readonly inHand: boolean }
  /** adds `count` new items on top */
  readonly grow: (world: World, count: number) => void
  /** new items that one reading finds all; one more page than that is a gap */
  readonly reach: { readonly found: number; readonly tooMany: number }
  /** takes that item away for good; absent where nothing can be */
  readonly remove?: (world: World) => void
  /** makes that item one that is not there yet */
  readonly hold?: (world: World) => void
  /** faults that become something else here than they do elsewhere */
  readonly becomes?: Readonly<Partial<Record<FaultMode, ErrorClass>>>
  /** another place or setting of a source that was tested whole: what the door alone decides, and slowly, is left out */
  readonly again?: boolean
  /** the unchanged list is answered 304 */
  readonly versioned?: boolean
}

export const watchFailures: readonly (readonly [FaultMode, ErrorClass])[] = [
  ['401', AuthError],
  ['403', AuthError],
  ['403-challenge', BlockedError],
  ['429', QuotaError],
  ['429-html', QuotaError],
  ['500', UnreachableError],
  ['503-html', BlockedError],
  ['reset', UnreachableError],
  ['hang', UnreachableError],
  ['cut-body', UnreachableError],
  ['redirect', UnreachableError],
  ['endless', SourceError],
  ['gzip-bomb', ContractError],
  ['truncated', ContractError],
  ['html-200', ContractError],
  ['slow-down', QuotaError],
  ['schema-drift', ContractError],
  ['empty-list', ContractError],
]

/** in an item they would be an item, or take long */
const ofLists: readonly FaultMode[] = ['empty-list', 'schema-drift', 'truncated', 'slow-down', 'hang']
const slow: readonly FaultMode[] = ['hang', 'endless', 'gzip-bomb']

export interface WatchBench {
  readonly simulator: Simulator
  readonly world: World
  readonly net: SourceDoor
  readonly settings: SourceSettings
  list(reading?: Reading): Promise<ListPage>
  /** for every pretend source of the spec */
  fault(mode: FaultMode | undefined, match?: RegExp): void
  abort(): void
  close(): Promise<void>
}

export async function startWatch(
  spec: Pick<WatchSpec, 'source' | 'pretend' | 'settings' | 'place'>,
): Promise<WatchBench> {
  const { source, pretend } = spec
  const world = emptyWorld(['ville-exemple.fr', 'agglo-exemple.fr'])
  const simulator = await startSimulator({ world })
  const stop = new AbortController()
  const settings: SourceSettings = { verifiedDomains: [], options: {}, ...spec.settings }
  const door = createDoor({
    userAgent: 'vigie-test',
    defaults: { connectMs: 1_000, headersMs: 150, bodyMs: 2_000, maxWaitMs: 60_000 },
    clock: hurried(),
    random: () => 0.5,
    signal: stop.signal,
  })
  const hosts = { ...source.hosts, ...source.hostsOf?.(settings) }
  const pretendOf = (host: string) => (typeof pretend === 'string' ? pretend : (pretend[host] as PretendSourceId))
  const net = door.source({
    id: source.id,
    hosts: Object.fromEntries(Object.keys(hosts).map((host) => [host, simulator.baseUrl(pretendOf(host))])),
    ...(source.key === undefined || settings.hasKey !== true ? {} : { key: { ...source.key, value: simulatorKey } }),
    quota: source.quota,
  })
  const pretends = new Set(typeof pretend === 'string' ? [pretend] : Object.values(pretend))
  return {
    simulator,
    world,
    net,
    settings,
    list: (reading) =>
      source.list(net, settings, { ...(spec.place === undefined ? {} : { place: spec.place }), ...reading }),
    fault(mode, match) {
      for (const id of pretends) simulator.setFault(id, mode, match === undefined ? {} : { match })
    },
    abort: () => stop.abort(),
    async close() {
      await door.close()
      await simulator.close()
    },
  }
}

export function testWatch(spec: WatchSpec): void {
  const { source } = spec
  describe(`the contract of ${source.id}${spec.place === undefined ? '' : `, ${spec.place}`}`, () => {
    let bench: WatchBench
    beforeEach(async () => {
      bench = await startWatch(spec)
      spec.know(bench.world)
    })
    afterEach(() => bench.close())

    const sweep = (...things: unknown[]) => expectNoSecret(things, bench.world, simulatorKey)
    const target = async (): Promise<WatchItem> => {
      const item = (await bench.list()).items[spec.text.at]
      if (item === undefined) throw new Error('the list is too short')
      return item
    }
    const read = (item: WatchItem) => source.read(item, bench.net, bench.settings)

    test('the list names each item once, newest first, with an address of its own', async () => {
      const page = await bench.list()

      expect(page.items.slice(0, spec.items.length)).toMatchObject(spec.items)
      expect(page.badRows).toBe(0)
      expect(page.gap ?? false).toBe(false)
      expect(page.requests).toBe(bench.simulator.requests.length)
      expect(new Set(page.items.map(({ key }) => key)).size).toBe(page.items.length)
      for (const { url } of page.items) expect(url).toMatch(/^https?:\/\/[^/]+/)
    })

    test('what an item says comes whole, as bytes', async () => {
      const item = await target()

      const body = spec.text.inHand ? item.body : (await read(item))?.body

      expect(new TextDecoder().decode(body)).toBe(spec.text.is)
    })

    test('an item is read from its key and address alone', async () => {
      const { key, url } = await target()

      const body = await read({ key, url })

      expect(new TextDecoder().decode(body?.body)).toBe(spec.text.is)
      expect(body?.receivedAt).toMatch(/^\d{4}-\d{2}-\d{2}T/)
      expect((body?.event ?? source.describe({ key, url })).key).toBe(source.describe(await target()).key)
    })

    test('a hit is an event with a stable key and an address, and without a title of somebody else', async () => {
      const event = source.describe(await target())

      expect(event.key.startsWith(`${source.id}:`)).toBe(true)
      expect(event.url).toMatch(/^https:\/\//)
      expect(event.url).not.toContain('.onion')
      sweep(event)
    })

    test('extra fields change nothing', async () => {
      const plain = await bench.list()
      bench.fault('extra-fields', /^(?!.*robots)/)

      const page = await bench.list()

      expect(page.items.map(({ key }) => key)).toEqual(plain.items.map(({ key }) => key))
      expect(page.badRows).toBe(0)
      sweep(page.items.map((item) => ({ ...item, body: undefined })))
    })

    const told = watchFailures.filter(([mode]) => spec.again !== true || !slow.includes(mode))
    const expected = told.map(([mode, usual]) => ({ mode, becomes: spec.becomes?.[mode] ?? usual }))
    test.each(expected)('$mode is never an empty list', async ({ mode, becomes }) => {
      bench.fault(mode)

      const outcome = await bench.list().catch((reason: unknown) => reason)

      expect(outcome).toBeInstanceOf(becomes)
      sweep(outcome)
    })

    test('a row that names nothing is counted, the others are kept', async () => {
      const plain = await bench.list()
      bench.fault('bad-row', /^(?!.*robots)/)

      const page = await bench.list()

      expect(page.badRows).toBeGreaterThan(0)
      expect(page.items.length).toBe(plain.items.length)
      sweep(page.items.map((item) => ({ ...item, body: undefined })))
    })

    test('nothing new since the former reading is a reading, with what was known and no gap', async () => {
      const { state, items } = await bench.list()

      const again = await bench.list(stateOf(state))

      expect(again.gap ?? false).toBe(false)
      expect(again.notModified ?? false).toBe(spec.versioned ?? false)
      expect(again.items.map(({ key }) => key)).toEqual(spec.versioned === true ? [] : items.map(({ key }) => key))
      expect(again.state).toBeDefined()
    })

    test('what is new after a change is found, however often the list was unchanged before', async () => {
      const first = await bench.list()
      const unchanged = await bench.list(stateOf(first.state))
      spec.grow(bench.world, 1)

      const after = await bench.list(stateOf(unchanged.state))

      const known = new Set(first.items.map(({ key }) => key))
      expect(after.items.filter(({ key }) => !known.has(key))).toHaveLength(1)
      expect(after.notModified ?? false).toBe(false)
    })

    test('a list that moved on by more than a page is read back as far as the place allows', async () => {
      const first = await bench.list()
      spec.grow(bench.world, spec.reach.found)

      const after = await bench.list(stateOf(first.state))

      const known = new Set(first.items.map(({ key }) => key))
      expect(after.items.filter(({ key }) => !known.has(key))).toHaveLength(spec.reach.found)
      expect(after.gap).toBe(false)
    })

    test('further than that, the gap is told', async () => {
      if (spec.reach.tooMany === Number.POSITIVE_INFINITY) return
      const { state } = await bench.list()
      spec.grow(bench.world, spec.reach.tooMany)

      const after = await bench.list(stateOf(state))

      expect(after.gap).toBe(true)
      expect((await bench.list(stateOf(after.state))).gap).toBe(false)
    })

    test('a state that is not ours counts as none', async () => {
      const plain = await bench.list()

      const page = await bench.list({ state: 'of another version {' })

      expect(page.items.map(({ key }) => key)).toEqual(plain.items.map(({ key }) => key))
      expect(page.gap ?? false).toBe(false)
    })

    test('an item that is gone is told as gone', async () => {
      const { remove } = spec
      if (remove === undefined) return
      const { key, url } = await target()
      remove(bench.world)

      expect(await read({ key, url })).toBeUndefined()
    })

    test('an item that is not there yet is no content', async () => {
      const { hold } = spec
      if (hold === undefined) return
      const { key, url } = await target()
      hold(bench.world)

      await expect(read({ key, url })).rejects.toThrow(UnreachableError)
    })

    const itemFaults = told.filter(([mode]) => !ofLists.includes(mode))
    test.each(itemFaults.map(([mode]) => mode))('%s is never an item', async (mode) => {
      const { key, url } = await target()
      bench.fault(mode)

      const outcome = await read({ key, url }).catch((reason: unknown) => reason)

      expect(outcome).toBeInstanceOf(SourceError)
      sweep(outcome)
    })

    test('an abort ends the request under way', async () => {
      bench.fault('hang')
      const ended = expect(bench.list()).rejects.toThrow(InterruptedError)
      while (bench.simulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))

      bench.abort()

      await ended
    })

    test('its check tells what it found, and never throws for a failure of the place', async () => {
      const good = await source.check(bench.net, bench.settings)
      bench.fault('html-200')
      const bad = await source.check(bench.net, bench.settings)

      expect(good).toContainEqual(expect.objectContaining({ what: 'contract', state: 'ok' }))
      const contract = bad.filter(({ what }) => what === 'contract')
      expect(contract.length).toBeGreaterThan(0)
      for (const line of contract) expect(line).toMatchObject({ state: 'failed', reason: 'malformed' })
    })

    test('nothing of the city is in any address, and the key in none', async () => {
      await bench.list()
      await read(await target())

      const asked = bench.simulator.requests.map(({ path }) => path).join(' ')
      expect(asked).not.toMatch(/ville-exemple|saint-exemple/i)
      expect(asked).not.toContain(simulatorKey)
    })
  })
}

function stateOf(state: string | undefined): Reading {
  return state === undefined ? {} : { state }
}
