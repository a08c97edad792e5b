import { cleanText } from './clean-text.ts'

/**
 * Canonical form of an organisation's name: as it is written, in NFKC, without characters that are not seen, blanks run
 * together. Case and accents stay, as it is shown whole; what compares names looks past them. `undefined` for a name without
 * a letter or digit. Idempotent.
 */
export function canonicalizeOrganisation(name: string): string | undefined {
  const canonical = cleanText(name, { dropNbsp: false }).replace(/\s+/g, ' ').trim()
  return /[\p{L}\p{N}]/u.test(canonical) ? canonical : undefined
}
