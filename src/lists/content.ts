/**
 * What a column holds, judged by a sample of its values. Used where there is no header, or none that is recognised.
 * Numbers that offices keep beside phones (SIREN, SIRET, NIR, post code, IBAN) never make a column of phones.
 */
import type { ColumnRole } from './types.ts'

/** Share of the values that must look alike for the column to be read. */
const enough = 0.5

/** Role of a column by its values; `undefined` when they say nothing. */
export function roleOfContent(values: readonly string[]): ColumnRole | undefined {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '')
  if (filled.length === 0) return undefined
  const share = (test: (value: string) => boolean) => filled.filter(test).length / filled.length
  const emails = share(looksLikeEmail)
  const phones = share(looksLikePhone)
  if (emails >= enough && phones < 0.1) return 'email'
  if (phones >= enough && emails < 0.1) return 'phone'
  if (emails + phones >= enough) return 'any'
  if (share(lostItsZero) >= 0.9 && share(isLuhn) < enough) return 'phone'
  if (share(looksLikeDomain) >= enough) return 'domain'
  return undefined
}

/** True for a cell that no header would hold. */
export function looksLikeSelector(cell: string): boolean {
  return looksLikeEmail(cell) || looksLikePhone(cell)
}

function looksLikeEmail(value: string): boolean {
  return /[^\s@]@[^\s@]+\.[^\s@]/.test(value)
}

/** A number written in full: ten digits from 0, or with its country. Nine digits alone could be a SIREN. */
function looksLikePhone(value: string): boolean {
  const first = value.split(/[;|\n]|\s\/\s|\s-\s/, 1)[0]!
  if (!/^[\s"'=]*(?:tel:)?[\s(]*\+?[\d\s.\-/()\u00a0\u2009\u202f\u2011]+"?\s*$/.test(first)) return false
  const digits = first.replace(/\D/g, '')
  if (first.includes('+')) return digits.length >= 8 && digits.length <= 15
  return /^0[1-9]\d{8}$|^33[1-9]\d{8}$|^330[1-9]\d{8}$|^0033\d{9,10}$/.test(digits)
}

export function looksLikeDomain(value: string): boolean {
  return /^(?:https?:\/\/)?(?:[\p{L}\d-]+\.)+\p{L}{2,}\.?(?:\/\S*)?$/u.test(value)
}

/** A mobile number whose 0 a spreadsheet ate. */
function lostItsZero(value: string): boolean {
  return /^[67]\d{8}(?:[.,]0+)?$/.test(value.replace(/\s/g, ''))
}

/** The check digit of SIREN and SIRET; one random number in ten passes. */
function isLuhn(value: string): boolean {
  const digits = value.replace(/\s/g, '')
  if (!/^\d+$/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
