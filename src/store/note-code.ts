/** The numbers that stand in `cell.note`. They are in databases out there: add, never renumber. */
import type { FailedReason, NotAskedReason } from '../domain/index.ts'
import type { UnansweredState } from './contract.ts'

const notAsked: Readonly<Record<NotAskedReason, number>> = {
  disabled: 1,
  'needs-acceptance': 2,
  'no-key': 3,
  'kind-not-taken': 4,
  policy: 5,
  'no-ownership-proof': 6,
  'plan-lacks-feature': 7,
  expired: 8,
  'not-selected': 9,
  'never-scanned': 10,
}

const failed: Readonly<Record<FailedReason, number>> = {
  auth: 65,
  quota: 66,
  budget: 67,
  network: 68,
  malformed: 69,
  ambiguous: 70,
  partial: 71,
  blocked: 72,
  interrupted: 73,
}

const states = new Map<number, UnansweredState>([
  ...Object.entries(notAsked).map(
    ([reason, code]) => [code, { answer: 'not-asked', reason: reason as NotAskedReason }] as const,
  ),
  ...Object.entries(failed).map(
    ([reason, code]) => [code, { answer: 'failed', reason: reason as FailedReason }] as const,
  ),
])

/** 1 to 64 for what was not asked, from 65 on for what failed; 0 is no note. */
export function noteCode(state: UnansweredState): number {
  return state.answer === 'not-asked' ? notAsked[state.reason] : failed[state.reason]
}

/** `undefined` for 0. The same object for the same code. */
export function stateOfNote(code: number): UnansweredState | undefined {
  return states.get(code)
}
