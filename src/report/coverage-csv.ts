/** `coverage.csv`: what was answered, and what was not and why. An export without it would read as "the rest is clean". */
import type { AnswerKind, SelectorKind, UnknownReason } from '../domain/index.ts'
import type { CsvRow } from './csv.ts'

/** As the scan counts it. */
export interface CoverageLine {
  readonly population: string
  readonly kind: SelectorKind
  readonly source: string
  readonly question: string
  readonly answer: AnswerKind
  readonly reason?: UnknownReason
  readonly count: number
  readonly asOfFrom?: string
  readonly asOfTo?: string
  readonly stale: number
}

/** As the scan holds it for one selector. */
export interface CoverageCell {
  /** stable public name of the selector */
  readonly name: string
  readonly populations: readonly string[]
  readonly kind: SelectorKind
  readonly source: string
  readonly question: string
  readonly answer: AnswerKind
  readonly reason?: UnknownReason
  readonly asOf?: string
  readonly stale: boolean
}

const coverageSchema = 1

export const coverageColumns = [
  'schema',
  'population',
  'kind',
  'source',
  'question',
  'answer',
  'reason',
  'count',
  'as_of_from',
  'as_of_to',
  'stale',
] as const

export function coverageCsvRow(line: CoverageLine): CsvRow<(typeof coverageColumns)[number]> {
  const { population, kind, source, question, answer, reason, count, stale } = line
  return {
    ...{ schema: coverageSchema, population, kind, source, question, answer, reason, count, stale },
    as_of_from: line.asOfFrom,
    as_of_to: line.asOfTo,
  }
}

export const cellColumns = [
  'schema',
  'ref',
  'population',
  'kind',
  'source',
  'question',
  'answer',
  'reason',
  'as_of',
  'stale',
] as const

export function cellCsvRow(cell: CoverageCell): CsvRow<(typeof cellColumns)[number]> {
  const { kind, source, question, answer, reason } = cell
  return {
    ...{ schema: coverageSchema, ref: cell.name, kind, source, question, answer, reason },
    population: cell.populations.join('; '),
    as_of: cell.asOf,
    stale: cell.stale ? 1 : 0,
  }
}
