/**
 * SpyCloud Enterprise: a watch list that alone is answered about, nothing for what is not verified, cursors, eight asterisks for
 * what the contract does not include, 403 for key and address alike.
 * @see https://docs.spycloud.com
 */
import { decode, json, type PretendAnswer, type PretendRequest, parameter } from '../http.ts'
import { type KnownRecord, knownAt, type PretendLeak, sha256Hex, type World } from '../world/index.ts'
import type { KeyPlan, PretendContext, PretendSource } from './contract.ts'
import { driftNested, spoilNested } from './spoil.ts'

const id = 'spycloud'
const base = '/enterprise-v2/'
const pageLength = 1_000
const masked = '********'

export const spycloud: PretendSource = {
  id,
  basePath: '/enterprise-v2',
  quotaKey: (request, context) => (planOf(request, context) === undefined ? undefined : keyOf(request)),
  answer(request, context) {
    const plan = planOf(request, context)
    if (plan === undefined) return json({ message: 'Forbidden' }, 403)
    if (request.method !== 'GET' || !request.path.startsWith(base)) return json({ message: 'Not Found' }, 404)
    const [area = '', kind = '', ...rest] = request.path.slice(base.length).split('/')
    if (area === 'watchlist' && kind === 'identifiers')
      return paged(identifiers(request.query, plan, context.world), request)
    if (area === 'breach' && kind === 'catalog') return paged(catalogue(context.world), request)
    if (area !== 'breach' || kind !== 'data') return json({ message: 'Not Found' }, 404)
    return paged(records(rest[0] ?? '', decode(rest[1] ?? '') ?? '', plan, context.world), request)
  },
  failure: (status, message) => json({ message }, status),
  tooMany: () => json({ message: 'Limit Exceeded' }, 429),
  drift: (body) => driftNested(body, new Set(['results', 'hits', 'source_id'])),
  spoilRow: (body, canary) => spoilNested(body, new Set(['source_id', 'identifier']), canary),
  emptyList: JSON.stringify({ cursor: '', hits: 0, results: [] }),
}

function keyOf(request: PretendRequest): string {
  const key = request.headers['x-api-key']
  return typeof key === 'string' ? key : ''
}

function planOf(request: PretendRequest, context: PretendContext): KeyPlan | undefined {
  return context.keys.get(keyOf(request))
}

/** A thousand rows from the place the cursor names. */
function paged(rows: readonly unknown[], request: PretendRequest): PretendAnswer {
  const cursor = parameter(request.query, 'cursor') ?? ''
  const start = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64').toString('utf8'))
  if (Number.isNaN(start)) return json({ message: 'Invalid cursor' }, 400)
  const end = start + pageLength
  const next = end < rows.length ? Buffer.from(`${end}`).toString('base64') : ''
  return json({ cursor: next, hits: rows.length, results: rows.slice(start, end) })
}

function identifiers(query: string, plan: KeyPlan, world: World) {
  const domains = world.domains.map((identifier) => ({ identifier, watchlist_type: 'domain' }))
  const emails = world.spycloud.watchedEmails.map((identifier) => ({ identifier, watchlist_type: 'email' }))
  const isVerified = (item: { identifier: string; watchlist_type: string }) =>
    item.watchlist_type === 'email' || plan.verifiedDomains.includes(item.identifier)
  const wanted = parameter(query, 'verified')
  return [...domains, ...emails]
    .map((item) => ({ ...item, verified: isVerified(item) ? 'yes' : 'no', status: 'ACTIVE' }))
    .filter((item) => wanted === undefined || item.verified === wanted)
    .map((item) => ({ ...item, last_discovered: world.spycloud.lastDiscovered }))
}

/** The same number for the same leak. */
function numberOf(leak: PretendLeak): number {
  return Number.parseInt(sha256Hex(leak.key).slice(0, 6), 16)
}

function catalogue(world: World) {
  return world.leaks
    .filter((leak) => leak.names[id] !== undefined)
    .map((leak) => ({
      id: numberOf(leak),
      uuid: '00000000-0000-4000-8000-00000000aaaa',
      title: leak.names[id],
      description: 'Fictional corpus',
      site: leak.site === '' ? 'n/a' : leak.site,
      type: 'private',
      num_records: leak.size,
      spycloud_publish_date: leak.addedAt,
      breach_date: leak.nature === 'breach' ? leak.occurredOn : null,
      media_urls: [],
      assets: Object.fromEntries(leak.dataClasses.map((name) => [name, leak.size])),
      confidence: 3,
      combo_list_flag: leak.nature === 'combo-list' ? 'YES' : 'NO',
      breach_main_category: {
        'stealer-log': 'malware',
        'combo-list': 'combolist',
        breach: 'breach',
        'spam-list': 'breach',
      }[leak.nature],
      breach_category: {
        'stealer-log': 'infostealer',
        'combo-list': 'combolist',
        breach: 'exfiltrated',
        'spam-list': 'unknown',
      }[leak.nature],
      sensitive_source: false,
    }))
}

function records(kind: string, subject: string, plan: KeyPlan, world: World) {
  const isWatched = (domain: string) => world.domains.includes(domain) && plan.verifiedDomains.includes(domain)
  if (kind === 'domains') {
    const domain = subject.toLowerCase()
    if (!isWatched(domain)) return []
    const known = knownAt(world, id, (one) => one.email.endsWith(`@${domain}`) || isWithin(one.website, domain))
    return known.map((one, index) => recordOf(one, index, world))
  }
  const asked = subject.toLowerCase().split(',').slice(0, 10)
  const watched = asked.filter((email) => world.spycloud.watchedEmails.includes(email))
  return knownAt(world, id, (one) => watched.includes(one.email)).map((one, index) => recordOf(one, index, world))
}

function isWithin(host: string | undefined, domain: string): boolean {
  return host === domain || host?.endsWith(`.${domain}`) === true
}

function recordOf({ leak, record }: KnownRecord, index: number, world: World) {
  const [user = '', domain = ''] = record.email.split('@')
  const secret = world.spycloud.masksSecrets ? masked : world.canarySecret
  const website = record.website
  return {
    document_id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    source_id: numberOf(leak),
    spycloud_publish_date: leak.addedAt,
    severity: leak.nature === 'stealer-log' ? 25 : leak.passwords === 'clear' ? 20 : 5,
    email: record.email,
    email_domain: domain,
    email_username: user,
    ...(leak.passwords === undefined
      ? {}
      : { password: secret, password_type: leak.passwords === 'clear' ? 'plaintext' : leak.passwords, salt: secret }),
    ...(leak.passwords === 'clear' ? { password_plaintext: secret } : {}),
    ...(website === undefined
      ? {}
      : {
          target_url: `https://${website}/login?token=${secret}`,
          target_domain: website.split('.').slice(-2).join('.'),
          target_subdomain: website,
          infected_machine_id: record.machine?.name ?? masked,
          infected_path: masked,
          infected_time: record.machine?.infectedAt,
          malware_family: record.machine?.family,
          user_hostname: masked,
          ip_addresses: ['192.0.2.30'],
        }),
  }
}
