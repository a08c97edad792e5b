/**
 * What a source is (data), and the few functions through which the engine uses it. An adapter does not retry, sleep, log,
 * read keys, keep state or catch: it says what to ask, asks through the `net` it is handed, and maps the answer to our words.
 */
import type {
  Disclosure,
  FailedReason,
  ListedKind,
  NotAskedReason,
  SelectorKind,
  Sighting,
  SourceEvent,
} from '../domain/index.ts'
import type { KeyPlace, Quotas, SourceNet } from '../net/index.ts'

export interface SourceFacts {
  readonly id: string
  readonly name: string
  readonly kinds: readonly SelectorKind[]
  /** who runs it, and the country by its English name; `unknown` when it could not be read */
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
  /** several hold all at once */
  readonly quota: Quotas
  /** how the real quota is learnt, for people: `Rpm of /subscription/status` */
  readonly quotaFrom: string
  /** the most it is told by any call */
  readonly tells: Disclosure
  /**
   * how much of a hash its `k-anonymous` calls tell: a beginning that `many` addresses share, or so much that in practice it
   * is `one` address's own. Absent when no call tells part of a hash
   */
  readonly hashTold?: 'many' | 'one'
  readonly cost: string
  /** calls that need a domain verified there, for people; empty when none */
  readonly ownershipProof: string
  /** what is a sentence above, in French; written with straight apostrophes and ordinary spaces */
  readonly french: Readonly<Record<'legalReason' | 'quotaFrom' | 'cost' | 'ownershipProof', string>>
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
  /** verified there and may be searched whole, as `AskSource.tellsDomains` promises; whosever they are */
  readonly domains?: readonly string[]
  /** the real quota, when the source tells it */
  readonly quota?: Quotas
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
  readonly kind: ListedKind
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
  /**
   * the city's own sites that this query names, in clear: its answer is about whoever has an account there, so about anybody
   * who is watched. Asked once in a run, about all that the plan lets it cover; `discloses` is `nothing`
   */
  readonly coversSites?: readonly string[]
  readonly discloses: Disclosure
  /** at least; paged and polled answers may take up to the `max` of each */
  readonly cost: {
    readonly requests: number
    readonly maxRequests?: number
    readonly credits?: number
    readonly maxCredits?: number
  }
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

/** What a check says of a source, in the order of its lines. `plan`: what the key includes, and how fast it may be used. */
export const checkTopics = ['reach', 'key', 'plan', 'contract', 'credits'] as const
export type CheckTopic = (typeof checkTopics)[number]

export interface CheckLine {
  readonly what: CheckTopic
  /** which of several watched places */
  readonly place?: string
  /**
   * `failed`: asked, and refused or not as promised. `not-learnt`: what was to tell it failed, or did not say. Both leave the check
   * incomplete; these do not: `not-published`, the source tells it nowhere; `not-needed`, nothing here asks for it
   */
  readonly state: 'ok' | 'failed' | 'not-learnt' | 'not-published' | 'not-needed'
  /** what was told, or what failed; empty where the state says all */
  readonly detail: string
  readonly reason?: FailedReason
  readonly mend?: string
}

export interface AskSource<Account = unknown> extends SourceFacts {
  readonly shape: 'ask'
  /** requests that a run takes before its first question: what opening takes, and the catalogue when the data moved */
  readonly opens: { readonly requests: number; readonly maxRequests: number }
  /** opening it tells which domains are verified there; until then those of the configuration are believed */
  readonly tellsDomains?: true
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

/** One of several places that one source watches: a channel, a feed. */
export interface WatchPlace {
  /** stable within the source; coverage and state are kept for each */
  readonly key: string
  /** for people */
  readonly name: string
}

/** What the former reading of the same place left, and which place. */
export interface Reading {
  /** `WatchPlace.key`; absent for a source that is one place */
  readonly place?: string
  /** `ListPage.state` of the latest reading whose items are all recorded; absent before the first */
  readonly state?: string
}

/** Something new at a watched place. */
export interface WatchItem {
  /** stable at this source, whatever the place it was met in */
  readonly key: string
  /** where it is read; together with the key all that `read` needs */
  readonly url: string
  readonly title?: string
  /** all there is to match, when the list holds it: `read` need not be called. UTF-8 */
  readonly body?: Uint8Array
  /** the event that a hit is, when the list tells of it; `describe` hands it on */
  readonly event?: SourceEvent
}

/** One reading of the list of a place, newest first. */
export interface ListPage {
  readonly items: readonly WatchItem[]
  readonly requests: number
  /** rows that name an item we could not read: as many items that may have been missed */
  readonly badRows: number
  /** a whole reading, and nothing changed since the one whose `state` was handed in: no item, and no gap */
  readonly notModified?: boolean
  /** for the next reading of this place; kept only once all these items are recorded, or items are lost in a crash */
  readonly state?: string
  /** whether items were missed since the former reading, where the adapter can tell; else `pageSize` decides */
  readonly gap?: boolean
}

export interface WatchItemBody {
  readonly status: number
  readonly body: Uint8Array
  readonly receivedAt: string
  /** the event, where only reading tells it; goes before `describe` */
  readonly event?: SourceEvent
}

export interface WatchSource extends SourceFacts {
  readonly shape: 'watch'
  /** the list is read at most once in this time; each place of several has its own clock */
  readonly minListIntervalMs: number
  /** items a full list holds: when a full reading shares none with the former one, items were missed (a gap) */
  readonly pageSize: number
  /** hosts that the configuration adds to `hosts`. @throws ConfigError */
  hostsOf?(settings: SourceSettings): Readonly<Record<string, string>>
  /** absent: the source is one place. Empty: none is configured. @throws ConfigError */
  places?(settings: SourceSettings): readonly WatchPlace[]
  /** @throws SourceError for a challenge page, a page without a row, a redirect: never an empty list */
  list(net: SourceNet, settings: SourceSettings, reading?: Reading): Promise<ListPage>
  /**
   * the item's body, whole; `undefined` when the place says that it is gone for good. Works from key and url alone, also
   * for items that came with their body (a crash may have lost it); `settings` as for `list`
   * @throws SourceError when it could not be read whole, or not yet: the item stays due; `RefusedBodyError` for good
   */
  read(item: WatchItem, net: SourceNet, settings?: SourceSettings): Promise<WatchItemBody | undefined>
  /** the event that a hit in this item is */
  describe(item: WatchItem): SourceEvent
  check(net: SourceNet, settings: SourceSettings): Promise<readonly CheckLine[]>
}

// biome-ignore lint/suspicious/noExplicitAny: the account is the adapter's own; the engine only carries it from open to plan
export type Source = AskSource<any> | WatchSource
