import { canaryPopulation } from './canary.ts'
import type { Disclosure } from './selector.ts'

/** Who a list is about, with the rules the configuration gives it. */
export interface Population {
  /** configured name: `staff`, `residents`, `minors`, … */
  readonly name: string
  /** written legal basis; blank means that nothing may be imported or scanned */
  readonly legalBasis: string
  /** the CNIL's word for the persons (`Employés`, `Utilisateurs`, `Mineurs`) */
  readonly persons?: string
  /** what a source may be told when the configuration does not name it */
  readonly disclose: Disclosure
  /** sources that may be told the selector in clear */
  readonly clearTo: readonly string[]
  /** days a selector stays watched after its import */
  readonly expiresAfterDays: number
  /** days an exposure is kept */
  readonly retentionDays: number
  /** the nightly CSV may carry addresses in clear */
  readonly reveal: boolean
}

/** What belongs to the city as such: the names of its organisations, from the configuration. About no person. */
export const cityPopulation = 'city'

/** Populations whose selectors are nobody's: invented records seeded in a base, names of organisations. They count as no person. */
export function isNobodys(population: string): boolean {
  return isInvented(population) || population === cityPopulation
}

/** Invented records seeded in a base: evidence, and no person. */
export function isInvented(population: string): boolean {
  return population === canaryPopulation
}

/** Populations that are told to nobody, whatever the configuration says. */
export const toldToNobody: readonly string[] = ['minors', canaryPopulation, cityPopulation]

/** What `source` may be told about this population. */
export function allowedDisclosure(population: Population, source: string): Disclosure {
  if (toldToNobody.includes(population.name)) return 'nothing'
  return population.clearTo.includes(source) ? 'clear' : population.disclose
}
