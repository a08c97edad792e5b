/**
 * One watched source during one run. The list of each of its places is read, what is new becomes due, and each due item is
 * read once, matched here and dropped: nothing of the city leaves. An item is marked read in the same transaction as what was
 * found in it, so that a crash repeats no exposure and loses no item; one that could not be read stays due and is tried later
 * and later. What a list holds whole is matched before its reading is recorded: after a crash the list is simply read again.
 *
 * A list that could not be read leaves the interval `failed`, with the reason: never "nothing found". It says nothing of the
 * other places, unless it was our key, our budget or the one host's limit.
 */
import {
  AuthError,
  BudgetError,
  ConfigError,
  ContractError,
  type FailedReason,
  InterruptedError,
  mentionDetail,
  QuotaError,
  RefusedError,
  SourceError,
  type SourceEvent,
  type VigieError,
} from '../domain/index.ts'
import type { SourceDoor } from '../net/index.ts'
import { type ListPage, RefusedBodyError, type WatchItem, type WatchSource } from '../sources/index.ts'
import type { AnswerRecord, DueItem } from '../store/index.ts'
import { connect } from './connect.ts'
import { isoNow, nowS, type RunContext } from './context.ts'
import type { ScanSource, SourceReport, WatchReport } from './contract.ts'
import { Journal } from './journal.ts'
import { Tally } from './tally.ts'
import { type Found, findIn, type ReadText } from './watch-find.ts'
import { PlaceRun } from './watch-place.ts'
import type { Watched, Watchword } from './watchword.ts'

const dueAtOnce = 100
const firstRetryMs = 60_000
const longestRetryMs = 86_400_000
/** what a place that refuses or closes itself is left alone for, when it is followed and does not say */
const followRestMs = 600_000
const shortestRestMs = 1_000
/** an item that is not as promised so often, over some days, never will be: too large, or gone from its list */
const mostTries = 8

type Entry = ScanSource & { readonly source: WatchSource }

/** To be called with the source's lock held. */
export function runWatch(run: RunContext, entry: Entry, watchword: Watchword): Promise<SourceReport> {
  return new Watcher(run, entry, watchword).run()
}

class Watcher {
  readonly #run: RunContext
  readonly #entry: Entry
  readonly #source: WatchSource
  readonly #watchword: Watchword
  readonly #tally: Tally
  readonly #journal: Journal
  #places: readonly PlaceRun[] = []
  #door: SourceDoor | undefined
  #channel = 0
  #stopped: { readonly reason: FailedReason; readonly error?: VigieError; readonly closedUntil?: string } | undefined
  #isConfigured = true
  readonly #counts = { added: 0, read: 0, gone: 0, refused: 0, failed: 0, hits: 0 }

  constructor(run: RunContext, entry: Entry, watchword: Watchword) {
    this.#run = run
    this.#entry = entry
    this.#source = entry.source
    this.#watchword = watchword
    this.#tally = new Tally(run.deps, entry.source.id, () => this.#requests())
    this.#journal = new Journal(run, entry.source.id, () => this.#requests())
  }

  async run(): Promise<SourceReport> {
    const { deps, companions, options } = this.#run
    companions.begin()
    try {
      this.#channel = await deps.store.coverage.channel(this.#id, this.#source.questions[0] ?? 'items')
      await this.#round()
      while (options.follow === true && (await this.#untilNextTurn())) await this.#round()
    } finally {
      companions.end()
    }
    const { added, read, hits } = this.#counts
    const listFailed = this.#places.some((place) => place.report().listFailed !== undefined)
    const result = this.#stopped === undefined && !listFailed ? 'ok' : 'failed'
    await this.#journal.write(result, { listed: added, read, hits })
    this.#tally.tell(
      this.#stopped === undefined ? 'done' : 'stopped',
      this.#stopped && { reason: this.#stopped.reason },
    )
    return this.#report()
  }

  get #id(): string {
    return this.#source.id
  }

  get #nowMs(): number {
    return this.#run.deps.clock.wallNow()
  }

  #requests(): number {
    return this.#door?.state().requests ?? 0
  }

  /** The lists whose time it is, and all that is due. */
  async #round(): Promise<void> {
    this.#stopped = undefined
    this.#tally.tell('watching')
    const watched = await this.#watchword.current()
    await this.#guarded(async () => {
      this.#openPlaces()
      if (this.#places.length === 0) return
      this.#door ??= connect(this.#run, this.#entry)
      for (const place of this.#places) {
        this.#mustGoOn()
        await this.#readPlace(place, this.#door, watched)
      }
      await this.#readDue(this.#door, watched)
    })
  }

  #openPlaces(): void {
    if (this.#places.length > 0) return
    const configured = this.#source.places?.(this.#entry.settings)
    this.#isConfigured = configured === undefined || configured.length > 0
    this.#places = (configured ?? [undefined]).map((place) => new PlaceRun(this.#source, place))
  }

  /** What one source is to blame for stops that source; an interruption stops it for this run. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (error instanceof InterruptedError) this.#stopped = { reason: 'interrupted' }
      else if (error instanceof ConfigError) this.#stopped = { reason: 'auth', error }
      else if (!(error instanceof SourceError)) throw error
      else this.#stopped = { reason: error.code as FailedReason, error, ...this.#closure(error) }
    }
  }

  #closure(error: SourceError): { readonly closedUntil?: string } {
    if (!(error instanceof QuotaError) || error.retryAfterMs === undefined) return {}
    return { closedUntil: new Date(this.#nowMs + error.retryAfterMs).toISOString() }
  }

  #mustGoOn(): void {
    if (this.#run.stop.soft.aborted) throw new InterruptedError(`${this.#id}: stopped before all was read`)
  }

  #mustAfford(): void {
    this.#run.spending.mustAfford(this.#id, { requests: 1 }, 0)
  }

  // ── lists ────────────────────────────────────────────────────────────────────────────────────────────────────────────

  async #readPlace(place: PlaceRun, door: SourceDoor, watched: Watched): Promise<void> {
    const standing = await place.standing(this.#run.deps.store)
    if (!place.isTime(this.#nowMs)) return
    const at = isoNow(this.#run)
    try {
      this.#mustAfford()
      const page = await this.#source.list(door, this.#entry.settings, {
        ...(place.place === undefined ? {} : { place: place.place.key }),
        ...(standing.state === undefined ? {} : { state: standing.state }),
      })
      await this.#recordList(place, page, { at, wasRead: standing.wasRead }, watched)
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      const { code: reason } = error
      place.failed(Date.parse(at), reason as FailedReason)
      await this.#run.deps.store.watch.interval(place.id, {
        at,
        listsVersion: watched.listsVersion,
        outcome: 'failed',
        reason,
        gap: false,
        badRows: 0,
      })
      if (this.#isAboutAllPlaces(error)) throw error
    }
  }

  /** Its items first, and what the next reading begins with last: a crash in between repeats, and loses nothing. */
  async #recordList(
    place: PlaceRun,
    page: ListPage,
    { at, wasRead }: { readonly at: string; readonly wasRead: boolean },
    watched: Watched,
  ): Promise<void> {
    const { watch } = this.#run.deps.store
    const { added, known } = await watch.listed(
      this.#id,
      place.id,
      page.items.map(({ key, url }) => ({ key, url })),
      at,
    )
    this.#counts.added += added
    await this.#matchInHand(page.items, watched)
    const isAllNew = wasRead && known === 0 && page.items.length >= this.#source.pageSize
    const gap = page.gap ?? (page.notModified !== true && isAllNew)
    await watch.interval(place.id, {
      at,
      listsVersion: watched.listsVersion,
      outcome: 'read',
      gap,
      badRows: page.badRows,
      ...(page.state === undefined ? {} : { state: page.state }),
    })
    place.read(Date.parse(at), gap)
  }

  /** Items that their list holds whole, also those that were listed before and could not be read by themselves. */
  async #matchInHand(items: readonly WatchItem[], watched: Watched): Promise<void> {
    const inHand = new Map(items.filter(({ body }) => body !== undefined).map((item) => [item.key, item]))
    if (inHand.size === 0) return
    const due = await this.#run.deps.store.watch.stillDue(this.#id, [...inHand.keys()])
    this.#tally.total += due.length
    for (const { key } of due) {
      this.#mustGoOn()
      const item = inHand.get(key)!
      await this.#record(item, { body: item.body!, status: 200, readAt: isoNow(this.#run) }, undefined, watched)
    }
  }

  #isAboutAllPlaces(error: SourceError): boolean {
    if (error instanceof BudgetError) return true
    if (error instanceof AuthError) return !(error instanceof RefusedError)
    return error instanceof QuotaError && Object.keys(this.#source.hosts).length === 1
  }

  // ── items ────────────────────────────────────────────────────────────────────────────────────────────────────────────

  async #readDue(door: SourceDoor, watched: Watched): Promise<void> {
    for (;;) {
      const items = await this.#run.deps.store.watch.due(this.#id, isoNow(this.#run), dueAtOnce)
      this.#tally.total += items.length
      for (const item of items) {
        this.#mustGoOn()
        await this.#readItem(item, door, watched)
      }
      if (items.length < dueAtOnce || this.#isListWaiting()) return
    }
  }

  /** While a place is followed, a long backlog must not make it move on unread. */
  #isListWaiting(): boolean {
    return this.#run.options.follow === true && this.#places.some((place) => place.isTime(this.#nowMs))
  }

  async #readItem(item: DueItem, door: SourceDoor, watched: Watched): Promise<void> {
    const { watch } = this.#run.deps.store
    this.#mustAfford()
    try {
      const read = await this.#source.read(item, door, this.#entry.settings)
      if (read === undefined) {
        await watch.read(this.#id, item.key, isoNow(this.#run), 'gone', this.#run.scan)
        this.#counts.gone++
        this.#settled()
      } else {
        const { body, status, receivedAt: readAt, event } = read
        await this.#record(item, { body, status, readAt }, event, watched)
      }
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      if (isFinal(error, item)) {
        await watch.refused(this.#id, item.key, error.code, isoNow(this.#run))
        this.#counts.refused++
        this.#settled()
        return
      }
      this.#counts.failed++
      const waitMs = Math.min(longestRetryMs, firstRetryMs * 4 ** Math.min(item.tries, 10))
      await watch.failed(this.#id, item.key, error.code, new Date(this.#nowMs + waitMs).toISOString())
      if (this.#isAboutTheSource(error)) throw error
      this.#settled()
    }
  }

  #settled(): void {
    this.#tally.done++
    this.#tally.tell()
  }

  /** Whether the next item would meet the same. */
  #isAboutTheSource(error: SourceError): boolean {
    if (error instanceof AuthError) return !(error instanceof RefusedError)
    return error instanceof QuotaError || this.#door?.state().circuit.state !== 'closed'
  }

  /** In one transaction: what was found in the item, if anything, and that it is read. */
  async #record(item: WatchItem, read: ReadText, told: SourceEvent | undefined, watched: Watched): Promise<void> {
    const event = told ?? this.#source.describe(item)
    const found = findIn(read, event, watched)
    const record = found === undefined ? undefined : await this.#recordOf(event, found)
    const { store } = this.#run.deps
    const summary = await store.watch.read(this.#id, item.key, isoNow(this.#run), 'read', this.#run.scan, record)
    this.#run.committer.count(summary)
    this.#counts.read++
    this.#settled()
  }

  async #recordOf(event: SourceEvent, { selectors, post }: Found): Promise<AnswerRecord> {
    const { book } = this.#run
    const known = book.row(this.#id, event.key)
    const at = isoNow(this.#run)
    // several files of one gist are one event: what offers it for sale is said of all of it
    const isNews = known?.post === undefined || (known.post.commercial !== 'yes' && post.commercial === 'yes')
    if (known === undefined) await book.ensure(this.#id, [{ ...event, post }], at)
    else if (isNews) await book.update(this.#id, [{ ...event, post }], at)
    const row = book.row(this.#id, event.key)!
    this.#counts.hits += selectors.length
    this.#tally.present += selectors.length
    const now = nowS(this.#run)
    return {
      channel: this.#channel,
      at: now,
      version: 0,
      askedAt: now,
      present: selectors.map(({ ref }) => ref),
      sightings: selectors.map(({ ref, dataClasses, mentioned }) => ({
        ref,
        event: row.id,
        ...(dataClasses.length === 0 ? {} : { dataClasses }),
        ...(mentioned ? { details: [mentionDetail] } : {}),
      })),
      requests: 0,
      credits: 0,
    }
  }

  // ── following ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Until a list may be read again, or an item that failed has its turn. False when the run is to end. */
  async #untilNextTurn(): Promise<boolean> {
    const { soft } = this.#run.stop
    if (soft.aborted || this.#run.stop.hasFailed || !this.#isConfigured) return false
    const waitMs = Math.max(shortestRestMs, await this.#restMs())
    this.#tally.tell('paused', { until: new Date(this.#nowMs + waitMs).toISOString() })
    try {
      await this.#run.deps.clock.sleep(waitMs, soft)
      return true
    } catch (error) {
      if (soft.aborted) return false
      throw error
    }
  }

  async #restMs(): Promise<number> {
    if (this.#stopped !== undefined) {
      const { closedUntil } = this.#stopped
      return closedUntil === undefined ? followRestMs : Date.parse(closedUntil) - this.#nowMs
    }
    const item = await this.#run.deps.store.watch.nextTurnAt(this.#id)
    const turns = this.#places.map((place) => place.nextAtMs)
    return Math.min(...turns, ...(item === undefined ? [] : [Date.parse(item)])) - this.#nowMs
  }

  // ── report ───────────────────────────────────────────────────────────────────────────────────────────────────────────

  #report(): SourceReport {
    const { error, reason, closedUntil } = this.#stopped ?? {}
    const { read, gone, refused, failed } = this.#counts
    return {
      source: this.#id,
      name: this.#source.name,
      shape: 'watch',
      outcome: this.#stopped === undefined ? 'done' : 'stopped',
      ...(reason === undefined ? {} : { reason }),
      ...(error === undefined ? {} : { because: error.message }),
      ...(error?.mend === undefined ? {} : { mend: error.mend }),
      requests: this.#requests(),
      queries: read + gone + refused + failed,
      credits: 0,
      ...(closedUntil === undefined ? {} : { closedUntil }),
      left: { queries: 0, ms: 0 },
      watch: this.#watchReport(),
    }
  }

  #watchReport(): WatchReport {
    const places = this.#places.map((place) => place.report())
    const failed = places.find(({ listFailed }) => listFailed !== undefined)?.listFailed
    return {
      listRead: places.some(({ listRead }) => listRead),
      ...(failed === undefined ? {} : { listFailed: failed }),
      ...this.#counts,
      gap: places.some(({ gap }) => gap),
      places,
      intervals: [],
    }
  }
}

/** Whether asking again would not change it. */
function isFinal(error: SourceError, { tries }: DueItem): boolean {
  return error instanceof RefusedBodyError || (error instanceof ContractError && tries + 1 >= mostTries)
}
