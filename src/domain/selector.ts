/**
 * What the city watches for: an address, a number or a domain, in the one form that is compared (canonical).
 * Two selectors are the same when kind and canonical form are equal, and never otherwise.
 */
export type SelectorKind = 'email' | 'phone' | 'domain'

export const selectorKinds = ['email', 'phone', 'domain'] as const satisfies readonly SelectorKind[]

export interface Selector {
  readonly kind: SelectorKind
  /** e-mail lower-cased with an A-label domain; phone in E.164 (`+33639980123`); domain as A-label (`ville-exemple.fr`) */
  readonly canonical: string
}

/** How much of a selector a source may be told; ordered, each includes the one before it. */
export type Disclosure = 'nothing' | 'k-anonymous' | 'clear'

/** True when telling `discloses` stays within `allowed`. */
export function mayDisclose(allowed: Disclosure, discloses: Disclosure): boolean {
  return rank[discloses] <= rank[allowed]
}

const rank: Readonly<Record<Disclosure, number>> = { nothing: 0, 'k-anonymous': 1, clear: 2 }
