/**
 * A domain for which the account is enabled is asked whole; any other address by the SHA-256 of its canonical form, which
 * names it to whoever holds it. Exposures come as ids: what each one is costs a call, once per query.
 */
import { mayDisclose, type NotAskedReason } from '../../domain/index.ts'
import type { PlanSelector, Query, Skip } from '../contract.ts'
import { domainOf, domainQuery, groupByDomain, Skips } from '../steps.ts'
import { usernameHash } from './map.ts'

export const question = 'breaches'

/** users a page, and pages that are read of one domain */
export const pageUsers = 100
export const maxPages = 100
/** exposures described per query; the others keep their id for a title */
export const described = { accountDomain: 200, username: 20 } as const

export interface EnzoicAccount {
  /** may be asked for whole, says the configuration */
  readonly domains: readonly string[]
}

export function* plan(selectors: readonly PlanSelector[], account: EnzoicAccount): Generator<Query | Skip> {
  const own = groupByDomain(selectors, account.domains)
  const cost = { requests: 1, maxRequests: maxPages + described.accountDomain }
  for (const [domain, covers] of own) {
    if (covers.length > 0) yield domainQuery({ question, endpoint: 'accountDomain', cost }, domain, covers)
  }
  const skips = new Skips()
  for (const selector of selectors) {
    if (own.has(domainOf(selector) ?? '')) continue
    const reason = reasonToSkip(selector)
    if (reason === undefined) yield userQuery(selector)
    else yield* skips.add(question, reason, selector)
  }
  yield* skips.rest()
}

function reasonToSkip(selector: PlanSelector): NotAskedReason | undefined {
  if (selector.kind === 'phone') return 'kind-not-taken'
  if (selector.kind === 'domain') return 'no-ownership-proof'
  return mayDisclose(selector.allowed, 'clear') ? undefined : 'policy'
}

function userQuery(selector: PlanSelector): Query {
  return {
    type: 'query',
    question,
    endpoint: 'username',
    target: usernameHash(selector.canonical),
    covers: [selector],
    discloses: 'clear',
    cost: { requests: 1, maxRequests: 1 + described.username },
  }
}
