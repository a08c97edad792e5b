/** What the scan takes, what it tells while it works, and what it reports. Ids, counts and instants only: no selector. */
import type { correlate } from '../assess/index.ts'
import type {
  AnswerKind,
  Disclosure,
  FailedReason,
  NotAskedReason,
  Population,
  SelectorKind,
  UnknownReason,
} from '../domain/index.ts'
import type { createMatcher } from '../matcher/index.ts'
import type { Clock, NetTrace, Pace, SourceDoor } from '../net/index.ts'
import type { Source, SourceSettings } from '../sources/index.ts'
import type { LockHolder, Store, WatchInterval } from '../store/index.ts'

/** What every job of this room takes: the store, the sources as configured, whom the lists are about, the time. */
export interface LedgerDeps {
  readonly store: Store
  /** every source there is, those that are not asked too: their coverage says why */
  readonly sources: readonly ScanSource[]
  /** as configured, in the order in which they matter (staff before residents) */
  readonly populations: readonly Population[]
  readonly clock: Clock
}

export interface ScanDeps extends LedgerDeps {
  /** opens the way to one source; its key, base URL and proxy are the caller's business */
  readonly connect: (source: Source, options: ConnectOptions) => SourceDoor
  /** requests and credits of the whole run; each source has its own besides */
  readonly budget?: Budget
  /** SIGINT: what is under way gets two seconds, then the scan ends with what it has. Not to be given to the door too */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ScanProgress) => void
  /** how the city and its suppliers are called; what is held is made equal to it. Absent: left as it is */
  readonly organisationNames?: readonly string[]
  readonly correlate: typeof correlate
  readonly createMatcher: typeof createMatcher
  /** who runs it, for the audit log: login name and host */
  readonly who: string
}

export interface ScanSource {
  readonly source: Source
  readonly settings: SourceSettings
  /** why nothing is asked of it; absent for a source that takes part. A required key that is missing is no such reason: the source then takes part and fails */
  readonly notAsked?: NotAskedReason
  /** how long an answer is as good as a new one */
  readonly freshnessMs: number
  readonly budget?: Budget
  /** what a plan's times go by, as the door does */
  readonly pace?: Pace
}

/** Ceilings for one run; absent: none for requests, and none spent for credits. */
export interface Budget {
  readonly requests?: number
  readonly credits?: number
}

export interface ConnectOptions {
  /** ends what is under way */
  readonly signal: AbortSignal
  readonly onRequest: (trace: NetTrace) => void
  /** called before each request, retries included. @throws BudgetError */
  readonly mayLeave: () => void
}

export interface ScanOptions {
  /** names of those to scan; all when absent */
  readonly populations?: readonly string[]
  /** ask anew what has a fresh answer */
  readonly fresh?: boolean
  /** stop cleanly after this time */
  readonly forMs?: number
  /** ids of sources of which any unknown makes the run incomplete */
  readonly require?: readonly string[]
  /** watched places only */
  readonly watchOnly?: boolean
  /** keep watching until the signal */
  readonly follow?: boolean
}

// ── while it works ───────────────────────────────────────────────────────────────────────────────────────────────────

export type ScanProgress =
  /** how many selectors are watched, before anything is asked */
  { readonly type: 'lists'; readonly selectors: number } | SourceProgress

export interface SourceProgress {
  readonly type: 'source'
  readonly source: string
  /** `paused`: left alone until `until`, others go on */
  readonly phase: 'opening' | 'asking' | 'watching' | 'paused' | 'done' | 'stopped' | 'busy'
  /** cells (selector × question) that were due, and those of them that are settled; items for a watched place */
  readonly total: number
  readonly done: number
  /** answers `present` so far; hits for a watched place */
  readonly present: number
  readonly requests: number
  /** settled a second, since it began */
  readonly perSecond: number
  readonly leftMs?: number
  /** ISO 8601 UTC */
  readonly until?: string
  readonly reason?: UnknownReason
}

// ── what comes out ───────────────────────────────────────────────────────────────────────────────────────────────────

/** One line of the ledger. A selector of two populations counts in both. */
export interface CoverageRow {
  readonly population: string
  readonly kind: SelectorKind
  readonly source: string
  readonly question: string
  readonly answer: AnswerKind
  /** of `not-asked` and `failed` */
  readonly reason?: UnknownReason
  readonly count: number
  /** oldest and newest instant of what is counted, ISO 8601 UTC; absent where nothing was ever noted */
  readonly asOfFrom?: string
  readonly asOfTo?: string
  /** how many of them are answers past their freshness, or from before the source's data moved */
  readonly stale: number
}

/** One cell of the ledger, of one selector. */
export interface CellRow {
  /** stable public name of the selector: `s-7k3m9q2x4b` */
  readonly name: string
  readonly canonical: string
  readonly populations: readonly string[]
  readonly kind: SelectorKind
  readonly source: string
  readonly question: string
  readonly answer: AnswerKind
  readonly reason?: UnknownReason
  readonly asOf?: string
  readonly stale: boolean
}

export interface ScanReport {
  /** number of the scan in the store */
  readonly scan: number
  readonly startedAt: string
  readonly endedAt: string
  /** ended before its work was: by the signal, or by its time box */
  readonly interrupted?: 'signal' | 'time'
  readonly coverage: readonly CoverageRow[]
  readonly exposures: ExposureCounts
  readonly sources: readonly SourceReport[]
  /** false when a planned question failed, or a required source has any unknown */
  readonly complete: boolean
  /** required sources with an unknown */
  readonly unmetRequirements: readonly string[]
}

export interface ExposureCounts {
  readonly new: number
  readonly back: number
  readonly withdrawn: number
}

export interface SourceReport {
  readonly source: string
  readonly name: string
  readonly shape: Source['shape']
  /** `stopped`: before its work was done, for `reason`; `busy`: another run holds it */
  readonly outcome: 'done' | 'stopped' | 'busy' | 'not-asked'
  readonly reason?: UnknownReason
  /** in words, safe to print */
  readonly because?: string
  readonly mend?: string
  readonly holder?: LockHolder
  /** what it says of our account */
  readonly summary?: string
  /** HTTP requests that left, retries included */
  readonly requests: number
  readonly queries: number
  readonly credits: number
  /** the source takes nothing before this instant, ISO 8601 UTC */
  readonly closedUntil?: string
  /** queries planned and not asked in this run, and the time they take at its quota */
  readonly left: { readonly queries: number; readonly ms: number }
  /**
   * cells that this run asked about, or had to leave, and that failed for a reason of the source's, even where an earlier
   * answer still stands; absent when there is none
   */
  readonly unanswered?: number
  /** its list of events could not be read: names of new events may be missing */
  readonly catalogueFailed?: FailedReason
  readonly watch?: WatchReport
}

/** Of all places of a source together, and of each. */
export interface WatchReport {
  /** false: read a moment ago, by this run or another */
  readonly listRead: boolean
  readonly listFailed?: FailedReason
  readonly added: number
  readonly read: number
  readonly gone: number
  /** of a kind that is never read: unread for good */
  readonly refused: number
  readonly failed: number
  readonly hits: number
  /** items were missed since the former reading */
  readonly gap: boolean
  /** empty for a source that watches what the configuration names, and none is named */
  readonly places: readonly PlaceReport[]
  /** also of places that are no longer configured */
  readonly intervals: readonly WatchInterval[]
}

export interface PlaceReport {
  /** `WatchInterval.place` */
  readonly place: string
  /** for people */
  readonly name: string
  readonly listRead: boolean
  readonly listFailed?: FailedReason
  readonly gap: boolean
}

// ── what a scan would do ─────────────────────────────────────────────────────────────────────────────────────────────

/** What `runScan` would do now, as far as can be told without asking anybody. */
export interface ScanPlan {
  readonly sources: readonly SourcePlan[]
}

export interface PlanDeps extends LedgerDeps {
  /** of the whole run, as `ScanDeps.budget` */
  readonly budget?: Budget
}

export interface SourcePlan {
  readonly source: string
  readonly name: string
  readonly shape: Source['shape']
  readonly operator: string
  readonly country: string
  /** absent for a source that takes part */
  readonly notAsked?: NotAskedReason
  /** what is believed of our account, or that its key is missing */
  readonly summary: string
  /** that the budgets may let through */
  readonly queries: number
  /** those before the first question included, and no more than the budgets allow; retries come on top */
  readonly requests: { readonly from: number; readonly to: number }
  /** at its quota, ms */
  readonly timeMs: { readonly from: number; readonly to: number }
  readonly credits: { readonly from: number; readonly to: number }
  readonly questions: readonly QuestionPlan[]
  /** how many selectors of a population it is told of, and how */
  readonly disclosures: readonly DisclosurePlan[]
  /** domains of the city that it is told by name */
  readonly domainsTold: readonly string[]
  /** watched place: items listed before and not yet read */
  readonly itemsDue: number
}

export interface QuestionPlan {
  readonly question: string
  readonly queries: number
  /** cells that are due and would be answered */
  readonly covered: number
  /** cells with an answer that is good enough */
  readonly fresh: number
  /** what stays unknown by our own decision, and why */
  readonly notAsked: Readonly<Partial<Record<NotAskedReason, number>>>
  /** due cells that the budgets leave unanswered, at least and at most (those may be among the covered); absent for none */
  readonly overBudget?: { readonly from: number; readonly to: number }
}

export interface DisclosurePlan {
  readonly population: string
  readonly discloses: Disclosure
  readonly selectors: number
}
