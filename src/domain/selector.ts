/**
 * What the city watches for: an address, a number, a domain or the name of an organisation, in the one form that is compared
 * (canonical). Two selectors are the same when kind and canonical form are equal, and never otherwise.
 */
export type SelectorKind = ListedKind | 'organisation'

/** Kinds that lists hold. Names of organisations come from the configuration: they are nobody's, and told to nobody. */
export type ListedKind = 'email' | 'phone' | 'domain'

export const listedKinds = ['email', 'phone', 'domain'] as const satisfies readonly ListedKind[]
export const selectorKinds = [...listedKinds, 'organisation'] as const satisfies readonly SelectorKind[]

/** False for what belongs to the city as such: never masked, and never counted as a person. */
export function isPersonalKind(kind: SelectorKind): boolean {
  return kind === 'email' || kind === 'phone'
}

export interface Selector {
  readonly kind: SelectorKind
  /** e-mail lower-cased with an A-label domain; phone in E.164 (`+33639980123`); domain as A-label (`ville-exemple.fr`); name as written (`Mairie de Saint-Exemple`) */
  readonly canonical: string
}

/** One that a list or a person may name. */
export interface ListedSelector extends Selector {
  readonly kind: ListedKind
}

/** How much of a selector a source may be told; ordered, each includes the one before it. */
export type Disclosure = 'nothing' | 'k-anonymous' | 'clear'

/** True when telling `discloses` stays within `allowed`. */
export function mayDisclose(allowed: Disclosure, discloses: Disclosure): boolean {
  return rank[discloses] <= rank[allowed]
}

const rank: Readonly<Record<Disclosure, number>> = { nothing: 0, 'k-anonymous': 1, clear: 2 }
