/** The undici dispatchers behind the door, one for each proxy and origin, made when first needed. */
import { createRequire } from 'node:module'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import type { Dispatcher } from 'undici'
// not from the index, which loads fetch, caches and web sockets besides: 13 MB and 55 ms of each start
import Pool from 'undici/lib/dispatcher/pool.js'
import { ConfigError } from '../domain/index.ts'
import { bypassesProxy } from './no-proxy.ts'

export interface DispatcherOptions {
  readonly proxy: string | undefined
  readonly noProxy: readonly string[]
  readonly ca: 'system' | { readonly pem: string }
  readonly connectMs: number
}

export const maxConnections = 64

export interface Dispatchers {
  /** `proxy`: a URL, `false` for none, absent for the door's own. @throws ConfigError for an authority that is none */
  of(origin: string, proxy?: string | false): Dispatcher
  close(): Promise<void>
}

/** @throws ConfigError when `proxy` is no proxy's address */
export function createDispatchers(options: DispatcherOptions): Dispatchers {
  if (options.proxy !== undefined) parseProxy('network.proxy', options.proxy)
  const made = new Map<string, Dispatcher>()
  let context: SecureContext | undefined

  // parsing some 300 certificates takes longer than a request: once, and only when something speaks TLS
  function tls(): SecureContext {
    context ??= createSecureContext({ ca: trustedCertificates(options.ca) })
    return context
  }

  function make(origin: string, proxy: URL | undefined): Dispatcher {
    const own = { connections: maxConnections, pipelining: 1, allowH2: false, connectTimeout: options.connectMs }
    const overTls = origin.startsWith('https:')
    if (proxy === undefined) return new Pool(origin, overTls ? { ...own, connect: { secureContext: tls() } } : own)
    const requestTls = overTls ? { requestTls: { secureContext: tls(), allowH2: false } } : {}
    const { ProxyAgent, Socks5ProxyAgent } = wholeUndici()
    if (proxy.protocol === 'socks5:') return new Socks5ProxyAgent(proxy, { ...own, ...requestTls })
    const proxyTls = proxy.protocol === 'https:' ? { proxyTls: { secureContext: tls(), allowH2: false } } : {}
    return new ProxyAgent({
      ...own,
      ...requestTls,
      ...proxyTls,
      uri: proxy.href,
      factory: (target, inherited) => new Pool(target, { ...inherited, connections: maxConnections }),
      // the connection to the proxy itself: one that never answers CONNECT counts as one that does not connect
      clientFactory: (target, inherited) => new Pool(target, { ...inherited, headersTimeout: options.connectMs }),
    })
  }

  return {
    of(origin, proxy = options.proxy ?? false) {
      const through =
        proxy === false || bypassesProxy(origin, options.noProxy) ? undefined : parseProxy('network.proxy', proxy)
      const key = `${through?.href ?? ''} ${origin}`
      let dispatcher = made.get(key)
      if (dispatcher === undefined) {
        dispatcher = make(origin, through)
        made.set(key, dispatcher)
      }
      return dispatcher
    },
    async close() {
      const all = [...made.values()]
      made.clear()
      await Promise.all(all.map((dispatcher) => dispatcher.destroy()))
    },
  }
}

/** What goes through a proxy needs more of it than a plain connection does. */
function wholeUndici(): typeof import('undici') {
  return createRequire(import.meta.url)('undici') as typeof import('undici')
}

/** The system's and Node's own authorities; a given certificate is added to them (an inspecting proxy signs only some). */
function trustedCertificates(ca: 'system' | { readonly pem: string }): string[] {
  const common = [...getCACertificates('system'), ...getCACertificates('bundled')]
  return ca === 'system' ? common : [...common, ca.pem]
}

/** @throws ConfigError that names the setting; the value may hold a password */
export function parseProxy(setting: string, value: string): URL {
  const proxy = URL.parse(value)
  if (proxy === null || !['http:', 'https:', 'socks5:'].includes(proxy.protocol)) {
    throw new ConfigError(`${setting} is not a proxy address`, {
      mend: 'write http://, https:// or socks5://host:port',
    })
  }
  return proxy
}
