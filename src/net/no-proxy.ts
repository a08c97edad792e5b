/**
 * Whether this origin is reached without the proxy. Entries as in the usual NO_PROXY list: `*`, a host, a domain
 * (`example.org` and `.example.org` both cover its subdomains), an IP address, each with an optional `:port`.
 */
export function bypassesProxy(origin: string, noProxy: readonly string[]): boolean {
  const url = new URL(origin)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  return noProxy.some((entry) => covers(entry.trim().toLowerCase(), host, port))
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === '') return false
  if (entry === '*') return true
  // an IPv6 address has colons of its own: its port can only be told when it stands in brackets
  const match = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(entry)
  const name = (match?.[1] ?? match?.[2] ?? entry).replace(/^\*?\./, '')
  if (match?.[3] !== undefined && match[3] !== port) return false
  return host === name || host.endsWith(`.${name}`)
}
