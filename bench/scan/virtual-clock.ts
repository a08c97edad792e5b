/** Time that passes only while nobody has anything to do: nights of pacing in seconds. */
import type { Clock } from '../../src/net/index.ts'

interface Sleeper {
  readonly at: number
  wake(): void
}

/** quiet turns of the event loop before time moves: answers of the simulator need a few */
const quietTurns = 4

export class VirtualClock implements Clock {
  readonly #startMs: number
  readonly #isBusy: () => boolean
  readonly #sleepers = new Set<Sleeper>()
  #now = 0
  #isPumping = false

  /** @param isBusy true while a request is under way */
  constructor(startMs: number, isBusy: () => boolean) {
    this.#startMs = startMs
    this.#isBusy = isBusy
  }

  now(): number {
    return this.#now
  }

  wallNow(): number {
    return this.#startMs + this.#now
  }

  /** Moves on to this wall time; nobody may be asleep. */
  moveTo(wallMs: number): void {
    this.#now = Math.max(this.#now, wallMs - this.#startMs)
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const sleeper: Sleeper = {
        at: this.#now + ms,
        wake: () => {
          signal?.removeEventListener('abort', stopped)
          resolve()
        },
      }
      const stopped = () => {
        this.#sleepers.delete(sleeper)
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', stopped, { once: true })
      this.#sleepers.add(sleeper)
      if (!this.#isPumping) void this.#pump()
    })
  }

  async #pump(): Promise<void> {
    this.#isPumping = true
    for (let quiet = 0; this.#sleepers.size > 0; ) {
      await new Promise((resolve) => setImmediate(resolve))
      quiet = this.#isBusy() ? 0 : quiet + 1
      if (quiet < quietTurns) continue
      quiet = 0
      const [first] = [...this.#sleepers].sort((a, b) => a.at - b.at)
      if (first === undefined) break
      this.#sleepers.delete(first)
      this.#now = Math.max(this.#now, first.at)
      first.wake()
    }
    this.#isPumping = false
  }
}
