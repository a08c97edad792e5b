/**
 * Leak-Lookup, to its contract: `error` is a word, application errors come with status 200, a public key sees names only, and
 * nothing at all is an empty list where a map was promised. Plans named `public…` are public keys.
 */
import { json, type PretendAnswer } from '../http.ts'
import { type KnownRecord, knownAt, type PretendRecord, type World } from '../world/index.ts'
import type { KeyPlan, PretendContext, PretendSource } from './contract.ts'
import { driftJson } from './spoil.ts'

const id = 'leak-lookup'
const types = ['email_address', 'username', 'ipaddress', 'phone', 'domain', 'password', 'fullname']

export const leakLookup: PretendSource = {
  id,
  basePath: '/api',
  quotaKey(request, context) {
    const key = new URLSearchParams(request.body).get('key') ?? ''
    return context.keys.has(key) ? key : undefined
  },
  answer(request, context) {
    const call = /^\/api\/(search|stats)$/.exec(request.path)?.[1]
    if (call === undefined || request.method !== 'POST') return json({ error: 'true', message: 'NOT FOUND' }, 404)
    if (request.headers['content-type'] !== 'application/x-www-form-urlencoded') return refuse('MISSING API KEY')
    const form = new URLSearchParams(request.body)
    const key = form.get('key') ?? ''
    if (key === '') return refuse('MISSING API KEY')
    const plan = context.keys.get(key)
    if (plan === undefined) return refuse('INVALID API KEY')
    const account = accountOf(key, plan, context.world)
    return call === 'stats' ? told({ ...account }) : search(form, account, context)
  },
  failure: (status, message) => json({ error: 'true', message }, status),
  tooMany: () => json({ error: 'true', message: 'TOO MANY REQUESTS' }, 429),
  drift: (body) => driftJson(body, new Set(['error', 'message'])),
  spoilRow: (body, canary) => withMessage(body, (message) => ({ ...message, 'ligne.cassee': { was: canary } })),
  extend: (body, canary) =>
    withMessage(body, (message) =>
      Object.fromEntries(
        Object.entries(message).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.map((row: object) => ({ ...row, fieldOfTomorrow: canary })) : value,
        ]),
      ),
    ),
  emptyList: JSON.stringify({ error: 'false', message: [] }),
}

function told(message: unknown): PretendAnswer {
  return json({ error: 'false', message })
}

function refuse(message: string): PretendAnswer {
  return json({ error: 'true', message })
}

function withMessage(body: string, change: (message: Record<string, unknown>) => unknown): string {
  const good = JSON.parse(body) as { message: Record<string, unknown> }
  if (Array.isArray(good.message) || typeof good.message !== 'object') return body
  return JSON.stringify({ ...good, fieldOfTomorrow: true, message: change(good.message) })
}

interface Account {
  status: string
  type: 'public' | 'private'
  added: string
  updated: string
  expiry: string
  requests: number
  limit: number
}

/** What each key has spent today; kept by world, so that each simulator begins anew. */
const accounts = new WeakMap<World, Map<string, Account>>()

function accountOf(key: string, plan: KeyPlan, world: World): Account {
  const known = accounts.get(world) ?? new Map<string, Account>()
  accounts.set(world, known)
  const isPublic = plan.subscriptionName.startsWith('public')
  const account: Account = known.get(key) ?? {
    status: plan.active ? 'active' : 'expired',
    type: isPublic ? 'public' : 'private',
    added: '2026-01-05 10:00:00',
    updated: '2026-01-05 10:00:00',
    expiry: 'never',
    requests: 0,
    limit: isPublic ? 10 : 100_000,
  }
  known.set(key, account)
  return account
}

function search(form: URLSearchParams, account: Account, context: PretendContext): PretendAnswer {
  const type = form.get('type')
  const value = form.get('query')?.trim().toLowerCase()
  if (type === null || value === undefined || !types.includes(type)) return refuse('MISSING REQUIRED PARAMETERS')
  if (value === '') return refuse('EMPTY VALUE DETECTED')
  if (account.requests >= account.limit) return refuse('REQUEST LIMIT REACHED')
  account.requests++
  const found = Map.groupBy(knownAt(context.world, id, matcherOf(type, value)), (row) => row.name)
  if (found.size === 0) return told([])
  const shown = [...found].map(([name, rows]) => [
    name,
    account.type === 'public' ? [] : rows.map((row) => recordOf(row, context.world)),
  ])
  return told(Object.fromEntries(shown))
}

function matcherOf(type: string, value: string): (record: PretendRecord) => boolean {
  if (type === 'email_address') return (record) => record.email === value
  if (type === 'domain') return (record) => record.email.endsWith(`@${value}`)
  // kept with country code and no plus
  if (type === 'phone') return (record) => record.phoneE164 === `+${value}`
  return () => false
}

function recordOf({ leak, record }: KnownRecord, world: World): Record<string, string> {
  const { passwords } = leak
  return {
    email_address: record.email,
    ...(record.phoneE164 === undefined ? {} : { phone: record.phoneE164.slice(1) }),
    ...(leak.dataClasses.includes('Names') ? { fullname: `Nom ${world.canarySecret}` } : {}),
    ...(passwords === 'clear' ? { password: world.canarySecret } : {}),
    ...(passwords === 'md5' ? { hash: '0f'.repeat(16) } : {}),
    // vendors write hashes of their own making
    ...(passwords === 'bcrypt' ? { hash: `$2y$10$${world.canarySecret}` } : {}),
  }
}
