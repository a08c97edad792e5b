/**
 * One watched place during one run. Its list is read, what is new becomes due, and each due item is read once, matched here
 * and dropped: nothing of the city leaves. An item is marked read in the same transaction as what was found in it, so that a
 * crash repeats no exposure and loses no item; one that could not be read stays due and is tried later and later.
 *
 * A list that could not be read leaves the interval `failed`, with the reason: never "nothing found".
 */
import {
  AuthError,
  ConfigError,
  type FailedReason,
  InterruptedError,
  QuotaError,
  type SelectorKind,
  SourceError,
  type VigieError,
} from '../domain/index.ts'
import type { SourceDoor } from '../net/index.ts'
import type { WatchItem, WatchSource } from '../sources/index.ts'
import type { AnswerRecord, DueItem, WatchInterval } from '../store/index.ts'
import { connect } from './connect.ts'
import { isoNow, nowS, type RunContext } from './context.ts'
import type { ScanSource, SourceReport } from './contract.ts'
import { Journal } from './journal.ts'
import { Tally } from './tally.ts'
import type { Watched, Watchword } from './watchword.ts'

const dueAtOnce = 100
const firstRetryMs = 60_000
const longestRetryMs = 86_400_000
/** what a place that refuses or closes itself is left alone for, when it is followed and does not say */
const followRestMs = 600_000

const classOf: Readonly<Partial<Record<SelectorKind, string>>> = { email: 'Email addresses', phone: 'Phone numbers' }

/** To be called with the source's lock held. */
export function runWatch(
  run: RunContext,
  entry: ScanSource & { readonly source: WatchSource },
  watchword: Watchword,
): Promise<SourceReport> {
  return new Watcher(run, entry, watchword).run()
}

class Watcher {
  readonly #run: RunContext
  readonly #entry: ScanSource & { readonly source: WatchSource }
  readonly #watchword: Watchword
  #watched: Watched | undefined
  readonly #tally: Tally
  readonly #journal: Journal
  #door: SourceDoor | undefined
  #channel = 0
  #stopped: { readonly reason: FailedReason; readonly error?: VigieError; readonly closedUntil?: string } | undefined
  #listRead = false
  #listFailed: FailedReason | undefined
  #gap = false
  readonly #counts = { added: 0, read: 0, gone: 0, failed: 0, hits: 0 }

  constructor(run: RunContext, entry: ScanSource & { readonly source: WatchSource }, watchword: Watchword) {
    this.#run = run
    this.#entry = entry
    this.#watchword = watchword
    this.#tally = new Tally(run.deps, entry.source.id, () => this.#requests())
    this.#journal = new Journal(run, entry.source.id, () => this.#requests())
  }

  async run(): Promise<SourceReport> {
    const { deps, companions, options } = this.#run
    companions.begin()
    try {
      this.#channel = await deps.store.coverage.channel(this.#id, this.#entry.source.questions[0] ?? 'items')
      await this.#round()
      while (options.follow === true && (await this.#untilNextList())) await this.#round()
    } finally {
      companions.end()
    }
    const { added, read, hits } = this.#counts
    const result = this.#stopped === undefined && this.#listFailed === undefined ? 'ok' : 'failed'
    await this.#journal.write(result, { listed: added, read, hits })
    this.#tally.tell(
      this.#stopped === undefined ? 'done' : 'stopped',
      this.#stopped && { reason: this.#stopped.reason },
    )
    return this.#report()
  }

  get #id(): string {
    return this.#entry.source.id
  }

  #requests(): number {
    return this.#door?.state().requests ?? 0
  }

  /** The list, if it is time, and all that is due. */
  async #round(): Promise<void> {
    this.#stopped = undefined
    this.#tally.tell('watching')
    this.#watched = await this.#watchword.current()
    await this.#guarded(async () => {
      this.#door ??= connect(this.#run, this.#entry)
      await this.#readList(this.#door)
      await this.#readDue(this.#door)
    })
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
    return { closedUntil: new Date(this.#run.deps.clock.wallNow() + error.retryAfterMs).toISOString() }
  }

  async #readList(door: SourceDoor): Promise<void> {
    const { store } = this.#run.deps
    const last = await this.#lastReading()
    if (last !== undefined && this.#msSince(last.to) < this.#entry.source.minListIntervalMs) return
    const reading = { at: isoNow(this.#run), listsVersion: this.#watched!.listsVersion }
    try {
      this.#mustAfford()
      const page = await this.#entry.source.list(door, this.#entry.settings)
      const { added, known } = await store.watch.listed(
        this.#id,
        this.#id,
        page.items.map(({ key, url }) => ({ key, url })),
        reading.at,
      )
      const wasRead = last !== undefined && last.readings > 0
      const gap = wasRead && known === 0 && page.items.length >= this.#entry.source.pageSize
      await store.watch.interval(this.#id, { ...reading, outcome: 'read', gap, badRows: page.badRows })
      this.#listRead = true
      this.#listFailed = undefined
      this.#gap ||= gap
      this.#counts.added += added
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      this.#listFailed = error.code as FailedReason
      await store.watch.interval(this.#id, {
        ...reading,
        outcome: 'failed',
        reason: error.code,
        gap: false,
        badRows: 0,
      })
      if (this.#isAboutThePlace(error)) throw error
    }
  }

  async #lastReading(): Promise<WatchInterval | undefined> {
    const intervals = await this.#run.deps.store.watch.intervals()
    return intervals.filter(({ source }) => source === this.#id).reduce<WatchInterval | undefined>(later, undefined)
  }

  #msSince(instant: string): number {
    const ms = this.#run.deps.clock.wallNow() - Date.parse(instant)
    // a clock that was set back says nothing about when the list was read
    return ms < 0 ? Number.POSITIVE_INFINITY : ms
  }

  async #readDue(door: SourceDoor): Promise<void> {
    for (;;) {
      const items = await this.#run.deps.store.watch.due(this.#id, isoNow(this.#run), dueAtOnce)
      this.#tally.total += items.length
      for (const item of items) {
        if (this.#run.stop.soft.aborted) throw new InterruptedError(`${this.#id}: stopped before all was read`)
        await this.#readItem(item, door)
        this.#tally.done++
        this.#tally.tell()
      }
      if (items.length < dueAtOnce) return
    }
  }

  async #readItem(item: DueItem, door: SourceDoor): Promise<void> {
    const { store } = this.#run.deps
    this.#mustAfford()
    try {
      const body = await this.#entry.source.read(item, door)
      const found = body === undefined ? undefined : await this.#record(item, body.body)
      const outcome = body === undefined ? 'gone' : 'read'
      const summary = await store.watch.read(this.#id, item.key, isoNow(this.#run), outcome, this.#run.scan, found)
      this.#run.committer.count(summary)
      this.#counts[outcome]++
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      this.#counts.failed++
      const waitMs = Math.min(longestRetryMs, firstRetryMs * 4 ** Math.min(item.tries, 10))
      const nextTryAt = new Date(this.#run.deps.clock.wallNow() + waitMs).toISOString()
      await store.watch.failed(this.#id, item.key, error.code, nextTryAt)
      if (this.#isAboutThePlace(error)) throw error
    }
  }

  /** Whether the next item would meet the same: it is then left as it is, without a try counted against it. */
  #isAboutThePlace(error: SourceError): boolean {
    if (error instanceof AuthError || error instanceof QuotaError) return true
    return this.#door?.state().circuit.state !== 'closed'
  }

  /** What was found, if anything. Spellings that name a selector only by a rule (a tag, masked digits) are not it. */
  async #record(item: WatchItem, body: Uint8Array): Promise<AnswerRecord | undefined> {
    const hits = this.#watched!.matcher.match(body).filter(({ variant }) => variant !== true)
    if (hits.length === 0) return undefined
    const kinds = new Map(hits.map(({ ref, kind }) => [ref, kind]))
    const event = this.#entry.source.describe(item)
    await this.#run.book.ensure(this.#id, [event], isoNow(this.#run))
    const row = this.#run.book.row(this.#id, event.key)!
    this.#counts.hits += kinds.size
    this.#tally.present += kinds.size
    const at = nowS(this.#run)
    return {
      channel: this.#channel,
      at,
      version: 0,
      askedAt: at,
      present: [...kinds.keys()],
      sightings: Array.from(kinds, ([ref, kind]) => {
        const dataClass = classOf[kind]
        return { ref, event: row.id, ...(dataClass === undefined ? {} : { dataClasses: [dataClass] }) }
      }),
      requests: 0,
      credits: 0,
    }
  }

  #mustAfford(): void {
    this.#run.spending.mustAfford(this.#id, { requests: 1 }, 0)
  }

  /** False when the run is to end. */
  async #untilNextList(): Promise<boolean> {
    const { soft } = this.#run.stop
    if (soft.aborted || this.#run.stop.hasFailed) return false
    const untilMs = this.#stopped?.closedUntil === undefined ? undefined : Date.parse(this.#stopped.closedUntil)
    const restMs = untilMs === undefined ? followRestMs : untilMs - this.#run.deps.clock.wallNow()
    const waitMs = this.#stopped === undefined ? this.#entry.source.minListIntervalMs : Math.max(restMs, 1_000)
    this.#tally.tell('paused', { until: new Date(this.#run.deps.clock.wallNow() + waitMs).toISOString() })
    try {
      await this.#run.deps.clock.sleep(waitMs, soft)
      return true
    } catch (error) {
      if (soft.aborted) return false
      throw error
    }
  }

  #report(): SourceReport {
    const { error, reason, closedUntil } = this.#stopped ?? {}
    return {
      source: this.#id,
      name: this.#entry.source.name,
      shape: 'watch',
      outcome: this.#stopped === undefined ? 'done' : 'stopped',
      ...(reason === undefined ? {} : { reason }),
      ...(error === undefined ? {} : { because: error.message }),
      ...(error?.mend === undefined ? {} : { mend: error.mend }),
      requests: this.#requests(),
      queries: this.#counts.read + this.#counts.gone + this.#counts.failed,
      credits: 0,
      ...(closedUntil === undefined ? {} : { closedUntil }),
      left: { queries: 0, ms: 0 },
      watch: {
        listRead: this.#listRead,
        ...(this.#listFailed === undefined ? {} : { listFailed: this.#listFailed }),
        ...this.#counts,
        gap: this.#gap,
        intervals: [],
      },
    }
  }
}

function later(latest: WatchInterval | undefined, one: WatchInterval): WatchInterval {
  return latest === undefined || one.to > latest.to ? one : latest
}
