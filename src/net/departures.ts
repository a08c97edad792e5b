/**
 * The instants at which the last `size` requests left. With a quota of N in a window the next one may leave when the last
 * but N is a whole window ago: that is the sliding window a strict server counts, so a slow first connection cannot squeeze
 * the window behind it.
 */
export class Departures {
  readonly #size: number
  readonly #at: Float64Array
  #count = 0

  constructor(size: number, earlier?: Departures) {
    this.#size = size
    this.#at = new Float64Array(size).fill(Number.NEGATIVE_INFINITY)
    if (earlier === undefined) return
    this.#count = earlier.#count
    const kept = Math.min(size, earlier.#size, earlier.#count)
    for (let turn = this.#count - kept; turn < this.#count; turn++) {
      this.#at[turn % size] = earlier.#at[turn % earlier.#size] ?? Number.NEGATIVE_INFINITY
    }
  }

  /** the oldest of the last `of` departures, `size` at most; `-Infinity` while there are fewer */
  oldest(of: number): number {
    if (of > this.#count) return Number.NEGATIVE_INFINITY
    return this.#at[(this.#count - of) % this.#size] ?? Number.NEGATIVE_INFINITY
  }

  /** a turn given at `at`; its number serves to correct it */
  add(at: number): number {
    this.#at[this.#count % this.#size] = at
    return this.#count++
  }

  /** the request of this turn really left at `at`, or never (`-Infinity`) */
  correct(turn: number, at: number): void {
    if (this.#count - turn > this.#size) return
    this.#at[turn % this.#size] = at
  }

  isLast(turn: number): boolean {
    return turn === this.#count - 1
  }
}
