import type { Canonical } from './canonical.ts'
import { cleanText } from './clean-text.ts'
import { toALabel } from './domain-name.ts'

const notAnEmail: Canonical = { ok: false, reason: 'not-an-email' }

/**
 * Canonical form of an e-mail address: lower case, NFKC, A-label domain, plus tag kept (`jo+sport@` is not `jo@`).
 * Zero-width and non-breaking spaces are dropped, and so are `mailto:`, `smtp:` and quotes or brackets around it.
 * Refused beside what no mail server takes: a quoted local part, a masked sample (`j***@ville-exemple.fr`), an IP address or a
 * single label for a domain. Letters of any script may stand in the local part (RFC 6531).
 */
export function canonicalizeEmail(value: string): Canonical {
  return take(value.toLowerCase(), plainLocal) ?? take(unwrap(value), anyLocal) ?? notAnEmail
}

/** What nearly every address looks like; a quote or apostrophe in front means that it is wrapped in something. */
const plainLocal = /^[a-z\d_][a-z\d_+-]*(?:\.[a-z\d_+-]+)*$/
/** RFC 5322's dot-atom without `*`, which stands for masked letters in what is passed around, and letters of RFC 6531. */
const anyLocal = /^[a-z\d!#$%&'+/=?^_`{|}~\p{L}\p{M}\p{N}-]+(?:\.[a-z\d!#$%&'+/=?^_`{|}~\p{L}\p{M}\p{N}-]+)*$/u

function take(text: string, localForm: RegExp): Canonical | undefined {
  const at = text.indexOf('@')
  if (at < 1) return undefined
  const local = text.slice(0, at)
  if (!localForm.test(local)) return undefined
  const domain = aLabel(text.slice(at + 1))
  if (domain === undefined || at > 64 || at + domain.length > 253 || Buffer.byteLength(local) > 64) return undefined
  return { ok: true, canonical: `${local}@${domain}` }
}

function unwrap(value: string): string {
  const text = cleanText(value, { dropNbsp: true }).toLowerCase().normalize('NFKC')
  return text.replace(/^(?:[<("'\s]|mailto:|smtp:)+/, '').replace(/[>)"'\s,;]+$/, '')
}

/** A list has many addresses and few domains. Emptied when full: a list of a million different domains must not stay. */
const known = new Map<string, string | undefined>()
const maxKnown = 5000

function aLabel(domain: string): string | undefined {
  if (known.has(domain)) return known.get(domain)
  const label = toALabel(domain)
  if (known.size >= maxKnown) known.clear()
  // a copy: the domain as cut out of a line would keep the whole block of the file in memory
  known.set(Buffer.from(domain).toString(), label)
  return label
}
