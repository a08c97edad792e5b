/**
 * Hudson Rock's free tools: an empty list for who is not known, counts for a domain beside the size of the whole corpus,
 * antivirus names as a list or as text, the same machine in several rows.
 * @see https://docs.hudsonrock.com
 */
import { json, type PretendAnswer, parameter } from '../http.ts'
import { type KnownRecord, knownAt, type World } from '../world/index.ts'
import type { PretendSource } from './contract.ts'
import { driftNested, spoilNested } from './spoil.ts'

const id = 'hudsonrock'
const base = '/api/json/v2/osint-tools/'

export const hudsonrock: PretendSource = {
  id,
  basePath: '/api/json/v2/osint-tools',
  quotaKey: () => '',
  answer(request, { world }) {
    if (request.method !== 'GET' || !request.path.startsWith(base)) return json({ error: 'Not Found' }, 404)
    switch (request.path.slice(base.length)) {
      case 'search-by-email':
        return byEmail(wordOf(request.query, 'email'), world)
      case 'search-by-username':
        return byUsername(wordOf(request.query, 'username'), world)
      case 'search-by-domain':
        return byDomain(wordOf(request.query, 'domain'), world)
      default:
        return json({ error: 'Not Found' }, 404)
    }
  },
  failure: (status, message) => json({ success: false, error: message }, status),
  // no Retry-After is known
  tooMany: () => json({ success: false, error: 'Too many requests' }, 429),
  drift: (body) => driftNested(body, new Set(['stealers', 'employees', 'date_compromised'])),
  spoilRow: (body, canary) => spoilNested(body, new Set(['date_compromised', 'employees']), canary),
  emptyList: JSON.stringify({
    message: 'Invented.',
    stealers: [],
    total_corporate_services: 0,
    total_user_services: 0,
  }),
}

function wordOf(query: string, name: string): string {
  return (parameter(query, name) ?? '').trim().toLowerCase()
}

function byEmail(email: string, world: World): PretendAnswer {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    return json({ success: false, error: 'Email must be a valid email address' }, 400)
  }
  return person(
    knownAt(world, id, (record) => record.email === email),
    world,
  )
}

function byUsername(name: string, world: World): PretendAnswer {
  if (name === '') return json({ success: false, error: 'Username is required' }, 400)
  return person(
    knownAt(world, id, (record) => record.phoneE164 === name || record.email.split('@')[0] === name),
    world,
  )
}

function person(known: readonly KnownRecord[], world: World): PretendAnswer {
  const sites = new Set(known.map((one) => one.record.website)).size
  return json({
    message: known.length === 0 ? 'Invented: nothing is associated.' : 'Invented: an infected machine.',
    stealers: known.map((one, index) => stealer(one, index, sites, world)),
    total_corporate_services: 0,
    total_user_services: sites,
  })
}

function stealer({ record, name }: KnownRecord, index: number, sites: number, world: World) {
  return {
    total_corporate_services: 0,
    total_user_services: sites,
    date_compromised: record.machine?.infectedAt,
    stealer_family: record.machine?.family ?? name,
    computer_name: record.machine?.name ?? 'Not Found',
    operating_system: 'Windows 10 Enterprise x64',
    malware_path: 'Not Found',
    antiviruses: index % 2 === 0 ? ['Windows Defender'] : 'Windows Defender',
    ip: '192.0.**.**',
    top_passwords: [world.canarySecret],
    top_logins: [record.email],
  }
}

function byDomain(domain: string, world: World): PretendAnswer {
  if (!/^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/.test(domain)) return json({ success: false, error: 'Invalid domain' }, 400)
  const staff = knownAt(world, id, (record) => record.email.endsWith(`@${domain}`))
  const users = knownAt(world, id, (record) => !record.email.endsWith(`@${domain}`) && isWithin(record.website, domain))
  const urls = [...staff, ...users].flatMap(({ record }) =>
    isWithin(record.website, domain) ? [`https://${record.website}/login?user=${world.canarySecret}`] : [],
  )
  const counts = { employees: machines(staff), users: machines(users) }
  return json({
    total: counts.employees + counts.users,
    totalStealers: 31_000_000,
    ...counts,
    third_parties: 0,
    logo: '',
    is_shopify: false,
    totalUrls: urls.length,
    last_employee_compromised: latest(staff),
    last_user_compromised: latest(users),
    stealerFamilies: { total: counts.employees + counts.users },
    stats: { totalEmployees: counts.employees, totalUsers: counts.users },
    ...(urls.length === 0
      ? {}
      : { data: { employees_urls: [], clients_urls: [], all_urls: [...urls, '••••'].map((url) => urlRow(url)) } }),
  })
}

function urlRow(url: string) {
  return { occurrence: 1, type: 'User', url }
}

function isWithin(host: string | undefined, domain: string): boolean {
  return host === domain || host?.endsWith(`.${domain}`) === true
}

function machines(known: readonly KnownRecord[]): number {
  return new Set(known.map((one) => one.record.machine?.name)).size
}

function latest(known: readonly KnownRecord[]): string | null {
  return (
    known
      .map((one) => one.record.machine?.infectedAt ?? '')
      .toSorted()
      .at(-1) ?? null
  )
}
