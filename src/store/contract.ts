/**
 * What the rest of the program sees of the store. Everything is a promise, although SQLite answers at once: the same face is
 * to stand before PostgreSQL. Selectors go in and come out in clear, and are sealed everywhere between; what is exported in
 * clear, and to whom, is for the callers to decide and to write into the audit table.
 *
 * Two numbers appear everywhere: `ref` is a selector (kind and canonical form) within this store, dense from 1; `channel` is
 * one question of one source. Instants are ISO 8601 UTC where people read them, and Unix seconds where there are millions.
 *
 * @throws StoreError everywhere, for no space, a damaged, locked or newer database
 */
import type { CellState, Disclosure, Selector, SelectorKind, Sighting, SourceEvent } from '../domain/index.ts'

export interface Store {
  readonly lists: ListStore
  readonly coverage: CoverageStore
  readonly events: EventStore
  readonly exposures: ExposureStore
  readonly qualifications: QualificationStore
  readonly scans: ScanStore
  readonly watch: WatchStore
  readonly audit: AuditLog
  /** what `doctor` shows: schema version, size, `PRAGMA quick_check`, journal mode, permissions of database and keys */
  health(): Promise<readonly HealthLine[]>
  close(): Promise<void>
}

export interface HealthLine {
  readonly what: string
  readonly ok: boolean
  readonly detail: string
}

// ── lists ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface ListStore {
  /** One transaction from here to `commit`: killed in between, the former state stands. */
  beginImport(spec: ImportSpec): Promise<Import>
  /** per population and kind, retired and expired ones counted apart; canaries never count as persons */
  stats(now: string): Promise<readonly ListStats[]>
  /** per population that holds any, at once however long the lists are; retired ones are not counted */
  counts(now: string): Promise<readonly PopulationCount[]>
  /** whom each population is about, for counting persons across kinds; none for canaries */
  persons(now: string): Promise<readonly PopulationPersons[]>
  /**
   * Every selector that is not retired or objected to, once, in blocks of about a thousand, ordered by population as given
   * and then by import. A selector of several populations comes with the first of those given, and names all it is in.
   */
  watched(options: {
    readonly populations?: readonly string[]
    readonly kinds?: readonly SelectorKind[]
  }): AsyncIterable<readonly WatchedSelector[]>
  /** The same selectors in the same order, by number only: no seal is opened for it. */
  watchedNumbers(options: { readonly populations?: readonly string[] }): AsyncIterable<WatchedNumbers>
  /** the selectors of these refs, in clear, in the order given; `undefined` for one that is purged */
  resolve(refs: readonly number[]): Promise<readonly (WatchedSelector | undefined)[]>
  find(selector: Selector): Promise<WatchedSelector | undefined>
  /** public name that a person of this population has, whether or not a list holds them: `p-…` */
  personName(population: string, person: string): string
  /** Retires one selector from one population; its history stays. False when it was not there. */
  remove(selector: Selector, population: string): Promise<boolean>
  /**
   * Honours an objection: values, memberships, coverage and exposures are erased, only the keyed digest stays, and no later
   * import brings the selector back.
   */
  object(selector: Selector): Promise<{ readonly wasHeld: boolean; readonly exposuresErased: number }>
  /** when an objection was honoured, ISO 8601 UTC; `undefined` for a selector that nobody objected to */
  objectedAt(selector: Selector): Promise<string | undefined>
  /** positions of those that objected, among selectors that no list need hold */
  objected(selectors: readonly Selector[]): Promise<ReadonlySet<number>>
  /** the public name that a selector has or would have here, held or not: what the audit table calls it */
  nameOf(selector: Selector): Promise<string>
  /** refs of the other selectors that lists link to the same person as this one, retired ones included */
  samePerson(ref: number): Promise<readonly number[]>
  /** number of the latest import, removal or objection; 0 before the first. It grows with each change of what is watched */
  version(): Promise<number>
  /** from which lists a selector is held, populations that it was retired from included; empty when it is not held */
  memberships(selector: Selector): Promise<readonly Membership[]>
}

/** Some thousand selectors as columns of one length. */
export interface WatchedNumbers {
  readonly refs: Uint32Array
  /** index into `selectorKinds` */
  readonly kinds: Uint8Array
  /** names of the populations each is in; interned, as in `WatchedSelector` */
  readonly populations: readonly (readonly string[])[]
  /** Unix seconds; the latest of its memberships */
  readonly expiresAt: Uint32Array
}

export interface Membership {
  readonly population: string
  /** the latest list that held it */
  readonly list: string
  readonly importedAt: string
  /** Unix seconds */
  readonly expiresAt: number
  /** Unix seconds */
  readonly retiredAt?: number
}

export interface ImportSpec {
  readonly population: string
  /** name of the list as shown later: the file's name without its folder */
  readonly list: string
  readonly at: string
  /** when these selectors stop being asked about */
  readonly expiresAt: string
  /** make the population equal to what this import holds */
  readonly replace: boolean
}

export interface ImportValue extends Selector {
  /** clear identifier of the person (matricule); only its keyed digest is kept */
  readonly person?: string | undefined
}

/** `new`: not in this population before · `known`: was there · `duplicate`: already met in this import · `objected`: refused */
export const importOutcomes = ['new', 'known', 'duplicate', 'objected'] as const
export type ImportOutcome = (typeof importOutcomes)[number]

/** Nothing else is written through this store while an import is open: it would wait for the import, and give up. */
export interface Import {
  /** the outcome of each value, as an index into `importOutcomes`, in the order given; best in batches of 50,000 and more */
  add(values: readonly ImportValue[]): Promise<Uint8Array>
  commit(): Promise<{ readonly retired: number }>
  rollback(): Promise<void>
}

export interface ListStats {
  readonly population: string
  readonly kind: SelectorKind
  readonly watched: number
  readonly expired: number
  readonly retired: number
  /** those watched: persons that lists name, each once, and one for each address or number that no list links to a person */
  readonly persons: number
  readonly lastImportAt: string | undefined
}

export interface PopulationCount {
  readonly population: string
  readonly watched: number
  readonly expired: number
}

/** Of what is watched in one population. Addresses and numbers here are those that no list links to a person. */
export interface PopulationPersons {
  readonly population: string
  /** persons that lists name, each once */
  readonly named: number
  readonly addresses: number
  readonly numbers: number
}

export interface WatchedSelector extends Selector {
  readonly ref: number
  /** names; interned, so that equal lists are the same array */
  readonly populations: readonly string[]
  /** stable public name of the selector, for ever the same for the same value: `s-7k3m9q2x4bhd` */
  readonly name: string
  /** stable public name of the person, `p-…`; absent when no list said who it is */
  readonly person?: string
  /** the base that this canary's address gives away; not told by `watched` */
  readonly canaryBase?: string
  /** Unix seconds; the latest of its memberships */
  readonly expiresAt: number
}

// ── coverage ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * The coverage of one channel as columns indexed by ref (index 0 is unused). A cell is the last real answer and, apart from
 * it, the last failure or decision not to ask after it; so a failed second look does not wipe out the answer of the first.
 */
export interface CoverageColumns {
  /** 0: no answer yet, 1: absent, 2: present */
  readonly answer: Uint8Array
  /** Unix seconds of the answer */
  readonly answeredAt: Uint32Array
  /** the source's clock at the answer, as numbered by `clockVersion` */
  readonly version: Uint16Array
  /** code of the latest not-asked or failed state (`noteCode`), 0 when there is none after the answer */
  readonly note: Uint8Array
  /** Unix seconds of the note */
  readonly notedAt: Uint32Array
}

/** What one question has of one selector, for people. */
export interface SelectorCell {
  readonly source: string
  readonly question: string
  /** the last real answer */
  readonly answer?: { readonly kind: 'present' | 'absent'; readonly at: string }
  /** what came of the latest attempt or plan since then */
  readonly note?: { readonly state: UnansweredState; readonly at: string }
  /** the most that the source was ever told of the selector, and when it was last told so; absent for nothing */
  readonly told?: { readonly discloses: Exclude<Disclosure, 'nothing'>; readonly at: string }
}

export interface CoverageStore {
  /** number of a question of a source, given at first sight */
  channel(source: string, question: string): Promise<number>
  channels(): Promise<readonly { readonly channel: number; readonly source: string; readonly question: string }[]>
  load(channel: number): Promise<CoverageColumns>
  /** the cells of one selector, in the order of channels; those where nothing was ever noted are left out */
  of(ref: number): Promise<readonly SelectorCell[]>
  /** number of this state of the source's own clock; grows by one when the clock moved */
  clockVersion(source: string, clock: string, at: string): Promise<number>
  /** the latest number, 0 when the source never told its clock */
  currentVersion(source: string): Promise<number>
  /** Notes in bulk (skips, and what a stopped run left): one transaction. */
  note(
    channel: number,
    at: number,
    notes: Iterable<{ readonly ref: number; readonly state: UnansweredState }>,
  ): Promise<void>
  /** where a paged or polled query stopped; `undefined` when it starts anew. `target` is sealed as a keyed digest */
  cursor(channel: number, endpoint: string, target: string): Promise<string | undefined>
}

export type UnansweredState = Exclude<CellState, { answer: 'present' } | { answer: 'absent' }>

// ── answers: the one way in ──────────────────────────────────────────────────────────────────────────────────────────

/** A page of an answer, as it is committed. */
export interface AnswerRecord {
  readonly channel: number
  /** Unix seconds */
  readonly at: number
  readonly version: number
  /** when the first page of this answer was asked, Unix seconds: sightings not seen since then are withdrawn */
  readonly askedAt: number
  /** on the last page: what the whole answer says of each covered selector */
  readonly present?: readonly number[]
  readonly absent?: readonly number[]
  /** covered selectors about which this attempt gave no answer, and why */
  readonly unanswered?: { readonly state: UnansweredState; readonly refs: readonly number[] }
  /** of whom this attempt told the source something, whatever came of it */
  readonly told?: { readonly discloses: Disclosure; readonly refs: readonly number[] }
  /** refs whose former answer was `present`: their sightings of this channel are looked at for withdrawal */
  readonly recheck?: readonly number[]
  readonly sightings: readonly SightingRecord[]
  /** addresses told of that no list holds, per event: counted, not kept */
  readonly strangers?: readonly { readonly event: number; readonly count: number }[]
  /** `Query.target`, for answers with strangers: a later answer about the same target replaces their counts. Sealed as a digest */
  readonly target?: string
  readonly cursor?: { readonly endpoint: string; readonly target: string; readonly next: string | undefined }
  readonly requests: number
  readonly credits: number
}

export interface SightingRecord {
  readonly ref: number
  /** `EventRow.id` */
  readonly event: number
  readonly dataClasses?: readonly string[]
  readonly details?: readonly string[]
}

export interface CommitSummary {
  /** exposures that did not exist, and were never purged, before this commit */
  readonly newExposures: number
  readonly backExposures: number
  readonly withdrawnExposures: number
}

// ── events, incidents ────────────────────────────────────────────────────────────────────────────────────────────────

export interface EventRow extends SourceEvent {
  readonly id: number
  readonly source: string
  /** `IncidentRow.id` */
  readonly incident: number
  readonly firstSeenAt: string
  readonly lastSeenAt: string
}

export interface EventStore {
  /** events of all sources, oldest first */
  all(): Promise<readonly EventRow[]>
  /**
   * Adds or updates events of one source by their key. A new event goes to `incident` when that is given, with the evidence
   * of the join, and makes an incident of its own otherwise. A known event keeps its incident, whatever its new words are.
   */
  save(
    source: string,
    events: readonly {
      readonly event: SourceEvent
      readonly join?: { readonly incident: number; readonly evidence: string }
    }[],
    at: string,
  ): Promise<readonly EventRow[]>
  incidents(): Promise<readonly IncidentRow[]>
  /**
   * Two incidents are one: the older id is kept, the other resolves to it for ever, exposures are merged. Nothing happens to
   * two that a person set apart.
   */
  join(keep: number, other: number, evidence: string, at: string): Promise<void>
  /** why events were filed together, oldest first; also those of events that a person took out again since */
  joins(incident: number): Promise<readonly IncidentJoin[]>
  /**
   * These events leave their incident for a new one of their own, and stay apart from all that are left in it. Exposures go
   * with what told of them; one that both told of stays, and has another in the new incident, as new or known as itself, which
   * waits for a decision of its own. What was done for the account holds for both.
   *
   * @throws StoreError when one of the events is not in the incident, or none would be left in it
   */
  split(incident: number, events: readonly number[], by: SplitBy): Promise<Split>
  /** what was set apart by hand from this incident, or made it, oldest first */
  splits(incident: number): Promise<readonly IncidentSplit[]>
  /** pairs of events that a person set apart */
  parted(): Promise<readonly (readonly [EventName, EventName])[]>
}

/** What a source calls an event. */
export interface EventName {
  readonly source: string
  readonly key: string
}

/** As it was told to `save` or `join`. */
export interface IncidentJoin {
  /** `EventRow.id` of the one that joined; absent where two incidents did */
  readonly event?: number
  /** public name of the incident that became this one */
  readonly alias?: string
  readonly evidence: string
  readonly at: string
}

export interface SplitBy {
  readonly who: string
  readonly reason: string
  readonly at: string
}

export interface Split {
  readonly incident: number
  /** `i-…` */
  readonly name: string
  /** exposures that went over */
  readonly moved: number
  /** exposures that both incidents have now */
  readonly doubled: number
}

export interface IncidentSplit extends SplitBy {
  /** public names, those that resolve now */
  readonly incident: string
  readonly former: string
}

export interface IncidentRow {
  readonly id: number
  /** random, public: `i-…` */
  readonly name: string
  /** public names that were joined into it */
  readonly aliases: readonly string[]
  readonly firstSeenAt: string
}

// ── exposures ────────────────────────────────────────────────────────────────────────────────────────────────────────

export const exposureStates = ['new', 'known', 'changed', 'withdrawn', 'back'] as const
export type ExposureState = (typeof exposureStates)[number]

export interface ExposureRow extends Qualified {
  /** random, public: `e-…` */
  readonly name: string
  readonly selector: WatchedSelector
  readonly incident: number
  readonly state: ExposureState
  /** number of the scan in which the state began */
  readonly stateScan: number
  readonly firstSeenAt: string
  readonly lastSeenAt: string
  readonly sightings: readonly ExposureSighting[]
}

/** An exposure without what takes long to make. What is equal is the same object, so that all that hangs on it is found once. */
export interface ExposureGlance extends Pick<ExposureRow, 'name' | 'selector' | 'incident' | 'state' | 'stateScan'> {
  /** whether it passes the filter itself, or only belongs to a selector of which another does */
  readonly wanted: boolean
  /** Unix seconds */
  readonly firstSeen: number
  /** Unix seconds */
  readonly lastSeen: number
  readonly telling: Telling
  readonly qualified: Qualified
  /** the exposure whole */
  row(): ExposureRow
}

/** How an exposure was told of, whoever's it is: the events in their order. */
export type Telling = readonly ToldEvent[]

export interface ToldEvent extends Pick<Sighting, 'dataClasses'> {
  /** `EventRow.id` */
  readonly event: number
  /** named in a text about another victim (`mentionDetail`) */
  readonly isMention: boolean
}

export interface ExposureSighting extends Pick<Sighting, 'dataClasses' | 'details'> {
  /** `EventRow.id` */
  readonly event: number
  readonly firstSeenAt: string
  readonly lastSeenAt: string
  readonly withdrawnAt?: string
}

export interface ExposureFilter {
  readonly populations?: readonly string[]
  readonly kinds?: readonly SelectorKind[]
  /** incident numbers */
  readonly incidents?: readonly number[]
  readonly refs?: readonly number[]
  readonly states?: readonly ExposureState[]
  /** only what became new, changed or back in a scan with a greater number */
  readonly sinceScan?: number
}

export interface IncidentSpread {
  readonly incident: number
  readonly population: string
  readonly exposures: number
}

export interface ExposureStore {
  /**
   * Commits a group of pages in one transaction; they count from then on. The same page twice changes nothing, but what it
   * cost is counted twice. Selectors that objected meanwhile are left out.
   */
  commit(scan: number, records: readonly AnswerRecord[]): Promise<CommitSummary>
  /** in blocks, ordered by population (first of each selector), then ref, then incident */
  list(filter: ExposureFilter): AsyncIterable<readonly ExposureRow[]>
  /**
   * The same at a glance, for exports of a million: all exposures of the selectors that have a wanted one, in pages of some
   * thousands. No page parts a selector from its other exposures.
   */
  glances(filter: ExposureFilter): AsyncIterable<readonly ExposureGlance[]>
  byName(name: string): Promise<ExposureRow | undefined>
  count(filter: ExposureFilter): Promise<number>
  /** addresses and numbers exposed, by incident and population of those watched; where there is none there is no row */
  spread(): Promise<readonly IncidentSpread[]>
  /** strangers told of by domain calls, per incident */
  strangers(): Promise<readonly { readonly incident: number; readonly count: number }[]>
  /**
   * Erases exposures and their sightings. A keyed digest of selector and incident stays, with state and date, so that none is
   * ever new again. @returns how many were there
   */
  purge(names: readonly string[]): Promise<number>
}

// ── what persons decide and do ───────────────────────────────────────────────────────────────────────────────────────

export const qualificationWords = ['confirmed', 'false-positive', 'known', 'irrelevant'] as const

/** A person's decision about an exposure; only `confirmed` ones enter a notification. */
export interface Qualification {
  readonly as: (typeof qualificationWords)[number]
  /** whose breach it is: city, its processor, city credentials elsewhere, third party, undetermined */
  readonly attribution?: 'A' | 'B' | 'C' | 'D' | 'E'
  /** the city's base that the data comes from, as the configuration names it */
  readonly base?: string
  /** public name of the incident that opened the door to it */
  readonly causedBy?: string
  /** sealed in the store: may speak of the person */
  readonly note?: string
  readonly who: string
  readonly at: string
}

/** What was done for the account: password reset, line changed, … */
export interface Remedy {
  readonly what: string
  readonly who: string
  readonly at: string
}

export interface Qualified {
  readonly qualification?: Qualification
  readonly remedy?: Remedy
}

export interface QualificationStore {
  /** The decision about these exposures, in place of a former one. @returns how many are there */
  qualify(names: readonly string[], qualification: Qualification): Promise<number>
  /** What was done about these exposures. @returns how many are there */
  remedy(names: readonly string[], remedy: Remedy): Promise<number>
  /** names of exposures that were found irrelevant before this instant: due to be purged */
  irrelevantBefore(at: string): Promise<readonly string[]>
}

// ── scans, locks ─────────────────────────────────────────────────────────────────────────────────────────────────────

export interface ScanRow {
  readonly number: number
  readonly startedAt: string
  readonly endedAt?: string
  readonly status: 'running' | 'done' | 'interrupted' | 'failed'
  /** ids and counts only */
  readonly summary?: Readonly<Record<string, unknown>>
}

export interface ScanStore {
  begin(at: string, options: Readonly<Record<string, unknown>>): Promise<number>
  end(
    scan: number,
    at: string,
    status: 'done' | 'interrupted' | 'failed',
    summary: Readonly<Record<string, unknown>>,
  ): Promise<void>
  list(limit: number): Promise<readonly ScanRow[]>
  /**
   * To be called at the end of a scan: `new`, `changed` and `back` are of the latest scan that looked there, and what earlier
   * ones told so is `known` from now on. What a scan found that was killed before it told stays news. @returns how many settled
   */
  settle(look: Look): Promise<number>
  /** Takes the lock of a source, also from a holder whose process is gone; `undefined` when it is ours, else who holds it. */
  lock(source: string, at: string): Promise<LockHolder | undefined>
  unlock(source: string): Promise<void>
  /** To be called every minute while a scan runs: a run of another host that said nothing for ten minutes is taken for dead. */
  beat(): Promise<void>
  locks(): Promise<readonly (LockHolder & { readonly source: string })[]>
  /** what scans begun since then have spent by source; holds for scans that were killed, too */
  usage(
    since: string,
  ): Promise<readonly { readonly source: string; readonly requests: number; readonly credits: number }[]>
}

/** Where a scan looked. */
export interface Look {
  readonly scan: number
  readonly startedAt: string
  /** sources that it left out or could not ask: what they alone told stays as it was */
  readonly unseen: readonly string[]
  /** absent for all */
  readonly populations?: readonly string[]
}

export interface LockHolder {
  readonly host: string
  readonly pid: number
  readonly since: string
}

// ── watched places ───────────────────────────────────────────────────────────────────────────────────────────────────

/** A *place* is a source that is watched, or one of several places that it watches: `pastebin`, `telegram/canal` (`placeId`). */
export interface WatchStore {
  /** Adds items not met before as due, in one transaction; `known` are those already there, from whatever place. */
  listed(
    source: string,
    place: string,
    items: readonly { readonly key: string; readonly url: string }[],
    at: string,
  ): Promise<{
    readonly added: number
    readonly known: number
  }>
  /** items whose turn has come, oldest first */
  due(source: string, at: string, limit: number): Promise<readonly DueItem[]>
  /** of these items, those that are due, whenever their turn is */
  stillDue(source: string, keys: readonly string[]): Promise<readonly DueItem[]>
  /** when the next item of a source has its turn; `undefined` when none is due */
  nextTurnAt(source: string): Promise<string | undefined>
  /** in one transaction: what was found in the item (events saved before), and that it is read */
  read(
    source: string,
    key: string,
    at: string,
    outcome: 'read' | 'gone',
    scan: number,
    record?: AnswerRecord,
  ): Promise<CommitSummary>
  /** stays due, from `nextTryAt` on */
  failed(source: string, key: string, reason: string, nextTryAt: string): Promise<void>
  /** is of a kind that is never read: not tried again, and counted as unread */
  refused(source: string, key: string, reason: string, at: string): Promise<void>
  /**
   * A reading of a place's list: extends or opens its interval for this version of the lists, and keeps with what the next
   * reading is to begin. To be called once the items of the reading are recorded.
   */
  interval(place: string, reading: WatchReading): Promise<void>
  /** what is known of the readings of a place so far */
  standing(place: string): Promise<WatchStanding>
  /** by place, oldest first */
  intervals(): Promise<readonly WatchInterval[]>
}

export interface DueItem {
  readonly key: string
  readonly url: string
  readonly tries: number
}

export interface WatchReading {
  readonly at: string
  /** number of the last import: a selector added today was not watched yesterday */
  readonly listsVersion: number
  readonly outcome: 'read' | 'failed'
  readonly reason?: string
  /** nothing of the former reading was left in this one: items were missed */
  readonly gap: boolean
  readonly badRows: number
  /** replaces what was kept; what was kept stays when absent */
  readonly state?: string
}

export interface WatchStanding {
  /** of the latest attempt, read or failed; absent before the first */
  readonly triedAt?: string
  /** whether any attempt was a reading */
  readonly wasRead: boolean
  /** `WatchReading.state` of the latest reading that had one */
  readonly state?: string
}

/** Since when and until when a place was watched for the selectors of one version of the lists. */
export interface WatchInterval {
  readonly source: string
  readonly place: string
  readonly listsVersion: number
  /** first and last reading; attempts that failed extend nothing. Without any reading, the first and only attempt */
  readonly from: string
  readonly to: string
  /** latest attempt, read or failed */
  readonly triedAt: string
  /** those that were read; failed ones are counted apart */
  readonly readings: number
  readonly failedReadings: number
  /** reason of the latest reading, when it failed */
  readonly lastFailure?: string
  readonly gaps: number
  /** rows of lists that named an item in a way we could not read */
  readonly badRows: number
  readonly itemsListed: number
  readonly itemsRead: number
  /** due still, gone before they were read, or refused */
  readonly itemsUnread: number
  /** of those unread */
  readonly itemsGone: number
  readonly itemsRefused: number
}

// ── audit ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Append-only: who, what, when, with what result. No clear selector, no key. */
export interface AuditLog {
  append(entry: AuditEntry): Promise<void>
  list(options: {
    readonly limit?: number
    readonly action?: string
    /** only entries whose details name one of these: public names of selectors, incidents, exposures */
    readonly naming?: readonly string[]
  }): Promise<readonly (AuditEntry & { readonly id: number })[]>
}

export interface AuditEntry {
  readonly at: string
  /** operator: login name, and host */
  readonly who: string
  /** `lists.import`, `scan.queries`, `exposures.reveal`, `export.csv`, … */
  readonly action: string
  readonly result: 'ok' | 'failed' | 'refused'
  readonly details: Readonly<Record<string, string | number | boolean | readonly string[]>>
}
