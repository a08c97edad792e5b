/**
 * One search per selector, each counted against the day's requests. A domain search does not stand for the addresses under the
 * domain: how much of a breach it returns is written nowhere.
 */
import { mayDisclose } from '../../domain/index.ts'
import type { PlanSelector, Query, Skip } from '../contract.ts'
import { clearQuery, domainQuery, Skips } from '../steps.ts'

export const question = 'breaches'

export function* plan(selectors: readonly PlanSelector[]): Generator<Query | Skip> {
  const domains = Map.groupBy(
    selectors.filter(({ kind }) => kind === 'domain'),
    ({ canonical }) => canonical,
  )
  for (const [domain, covers] of domains)
    yield domainQuery({ question, endpoint: 'domain', cost: costOf(1) }, domain, covers)
  const skips = new Skips()
  for (const selector of selectors) {
    if (selector.kind === 'domain') continue
    if (mayDisclose(selector.allowed, 'clear')) {
      const cost = costOf(formsOf(selector.kind, selector.canonical).length)
      yield clearQuery({ question, endpoint: selector.kind, cost }, selector)
    } else yield* skips.add(question, 'policy', selector)
  }
  yield* skips.rest()
}

function costOf(calls: number): Query['cost'] {
  return { requests: calls, credits: calls }
}

/** What is searched, one call each: no page says how numbers are kept, so a French one is asked for in both its forms. */
export function formsOf(kind: string, canonical: string): readonly string[] {
  if (kind !== 'phone') return [canonical]
  return canonical.startsWith('+33') ? [canonical.slice(1), `0${canonical.slice(3)}`] : [canonical.slice(1)]
}
