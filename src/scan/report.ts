/** What a run amounts to. */
import { isOurs } from './cell.ts'
import type { CoverageRow, ScanReport, SourceReport } from './contract.ts'

export function completeness(run: {
  readonly coverage: readonly CoverageRow[]
  readonly sources: readonly SourceReport[]
  /** populations that the run was about */
  readonly chosen: ReadonlySet<string>
  readonly require: readonly string[]
}): Pick<ScanReport, 'complete' | 'unmetRequirements'> {
  const asked = new Set(run.sources.filter(({ outcome }) => outcome !== 'not-asked').map(({ source }) => source))
  const rows = run.coverage.filter(({ population }) => run.chosen.has(population))
  const hasFailed = rows.some(({ source, answer }) => answer === 'failed' && asked.has(source))
  const hasStopped = run.sources.some((source) => isBroken(source))
  const unmetRequirements = run.require.filter(
    (id) =>
      rows.some(({ source, answer }) => source === id && (answer === 'failed' || answer === 'not-asked')) ||
      run.sources.some((source) => source.source === id && !hasDoneAll(source)),
  )
  return { complete: !hasFailed && !hasStopped && unmetRequirements.length === 0, unmetRequirements }
}

function isBroken({ outcome, reason, unanswered = 0, watch }: SourceReport): boolean {
  return (outcome === 'stopped' && !isOurs(reason)) || unanswered > 0 || watch?.listFailed !== undefined
}

/** Of a required source: for a place, all that was listed has been read, too. */
function hasDoneAll({ outcome, watch }: SourceReport): boolean {
  if (outcome !== 'done' || watch?.listFailed !== undefined) return false
  if (watch === undefined) return true
  return watch.places.length > 0 && watch.intervals.every(({ itemsUnread, gaps }) => itemsUnread === 0 && gaps === 0)
}

/**
 * 0 done, nothing new · 10 new exposures · 20 coverage incomplete · 30 both · 75 every source that takes part is held by
 * another run · 130 interrupted by the signal.
 */
export function exitCodeOf(report: ScanReport): 0 | 10 | 20 | 30 | 75 | 130 {
  if (report.interrupted === 'signal') return 130
  const taking = report.sources.filter(({ outcome }) => outcome !== 'not-asked')
  if (taking.length > 0 && taking.every(({ outcome }) => outcome === 'busy')) return 75
  const isNews = report.exposures.new + report.exposures.back > 0
  if (report.complete) return isNews ? 10 : 0
  return isNews ? 30 : 20
}
