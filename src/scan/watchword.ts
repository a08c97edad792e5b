/** What is looked for in texts: everybody who is watched, and the names of organisations. Built when first needed, and again when the lists have changed. */
import type { Population } from '../domain/index.ts'
import {
  createOrganisationMatcher,
  type Matcher,
  type OrganisationMatcher,
  type WatchedSelector,
} from '../matcher/index.ts'
import type { ScanDeps } from './contract.ts'
import { loadRoster, type Roster } from './roster.ts'

export interface Watched {
  /** number of the lists it was built from */
  readonly listsVersion: number
  /** addresses, numbers and domains, in bytes */
  readonly matcher: Matcher
  /** names, in decoded text */
  readonly organisations: OrganisationMatcher
  /** the city's own domains and names by ref: what may be shown as it is */
  readonly terms: ReadonlyMap<number, string>
}

export class Watchword {
  readonly #deps: ScanDeps
  readonly #populations: readonly Population[]
  #roster: Roster | undefined
  #listsVersion: number
  #watched: Watched | undefined

  constructor(deps: ScanDeps, populations: readonly Population[], roster: Roster, listsVersion: number) {
    this.#deps = deps
    this.#populations = populations
    this.#roster = roster
    this.#listsVersion = listsVersion
  }

  /** As of now. */
  async current(): Promise<Watched> {
    const version = await this.#deps.store.lists.version()
    if (version !== this.#listsVersion) {
      this.#roster = await loadRoster(this.#deps.store, this.#populations)
      this.#watched = undefined
      this.#listsVersion = version
    }
    return this.#built()
  }

  #built(): Watched {
    if (this.#watched === undefined) {
      const roster = this.#roster!
      const nowS = this.#deps.clock.wallNow() / 1_000
      const names: { ref: number; name: string }[] = []
      const domains: { ref: number; name: string }[] = []
      for (let position = 0; position < roster.size; position++) {
        const kind = roster.kind(position)
        if ((kind !== 'organisation' && kind !== 'domain') || roster.isExpired(position, nowS)) continue
        const term = { ref: roster.refs[position]!, name: roster.canonical(position) }
        if (kind === 'domain') domains.push(term)
        else names.push(term)
      }
      this.#watched = {
        listsVersion: this.#listsVersion,
        matcher: this.#deps.createMatcher(inBytes(roster, nowS)),
        organisations: createOrganisationMatcher({ names, domains: domains.map(({ name }) => name) }),
        terms: new Map([...names, ...domains].map(({ ref, name }) => [ref, name])),
      }
      this.#roster = undefined
    }
    return this.#watched
  }
}

function* inBytes(roster: Roster, nowS: number): Generator<WatchedSelector> {
  for (let position = 0; position < roster.size; position++) {
    const kind = roster.kind(position)
    if (kind === 'organisation' || roster.isExpired(position, nowS)) continue
    yield { ref: roster.refs[position]!, kind, canonical: roster.canonical(position) }
  }
}
