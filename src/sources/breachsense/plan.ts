/**
 * Each call is a query of the month, whatever it returns: a domain of the city is asked for whole, an address elsewhere only
 * about the three places that hold addresses.
 */
import { mayDisclose } from '../../domain/index.ts'
import type { PlanSelector, Query, Skip, SourceSettings } from '../contract.ts'
import { clearQuery, domainOf, domainQuery, Skips, underOwnDomains } from '../steps.ts'

/** question → the call that answers it */
const addressCalls = { breaches: 'creds', 'combo-lists': 'combo', 'stealer-logs': 'stealer' } as const
/** these name sites and organisations, no addresses */
const domainCalls = { sessions: 'sessions', tokens: 'nhi', 'leak-sites': 'darkweb', forums: 'radar' } as const
export const questions: readonly string[] = [...Object.keys(addressCalls), ...Object.keys(domainCalls)]

/** a thousand rows each */
export const mostPages = 50
const cost: Query['cost'] = { requests: 1, maxRequests: mostPages, credits: 1, maxCredits: mostPages }

export function* plan(
  selectors: readonly PlanSelector[],
  _account: unknown,
  settings: SourceSettings,
): Generator<Query | Skip> {
  const own = underOwnDomains(selectors, settings)
  for (const [domain, covers] of own) {
    if (covers.length === 0) continue
    for (const [question, endpoint] of Object.entries(addressCalls)) {
      yield domainQuery({ question, endpoint, cost }, domain, covers)
    }
    const itself = covers.filter((selector) => selector.kind === 'domain')
    if (itself.length === 0) continue
    for (const [question, endpoint] of Object.entries(domainCalls)) {
      yield domainQuery({ question, endpoint, cost }, domain, itself)
    }
  }

  const skips = new Skips()
  for (const selector of selectors) {
    if (selector.kind === 'domain') continue
    for (const question of Object.keys(domainCalls)) yield* skips.add(question, 'kind-not-taken', selector)
    if (own.has(domainOf(selector) ?? '')) continue
    for (const [question, endpoint] of Object.entries(addressCalls)) {
      if (selector.kind === 'phone') yield* skips.add(question, 'kind-not-taken', selector)
      else if (mayDisclose(selector.allowed, 'clear')) yield clearQuery({ question, endpoint, cost }, selector)
      else yield* skips.add(question, 'policy', selector)
    }
  }
  yield* skips.rest()
}
