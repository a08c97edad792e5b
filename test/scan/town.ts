/** A town with a store of its own, whose sources are the simulator's, behind the real door. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { correlate } from '../../src/assess/index.ts'
import type { Population, Selector } from '../../src/domain/index.ts'
import { createMatcher } from '../../src/matcher/index.ts'
import { type Clock, createDoor, type Door, type Quota, systemClock } from '../../src/net/index.ts'
import {
  type CoverageRow,
  runScan,
  type ScanDeps,
  type ScanOptions,
  type ScanReport,
  type ScanSource,
} from '../../src/scan/index.ts'
import {
  emptyWorld,
  type HibpBreach,
  type PretendSourceId,
  type Simulator,
  type SimulatorOptions,
  simulatorKey,
  startSimulator,
  type World,
} from '../../src/simulator/index.ts'
import { findSource, type Source } from '../../src/sources/index.ts'
import { createStore, type Store } from '../../src/store/index.ts'

const dayMs = 86_400_000

/** A clock whose waits pass at once, and that a test may move. */
export interface MovedClock extends Clock {
  pass(ms: number): void
}

export function movedClock(): MovedClock {
  let skipped = 0
  return {
    now: () => systemClock.now() + skipped,
    wallNow: () => systemClock.wallNow() + skipped,
    async sleep(ms, signal) {
      signal?.throwIfAborted()
      await new Promise((resolve) => setImmediate(resolve))
      signal?.throwIfAborted()
      skipped += ms
    },
    pass(ms) {
      skipped += ms
    },
  }
}

export function population(name: string, more: Partial<Population> = {}): Population {
  return {
    name,
    legalBasis: 'RGPD art. 6(1)(e)',
    disclose: 'k-anonymous',
    clearTo: [],
    expiresAfterDays: 365,
    retentionDays: 730,
    reveal: false,
    ...more,
  }
}

export interface Town {
  readonly directory: string
  readonly store: Store
  readonly simulator: Simulator
  readonly world: World
  readonly clock: MovedClock
  readonly populations: Population[]
  /** settings of sources; those of no test take no part */
  readonly sources: Map<string, Partial<Omit<ScanSource, 'source'>>>
  readonly deps: ScanDeps
  list(population: string, ...selectors: readonly (string | Selector)[]): Promise<void>
  scan(options?: ScanOptions, more?: Partial<ScanDeps>): Promise<ScanReport>
  /** makes the database refuse what this trigger meets; returns what mends it */
  breakStore(trigger: string): () => void
  close(): Promise<void>
}

export interface TownOptions {
  readonly world?: World
  readonly simulator?: Partial<SimulatorOptions>
  readonly clock?: MovedClock
  /** the longest Retry-After that the door waits for */
  readonly maxWaitMs?: number
  readonly directory?: string
}

/** `hibp` takes part, with a key and no quota; others where a test names them. */
export async function openTown(options: TownOptions = {}): Promise<Town> {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-scan-'))
  const world = options.world ?? emptyWorld()
  const simulator = await startSimulator({ world, ...options.simulator })
  const clock = options.clock ?? movedClock()
  const store = await createStore({
    file: join(directory, 'vigie.db'),
    keysDirectory: join(directory, 'keys'),
    now: () => new Date(clock.wallNow()),
  })
  const door = createDoor({
    userAgent: 'vigie-test',
    clock,
    random: () => 0.5,
    defaults: { connectMs: 1_000, headersMs: 300, bodyMs: 300, maxWaitMs: options.maxWaitMs ?? 120_000 },
  })
  const populations = [population('staff'), population('residents')]
  const sources: Town['sources'] = new Map([['hibp', {}]])
  const deps: ScanDeps = {
    store,
    get sources() {
      return Array.from(sources, ([id, entry]) => scanSource(findSource(id)!, entry))
    },
    populations,
    clock,
    connect: (source, options) => connectTo(door, simulator, source, { ...options, ...sources.get(source.id) }),
    correlate,
    createMatcher,
    who: 'test@host',
  }
  return {
    directory,
    store,
    simulator,
    world,
    clock,
    populations,
    sources,
    deps,
    async list(name, ...selectors) {
      const at = new Date(clock.wallNow())
      const started = await store.lists.beginImport({
        population: name,
        list: `${name}.csv`,
        at: at.toISOString(),
        expiresAt: new Date(at.getTime() + 365 * dayMs).toISOString(),
        replace: false,
      })
      await started.add(selectors.map(selectorOf))
      await started.commit()
    },
    scan: (scanOptions, more) => runScan({ ...deps, sources: deps.sources, ...more }, scanOptions),
    breakStore(trigger) {
      withDatabase(directory, `create trigger broken ${trigger} begin select raise(abort, 'broken by a test'); end`)
      return () => withDatabase(directory, 'drop trigger broken')
    },
    async close() {
      await door.close()
      await simulator.close()
      await store.close()
      rmSync(directory, { recursive: true })
    },
  }
}

function withDatabase(directory: string, sql: string): void {
  const db = new DatabaseSync(join(directory, 'vigie.db'))
  db.exec(sql)
  db.close()
}

function selectorOf(value: string | Selector): Selector {
  if (typeof value !== 'string') return value
  const kind = value.startsWith('+') ? 'phone' : value.includes('@') ? 'email' : 'domain'
  return { kind, canonical: value }
}

export function scanSource(source: Source, more: Partial<Omit<ScanSource, 'source'>> = {}): ScanSource {
  return {
    source,
    freshnessMs: 7 * dayMs,
    ...more,
    settings: { hasKey: true, verifiedDomains: [], options: {}, ...more.settings },
  }
}

export function connectTo(
  door: Door,
  simulator: Pick<Simulator, 'baseUrl'>,
  source: Source,
  {
    quota,
    settings,
    signal,
    onRequest,
  }: Partial<Parameters<ScanDeps['connect']>[1]> & { readonly quota?: Quota } & Partial<Pick<ScanSource, 'settings'>>,
) {
  const added = source.shape === 'watch' && settings !== undefined ? source.hostsOf?.(settings) : {}
  const base = simulator.baseUrl(source.id as PretendSourceId)
  const hosts = Object.fromEntries(Object.keys({ ...source.hosts, ...added }).map((name) => [name, base]))
  return door.source({
    id: source.id,
    hosts,
    ...(source.key === undefined ? {} : { key: { ...source.key, value: simulatorKey } }),
    quota: quota ?? { requests: Number.POSITIVE_INFINITY, perMs: 1_000 },
    ...(signal === undefined ? {} : { signal }),
    ...(onRequest === undefined ? {} : { onRequest }),
  })
}

/** `staff email breaches: present 2`, the ledger of one source in lines. */
export function ledger(
  report: { readonly coverage: readonly CoverageRow[] },
  source = 'hibp',
  only?: string,
): readonly string[] {
  return report.coverage
    .filter((row) => row.source === source && (only === undefined || row.question === only))
    .map(({ population: of, kind, question, answer, reason, count, stale }) => {
      const why = reason === undefined ? '' : ` (${reason})`
      return `${of} ${kind} ${question}: ${count} ${answer}${why}${stale > 0 ? `, ${stale} stale` : ''}`
    })
}

/** `selector → incidents`, all exposures. */
export async function exposures(store: Store): Promise<readonly string[]> {
  const lines: string[] = []
  const events = await store.events.all()
  for await (const block of store.exposures.list({})) {
    for (const { selector, state, sightings } of block) {
      const keys = sightings.map(({ event }) => events.find(({ id }) => id === event)!).map((one) => one.key)
      lines.push(`${selector.canonical} ${keys.sort().join('+')} ${state}`)
    }
  }
  return lines.sort()
}

/** A breach that HIBP lists; the rest is invented. */
export function breach(name: string, more: Partial<HibpBreach> = {}): HibpBreach {
  return {
    Name: name,
    Title: name,
    Domain: `${name.toLowerCase()}.example`,
    BreachDate: '2022-09-14',
    AddedDate: '2022-10-01T10:00:00Z',
    ModifiedDate: '2022-10-01T10:00:00Z',
    PwnCount: 120_000,
    Description: `In September 2022, ${name} suffered a data breach.`,
    LogoPath: '',
    Attribution: null,
    DataClasses: ['Email addresses', 'Names'],
    IsVerified: true,
    IsFabricated: false,
    IsSensitive: false,
    IsRetired: false,
    IsSpamList: false,
    IsMalware: false,
    IsSubscriptionFree: false,
    IsStealerLog: false,
    ...more,
  }
}
