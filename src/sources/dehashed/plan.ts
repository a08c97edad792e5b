/**
 * A call costs a credit whatever it returns: a domain of the city is asked for whole, and everything else is one call per
 * address, two per French number (numbers stand in leaks with and without their prefix).
 */
import { mayDisclose } from '../../domain/index.ts'
import type { PlanSelector, Query, Skip, SourceSettings } from '../contract.ts'
import { clearQuery, domainOf, domainQuery, Skips, underOwnDomains } from '../steps.ts'
import { deepestPage, phoneForms } from './terms.ts'

export const question = 'records'

export function* plan(
  selectors: readonly PlanSelector[],
  _account: unknown,
  settings: SourceSettings,
): Generator<Query | Skip> {
  const own = underOwnDomains(selectors, settings)
  for (const [domain, covers] of own) {
    if (covers.length === 0) continue
    const cost = { requests: 1, maxRequests: deepestPage, credits: 1, maxCredits: deepestPage }
    yield domainQuery({ question, endpoint: 'domain', cost }, domain, covers)
  }
  const skips = new Skips()
  for (const selector of selectors) {
    if (own.has(domainOf(selector) ?? '')) continue
    if (mayDisclose(selector.allowed, 'clear')) {
      const calls = selector.kind === 'phone' ? phoneForms(selector.canonical).length : 1
      yield clearQuery(
        {
          question,
          endpoint: selector.kind,
          cost: {
            requests: calls,
            maxRequests: calls * deepestPage,
            credits: calls,
            maxCredits: calls * deepestPage,
          },
        },
        selector,
      )
    } else yield* skips.add(question, 'policy', selector)
  }
  yield* skips.rest()
}
