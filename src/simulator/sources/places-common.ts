/** What the watched places have in common: robots.txt, ETag, raw texts, markup. */
import { createHash } from 'node:crypto'
import { empty, type PretendAnswer, type PretendRequest, text } from '../http.ts'
import type { PretendText, World } from '../world/index.ts'

/** The answer to `/robots.txt`: 404 for a site that asks nothing. */
export function robotsOf(id: string, request: PretendRequest, world: World): PretendAnswer | undefined {
  if (request.path !== '/robots.txt') return undefined
  const rules = world.places.robots.get(id)
  return rules === undefined ? text('Not found', 404) : text(rules)
}

/** The answer with an ETag, or 304 when the request names that one. */
export function versioned(request: PretendRequest, answer: PretendAnswer): PretendAnswer {
  const etag = `W/"${createHash('sha256').update(answer.body).digest('hex').slice(0, 32)}"`
  const headers = { ...answer.headers, etag }
  return request.headers['if-none-match'] === etag ? { ...empty(304), headers } : { ...answer, headers }
}

/** A text at its raw address. */
export function rawText(found: PretendText | undefined, missing: () => PretendAnswer): PretendAnswer {
  if (found === undefined || found.state === 'removed') return missing()
  if (found.state === 'pending') return text('This text is being prepared, come back later.', 503)
  return { status: 200, type: found.type ?? 'text/plain; charset=utf-8', body: found.body }
}

export function page<T>(rows: readonly T[], size: number, number: number): readonly T[] {
  return rows.slice((number - 1) * size, number * size)
}

export function escapeMarkup(written: string): string {
  return written.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
