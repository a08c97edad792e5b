/** What is asked of stealer logs: by the domain of the addresses, by the address, and by the site that was logged in to. */
import { mayDisclose, type NotAskedReason } from '../../domain/index.ts'
import type { PlanSelector, Query, SourceSettings } from '../contract.ts'
import { domainOf } from '../steps.ts'
import type { HibpAccount } from './account.ts'

type StealerStep = 'ask' | NotAskedReason

/** `options.stealerLogs: address`: for who runs into the limit of the domain call, which is lower and unpublished. */
export function searchesByAddress(settings: SourceSettings): boolean {
  return settings.options.stealerLogs === 'address'
}

/** For selectors that no call by domain covers. */
export function stealerStep(selector: PlanSelector, account: HibpAccount, settings: SourceSettings): StealerStep {
  const domain = domainOf(selector)
  if (domain === undefined) return 'kind-not-taken'
  if (!account.stealerLogs) return 'plan-lacks-feature'
  if (!account.domains.includes(domain)) return unsearchable(domain, account)
  if (selector.kind === 'domain' || !searchesByAddress(settings)) return 'disabled'
  return mayDisclose(selector.allowed, 'clear') ? 'ask' : 'policy'
}

/** Nobody is named in the call: it may cover those of whom nothing may be told. */
export function ownSitesStep(selector: PlanSelector, account: HibpAccount, settings: SourceSettings): StealerStep {
  if (selector.kind === 'phone') return 'kind-not-taken'
  if (!account.stealerLogs || !account.domainSearch) return 'plan-lacks-feature'
  if (settings.options.ownSites === false) return 'disabled'
  if (selector.kind === 'domain' && !account.domains.includes(selector.canonical)) {
    return unsearchable(selector.canonical, account)
  }
  return account.domains.length === 0 ? 'no-ownership-proof' : 'ask'
}

/** All verified sites in one query, a page each: an address is absent when none of them knows it. */
export function ownSitesQuery(covers: readonly PlanSelector[], account: HibpAccount): Query {
  const requests = account.domains.length
  return {
    type: 'query',
    question: 'stealer-logs-own-sites',
    endpoint: 'stealerlogsbywebsitedomain',
    target: account.domains.join(','),
    covers,
    coversSites: account.domains,
    discloses: 'nothing',
    cost: { requests, maxRequests: requests },
  }
}

/** Why a domain is not searched: for want of a proof, or because the plan does not reach so far. */
export function unsearchable(domain: string, account: HibpAccount): NotAskedReason {
  return account.domainSearch && !account.oversized.includes(domain) ? 'no-ownership-proof' : 'plan-lacks-feature'
}
