/**
 * Canonical forms: the one spelling by which two selectors are the same person's, or are not. Each function is
 * idempotent (the canonical form of a canonical form is itself) and never throws: what is not taken has a reason.
 */
import { canonicalizeDomain } from './domain-name.ts'
import { canonicalizeEmail } from './email.ts'
import { canonicalizePhone } from './phone.ts'
import type { ListedKind, ListedSelector } from './selector.ts'

/** Why a value has no canonical form. Codes are a public promise (`--rejects`, `--json`). */
const canonicalReasons = [
  'not-an-email',
  'not-a-phone',
  'ambiguous-phone', // nine digits that may be a phone or a SIREN: taken only where the column is known to be phones
  'short-number', // 17, 3949, 118218: nobody's own
  'precision-lost', // a spreadsheet rounded it, `3,36E+10`: the digits are gone
  'not-a-domain',
  'public-suffix', // `fr`, `gouv.fr`: belongs to everybody
  'ip-address',
] as const
export type RejectReason = (typeof canonicalReasons)[number]

export type Canonical =
  | { readonly ok: true; readonly canonical: string }
  | { readonly ok: false; readonly reason: RejectReason }

/** The canonical form of a value whose kind is known: from a column of that kind, or told by a person. */
export function canonicalize(kind: ListedKind, value: string): Canonical {
  switch (kind) {
    case 'email':
      return canonicalizeEmail(value)
    case 'phone':
      return canonicalizePhone(value, { knownPhone: true })
    case 'domain':
      return canonicalizeDomain(value)
  }
}

export type ReadSelector =
  | { readonly ok: true; readonly selector: ListedSelector }
  | { readonly ok: false; readonly reason: RejectReason }

/**
 * Reads a selector of unknown kind, as a person types it on the command line or a mixed list holds it; the name of an
 * organisation is never read from such. Nine digits
 * alone are `ambiguous-phone`; a plain word is `not-an-email`.
 */
export function readSelector(value: string): ReadSelector {
  const kind = kindOf(value)
  if (kind === undefined) {
    const form = canonicalizeDomain(value)
    if (form.ok) return { ok: true, selector: { kind: 'domain', canonical: form.canonical } }
    // a word is a failed address rather than a failed domain, unless the suffix list knows it
    return form.reason === 'not-a-domain' ? { ok: false, reason: 'not-an-email' } : form
  }
  const form = kind === 'phone' ? canonicalizePhone(value) : canonicalize(kind, value)
  return form.ok ? { ok: true, selector: { kind, canonical: form.canonical } } : form
}

/** The kind that a value is written as, right or wrong; `undefined` for a word that could be none. */
export function kindOf(value: string): ListedKind | undefined {
  if (/[@\uff20]/.test(value)) return /^\s*[a-z]+:\/\//i.test(value) ? 'domain' : 'email'
  if (/^\s*tel:/i.test(value)) return 'phone'
  if (machineAddress.test(value.trim())) return 'domain'
  if (hostName.test(value.trim())) return 'domain'
  const digits = value.replace(/\P{Nd}/gu, '').length
  const letters = value.replace(/\P{L}/gu, '').length
  if (digits > 0 && digits > letters) return 'phone'
  return /[.:\u3002\uff0e]/.test(value) ? 'domain' : undefined
}

/** IPv4 and IPv6, with port or length of network. `06.39.98.01` is one too, and no phone lacks a pair of digits. */
const machineAddress = /^\d{1,3}(?:\.\d{1,3}){3}(?:[:/]\d+)?$|^\[?[\da-f]*:[\da-f:]*\]?(?:[:/]\d+)?$/i
/** Its last label begins with a letter, as no part of a number does: `3w.example`, not `6.39980123E8`. */
const hostName = /^(?:[\p{L}\d-]+\.)+\p{L}[\p{L}\d-]+$/u
