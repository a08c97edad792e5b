/**
 * Intelligence X, to its contract: searches that are started, polled and ended, their state in the body while HTTP says 200,
 * results read on by position, empty bodies with refusals. Plans named `free…` see few buckets and names blacked out.
 */
import { createHash } from 'node:crypto'
import { empty, json, type PretendAnswer, type PretendRequest, parameter } from '../http.ts'
import { knownAt, type World } from '../world/index.ts'
import type { PretendSource } from './contract.ts'
import { driftJson } from './spoil.ts'

const id = 'intelx'
const leakBuckets = ['pastes', 'leaks.public.general', 'leaks.private.general', 'leaks.logs']
const allBuckets = [
  ...leakBuckets,
  'leaks.public.wikileaks',
  'darknet.tor',
  'darknet.i2p',
  'dumpster',
  'web.public.fr',
  'whois',
]
const needed = new Set(['id', 'status', 'records', 'selectors', 'buckets'])
const rowLists = ['records', 'selectors'] as const

export const intelx: PretendSource = {
  id,
  basePath: '',
  quotaKey: (request, context) => (context.keys.has(keyOf(request)) ? keyOf(request) : undefined),
  answer(request, context) {
    const plan = context.keys.get(keyOf(request))
    if (plan === undefined || request.headers['user-agent'] === undefined) return empty(401)
    const isFree = plan.subscriptionName.startsWith('free')
    if (request.path === '/authenticate/info') return info(isFree, context.world)
    const [, call, step = ''] = /^\/(intelligent|phonebook)\/search(?:\/(result|terminate))?$/.exec(request.path) ?? []
    if (call === undefined) return empty(404)
    if (step === '') return request.method === 'POST' ? start(call, request, isFree, context.world) : empty(400)
    const searches = searchesOf(context.world)
    const search = searches.get(parameter(request.query, 'id') ?? '')
    if (step === 'terminate') return terminate(search)
    return search === undefined
      ? json({ records: [], selectors: [], status: 2 })
      : result(search, request, context.world)
  },
  failure: (status) => empty(status),
  tooMany: () => empty(429),
  drift: (body) => driftJson(body, needed),
  spoilRow(body, canary) {
    const good = JSON.parse(body) as Record<string, unknown>
    const list = rowLists.find((name) => Array.isArray(good[name]) && (good[name] as unknown[]).length > 0)
    if (list === undefined) return body
    return JSON.stringify({ ...good, [list]: [...(good[list] as unknown[]), { systemid: { was: canary } }] })
  },
  emptyList: JSON.stringify({ records: [], selectors: [], status: 1 }),
}

function keyOf(request: PretendRequest): string {
  const key = request.headers['x-key']
  return typeof key === 'string' ? key : ''
}

function info(isFree: boolean, world: World): PretendAnswer {
  const credits = { Credit: world.intelx.credits, CreditMax: 100, CreditReset: 0 }
  return json({
    added: '2026-01-05T10:00:00Z',
    buckets: isFree ? ['pastes', 'leaks.public.general', 'leaks.logs', 'web.public.fr', 'whois'] : allBuckets,
    redacted: isFree ? ['leaks.public.general', 'leaks.logs'] : [],
    paths: {
      '/intelligent/search': { Path: '/intelligent/search', ...credits },
      '/file/view': { Path: '/file/view', ...credits },
    },
  })
}

interface Search {
  readonly id: string
  readonly list: (typeof rowLists)[number]
  readonly rows: readonly unknown[]
  read: number
  polls: number
  running: boolean
}

/** Searches by world, so that each simulator begins anew. */
const running = new WeakMap<World, Map<string, Search>>()

function searchesOf(world: World): Map<string, Search> {
  const known = running.get(world) ?? new Map<string, Search>()
  running.set(world, known)
  return known
}

const nobody = '00000000-0000-0000-0000-000000000000'

function start(call: string, request: PretendRequest, isFree: boolean, world: World): PretendAnswer {
  const asked = bodyOf(request)
  const term = String(asked.term ?? '')
    .trim()
    .toLowerCase()
  const buckets = Array.isArray(asked.buckets) ? (asked.buckets as string[]) : []
  const searches = searchesOf(world)
  if (isFree && buckets.some((bucket) => bucket.startsWith('leaks.private') || bucket.startsWith('darknet')))
    return empty(401)
  if (!/^(?:[^\s@]+@)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$|^\+\d{8,15}$/.test(term)) {
    return json({ id: nobody, softselectorwarning: false, status: 1 })
  }
  if ([...searches.values()].filter((search) => search.running).length >= world.intelx.concurrentSearches) {
    return json({ id: nobody, softselectorwarning: false, status: 2 })
  }
  if (world.intelx.credits <= 0) return empty(402)
  world.intelx.credits--
  const number = String(searches.size + 1).padStart(12, '0')
  const search: Search = {
    id: `11111111-2222-4333-8444-${number}`,
    list: call === 'phonebook' ? 'selectors' : 'records',
    rows: (call === 'phonebook' ? addresses(term, world) : items(term, isFree, world)).slice(
      0,
      Number(asked.maxresults),
    ),
    read: 0,
    polls: 0,
    running: true,
  }
  searches.set(search.id, search)
  return json({ id: search.id, softselectorwarning: false, status: 0 })
}

function bodyOf(request: PretendRequest): Record<string, unknown> {
  try {
    return JSON.parse(request.body) as Record<string, unknown>
  } catch {
    // not JSON: there is no term, which is refused below
    return {}
  }
}

function result(search: Search, request: PretendRequest, world: World): PretendAnswer {
  if (search.polls++ < world.intelx.emptyPolls) return json({ [search.list]: [], status: 3 })
  const limit = Math.min(Number(parameter(request.query, 'limit') ?? 100), world.intelx.resultsPerCall)
  const rows = search.rows.slice(search.read, search.read + limit)
  search.read += rows.length
  // the last rows come with the word that there are no more
  const isOver = search.read >= search.rows.length
  if (isOver) search.running = false
  return json({ [search.list]: rows, status: isOver ? 1 : 0 })
}

function terminate(search: Search | undefined): PretendAnswer {
  if (search !== undefined) search.running = false
  return empty(204)
}

function items(term: string, isFree: boolean, world: World): unknown[] {
  const isAbout = (text?: string) => text === term || (!term.includes('@') && text?.endsWith(`@${term}`) === true)
  const known = knownAt(world, id, ({ email, phoneE164 }) => isAbout(email) || phoneE164 === term)
  const names = new Map(known.map(({ name, leak }) => [name, leak]))
  return [...names].map(([name, leak]) => {
    const bucket = leak.nature === 'stealer-log' ? 'leaks.logs' : 'leaks.public.general'
    return {
      systemid: uuidOf(name),
      storageid: '0a1b2c3d'.repeat(16),
      instore: true,
      size: 20_481,
      accesslevel: isFree ? 4 : 0,
      type: 1,
      media: 24,
      added: `${leak.addedAt.slice(0, 10)}T08:00:00.000000Z`,
      date: `${leak.occurredOn}T17:00:00Z`,
      name: isFree ? '████████' : name,
      description: world.canarySecret,
      xscore: 68,
      bucket,
      bucketh: bucket === 'leaks.logs' ? 'Leaks » Logs' : 'Leaks » Public » General',
      keyvalues: null,
      tags: null,
      relations: null,
    }
  })
}

function addresses(domain: string, world: World): unknown[] {
  const emails = new Set(knownAt(world, id, ({ email }) => email.includes(domain)).map(({ record }) => record.email))
  const rows = [...emails].map((email) => selectorOf(1, 'Email Address', email))
  return rows.length === 0 ? [] : [...rows, selectorOf(2, 'Domain', `www.${domain}`)]
}

function selectorOf(selectortype: number, selectortypeh: string, value: string): unknown {
  return { selectortype, selectortypeh, selectorvalue: value, selectorvalueh: value }
}

function uuidOf(name: string): string {
  const digits = createHash('sha256').update(name).digest('hex')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}
