/**
 * Group commit. Pages wait until half of what is being asked has come back, 50 ms at most and never more than 256 together;
 * a slow source thus commits each answer by itself and a fast one some dozens at a time. Whoever adds a page waits until it
 * is committed: an answer counts from then on.
 */
import type { SourceEvent } from '../domain/index.ts'
import type { AnswerRecord, Store } from '../store/index.ts'
import type { ExposureCounts } from './contract.ts'
import type { EventBook } from './events.ts'

const longestWaitMs = 50
const largestGroup = 256

/** A page on its way into the store. */
export interface Pending {
  readonly source: string
  /** all that the record will look up in the book */
  readonly events: readonly SourceEvent[]
  /** called once the events are saved */
  build(): AnswerRecord
}

interface Waiting {
  readonly pending: Pending
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export class Committer {
  readonly #store: Store
  readonly #scan: number
  readonly #book: EventBook
  readonly #now: () => Date
  readonly #queue: Waiting[] = []
  readonly #exposures = { new: 0, back: 0, withdrawn: 0 }
  #timer: NodeJS.Timeout | undefined
  #working = false
  /** pages that are being asked for now, over all sources */
  inFlight = 0

  constructor(store: Store, scan: number, book: EventBook, now: () => Date) {
    this.#store = store
    this.#scan = scan
    this.#book = book
    this.#now = now
  }

  get exposures(): ExposureCounts {
    return { ...this.#exposures }
  }

  /** @throws StoreError when the group could not be committed; nothing of it was then */
  add(pending: Pending): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ pending, resolve, reject })
      this.#consider()
    })
  }

  /** For what is committed elsewhere in one transaction with something else. */
  count(summary: {
    readonly newExposures: number
    readonly backExposures: number
    readonly withdrawnExposures: number
  }): void {
    this.#exposures.new += summary.newExposures
    this.#exposures.back += summary.backExposures
    this.#exposures.withdrawn += summary.withdrawnExposures
  }

  #consider(): void {
    if (this.#working || this.#queue.length === 0) return
    if (this.#queue.length >= Math.min(largestGroup, Math.ceil(this.inFlight / 2))) {
      void this.#work()
      return
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      if (!this.#working) void this.#work()
    }, longestWaitMs)
  }

  async #work(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#working = true
    const group = this.#queue.splice(0, largestGroup)
    try {
      await this.#commit(group.map(({ pending }) => pending))
      for (const { resolve } of group) resolve()
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
    this.#working = false
    this.#consider()
  }

  async #commit(group: readonly Pending[]): Promise<void> {
    const at = this.#now().toISOString()
    for (const [source, pages] of Map.groupBy(group, ({ source }) => source)) {
      await this.#book.ensure(
        source,
        pages.flatMap(({ events }) => events),
        at,
      )
    }
    this.count(
      await this.#store.exposures.commit(
        this.#scan,
        group.map((pending) => pending.build()),
      ),
    )
  }
}
