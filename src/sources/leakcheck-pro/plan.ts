/**
 * A domain of the city is asked for whole: of the addresses under it nothing is told. Any other address goes by a truncated
 * hash, a number in clear.
 */
import { mayDisclose } from '../../domain/index.ts'
import type { PlanSelector, Query, Skip, SourceSettings } from '../contract.ts'
import { hashQuery, hashTells } from '../leakcheck/hash.ts'
import { clearQuery, domainOf, domainQuery, Skips, underOwnDomains } from '../steps.ts'

export const question = 'records'

/** rows a page, and where pages begin: no page may begin later than the last of these */
export const pageRows = 1_000
export const offsets = [0, 1_000, 2_000, 2_500] as const
/** rows that can be read in all */
export const maxRows = 3_500

const cost = { requests: 1, maxRequests: offsets.length }

export function* plan(
  selectors: readonly PlanSelector[],
  _: unknown,
  settings: SourceSettings,
): Generator<Query | Skip> {
  // a domain with more rows than can be read is better asked address by address
  const own = settings.options.domains === false ? new Map<string, never>() : underOwnDomains(selectors, settings)
  for (const [domain, covers] of own) {
    if (covers.length > 0) yield domainQuery({ question, endpoint: 'domain', cost }, domain, covers)
  }
  const skips = new Skips()
  for (const selector of selectors) {
    if (own.has(domainOf(selector) ?? '')) continue
    if (selector.kind === 'domain') yield* skips.add(question, 'disabled', selector)
    else if (!mayDisclose(selector.allowed, selector.kind === 'email' ? hashTells(settings) : 'clear')) {
      yield* skips.add(question, 'policy', selector)
    } else if (selector.kind === 'email') yield hashQuery(question, selector, settings, cost)
    else yield clearQuery({ question, endpoint: 'phone', cost }, selector)
  }
  yield* skips.rest()
}
