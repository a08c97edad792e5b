/** One place during one run: its own clock, and what became of its readings. */
import type { FailedReason } from '../domain/index.ts'
import { placeId, type WatchPlace, type WatchSource } from '../sources/index.ts'
import type { Store } from '../store/index.ts'
import type { PlaceReport } from './contract.ts'

export class PlaceRun {
  /** under which readings are kept: `telegram/canal`, or the source's own id */
  readonly id: string
  readonly place: WatchPlace | undefined
  readonly #name: string
  readonly #intervalMs: number
  /** of the latest attempt, by this run or another; ms since 1970 */
  #triedAtMs = Number.NEGATIVE_INFINITY
  #listRead = false
  #listFailed: FailedReason | undefined
  #gap = false

  constructor(source: WatchSource, place: WatchPlace | undefined) {
    this.id = placeId(source, place)
    this.place = place
    this.#name = place?.name ?? source.name
    this.#intervalMs = source.minListIntervalMs
  }

  /** What is kept of its readings; another run may have read it meanwhile. */
  async standing(store: Store): Promise<{ readonly wasRead: boolean; readonly state?: string }> {
    const standing = await store.watch.standing(this.id)
    if (standing.triedAt !== undefined) this.#triedAtMs = Date.parse(standing.triedAt)
    return standing
  }

  /** A clock that was set back says nothing about when the list was read. */
  isTime(nowMs: number): boolean {
    return nowMs < this.#triedAtMs || nowMs >= this.#triedAtMs + this.#intervalMs
  }

  /** ms since 1970 */
  get nextAtMs(): number {
    return this.#triedAtMs + this.#intervalMs
  }

  read(atMs: number, gap: boolean): void {
    this.#triedAtMs = atMs
    this.#listRead = true
    this.#listFailed = undefined
    this.#gap ||= gap
  }

  failed(atMs: number, reason: FailedReason): void {
    this.#triedAtMs = atMs
    this.#listFailed = reason
  }

  report(): PlaceReport {
    return {
      place: this.id,
      name: this.#name,
      listRead: this.#listRead,
      ...(this.#listFailed === undefined ? {} : { listFailed: this.#listFailed }),
      gap: this.#gap,
    }
  }
}
