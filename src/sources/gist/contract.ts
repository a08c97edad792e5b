/**
 * Public gists of GitHub, cut down to what we use. The list has no contents: each file is read at its raw address.
 *
 * @see https://docs.github.com/en/rest/gists/gists#list-public-gists (read 2026-11-24)
 */
import * as v from 'valibot'
import { AuthError, BlockedError, ContractError, QuotaError, type SourceError } from '../../domain/index.ts'
import type { NetReply } from '../../net/index.ts'
import { parseRows, type Rows } from '../parse.ts'
import { isPage } from '../refusal.ts'

export const id = 'gist'

const file = v.object({
  filename: v.pipe(v.string(), v.nonEmpty()),
  raw_url: v.string(),
  size: v.number(),
})

const gist = v.object({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{20,40}$/)),
  html_url: v.string(),
  updated_at: v.pipe(v.string(), v.isoTimestamp()),
  /** one file that is not as promised is an item that cannot be read, and leaves the others */
  files: v.record(v.string(), v.unknown()),
  description: v.nullish(v.string()),
  /** more than 300 files: the list does not name them all */
  truncated: v.nullish(v.boolean(), false),
})

export type Gist = v.InferOutput<typeof gist>
export type GistFile = v.InferOutput<typeof file>

export function isFile(value: unknown): value is GistFile {
  return v.is(file, value)
}

/** @throws ContractError also for a page without a row: something is always new there */
export function readGists(body: unknown): Rows<Gist> {
  const rows = parseRows(id, gist, body)
  if (rows.rows.length === 0) throw new ContractError(id, `${id}: the list has no row`)
  return rows
}

/** GitHub says "too often" with 403 as well as with 429; only its headers and words tell it from a refused token. */
export function refusalOf(reply: NetReply): SourceError {
  const { headers } = reply
  const text = reply.text()
  if (headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined || /rate limit/i.test(text)) {
    return new QuotaError(id, `${id}: its rate limit is used up`, waitMs(reply))
  }
  if (isPage(reply)) return new BlockedError(id, `${id}: status 403 with a page for people`)
  return new AuthError(id, `${id}: status 403`, { mend: `check sources.${id}.apiKey` })
}

/** `retry-after` in seconds, else until the instant of `x-ratelimit-reset`, by the server's own clock; a minute else. */
function waitMs({ headers, receivedAt }: NetReply): number {
  const seconds = Number(headers['retry-after'])
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1_000
  const now = Date.parse(headers.date ?? receivedAt)
  const reset = Number(headers['x-ratelimit-reset']) * 1_000
  return Number.isFinite(reset) && reset > now ? reset - now : 60_000
}
