/**
 * A search costs a credit. The phonebook says in one search which addresses under a domain of the city stand in leaks, and is
 * told the domain only; in which leaks an address, a number or a domain stands takes a search for each, in clear.
 */
import { mayDisclose } from '../../domain/index.ts'
import type { PlanSelector, Query, Skip, SourceSettings } from '../contract.ts'
import { clearQuery, domainOf, domainQuery, Skips, underOwnDomains } from '../steps.ts'
import type { IntelxAccount } from './account.ts'

export const questions = ['items', 'phonebook'] as const

/** start, polls, results */
const cost: Query['cost'] = { requests: 2, maxRequests: 120, credits: 1 }

export function* plan(
  selectors: readonly PlanSelector[],
  { reach }: IntelxAccount,
  settings: SourceSettings,
): Generator<Query | Skip> {
  const own = underOwnDomains(selectors, settings)
  const phonebook = { question: 'phonebook', endpoint: `phonebook/${reach}`, cost }
  const items = { question: 'items', endpoint: `search/${reach}`, cost }
  for (const [domain, covers] of own) {
    const itself = covers.filter(({ kind }) => kind === 'domain')
    if (itself.length > 0) yield domainQuery(items, domain, itself)
    if (reach !== 'some' && covers.length > 0) yield domainQuery(phonebook, domain, covers)
  }
  const skips = new Skips()
  for (const selector of selectors) {
    const isOwn = own.has(domainOf(selector) ?? '')
    if (selector.kind === 'phone') yield* skips.add('phonebook', 'kind-not-taken', selector)
    else if (reach === 'some') yield* skips.add('phonebook', 'plan-lacks-feature', selector)
    // the domain of somebody's mail is not ours to ask about
    else if (!isOwn) yield* skips.add('phonebook', 'policy', selector)
    if (selector.kind === 'domain') continue
    if (mayDisclose(selector.allowed, 'clear')) yield clearQuery(items, selector)
    else yield* skips.add('items', 'policy', selector)
  }
  yield* skips.rest()
}
