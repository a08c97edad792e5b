/**
 * What a source is (data), and the few functions through which the engine uses it. An adapter does not retry, sleep, log,
 * read keys, keep state or catch: it says what to ask, asks through the `net` it is handed, and maps the answer to our words.
 */
import type { Disclosure, FailedReason, NotAskedReason, SelectorKind, Sighting, SourceEvent } from '../domain/index.ts'
import type { KeyPlace, Quota, SourceNet } from '../net/index.ts'

export interface SourceFacts {
  readonly id: string
  readonly name: string
  readonly kinds: readonly SelectorKind[]
  /** who runs it and where; `unknown` when it could not be read */
  readonly operator: string
  readonly country: string
  readonly legalClass: 'usable' | 'needs-acceptance'
  readonly legalReason: string
  readonly termsUrl: string
  /** date its contract was read, `YYYY-MM-DD` */
  readonly contractReadOn: string
  /** base URLs by host name; the first is the one `baseUrl` of the configuration replaces */
  readonly hosts: Readonly<Record<string, string>>
  /** what carries the key, and what a well-formed key looks like; absent when the source takes none */
  readonly key?: SourceKey
  readonly quota: Quota
  /** how the real quota is learnt, for people: `Rpm of /subscription/status` */
  readonly quotaFrom: string
  /** the most it is told by any call */
  readonly tells: Disclosure
  readonly cost: string
  /** calls that need a domain verified there, for people; empty when none */
  readonly ownershipProof: string
  /** attribution its licence asks for wherever its data is shown */
  readonly attribution?: string
  /** answers cost credits: one query in flight, and a budget must be written */
  readonly paidPerAnswer: boolean
  /** separate things it is asked, each with its own coverage: an address absent from `breaches` is not absent from `pastes` */
  readonly questions: readonly string[]
}

/** Handed on to the network door with the value beside it: `{ ...facts.key, value }`. */
export type SourceKey = KeyPlace & {
  /** false: some of its calls go without */
  readonly required: boolean
  readonly format?: RegExp
}

/** What the configuration says of one source, secrets excepted. */
export interface SourceSettings {
  /** a key is configured: decides between free and keyed calls. Absent counts as `false` */
  readonly hasKey?: boolean
  readonly verifiedDomains: readonly string[]
  /** adapter's own extra settings, validated by the configuration */
  readonly options: Readonly<Record<string, unknown>>
}

/** What the source told of our account and its own clock when it was opened. */
export interface Opening<Account> {
  readonly account: Account
  /** the real quota, when the source tells it */
  readonly quota?: Quota
  /** moves when its data moved (HIBP: name and date of the latest breach) */
  readonly clock?: string
  /** for people: plan name, credits left */
  readonly summary: string
  readonly creditsLeft?: number
}

/** A selector the engine wants answered, with what this source may be told of it. */
export interface PlanSelector {
  /** our number for it, within this store */
  readonly ref: number
  readonly kind: SelectorKind
  readonly canonical: string
  readonly allowed: Disclosure
}

/** One question to a source. `covers`: the selectors about which its answer, whole, says present or absent. */
export interface Query {
  readonly type: 'query'
  readonly question: string
  /** what makes it unique within source and question: an address, a prefix, a domain. Sealed wherever it is stored */
  readonly target: string
  readonly endpoint: string
  readonly covers: readonly PlanSelector[]
  /**
   * the city's own verified domain that this query names, in clear: of the addresses under it nothing is told, so
   * `discloses` is `nothing`. Its answer also holds addresses that no list does; they are counted, never stored
   */
  readonly coversDomain?: string
  readonly discloses: Disclosure
  readonly cost: { readonly requests: number; readonly maxRequests?: number; readonly credits?: number }
}

/** Selectors that this source will not be asked about, and why. */
export interface Skip {
  readonly type: 'skip'
  readonly question: string
  readonly covers: readonly PlanSelector[]
  readonly reason: NotAskedReason
}

/**
 * One page of an answer. The engine alone makes a covered selector `absent`: only after the last page, with no bad row
 * and nothing truncated.
 */
export interface Page {
  readonly sightings: readonly Sighting[]
  /** events first told of by this page (pastes); catalogue events need not be repeated */
  readonly events: readonly SourceEvent[]
  /** rows that were not as promised: counted, and the answer becomes `failed: malformed` or `partial` */
  readonly badRows: number
  /** the source has more than it gives */
  readonly truncated: boolean
  /** rows that the source says it has, where it says so: what was read is N of these */
  readonly total?: number
  /** HTTP requests it took, retries included */
  readonly requests: number
  readonly credits?: number
  /** cursor of the next page; absent on the last */
  readonly next?: string
}

export interface Catalogue {
  readonly clock: string
  readonly events: readonly SourceEvent[]
  readonly badRows: number
}

export interface CheckLine {
  readonly what: string
  readonly state: 'ok' | 'failed' | 'unknown'
  readonly detail: string
  readonly reason?: FailedReason
}

export interface AskSource<Account = unknown> extends SourceFacts {
  readonly shape: 'ask'
  /** what is believed of the account before anything is asked, for `scan --plan` (no request leaves) */
  assume(settings: SourceSettings): Opening<Account>
  /** cheapest calls that tell whether the key is good, what the plan includes and whether the data moved */
  open(net: SourceNet, settings: SourceSettings): Promise<Opening<Account>>
  /** the source's whole list of events; called when its clock moved */
  catalogue?(net: SourceNet): Promise<Catalogue>
  /** cheapest permitted set of queries; each selector × question is covered by one query or one skip, domain calls first */
  plan(selectors: readonly PlanSelector[], account: Account, settings: SourceSettings): Iterable<Query | Skip>
  ask(query: Query, net: SourceNet, cursor?: string): AsyncIterable<Page>
  check(net: SourceNet, settings: SourceSettings): Promise<readonly CheckLine[]>
}

/** Something new at a watched place. */
export interface WatchItem {
  /** stable at this place */
  readonly key: string
  readonly url: string
  readonly title?: string
}

/** One reading of the list of a place, newest first. */
export interface ListPage {
  readonly items: readonly WatchItem[]
  readonly requests: number
  /** rows that name an item we could not read: as many items that may have been missed */
  readonly badRows: number
}

export interface WatchItemBody {
  readonly status: number
  readonly body: Uint8Array
  readonly receivedAt: string
}

export interface WatchSource extends SourceFacts {
  readonly shape: 'watch'
  /** the list is read at most once in this time */
  readonly minListIntervalMs: number
  /** items a full list holds: when a full reading shares none with the former one, items were missed (a gap) */
  readonly pageSize: number
  /** @throws SourceError for a challenge page, a page without a row, a redirect: never an empty list */
  list(net: SourceNet, settings: SourceSettings): Promise<ListPage>
  /**
   * the item's body, whole; `undefined` when the place says that it is gone for good
   * @throws SourceError when it could not be read whole, or not yet: the item stays due
   */
  read(item: WatchItem, net: SourceNet): Promise<WatchItemBody | undefined>
  /** the event that a hit in this item is */
  describe(item: WatchItem): SourceEvent
  check(net: SourceNet, settings: SourceSettings): Promise<readonly CheckLine[]>
}

// biome-ignore lint/suspicious/noExplicitAny: the account is the adapter's own; the engine only carries it from open to plan
export type Source = AskSource<any> | WatchSource
