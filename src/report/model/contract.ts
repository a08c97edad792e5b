/**
 * The report model: what every report says, before any format or language. Plain JSON, kept beside the workspace, so that
 * version 1 can be made again and a later one can say what changed.
 *
 * No identifier is in it: people are numbers, incidents and exposures are names of ours (`i-…`, `e-…`). Words of sources have
 * passed `impersonal`. Persons are never records, and the five attributions are never added up.
 */
import type {
  Attribution,
  CnilSensitive,
  CnilTypology,
  Neighbour,
  SeverityLevel,
  SeverityPart,
} from '../../assess/index.ts'
import type { Disclosure, EventNature, NotAskedReason } from '../../domain/index.ts'
import type { CoverageLine } from '../coverage-csv.ts'
import type { ResaleWord } from '../exposure-lines.ts'
import type { PersonRange } from '../persons.ts'
import type { Dismissal } from './qualification.ts'

export const modelSchema = 1

export interface ReportModel {
  readonly schema: typeof modelSchema
  /** `r-20261124-091500-0a1b2c3d`: when it was made, in UTC, and the first letters of `digest`: names sort by age */
  readonly id: string
  /** SHA-256 of the model without `id` and `digest`, as JSON without spaces */
  readonly digest: string
  /** ISO 8601 UTC */
  readonly madeAt: string
  readonly program: { readonly name: 'vigie'; readonly version: string }
  readonly notification: NotificationKind
  readonly organisation: OrganisationFacts
  /** TLP 2.0 label */
  readonly tlp: string
  readonly scope: ReportScope
  readonly populations: readonly PopulationFacts[]
  readonly bases: readonly BaseFacts[]
  readonly sources: readonly SourceUse[]
  readonly scans: ScansFacts
  /** every cell of the ledger, counted: what was answered, and what was not and why */
  readonly coverage: readonly CoverageLine[]
  readonly watched: readonly WatchFacts[]
  readonly clocks: Clocks
  /** confirmed first, by attribution; then those that wait for a person; each by persons, then by name */
  readonly findings: readonly Finding[]
  readonly confirmed: Readonly<Record<Attribution, Counts>>
  /** not confirmed by anybody: in no count of a notification */
  readonly toQualify: Counts & { readonly proposed: Readonly<Record<Attribution, number>> }
  readonly dismissed: Readonly<Record<Dismissal, number>>
  /** exposures that their source took back */
  readonly withdrawn: number
  /** canary records found; they are nobody's */
  readonly canaries: number
  /** confirmed exposures that were ticked off */
  readonly remedied: number
  /** addresses under the city's domains that no list holds, in incidents in which nobody of the lists was found */
  readonly unlisted: { readonly incidents: number; readonly addresses: number }
  /** what art. 33 is about: confirmed A and B together, each person once */
  readonly breach: Breach
  readonly retention: RetentionFacts
  readonly changes?: Changes
}

export interface NotificationKind {
  readonly type: 'initial' | 'complementary' | 'complete'
  /** number that the CNIL gave to the initial one */
  readonly cnilReference?: string
  /** the report that this one goes on from */
  readonly since?: { readonly id: string; readonly madeAt: string }
}

export interface ReportScope {
  /** public name of the only incident looked at */
  readonly incident?: string
  /** only what was first seen from this instant on, ISO 8601 UTC */
  readonly since?: string
}

export interface OrganisationFacts {
  readonly name: string
  readonly siren?: string
  readonly sector?: string
  readonly street?: string
  readonly postcode?: string
  readonly city?: string
  readonly country: string
  readonly representative: PersonFacts
  readonly dpo: PersonFacts
  readonly timezone: string
}

/** Somebody whom the form asks for, by name: the mayor, the DPO. */
export interface PersonFacts {
  readonly title?: string
  readonly firstName?: string
  readonly lastName?: string
  /** first and last name where they were written as one */
  readonly name?: string
  readonly email?: string
  readonly phone?: string
}

export interface PopulationFacts {
  readonly name: string
  readonly legalBasis: string
  /** the CNIL's word, as configured */
  readonly category?: string
  readonly minors: boolean
  /** what a source may be told that the configuration does not name */
  readonly discloses: Disclosure
  readonly clearTo: readonly string[]
  readonly expiresAfterDays: number
  readonly retentionDays: number
  readonly watched: Readonly<Record<'email' | 'phone' | 'domain', number>>
  readonly persons: PersonRange
  readonly lastImportAt?: string
}

export interface BaseFacts {
  readonly name: string
  readonly processor?: string
  readonly dataClasses: readonly string[]
  /** its sites */
  readonly domains: readonly string[]
  readonly columns: readonly string[]
  readonly sensitive: boolean
  readonly vulnerable: boolean
}

/** A source, as it was used. */
export interface SourceUse {
  readonly id: string
  readonly name: string
  readonly shape: 'ask' | 'watch'
  readonly operator: string
  readonly country: string
  readonly legalClass: 'usable' | 'needs-acceptance'
  /** who accepted it in writing, when and why */
  readonly accepted?: { readonly by: string; readonly on: string; readonly because: string }
  /** the most that any of its calls tells it */
  readonly tells: Disclosure
  /** the most it may be told of each population, in the order of the populations */
  readonly told: readonly { readonly population: string; readonly discloses: Disclosure }[]
  /** domains of the city that it is told by name, as theirs is proven there */
  readonly verifiedDomains: readonly string[]
  readonly off?: NotAskedReason
  readonly attribution?: string
  readonly contractReadOn: string
}

export interface ScansFacts {
  readonly count: number
  readonly numbers: readonly number[]
  readonly firstAt?: string
  readonly lastAt?: string
  /** the last one did not end by itself */
  readonly lastStatus?: 'running' | 'done' | 'interrupted' | 'failed'
}

export interface WatchFacts {
  /** the place: the source itself, or one of its places, `telegram/canal` */
  readonly source: string
  readonly from: string
  readonly to: string
  readonly readings: number
  readonly failedReadings: number
  /** times when items were missed */
  readonly gaps: number
  readonly itemsRead: number
  readonly itemsUnread: number
}

export interface RetentionFacts {
  readonly evidenceDays: number
  readonly irrelevantDays: number
  readonly registerDays: number
  readonly auditDays: number
}

/** A clock of 72 hours: when it starts, and when it ends. Absolute time; shown in UTC and in local time. */
export interface Clock {
  readonly startsAt: string
  readonly endsAt: string
  /** seen from `madeAt` */
  readonly expired: boolean
}

export interface Clocks {
  /** the first sighting of what is reported; no decision of anybody */
  readonly alertSeenAt?: string
  /** a person, a canary or the city's own data confirmed it */
  readonly verifiedAt?: string
  /** art. 33: when the city knew, with a reasonable degree of certainty; decided by the DPO */
  readonly awarenessAt?: string
  /** from `awarenessAt` */
  readonly notification?: Clock
  /** the clock that would run had the city known at the first sighting: the most cautious reading */
  readonly cautious?: Clock
  /** insurance code, L. 12-10-1: when the attack on the system was known; decided by a person */
  readonly attackKnownAt?: string
  readonly complaint?: Clock
}

export interface Counts {
  readonly findings: number
  /** selectors, each once in each incident */
  readonly exposures: number
  readonly persons: PersonRange
  readonly records: PersonRange
  /** domains of the city; no persons */
  readonly domains: number
  readonly populations: readonly PopulationCounts[]
}

export interface PopulationCounts {
  readonly population: string
  readonly category?: string
  readonly persons: PersonRange
  readonly records: PersonRange
}

/** An incident, as far as one state and one attribution go: the exposures of one incident may have been decided differently. */
export interface Finding {
  /** `i-…` */
  readonly incident: string
  readonly title: string
  /** of confirmed findings, third parties' excepted: what each source calls it, where they differ */
  readonly names?: readonly { readonly source: string; readonly title: string }[]
  readonly state: 'confirmed' | 'to-qualify'
  readonly decision?: Decision
  /** what the signs point at; a proposal */
  readonly proposed: ProposedAttribution
  readonly natures: readonly EventNature[]
  readonly sources: readonly string[]
  /** `YYYY-MM-DD`, the earliest told; often approximate */
  readonly occurredOn?: string
  /** `YYYY-MM-DD`, when a source first published it */
  readonly publishedOn?: string
  /** ISO 8601 UTC */
  readonly firstSeenAt: string
  readonly lastSeenAt: string
  /** of the vocabulary; unknown words as they came */
  readonly dataClasses: readonly string[]
  readonly unmapped: readonly string[]
  readonly typologies: readonly CnilTypology[]
  readonly sensitive: readonly CnilSensitive[]
  /** told by sources of the whole leak: never the city's own number */
  readonly claimedRecords?: number
  readonly resale: ResaleFacts
  readonly counts: Omit<Counts, 'findings'>
  /** addresses under the city's domains that no list holds; in no count of persons */
  readonly strangers: number
  /** records of our own invention that were found in it: what tells the base apart, and nobody */
  readonly canaries: number
  readonly severity: SeverityResult
  /** of each population, where there are several */
  readonly severities: readonly (SeverityResult & { readonly population: string })[]
  /** of confirmed findings, third parties' excepted: the parts with their reasons, of the gravest population */
  readonly severityParts?: SeverityFacts
  /** names of some exposures, for who looks them up here */
  readonly examples: readonly string[]
}

export interface Decision {
  readonly attribution: Attribution
  readonly base?: string
  /** the incident that opened the door to this one */
  readonly causedBy?: string
  /** login name and host; not shown to an authority */
  readonly by: string
  /** the earliest decision on its exposures */
  readonly at: string
}

export interface ProposedAttribution {
  readonly attribution: Attribution
  readonly confidence: number
  readonly base?: string
  readonly reasons: readonly { readonly sign: string; readonly for: Attribution; readonly words: string }[]
}

export interface ResaleFacts {
  readonly word: ResaleWord
  readonly confidence: number
  readonly circulation: 'for-sale' | 'traded' | 'leaked' | 'none'
  readonly lastOfferedOn?: string
  /** what carries the verdict, in the source's own words */
  readonly evidence: readonly { readonly words: string; readonly source: string; readonly rule: string }[]
}

export interface SeverityResult {
  readonly score: number
  readonly level: SeverityLevel
  readonly cnilLevel: 'Négligeable' | 'Limité' | 'Important' | 'Maximal'
}

export interface SeverityFacts extends SeverityResult {
  readonly type: string
  readonly dpc: SeverityPart
  readonly ei: SeverityPart
  readonly cb: SeverityPart
  readonly over100: boolean
  readonly unintelligible: boolean
  /** rests on a claim that nobody verified */
  readonly provisional: boolean
  readonly neighbours: readonly Neighbour[]
  readonly range: readonly [number, number]
}

export interface Breach extends Counts {
  readonly typologies: readonly CnilTypology[]
  readonly sensitive: readonly CnilSensitive[]
  readonly dataClasses: readonly string[]
  readonly unmapped: readonly string[]
  /** the gravest of its findings */
  readonly severity?: SeverityFacts
  readonly occurredFrom?: string
  readonly occurredTo?: string
  readonly processors: readonly string[]
  readonly bases: readonly string[]
  readonly natures: readonly EventNature[]
  readonly strangers: number
}

/** What is different from an earlier report. */
export interface Changes {
  readonly since: { readonly id: string; readonly madeAt: string }
  readonly added: readonly FindingChange[]
  readonly gone: readonly FindingChange[]
  readonly changed: readonly FindingChange[]
  readonly persons: { readonly before: PersonRange; readonly now: PersonRange }
  readonly records: { readonly before: PersonRange; readonly now: PersonRange }
  readonly typologiesAdded: readonly CnilTypology[]
  readonly typologiesGone: readonly CnilTypology[]
  readonly severity: { readonly before?: number; readonly now?: number }
}

export interface FindingChange {
  readonly incident: string
  readonly title: string
  /** what is different; empty for one that was added or is gone */
  readonly what: readonly ('state' | 'attribution' | 'persons' | 'data' | 'severity' | 'resale')[]
}
