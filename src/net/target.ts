/** Where a request goes, checked before anything is sent: nothing here can leave the declared host. */
import { isIP } from 'node:net'
import { ConfigError } from '../domain/index.ts'

export interface Target {
  readonly origin: string
  /** path and query as they stand on the request line */
  readonly path: string
}

/**
 * A source's base URL as origin and path prefix (no trailing slash).
 *
 * @throws ConfigError for anything but http(s), for user, password, query or fragment, and for plain http beyond loopback
 * when a key would travel with it; names the setting, never the value
 */
export function parseBase(source: string, url: string, withKey: boolean): Target {
  const setting = `sources.${source}.baseUrl`
  const base = URL.parse(url)
  if (base === null || (base.protocol !== 'https:' && base.protocol !== 'http:')) {
    throw new ConfigError(`${setting} is not an http or https address`)
  }
  if (base.username !== '' || base.password !== '' || base.search !== '' || base.hash !== '') {
    throw new ConfigError(`${setting} must be host and path only`, {
      mend: 'remove user, password, query and fragment',
    })
  }
  if (withKey && base.protocol === 'http:' && !isLoopback(base.hostname)) {
    throw new ConfigError(`${setting} is plain http: a key is not sent unencrypted`, { mend: 'write https://' })
  }
  return { origin: base.origin, path: base.pathname.replace(/\/+$/, '') }
}

/** @throws TypeError for a path that is not one (an absolute URL, a raw space, a fragment): an adapter's bug */
export function under(base: Target, path: string): Target {
  if (path !== '' && !/^[/?][!"$-~]*$/.test(path)) {
    throw new TypeError('a request path starts with "/" or "?", and is percent-encoded')
  }
  const whole = base.path + path
  return { origin: base.origin, path: whole.startsWith('/') ? whole : `/${whole}` }
}

/** Where a redirect leads, when that is the same origin; `undefined` when it leaves it or cannot be read. */
export function redirected(from: Target, location: string | undefined): Target | undefined {
  if (location === undefined) return undefined
  const to = URL.parse(location, from.origin + from.path)
  if (to === null || to.origin !== from.origin || to.username !== '' || to.password !== '') return undefined
  return { origin: to.origin, path: to.pathname + to.search }
}

function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) === 4) return host.startsWith('127.')
  return host === '::1' || host === 'localhost' || host.endsWith('.localhost')
}
