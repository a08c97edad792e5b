import { BusyError, ConfigError, type NotAskedReason } from '../domain/index.ts'
import type { AskSource, WatchSource } from '../sources/index.ts'
import type { CoverageColumns, Store, WatchInterval } from '../store/index.ts'
import { type AskResult, runAsk } from './asker.ts'
import { Committer } from './commit.ts'
import { Companions } from './companions.ts'
import { isoNow, type RunContext } from './context.ts'
import type { ScanDeps, ScanOptions, ScanReport, ScanSource, SourceReport } from './contract.ts'
import { ledgerColumns, rowsOf } from './coverage.ts'
import { EventBook } from './events.ts'
import { syncOrganisations } from './organisations.ts'
import { choosePopulations } from './populations.ts'
import { completeness, exitCodeOf } from './report.ts'
import { loadNumbers, loadRoster, readTexts } from './roster.ts'
import { Spending } from './spending.ts'
import { Stop } from './stop.ts'
import { runWatch } from './watcher.ts'
import { Watchword } from './watchword.ts'

/**
 * Asks all sources that take part about all that is due, side by side, and reads what the watched places have that is new.
 * What was committed stays, whatever happens; the next run goes on from there.
 *
 * @throws ConfigError or InputError before any request: no legal basis, a population or required source that is not there
 * @throws StoreError when something could not be recorded; the run ends then
 */
export async function runScan(deps: ScanDeps, options: ScanOptions = {}): Promise<ScanReport> {
  mustKnow(deps, options.require ?? [])
  if (deps.organisationNames !== undefined) await syncOrganisations(deps, deps.organisationNames)
  const { lawful, chosen, held } = await choosePopulations(deps, options.populations)
  const startedAt = new Date(deps.clock.wallNow()).toISOString()
  const stop = new Stop(deps.clock, deps.signal, options.forMs)
  try {
    const scan = await deps.store.scans.begin(startedAt, optionsForRecord(options))
    const heart = setInterval(() => void beat(deps.store, stop), beatEveryMs).unref()
    try {
      const report = await runBegun({ deps, options, scan, startedAt, lawful, chosen, held, stop })
      await settleNews(deps, options, report)
      await endScan(deps, report)
      return report
    } catch (error) {
      const endedAt = new Date(deps.clock.wallNow()).toISOString()
      // a store that could not take an answer may not take this either: the first error is the one to tell
      await deps.store.scans.end(scan, endedAt, 'failed', {}).catch(() => undefined)
      throw error
    } finally {
      clearInterval(heart)
    }
  } finally {
    stop.dispose()
  }
}

const beatEveryMs = 60_000

/** By the machine's own clock, whatever the run is paced by: others go by it. */
async function beat(store: Store, stop: Stop): Promise<void> {
  try {
    await store.scans.beat()
  } catch (error) {
    // while another writes for long, the next one comes in time
    if (!(error instanceof BusyError)) stop.fail(error)
  }
}

/** Whether this run may well find nothing due, and needs no texts of the lists: the one before did all its work. */
async function mayBeIdle({ sources, store }: ScanDeps, scan: number): Promise<boolean> {
  const watches = sources.some(({ source, notAsked }) => source.shape === 'watch' && notAsked === undefined)
  const before = (await store.scans.list(2)).find(({ number }) => number < scan)
  return !watches && before?.status === 'done'
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= work()
    return done
  }
}

interface Begun {
  readonly deps: ScanDeps
  readonly options: ScanOptions
  readonly scan: number
  readonly startedAt: string
  readonly lawful: RunContext['populations']
  readonly chosen: ReadonlySet<string>
  readonly held: number
  readonly stop: Stop
}

async function runBegun({ deps, options, scan, startedAt, lawful, chosen, held, stop }: Begun): Promise<ScanReport> {
  const { store, clock } = deps
  // its number first: a list that changes meanwhile is then read again, never taken for the one before
  const listsVersion = await store.lists.version()
  const load = (await mayBeIdle(deps, scan)) ? loadNumbers : loadRoster
  const roster = await load(store, lawful, held)
  deps.onProgress?.({ type: 'lists', selectors: roster.size })
  const book = await EventBook.open(store, deps.correlate)
  const run: RunContext = {
    deps,
    options,
    scan,
    populations: lawful,
    roster,
    readTexts: once(() => readTexts(roster, store, lawful)),
    listsVersion,
    selected: roster.sets.map((set) => set.some((name) => chosen.has(name))),
    book,
    committer: new Committer(store, scan, book, () => new Date(clock.wallNow())),
    companions: new Companions(clock),
    spending: new Spending(deps.budget),
    stop,
  }
  const watchword = new Watchword(deps, lawful, roster, listsVersion)

  const results = await Promise.all(deps.sources.map((entry) => runSource(run, entry, watchword)))
  // an error that no source is to blame for is told once all have come to rest
  stop.throwIfFailed()
  const intervals = await store.watch.intervals()
  const known = new Map<string, CoverageColumns>()
  for (const { report, channels } of results) {
    for (const [question, channel] of channels) known.set(`${report.source} ${question}`, channel.columns)
  }
  const coverage = rowsOf(roster, await ledgerColumns(deps, known), clock.wallNow() / 1_000, run.selected)
  const sources = results.map(({ report }) => withIntervals(report, intervals))
  return {
    scan,
    startedAt,
    endedAt: isoNow(run),
    ...(stop.interrupted === undefined ? {} : { interrupted: stop.interrupted }),
    coverage,
    exposures: run.committer.exposures,
    sources,
    ...completeness({ coverage, sources, chosen, require: options.require ?? [] }),
  }
}

type Result = Pick<AskResult, 'report' | 'channels'>

/** Never rejects: what went wrong ends the run, once every source has come to rest. */
async function runSource(run: RunContext, entry: ScanSource, watchword: Watchword): Promise<Result> {
  const { store } = run.deps
  const { source } = entry
  const notAsked = entry.notAsked ?? (isLeftOut(run, entry) ? 'not-selected' : undefined)
  if (notAsked !== undefined)
    return { report: idle(entry, { outcome: 'not-asked', reason: notAsked }), channels: new Map() }
  try {
    const holder = await store.scans.lock(source.id, isoNow(run))
    if (holder !== undefined) return { report: idle(entry, { outcome: 'busy', holder }), channels: new Map() }
    try {
      if (source.shape === 'ask') return await runAsk(run, entry as ScanSource & { source: AskSource })
      const report = await runWatch(run, entry as ScanSource & { source: WatchSource }, watchword)
      return { report, channels: new Map() }
    } finally {
      await store.scans.unlock(source.id)
    }
  } catch (error) {
    run.stop.fail(error)
    return { report: idle(entry, { outcome: 'stopped' }), channels: new Map() }
  }
}

function isLeftOut({ options }: RunContext, { source }: ScanSource): boolean {
  return options.watchOnly === true && source.shape !== 'watch'
}

function idle(
  { source }: ScanSource,
  why: Pick<SourceReport, 'outcome' | 'holder'> & { readonly reason?: NotAskedReason },
): SourceReport {
  return {
    source: source.id,
    name: source.name,
    shape: source.shape,
    ...why,
    requests: 0,
    queries: 0,
    credits: 0,
    left: { queries: 0, ms: 0 },
  }
}

function withIntervals(report: SourceReport, intervals: readonly WatchInterval[]): SourceReport {
  if (report.watch === undefined) return report
  return {
    ...report,
    watch: { ...report.watch, intervals: intervals.filter(({ source }) => source === report.source) },
  }
}

function mustKnow({ sources }: ScanDeps, required: readonly string[]): void {
  const unknown = required.find((id) => !sources.some(({ source }) => source.id === id))
  if (unknown !== undefined) throw new ConfigError(`there is no source ${unknown} to require`)
}

function optionsForRecord(options: ScanOptions): Readonly<Record<string, unknown>> {
  return { ...options }
}

/** What an earlier scan told as new is known now, where this one has looked. */
async function settleNews({ store }: ScanDeps, { populations }: ScanOptions, report: ScanReport): Promise<void> {
  const { scan, startedAt, sources } = report
  await store.scans.settle({
    scan,
    startedAt,
    unseen: sources.filter(wasUnseen).map(({ source }) => source),
    ...(populations === undefined ? {} : { populations }),
  })
}

/** Not looked at this time; a source that is switched off is looked at no more, and what it told grows old. */
function wasUnseen({ outcome, reason, requests }: SourceReport): boolean {
  if (outcome === 'not-asked') return reason === 'not-selected'
  return outcome !== 'done' && requests === 0
}

async function endScan(deps: ScanDeps, report: ScanReport): Promise<void> {
  const { scan, endedAt, interrupted, exposures, sources, complete } = report
  const requests = Object.fromEntries(sources.map(({ source, requests: sent }) => [source, sent]))
  const summary = { exitCode: exitCodeOf(report), exposures, complete, requests }
  await deps.store.scans.end(scan, endedAt, interrupted === undefined ? 'done' : 'interrupted', summary)
  await deps.store.audit.append({
    at: endedAt,
    who: deps.who,
    action: 'scan',
    result: complete ? 'ok' : 'failed',
    details: {
      scan,
      exitCode: summary.exitCode,
      newExposures: exposures.new,
      sources: sources
        .filter(({ outcome }) => outcome !== 'not-asked')
        .map(({ source, outcome }) => `${source}: ${outcome}`),
    },
  })
}
