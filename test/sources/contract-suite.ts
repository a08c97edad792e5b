/**
 * What every asked source owes, tested in one way against its pretend source: present, extra fields, absent, each failure,
 * one bad row, an abort, where the key goes, and that no secret comes through. An adapter's own test says what to ask and
 * what the world must hold for it to be found; it adds the quirks that only that source has.
 */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  AuthError,
  BlockedError,
  ContractError,
  InterruptedError,
  QuotaError,
  type Sighting,
  SourceError,
  type SourceEvent,
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
import type { AskSource, Page, PlanSelector, Query, SourceSettings } from '../../src/sources/index.ts'
import { hurried } from './origin.ts'

export type ErrorClass = abstract new (...parts: never[]) => SourceError

export interface ContractCall {
  /** for titles; unique */
  readonly name: string
  readonly query: Query
  /** puts into the empty world what makes the answer present */
  readonly know: (world: World) => void
  /** of the whole answer, in order */
  readonly sightings: readonly Sighting[]
  /** of the whole answer, in order; matched, not equal */
  readonly events?: readonly Partial<SourceEvent>[]
  /** pages of the present answer; default 1 */
  readonly pages?: number
  /** what an empty world answers when it is not a plain "nothing found" */
  readonly absent?: ErrorClass
  /** `refused` where the answer is one object, so that a bad row is a broken contract; default: it is counted */
  readonly badRow?: 'counted' | 'refused'
  /** faults that become something else here than they do elsewhere; `answer`: not a fault to this call */
  readonly becomes?: Readonly<Partial<Record<FaultMode, ErrorClass | 'answer'>>>
  /** goes without the key */
  readonly keyless?: boolean
}

export interface ContractSpec {
  // biome-ignore lint/suspicious/noExplicitAny: the account is the adapter's own
  readonly source: AskSource<any>
  /** stands for every host of the adapter */
  readonly pretend: PretendSourceId
  /** the key as the configuration would have it; default `simulatorKey` */
  readonly key?: string
  /** its check reads nothing that must be there, so that a change of contract shows with the first question only */
  readonly driftsUnseen?: boolean
  /** settings under which the adapter makes calls that it does not make otherwise */
  readonly options?: readonly SourceSettings['options'][]
  readonly calls: readonly ContractCall[]
}

export const failures: readonly (readonly [FaultMode, ErrorClass])[] = [
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
  ['truncated', ContractError],
  ['html-200', ContractError],
  ['slow-down', ContractError],
  ['schema-drift', ContractError],
]

export interface Bench {
  readonly simulator: Simulator
  readonly world: World
  readonly net: SourceDoor
  abort(): void
  close(): Promise<void>
}

/** A source behind the real door, all its hosts answered by one pretend source that knows nothing yet. */
export async function startBench(spec: Pick<ContractSpec, 'source' | 'pretend' | 'key'>): Promise<Bench> {
  const world = emptyWorld(['ville-exemple.fr', 'agglo-exemple.fr'])
  const simulator = await startSimulator({ world })
  const stop = new AbortController()
  const door = createDoor({
    userAgent: 'vigie-test',
    defaults: { connectMs: 1_000, headersMs: 300, bodyMs: 1_000, maxWaitMs: 60_000 },
    clock: hurried(),
    random: () => 0.5,
    signal: stop.signal,
  })
  const base = simulator.baseUrl(spec.pretend)
  const net = door.source({
    id: spec.source.id,
    hosts: Object.fromEntries(Object.keys(spec.source.hosts).map((name) => [name, base])),
    ...(spec.source.key === undefined ? {} : { key: { ...spec.source.key, value: spec.key ?? simulatorKey } }),
    quota: spec.source.quota,
  })
  return {
    simulator,
    world,
    net,
    abort: () => stop.abort(),
    async close() {
      await door.close()
      await simulator.close()
    },
  }
}

export function testContract(spec: ContractSpec): void {
  testDoors(spec)
  test(`every call that ${spec.source.id} plans has its contract tested`, () => {
    const tested = spec.calls.map(({ query }) => `${query.question} ${query.endpoint}`)

    expect(plannedCalls(spec).filter((call) => !tested.includes(call))).toEqual([])
  })
  describe.each(spec.calls)(`the contract of ${spec.source.id}, $name`, (call) => {
    let bench: Bench
    beforeEach(async () => {
      bench = await startBench(spec)
      call.know(bench.world)
    })
    afterEach(() => bench.close())

    const ask = (cursor?: string): Promise<Page[]> => Array.fromAsync(spec.source.ask(call.query, bench.net, cursor))
    const fault = (mode: FaultMode) => bench.simulator.setFault(spec.pretend, mode)
    const sweep = (...things: unknown[]) => expectNoSecret(things, bench.world, spec.key ?? simulatorKey)

    test('present', async () => {
      const pages = await ask()

      expect(pages.flatMap((page) => page.sightings)).toEqual(call.sightings)
      expect(pages.flatMap((page) => page.events)).toMatchObject(call.events ?? [])
      expect(pages).toHaveLength(call.pages ?? 1)
      expect(pages.map(({ badRows, truncated }) => ({ badRows, truncated }))).toEqual(
        pages.map(() => ({ badRows: 0, truncated: false })),
      )
      expect(pages.reduce((sum, page) => sum + page.requests, 0)).toBe(bench.simulator.requests.length)
      expect(pages.map((page) => page.next !== undefined)).toEqual(pages.map((_, index) => index < pages.length - 1))
      sweep(pages)
    })

    test('goes on at the cursor of each page', async () => {
      const pages = await ask()

      for (const [index, page] of pages.entries()) {
        if (page.next === undefined) continue
        const rest = await ask(page.next)
        expect(rest.flatMap(({ sightings }) => sightings)).toEqual(
          pages.slice(index + 1).flatMap(({ sightings }) => sightings),
        )
      }
    })

    test('extra fields change nothing', async () => {
      fault('extra-fields')

      const pages = await ask()

      expect(pages.flatMap((page) => page.sightings)).toEqual(call.sightings)
      expect(pages.reduce((sum, page) => sum + page.badRows, 0)).toBe(0)
      sweep(pages)
    })

    test('absent', async () => {
      const nowhere = await startBench(spec)
      const { absent } = call

      if (absent === undefined) {
        const pages = await Array.fromAsync(spec.source.ask(call.query, nowhere.net))
        const nothing = pages.map(() => ({ sightings: [], events: [], badRows: 0, truncated: false }))
        expect(pages.length).toBeGreaterThan(0)
        expect(pages).toMatchObject(nothing)
      } else {
        await expect(Array.fromAsync(spec.source.ask(call.query, nowhere.net))).rejects.toThrow(absent)
      }
      await nowhere.close()
    })

    // a time-out is three times waited for, whatever the call: once for each adapter
    const expected = failures
      .filter(([mode]) => mode !== 'hang' || call === spec.calls[0])
      .map(([mode, usual]) => ({ mode, becomes: call.becomes?.[mode] ?? usual }))
    test.each(expected)('$mode is never an answer', async ({ mode, becomes }) => {
      fault(mode)

      const outcome = await ask().catch((reason: unknown) => reason)

      if (becomes === 'answer') expect(Array.isArray(outcome)).toBe(true)
      else expect(outcome).toBeInstanceOf(becomes)
      sweep(outcome)
      if (outcome instanceof Error) expect(whole(outcome)).not.toContain(targetWord(call.query))
    })

    test('one bad row', async () => {
      fault('bad-row')

      const outcome = await ask().catch((reason: unknown) => reason)

      if (call.badRow === 'refused') expect(outcome).toBeInstanceOf(ContractError)
      else {
        const pages = outcome as Page[]
        expect(pages.reduce((sum, page) => sum + page.badRows, 0)).toBeGreaterThan(0)
        expect(pages.flatMap((page) => page.sightings).length).toBeGreaterThan(0)
      }
      sweep(outcome)
    })

    test('an abort ends the request under way', async () => {
      fault('hang')
      const asked = ask()
      const ended = expect(asked).rejects.toThrow(InterruptedError)
      while (bench.simulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))

      bench.abort()

      await ended
    })

    test('the key travels where it belongs, and in no address', async () => {
      await ask()

      const { requests } = bench.simulator
      expect(requests.length).toBeGreaterThan(0)
      expect(requests.map((request) => request.path).join(' ')).not.toContain(spec.key ?? simulatorKey)
      const { key } = spec.source
      if (key === undefined || 'formField' in key) return
      const carried = requests.map((request) => request.headers[key.header.toLowerCase()] !== undefined)
      expect(carried).toEqual(carried.map(() => call.keyless !== true))
    })
  })
}

/** Question and endpoint of each query that is planned for somebody of each kind, whatever may be told and is configured. */
function plannedCalls({ source, options = [] }: ContractSpec): readonly string[] {
  const addresses = ['agent@ville-exemple.fr', 'habitante@example.org']
  const somebody = [
    ...addresses.map((canonical) => ({ kind: 'email', canonical }) as const),
    { kind: 'phone', canonical: '+33639980001' } as const,
    { kind: 'domain', canonical: 'ville-exemple.fr' } as const,
    { kind: 'domain', canonical: 'agglo-exemple.fr' } as const,
  ]
  const planned = new Set<string>()
  for (const allowed of ['nothing', 'k-anonymous', 'clear'] as const) {
    const selectors = somebody.map((one, ref): PlanSelector => ({ ref, allowed, ...one }))
    for (const hasKey of [true, false]) {
      for (const verifiedDomains of [[], ['ville-exemple.fr']]) {
        for (const own of [{}, ...options]) {
          const settings = { hasKey, verifiedDomains, options: own }
          for (const step of source.plan(selectors, source.assume(settings).account, settings)) {
            if (step.type === 'query') planned.add(`${step.question} ${step.endpoint}`)
          }
        }
      }
    }
  }
  if (planned.size === 0) throw new Error(`${source.id} plans nothing`)
  return [...planned]
}

/** What goes before the questions and beside them: neither may take a failure for an answer, or give a secret away. */
function testDoors(spec: ContractSpec): void {
  const settings = { hasKey: true, verifiedDomains: ['ville-exemple.fr'], options: {} }
  const { source } = spec

  describe(`opening, listing and checking ${source.id}`, () => {
    let bench: Bench
    beforeEach(async () => {
      bench = await startBench(spec)
      for (const call of spec.calls) call.know(bench.world)
    })
    afterEach(() => bench.close())

    test.each(failures.filter(([mode]) => mode !== 'hang'))(
      'with %s: a failure is said, and no secret',
      async (mode) => {
        bench.simulator.setFault(spec.pretend, mode)

        const opening = await source.open(bench.net, settings).catch((reason: unknown) => reason)
        const catalogue = await source.catalogue?.(bench.net).catch((reason: unknown) => reason)
        const lines = await source.check(bench.net, settings)

        if (bench.simulator.requests.length === 0) throw new Error('nothing was asked: there is nothing to check')
        const mayPass = mode === 'schema-drift' && spec.driftsUnseen === true
        expect(lines.some((line) => line.state === 'failed')).toBe(!mayPass)
        if (source.catalogue !== undefined) expect(catalogue).toBeInstanceOf(SourceError)
        expectNoSecret([opening, catalogue, lines], bench.world, spec.key ?? simulatorKey)
      },
    )
  })
}

/** Fails when a planted secret or the key is anywhere in what came out, errors with all they carry included. */
export function expectNoSecret(things: readonly unknown[], world: World, key: string): void {
  const text = things.map(whole).join('\n')
  expect(text).not.toContain(world.canarySecret)
  expect(text).not.toContain(key)
}

function whole(thing: unknown): string {
  if (!(thing instanceof Error))
    return JSON.stringify(thing, (_, value: unknown) => (value instanceof Error ? whole(value) : value)) ?? ''
  return [thing.message, thing.stack, JSON.stringify(thing), whole(thing.cause)].join('\n')
}

/** What of a query's target must not be in an error: all of it, or the name before the `@`. */
function targetWord(query: Query): string {
  return query.target.split('@')[0] as string
}
