/**
 * Have I Been Pwned v3, to its contract: three texts of 401, the user agent before anything else, 404 without a body for
 * "nothing found", plain text on the range call, sensitive breaches only where control of a domain was proven.
 * @see https://haveibeenpwned.com/API/v3
 */
import { decode, empty, type PretendAnswer, type PretendRequest, text } from '../http.ts'
import type { KeyPlan, PretendContext, PretendSource } from './contract.ts'
import { answerFree } from './hibp-catalogue.ts'
import { failure } from './hibp-common.ts'
import { integrationDomain } from './hibp-integration.ts'
import { answerRange } from './hibp-range.ts'
import { breachedAccount, breachedDomain, pasteAccount, stealerLogs } from './hibp-searches.ts'
import { subscribed, subscription } from './hibp-subscription.ts'
import { driftJson, extendJson, isMapOfLists, spoilJsonRow } from './spoil.ts'

const base = '/api/v3/'
const wellFormedKey = /^[0-9a-f]{32}$/i
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
    if (!keyed.has(call.endpoint)) return answerFree(call.endpoint, call.subject, request.query, context)
    const plan = planOf(request, call, context)
    return typeof plan === 'string' ? failure(401, plan) : answerKeyed(call, request.query, plan, context)
  },
  failure,
  tooMany(seconds) {
    const answer = failure(429, `Rate limit is exceeded. Try again in ${seconds} second${seconds === 1 ? '' : 's'}.`)
    return { ...answer, headers: { 'retry-after': String(seconds) } }
  },
  drift: (body) => driftJson(body, needed),
  spoilRow: (body, canary) => spoilJsonRow(body, needed, canary),
  // what is about a domain has a field for each alias: one more would be one alias more
  extend: (body, canary) => (body.startsWith('{') && isMapOfLists(body) ? body : extendJson(body, canary)),
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

function answerKeyed(call: Call, query: string, plan: KeyPlan, context: PretendContext): PretendAnswer {
  if (call.range) return answerRange(call.subject, plan, context)
  if (call.endpoint === 'subscription') return call.subject === 'status' ? subscription(plan) : empty(404)
  if (!plan.active) return failure(403, 'Your subscription is not active.')
  if (call.endpoint === 'subscribeddomains') return subscribed(plan, context)
  const subject = call.subject
  if (subject === undefined || subject === '')
    return failure(400, 'The account or domain is not in an acceptable format.')
  if (call.endpoint === 'breachedaccount') return breachedAccount(subject, query, context)
  if (call.endpoint === 'breacheddomain') return breachedDomain(subject, plan, context)
  if (call.endpoint === 'pasteaccount') return pasteAccount(subject, context)
  return stealerLogs(call.endpoint, subject, plan, context)
}

function refuse(status: number, message: string, plain: boolean): PretendAnswer {
  return plain ? text(message, status) : failure(status, message)
}
