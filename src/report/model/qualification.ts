/**
 * What a person decided. This is the one place where an exposure gets into a notification or stays out of it: without a
 * decision and an attribution it waits, whatever any score says.
 */
import type { Attribution } from '../../assess/index.ts'
import type { Qualification } from '../../store/index.ts'

/** Reasons for which a finding is set aside. */
export const dismissals = ['false-positive', 'known', 'irrelevant'] as const
export type Dismissal = (typeof dismissals)[number]

export type Standing =
  | { readonly state: 'to-qualify' }
  | {
      readonly state: 'confirmed'
      readonly attribution: Attribution
      /** the city's base, and the incident that opened the door, where the person named them */
      readonly base?: string
      readonly causedBy?: string
      readonly by: string
      readonly at: string
    }
  | { readonly state: 'dismissed'; readonly because: Dismissal }

export function standingOf(qualification: Qualification | undefined): Standing {
  if (qualification === undefined) return { state: 'to-qualify' }
  const { as, attribution, base, causedBy, who, at } = qualification
  if (as !== 'confirmed') return { state: 'dismissed', because: as }
  if (attribution === undefined) return { state: 'to-qualify' }
  return {
    state: 'confirmed',
    attribution,
    ...(base === undefined ? {} : { base }),
    ...(causedBy === undefined ? {} : { causedBy }),
    by: who,
    at,
  }
}
