/**
 * LeakCheck, its public call and Pro v2: a truncated hash for an address, digits without plus for a number, a bad key as 400, a
 * spent quota as 403, records with passwords in clear.
 * @see https://wiki.leakcheck.io/en/api/api-v2-pro
 */
import { createHash } from 'node:crypto'
import { decode, json, type PretendAnswer, type PretendRequest, parameter } from '../http.ts'
import { type KnownRecord, knownAt, type PretendRecord, sha256Hex, type World } from '../world/index.ts'
import type { PretendContext, PretendSource } from './contract.ts'
import { driftNested, spoilNested } from './spoil.ts'

const name = 'leakcheck'
const maxOffset = 2_500
const maxLimit = 1_000

const shared = {
  basePath: '/api',
  failure: (status: number, message: string) => json({ success: false, error: message }, status),
  tooMany: () => json({ success: false, error: 'Too many requests' }, 429),
  drift: (body: string) => driftNested(body, new Set(['success', 'source', 'name'])),
}

export const leakcheck: PretendSource = {
  ...shared,
  id: 'leakcheck',
  quotaKey: () => '',
  answer: (request, { world }) =>
    request.method === 'GET' && request.path === '/api/public' ? publicCall(request.query, world) : notThere(),
  spoilRow: (body, canary) => spoilNested(body, new Set(['name']), canary),
  emptyList: JSON.stringify({ success: true, found: 0 }),
}

export const leakcheckPro: PretendSource = {
  ...shared,
  id: 'leakcheck-pro',
  quotaKey(request, context) {
    const key = request.headers['x-api-key']
    return typeof key === 'string' && context.keys.has(key) ? key : undefined
  },
  answer: (request, context) =>
    request.method === 'GET' && request.path.startsWith('/api/v2/query/') ? query(request, context) : notThere(),
  spoilRow: (body, canary) => spoilNested(body, new Set(['source']), canary),
  emptyList: JSON.stringify({ success: true, found: 0, quota: 100, result: [] }),
}

function notThere(): PretendAnswer {
  return json({ success: false, error: 'Not found' }, 404)
}

function publicCall(search: string, world: World): PretendAnswer {
  const check = (parameter(search, 'check') ?? '').trim().toLowerCase()
  if (check.length < 3) return shared.failure(400, 'Too short query (< 3 characters)')
  const known = knownAt(world, name, matcher(parameter(search, 'type') === 'phone' ? 'phone' : typeOf(check), check))
  if (known.length === 0) return json({ success: true, found: 0 })
  const sources = new Map(known.map((one) => [one.name, { name: one.name, date: one.leak.occurredOn.slice(0, 7) }]))
  const fields = [...new Set(known.flatMap(({ leak, record }) => fieldsOf(leak.passwords, record)))]
  return json({ success: true, found: known.length, fields, sources: [...sources.values()] })
}

function query(request: PretendRequest, context: PretendContext): PretendAnswer {
  const key = request.headers['x-api-key']
  if (typeof key !== 'string' || key === '') return shared.failure(401, 'Missing X-API-Key header')
  const plan = context.keys.get(key)
  if (plan === undefined) return shared.failure(400, 'Invalid X-API-Key')
  if (!plan.active) return shared.failure(403, 'Active plan required')
  if (context.world.leakcheckQuota <= 0) return shared.failure(403, 'Limit reached')
  const value = (decode(request.path.slice('/api/v2/query/'.length)) ?? '').trim().toLowerCase()
  const type = parameter(request.query, 'type') ?? typeOf(value)
  if (value.length < 3) return shared.failure(400, 'Too short query (< 3 characters)')
  if (type === 'phone' && !/^\d+$/.test(value)) {
    return shared.failure(422, 'Could not determine search type automatically')
  }
  if (!['email', 'domain', 'phone', 'hash', 'username'].includes(type)) return shared.failure(400, 'Invalid type')
  const limit = Number(parameter(request.query, 'limit') ?? 100)
  const offset = Number(parameter(request.query, 'offset') ?? 0)
  if (!(limit <= maxLimit) || !(offset <= maxOffset)) return shared.failure(400, 'Invalid query')
  const known = knownAt(context.world, name, matcher(type, value))
  const quota = --context.world.leakcheckQuota
  const result = known.slice(offset, offset + limit).map((one) => recordOf(one, context.world))
  return json({ success: true, found: known.length, quota, result })
}

function typeOf(value: string): string {
  if (value.includes('@')) return 'email'
  return /^[0-9a-f]{24,64}$/.test(value) ? 'hash' : 'username'
}

function matcher(type: string, value: string): (record: PretendRecord) => boolean {
  if (type === 'email') return (record) => record.email === value
  if (type === 'domain') return (record) => record.email.endsWith(`@${value}`)
  if (type === 'phone') return (record) => record.phoneE164?.slice(1) === value
  if (type === 'hash') return (record) => sha256Hex(record.email).startsWith(value)
  return (record) => record.email.split('@')[0] === value
}

function fieldsOf(passwords: string | undefined, record: PretendRecord): string[] {
  return [
    ...(passwords === undefined ? [] : [passwords === 'clear' ? 'password' : 'hash']),
    ...(record.website === undefined ? ['first_name'] : ['origin']),
    ...(record.phoneE164 === undefined ? [] : ['phone']),
  ]
}

function recordOf({ name: source, leak, record }: KnownRecord, world: World) {
  const hash = leak.passwords === 'bcrypt' ? `$2b$10$${world.canarySecret}` : md5(world.canarySecret)
  return {
    email: record.email,
    source: {
      name: source,
      breach_date: leak.nature === 'stealer-log' ? null : leak.occurredOn.slice(0, 7),
      unverified: leak.nature === 'breach' ? 0 : 1,
      passwordless: leak.passwords === undefined ? 1 : 0,
      compilation: leak.nature === 'combo-list' ? 1 : 0,
    },
    ...(leak.passwords === undefined
      ? {}
      : leak.passwords === 'clear'
        ? { password: world.canarySecret }
        : { hash: `${hash}` }),
    ...(record.website === undefined
      ? { first_name: 'Prenom' }
      : { origin: [record.website, `https://${record.website}/login?token=${world.canarySecret}`] }),
    ...(record.phoneE164 === undefined ? {} : { phone: record.phoneE164.slice(1) }),
    fields: fieldsOf(leak.passwords, record),
  }
}

function md5(secret: string): string {
  return createHash('md5').update(secret).digest('hex')
}
