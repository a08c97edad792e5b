/**
 * Canaries: invented residents, each seeded in one base of the city, so that a leak says which base it came from. The address
 * says so, since nobody can guess it; the number never does: few are reserved for fiction, and everybody's tests use them.
 */
import type { SelectorKind } from './selector.ts'

export const canaryPopulation = 'canaries'

const prefix = 'base:'

/** Name of the list that holds the canaries of a base. */
export function canaryList(base: string): string {
  return `${prefix}${base}`
}

/** The base that a selector of this list gives away; `undefined` for all but the address of a canary. */
export function canaryBase(kind: SelectorKind, population: string, list: string): string | undefined {
  if (kind !== 'email' || population !== canaryPopulation || !list.startsWith(prefix)) return undefined
  return list.slice(prefix.length)
}
