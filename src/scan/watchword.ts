/** The matcher over everybody who is watched: built when first needed, and again when the lists have changed. */

import type { Population } from '../domain/index.ts'
import type { Matcher, WatchedSelector } from '../matcher/index.ts'
import type { ScanDeps } from './contract.ts'
import { loadRoster, type Roster } from './roster.ts'

export class Watchword {
  readonly #deps: ScanDeps
  readonly #populations: readonly Population[]
  #roster: Roster | undefined
  #listsVersion: number
  #matcher: Matcher | undefined

  constructor(deps: ScanDeps, populations: readonly Population[], roster: Roster, listsVersion: number) {
    this.#deps = deps
    this.#populations = populations
    this.#roster = roster
    this.#listsVersion = listsVersion
  }

  get listsVersion(): number {
    return this.#listsVersion
  }

  get matcher(): Matcher {
    if (this.#matcher === undefined) {
      this.#matcher = this.#deps.createMatcher(watchedOf(this.#roster!, this.#deps.clock.wallNow() / 1_000))
      this.#roster = undefined
    }
    return this.#matcher
  }

  async refresh(): Promise<void> {
    const version = await this.#deps.store.lists.version()
    if (version === this.#listsVersion) return
    this.#roster = await loadRoster(this.#deps.store, this.#populations)
    this.#matcher = undefined
    this.#listsVersion = version
  }
}

function* watchedOf(roster: Roster, nowS: number): Generator<WatchedSelector> {
  for (let position = 0; position < roster.size; position++) {
    if (roster.isExpired(position, nowS)) continue
    yield { ref: roster.refs[position]!, kind: roster.kind(position), canonical: roster.canonical(position) }
  }
}
