/**
 * How a run ends before its work does: by the signal, by its time box, or because something broke. First nothing new is
 * begun; what is under way has two seconds to come home, then its connection is closed.
 */
import type { Clock } from '../net/index.ts'

const graceMs = 2_000

export class Stop {
  readonly #soft = new AbortController()
  readonly #hard = new AbortController()
  readonly #ended = new AbortController()
  readonly #clock: Clock
  #why: 'signal' | 'time' | 'error' | undefined
  #error: unknown

  constructor(clock: Clock, signal: AbortSignal | undefined, forMs: number | undefined) {
    this.#clock = clock
    if (signal?.aborted) this.#begin('signal')
    signal?.addEventListener('abort', () => this.#begin('signal'), { signal: this.#ended.signal })
    if (forMs !== undefined) this.#after(forMs, () => this.#begin('time'))
  }

  /** aborts when nothing new is to be begun */
  get soft(): AbortSignal {
    return this.#soft.signal
  }

  /** aborts when what is under way is to end */
  get hard(): AbortSignal {
    return this.#hard.signal
  }

  get interrupted(): 'signal' | 'time' | undefined {
    return this.#why === 'error' ? undefined : this.#why
  }

  get hasFailed(): boolean {
    return this.#why === 'error'
  }

  /** Something that no source is to blame for: the whole run ends, with this error. */
  fail(error: unknown): void {
    if (this.#why === 'error') return
    this.#why = 'error'
    this.#error = error
    this.#soft.abort()
    this.#hard.abort()
  }

  /** @throws what `fail` was told */
  throwIfFailed(): void {
    if (this.#why === 'error') throw this.#error
  }

  /** Ends the time box. */
  dispose(): void {
    this.#ended.abort()
  }

  #begin(why: 'signal' | 'time'): void {
    if (this.#why !== undefined) return
    this.#why = why
    this.#soft.abort()
    this.#after(graceMs, () => this.#hard.abort())
  }

  #after(ms: number, then: () => void): void {
    this.#clock.sleep(ms, this.#ended.signal).then(then, (error: unknown) => {
      if (!this.#ended.signal.aborted) this.fail(error)
    })
  }
}
