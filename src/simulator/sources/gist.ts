/** GitHub's interface for public gists, and the raw addresses of their files. */
import { decode, json, type PretendAnswer, type PretendRequest, parameter, text } from '../http.ts'
import type { PretendText } from '../world/index.ts'
import type { PretendContext, PretendSource } from './contract.ts'
import { page, rawText, versioned } from './places-common.ts'
import { driftNested, spoilJsonRow } from './spoil.ts'

const owner = 'demo-user'
const apiUrl = 'https://api.github.com/gists'
const needed = new Set(['id', 'files'])

export const gist: PretendSource = {
  id: 'gist',
  basePath: '',
  quotaKey: (request) => (request.path.startsWith('/gists') ? '' : undefined),
  answer(request, context) {
    if (request.path === '/gists/public') return list(request, context)
    const [, , gistId, raw, , name] = request.path.split('/')
    const found = context.world.places.gists.find((one) => one.id === gistId && one.name === decode(name ?? ''))
    return rawText(raw === 'raw' ? found : undefined, () => text('404: Not Found', 404))
  },
  failure: (status, message) => json({ message, documentation_url: 'https://docs.github.com/rest' }, status),
  tooMany: (seconds) => ({
    ...gist.failure(429, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'),
    headers: { 'retry-after': String(seconds), 'x-ratelimit-remaining': '0' },
  }),
  drift: (body) => driftNested(body, needed),
  spoilRow: (body, canary) => spoilJsonRow(body, needed, canary),
  // the keys of `files` are names of files: a field of tomorrow stands anywhere but there
  extend: (body, canary) =>
    JSON.stringify(JSON.parse(body).map((one: object) => ({ ...one, fieldOfTomorrow: { was: canary } }))),
  emptyList: '[]',
}

function list(request: PretendRequest, { world, keys }: PretendContext): PretendAnswer {
  const { authorization } = request.headers
  if (request.headers['user-agent'] === undefined)
    return gist.failure(403, 'Request forbidden by administrative rules.')
  if (authorization !== undefined && !keys.has(authorization.replace(/^(?:Bearer|token) /i, ''))) {
    return gist.failure(401, 'Bad credentials')
  }
  const size = Math.min(100, Number(parameter(request.query, 'per_page') ?? 30))
  const number = Number(parameter(request.query, 'page') ?? 1)
  if (size * number > 3_000) return gist.failure(422, 'Pagination with the page parameter is not possible this deep.')
  const limit = authorization === undefined ? '60' : '5000'
  const answer = json(page(world.places.gists, size, number).map(row))
  return versioned(request, { ...answer, headers: { 'x-ratelimit-limit': limit, 'x-ratelimit-remaining': '42' } })
}

function row(one: PretendText) {
  const webUrl = `https://gist.github.com/${owner}/${one.id}`
  const version = `${one.id}${one.id.slice(0, 8)}`
  const rawUrl = `https://gist.githubusercontent.com/${owner}/${one.id}/raw/${version}/${encodeURIComponent(one.name)}`
  return {
    url: `${apiUrl}/${one.id}`,
    forks_url: `${apiUrl}/${one.id}/forks`,
    commits_url: `${apiUrl}/${one.id}/commits`,
    id: one.id,
    node_id: 'G_demo',
    git_pull_url: `${webUrl}.git`,
    git_push_url: `${webUrl}.git`,
    html_url: webUrl,
    files: {
      [one.name]: {
        filename: one.name,
        type: 'text/plain',
        language: 'Text',
        raw_url: rawUrl,
        size: Buffer.byteLength(one.body),
      },
    },
    public: true,
    created_at: one.postedAt,
    updated_at: one.postedAt,
    description: null,
    comments: 0,
    comments_enabled: true,
    user: null,
    comments_url: `${apiUrl}/${one.id}/comments`,
    owner: { login: owner, id: 1, node_id: 'U_demo', type: 'User', site_admin: false },
    truncated: false,
  }
}
