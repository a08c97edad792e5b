/** What the plans of several adapters have in common. */
import type { NotAskedReason } from '../domain/index.ts'
import type { PlanSelector, Query, Skip, SourceSettings } from './contract.ts'

/** selectors of one skip: keeps what is handed on at once small */
const skipSize = 4096

/** The domain whose search covers a selector; none for a phone. An address is under exactly one domain: its own. */
export function domainOf(selector: { readonly kind: string; readonly canonical: string }): string | undefined {
  if (selector.kind === 'domain') return selector.canonical
  return selector.kind === 'email' ? selector.canonical.slice(selector.canonical.lastIndexOf('@') + 1) : undefined
}

/** Each of `domains` with the selectors exactly under it; empty lists for those under which there is none. */
export function groupByDomain(
  selectors: readonly PlanSelector[],
  domains: readonly string[],
): ReadonlyMap<string, readonly PlanSelector[]> {
  const groups = new Map<string, PlanSelector[]>(domains.map((domain) => [domain, []]))
  for (const selector of selectors) groups.get(domainOf(selector) ?? '')?.push(selector)
  return groups
}

/**
 * The selectors under each domain that is the city's own: those that the configuration calls verified, and those that the
 * city watches. For sources that ask no proof; of an address under such a domain nothing is told, the domain alone is.
 */
export function underOwnDomains(
  selectors: readonly PlanSelector[],
  settings: SourceSettings,
): ReadonlyMap<string, readonly PlanSelector[]> {
  const watched = selectors.filter((selector) => selector.kind === 'domain').map((selector) => selector.canonical)
  const verified = settings.verifiedDomains.map((domain) => domain.toLowerCase())
  return groupByDomain(selectors, [...new Set([...verified, ...watched])].sort())
}

export interface Call {
  readonly question: string
  readonly endpoint: string
  /** default one request */
  readonly cost?: Query['cost']
}

/** A query that names one of the city's own domains: of the addresses under it nothing is told. */
export function domainQuery(call: Call, domain: string, covers: readonly PlanSelector[]): Query {
  return { ...query(call, domain, covers), coversDomain: domain }
}

/** A query about one selector, told as it is. */
export function clearQuery(call: Call, selector: PlanSelector): Query {
  return { ...query(call, selector.canonical, [selector]), discloses: 'clear' }
}

function query({ question, endpoint, cost = { requests: 1 } }: Call, target: string, covers: Query['covers']): Query {
  return { type: 'query', question, endpoint, target, covers, discloses: 'nothing', cost }
}

/** Skips of one question and reason, handed on in groups. */
export class Skips {
  readonly #waiting = new Map<string, { question: string; reason: NotAskedReason; covers: PlanSelector[] }>();

  *add(question: string, reason: NotAskedReason, selector: PlanSelector): Generator<Skip> {
    const key = `${question} ${reason}`
    const group = this.#waiting.get(key) ?? { question, reason, covers: [] }
    group.covers.push(selector)
    this.#waiting.set(key, group)
    if (group.covers.length < skipSize) return
    this.#waiting.delete(key)
    yield { type: 'skip', ...group }
  }

  *rest(): Generator<Skip> {
    for (const group of this.#waiting.values()) yield { type: 'skip', ...group }
  }
}
