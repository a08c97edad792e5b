/**
 * A verified domain is asked for whole. Addresses that are on the watch list for themselves go ten at a time. Nothing else
 * is asked for: it would be answered with nothing, whatever is known.
 */
import { mayDisclose, type NotAskedReason } from '../../domain/index.ts'
import type { PlanSelector, Query, Skip } from '../contract.ts'
import { domainOf, domainQuery, groupByDomain, Skips } from '../steps.ts'
import { maxPages, type SpyCloudAccount } from './account.ts'

export const question = 'records'

/** values of one call */
const addressesPerCall = 10
const cost = { requests: 1, maxRequests: maxPages }

export function* plan(selectors: readonly PlanSelector[], account: SpyCloudAccount): Generator<Query | Skip> {
  const own = groupByDomain(selectors, account.domains)
  for (const [domain, covers] of own) {
    if (covers.length > 0) yield domainQuery({ question, endpoint: 'domains', cost }, domain, covers)
  }
  const watched = new Set(account.emails)
  const skips = new Skips()
  let waiting: PlanSelector[] = []
  for (const selector of selectors) {
    if (own.has(domainOf(selector) ?? '')) continue
    const reason = reasonToSkip(selector, watched)
    if (reason !== undefined) yield* skips.add(question, reason, selector)
    else waiting.push(selector)
    if (waiting.length < addressesPerCall) continue
    yield addressesQuery(waiting)
    waiting = []
  }
  if (waiting.length > 0) yield addressesQuery(waiting)
  yield* skips.rest()
}

function reasonToSkip(selector: PlanSelector, watched: ReadonlySet<string>): NotAskedReason | undefined {
  if (selector.kind === 'phone') return 'kind-not-taken'
  if (!watched.has(selector.canonical)) return 'no-ownership-proof'
  return mayDisclose(selector.allowed, 'clear') ? undefined : 'policy'
}

function addressesQuery(covers: readonly PlanSelector[]): Query {
  const target = covers.map((selector) => selector.canonical).join(',')
  return { type: 'query', question, endpoint: 'emails', target, covers, discloses: 'clear', cost }
}
