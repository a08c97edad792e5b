/**
 * What a cell of the ledger says, and whether it is to be asked.
 *
 * - Without an answer it says why there is none; without even that, `not-asked: never-scanned`.
 * - An answer holds while it is fresh, whatever failed since. Past that, or once the source's own data has moved, a later
 *   failure speaks; without one the answer is still shown, as stale.
 * - Nothing here makes an `absent`: only an answer that was committed does.
 */
import type { CellState, UnknownReason } from '../domain/index.ts'
import { type CoverageColumns, noteCode, stateOfNote } from '../store/index.ts'

/** What the cells of one source are judged by. Seconds since 1970. */
export interface CellFacts {
  readonly now: number
  readonly freshnessS: number
  /** the source's clock now, 0 when it never told one */
  readonly version: number
}

/** States as numbers: those of `noteCode`, and two more. There are millions of cells. */
export const presentCode = 128
const absentCode = 129
export const expiredCode = noteCode({ answer: 'not-asked', reason: 'expired' })
export const neverScannedCode = noteCode({ answer: 'not-asked', reason: 'never-scanned' })
export const notSelectedCode = noteCode({ answer: 'not-asked', reason: 'not-selected' })
export const kindNotTakenCode = noteCode({ answer: 'not-asked', reason: 'kind-not-taken' })
const firstFailedCode = 65
/** an answer from further in the future than this was dated by a clock that was wrong: its age is not known */
const clockErrorS = 300

export function stateOf(code: number): CellState {
  if (code === presentCode) return { answer: 'present' }
  if (code === absentCode) return { answer: 'absent' }
  const state = stateOfNote(code)
  if (state === undefined) throw new RangeError(`${code} is no state of a cell`)
  return state
}

/** Our own decisions: that a stale answer was not renewed for want of time or budget leaves it what it is. */
export function isOurs(reason: UnknownReason | undefined): boolean {
  return reason === 'interrupted' || reason === 'budget'
}

export function isFailed(code: number): boolean {
  return code >= firstFailedCode && code < presentCode
}

/** A decision not to ask. */
export function isSkip(code: number): boolean {
  return code > 0 && code < firstFailedCode
}

export function isUnknown(code: number): boolean {
  return code < presentCode
}

/** @param otherwise what a cell says that has neither answer nor note, or that the source is not asked about any more */
export function effectiveCode(
  columns: CoverageColumns,
  ref: number,
  facts: CellFacts,
  otherwise: number | undefined,
): number {
  const answer = columns.answer[ref] ?? 0
  const note = columns.note[ref] ?? 0
  if (answer === 0) return otherwise ?? (note === 0 ? neverScannedCode : note)
  if (isFailed(note) && isStale(columns, ref, facts)) return note
  return answer === 2 ? presentCode : absentCode
}

/** Of a cell that says what its answer says: whether it is past its freshness, or from before the data moved. */
export function isStale(columns: CoverageColumns, ref: number, facts: CellFacts): boolean {
  return isOld(columns, ref, facts) || columns.version[ref] !== facts.version
}

function isOld(columns: CoverageColumns, ref: number, { now, freshnessS }: CellFacts): boolean {
  const at = columns.answeredAt[ref] ?? 0
  return now - at >= freshnessS || at - now > clockErrorS
}

export interface DueRule extends CellFacts {
  /** ask anew what was answered before this run */
  readonly fresh: boolean
  /** decisions not to ask still stand: nothing they hang on has changed */
  readonly skipsStand: boolean
}

export function isDue(columns: CoverageColumns, ref: number, rule: DueRule): boolean {
  const note = columns.note[ref] ?? 0
  if (rule.skipsStand && isSkip(note)) return false
  if (columns.answer[ref] === 0 || rule.fresh) return true
  return isStale(columns, ref, rule)
}
