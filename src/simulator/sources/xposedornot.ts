/**
 * XposedOrNot, free and Plus under one base: "nothing found" with 200, 404 for what cannot be told from a failure, names in
 * a list in a list, one POST for all verified domains.
 * @see https://api.xposedornot.com/docs
 */
import { decode, json, type PretendAnswer, type PretendRequest, parameter } from '../http.ts'
import { type KnownRecord, knownAt, type PretendLeak, type World } from '../world/index.ts'
import type { KeyPlan, PretendContext, PretendSource } from './contract.ts'
import { driftNested, spoilNested } from './spoil.ts'

const id = 'xposedornot'
const simpleEmail = /^[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}$/
const needed = new Set(['breaches', 'Error', 'ExposedBreaches', 'sendDomains', 'metrics', 'exposedBreaches'])
const rowFields = new Set(['breach', 'breach_id', 'email', 'breachID', 'breach_count'])

export const xposedornot: PretendSource = {
  id,
  basePath: '',
  quotaKey: () => '',
  answer(request, context) {
    const path = request.path.toLowerCase()
    if (path === '/v1/domain-breaches/') return domainBreaches(request, context)
    if (request.method !== 'GET') return json({ detail: 'Method Not Allowed' }, 405)
    if (path.startsWith('/v1/check-email/')) return checkEmail(subject(request.path.slice(16)), context.world)
    if (path === '/v1/breach-analytics') return analytics(subject(parameter(request.query, 'email')), context.world)
    if (path === '/v1/domain-breach-summary') return summary(subject(parameter(request.query, 'd')), context.world)
    if (path === '/v1/breaches') return breaches(context.world)
    if (path.startsWith('/v3/check-email/')) return plus(request, context)
    return json({ detail: 'Not Found' }, 404)
  },
  failure: (status, message) => json({ detail: { error: 'Access blocked', detail: message } }, status),
  tooMany(seconds) {
    const error = 'Rate limit exceeded'
    const answer = json({ detail: { error, detail: 'Please try again later.', retry_after: seconds } }, 429)
    return { ...answer, headers: { 'retry-after': String(seconds) } }
  },
  drift: (body) => driftNested(body, needed),
  spoilRow(body, canary) {
    // the names of check-email are bare strings in a list in a list
    const good = JSON.parse(body) as { breaches?: unknown[] }
    const [names] = good.breaches ?? []
    if (Array.isArray(names)) return JSON.stringify({ ...good, breaches: [[...names, { was: canary }]] })
    return spoilNested(body, rowFields, canary)
  },
  emptyList: JSON.stringify({ breaches: [[]], email: null, status: 'success' }),
}

function subject(encoded: string | undefined): string {
  return (decode(encoded ?? '') ?? '').trim().toLowerCase()
}

/** Names known of an address, each once. */
function namesOf(email: string, world: World): KnownRecord[] {
  const known = knownAt(world, id, (record) => record.email === email)
  return [...new Map(known.map((one) => [one.name, one])).values()]
}

function checkEmail(email: string, world: World): PretendAnswer {
  if (!simpleEmail.test(email)) return json({ Error: 'Not found', email: null })
  if (world.xposedornot.hidden.includes(email)) {
    return json({ Error: 'No breaches found', email, status: 'failed' }, 404)
  }
  const names = namesOf(email, world).map((known) => known.name)
  if (names.length === 0) return json({ Error: 'Not found', email: null })
  return json({ breaches: [names], email, status: 'success' })
}

function analytics(email: string, world: World): PretendAnswer {
  if (!simpleEmail.test(email) || world.xposedornot.hidden.includes(email)) return json({ detail: 'Not found' }, 404)
  const known = namesOf(email, world)
  return json({
    BreachMetrics: known.length === 0 ? null : { get_details: [], passwords_strength: [{ PlainText: 1 }] },
    BreachesSummary: { site: known.map((one) => one.name).join(';') },
    ExposedBreaches: known.length === 0 ? null : { breaches_details: known.map(analyticsRow) },
    ExposedPastes: null,
    PasteMetrics: null,
    PastesSummary: { cnt: 0, domain: '', tmpstmp: '' },
  })
}

function analyticsRow({ name, leak }: KnownRecord) {
  return {
    breach: name,
    details: 'Invented description.',
    domain: leak.site,
    industry: 'Invented',
    logo: `https://logos.example.org/${name}.png`,
    password_risk: riskOf(leak),
    references: '',
    searchable: 'Yes',
    verified: 'Yes',
    xposed_data: leak.dataClasses.join(';'),
    xposed_date: leak.occurredOn.slice(0, 4),
    xposed_records: leak.size,
    added: leak.addedAt,
  }
}

function summary(domain: string, world: World): PretendAnswer {
  if (!/^([a-z0-9-]+\.)+[a-z]{2,}$/.test(domain)) return json({ detail: 'Not found' }, 404)
  const known = knownAt(world, id, (record) => record.email.endsWith(`@${domain}`))
  const addresses = new Set(known.map((one) => one.record.email)).size
  const row = {
    domain,
    breach_pastes: 0,
    breach_emails: addresses,
    breach_total: known.length,
    breach_count: new Set(known.map((one) => one.name)).size,
    breach_last_seen: known.length === 0 ? null : '14-May-2023',
  }
  return json({ sendDomains: { breaches_details: [row] }, SearchStatus: 'Success' })
}

function breaches(world: World): PretendAnswer {
  const known = world.leaks.filter((leak) => leak.names[id] !== undefined)
  if (known.length === 0) return json({ status: 'Not Found', message: 'No breaches found', exposedBreaches: null })
  return json({
    status: 'success',
    message: null,
    exposedBreaches: known.map((leak) => ({
      breachID: leak.names[id],
      breachedDate: `${leak.occurredOn}T00:00:00+00:00`,
      addedDate: leak.addedAt.replace('Z', '+00:00'),
      domain: leak.site,
      industry: 'Invented',
      logo: `https://logos.example.org/${leak.names[id]}.png`,
      passwordRisk: riskOf(leak),
      searchable: true,
      sensitive: false,
      verified: leak.site !== '',
      breachType: '',
      exposedData: leak.dataClasses,
      exposedRecords: leak.size,
      exposureDescription: leak.nature === 'combo-list' ? 'An invented combo list.' : 'Invented description.',
      referenceURL: '',
    })),
  })
}

function riskOf(leak: PretendLeak): string {
  if (leak.passwords === undefined) return 'unknown'
  return { clear: 'plaintext', md5: 'easytocrack', bcrypt: 'hardtocrack' }[leak.passwords]
}

/** The plan of the key, or the refusal. */
function planOf(request: PretendRequest, context: PretendContext): KeyPlan | PretendAnswer {
  const key = request.headers['x-api-key']
  if (typeof key !== 'string') return json({ detail: [{ type: 'missing', loc: ['header', 'x-api-key'] }] }, 422)
  return context.keys.get(key) ?? json({ detail: 'Invalid or missing API key' }, 401)
}

function domainBreaches(request: PretendRequest, context: PretendContext): PretendAnswer {
  if (request.method !== 'POST') {
    return json({ detail: 'Method not allowed. Use POST with x-api-key header.' }, 405)
  }
  if (request.headers['content-length'] !== '0') return json({ detail: 'Length required' }, 411)
  const plan = planOf(request, context)
  if ('status' in plan) return plan
  const known = knownAt(context.world, id, (record) =>
    plan.verifiedDomains.some((domain) => record.email.endsWith(`@${domain}`)),
  )
  const rows = known.map(({ name, record }) => ({
    email: record.email,
    domain: record.email.slice(record.email.indexOf('@') + 1),
    breach: name,
  }))
  const under = (domain: string) => rows.filter((row) => row.domain === domain).length
  return json({
    status: 'success',
    message: null,
    metrics: {
      Yearly_Metrics: { '2026': 0 },
      Domain_Summary: Object.fromEntries(plan.verifiedDomains.map((domain) => [domain, under(domain)])),
      Breach_Summary: {},
      Breaches_Details: rows,
      Top10_Breaches: {},
      Detailed_Breach_Info: {},
    },
  })
}

function plus(request: PretendRequest, context: PretendContext): PretendAnswer {
  const plan = planOf(request, context)
  if ('status' in plan) return plan
  const email = subject(request.path.slice(16))
  const known = namesOf(email, context.world)
  if (known.length === 0) return json({ status: 'failed', email, message: 'No breaches found' }, 404)
  const rows = known.map(({ name, leak }) => ({
    breach_id: name,
    breached_date: `${leak.occurredOn}T00:00:00+00:00`,
    logo: '',
    password_risk: riskOf(leak),
    searchable: true,
    xposed_data: leak.dataClasses.join(';'),
    xposed_records: leak.size,
    xposure_desc: 'Invented description.',
    domain: leak.site,
  }))
  return json({ status: 'success', email, breaches: rows })
}
