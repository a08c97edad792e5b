/**
 * Enzoic: Basic key, exposures as ids, a page token, 404 for what is not known, the accounts of a mail domain for those who are
 * enabled for it.
 * @see https://docs.enzoic.com
 */
import { json, type PretendAnswer, type PretendRequest, parameter, text } from '../http.ts'
import { knownAt, type PretendLeak, sha256Hex, type World } from '../world/index.ts'
import type { KeyPlan, PretendContext, PretendSource } from './contract.ts'
import { driftNested, spoilNested } from './spoil.ts'

const id = 'enzoic'
const usualPage = 100
const maxPage = 500
/** in tests of the publisher's clients; it has exposures */
const testAddress = 'eicar_0@enzoic.com'

export const enzoic: PretendSource = {
  id,
  basePath: '/v1',
  quotaKey: (request, context) => (planOf(request, context) === undefined ? undefined : keyOf(request)),
  answer(request, context) {
    const plan = planOf(request, context)
    if (plan === undefined) return text('Unauthorized', 401)
    if (request.method !== 'GET' || request.path !== '/v1/exposures') return text('Not found', 404)
    const one = parameter(request.query, 'id')
    const username = parameter(request.query, 'username')
    const accountDomain = parameter(request.query, 'accountDomain')
    if (one !== undefined) return exposure(one, context.world)
    if (username !== undefined) return exposuresOf(username, context.world)
    if (accountDomain !== undefined) return usersOf(accountDomain.toLowerCase(), request.query, plan, context.world)
    return text('Bad request', 400)
  },
  failure: (status, message) => json({ message }, status),
  tooMany: () => json({ message: 'Too many requests' }, 429),
  drift: (body) => driftNested(body, new Set(['exposures', 'users', 'title'])),
  spoilRow(body, canary) {
    const good = JSON.parse(body) as { exposures?: unknown[] }
    // a list of bare ids
    if (Array.isArray(good.exposures))
      return JSON.stringify({ ...good, exposures: [...good.exposures, { was: canary }] })
    return good.exposures === undefined && 'title' in good ? body : spoilNested(body, new Set(['username']), canary)
  },
  emptyList: JSON.stringify({ count: 0, exposures: [] }),
}

function keyOf(request: PretendRequest): string {
  const given = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  return Buffer.from(given, 'base64').toString('utf8').split(':')[0] ?? ''
}

function planOf(request: PretendRequest, context: PretendContext): KeyPlan | undefined {
  return context.keys.get(keyOf(request))
}

/** Twenty-four hex digits, the same for the same leak. */
function idOf(leak: PretendLeak): string {
  return sha256Hex(leak.key).slice(0, 24)
}

function exposure(asked: string, world: World): PretendAnswer {
  const leak = world.leaks.find((one) => one.names[id] !== undefined && idOf(one) === asked)
  if (leak === undefined) return text('', 404)
  return json({
    id: asked,
    title: leak.names[id],
    category: leak.nature === 'combo-list' ? 'Combo list' : 'Forum',
    date: `${leak.occurredOn}T00:00:00.000Z`,
    dateAdded: leak.addedAt,
    entries: leak.size,
    domainsAffected: 900,
    passwordType:
      leak.passwords === undefined ? 'None' : { clear: 'Plain', md5: 'MD5', bcrypt: 'BCrypt' }[leak.passwords],
    exposedData: leak.dataClasses.map((name) => name.replace('Email addresses', 'Emails')),
    source: leak.names[id],
    sourceURLs: [],
  })
}

function exposuresOf(username: string, world: World): PretendAnswer {
  if (username === sha256Hex(testAddress)) return json({ count: 1, exposures: [sha256Hex(testAddress).slice(0, 24)] })
  const known = knownAt(world, id, (record) => sha256Hex(record.email) === username)
  const exposures = [...new Set(known.map((one) => idOf(one.leak)))]
  return exposures.length === 0 ? text('', 404) : json({ count: exposures.length, exposures })
}

function usersOf(domain: string, query: string, plan: KeyPlan, world: World): PretendAnswer {
  if (!plan.verifiedDomains.includes(domain))
    return json({ message: 'The account is not enabled for this domain.' }, 403)
  const byUser = new Map<string, Set<string>>()
  for (const { leak, record } of knownAt(world, id, (one) => one.email.endsWith(`@${domain}`))) {
    byUser.set(record.email, (byUser.get(record.email) ?? new Set()).add(idOf(leak)))
  }
  if (byUser.size === 0) return text('', 404)
  const size = Math.min(maxPage, Number(parameter(query, 'pageSize') ?? usualPage))
  const token = parameter(query, 'pagingToken')
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64').toString('utf8').replace(/\D/g, ''))
  const users = [...byUser].map(([username, exposures]) => ({ username, exposures: [...exposures] }))
  const end = start + size
  return json({
    count: users.length,
    users: users.slice(start, end),
    // base64 with its `=` and `+`: it has to be encoded
    ...(end < users.length ? { pagingToken: Buffer.from(`>>${end}`).toString('base64') } : {}),
  })
}
