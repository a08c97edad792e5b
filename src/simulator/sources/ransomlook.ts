/** RansomLook: latest posts, by number and by days. */
import { json, text } from '../http.ts'
import type { PretendClaim } from '../world/index.ts'
import type { PretendSource } from './contract.ts'
import { escapeMarkup } from './places-common.ts'
import { driftJson, spoilJsonRow } from './spoil.ts'

const needed = new Set(['post_title', 'discovered'])
const dayMs = 86_400_000

export const ransomlook: PretendSource = {
  id: 'ransomlook',
  basePath: '/api',
  quotaKey: () => '',
  answer(request, { world }) {
    const [, , call, argument] = request.path.split('/')
    const { claims } = world.places
    if (call === 'recent') return json(claims.slice(0, Number(argument ?? 100)).map(post))
    if (call !== 'last') return text('Not found', 404)
    const since = Date.parse(claims[0]?.discoveredAt ?? '') - Number(argument ?? 1) * dayMs
    return json(claims.filter((claim) => Date.parse(claim.discoveredAt) >= since).map(post))
  },
  failure: (status, message) => json({ message }, status),
  tooMany: (seconds) => ({
    ...json({ message: 'Too many requests' }, 429),
    headers: { 'retry-after': String(seconds) },
  }),
  drift: (body) => driftJson(body, needed),
  spoilRow: (body, canary) => spoilJsonRow(body, needed, canary),
  emptyList: '[]',
}

/** The title is the domain where the group knew it, and holds entities. */
function post(claim: PretendClaim) {
  return {
    post_title: escapeMarkup(claim.victim),
    discovered: claim.discoveredAt.replace('T', ' ').replace('Z', '113'),
    description: claim.words,
    link: '/blog/42',
    magnet: null,
    screen: `screenshots/${claim.group}/demo.png`,
    group_name: claim.group,
  }
}
