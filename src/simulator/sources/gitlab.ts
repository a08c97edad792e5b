/** GitLab's list of public snippets, and the raw addresses of their files. */
import { decode, html, json, type PretendAnswer, type PretendRequest, parameter } from '../http.ts'
import { errorPage } from '../pages.ts'
import type { PretendText } from '../world/index.ts'
import type { PretendContext, PretendSource } from './contract.ts'
import { page, rawText } from './places-common.ts'
import { driftJson, spoilJsonRow } from './spoil.ts'

const needed = new Set(['id', 'raw_url'])

export const gitlab: PretendSource = {
  id: 'gitlab',
  basePath: '',
  quotaKey: () => '',
  answer(request, context) {
    if (request.path === '/api/v4/snippets/public') return list(request, context)
    const [, , , number, raw, , name] = request.path.split('/')
    const { snippets } = context.world.places
    const found = snippets.find((one) => String(numberOf(one, snippets)) === number && one.name === decode(name ?? ''))
    return rawText(raw === 'raw' ? found : undefined, () =>
      html(errorPage('The page could not be found (404)', ''), 404),
    )
  },
  failure: (status, message) => json({ message: `${status} ${message}` }, status),
  tooMany: (seconds) => ({
    ...json({ message: { error: 'This endpoint has been requested too many times. Try again later.' } }, 429),
    headers: { 'retry-after': String(seconds) },
  }),
  drift: (body) => driftJson(body, needed),
  spoilRow: (body, canary) => spoilJsonRow(body, needed, canary),
  emptyList: '[]',
}

function list(request: PretendRequest, { world, keys }: PretendContext): PretendAnswer {
  const token = request.headers['private-token']
  if (token !== undefined && !keys.has(String(token))) return gitlab.failure(401, 'Unauthorized')
  const size = Math.min(100, Number(parameter(request.query, 'per_page') ?? 20))
  const { snippets } = world.places
  return json(page(snippets, size, Number(parameter(request.query, 'page') ?? 1)).map((one) => row(one, snippets)))
}

/** Numbers grow with time. */
function numberOf(one: PretendText, snippets: readonly PretendText[]): number {
  return 9_000_000 + snippets.length - snippets.indexOf(one)
}

function row(one: PretendText, snippets: readonly PretendText[]) {
  const number = numberOf(one, snippets)
  const webUrl = `https://gitlab.com/-/snippets/${number}`
  return {
    id: number,
    title: 'texte',
    file_name: one.name,
    description: null,
    visibility: 'public',
    author: { id: 900_001, username: 'compte-fictif', name: 'Compte Fictif', state: 'active' },
    created_at: one.postedAt,
    updated_at: one.postedAt,
    project_id: null,
    web_url: webUrl,
    raw_url: `${webUrl}/raw`,
    files: [{ path: one.name, raw_url: `${webUrl}/raw/main/${encodeURIComponent(one.name)}` }],
  }
}
