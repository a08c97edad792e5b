/**
 * Breachsense, to its contract: lists of rows, 206 while there are more pages, days as eight digits, passwords, cookies and
 * tokens in clear, a 403 for what the licence lacks (plans named `basic…` see no leak sites and no forums).
 */
import { json, type PretendAnswer, type PretendRequest, parameter } from '../http.ts'
import { type KnownRecord, knownAt, type World } from '../world/index.ts'
import type { PretendContext, PretendSource } from './contract.ts'
import { driftJson, spoilJsonRow } from './spoil.ts'

const id = 'breachsense'
const needed = new Set(['usr', 'eml', 'dom', 'data', 'token_type', 'fnd', 'found', 'fle', 'status', 'remaining'])
const tables = ['stealer', 'combo', 'creds', 'sessions', 'nhi', 'darkweb', 'radar']

export const breachsense: PretendSource = {
  id,
  basePath: '',
  quotaKey: (request, context) => (context.keys.has(keyOf(request)) ? keyOf(request) : undefined),
  answer(request, context) {
    const call = request.path.slice(1)
    if (request.method !== 'GET' || ![...tables, 'account'].includes(call)) return failure(404, 'Not found')
    const plan = context.keys.get(keyOf(request))
    if (plan === undefined) return failure(401, 'Invalid or missing license.')
    if (call === 'account') return account(request, context)
    if (plan.subscriptionName.startsWith('basic') && (call === 'darkweb' || call === 'radar')) {
      return failure(403, 'Your license does not include this endpoint.')
    }
    const term = (parameter(request.query, 's') ?? parameter(request.query, 'search') ?? '').trim().toLowerCase()
    const page = Number(parameter(request.query, 'p') ?? 1)
    if (term === '' || !Number.isInteger(page) || page < 1) return failure(400, 'Malformed request.')
    const { breachsense: told } = context.world
    told.queriesLeft--
    const rows = rowsOf(call, term, context.world)
    const shown = rows.slice((page - 1) * told.pageSize, page * told.pageSize)
    return json(shown, page * told.pageSize < rows.length ? 206 : 200)
  },
  failure,
  tooMany: () => failure(429, 'Rate limit exceeded. Please throttle to 1 request per second per license.'),
  drift: (body) => driftJson(body, needed),
  spoilRow: (body, canary) => spoilJsonRow(body, needed, canary),
  emptyList: '[]',
}

function failure(status: number, message: string): PretendAnswer {
  return json({ error: true, message }, status)
}

function keyOf(request: PretendRequest): string {
  const key = request.headers.lic
  return typeof key === 'string' ? key : ''
}

function account(request: PretendRequest, { world }: PretendContext): PretendAnswer {
  if (parameter(request.query, 'action') !== 'remaining') return failure(400, 'Malformed request.')
  return json([{ status: 'ok', remaining: String(world.breachsense.queriesLeft) }])
}

function rowsOf(call: string, term: string, world: World): unknown[] {
  const isUnder = (name: string) => name === term || name.endsWith(`.${term}`)
  if (call === 'darkweb') {
    const claims = world.breachsense.claims.filter(({ domain }) => isUnder(domain))
    return claims.map(({ domain, actor, foundOn, words }) => ({
      data: domain,
      name: domain,
      site: actor,
      src: `http://exempleexempleexemple.onion/${actor}`,
      found: digits(foundOn),
      desc: words,
    }))
  }
  if (call === 'radar') {
    const posts = world.breachsense.posts.filter(({ domain }) => isUnder(domain))
    return posts.map(({ domain, url, foundOn }) => ({ data: domain, src: url, found: digits(foundOn) }))
  }
  const isAbout = (email: string) => email === term || email.endsWith(`@${term}`)
  const isOnSite = (website?: string) => website !== undefined && isUnder(website)
  if (call === 'nhi')
    return tokensOf(
      knownAt(world, id, ({ website }) => isOnSite(website)),
      world,
    )
  if (call === 'sessions')
    return sessionsOf(
      knownAt(world, id, ({ website }) => isOnSite(website)),
      world,
    )
  const natures = { stealer: 'stealer-log', combo: 'combo-list', creds: 'breach' } as const
  const known = knownAt(world, id, ({ email, website }) => isAbout(email) || (call === 'stealer' && isOnSite(website)))
  return known
    .filter(({ leak }) => leak.nature === natures[call as keyof typeof natures])
    .map((row) => rowOf(call, row, world))
}

function rowOf(call: string, { name, leak, record }: KnownRecord, world: World): unknown {
  const { email, machine, website } = record
  const fnd = digits(leak.addedAt.slice(0, 10))
  if (call === 'creds') {
    return { eml: email, pwd: secretOf(leak.passwords, world), src: name, fnd, atr: `Invented. Seen with ${email}.` }
  }
  if (call === 'combo') return { usr: email, pwd: world.canarySecret, fle: name, fnd }
  return {
    usr: email,
    pwd: world.canarySecret,
    src: `https://${website ?? 'connexion.example.org'}/login`,
    fle: `[FR]${world.canarySecret}.zip`,
    fnd,
    hid: 'HW-EXEMPLE-0001',
    iip: '192.0.2.30',
    inf: digits((machine?.infectedAt ?? leak.addedAt).slice(0, 10)),
    mac: machine?.name ?? '',
    mal: machine?.family ?? '',
    os: 'Windows 11',
  }
}

function secretOf(form: 'clear' | 'bcrypt' | 'md5' | undefined, world: World): string {
  if (form === undefined) return ''
  return form === 'clear' ? world.canarySecret : form === 'md5' ? '0f'.repeat(16) : `$2y$10$${world.canarySecret}`
}

function sessionsOf(known: readonly KnownRecord[], world: World): unknown[] {
  return known.map(({ leak, record }) => ({
    dom: `.${record.website}`,
    cookie_name: world.canarySecret,
    cookie_path: '/',
    expires: 1_900_000_000,
    fnd: digits(leak.addedAt.slice(0, 10)),
    inf: digits((record.machine?.infectedAt ?? leak.addedAt).slice(0, 10)),
    user_name: record.machine?.name ?? '',
  }))
}

function tokensOf(known: readonly KnownRecord[], world: World): unknown[] {
  return known.map(({ leak, record }) => ({
    token: world.canarySecret,
    token_type: 'api_key',
    category: 'cloud',
    platform: 'nuage-exemple',
    source_type: 'stealer',
    fnd: digits(leak.addedAt.slice(0, 10)),
    usr: record.email,
  }))
}

/** The day as the service writes it. */
function digits(day: string): string {
  return day.replaceAll('-', '')
}
