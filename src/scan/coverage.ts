/**
 * The ledger: what is known of everybody, from every source, and why not where it is not. Read from the store alone.
 *
 * A place that is watched is not asked about anybody: its rows say who was seen there. That somebody was not seen is no
 * `absent`; since when it was watched, and what was missed, is told by its intervals.
 */
import { answerKinds, type Population, type SelectorKind, selectorKinds } from '../domain/index.ts'
import type { Source } from '../sources/index.ts'
import { type CoverageColumns, noteCode, type Store } from '../store/index.ts'
import {
  type CellFacts,
  effectiveCode,
  expiredCode,
  isStale,
  isUnknown,
  kindNotTakenCode,
  neverScannedCode,
  notSelectedCode,
  presentCode,
  stateOf,
} from './cell.ts'
import type { CellRow, CoverageRow, LedgerDeps, ScanSource } from './contract.ts'
import { loadNumbers, type Roster } from './roster.ts'

/** The cells of one question, and what they are judged by. */
export interface LedgerColumn {
  readonly source: Source
  readonly question: string
  readonly columns: CoverageColumns
  readonly facts: CellFacts
  /** what a cell without an answer says when the source takes no part; by kind, one that it does not take */
  readonly withoutAnswer: (kind: SelectorKind) => number | undefined
}

/** One row per population, kind, source, question, answer and reason. */
export async function coverageRows(deps: LedgerDeps): Promise<readonly CoverageRow[]> {
  const roster = await loadNumbers(deps.store, deps.populations)
  return rowsOf(roster, await ledgerColumns(deps), deps.clock.wallNow() / 1_000)
}

/** One row per selector, source and question, in blocks, in the order of the lists. */
export async function* coverageCells(deps: LedgerDeps): AsyncIterable<readonly CellRow[]> {
  const ledger = await ledgerColumns(deps)
  const now = deps.clock.wallNow() / 1_000
  const populations = deps.populations.map(({ name }) => name)
  for await (const block of deps.store.lists.watched({ populations })) {
    const cells: CellRow[] = []
    for (const { ref, kind, canonical, name, populations: ofSelector, expiresAt } of block) {
      for (const column of ledger) {
        const code = codeOf(column, ref, kind, expiresAt <= now)
        if (code === undefined) continue
        const state = stateOf(code)
        const at = instantOf(column.columns, ref, code)
        cells.push({
          name,
          canonical,
          populations: ofSelector,
          kind,
          source: column.source.id,
          question: column.question,
          answer: state.answer,
          ...('reason' in state ? { reason: state.reason } : {}),
          ...(at === 0 ? {} : { asOf: isoOf(at) }),
          stale: !isUnknown(code) && isStale(column.columns, ref, column.facts),
        })
      }
    }
    yield cells
  }
}

/** @param known columns that a scan has at hand; the others are read from the store */
export async function ledgerColumns(
  { store, sources, clock }: LedgerDeps,
  known: ReadonlyMap<string, CoverageColumns> = new Map(),
): Promise<readonly LedgerColumn[]> {
  const channels = await store.coverage.channels()
  const ledger: LedgerColumn[] = []
  for (const entry of sources) {
    const { source } = entry
    const version = await store.coverage.currentVersion(source.id)
    const facts = { now: Math.floor(clock.wallNow() / 1_000), freshnessS: entry.freshnessMs / 1_000, version }
    for (const question of source.questions) {
      const channel = channels.find((one) => one.source === source.id && one.question === question)
      const columns = known.get(`${source.id} ${question}`) ?? (await columnsOf(store, channel?.channel))
      ledger.push({ source, question, columns, facts, withoutAnswer: withoutAnswer(entry) })
    }
  }
  return ledger
}

const nothing: CoverageColumns = {
  answer: new Uint8Array(),
  answeredAt: new Uint32Array(),
  version: new Uint16Array(),
  note: new Uint8Array(),
  notedAt: new Uint32Array(),
}

async function columnsOf(store: Store, channel: number | undefined): Promise<CoverageColumns> {
  return channel === undefined ? nothing : store.coverage.load(channel)
}

function withoutAnswer({ source, notAsked }: ScanSource): LedgerColumn['withoutAnswer'] {
  const whole = notAsked === undefined ? undefined : noteCode({ answer: 'not-asked', reason: notAsked })
  return (kind) => whole ?? (source.kinds.includes(kind) ? undefined : kindNotTakenCode)
}

/** `undefined`: a watched place says nothing of this selector. */
function codeOf(column: LedgerColumn, ref: number, kind: SelectorKind, isExpired: boolean): number | undefined {
  const otherwise = column.withoutAnswer(kind)
  if (isExpired) return column.source.shape === 'watch' && otherwise === undefined ? undefined : expiredCode
  const code = effectiveCode(column.columns, ref, column.facts, otherwise)
  if (column.source.shape === 'watch' && otherwise === undefined && code !== presentCode) return undefined
  return code
}

function instantOf(columns: CoverageColumns, ref: number, code: number): number {
  if (!isUnknown(code)) return columns.answeredAt[ref] ?? 0
  return columns.note[ref] === code ? (columns.notedAt[ref] ?? 0) : 0
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString()
}

interface Count {
  count: number
  from: number
  to: number
  stale: number
}

/**
 * @param nowS Unix seconds
 * @param selected by `Roster.sets`, for a run: what was never asked of the others was left out of it
 */
export function rowsOf(
  roster: Roster,
  ledger: readonly LedgerColumn[],
  nowS: number,
  selected?: readonly boolean[],
): readonly CoverageRow[] {
  return ledger.flatMap((column) => {
    const counts = countCells(roster, column, nowS, selected)
    const names = [...new Set(roster.sets.flat())]
    return names.flatMap((population) => rowsOfPopulation(roster, column, counts, population))
  })
}

const codes = 256
const kinds = selectorKinds.length

/** By set of populations, kind and state: there are millions of cells and a handful of these. */
function countCells(
  roster: Roster,
  column: LedgerColumn,
  nowS: number,
  selected: readonly boolean[] | undefined,
): ReadonlyMap<number, Count> {
  const { columns, facts } = column
  const counts = new Map<number, Count>()
  for (let position = 0; position < roster.size; position++) {
    const ref = roster.refs[position]!
    let code = codeOf(column, ref, roster.kind(position), roster.isExpired(position, nowS))
    if (code === undefined) continue
    if (code === neverScannedCode && selected?.[roster.setOf[position]!] === false) code = notSelectedCode
    const key = (roster.setOf[position]! * kinds + roster.kinds[position]!) * codes + code
    let count = counts.get(key)
    if (count === undefined) {
      count = { count: 0, from: Number.POSITIVE_INFINITY, to: 0, stale: 0 }
      counts.set(key, count)
    }
    add(count, 1, instantOf(columns, ref, code), !isUnknown(code) && isStale(columns, ref, facts) ? 1 : 0)
  }
  return counts
}

function add(count: Count, more: number, at: number, stale: number): void {
  count.count += more
  count.stale += stale
  if (at === 0) return
  if (at < count.from) count.from = at
  if (at > count.to) count.to = at
}

function rowsOfPopulation(
  roster: Roster,
  { source, question }: LedgerColumn,
  counts: ReadonlyMap<number, Count>,
  population: Population['name'],
): readonly CoverageRow[] {
  const sums = new Map<number, Count>()
  for (const [key, count] of counts) {
    if (!roster.sets[Math.floor(key / codes / kinds)]!.includes(population)) continue
    const rest = key % (codes * kinds)
    const sum = sums.get(rest) ?? { count: 0, from: Number.POSITIVE_INFINITY, to: 0, stale: 0 }
    sums.set(rest, sum)
    add(sum, count.count, count.to, count.stale)
    add(sum, 0, count.from === Number.POSITIVE_INFINITY ? 0 : count.from, 0)
  }
  return [...sums]
    .sort(([a], [b]) => orderOf(a) - orderOf(b))
    .map(([key, { count, from, to, stale }]) => {
      const state = stateOf(key % codes)
      return {
        population,
        kind: selectorKinds[Math.floor(key / codes)]!,
        source: source.id,
        question,
        answer: state.answer,
        ...('reason' in state ? { reason: state.reason } : {}),
        count,
        ...(to === 0 ? {} : { asOfFrom: isoOf(from), asOfTo: isoOf(to) }),
        stale,
      }
    })
}

/** By kind, then as the answers are named in `answerKinds`, then by reason. */
function orderOf(key: number): number {
  const kind = Math.floor(key / codes)
  const code = key % codes
  return (kind * answerKinds.length + answerKinds.indexOf(stateOf(code).answer)) * codes + code
}
