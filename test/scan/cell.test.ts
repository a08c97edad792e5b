import { describe, expect, test } from '@jest/globals'
import type { CellState } from '../../src/domain/index.ts'
import { effectiveCode, isDue, isStale, stateOf } from '../../src/scan/cell.ts'
import { type CoverageColumns, noteCode, type UnansweredState } from '../../src/store/index.ts'

const day = 86_400
const now = 20_000 * day
const facts = { now, freshnessS: 7 * day, version: 3 }
const failed: UnansweredState = { answer: 'failed', reason: 'network' }
const skipped: UnansweredState = { answer: 'not-asked', reason: 'policy' }

/** The cell of ref 1. */
function cell(answer?: 'present' | 'absent', daysOld = 0, note?: UnansweredState, version = 3): CoverageColumns {
  const at = now - daysOld * day
  return {
    answer: Uint8Array.of(0, answer === 'present' ? 2 : answer === 'absent' ? 1 : 0),
    answeredAt: Uint32Array.of(0, answer === undefined ? 0 : at),
    version: Uint16Array.of(0, answer === undefined ? 0 : version),
    note: Uint8Array.of(0, note === undefined ? 0 : noteCode(note)),
    notedAt: Uint32Array.of(0, note === undefined ? 0 : now - 1),
  }
}

function state(columns: CoverageColumns, otherwise?: UnansweredState): CellState {
  return stateOf(effectiveCode(columns, 1, facts, otherwise && noteCode(otherwise)))
}

describe('what a cell says', () => {
  test('nothing noted: never scanned', () => {
    expect(state(cell())).toEqual({ answer: 'not-asked', reason: 'never-scanned' })
  })

  test('no answer: why there is none', () => {
    expect(state(cell(undefined, 0, failed))).toEqual(failed)
    expect(state(cell(undefined, 0, skipped))).toEqual(skipped)
    expect(state(cell(undefined, 0, failed), { answer: 'not-asked', reason: 'disabled' })).toEqual({
      answer: 'not-asked',
      reason: 'disabled',
    })
  })

  test('a fresh answer, whatever failed since', () => {
    expect(state(cell('absent', 6, failed))).toEqual({ answer: 'absent' })
    expect(state(cell('present', 6, failed))).toEqual({ answer: 'present' })
  })

  test('a failure, where the answer is past its time, or from before the source moved', () => {
    expect(state(cell('absent', 7, failed))).toEqual(failed)
    expect(state(cell('absent', 1, failed, 2))).toEqual(failed)
  })

  test('an answer past its time, as stale, where nothing failed or nothing was asked', () => {
    expect(state(cell('absent', 30))).toEqual({ answer: 'absent' })
    expect(state(cell('absent', 30, skipped))).toEqual({ answer: 'absent' })
    expect(isStale(cell('absent', 30), 1, facts)).toBe(true)
    expect(isStale(cell('absent', 6), 1, facts)).toBe(false)
  })

  test('an answer from before the source moved is stale', () => {
    expect(isStale(cell('absent', 1, undefined, 2), 1, facts)).toBe(true)
  })

  test('a ref that was listed after the columns were read has no answer', () => {
    expect(stateOf(effectiveCode(cell('present'), 9, facts, undefined))).toEqual({
      answer: 'not-asked',
      reason: 'never-scanned',
    })
  })
})

describe('a cell is due', () => {
  const rule = { ...facts, fresh: false, skipsStand: false }

  test('without an answer, and after a failure', () => {
    expect(isDue(cell(), 1, rule)).toBe(true)
    expect(isDue(cell(undefined, 0, failed), 1, rule)).toBe(true)
  })

  test('with an answer past its time, or from before the source moved', () => {
    expect(isDue(cell('absent', 7), 1, rule)).toBe(true)
    expect(isDue(cell('absent', 1, undefined, 2), 1, rule)).toBe(true)
    expect(isDue(cell('absent', 6), 1, rule)).toBe(false)
    expect(isDue(cell('absent', 6, failed), 1, rule)).toBe(false)
  })

  test('when everything is asked anew', () => {
    expect(isDue(cell('present', 1), 1, { ...rule, fresh: true })).toBe(true)
  })

  test('not where it was decided not to ask, as long as that stands', () => {
    expect(isDue(cell(undefined, 0, skipped), 1, rule)).toBe(true)
    expect(isDue(cell(undefined, 0, skipped), 1, { ...rule, skipsStand: true })).toBe(false)
    expect(isDue(cell(undefined, 0, failed), 1, { ...rule, skipsStand: true })).toBe(true)
  })

  test('when it was answered in the future: the clock was wrong then, and its age is not known', () => {
    expect(isDue(cell('absent', -400), 1, rule)).toBe(true)
    expect(isDue(cell('absent', -0.001), 1, rule)).toBe(false)
  })
})
