/**
 * With a key, the records of a verified domain: one paged call for all its addresses. Else counts, one call per domain or
 * address, in clear.
 */
import { mayDisclose } from '../../domain/index.ts'
import type { PlanSelector, Query, Skip } from '../contract.ts'
import { clearQuery, domainOf, domainQuery, groupByDomain, Skips } from '../steps.ts'

export const question = 'stealer-logs'

export const pageRows = 100
export const maxPages = 100

export interface ProjectDiscoveryAccount {
  /** verified in the console, says the configuration; none without a key */
  readonly domains: readonly string[]
}

export function* plan(selectors: readonly PlanSelector[], account: ProjectDiscoveryAccount): Generator<Query | Skip> {
  const own = groupByDomain(selectors, account.domains)
  const cost = { requests: 1, maxRequests: maxPages }
  for (const [domain, covers] of own) {
    if (covers.length > 0) yield domainQuery({ question, endpoint: 'leaks', cost }, domain, covers)
  }
  const skips = new Skips()
  for (const selector of selectors) {
    if (own.has(domainOf(selector) ?? '')) continue
    if (selector.kind === 'phone') yield* skips.add(question, 'kind-not-taken', selector)
    else if (!mayDisclose(selector.allowed, 'clear')) yield* skips.add(question, 'policy', selector)
    else yield clearQuery({ question, endpoint: `stats/${selector.kind}` }, selector)
  }
  yield* skips.rest()
}
