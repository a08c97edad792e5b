/**
 * One queue per key: every request of a source takes its turn here, whatever its endpoint.
 *
 * - Turns are spread evenly over the window instead of spent in a burst: a smoothing server and a sliding window are both
 *   content, and N requests still take about N/R.
 * - Of several quotas (2 a second, 25 an hour) the fastest gives the spacing; the others are windows that may be full.
 * - We go slower than the quota by 0.75 % (2 % when the window is short), because requests do not all travel equally fast.
 * - A timer that fires late may be caught up, by a quarter of a second at most.
 * - A turn counts from the moment its request leaves, and one that never left is given back.
 * - With a ledger, what a former process sent counts too. Turns are written there before they are given, some at once where the
 *   quota is wide: a process that was killed is taken to have used what it wrote down.
 */
import type { Clock } from './clock.ts'
import type { Quotas } from './contract.ts'
import { Departures } from './departures.ts'
import type { Ledger } from './ledger.ts'
import { fastestOf, quotasOf } from './quota.ts'

/** Leave to send one request. `done` must be called once; `left` before it, when the request was written to a socket. */
export interface Turn {
  left(): void
  done(): void
}

interface Waiter {
  readonly resolve: (turn: Turn) => void
  readonly reject: (error: Error) => void
}

/** beyond this many requests a window the even spacing alone is kept (memory) */
const maxRemembered = 100_000

/** of the narrowest window, written down at once: as much as a killed process may have left unused */
const writtenAtOnce = 0.05

/** At most `requests` in any `windowMs`. */
interface Window {
  readonly requests: number
  readonly windowMs: number
}

export class Pacer {
  readonly #clock: Clock
  readonly #maxInFlight: number
  readonly #queue: Waiter[] = []
  #quota: Quotas
  #spacingMs = 0
  #windows: readonly Window[] = []
  #catchUpMs = 0
  #departures: Departures | undefined
  #nextAt = Number.NEGATIVE_INFINITY
  #openAt = Number.NEGATIVE_INFINITY
  #inFlight = 0
  #alarm: { readonly at: number; readonly controller: AbortController } | undefined
  readonly #ledger: Ledger | undefined
  readonly #assumed: Quotas
  /** of former processes, in this clock */
  readonly #past: readonly number[]
  /** turns that are written down and not given yet */
  #written = 0

  constructor(clock: Clock, quota: Quotas, maxInFlight: number, ledger?: Ledger) {
    this.#clock = clock
    this.#maxInFlight = maxInFlight
    this.#quota = quota
    this.#ledger = ledger
    this.#assumed = quota
    const { at, told } = ledger === undefined ? { at: [] } : pastOf(ledger, clock, quota)
    this.#past = at
    this.#pace(told ?? quota)
  }

  get quota(): Quotas {
    return this.#quota
  }

  get inFlight(): number {
    return this.#inFlight
  }

  get waiting(): number {
    return this.#queue.length
  }

  /** clock time before which nothing leaves; `-Infinity` when nothing holds it */
  get openAt(): number {
    return this.#openAt
  }

  /** ms until the next request may leave; 0 or less for at once, `Infinity` while as many are under way as may be */
  get opensInMs(): number {
    return this.#opensIn()
  }

  /** @throws RangeError for a quota that is not positive; `Infinity` requests mean no pace */
  setQuota(quota: Quotas): void {
    const before = this.#quota
    this.#pace(quota)
    if (JSON.stringify(quotasOf(before)) !== JSON.stringify(quotasOf(quota))) this.#ledger?.tell(this.#assumed, quota)
  }

  #pace(quota: Quotas): void {
    const all = quotasOf(quota)
    if (all.length === 0 || !all.every(({ requests, perMs }) => requests > 0 && perMs > 0)) {
      throw new RangeError('quota must be positive')
    }
    this.#quota = quota
    const fastest = fastestOf(quota)
    const spread = fastest.requests === Number.POSITIVE_INFINITY ? 0 : fastest.perMs / fastest.requests
    this.#spacingMs = spread * (1 + marginOf(fastest.perMs))
    this.#catchUpMs = Math.min(250, Math.max(20, 2 * this.#spacingMs))
    this.#windows = all
      .map(({ requests, perMs }) => {
        const whole = Math.max(1, Math.floor(requests))
        // half the margin: at the usual pace this rule never bites, so that late timers do not add up from window to window
        return { requests: whole, windowMs: ((perMs * whole) / requests) * (1 + marginOf(perMs) / 2) }
      })
      .filter(({ requests }) => requests <= maxRemembered)
    const most = Math.max(0, ...this.#windows.map(({ requests }) => requests))
    this.#departures = this.#remember(most)
    this.#serve()
  }

  #remember(most: number): Departures | undefined {
    if (most === 0) return undefined
    // a wider quota than was believed at first: the past counts in full
    const room = Math.max(most, this.#past.length)
    const kept = new Departures(room, this.#departures)
    if (this.#departures !== undefined || this.#past.length === 0) return kept
    for (const at of this.#past) kept.add(at)
    const next = this.#past.at(-1)! + this.#spacingMs
    if (next > this.#clock.now()) this.#nextAt = next
    return kept
  }

  /** Waits for a turn; `first` goes before all others (a retry is older than they are). Rejects through `refuseWaiting`. */
  take(first = false): Turn | Promise<Turn> {
    if (this.#queue.length === 0 && this.#opensIn() <= 0) return this.#give()
    return new Promise((resolve, reject) => {
      if (first) this.#queue.unshift({ resolve, reject })
      else this.#queue.push({ resolve, reject })
      this.#serve()
    })
  }

  /** Nothing leaves before this clock time. */
  holdUntil(at: number): void {
    this.#openAt = Math.max(this.#openAt, at)
  }

  refuseWaiting(error: () => Error): void {
    for (const waiter of this.#queue.splice(0)) waiter.reject(error())
    this.#disarm()
  }

  #opensIn(): number {
    if (this.#inFlight >= this.#maxInFlight) return Number.POSITIVE_INFINITY
    const now = this.#clock.now()
    let opensAt = Math.max(this.#openAt, this.#nextAt)
    for (const { requests, windowMs } of this.#windows) {
      opensAt = Math.max(opensAt, this.#departures!.oldest(requests) + windowMs)
    }
    return opensAt - now
  }

  #serve(): void {
    while (this.#queue.length > 0) {
      const waitMs = this.#opensIn()
      if (waitMs > 0) {
        if (waitMs !== Number.POSITIVE_INFINITY) this.#arm(this.#clock.now() + waitMs, waitMs)
        return
      }
      this.#queue.shift()?.resolve(this.#give())
    }
    this.#disarm()
  }

  #give(): Turn {
    this.#inFlight++
    this.#writeDown()
    const now = this.#clock.now()
    if (this.#spacingMs === 0) return this.#turn(this.#departures?.add(now), 0)
    const started = this.#nextAt !== Number.NEGATIVE_INFINITY
    const base = started ? Math.max(this.#nextAt, this.#openAt, now - this.#catchUpMs) : now
    this.#nextAt = base + this.#spacingMs
    return this.#turn(this.#departures?.add(now), this.#spacingMs)
  }

  #writeDown(): void {
    if (this.#ledger === undefined || this.#windows.length === 0) return
    if (this.#written === 0) {
      const narrowest = Math.min(...this.#windows.map(({ requests }) => requests))
      this.#written = Math.max(1, Math.floor(narrowest * writtenAtOnce))
      // by the time the last of them leaves
      const at = this.#clock.wallNow() + (this.#written - 1) * this.#spacingMs
      this.#ledger.write({ at, count: this.#written })
    }
    this.#written--
  }

  #turn(number: number | undefined, spacingMs: number): Turn {
    let left = false
    let done = false
    return {
      left: () => {
        if (left) return
        left = true
        if (number !== undefined) this.#departures?.correct(number, this.#clock.now())
      },
      done: () => {
        if (done) return
        done = true
        this.#inFlight--
        if (!left && number !== undefined) this.#giveBack(number, spacingMs)
        this.#serve()
      },
    }
  }

  #giveBack(number: number, spacingMs: number): void {
    if (this.#ledger !== undefined) this.#written++
    this.#departures?.correct(number, Number.NEGATIVE_INFINITY)
    // a later turn was already spaced from this one: its distance to the one before must stay
    if (this.#departures?.isLast(number)) this.#nextAt -= spacingMs
  }

  #arm(at: number, waitMs: number): void {
    if (this.#alarm !== undefined && Math.abs(this.#alarm.at - at) < 0.5) return
    this.#disarm()
    const controller = new AbortController()
    this.#alarm = { at, controller }
    this.#clock.sleep(waitMs, controller.signal).then(
      () => {
        this.#alarm = undefined
        this.#serve()
      },
      (error: unknown) => {
        if (!controller.signal.aborted) throw error
      },
    )
  }

  #disarm(): void {
    this.#alarm?.controller.abort()
    this.#alarm = undefined
  }
}

/**
 * What left in the longest of the windows, in the clock of this process, and what the source told of its quota then: counted
 * by the narrow one that is assumed, a wide past would hold the next request up for nothing.
 */
function pastOf(
  ledger: Ledger,
  clock: Clock,
  quota: Quotas,
): { readonly at: readonly number[]; readonly told?: Quotas | undefined } {
  const now = clock.now()
  const wallNow = clock.wallNow()
  const longestMs = Math.max(...quotasOf(quota).map(({ perMs }) => perMs))
  const past = ledger.read(wallNow - longestMs * (1 + marginOf(longestMs)), wallNow, quota)
  const at = past.left
    .flatMap((left) => Array.from({ length: left.count }, () => now + (left.at - wallNow)))
    .toSorted((a, b) => a - b)
    .slice(-maxRemembered)
  return at.length === 0 ? { at } : { at, told: past.quota }
}

/** Requests do not all travel equally fast. */
function marginOf(perMs: number): number {
  return Math.min(0.02, Math.max(0.0075, 50 / perMs))
}
