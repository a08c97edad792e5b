/** Whether a source may be asked at all right now, and the error that says why not. */
import {
  AuthError,
  BlockedError,
  ContractError,
  InterruptedError,
  QuotaError,
  UnreachableError,
  type VigieError,
} from '../domain/index.ts'
import { Circuit, type CircuitOutcome, type CircuitState } from './circuit.ts'
import type { Clock } from './clock.ts'

export class Standing {
  readonly #source: string
  readonly #clock: Clock
  readonly #stop: AbortSignal
  readonly #circuit = new Circuit()
  /** clock time until which the source has closed itself, too far to wait for */
  #closedUntil = Number.NEGATIVE_INFINITY

  constructor(source: string, clock: Clock, stop: AbortSignal) {
    this.#source = source
    this.#clock = clock
    this.#stop = stop
  }

  /** @throws UnreachableError or BlockedError while the circuit is open */
  admit(): 'pass' | 'probe' {
    this.throwIfShut()
    const admitted = this.#circuit.admit(this.#clock.now())
    if (admitted === 'refuse') throw this.leftAlone()
    return admitted
  }

  /** @returns the circuit's new state, when it changed */
  settle(admitted: 'pass' | 'probe', outcome: CircuitOutcome): CircuitState | undefined {
    const now = this.#clock.now()
    return this.#circuit.settle(admitted, outcome, now) ? this.#circuit.state(now) : undefined
  }

  /** @throws InterruptedError or, while the source has closed itself, QuotaError */
  throwIfShut(): void {
    if (this.#stop.aborted) throw this.interrupted()
    if (this.#clock.now() < this.#closedUntil) throw this.closed()
  }

  closeUntil(at: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, at)
  }

  get closedUntil(): number {
    return this.#closedUntil
  }

  isCircuitOpen(): boolean {
    return this.#circuit.isOpen()
  }

  circuit(): CircuitState {
    return this.#circuit.state(this.#clock.now())
  }

  interrupted(): InterruptedError {
    return new InterruptedError(`${this.#source}: stopped before its answer`)
  }

  closed(): QuotaError {
    const ms = Math.max(0, this.#closedUntil - this.#clock.now())
    return new QuotaError(this.#source, `${this.#source}: closed by its quota for ${Math.ceil(ms / 1_000)} s`, ms)
  }

  leftAlone(): VigieError {
    const { failures, reason, forMs = 0 } = this.circuit()
    const wait = `for ${Math.ceil(forMs / 1_000)} s`
    const message = `${this.#source}: left alone after ${failures} failures in a row, ${wait}`
    return reason === 'blocked' ? new BlockedError(this.#source, message) : new UnreachableError(this.#source, message)
  }
}

/** What the end of a request says about whether its source can be reached. */
export function circuitOutcome(error: unknown): CircuitOutcome {
  if (error instanceof UnreachableError) return 'network'
  if (error instanceof BlockedError) return 'blocked'
  return error instanceof AuthError || error instanceof ContractError ? 'answered' : 'neither'
}
