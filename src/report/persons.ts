/**
 * Counting persons, which are not selectors and not records. An address and a number are one person only where the city's own
 * lists link them; of those that nothing links, there are at least as many persons as the larger of the two kinds, and at
 * most as many as both together.
 * @see docs/formats/exposures-csv.md, "Persons"
 */
import { isPersonalKind, type SelectorKind } from '../domain/index.ts'

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
  readonly #persons = new Set<string>()
  readonly #emails = new Set<string>()
  readonly #phones = new Set<string>()

  add({ ref, person, kind }: CountedSelector): void {
    if (!isPersonalKind(kind)) return
    if (person !== undefined) this.#persons.add(person)
    else if (kind === 'email') this.#emails.add(ref)
    else this.#phones.add(ref)
  }

  range(): PersonRange {
    return rangeOf(this.#persons.size, this.#emails.size, this.#phones.size)
  }
}

/** `addresses` and `numbers` are those that nothing links to a person. */
export function rangeOf(persons: number, addresses: number, numbers: number): PersonRange {
  return { low: persons + Math.max(addresses, numbers), high: persons + addresses + numbers }
}
