/**
 * What a person decided. This is the one place where a finding gets into a notification or stays out of it: without a
 * decision it waits, whatever any score says.
 */
import type { Attribution } from '../../assess/index.ts'

/** Reasons for which a finding is set aside. */
export const dismissals = ['false-positive', 'known', 'irrelevant'] as const
export type Dismissal = (typeof dismissals)[number]

/** A person's decision on one exposure. */
export interface QualifiedFinding {
  readonly as: 'confirmed' | Dismissal
  /** whose breach it is; a confirmed finding without it still waits */
  readonly attribution?: Attribution
  /** the city's base it came from, as the configuration names it */
  readonly base?: string
  /** public name of the incident that opened the door to it */
  readonly causedBy?: string
  /** login name and host */
  readonly by: string
  /** ISO 8601 UTC */
  readonly at: string
  /** without personal data */
  readonly note?: string
}

export interface Qualifications {
  /** `undefined`: nobody has decided */
  of(exposure: { readonly exposure: string; readonly incident: string }): QualifiedFinding | undefined
}

export type Standing =
  | { readonly state: 'to-qualify' }
  | { readonly state: 'confirmed'; readonly attribution: Attribution; readonly decision: QualifiedFinding }
  | { readonly state: 'dismissed'; readonly because: Dismissal }

/** Nobody has decided anything. */
export const undecided: Qualifications = { of: () => undefined }

export function standingOf(decision: QualifiedFinding | undefined): Standing {
  if (decision === undefined) return { state: 'to-qualify' }
  if (decision.as !== 'confirmed') return { state: 'dismissed', because: decision.as }
  if (decision.attribution === undefined) return { state: 'to-qualify' }
  return { state: 'confirmed', attribution: decision.attribution, decision }
}
