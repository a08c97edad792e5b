/** Which sources are at work: one that has to wait waits only while others still make the run worth its time. */
import type { Clock } from '../net/index.ts'

export class Companions {
  readonly #clock: Clock
  #working = 0
  readonly #waits = new Set<AbortController>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  begin(): void {
    this.#working++
  }

  end(): void {
    this.#working--
    if (this.#working > 0) return
    for (const wait of this.#waits) wait.abort()
  }

  /**
   * To be called by one that is at work. True when the time has passed while others worked; false when nobody did (any more),
   * or `signal` came.
   */
  async waitWhileOthersWork(ms: number, signal: AbortSignal): Promise<boolean> {
    const wait = new AbortController()
    this.#waits.add(wait)
    this.end()
    try {
      if (this.#working === 0 || signal.aborted) return false
      await this.#clock.sleep(ms, AbortSignal.any([wait.signal, signal]))
      return true
    } catch (error) {
      if (wait.signal.aborted || signal.aborted) return false
      throw error
    } finally {
      this.#waits.delete(wait)
      this.begin()
    }
  }
}
