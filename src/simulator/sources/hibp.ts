/**
 * Have I Been Pwned v3, to its contract: three texts of 401, the user agent before anything else, 404 without a body for
 * "nothing found", plain text on the range call, sensitive breaches only where control of a domain was proven.
 * @see https://haveibeenpwned.com/API/v3
 */
import { decode, empty, json, type PretendAnswer, type PretendRequest, parameter, text } from '../http.ts'
import type { HibpBreach } from '../world/index.ts'
import type { KeyPlan, PretendContext, PretendSource } from './contract.ts'
import { integrationDomain, integrationWorld } from './hibp-integration.ts'
import { answerRange, isPublic } from './hibp-range.ts'
import { driftJson, spoilJsonRow } from './spoil.ts'

const base = '/api/v3/'
const wellFormedKey = /^[0-9a-f]{32}$/i
const domainPattern = /^(?=.{4,253}$)([a-z0-9-]+\.)+[a-z0-9-]{2,}$/
const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const needed = new Set(['Name', 'hashSuffix', 'websites', 'DomainName', 'Rpm', 'Source', 'Id'])
const keyed = new Set([
  'breachedaccount',
  'breacheddomain',
  'subscribeddomains',
  'pasteaccount',
  'stealerlogsbyemail',
  'stealerlogsbywebsitedomain',
  'stealerlogsbyemaildomain',
  'subscription',
])

/** Plan given to any well-formed key on the vendor's integration domain. */
const integrationPlan: KeyPlan = {
  rpm: 1000,
  includesKAnon: false,
  includesStealerLogs: true,
  verifiedDomains: [integrationDomain],
  subscriptionName: 'Pro 1',
  active: true,
  domainSearchMaxBreachedAccounts: null,
}

export const hibp: PretendSource = {
  id: 'hibp',
  basePath: '/api/v3',
  quotaKey(request, context) {
    const call = readCall(request)
    // the account's own state is read through another door than its searches
    if (call === undefined || !keyed.has(call.endpoint) || call.endpoint === 'subscription') return undefined
    const key = keyOf(request)
    return context.keys.has(key) ? key : undefined
  },
  answer(request, context) {
    const call = readCall(request)
    const onRange = call?.range === true
    if (!request.headers['user-agent']) return refuse(403, 'Access denied due to missing user agent.', onRange)
    if (call === undefined) return empty(404)
    if (!keyed.has(call.endpoint)) return answerFree(call, request.query, context)
    const plan = planOf(request, call, context)
    return typeof plan === 'string' ? hibp.failure(401, plan) : answerKeyed(call, request.query, plan, context)
  },
  failure(status, message) {
    return json({ statusCode: status, message }, status)
  },
  tooMany(seconds) {
    const answer = hibp.failure(
      429,
      `Rate limit is exceeded. Try again in ${seconds} second${seconds === 1 ? '' : 's'}.`,
    )
    return { ...answer, headers: { 'retry-after': String(seconds) } }
  },
  drift: (body) => driftJson(body, needed),
  spoilRow: (body, canary) => spoilJsonRow(body, needed, canary),
  emptyList: '[]',
}

interface Call {
  /** lower-case first segment */
  readonly endpoint: string
  /** what follows it, decoded, trimmed and lower-case; `undefined` when it cannot be decoded */
  readonly subject: string | undefined
  readonly range: boolean
}

function readCall(request: PretendRequest): Call | undefined {
  if (request.method !== 'GET' || request.path.slice(0, base.length).toLowerCase() !== base) return undefined
  const rest = request.path.slice(base.length)
  const slash = rest.indexOf('/')
  const endpoint = (slash < 0 ? rest : rest.slice(0, slash)).toLowerCase()
  const subject = slash < 0 ? '' : rest.slice(slash + 1)
  const range = endpoint === 'breachedaccount' && subject.slice(0, 6).toLowerCase() === 'range/'
  return {
    endpoint,
    subject: decode(range ? subject.slice(6) : subject)
      ?.trim()
      .toLowerCase(),
    range,
  }
}

function keyOf(request: PretendRequest): string {
  const key = request.headers['hibp-api-key']
  return typeof key === 'string' ? key : ''
}

/** The key's plan, or the text of the refusal. The form is checked before the validity. */
function planOf(request: PretendRequest, call: Call, context: PretendContext): KeyPlan | string {
  const key = keyOf(request)
  if (key === '') return 'Access denied due to missing hibp-api-key.'
  if (!wellFormedKey.test(key)) return 'Access denied due to improperly formed hibp-api-key.'
  if (call.subject?.endsWith(integrationDomain) === true) return integrationPlan
  return context.keys.get(key) ?? 'Access denied due to invalid hibp-api-key.'
}

function answerFree(call: Call, query: string, context: PretendContext): PretendAnswer {
  const { breaches } = context.world.hibp
  if (call.endpoint === 'breaches') return json(byTitle(filterCatalogue(breaches, query)))
  if (call.endpoint === 'breach') {
    return found(breaches.find((breach) => breach.Name.toLowerCase() === call.subject))
  }
  if (call.endpoint === 'latestbreach') {
    return found([...breaches].sort((a, b) => Date.parse(b.AddedDate) - Date.parse(a.AddedDate))[0])
  }
  if (call.endpoint === 'dataclasses') {
    return json([...new Set(breaches.flatMap((breach) => breach.DataClasses))].sort())
  }
  return empty(404)
}

function answerKeyed(call: Call, query: string, plan: KeyPlan, context: PretendContext): PretendAnswer {
  if (call.range) return answerRange(call.subject, plan, context)
  if (call.endpoint === 'subscription') return call.subject === 'status' ? subscription(plan) : empty(404)
  if (!plan.active) return hibp.failure(403, 'Your subscription is not active.')
  if (call.endpoint === 'subscribeddomains') return json(plan.verifiedDomains.map((name) => subscribed(name, context)))
  const subject = call.subject
  if (subject === undefined || subject === '')
    return hibp.failure(400, 'The account or domain is not in an acceptable format.')
  if (call.endpoint === 'breachedaccount') return breachedAccount(subject, query, context)
  if (call.endpoint === 'breacheddomain') return breachedDomain(subject, plan, context)
  if (call.endpoint === 'pasteaccount') return pasteAccount(subject, context)
  return stealerLogs(call.endpoint, subject, plan, context)
}

function breachedAccount(account: string, query: string, context: PretendContext): PretendAnswer {
  const names = accountNames(account, context)
  if (names === undefined) return empty(404)
  const wanted = new Set(names)
  const domain = parameter(query, 'domain')?.toLowerCase()
  const unverifiedToo = parameter(query, 'includeUnverified')?.toLowerCase() !== 'false'
  const breaches = byTitle(
    context.world.hibp.breaches.filter(
      (breach) =>
        wanted.has(breach.Name) &&
        isPublic(breach) &&
        (domain === undefined || breach.Domain.toLowerCase() === domain) &&
        (unverifiedToo || breach.IsVerified),
    ),
  )
  if (breaches.length === 0) return empty(404)
  const whole = parameter(query, 'truncateResponse')?.toLowerCase() === 'false'
  return json(whole ? breaches : breaches.map((breach) => ({ Name: breach.Name })))
}

function accountNames(account: string, context: PretendContext): readonly string[] | undefined {
  const known = context.world.hibp.accounts.get(account)
  if (known !== undefined || !account.endsWith(integrationDomain)) return known
  return integrationWorld(context.world.hibp).accounts.get(account)
}

function breachedDomain(domain: string, plan: KeyPlan, context: PretendContext): PretendAnswer {
  const refusal = refuseDomain(domain, plan)
  if (refusal !== undefined) return refusal
  if (plan.subscriptionName.startsWith('High RPM')) {
    return hibp.failure(403, 'Your subscription does not include domain searches.')
  }
  const found = namesByAlias(domain, context)
  const limit = plan.domainSearchMaxBreachedAccounts
  if (limit !== null && found.size > limit) {
    return hibp.failure(403, 'Your subscription is not large enough for this domain.')
  }
  return found.size === 0 ? empty(404) : json(Object.fromEntries(sortedByKey(found)))
}

/** Aliases of a domain with their breaches, sensitive ones included because its control was proven. */
function namesByAlias(domain: string, context: PretendContext): Map<string, string[]> {
  const retired = new Set(context.world.hibp.breaches.filter((breach) => breach.IsRetired).map((breach) => breach.Name))
  const listed = new Set(context.world.hibp.breaches.map((breach) => breach.Name))
  const accounts =
    domain === integrationDomain ? integrationWorld(context.world.hibp).accounts : context.world.hibp.accounts
  const found = new Map<string, string[]>()
  for (const [account, names] of accounts) {
    if (!account.endsWith(`@${domain}`)) continue
    const shown = names.filter((name) => listed.has(name) && !retired.has(name))
    if (shown.length > 0) found.set(account.slice(0, -domain.length - 1), shown.sort())
  }
  return found
}

function pasteAccount(email: string, context: PretendContext): PretendAnswer {
  if (!emailPattern.test(email)) return hibp.failure(400, 'The account is not a valid email address.')
  const pastes =
    context.world.hibp.pastes.get(email) ??
    (email.endsWith(integrationDomain) ? integrationWorld(context.world.hibp).pastes.get(email) : undefined)
  if (pastes === undefined || pastes.length === 0) return empty(404)
  return json([...pastes].sort((a, b) => (b.Date ?? '').localeCompare(a.Date ?? '')))
}

function stealerLogs(endpoint: string, subject: string, plan: KeyPlan, context: PretendContext): PretendAnswer {
  const byEmail = endpoint === 'stealerlogsbyemail'
  if (byEmail && !emailPattern.test(subject)) return hibp.failure(400, 'The account is not a valid email address.')
  if (!plan.includesStealerLogs) return hibp.failure(403, 'Your subscription does not include stealer logs.')
  const domain = byEmail ? subject.slice(subject.lastIndexOf('@') + 1) : subject
  const refusal = refuseDomain(domain, plan)
  if (refusal !== undefined) return refusal
  const logs =
    domain === integrationDomain ? integrationWorld(context.world.hibp).stealerLogs : context.world.hibp.stealerLogs
  if (byEmail) {
    const sites = logs.get(subject)
    return sites === undefined || sites.length === 0 ? empty(404) : json([...sites].sort())
  }
  if (endpoint === 'stealerlogsbywebsitedomain') {
    const emails = [...logs].filter(([, sites]) => sites.some((site) => isWithin(site, domain))).map(([email]) => email)
    return emails.length === 0 ? empty(404) : json(emails.sort())
  }
  const aliases = new Map<string, string[]>()
  for (const [email, sites] of logs) {
    if (email.endsWith(`@${domain}`)) aliases.set(email.slice(0, -domain.length - 1), [...sites].sort())
  }
  return aliases.size === 0 ? empty(404) : json(Object.fromEntries(sortedByKey(aliases)))
}

function refuseDomain(domain: string, plan: KeyPlan): PretendAnswer | undefined {
  if (!domainPattern.test(domain)) return hibp.failure(400, 'The domain is not in an acceptable format.')
  // the larger plans verify the subdomains of a verified domain by themselves
  if (plan.verifiedDomains.some((verified) => isWithin(domain, verified))) return undefined
  return hibp.failure(403, 'You must verify that you control this domain before searching it.')
}

function subscribed(name: string, context: PretendContext) {
  const found = namesByAlias(name, context)
  const spam = new Set(context.world.hibp.breaches.filter((breach) => breach.IsSpamList).map((breach) => breach.Name))
  const withoutSpam = [...found.values()].filter((names) => names.some((breach) => !spam.has(breach))).length
  return {
    DomainName: name,
    PwnCount: found.size,
    PwnCountExcludingSpamLists: withoutSpam,
    PwnCountExcludingSpamListsAtLastSubscriptionRenewal: withoutSpam,
    NextSubscriptionRenewal: '2027-03-01T00:00:00Z',
  }
}

function subscription(plan: KeyPlan): PretendAnswer {
  if (!plan.active) return hibp.failure(404, 'No active subscription found.')
  return json({
    SubscriptionName: plan.subscriptionName,
    Description: 'Invented description of the plan.',
    SubscribedUntil: '2027-03-01T00:00:00Z',
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

function filterCatalogue(breaches: readonly HibpBreach[], query: string): HibpBreach[] {
  const domain = parameter(query, 'domain')?.toLowerCase()
  const spam = parameter(query, 'isSpamList')?.toLowerCase()
  return breaches.filter(
    (breach) =>
      (domain === undefined || breach.Domain.toLowerCase() === domain) &&
      (spam === undefined || String(breach.IsSpamList) === spam),
  )
}

function byTitle(breaches: HibpBreach[]): HibpBreach[] {
  return [...breaches].sort((a, b) => (a.Title < b.Title ? -1 : a.Title > b.Title ? 1 : 0))
}

function sortedByKey<Value>(entries: ReadonlyMap<string, Value>): [string, Value][] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
}

function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`)
}

function found(breach: HibpBreach | undefined): PretendAnswer {
  return breach === undefined ? empty(404) : json(breach)
}

function refuse(status: number, message: string, plain: boolean): PretendAnswer {
  return plain ? text(message, status) : hibp.failure(status, message)
}
