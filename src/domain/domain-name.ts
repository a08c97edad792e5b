import { createRequire } from 'node:module'
import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import type { Canonical } from './canonical.ts'
import { cleanText, isAscii } from './clean-text.ts'

/**
 * Canonical form of a domain: A-label, lower case, without scheme, user, port, path, `www.` or `*.`.
 * `https://www.Ville-Exemple.fr/contact` gives `ville-exemple.fr`, `Évreux.example` gives `xn--vreux-9ra.example`; a subdomain
 * stays what it is. A public suffix, an IP address and a name without a dot are refused.
 */
export function canonicalizeDomain(value: string): Canonical {
  const host = hostOf(cleanText(value, { dropNbsp: true }).trim())
  if (host === undefined) return notADomain
  if (isAddress(host)) return { ok: false, reason: 'ip-address' }
  const label = toALabel(host)
  const bare = (label ?? host.toLowerCase()).replace(/^(?:www\.)+/, '')
  if (isPublicSuffix(bare)) return publicSuffix
  return label !== undefined && hostName.test(bare) ? { ok: true, canonical: bare } : notADomain
}

/**
 * The A-label of a host name of two labels or more, letters, digits and hyphens, whose last label is no number;
 * `undefined` for anything else. A single dot at the end is dropped.
 */
export function toALabel(host: string): string | undefined {
  let label = host.endsWith('.') ? host.slice(0, -1) : host
  if (!isAscii(label) || /xn--/i.test(label)) {
    // domainToASCII parses a URL's host: it must not see what means something else in there
    if (/[\0- "#%/:<>?@[\\\]^`{|}\x7f]/.test(label)) return undefined
    label = domainToASCII(label)
  }
  label = label.toLowerCase()
  return label.length <= 253 && hostName.test(label) ? label : undefined
}

const hostName = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?=[a-z\d-]*[a-z])[a-z\d][a-z\d-]{0,61}[a-z\d]$/

/** True when nobody owns the name: it is a suffix under which names are given out (`fr`, `asso.fr`, `github.io`). */
function isPublicSuffix(name: string): boolean {
  const found = suffixes().parse(name, { allowPrivateDomains: true })
  return found.domain === null && (found.isIcann === true || found.isPrivate === true)
}

const notADomain: Canonical = { ok: false, reason: 'not-a-domain' }
const publicSuffix: Canonical = { ok: false, reason: 'public-suffix' }

/** The host in what a person or an export may write for a domain; `undefined` when it is something else. */
function hostOf(text: string): string | undefined {
  const unquoted = text.replace(/^[<"'\s]+|[>"'\s,;]+$/g, '')
  const scheme = /^(?:[a-z][a-z\d+.-]*:)?\/\//i.exec(unquoted)
  let host = unquoted.slice(scheme?.[0].length ?? 0).replace(/[/?#\\].*$/s, '')
  if (scheme !== null) host = host.slice(host.lastIndexOf('@') + 1)
  host = host.replace(/^@/, '') // `@ville-exemple.fr` is how offices write "all addresses of"
  if (isIP(host.replace(/^\[|\]$/g, '')) === 0) host = host.replace(/:\d*$/, '')
  host = host.replace(/^\[(.*)\]$/s, '$1').replace(/^(?:\*\.)+/, '')
  return host === '' || /[@\s]/.test(host) ? undefined : host
}

/** Dotted quads, IPv6, and a last label that is a number, which no domain has. */
function isAddress(host: string): boolean {
  return isIP(host) !== 0 || /^\d+(?:\.\d+){1,3}\.?$/.test(host)
}

/** 1 MB of suffixes: loaded when the first domain is read, which most commands never do. */
let loaded: typeof import('tldts') | undefined
function suffixes(): typeof import('tldts') {
  loaded ??= createRequire(import.meta.url)('tldts') as typeof import('tldts')
  return loaded
}
