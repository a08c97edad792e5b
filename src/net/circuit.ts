/** Why a source is left alone for a while. */
export type CircuitReason = 'network' | 'blocked'

export interface CircuitState {
  readonly state: 'closed' | 'open' | 'half-open'
  /** requests in a row that ended without an answer */
  readonly failures: number
  readonly reason?: CircuitReason
  /** until a probe may leave, ms from now */
  readonly forMs?: number
}

/** How a request that was let through ended; `neither` says nothing about whether the source can be reached. */
export type CircuitOutcome = 'answered' | CircuitReason | 'neither'

const trips = 5
const firstCoolDownMs = 30_000
const longestCoolDownMs = 600_000

/**
 * After five requests in a row without an answer, nothing leaves for 30 s; then one probe, and twice the wait (10 min at
 * most) each time it fails. An hour-long outage then costs a handful of requests instead of a scan's worth of time-outs.
 */
export class Circuit {
  #failures = 0
  #reason: CircuitReason | undefined
  #coolDownMs = firstCoolDownMs
  #openUntil: number | undefined
  #probing = false

  /** `pass` and `probe` go ahead and end with `settle`; `refuse` must not. */
  admit(now: number): 'pass' | 'probe' | 'refuse' {
    if (this.#openUntil === undefined) return 'pass'
    if (now < this.#openUntil || this.#probing) return 'refuse'
    this.#probing = true
    return 'probe'
  }

  /** @returns true when the circuit changed state */
  settle(admitted: 'pass' | 'probe', outcome: CircuitOutcome, now: number): boolean {
    if (admitted === 'probe') this.#probing = false
    if (outcome === 'neither') return false
    if (outcome === 'answered') return this.#close()
    // those that were on their way when it opened say nothing new
    if (this.#openUntil !== undefined && admitted !== 'probe') return false
    this.#failures++
    this.#reason = outcome
    if (this.#failures < trips) return false
    this.#openUntil = now + this.#coolDownMs
    this.#coolDownMs = Math.min(longestCoolDownMs, this.#coolDownMs * 2)
    return true
  }

  isOpen(): boolean {
    return this.#openUntil !== undefined
  }

  state(now: number): CircuitState {
    const reason = this.#reason === undefined ? {} : { reason: this.#reason }
    if (this.#openUntil === undefined) return { state: 'closed', failures: this.#failures, ...reason }
    const forMs = Math.max(0, this.#openUntil - now)
    return { state: forMs > 0 ? 'open' : 'half-open', failures: this.#failures, ...reason, forMs }
  }

  #close(): boolean {
    const changed = this.#openUntil !== undefined
    this.#failures = 0
    this.#reason = undefined
    this.#coolDownMs = firstCoolDownMs
    this.#openUntil = undefined
    return changed
  }
}
