/** One request on its way through attempts, retries and redirects. */
import { ConfigError } from '../domain/index.ts'
import type { NetRequest } from './contract.ts'
import type { SourceBinding } from './door-contract.ts'
import { formWithKey, readKey } from './key.ts'
import { parseBase, redirected, type Target, under } from './target.ts'

export interface Series {
  readonly hostName: string
  readonly wanted: (status: number) => boolean
  readonly headers: Readonly<Record<string, string>>
  readonly maxBytes: number | undefined
  readonly onLeft: (() => void) | undefined
  target: Target
  method: 'GET' | 'POST'
  body: string | undefined
  /** requests that left */
  attempts: number
  retries: number
  redirects: number
  /** a 429 was among the answers */
  limited: boolean
}

/** headers that are the door's own business */
const reserved =
  /^(host|user-agent|connection|content-length|transfer-encoding|accept-encoding|expect|upgrade|proxy-.*)$/

/**
 * How this source's requests are put together. The key stays inside the returned function.
 *
 * @throws ConfigError for a base URL or key that cannot be used
 */
export function prepareFor(binding: SourceBinding, userAgent: string): (asked: NetRequest) => Series {
  const key = readKey(binding)
  const bases = Object.entries(binding.hosts)
  const hosts = new Map(bases.map(([name, url]) => [name, parseBase(binding.id, url, key !== undefined)]))
  const [firstHost] = hosts.keys()
  if (firstHost === undefined) throw new ConfigError(`sources.${binding.id} has no host`)

  return (asked) => {
    const hostName = asked.host ?? firstHost
    const base = hosts.get(hostName)
    if (base === undefined) throw new TypeError(`${binding.id} has no such host`)
    const headers: Record<string, string> = { 'user-agent': userAgent }
    for (const [name, value] of Object.entries(asked.headers ?? {})) {
      const lower = name.toLowerCase()
      if (reserved.test(lower) || lower === key?.header)
        throw new TypeError(`${binding.id}: ${lower} is the door's to set`)
      headers[lower] = value
    }
    const keyed = asked.withKey === false ? undefined : key
    if (keyed?.header !== undefined) headers[keyed.header] = keyed.value
    const expect = asked.expect ?? [200]
    return {
      hostName,
      wanted: (status) => expect.includes(status),
      headers,
      maxBytes: asked.maxBytes,
      onLeft: asked.onLeft,
      target: under(base, asked.path),
      method: asked.method ?? 'GET',
      body: keyed?.formField === undefined ? asked.body : formWithKey(keyed, asked, headers),
      attempts: 0,
      retries: 0,
      redirects: 0,
      limited: false,
    }
  }
}

/** Points the series at where it was sent to; `false` when that is not the same origin. */
export function followTo(series: Series, status: number, location: string | undefined): boolean {
  const to = redirected(series.target, location)
  if (to === undefined) return false
  series.redirects++
  series.target = to
  // as browsers do, and RFC 9110 allows: only 307 and 308 repeat a POST
  if (series.method === 'POST' && status !== 307 && status !== 308) {
    series.method = 'GET'
    series.body = undefined
  }
  return true
}
