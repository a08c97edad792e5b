/** The searches that take a key: what is known of an address or of a whole domain. Subjects come trimmed and lower-case. */
import { empty, json, type PretendAnswer, parameter } from '../http.ts'
import type { KeyPlan, PretendContext } from './contract.ts'
import { byTitle, failure, isPublic, isWithin, namesByAlias, sortedByKey } from './hibp-common.ts'
import { integrationDomain, integrationWorld } from './hibp-integration.ts'

const domainPattern = /^(?=.{4,253}$)([a-z0-9-]+\.)+[a-z0-9-]{2,}$/
const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

export function breachedAccount(account: string, query: string, context: PretendContext): PretendAnswer {
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

export function breachedDomain(domain: string, plan: KeyPlan, context: PretendContext): PretendAnswer {
  const refusal = refuseDomain(domain, plan)
  if (refusal !== undefined) return refusal
  if (plan.subscriptionName.startsWith('High RPM')) {
    return failure(403, 'Your subscription does not include domain searches.')
  }
  const found = namesByAlias(domain, context)
  const limit = plan.domainSearchMaxBreachedAccounts
  if (limit !== null && found.size > limit) {
    return failure(403, 'Your subscription is not large enough for this domain.')
  }
  return found.size === 0 ? empty(404) : json(Object.fromEntries(sortedByKey(found)))
}

export function pasteAccount(email: string, context: PretendContext): PretendAnswer {
  if (!emailPattern.test(email)) return failure(400, 'The account is not a valid email address.')
  const pastes =
    context.world.hibp.pastes.get(email) ??
    (email.endsWith(integrationDomain) ? integrationWorld(context.world.hibp).pastes.get(email) : undefined)
  if (pastes === undefined || pastes.length === 0) return empty(404)
  return json([...pastes].sort((a, b) => (b.Date ?? '').localeCompare(a.Date ?? '')))
}

export function stealerLogs(endpoint: string, subject: string, plan: KeyPlan, context: PretendContext): PretendAnswer {
  const byEmail = endpoint === 'stealerlogsbyemail'
  if (byEmail && !emailPattern.test(subject)) return failure(400, 'The account is not a valid email address.')
  if (!plan.includesStealerLogs) return failure(403, 'Your subscription does not include stealer logs.')
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
  if (!domainPattern.test(domain)) return failure(400, 'The domain is not in an acceptable format.')
  // the larger plans verify the subdomains of a verified domain by themselves
  if (plan.verifiedDomains.some((verified) => isWithin(domain, verified))) return undefined
  return failure(403, 'You must verify that you control this domain before searching it.')
}
