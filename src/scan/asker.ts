/**
 * One asked source during one run, at its own pace. Errors are decided on here:
 *
 * - the key is refused: the source stops before it burns quota; one call refused (`RefusedError`) is that call's business;
 * - it is throttled beyond the door's patience, or closes itself: it stops, unless it opens again while others are at work;
 * - it cannot be reached (its circuit is open): it is tried again while others are at work, and twice more when none is;
 * - our budget or time is used up: what was never answered is `failed` for that reason, stale answers stay what they are;
 * - anything that no source is to blame for ends the whole run.
 *
 * What failed for a passing reason is asked once more at the end. That a source closed itself is remembered: the next run
 * leaves it alone until then, unless it is told to ask anew.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  AuthError,
  BlockedError,
  BudgetError,
  ConfigError,
  type FailedReason,
  InterruptedError,
  QuotaError,
  RefusedError,
  SourceError,
  UnreachableError,
  type VigieError,
} from '../domain/index.ts'
import { fastestOf, type SourceDoor, timeTakenMs } from '../net/index.ts'
import type { AskSource, Opening } from '../sources/index.ts'
import { askQuery } from './ask.ts'
import { type DueRule, isOurs, isStale } from './cell.ts'
import { Channel } from './channel.ts'
import { connect } from './connect.ts'
import { isoNow, nowS, type RunContext } from './context.ts'
import type { ScanSource, SourceReport } from './contract.ts'
import { Journal } from './journal.ts'
import { Notes } from './notes.ts'
import { Planner, type Step } from './planner.ts'
import { Tally } from './tally.ts'

const mostInFlight = 64
/** what an answer waits until it is committed */
const commitMs = 50
/** until the first answer says better */
const assumedLatencyMs = 200
/** a source that closes itself for longer is left for another run */
const longestClosureMs = 3_600_000
const longestBelievedMs = 31 * 86_400_000
/** a longer Retry-After is a closure: the door waits for shorter ones itself */
const closureFromMs = 120_000
/** answers 429 in a row, each after the door's own patience */
const quotaStrikes = 3
const lonelyProbes = 2
/** a pause that is worth a word */
const longWaitMs = 10_000
const firstReopenMs = 30_000
const mostReopens = 5

type QueryStep = Extract<Step, { type: 'query' }>

interface Halt {
  readonly reason: FailedReason
  readonly error?: VigieError
  readonly closedUntil?: string
}

export interface AskResult {
  readonly report: SourceReport
  readonly channels: ReadonlyMap<string, Channel>
  readonly version: number
}

/** To be called with the source's lock held. */
export function runAsk(
  run: RunContext,
  // biome-ignore lint/suspicious/noExplicitAny: the account is the adapter's own
  entry: ScanSource & { readonly source: AskSource<any> },
): Promise<AskResult> {
  return new Asker(run, entry).run()
}

class Asker {
  readonly #run: RunContext
  // biome-ignore lint/suspicious/noExplicitAny: the account is the adapter's own
  readonly #entry: ScanSource & { readonly source: AskSource<any> }
  readonly #tally: Tally
  readonly #journal: Journal
  readonly #notes: Notes
  #door: SourceDoor | undefined
  #channels: ReadonlyMap<string, Channel> = new Map()
  /** number of the first question's channel, under which the source's own words are kept */
  #first: number | undefined
  #version = 0
  #rule: DueRule | undefined
  #halt: Halt | undefined
  #active = 0
  /** queries begun of which nothing has left yet: the door does not count them */
  #aboutToLeave = 0
  /** credits set aside for queries that were allowed, until they tell what they took */
  readonly #holds = new Map<QueryStep['query'], () => void>()
  #wake: (() => void) | undefined
  #latencyMs = assumedLatencyMs
  #strikes = 0
  #probes = 0
  #closedUntilMs = Number.NEGATIVE_INFINITY
  #requestsRecorded = 0
  #queries = 0
  #left = 0
  #leftRequests = 0
  #summary: string | undefined
  #catalogueFailed: FailedReason | undefined

  constructor(run: RunContext, entry: ScanSource & { readonly source: AskSource }) {
    this.#run = run
    this.#entry = entry
    const requests = () => this.#requests()
    this.#tally = new Tally(run.deps, entry.source.id, requests)
    this.#journal = new Journal(run, entry.source.id, requests)
    this.#notes = new Notes(run.deps.store, () => nowS(run))
  }

  async run(): Promise<AskResult> {
    this.#run.companions.begin()
    try {
      await this.#begin()
      const account = await this.#account()
      // after the source was reached: the first connection takes as much memory for a moment as the cells of a large list
      await this.#loadChannels()
      await this.#ask(account)
      await this.#rememberClosure()
    } finally {
      this.#run.companions.end()
    }
    await this.#journal.write(this.#halt === undefined ? 'ok' : 'failed', this.#halt && { stopped: this.#halt.reason })
    this.#tally.tell(this.#halt === undefined ? 'done' : 'stopped', this.#halt && { reason: this.#halt.reason })
    return { report: this.#report(), channels: this.#channels, version: this.#version }
  }

  get #source(): AskSource {
    return this.#entry.source
  }

  get #id(): string {
    return this.#entry.source.id
  }

  #requests(): number {
    return this.#door?.state().requests ?? 0
  }

  async #begin(): Promise<void> {
    const { coverage } = this.#run.deps.store
    const [question] = this.#source.questions
    if (question !== undefined) this.#first = await coverage.channel(this.#id, question)
    this.#version = await coverage.currentVersion(this.#id)
  }

  async #loadChannels(): Promise<void> {
    const channels = new Map<string, Channel>()
    for (const question of this.#source.questions) {
      channels.set(question, await Channel.load(this.#run.deps.store, this.#id, question))
    }
    this.#channels = channels
  }

  // ── opening ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** What the source says of our account; when it cannot be opened, what we assume: enough to say what it would be asked. */
  async #account(): Promise<{ readonly account: unknown; readonly isAssumed: boolean }> {
    const { settings } = this.#entry
    this.#connect()
    const closedForMs = await this.#stillClosedForMs()
    if (closedForMs > 0) this.#closed(closedForMs)
    const opening = this.#door === undefined || closedForMs > 0 ? undefined : await this.#open(this.#door)
    if (this.#door === undefined || opening === undefined) {
      return { account: this.#source.assume(settings).account, isAssumed: true }
    }
    this.#summary = opening.summary
    if (opening.quota !== undefined) this.#door.setQuota(opening.quota)
    await this.#readCatalogue(this.#door, opening.clock)
    if (opening.clock !== undefined) {
      const { coverage } = this.#run.deps.store
      this.#version = await coverage.clockVersion(this.#id, opening.clock, isoNow(this.#run))
    }
    return { account: opening.account, isAssumed: false }
  }

  /** By what an earlier run was told. A closure of months is taken for an error of the source. */
  async #stillClosedForMs(): Promise<number> {
    const { deps, options } = this.#run
    if (this.#first === undefined || options.fresh === true) return 0
    const until = await deps.store.coverage.cursor(this.#first, 'closed', '')
    const forMs = until === undefined ? 0 : Date.parse(until) - deps.clock.wallNow()
    return forMs > 0 && forMs < longestBelievedMs ? forMs : 0
  }

  async #rememberClosure(): Promise<void> {
    const first = this.#first
    if (first === undefined) return
    const { store } = this.#run.deps
    const until = this.#halt?.closedUntil
    const known = await store.coverage.cursor(first, 'closed', '')
    // a run that did not get as far as the source knows nothing new
    const isOpen = until === undefined && this.#summary !== undefined
    if (until !== undefined || (known !== undefined && isOpen)) await this.#remember(first, 'closed', until)
  }

  #connect(): void {
    try {
      this.#door = connect(this.#run, this.#entry, ({ ms, status }) => {
        if (status !== undefined) this.#latencyMs += (ms - this.#latencyMs) / 8
      })
    } catch (error) {
      if (!(error instanceof ConfigError || error instanceof AuthError)) throw error
      this.#stop('auth', error)
    }
  }

  async #open(door: SourceDoor): Promise<Opening<unknown> | undefined> {
    this.#tally.tell('opening')
    for (let attempt = 0; !this.#run.stop.soft.aborted; attempt++) {
      try {
        return await this.#source.open(door, this.#entry.settings)
      } catch (error) {
        if (error instanceof InterruptedError) break
        if (!(error instanceof SourceError)) throw error
        const waitMs = reopenAfterMs(error, attempt)
        const isHopeless = waitMs === undefined || waitMs > longestClosureMs || attempt >= mostReopens
        if (isHopeless || !(await this.#rest(waitMs, error.code as FailedReason))) {
          this.#stop(error.code as FailedReason, error, error instanceof QuotaError ? waitMs : undefined)
          return undefined
        }
      }
    }
    this.#stop('interrupted')
    return undefined
  }

  /** Before anything is recorded under its events, and only when it moved since we read it. */
  async #readCatalogue(door: SourceDoor, clock: string | undefined): Promise<void> {
    const { store } = this.#run.deps
    const first = this.#first
    if (this.#source.catalogue === undefined || first === undefined) return
    const known = await store.coverage.cursor(first, 'catalogue', '')
    if (known !== undefined && known !== '' && known === clock) return
    try {
      const catalogue = await this.#source.catalogue(door)
      await this.#run.book.update(this.#id, catalogue.events, isoNow(this.#run))
      await this.#remember(first, 'catalogue', catalogue.clock)
    } catch (error) {
      if (error instanceof InterruptedError) return
      if (!(error instanceof SourceError)) throw error
      this.#catalogueFailed = error.code as FailedReason
    }
  }

  // ── asking ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  async #ask({ account, isAssumed }: { readonly account: unknown; readonly isAssumed: boolean }): Promise<void> {
    const run = this.#run
    const first = this.#first
    if (first === undefined) return
    const parts = { source: this.#source, account, settings: this.#entry.settings, ...run }
    const fingerprint = Planner.fingerprint(parts, run.listsVersion)
    const known = await run.deps.store.coverage.cursor(first, 'plan', '')
    const rule = {
      now: nowS(run),
      freshnessS: this.#entry.freshnessMs / 1_000,
      version: this.#version,
      fresh: run.options.fresh === true,
      skipsStand: known === fingerprint,
    }
    this.#rule = rule
    const planner = new Planner({ ...parts, channels: this.#channels, rule })

    let positions = planner.due()
    if (positions.length > 0 && !run.roster.hasTexts) {
      await run.readTexts()
      // without those who were taken from the lists since this run began: nothing is asked about a text that is not there
      positions = planner.due()
    }
    this.#tally.total = planner.countDue(positions)
    this.#tally.tell('asking')
    await this.#pass(planner.steps(positions))
    await this.#remember(first, 'plan', isAssumed ? known : fingerprint)

    const closedForMs = this.#closedUntilMs - run.deps.clock.now()
    if (closedForMs > 0) this.#closed(closedForMs)
    if (this.#halt !== undefined) return
    for (const channel of this.#channels.values()) channel.nextPass()
    await this.#pass(planner.steps(planner.due()))
    await this.#remember(first, 'plan', isAssumed ? known : fingerprint)
  }

  async #pass(steps: Iterable<Step>): Promise<void> {
    let sinceTurn = 0
    for (const step of steps) {
      if (this.#run.stop.hasFailed) break
      if (step.type === 'breath') {
        await nextTurn()
        continue
      }
      if (step.type === 'skip') {
        await this.#notes.add(step.channel, step.state, step.refs)
        this.#tally.done += step.refs.length
      } else if (this.#halt !== undefined || !(await this.#turn(step))) {
        await this.#leave(step)
      } else {
        this.#tellPace()
        void this.#one(step)
        continue
      }
      // planning many that are not asked must not keep signals and other sources waiting
      if (++sinceTurn % 256 === 0) await nextTurn()
    }
    while (this.#active > 0) await this.#nextEnd()
    await this.#notes.flush()
  }

  /** Waits until this step may be asked. False when the source has stopped. */
  async #turn({ query }: QueryStep): Promise<boolean> {
    for (;;) {
      if (this.#run.stop.soft.aborted) this.#stop('interrupted')
      if (this.#halt !== undefined || this.#door === undefined) return false
      const { circuit } = this.#door.state()
      const closedForMs = this.#closedUntilMs - this.#run.deps.clock.now()
      if (circuit.state === 'open' || closedForMs > 0) {
        if (this.#active > 0) await this.#nextEnd()
        else if (closedForMs > 0) await this.#waitForQuota(closedForMs)
        else await this.#waitForCircuit(circuit.forMs ?? 0, circuit.reason ?? 'network')
      } else if (this.#active >= this.#width(circuit.state)) {
        await this.#nextEnd()
      } else {
        return this.#affords(query)
      }
    }
  }

  #giveBack(query: QueryStep['query']): void {
    this.#holds.get(query)?.()
    this.#holds.delete(query)
  }

  #affords(query: QueryStep['query']): boolean {
    try {
      this.#run.spending.mustAfford(this.#id, query.cost, this.#aboutToLeave)
      this.#holds.set(query, this.#run.spending.hold(this.#id, query.cost.credits ?? 0))
      return true
    } catch (error) {
      if (!(error instanceof BudgetError)) throw error
      this.#stop('budget', error)
      return false
    }
  }

  /** How many queries to have out at once: what the pace lets through while one answer comes and is committed. */
  #width(circuit: 'closed' | 'half-open'): number {
    if (this.#source.paidPerAnswer || circuit === 'half-open' || this.#door === undefined) return 1
    const { requests, perMs } = fastestOf(this.#door.state().quota)
    // twice, so that a slow answer does not leave a turn unused: what waits for its turn has told nothing yet
    const underWay = 2 * (requests / perMs) * (this.#latencyMs + commitMs)
    return Math.max(1, Math.min(mostInFlight, Math.ceil(underWay)))
  }

  /** A long window of its quota is full: the next question leaves when that opens. */
  #tellPace(): void {
    const { opensInMs, quota } = this.#door!.state()
    const { requests, perMs } = fastestOf(quota)
    if (opensInMs > Math.max(longWaitMs, (2 * perMs) / requests)) {
      this.#tally.tell('paused', { until: this.#instant(opensInMs), reason: 'quota' })
    } else if (this.#tally.phase === 'paused') this.#tally.tell('asking')
  }

  /** Never rejects. */
  async #one(step: QueryStep): Promise<void> {
    this.#active++
    this.#queries++
    this.#run.committer.inFlight++
    this.#aboutToLeave++
    let hasLeft = false
    const onLeft = () => {
      if (!hasLeft) this.#aboutToLeave--
      hasLeft = true
    }
    try {
      await this.#journal.asked(step.query)
      await askQuery({ ...this.#askParts(step.query), onLeft, expired: step.expired }, step.query, step.channel)
      this.#strikes = 0
      this.#probes = 0
      this.#tally.done += step.due
    } catch (error) {
      await this.#failed(step, error)
    } finally {
      onLeft()
      this.#giveBack(step.query)
      this.#active--
      this.#run.committer.inFlight--
      this.#tally.tell()
      this.#wake?.()
    }
  }

  async #failed(step: QueryStep, error: unknown): Promise<void> {
    if (error instanceof InterruptedError) {
      this.#stop('interrupted')
      await this.#leave(step).catch((trouble: unknown) => this.#run.stop.fail(trouble))
      return
    }
    if (!(error instanceof SourceError)) {
      this.#stop('interrupted')
      this.#run.stop.fail(error)
      return
    }
    this.#tally.done += step.due
    if (error instanceof RefusedError) return
    if (error instanceof AuthError) this.#stop('auth', error)
    else if (error instanceof BudgetError) this.#stop('budget', error)
    else if (error instanceof QuotaError) this.#throttled(error)
    else if (!(error instanceof UnreachableError || error instanceof BlockedError)) this.#strikes = 0
  }

  #throttled(error: QuotaError): void {
    const forMs = error.retryAfterMs ?? 0
    this.#strikes++
    if (forMs <= closureFromMs && this.#strikes < quotaStrikes) return
    // a source that keeps refusing without a word of how long is not asked again at once
    this.#closedUntilMs = this.#run.deps.clock.now() + Math.max(forMs, 1_000)
  }

  async #waitForQuota(forMs: number): Promise<void> {
    const isWorthIt = forMs <= longestClosureMs && this.#strikes < 2 * quotaStrikes
    if (isWorthIt && (await this.#rest(forMs, 'quota'))) return
    if (this.#run.stop.soft.aborted) return
    this.#closed(forMs)
  }

  #closed(forMs: number): void {
    this.#stop('quota', new QuotaError(this.#id, `${this.#id}: closed by its quota`, forMs), forMs)
  }

  async #waitForCircuit(forMs: number, reason: 'network' | 'blocked'): Promise<void> {
    if (await this.#rest(forMs, reason)) return
    if (this.#run.stop.soft.aborted) return
    if (this.#probes++ < lonelyProbes) {
      await this.#sleep(forMs, reason)
      return
    }
    const Kind = reason === 'blocked' ? BlockedError : UnreachableError
    this.#stop(reason, new Kind(this.#id, `${this.#id}: gives no answer, left alone`))
  }

  /** Waits while others are at work; false when that is no use (any more). */
  async #rest(forMs: number, reason: FailedReason): Promise<boolean> {
    this.#tally.tell('paused', { until: this.#instant(forMs), reason })
    const isOver = await this.#run.companions.waitWhileOthersWork(forMs, this.#run.stop.soft)
    if (isOver) this.#tally.tell('asking')
    return isOver
  }

  async #sleep(forMs: number, reason: FailedReason): Promise<void> {
    this.#tally.tell('paused', { until: this.#instant(forMs), reason })
    const { soft } = this.#run.stop
    try {
      await this.#run.deps.clock.sleep(forMs, soft)
    } catch (error) {
      if (!soft.aborted) throw error
    }
    this.#tally.tell('asking')
  }

  #instant(inMs: number): string {
    return new Date(this.#run.deps.clock.wallNow() + inMs).toISOString()
  }

  #nextEnd(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  #stop(reason: FailedReason, error?: VigieError, closedForMs?: number): void {
    this.#halt ??= {
      reason,
      ...(error === undefined ? {} : { error }),
      ...(closedForMs === undefined ? {} : { closedUntil: this.#instant(closedForMs) }),
    }
  }

  /**
   * A query that is not going to be asked in this run. What was never answered has failed. A stale answer has, too, if the
   * source is to blame; when it is our own time or budget, it just stays stale.
   */
  async #leave({ query, channel }: QueryStep): Promise<void> {
    const { reason } = this.#halt ?? { reason: 'interrupted' }
    const { columns } = channel
    const refs = query.covers
      .map(({ ref }) => ref)
      .filter((ref) => columns.answer[ref] === 0 || (!isOurs(reason) && isStale(columns, ref, this.#rule!)))
    this.#left++
    this.#leftRequests += query.cost.requests
    await this.#notes.add(channel, { answer: 'failed', reason }, refs)
  }

  #askParts(query: QueryStep['query']) {
    const run = this.#run
    return {
      source: this.#source,
      net: this.#door!,
      coverage: run.deps.store.coverage,
      committer: run.committer,
      book: run.book,
      version: this.#version,
      nowS: () => nowS(run),
      mustAffordPage: (credits: number) =>
        run.spending.mustAfford(this.#id, { requests: 1, credits }, this.#aboutToLeave),
      onPage: ({ present, requests, credits }: { present: number; requests: number; credits: number }) => {
        this.#tally.present += present
        this.#requestsRecorded += requests
        this.#giveBack(query)
        run.spending.spend(this.#id, credits)
      },
    }
  }

  /** Keeps a word under the channel, and counts the requests that no page of an answer told of. */
  async #remember(channel: number, endpoint: string, word: string | undefined): Promise<void> {
    const run = this.#run
    const at = nowS(run)
    const requests = this.#requests() - this.#requestsRecorded
    this.#requestsRecorded += requests
    await run.deps.store.exposures.commit(run.scan, [
      {
        channel,
        at,
        version: this.#version,
        askedAt: at,
        sightings: [],
        cursor: { endpoint, target: '', next: word },
        requests,
        credits: 0,
      },
    ])
  }

  #report(): SourceReport {
    const quota = this.#door?.state().quota ?? this.#source.quota
    const { error } = this.#halt ?? {}
    const unanswered = [...this.#channels.values()].reduce((sum, channel) => sum + channel.unanswered, 0)
    return {
      source: this.#id,
      name: this.#source.name,
      shape: 'ask',
      outcome: this.#halt === undefined ? 'done' : 'stopped',
      ...(this.#halt === undefined ? {} : { reason: this.#halt.reason }),
      ...(error === undefined ? {} : { because: error.message }),
      ...(error?.mend === undefined ? {} : { mend: error.mend }),
      ...(this.#summary === undefined ? {} : { summary: this.#summary }),
      requests: this.#requests(),
      queries: this.#queries,
      credits: this.#run.spending.credits(this.#id),
      ...(this.#halt?.closedUntil === undefined ? {} : { closedUntil: this.#halt.closedUntil }),
      left: { queries: this.#left, ms: timeTakenMs(this.#leftRequests, quota) },
      ...(unanswered === 0 ? {} : { unanswered }),
      ...(this.#catalogueFailed === undefined ? {} : { catalogueFailed: this.#catalogueFailed }),
    }
  }
}

/** `undefined` for what waiting does not mend. */
function reopenAfterMs(error: SourceError, attempt: number): number | undefined {
  if (error instanceof QuotaError) return Math.max(error.retryAfterMs ?? 0, firstReopenMs)
  if (error instanceof UnreachableError || error instanceof BlockedError) return firstReopenMs * 2 ** attempt
  return undefined
}
