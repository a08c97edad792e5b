/** ransomware.live: v2 without a key and its own way of saying "too often", PRO with a key. */
import { json, type PretendAnswer, type PretendRequest, parameter } from '../http.ts'
import type { PretendClaim, PretendReport, World } from '../world/index.ts'
import type { PretendSource } from './contract.ts'
import { driftNested, spoilNested } from './spoil.ts'

const needed = new Set(['victim', 'title'])
const recentLength = 100
const tooOften = { message: '1 per 1 minute' }

export const ransomwareLive: PretendSource = {
  id: 'ransomware-live',
  basePath: '/v2',
  quotaKey: (request) => request.path,
  answer(request, { world }) {
    const [, version, call, argument] = request.path.split('/')
    if (version !== 'v2') return json({ error: 'Not found' }, 404)
    if (call === 'recentvictims') return json(claims(world).slice(0, recentLength).map(v2Claim))
    if (call === 'countryvictims') return json(claims(world, argument).map(v2Claim))
    if (call === 'countrycyberattacks') return json(reports(world, argument).map(report))
    if (call === 'searchvictims') return search(world, argument ?? '')
    return json({ error: 'Not found' }, 404)
  },
  failure: (status, message) => json({ error: message }, status),
  // no Retry-After
  tooMany: () => json(tooOften, 429),
  drift: (body) => driftNested(body, needed),
  spoilRow: (body, canary) => spoilNested(body, needed, canary),
  emptyList: '[]',
}

export const ransomwareLivePro: PretendSource = {
  ...ransomwareLive,
  id: 'ransomware-live-pro',
  basePath: '',
  quotaKey: (request) => keyOf(request),
  answer(request, { world, keys }) {
    if (!keys.has(keyOf(request))) return json({ error: 'Invalid API key' }, 401)
    const country = parameter(request.query, 'country')
    if (request.path === '/victims/recent') return victims(claims(world).slice(0, recentLength))
    if (request.path === '/victims') return victims(claims(world, country))
    if (request.path === '/press/recent')
      return json({ client: 'demo-client', press: reports(world, country).map(report) })
    return json({ error: 'Not found' }, 404)
  },
  tooMany: (seconds) => ({ ...json({ error: 'Quota exceeded' }, 429), headers: { 'retry-after': String(seconds) } }),
  emptyList: '{"client":"demo-client","count":0,"victims":[]}',
}

function keyOf(request: PretendRequest): string {
  return String(request.headers['x-api-key'] ?? '')
}

function claims({ places }: World, country?: string): readonly PretendClaim[] {
  return country === undefined ? places.claims : places.claims.filter((claim) => claim.country === country)
}

function reports({ places }: World, country?: string): readonly PretendReport[] {
  return country === undefined ? places.reports : places.reports.filter((one) => one.country === country)
}

function victims(found: readonly PretendClaim[]): PretendAnswer {
  return json({ client: 'demo-client', count: found.length, victims: found.map(proClaim) })
}

function search(world: World, keyword: string): PretendAnswer {
  const found = world.places.claims.filter((claim) =>
    JSON.stringify(claim).toLowerCase().includes(keyword.toLowerCase()),
  )
  if (found.length === 0) return json({ error: `No victims found for keyword '${keyword}'.` }, 404)
  return json(found.map(v2Claim))
}

function common(claim: PretendClaim) {
  return {
    victim: claim.victim,
    group: claim.group,
    domain: claim.domain,
    country: claim.country,
    activity: claim.sector,
    discovered: claim.discoveredAt.replace('Z', '001+00:00'),
    description: claim.words,
    screenshot: '',
    press: null,
  }
}

function v2Claim(claim: PretendClaim) {
  return {
    ...common(claim),
    attackdate: `${claim.attackedOn}T00:00:00+00:00`,
    claim_url: 'http://demogangexampleonlyxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.onion/blog/42',
    url: `https://www.ransomware.live/id/${idOf(claim)}`,
    infostealer: '',
    extrainfos: [],
    duplicates: [],
  }
}

function proClaim(claim: PretendClaim) {
  return {
    ...common(claim),
    id: idOf(claim),
    website: claim.domain,
    attackdate: claim.attackedOn,
    post_url: 'http://demogangexampleonlyxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.onion/blog/42',
    permalink: `https://www.ransomware.live/id/${idOf(claim)}`,
    infostealer: { employees: 3, users: 52 },
    data_size: '40 GB',
  }
}

function idOf({ victim, group }: PretendClaim): string {
  return Buffer.from(`${victim}@${group}`).toString('base64')
}

function report(one: PretendReport) {
  const { title, victim, domain, country, date, added, summary, url } = one
  return { title, victim, domain, country, date, added, summary, url, link: url }
}
