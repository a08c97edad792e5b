/**
 * LeakIX, to its contract: pages for people unless JSON is asked for, null for empty lists, 404 for hosts it never met, a 429
 * that says its wait in a header of its own, and `Page limit` with status 200 for those who page too far (plans `free…`).
 */
import { decode, html, json, type PretendAnswer, type PretendRequest, parameter } from '../http.ts'
import type { LeakixLeak, World } from '../world/index.ts'
import type { PretendContext, PretendSource } from './contract.ts'
import { driftJson } from './spoil.ts'

const pageSize = 20

export const leakix: PretendSource = {
  id: 'leakix',
  basePath: '',
  quotaKey: (request, context) => (context.keys.has(keyOf(request)) ? keyOf(request) : undefined),
  answer(request, context) {
    if (request.method !== 'GET') return failure(405, 'Method not allowed')
    if (!String(request.headers.accept).includes('application/json')) return html('<html><title>LeakIX</title></html>')
    const plan = context.keys.get(keyOf(request))
    if (plan === undefined) return failure(401, 'Unauthorized')
    const { world } = context
    const [, call, subject = ''] =
      /^\/(api\/plugins|api\/subdomains|domain|host|search)(?:\/(.+))?$/.exec(request.path) ?? []
    const name = decode(subject)?.toLowerCase() ?? ''
    if (call === 'api/plugins') return json([{ name: 'DotEnvConfigPlugin' }, { name: 'MongoOpenPlugin' }])
    if (call === 'domain') return answerOf(known(world, name), name, world)
    if (call === 'host') return answerOf(world.leakix.leaks, name, world)
    if (call === 'api/subdomains') return json(subdomains(known(world, name)))
    if (call === 'search') return search(request, plan.subscriptionName.startsWith('free'), context)
    return failure(404, 'Not found')
  },
  failure,
  tooMany: (seconds) => ({ ...failure(429, 'Rate limited'), headers: { 'x-limited-for': `${seconds}s` } }),
  drift: (body) => driftJson(body, new Set(['Services', 'Leaks', 'name'])),
  spoilRow(body, canary) {
    const good = JSON.parse(body) as { Leaks?: unknown[] | null }
    if (!Array.isArray(good.Leaks)) return body
    return JSON.stringify({ ...good, Leaks: [...good.Leaks, { event_source: { was: canary }, host: null }] })
  },
  emptyList: JSON.stringify({ Services: null, Leaks: null }),
}

function failure(status: number, message: string): PretendAnswer {
  return json({ Error: message }, status)
}

function keyOf(request: PretendRequest): string {
  const key = request.headers['api-key']
  return typeof key === 'string' ? key : ''
}

function known(world: World, domain: string): LeakixLeak[] {
  return world.leakix.leaks.filter(({ host }) => host === domain || host.endsWith(`.${domain}`))
}

function answerOf(leaks: readonly LeakixLeak[], name: string, world: World): PretendAnswer {
  const isKnown = leaks.length > 0 || world.domains.includes(name)
  if (!isKnown) return failure(404, 'Not found')
  const events = leaks.map((leak) => eventOf('leak', leak, world))
  // the same machine serves strangers too
  const stranger = { ...leaks[0], host: 'autre-client.example' } as LeakixLeak
  return json({
    Services: leaks.length === 0 ? null : leaks.map((leak) => eventOf('service', leak, world)),
    Leaks: events.length === 0 ? null : [...events, eventOf('leak', stranger, world)],
  })
}

function eventOf(type: 'leak' | 'service', leak: LeakixLeak, world: World): unknown {
  const isLeak = type === 'leak'
  return {
    event_type: type,
    event_source: isLeak ? leak.plugin : 'HttpPlugin',
    event_pipeline: ['ip4scout', leak.plugin],
    event_fingerprint: '0'.repeat(40),
    ip: '192.0.2.20',
    host: leak.host,
    reverse: '',
    port: leak.port,
    transport: ['tcp', 'tls', 'http'],
    protocol: 'https',
    summary: `Found environment file\nDB_PASSWORD=${world.canarySecret}`,
    time: leak.seenAt,
    service: {
      credentials: { noauth: false, username: 'admin', password: world.canarySecret, key: '', raw: null },
      software: { name: 'nginx', version: '', os: '', modules: null, fingerprint: '' },
    },
    leak: {
      stage: isLeak ? 'open' : '',
      type: '',
      severity: isLeak ? leak.severity : '',
      dataset: { rows: isLeak ? leak.rows : 0, files: 0, size: 0, collections: 0, infected: false, ransom_notes: null },
    },
    tags: [],
  }
}

function subdomains(leaks: readonly LeakixLeak[]): unknown[] {
  return leaks.map(({ host, seenAt }) => ({ subdomain: host, distinct_ips: 1, last_seen: seenAt }))
}

function search(request: PretendRequest, isFree: boolean, { world }: PretendContext): PretendAnswer {
  const page = Number(parameter(request.query, 'page') ?? 0)
  if (isFree && page > 1) return json({ Error: 'Page limit' })
  const type = parameter(request.query, 'scope') === 'service' ? 'service' : 'leak'
  const shown = world.leakix.leaks.slice(page * pageSize, (page + 1) * pageSize)
  return json(shown.length === 0 ? null : shown.map((leak) => eventOf(type, leak, world)))
}
