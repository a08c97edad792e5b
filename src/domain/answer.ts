/**
 * The three answers. `unknown` is never shown, counted, cached or exported as `absent`, and its two kinds are never
 * merged: *not asked* is our own decision, *failed* was planned and went unanswered. Only *failed* makes a run incomplete.
 */

/** Why a selector was, by our own decision, not put to a source. */
export const notAskedReasons = [
  'disabled', // the source is switched off in the configuration
  'needs-acceptance', // its legal class asks for a written acceptance that is not there
  'no-key', // the source is not enabled for want of a key that nobody configured
  'kind-not-taken', // it takes no selector of this kind
  'policy', // the population may not be told to this source
  'no-ownership-proof', // the call needs a domain verified there
  'plan-lacks-feature', // the subscription does not include the call
  'expired', // the selector's time has run out
  'not-selected', // left out by --source or by the populations named on the command line
  'never-scanned', // listed after the last scan
] as const
export type NotAskedReason = (typeof notAskedReasons)[number]

/** Why a planned question went unanswered. */
export const failedReasons = [
  'auth', // key missing, malformed, refused
  'quota', // rate or volume limit of the source
  'budget', // our own ceiling of requests or credits
  'network', // no connection, time-out, 5xx, reset
  'malformed', // the body is not what the contract promises
  'ambiguous', // the source cannot tell "nothing found" from its own failure
  'partial', // some pages or rows were read, not all
  'blocked', // challenge page, ban, access refused at the edge
  'interrupted', // the run was stopped before its turn came
] as const
export type FailedReason = (typeof failedReasons)[number]

export type UnknownReason = NotAskedReason | FailedReason

/** The state of one cell of the coverage ledger. `unknown` splits in its two kinds, and stays split everywhere. */
export type CellState =
  | { readonly answer: 'present' }
  | { readonly answer: 'absent' }
  | { readonly answer: 'not-asked'; readonly reason: NotAskedReason }
  | { readonly answer: 'failed'; readonly reason: FailedReason }

export type AnswerKind = CellState['answer']
export const answerKinds = ['present', 'absent', 'not-asked', 'failed'] as const satisfies readonly AnswerKind[]
