/**
 * ProjectDiscovery's leaks: counters as lists of one object (or flat, as the prose has them), masked samples, records page by page
 * for verified domains.
 * @see https://docs.projectdiscovery.io/api-reference/leaks/get-domain-stats
 */
import { json, type PretendAnswer, type PretendRequest, parameter } from '../http.ts'
import { type KnownRecord, knownAt, type World } from '../world/index.ts'
import type { PretendContext, PretendSource } from './contract.ts'
import { driftNested, spoilNested } from './spoil.ts'

const id = 'projectdiscovery'
const counters = [
  'leak_devices_count',
  'leak_customers_count',
  'leak_user_count',
  'leak_employees_count',
  'combolist_exposure',
]
const inner = ['devices', 'customers', 'user', 'employees']

export const projectdiscovery: PretendSource = {
  id,
  basePath: '',
  quotaKey: () => '',
  answer(request, context) {
    if (request.method !== 'GET') return json({ message: 'Not Found' }, 404)
    if (request.path === '/v1/leaks/stats/domain') {
      const domain = (parameter(request.query, 'domain') ?? '').toLowerCase()
      return stats((record) => isOf(record, domain), domain, context.world)
    }
    if (request.path === '/v1/leaks/stats/email') {
      const email = (parameter(request.query, 'email') ?? '').toLowerCase()
      return stats((record) => record.email === email, email.slice(email.indexOf('@') + 1), context.world)
    }
    return request.path === '/v1/leaks' ? records(request, context) : json({ message: 'Not Found' }, 404)
  },
  failure: (status, message) => json({ message }, status),
  tooMany: () => json({ message: 'Too many requests' }, 429),
  drift: (body) => driftNested(body, new Set([...counters, 'total_leaks', 'data'])),
  spoilRow: (body, canary) => spoilNested(body, new Set([...inner, 'username']), canary),
  emptyList: JSON.stringify({ data: [], total_leaks: 0, total_pages: 0, current_page: 1 }),
}

function isOf(record: { readonly email: string; readonly website?: string }, domain: string): boolean {
  return (
    record.email.endsWith(`@${domain}`) || record.website === domain || record.website?.endsWith(`.${domain}`) === true
  )
}

function stats(match: (record: KnownRecord['record']) => boolean, domain: string, world: World): PretendAnswer {
  const known = knownAt(world, id, match)
  const logs = known.filter((one) => one.leak.nature === 'stealer-log')
  const combos = known.length - logs.length
  const staff = logs.filter((one) => one.record.email.endsWith(`@${domain}`)).length
  if (world.projectdiscovery.flat) {
    return json({
      total_leaks: logs.length,
      employee_leaks: staff,
      recent_activity: { last_30_days: 0, last_7_days: 0 },
    })
  }
  return json({
    leak_devices_count: [{ devices: new Set(logs.map((one) => one.record.machine?.name)).size }],
    leak_customers_count: [{ customers: logs.length - staff }],
    leak_user_count: [{ user: 0 }],
    leak_employees_count: [{ employees: staff }],
    combolist_exposure: [{ combolist_exposure: combos }],
    leak_country_stats: [{ Country: 'FR', CredentialsCount: logs.length }],
    top_used_urls_by_user: [],
    leak_user_timeline: [],
    employees_sample_data: logs.map((one) => rowOf(one, world)),
  })
}

function rowOf({ record }: KnownRecord, world: World) {
  return {
    password: world.canarySecret,
    username: record.email,
    url: `https://${record.website ?? 'connexion.example.org'}/login?user=${world.canarySecret}`,
    country: 'FR',
    log_date: (record.machine?.infectedAt ?? '2026-02-01').slice(0, 10),
  }
}

function records(request: PretendRequest, context: PretendContext): PretendAnswer {
  const key = request.headers['x-api-key']
  const plan = typeof key === 'string' ? context.keys.get(key) : undefined
  if (plan === undefined) return json({ message: 'Unauthorized' }, 401)
  const domain = (parameter(request.query, 'domain') ?? '').toLowerCase()
  if (!plan.verifiedDomains.includes(domain)) return json({ message: 'Domain is not verified' }, 403)
  const limit = Number(parameter(request.query, 'limit') ?? 20)
  const page = Number(parameter(request.query, 'page_number') ?? 1)
  const known = knownAt(context.world, id, (record) => isOf(record, domain)).filter(
    (one) => one.leak.nature === 'stealer-log',
  )
  return json({
    data: known.slice((page - 1) * limit, page * limit).map((one) => rowOf(one, context.world)),
    total_leaks: known.length,
    filtered: known.length,
    search_query: '',
    total_pages: Math.ceil(known.length / limit),
    current_page: page,
  })
}
