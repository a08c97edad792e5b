/**
 * What our key may do at HIBP. Which domains are verified is for HIBP to say (`/subscribeddomains`); the configuration is
 * believed only where HIBP does not say: in a plan made without asking, and with a plan that has no such call.
 */
import { AuthError } from '../../domain/index.ts'
import type { NetReply, SourceNet } from '../../net/index.ts'
import type { Opening, SourceSettings } from '../contract.ts'
import { parseOne, parseRows } from '../parse.ts'
import { breachClock, type SubscribedDomain, type Subscription, subscribedDomain, subscription } from './contract.ts'
import { clockOf } from './map.ts'

export const id = 'hibp'

export interface HibpAccount {
  readonly plan: string
  /** account search by 6-digit prefix (`IncludesKAnon`) */
  readonly kAnon: boolean
  readonly stealerLogs: boolean
  /** false for High RPM plans, which search accounts only */
  readonly domainSearch: boolean
  /** verified there and within the size of the plan: may be searched */
  readonly domains: readonly string[]
  /** verified there, with more breached accounts than the plan may search */
  readonly oversized: readonly string[]
}

/** Without asking: `options.plan` (`core`, `pro`, `high-rpm`; `pro` when absent) and the domains of the configuration. */
export function assume(settings: SourceSettings): Opening<HibpAccount> {
  const family = settings.options.plan ?? 'pro'
  const domainSearch = family !== 'high-rpm'
  const account: HibpAccount = {
    plan: String(family),
    kAnon: family !== 'core',
    stealerLogs: family === 'pro',
    domainSearch,
    domains: domainSearch ? configured(settings) : [],
    oversized: [],
  }
  return { account, summary: `plan assumed: ${account.plan} (the source was not asked)` }
}

/** @throws AuthError for a key that is refused or has no active subscription */
export async function open(net: SourceNet, settings: SourceSettings): Promise<Opening<HibpAccount>> {
  const plan = await readSubscription(net)
  const latest = await readLatest(net)
  const account = await readAccount(net, plan, settings)
  return {
    account,
    domains: account.domains,
    quota: { requests: plan.Rpm, perMs: 60_000 },
    clock: clockOf(latest),
    summary: summarize(plan, account),
  }
}

async function readSubscription(net: SourceNet): Promise<Subscription> {
  const reply = await net.request({ path: '/subscription/status', expect: [200, 404] })
  // everywhere else a 404 means "nothing found"; here it speaks of the key
  if (reply.status === 404) {
    throw new AuthError(id, `${id}: the key has no active subscription`, {
      mend: 'renew the subscription at haveibeenpwned.com',
    })
  }
  return parseOne(id, subscription, reply.json())
}

export async function readLatest(net: SourceNet): Promise<{ Name: string; AddedDate: string; ModifiedDate: string }> {
  const reply = await net.request({ path: '/latestbreach', withKey: false })
  return parseOne(id, breachClock, reply.json())
}

async function readAccount(net: SourceNet, plan: Subscription, settings: SourceSettings): Promise<HibpAccount> {
  const base = { plan: plan.SubscriptionName, kAnon: plan.IncludesKAnon, stealerLogs: plan.IncludesStealerLogs }
  if (/^high\s*rpm/i.test(plan.SubscriptionName)) return { ...base, domainSearch: false, domains: [], oversized: [] }

  const reply = await net.request({ path: '/subscribeddomains', expect: [200, 403, 404] })
  if (reply.status !== 200) return { ...base, domainSearch: true, domains: configured(settings), oversized: [] }
  return { ...base, domainSearch: true, ...sizedDomains(reply, plan, settings) }
}

function sizedDomains(
  reply: NetReply,
  plan: Subscription,
  settings: SourceSettings,
): Pick<HibpAccount, 'domains' | 'oversized'> {
  const { rows } = parseRows(id, subscribedDomain, reply.json())
  const listed = rows.map((row) => row.DomainName)
  const limit = plan.DomainSearchMaxBreachedAccounts ?? Number.POSITIVE_INFINITY
  const oversized = rows.filter((row) => sizeOf(row) > limit).map((row) => row.DomainName)
  // a subdomain that the plan verifies by itself is not listed: both sides have to name it, HIBP by its apex
  const auto = plan.IncludesAutoSubdomainVerification
    ? configured(settings).filter((domain) => listed.some((apex) => domain.endsWith(`.${apex}`)))
    : []
  const domains = new Set([...listed, ...auto].filter((domain) => !oversized.includes(domain)))
  return { domains: [...domains].sort(), oversized }
}

/** The size a domain had at the last renewal is the one a plan is held to; null until a first search ran. */
function sizeOf(row: SubscribedDomain): number {
  return row.PwnCountExcludingSpamListsAtLastSubscriptionRenewal ?? row.PwnCountExcludingSpamLists ?? 0
}

function configured(settings: SourceSettings): readonly string[] {
  return [...new Set(settings.verifiedDomains.map((domain) => domain.toLowerCase()))].sort()
}

function summarize(plan: Subscription, account: HibpAccount): string {
  return [
    `${plan.SubscriptionName} until ${plan.SubscribedUntil.slice(0, 10)}`,
    `${plan.Rpm} requests a minute`,
    `k-anonymity ${account.kAnon ? 'included' : 'not included'}`,
    `stealer logs ${account.stealerLogs ? 'included' : 'not included'}`,
    account.domainSearch ? `${account.domains.length} domains to search` : 'no domain search',
    ...(account.oversized.length > 0 ? [`${account.oversized.length} domains larger than the plan`] : []),
  ].join(', ')
}
