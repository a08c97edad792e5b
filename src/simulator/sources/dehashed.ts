/**
 * DeHashed v2, to its contract: a bad key is a 400, spent credits are a 403, a page is a credit, fields are lists that are
 * left out when empty, and pages past the first are read in a row or refused.
 */
import { json, type PretendAnswer, type PretendRequest, parameter } from '../http.ts'
import { type KnownRecord, knownAt, type PretendRecord } from '../world/index.ts'
import type { PretendContext, PretendSource } from './contract.ts'
import { driftJson } from './spoil.ts'

const id = 'dehashed'
const help = json({ message: 'Need Help? support@dehashed.example' }, 404)
const deepest = 50_000
const needed = new Set(['total', 'balance', 'results_found'])

export const dehashed: PretendSource = {
  id,
  basePath: '',
  quotaKey: (request, context) => (isKnown(request, context) ? keyOf(request) : undefined),
  answer(request, context) {
    if (request.method === 'GET' && request.path === '/data-wells') return wells(request, context)
    if (request.method !== 'POST' || !/^\/v2\/search(?:-password)?$/.test(request.path)) return help
    if (!isKnown(request, context)) return failure(400, 'issue with authentication')
    if (context.keys.get(keyOf(request))?.active === false) return failure(401, 'You need a search subscription')
    const asked = bodyOf(request)
    if (request.path === '/v2/search-password') {
      const digest = asked.sha256_hashed_password
      return /^[0-9a-f]{64}$/i.test(String(digest))
        ? json({ results_found: 0 })
        : failure(400, 'Issue with query format')
    }
    return search(asked, keyOf(request), context)
  },
  failure,
  tooMany: () => failure(429, 'too many requests'),
  drift: (body) => driftJson(body, needed),
  spoilRow(body, canary) {
    const good = JSON.parse(body) as { entries?: Record<string, unknown>[] | null; total?: number }
    const [first] = good.entries ?? []
    if (first === undefined) return body
    const broken = { ...first, database_name: { was: canary } }
    return JSON.stringify({
      ...good,
      total: (good.total ?? 0) + 1,
      entries: [first, broken, ...good.entries!.slice(1)],
    })
  },
  emptyList: JSON.stringify({ balance: 0, entries: [], took: '1µs', total: 0 }),
}

function failure(status: number, error: string): PretendAnswer {
  return json({ error }, status)
}

function keyOf(request: PretendRequest): string {
  const key = request.headers['dehashed-api-key']
  return typeof key === 'string' ? key : ''
}

function isKnown(request: PretendRequest, context: PretendContext): boolean {
  return context.keys.has(keyOf(request))
}

function bodyOf(request: PretendRequest): Record<string, unknown> {
  try {
    return JSON.parse(request.body) as Record<string, unknown>
  } catch {
    // not JSON: every field is missing, which is refused below
    return {}
  }
}

/** Credits and the row of pages that a key is in; kept by world, so that each simulator begins anew. */
const accounts = new WeakMap<object, Map<string, { spent: number; row: string; page: number }>>()

function accountOf(key: string, context: PretendContext) {
  const known = accounts.get(context.world) ?? new Map<string, { spent: number; row: string; page: number }>()
  accounts.set(context.world, known)
  const account = known.get(key) ?? { spent: 0, row: '', page: 0 }
  known.set(key, account)
  return account
}

function search(asked: Record<string, unknown>, key: string, context: PretendContext): PretendAnswer {
  const { query, page = 1, size = 100 } = asked
  if (typeof page !== 'number' || page < 1) return failure(400, 'page must be 1 or greater')
  if (typeof size !== 'number' || size < 1 || size > 10_000) return failure(400, 'size must be between 1 and 10000')
  if (page * size > deepest) return failure(400, 'pagination limit exceeded')
  const match = matcherOf(query)
  if (match === undefined) return failure(400, 'Issue with query format')
  const account = accountOf(key, context)
  if (page * size > 10_000 && page !== 1 && (account.row !== query || account.page !== page - 1)) {
    return failure(400, 'deep pagination error: pages must be requested sequentially')
  }
  const { credits } = context.world.dehashed
  if (account.spent >= credits) return failure(403, 'Insufficient Credits')
  Object.assign(account, { spent: account.spent + 1, row: query, page })
  const found = knownAt(context.world, id, match)
  const entries = found.slice((page - 1) * size, page * size).map((row, index) => entryOf(row, index, context))
  return json({
    balance: credits - account.spent,
    entries: entries.length === 0 ? null : entries,
    took: '179µs',
    total: found.length,
  })
}

function matcherOf(query: unknown): ((record: PretendRecord) => boolean) | undefined {
  const [, field, quoted, bare] = /^(\w+):(?:"([^"]+)"|([^\s"]+))$/.exec(typeof query === 'string' ? query : '') ?? []
  const value = (quoted ?? bare ?? '').toLowerCase()
  if (value === '') return undefined
  if (field === 'email') return (record) => record.email === value
  if (field === 'domain') return (record) => record.email.endsWith(`@${value}`)
  // a number is found as it stands in the leak, and in no other form
  if (field === 'phone') return (record) => record.phoneE164 === value
  return undefined
}

function entryOf({ name, leak, record }: KnownRecord, index: number, { world }: PretendContext): unknown {
  const secret = world.canarySecret
  const isClear = leak.passwords === 'clear'
  return {
    id: String(9_900_000_001 + index),
    email: [record.email],
    ...(record.phoneE164 === undefined ? {} : { phone: [record.phoneE164] }),
    ...(leak.passwords === undefined
      ? {}
      : isClear
        ? { password: [secret] }
        : { hashed_password: [`${'0f'.repeat(16)}`] }),
    ...(leak.dataClasses.includes('Names') ? { name: [`Nom ${secret}`] } : {}),
    ...(record.website === undefined ? {} : { url: [record.website] }),
    database_name: name,
    raw_record: { unstructured: true },
  }
}

function wells(request: PretendRequest, context: PretendContext): PretendAnswer {
  const count = Number(parameter(request.query, 'count') ?? 20)
  if (count !== 20 && count !== 50) return failure(400, 'count must be 20 or 50')
  const page = Number(parameter(request.query, 'page') ?? 1)
  const known = context.world.leaks.filter((leak) => leak.names[id] !== undefined)
  const shown = known.slice((page - 1) * count, page * count)
  return json({
    next_page: page * count < known.length,
    total: known.length,
    data_wells: shown.map((leak) => ({
      name: leak.names[id],
      date: leak.occurredOn,
      description: 'Invented.',
      data: leak.dataClasses.join(',').toLowerCase(),
      records: leak.size,
      is_sensitive: false,
    })),
  })
}
