/** What the service tells of the key's own account. */
import { json, type PretendAnswer } from '../http.ts'
import type { KeyPlan, PretendContext } from './contract.ts'
import { failure, namesByAlias } from './hibp-common.ts'

/** Far away: an ended subscription is asked for by the plan, never met because years went by. */
const endsOn = '2099-03-01T00:00:00Z'

/** The verified domains, with their counts. */
export function subscribed(plan: KeyPlan, context: PretendContext): PretendAnswer {
  return json(plan.verifiedDomains.map((name) => subscribedDomain(name, context)))
}

function subscribedDomain(name: string, context: PretendContext) {
  const found = namesByAlias(name, context)
  const spam = new Set(context.world.hibp.breaches.filter((breach) => breach.IsSpamList).map((breach) => breach.Name))
  const withoutSpam = [...found.values()].filter((names) => names.some((breach) => !spam.has(breach))).length
  return {
    DomainName: name,
    PwnCount: found.size,
    PwnCountExcludingSpamLists: withoutSpam,
    PwnCountExcludingSpamListsAtLastSubscriptionRenewal: withoutSpam,
    NextSubscriptionRenewal: endsOn,
  }
}

export function subscription(plan: KeyPlan): PretendAnswer {
  if (!plan.active) return failure(404, 'No active subscription found.')
  return json({
    SubscriptionName: plan.subscriptionName,
    Description: 'Invented description of the plan.',
    SubscribedUntil: endsOn,
    Rpm: plan.rpm,
    DomainSearchMaxBreachedAccounts: plan.domainSearchMaxBreachedAccounts,
    MaxBreachedDomains: null,
    IncludesStealerLogs: plan.includesStealerLogs,
    IncludesBulkDomainAdd: true,
    IncludesAutoSubdomainVerification: true,
    IncludesCustomerDomains: true,
    IncludesKAnon: plan.includesKAnon,
  })
}
