/**
 * Counting persons, which are not selectors and not records. An address and a number are one person only where the city's own
 * lists link them; of those that nothing links, there are at least as many persons as the larger of the two kinds, and at
 * most as many as both together.
 * @see docs/formats/exposures-csv.md, "Persons"
 */
import { isPersonalKind, type SelectorKind } from '../domain/index.ts'
import { type NameNumbers, NumberSet } from './name-numbers.ts'

/** At least, and at most, so many persons; equal where every selector says whose it is. */
export interface PersonRange {
  readonly low: number
  readonly high: number
}

export interface CountedSelector {
  readonly ref: string
  readonly person: string | undefined
  readonly kind: SelectorKind
}

/** Counts each person, and each selector that is nobody's in particular, once. Domains and names of organisations are no persons. */
export class PersonCounter {
  readonly #names: NameNumbers
  readonly #persons = new NumberSet()
  readonly #emails = new NumberSet()
  readonly #phones = new NumberSet()

  /** @param names shared by all counters of one report */
  constructor(names: NameNumbers) {
    this.#names = names
  }

  add({ ref, person, kind }: CountedSelector): void {
    if (!isPersonalKind(kind)) return
    if (person !== undefined) this.#persons.add(this.#names.numberOf(person))
    else if (kind === 'email') this.#emails.add(this.#names.numberOf(ref))
    else this.#phones.add(this.#names.numberOf(ref))
  }

  range(): PersonRange {
    return rangeOf(this.#persons.size, this.#emails.size, this.#phones.size)
  }
}

/** `addresses` and `numbers` are those that nothing links to a person. */
export function rangeOf(persons: number, addresses: number, numbers: number): PersonRange {
  return { low: persons + Math.max(addresses, numbers), high: persons + addresses + numbers }
}
