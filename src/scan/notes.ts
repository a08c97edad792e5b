/** Notes of cells that are not going to be answered, written some thousands at a time. */
import type { Store, UnansweredState } from '../store/index.ts'
import type { Channel } from './channel.ts'

/** the store keeps them by the page of some thousand selectors: few of these are written twice */
const groupSize = 32_768

export class Notes {
  readonly #store: Store
  readonly #nowS: () => number
  readonly #waiting = new Map<Channel, { readonly ref: number; readonly state: UnansweredState }[]>()

  constructor(store: Store, nowS: () => number) {
    this.#store = store
    this.#nowS = nowS
  }

  async add(channel: Channel, state: UnansweredState, refs: readonly number[]): Promise<void> {
    const waiting = this.#waiting.get(channel) ?? []
    this.#waiting.set(channel, waiting)
    for (const ref of refs) if (channel.isNews(ref, state)) waiting.push({ ref, state })
    while (waiting.length >= groupSize) await this.#write(channel, waiting.splice(0, groupSize))
  }

  async flush(): Promise<void> {
    for (const [channel, waiting] of this.#waiting) await this.#write(channel, waiting.splice(0))
  }

  async #write(channel: Channel, notes: readonly { readonly ref: number; readonly state: UnansweredState }[]) {
    if (notes.length === 0) return
    const at = this.#nowS()
    await this.#store.coverage.note(channel.number, at, notes)
    for (const { ref, state } of notes) channel.noted([ref], state, at)
  }
}
