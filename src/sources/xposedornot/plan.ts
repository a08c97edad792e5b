/**
 * One call for all addresses of a domain verified in the console; else one call per address, in clear, which without a Plus
 * key means a hundred a day. A domain that is not verified is asked for its counts.
 */
import { mayDisclose, type NotAskedReason } from '../../domain/index.ts'
import type { PlanSelector, Query, Skip } from '../contract.ts'
import { clearQuery, domainOf, domainQuery, groupByDomain, Skips } from '../steps.ts'
import type { XposedOrNotAccount } from './account.ts'

export const question = 'breaches'

/** an address of another form is answered like one that is not known, without having been looked for */
const takenAddress = /^[a-z0-9._%+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}$/

export function* plan(selectors: readonly PlanSelector[], account: XposedOrNotAccount): Generator<Query | Skip> {
  const own = groupByDomain(selectors, account.domains)
  for (const [domain, covers] of own) {
    if (covers.length > 0) yield domainQuery({ question, endpoint: 'domain-breaches' }, domain, covers)
  }
  const skips = new Skips()
  for (const selector of selectors) {
    if (own.has(domainOf(selector) ?? '')) continue
    const step = stepFor(selector, account)
    if ('endpoint' in step) yield clearQuery({ question, ...step }, selector)
    else yield* skips.add(question, step.reason, selector)
  }
  yield* skips.rest()
}

type Step = { readonly endpoint: string } | { readonly reason: NotAskedReason }

function stepFor(selector: PlanSelector, account: XposedOrNotAccount): Step {
  if (selector.kind === 'phone') return { reason: 'kind-not-taken' }
  if (selector.kind === 'email' && !takenAddress.test(selector.canonical)) return { reason: 'kind-not-taken' }
  if (!mayDisclose(selector.allowed, 'clear')) return { reason: 'policy' }
  return { endpoint: selector.kind === 'domain' ? 'domain-breach-summary' : account.addressCall }
}
