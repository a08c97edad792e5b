/**
 * One queue per key: every request of a source takes its turn here, whatever its endpoint.
 *
 * - Turns are spread evenly over the window instead of spent in a burst: a smoothing server and a sliding window are both
 *   content, and N requests still take about N/R.
 * - We go slower than the quota by 0.75 % (2 % when the window is short), because requests do not all travel equally fast.
 * - A timer that fires late may be caught up, by a quarter of a second at most.
 * - A turn counts from the moment its request leaves, and one that never left is given back.
 */
import type { Clock } from './clock.ts'
import type { Quota } from './contract.ts'
import { Departures } from './departures.ts'

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

export class Pacer {
  readonly #clock: Clock
  readonly #maxInFlight: number
  readonly #queue: Waiter[] = []
  #quota: Quota
  #spacingMs = 0
  #windowMs = 0
  #catchUpMs = 0
  #departures: Departures | undefined
  #nextAt = Number.NEGATIVE_INFINITY
  #openAt = Number.NEGATIVE_INFINITY
  #inFlight = 0
  #alarm: { readonly at: number; readonly controller: AbortController } | undefined

  constructor(clock: Clock, quota: Quota, maxInFlight: number) {
    this.#clock = clock
    this.#maxInFlight = maxInFlight
    this.#quota = quota
    this.setQuota(quota)
  }

  get quota(): Quota {
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

  /** @throws RangeError for a quota that is not positive; `Infinity` requests mean no pace */
  setQuota(quota: Quota): void {
    if (!(quota.requests > 0) || !(quota.perMs > 0)) throw new RangeError('quota must be positive')
    this.#quota = quota
    if (quota.requests === Number.POSITIVE_INFINITY) {
      this.#spacingMs = 0
      this.#departures = undefined
    } else {
      const margin = Math.min(0.02, Math.max(0.0075, 50 / quota.perMs))
      const whole = Math.max(1, Math.floor(quota.requests))
      this.#spacingMs = (quota.perMs / quota.requests) * (1 + margin)
      // half the margin: at the usual pace this rule never bites, so that late timers do not add up from window to window
      this.#windowMs = ((quota.perMs * whole) / quota.requests) * (1 + margin / 2)
      this.#catchUpMs = Math.min(250, Math.max(20, 2 * this.#spacingMs))
      this.#departures = whole > maxRemembered ? undefined : new Departures(whole, this.#departures)
    }
    this.#serve()
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
    if (this.#spacingMs === 0) return this.#openAt - now
    const windowOpens = (this.#departures?.oldest() ?? Number.NEGATIVE_INFINITY) + this.#windowMs
    return Math.max(this.#openAt, this.#nextAt, windowOpens) - now
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
    if (this.#spacingMs === 0) return this.#turn(undefined, 0)
    const now = this.#clock.now()
    const started = this.#nextAt !== Number.NEGATIVE_INFINITY
    const base = started ? Math.max(this.#nextAt, this.#openAt, now - this.#catchUpMs) : now
    this.#nextAt = base + this.#spacingMs
    return this.#turn(this.#departures?.add(now), this.#spacingMs)
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
