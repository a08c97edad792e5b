/** Counting, for one finding or for many together: persons once each, records once in each leak. */
import { isNobodys, isPersonalKind } from '../../domain/index.ts'
import type { ExposureLine } from '../exposure-lines.ts'
import type { NameNumbers } from '../name-numbers.ts'
import { PersonCounter, type PersonRange } from '../persons.ts'
import type { Counts, PopulationCounts } from './contract.ts'

interface Group {
  readonly persons: PersonCounter
  /** per incident: a record is a line of one leak */
  readonly records: Map<string, { readonly persons: PersonCounter; exposures: number }>
}

/**
 * Persons are counted over all lines together, each once. Of records there are, in each incident, at least as many as persons
 * and at most as many as selectors: one line of a leak may hold an address and a number, or they may stand on two.
 */
export class CountsTally {
  readonly #names: NameNumbers
  readonly #all: Group
  readonly #populations = new Map<string, Group>()
  readonly #domains = new Set<string>()
  readonly #incidents = new Set<string>()

  /** @param names shared by all tallies of one report */
  constructor(names: NameNumbers) {
    this.#names = names
    this.#all = newGroup(names)
  }

  add(line: ExposureLine): void {
    this.#incidents.add(line.incident.id)
    if (line.kind === 'domain') this.#domains.add(line.ref)
    if (!isPersonalKind(line.kind)) return
    addTo(this.#all, line, this.#names)
    for (const name of line.populations) {
      if (isNobodys(name)) continue
      let group = this.#populations.get(name)
      if (group === undefined) {
        group = newGroup(this.#names)
        this.#populations.set(name, group)
      }
      addTo(group, line, this.#names)
    }
  }

  /** An incident in which nobody was found, but a domain or a canary record. */
  meet(incident: string): void {
    this.#incidents.add(incident)
  }

  counts(categories: ReadonlyMap<string, string>): Counts {
    return {
      findings: this.#incidents.size,
      exposures: exposuresOf(this.#all),
      persons: this.#all.persons.range(),
      records: recordsOf(this.#all),
      domains: this.#domains.size,
      populations: [...this.#populations].map(([population, group]): PopulationCounts => {
        const category = categories.get(population)
        return {
          population,
          ...(category === undefined ? {} : { category }),
          persons: group.persons.range(),
          records: recordsOf(group),
        }
      }),
    }
  }
}

function newGroup(names: NameNumbers): Group {
  return { persons: new PersonCounter(names), records: new Map() }
}

function addTo(group: Group, line: ExposureLine, names: NameNumbers): void {
  group.persons.add(line)
  const of = group.records.get(line.incident.id)
  if (of === undefined) {
    const persons = new PersonCounter(names)
    persons.add(line)
    group.records.set(line.incident.id, { persons, exposures: 1 })
    return
  }
  of.persons.add(line)
  of.exposures++
}

function exposuresOf(group: Group): number {
  return [...group.records.values()].reduce((sum, { exposures }) => sum + exposures, 0)
}

function recordsOf(group: Group): PersonRange {
  const low = [...group.records.values()].reduce((sum, { persons }) => sum + persons.range().low, 0)
  return { low, high: exposuresOf(group) }
}
