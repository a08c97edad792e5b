/** What `scan` and `demo` share: running it with a person watching, and telling what came out. */
import { correlate } from '../../src/assess/index.ts'
import { ConfigError, InputError } from '../../src/domain/index.ts'
import { type Catalogue, catalogue, formatInstant, formatNumber, type Locale } from '../../src/messages/index.ts'
import { systemClock } from '../../src/net/index.ts'
import {
  type CoverageRow,
  planScan,
  runScan,
  type ScanDeps,
  type ScanOptions,
  type ScanPlan,
  type ScanProgress,
  type ScanReport,
} from '../../src/scan/index.ts'
import { purgeIrrelevant } from '../../src/store/index.ts'
import { budgetOf, type ConfiguredSource, type Network, scanSources, type Workspace } from '../../src/workspace.ts'
import { holdLittle } from './frugal.ts'
import type { Progress, ProgressFields } from './progress.ts'
import { tellReady } from './ready.ts'
import type { Table } from './table.ts'
import { watchLines } from './watch.ts'

export interface RunningScan {
  readonly signal: AbortSignal
  readonly progress: Progress
  readonly messages: Catalogue
  readonly locale: Locale
}

/** What is asked, of which sources (all that are switched on when none is named). */
export interface Asked extends ScanOptions {
  readonly sources?: readonly string[]
}

export async function runWatched(
  workspace: Workspace,
  network: Network,
  { sources, ...options }: Asked,
  { signal, progress, messages, locale }: RunningScan,
): Promise<ScanReport> {
  let isLimited = holdLittle()
  const days = workspace.configuration.retention.irrelevantDays
  const purged = await purgeIrrelevant(workspace.store, { now: workspace.now(), days, who: workspace.who })
  if (purged > 0) progress.note(messages.qualify.purged(formatNumber(purged, locale), purged), { purged })
  const { createMatcher } = await import('../../src/matcher/index.ts')
  const zone = workspace.configuration.organisation.timezone
  const teller = new ProgressTeller(messages.scan, locale, zone)
  let isReady = false
  const deps: ScanDeps = {
    ...(await planDeps(workspace, sources)),
    connect: (source, way) => network.connect(source, way),
    budget: budgetOf(workspace.configuration.scan.budget),
    signal,
    onProgress: (event) => {
      if (!isLimited) isLimited = holdLittle()
      if (options.follow === true && !isReady && event.type === 'source' && event.phase === 'watching') {
        isReady = true
        void tellReady().then((why) => why !== undefined && progress.note(messages.scan.notTold(why)))
      }
      teller.tell(event, progress)
    },
    correlate,
    createMatcher,
    who: workspace.who,
    organisationNames: workspace.configuration.organisationNames,
  }
  return runScan(deps, options)
}

export async function planWatched(workspace: Workspace, { sources, ...options }: Asked): Promise<ScanPlan> {
  const budget = budgetOf(workspace.configuration.scan.budget)
  return planScan({ ...(await planDeps(workspace, sources)), budget }, options)
}

async function planDeps({ store, sources, populations }: Workspace, only: readonly string[] | undefined) {
  return { store, sources: scanSources(await sources(), only), populations, clock: systemClock }
}

/** @throws InputError for a population or source that is none; ConfigError while a population to scan has no legal basis */
export async function requireScannable(
  workspace: Workspace,
  options: Pick<ScanOptions, 'populations'>,
  { scan, lists }: Catalogue,
  configurationFile: string,
): Promise<void> {
  const held = new Set((await workspace.store.lists.counts(workspace.now().toISOString())).map((row) => row.population))
  const wanted = options.populations ?? [...held]
  if (!wanted.some((name) => held.has(name))) throw new InputError(scan.noPopulation, { mend: scan.noPopulationMend })
  for (const name of wanted) {
    const population = workspace.populations.find((one) => one.name === name)
    if (population?.legalBasis === '') {
      throw new ConfigError(lists.noBasis(name), { mend: lists.noBasisMend(configurationFile, name) })
    }
  }
}

/** @throws ConfigError where only places are to be read and none is switched on, or none of those that were named */
export async function requirePlace(
  workspace: Workspace,
  { sources: only }: Pick<Asked, 'sources'>,
  { scan }: Catalogue,
): Promise<void> {
  const isRead = ({ source, settings, off }: ConfiguredSource) =>
    source.shape === 'watch' &&
    off === undefined &&
    only?.includes(source.id) !== false &&
    source.places?.(settings).length !== 0
  if ((await workspace.sources()).some(isRead)) return
  throw new ConfigError(scan.noPlace, { mend: scan.noPlaceMend })
}

/** One line a source, kept together for the spinner; each on its own elsewhere. */
class ProgressTeller {
  readonly #words: Catalogue['scan']
  readonly #locale: Locale
  readonly #zone: string
  readonly #lines = new Map<string, string>()
  readonly #phases = new Map<string, string>()

  constructor(words: Catalogue['scan'], locale: Locale, zone: string) {
    this.#words = words
    this.#locale = locale
    this.#zone = zone
  }

  tell(event: ScanProgress, progress: Progress): void {
    const words = this.#words
    const number = (value: number) => formatNumber(value, this.#locale)
    if (event.type === 'lists') {
      progress.update(words.listsRead(number(event.selectors)), { selectors: event.selectors })
      return
    }
    const { source, phase } = event
    let line = words.line(source, words.phases[phase], number(event.done), number(event.total), number(event.present))
    if (event.reason !== undefined) line += words.because(words.reasons[event.reason])
    const isOver = phase === 'done' || phase === 'stopped' || phase === 'busy'
    if (event.until !== undefined) line += words.until(formatInstant(event.until, this.#locale, this.#zone))
    else if (!isOver && event.perSecond > 0) {
      line += rateText(event.perSecond, words)
      if (event.leftMs !== undefined && event.leftMs > 0) line += words.left(shownDuration(event.leftMs, words))
    }
    const fields: ProgressFields = {
      ...{ source, phase, done: event.done, total: event.total, present: event.present, requests: event.requests },
      perSecond: Number(event.perSecond.toFixed(3)),
      ...(event.leftMs === undefined || isOver ? {} : { leftMs: event.leftMs }),
      ...(event.reason === undefined ? {} : { reason: event.reason }),
      ...(event.until === undefined ? {} : { until: event.until }),
    }
    if (isOver) this.#lines.delete(source)
    else this.#lines.set(source, line)
    // what ends, or waits for long, stays on the screen; the rest moves in place
    const isNews = this.#phases.get(source) !== phase && (isOver || phase === 'paused')
    this.#phases.set(source, phase)
    if (isNews) progress.note(line, fields)
    progress.update([...this.#lines.values()].join('\n') || line, fields)
  }
}

/** `, 120/s`; what is slower than one a second, by the minute. */
function rateText(perSecond: number, { rate }: Catalogue['scan']): string {
  return perSecond >= 1 ? rate(perSecond.toFixed(0), 'second') : rate((60 * perSecond).toFixed(0), 'minute')
}

/** `45 s`, `12 min`, `3 h`, `2 d`: rounded up, one unit. */
export function shownDuration(ms: number, { duration }: Catalogue['scan']): string {
  const seconds = Math.ceil(ms / 1000)
  if (seconds < 120) return duration.seconds(String(seconds))
  if (seconds < 7200) return duration.minutes(String(Math.ceil(seconds / 60)))
  if (seconds < 172_800) return duration.hours(String(Math.ceil(seconds / 3600)))
  return duration.days(String(Math.ceil(seconds / 86_400)))
}

/** Cells that the configuration or the person at the keyboard keeps out of the scan; the files have them all. */
function isLeftOut({ reason }: CoverageRow): boolean {
  return reason === 'disabled' || reason === 'needs-acceptance' || reason === 'not-selected'
}

/** Present, absent, not asked, failed: by population and source, sources that are not asked at all left out. */
export function coverageTable(coverage: readonly CoverageRow[], { scan }: Catalogue, locale: Locale): Table {
  const { head } = scan
  const groups = new Map<string, Record<CoverageRow['answer'], number> & { stale: number }>()
  for (const row of coverage) {
    if (isLeftOut(row)) continue
    const key = JSON.stringify([row.population, row.source, row.question])
    const group = groups.get(key) ?? { present: 0, absent: 0, 'not-asked': 0, failed: 0, stale: 0 }
    group[row.answer] += row.count
    group.stale += row.stale
    groups.set(key, group)
  }
  return {
    head: [
      head.population,
      head.source,
      head.question,
      head.present,
      head.absent,
      head.notAsked,
      head.failed,
      head.stale,
    ],
    rows: [...groups].map(([key, group]) => [
      ...(JSON.parse(key) as string[]),
      ...[group.present, group.absent, group['not-asked'], group.failed, group.stale].map((value) =>
        formatNumber(value, locale),
      ),
    ]),
    right: [3, 4, 5, 6, 7],
  }
}

/** What is unknown, with its reason; sources that are not asked at all left out. */
export function unknownTable(coverage: readonly CoverageRow[], { scan }: Catalogue, locale: Locale): Table {
  const groups = new Map<string, number>()
  for (const row of coverage) {
    const { source, question, answer, reason, count } = row
    if (reason === undefined || isLeftOut(row)) continue
    const key = JSON.stringify([source, question, scan.answers[answer], scan.reasons[reason]])
    groups.set(key, (groups.get(key) ?? 0) + count)
  }
  return {
    head: [scan.head.count, scan.head.source, scan.head.question, scan.head.answer, scan.head.why],
    rows: [...groups]
      .sort((a, b) => b[1] - a[1])
      .map(([key, count]) => [formatNumber(count, locale), ...(JSON.parse(key) as string[])]),
    right: [0],
  }
}

/** The lines of a scan that a person must read: what stopped, what is left, what is new. */
export function scanLines(report: ScanReport, messages: Catalogue, locale: Locale, zone: string): string[] {
  const { scan } = messages
  const number = (value: number) => formatNumber(value, locale)
  const instant = (at: string) => formatInstant(at, locale, zone)
  const lines: string[] = []
  for (const one of report.sources) {
    lines.push(...stopLines(one, scan, locale))
    if (one.outcome === 'busy' && one.holder !== undefined) {
      lines.push(scan.sourceBusy(one.name, String(one.holder.pid), one.holder.host, instant(one.holder.since)))
    }
    if (one.outcome === 'done' && one.unanswered !== undefined) {
      lines.push(scan.unanswered(one.name, number(one.unanswered)))
    }
    if (one.closedUntil !== undefined) lines.push(scan.closedUntil(one.name, instant(one.closedUntil)))
    if (one.left.queries > 0) {
      lines.push(scan.leftQueries(one.name, number(one.left.queries), shownDuration(one.left.ms, scan)))
    }
    if (one.catalogueFailed !== undefined) lines.push(scan.catalogueFailed(one.name, scan.reasons[one.catalogueFailed]))
    lines.push(...watchLines(one, messages, locale, zone))
  }
  for (const source of report.unmetRequirements) lines.push(scan.requirement(source))
  if (report.interrupted === 'signal') lines.push(scan.stoppedBySignal)
  if (report.interrupted === 'time') lines.push(scan.stoppedByTime)
  lines.push(report.complete ? scan.complete : scan.incomplete)
  const { exposures } = report
  lines.push(exposures.new > 0 ? scan.newExposures(number(exposures.new), exposures.new) : scan.nothingNew)
  if (exposures.back > 0) lines.push(scan.backExposures(number(exposures.back)))
  if (exposures.withdrawn > 0) lines.push(scan.withdrawnExposures(number(exposures.withdrawn)))
  return lines
}

/** Why a source ended before its work was done, and what to do about it. That the run was stopped is said of the run. */
function stopLines(
  { outcome, name, source, reason, because, mend }: ScanReport['sources'][number],
  scan: Catalogue['scan'],
  locale: Locale,
): string[] {
  if (outcome !== 'stopped' || reason === 'interrupted') return []
  const why = reason === undefined ? undefined : scan.reasons[reason]
  const { told: inTheirWords } = catalogue(locale).errors
  // adapters name themselves, and the line begins with the name
  const named = new RegExp(`^${source}\\s?:\\s`)
  const detail = because === undefined ? undefined : inTheirWords(because).replace(named, '')
  if (why === undefined && detail === undefined) return []
  const known: Readonly<Partial<Record<string, (source: string) => string>>> = scan.mends
  const usual = reason === undefined ? undefined : known[reason]?.(source)
  // an adapter knows better what to do
  const own = mend === undefined ? undefined : inTheirWords(mend)
  const todo = locale === 'en' || own !== mend ? (own ?? usual) : (usual ?? mend)
  const told = why === undefined || detail === undefined ? (why ?? detail ?? '') : scan.detail(why, detail)
  return [scan.sourceStopped(name, told), ...(todo === undefined ? [] : [`  → ${todo}`])]
}

/** Cells without an answer, of sources that are asked. */
export function unknownCount(coverage: readonly CoverageRow[]): { readonly notAsked: number; readonly failed: number } {
  const asked = coverage.filter((row) => !isLeftOut(row))
  const count = (answer: CoverageRow['answer']) =>
    asked.reduce((sum, row) => sum + (row.answer === answer ? row.count : 0), 0)
  return { notAsked: count('not-asked'), failed: count('failed') }
}
