/**
 * The coverage heat map: source × population. A share is of all watched identifiers of a kind that the source takes; one
 * that nobody asked counts like one whose question failed: neither is an answer.
 */
import { type SelectorKind, selectorKinds, type UnknownReason } from '../../domain/index.ts'
import type { CoverageLine } from '../coverage-csv.ts'
import type { ReportModel } from '../model/contract.ts'

export interface HeatRow {
  readonly source: string
  readonly question: string
  readonly kind: SelectorKind
  /** in the order of the populations; `undefined`: nobody of that kind is watched there */
  readonly cells: readonly (HeatCell | undefined)[]
}

export interface HeatCell {
  readonly all: number
  readonly present: number
  readonly absent: number
  readonly notAsked: number
  readonly failed: number
  readonly stale: number
  /** 0 none answered, 1 to 4 by quarters, 5 all */
  readonly heat: number
}

/** reasons that are about a source as a whole: it is not looked at cell by cell */
const offReasons: readonly (UnknownReason | undefined)[] = ['disabled', 'needs-acceptance']

/** Of sources that are asked, those left out that take no part at all. */
export function heatRows({ coverage, sources, populations }: ReportModel): readonly HeatRow[] {
  const asked = sources.filter(({ off, shape }) => off === undefined && shape === 'ask')
  return asked.flatMap(({ id }) => {
    const own = coverage.filter(({ source }) => source === id)
    const questions = [...new Set(own.map(({ question }) => question))]
    return questions.flatMap((question) =>
      selectorKinds.flatMap((kind) => {
        const lines = own.filter((line) => line.question === question && line.kind === kind)
        if (lines.every(({ reason }) => reason === 'kind-not-taken' || offReasons.includes(reason))) return []
        const cells = populations.map(({ name }) => cellOf(lines.filter(({ population }) => population === name)))
        return cells.every((cell) => cell === undefined) ? [] : [{ source: id, question, kind, cells }]
      }),
    )
  })
}

function cellOf(lines: readonly CoverageLine[]): HeatCell | undefined {
  const count = (answer: CoverageLine['answer']) =>
    lines.filter((line) => line.answer === answer).reduce((sum, line) => sum + line.count, 0)
  const [present, absent, notAsked, failed] = [count('present'), count('absent'), count('not-asked'), count('failed')]
  const all = present + absent + notAsked + failed
  if (all === 0) return undefined
  const share = (present + absent) / all
  return {
    ...{ all, present, absent, notAsked, failed },
    stale: lines.reduce((sum, line) => sum + line.stale, 0),
    heat: share === 1 ? 5 : share === 0 ? 0 : Math.max(1, Math.ceil(share * 4)),
  }
}

export interface UnknownRow {
  readonly source: string
  readonly question: string
  readonly answer: 'not-asked' | 'failed'
  readonly reason: UnknownReason
  readonly count: number
}

/** What stayed without an answer, failures first, then the most. */
export function unknownRows({ coverage, sources }: ReportModel): readonly UnknownRow[] {
  const asked = new Set(sources.filter(({ off }) => off === undefined).map(({ id }) => id))
  const rows = new Map<string, UnknownRow>()
  for (const { source, question, answer, reason, count } of coverage) {
    if (reason === undefined || (answer !== 'not-asked' && answer !== 'failed')) continue
    if (!asked.has(source) || offReasons.includes(reason)) continue
    const key = `${source} ${question} ${answer} ${reason}`
    const known = rows.get(key)
    rows.set(key, { source, question, answer, reason, count: (known?.count ?? 0) + count })
  }
  const rank = { failed: 0, 'not-asked': 1 }
  return [...rows.values()].sort((a, b) => rank[a.answer] - rank[b.answer] || b.count - a.count)
}

/** Questions that were planned and went unanswered. */
export function failedCount({ coverage }: ReportModel): number {
  return coverage.filter(({ answer }) => answer === 'failed').reduce((sum, { count }) => sum + count, 0)
}

/** `37 %`: rounded down, so that only all is 100 %, and something is never 0 %. */
export function shareText({ present, absent, all }: HeatCell, locale: string): string {
  const answered = present + absent
  const percent = Math.floor((answered / all) * 100)
  const number = answered > 0 && percent === 0 ? '< 1' : String(percent)
  return locale === 'fr' ? `${number}\u00a0%` : `${number}%`
}
