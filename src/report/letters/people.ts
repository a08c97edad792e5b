/** Whom the city has to write to: those of confirmed findings, joined with the city's own directory, in memory only. */
import type { Attribution } from '../../assess/index.ts'
import type { Selector } from '../../domain/index.ts'
import type { Store } from '../../store/index.ts'
import { type ExposureLine, exposureLines } from '../exposure-lines.ts'
import { incidentFilter, type ReportScope, standingOf } from '../model/index.ts'

/** Somebody, or an address or number that no list says whose it is. */
export interface Concerned {
  /** `p-…`, else `s-…` */
  readonly ref: string
  readonly populations: Set<string>
  readonly incidents: Set<string>
  readonly dataClasses: Set<string>
}

export interface ConcernedPeople {
  /** by person or selector, as above */
  readonly all: ReadonlyMap<string, Concerned>
  /** key in `all` of a selector, by its own name */
  keyOf(selectorName: string): string | undefined
}

export interface PeopleOptions {
  readonly now: Date
  readonly scope: ReportScope
  readonly attributions: readonly Attribution[]
}

/** Those of confirmed exposures with one of the attributions. @throws InputError for an incident that is not there */
export async function concernedPeople(store: Store, options: PeopleOptions): Promise<ConcernedPeople> {
  const all = new Map<string, Concerned>()
  const keys = new Map<string, string>()
  const filter = await incidentFilter(store, options.scope)
  for await (const lines of exposureLines(store, { now: options.now, filter })) {
    for (const line of lines) {
      if (!isMeant(line, options)) continue
      const key = line.person ?? line.ref
      keys.set(line.ref, key)
      const concerned = all.get(key) ?? newConcerned(key)
      all.set(key, concerned)
      for (const population of line.populations) concerned.populations.add(population)
      for (const word of line.dataClasses) concerned.dataClasses.add(word)
      concerned.incidents.add(line.incident.id)
    }
  }
  return { all, keyOf: (name) => keys.get(name) }
}

function newConcerned(ref: string): Concerned {
  return { ref, populations: new Set(), incidents: new Set(), dataClasses: new Set() }
}

function isMeant(line: ExposureLine, { scope, attributions }: PeopleOptions): boolean {
  const standing = standingOf(line.qualification)
  if (standing.state !== 'confirmed' || !attributions.includes(standing.attribution)) return false
  if (line.state === 'withdrawn' || (line.kind !== 'email' && line.kind !== 'phone')) return false
  return scope.since === undefined || line.firstSeenAt >= scope.since
}

/** A row of the city's own file. */
export interface DirectoryRow {
  readonly cells: ReadonlyMap<string, string>
  readonly person?: string | undefined
  readonly selectors: readonly Selector[]
}

export interface Recipient {
  readonly concerned: Concerned
  readonly cells: ReadonlyMap<string, string>
}

/** Those of the directory who are concerned, each once; and how many of the concerned are not in it. */
export class DirectoryJoin {
  readonly #store: Store
  readonly #people: ConcernedPeople
  readonly #populations: readonly string[]
  /** by key; a row that links several keys is one recipient for all of them */
  readonly #met = new Map<string, Recipient>()

  constructor(store: Store, people: ConcernedPeople) {
    this.#store = store
    this.#people = people
    this.#populations = [...new Set([...people.all.values()].flatMap(({ populations }) => [...populations]))]
  }

  /** Takes a row; nothing comes of one in which nobody is concerned. What another row told of the same person is added to it. */
  async meet(row: DirectoryRow): Promise<void> {
    const keys = await this.#keysOf(row)
    const [first] = keys
    if (first === undefined) return
    const known = keys.flatMap((key) => this.#met.get(key) ?? [])[0]
    const recipient = known ?? { concerned: newConcerned(first), cells: row.cells }
    for (const key of keys) {
      addTo(recipient.concerned, this.#people.all.get(key)!)
      this.#met.set(key, recipient)
    }
  }

  /** Each once, in the order of the directory. */
  get recipients(): readonly Recipient[] {
    return [...new Set(this.#met.values())]
  }

  /** Of the concerned, how many no row of the directory was about. */
  get unmatched(): number {
    return this.#people.all.size - this.#met.size
  }

  async #keysOf({ person, selectors }: DirectoryRow): Promise<readonly string[]> {
    const keys = new Set<string>()
    if (person !== undefined) {
      for (const population of this.#populations) {
        const name = this.#store.lists.personName(population, person)
        if (this.#people.all.has(name)) keys.add(name)
      }
    }
    for (const selector of selectors) {
      const found = await this.#store.lists.find(selector)
      if (found === undefined) continue
      const key = this.#people.keyOf(found.name) ?? found.person
      if (key !== undefined && this.#people.all.has(key)) keys.add(key)
    }
    return [...keys]
  }
}

function addTo(all: Concerned, { populations, incidents, dataClasses }: Concerned): void {
  for (const one of populations) all.populations.add(one)
  for (const one of incidents) all.incidents.add(one)
  for (const one of dataClasses) all.dataClasses.add(one)
}
