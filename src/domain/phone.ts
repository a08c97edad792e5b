/**
 * Canonical form of a phone number: E.164, by the French plan first (decision 2018-0881 of Arcep and its changes).
 *
 * - Numbers reserved for fiction stay as they are, first of all: `06 39 98` lies inside the prefix of Mayotte's mobiles,
 *   whose allotted ranges do not include it.
 * - Overseas numbers dial like any other, but belong to their own country code: `0692 12 34 56`, `+33692123456` and
 *   `+262692123456` are one number.
 * - A number is judged by its length, never by the ranges in use: the plan changes, and no metadata follows it (the
 *   library's `isValid` is false for the whole mobile block of fiction and for overseas numbers written with +33).
 */
import { createRequire } from 'node:module'
import type { Canonical, RejectReason } from './canonical.ts'
import { cleanText } from './clean-text.ts'

export interface PhoneOptions {
  /** the value stands where only phones do: nine digits are then a number whose 0 a spreadsheet ate, not a SIREN */
  readonly knownPhone?: boolean
}

/** E.164 of one number in any spelling, with its label (`Tél.`) or extension (`poste 12`), which are dropped. */
export function canonicalizePhone(value: string, options: PhoneOptions = {}): Canonical {
  if (usualSpelling.test(value)) return french(value.replace(/\D/g, '').slice(value.startsWith('+') ? 2 : 1))
  return read(bare(cleanText(value, { dropNbsp: false })), options.knownPhone === true)
}

/** `0639980123`, `06 39 98 01 23` with any of the usual separators, `+33639980123`, `+33 6 39 98 01 23`. */
const usualSpelling = /^(?:0|\+33 ?)[1-9](?:[ .-]?\d\d){4}$/

function rejected(reason: RejectReason): Canonical {
  return { ok: false, reason }
}

/** What stands around a number: quotes and `=` of a spreadsheet, `tel:` and its parameters, a label, an extension, a remark. */
function bare(text: string): string {
  return text
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/^[\s"'=]+|[\s"']+$/g, '')
    .replace(/^tel:\s*|;\s*[a-z-]+=.*$/gis, '')
    .replace(label, '')
    .replace(after, '')
}

const label = new RegExp(
  `^(?:${[
    't[ée]l(?:[ée]phone)?s?',
    'phone',
    'gsm',
    'mob(?:ile)?',
    'cell',
    'port(?:able)?',
    'fixe',
    'msisdn',
    'dom(?:icile)?',
    'bur(?:eau)?',
    'pro',
    'perso',
    'standard',
    'num(?:[ée]ro)?',
    'n[°º]',
    'no',
  ].join('|')})\\.?(?:\\s*(?:de\\s+)?(?:t[ée]l(?:[ée]phone)?|portable|mobile|fixe|pro|perso|bureau|domicile)\\.?)?` +
    '(?:\\s*\\d?\\s*[:=]|\\s)?\\s*(?=[+(\\d])',
  'iu',
)
/** An extension, or a word in brackets that says whose number it is; a fax is left, and refused. */
const after = /\s*(?:(?:poste|extension|ext)\.?\s*\d{1,6}|\((?!fax|t[ée]l[ée]copie)\p{L}[\p{L}\s.'-]*\))$/iu

function read(text: string, known: boolean): Canonical {
  const whole = wholeNumber(text)
  if (whole === undefined) return rejected('precision-lost')
  const unprefixed = whole.replace(/\(\s*0\s*\)/g, '')
  if (!/^\(?\s*\+?[\d\s.,\-/()_]+$/.test(unprefixed)) return rejected('not-a-phone')
  const digits = unprefixed.replace(/\D/g, '')
  if (digits.startsWith('00')) return international(digits.slice(2))
  if (digits.length === 10 && digits.startsWith('0')) return french(digits.slice(1))
  if (unprefixed.includes('+')) return international(digits)
  if (/^330?[1-9]\d{8}$/.test(digits)) return french(digits.slice(-9))
  if (/^[1-9]\d{1,5}$/.test(digits)) return rejected('short-number')
  if (/^[1-79]\d{8}$/.test(digits)) return known ? french(digits) : rejected('ambiguous-phone')
  const [code, number] = splitOverseas(digits)
  if (known && code !== undefined && overseasCodes[number.slice(0, 3)] === code)
    return { ok: true, canonical: `+${digits}` }
  return rejected('not-a-phone')
}

/** Undoes a spreadsheet's ways with numbers: `639980123,00`, `6.39980123E8`. `undefined` when digits are lost. */
function wholeNumber(text: string): string | undefined {
  const scientific = /^\+?(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/i.exec(text)
  if (scientific === null) return text.replace(/^(\+?\d{9,15})[.,]0+$/, '$1')
  const [, first = '', decimals = '', exponent = ''] = scientific
  if (decimals.length < Number(exponent)) return undefined
  const digits = first + decimals
  const cut = Number(exponent) + 1
  return /^0*$/.test(digits.slice(cut)) ? digits.slice(0, cut) : text
}

/** What follows `+` or `00`. */
function international(digits: string): Canonical {
  const number = /^330?(\d+)$/.exec(digits)?.[1]
  if (number !== undefined) {
    if (number.length === 9 && !number.startsWith('0')) return french(number)
    return rejected(/^[1-9]\d{1,5}$/.test(number) ? 'short-number' : 'not-a-phone')
  }
  const [code, national] = splitOverseas(digits)
  if (code !== undefined) {
    return /^0?[2-9]\d{8}$/.test(national)
      ? { ok: true, canonical: `+${code}${national.slice(-9)}` }
      : rejected('not-a-phone')
  }
  return foreign(digits)
}

/** A number of the French plan by its nine digits after the 0. */
function french(number: string): Canonical {
  return { ok: true, canonical: e164Of(number) }
}

function e164Of(number: string): string {
  const code = isFiction(number) ? undefined : overseasCodes[number.slice(0, 3)]
  return `+${code ?? '33'}${number}`
}

/** The nine digits after the 0, when dialling them with it from France reaches this number; `undefined` for any other. */
export function frenchNumber(phoneE164: string): string | undefined {
  const number = phoneE164.slice(-9)
  return e164Of(number) === phoneE164 ? number : undefined
}

/** Blocks that Arcep reserves for films and books: nobody's, and what our own tests and canaries use. */
const fictionBlocks = ['19900', '26191', '35301', '46571', '53649', '63998'] as const

function isFiction(number: string): boolean {
  return fictionBlocks.some((block) => number.startsWith(block))
}

/** True for an E.164 number of the ranges that the regulator reserves for fiction: it names nobody, and never a leak. */
export function isFictionPhone(phoneE164: string): boolean {
  return phoneE164.startsWith('+33') && isFiction(phoneE164.slice(3))
}

/** Country code of a national number by its first three digits after the 0; metropolitan where there is none. */
const overseasCodes: Readonly<Record<string, string>> = {
  262: '262', // La Réunion
  263: '262',
  692: '262',
  693: '262',
  269: '262', // Mayotte
  639: '262',
  590: '590', // Guadeloupe, Saint-Martin, Saint-Barthélemy
  690: '590',
  691: '590',
  594: '594', // Guyane
  694: '594',
  596: '596', // Martinique
  696: '596',
  697: '596',
}

function splitOverseas(digits: string): readonly [code: string | undefined, national: string] {
  return /^(?:262|590|594|596)/.test(digits) ? [digits.slice(0, 3), digits.slice(3)] : [undefined, digits]
}

/** A number of another country, accepted by its possible length; a trunk 0 kept by mistake is dropped. */
function foreign(digits: string): Canonical {
  const found = library().parsePhoneNumberFromString(`+${digits}`)
  if (found === undefined || !found.isPossible() || !isStable(found.number, digits)) return rejected('not-a-phone')
  return { ok: true, canonical: found.number }
}

/** `+970 000000000` loses a 0 each time it is read: no number of anybody. */
function isStable(phoneE164: string, digits: string): boolean {
  return phoneE164 === `+${digits}` || library().parsePhoneNumberFromString(phoneE164)?.number === phoneE164
}

/** 40 ms to load and 20 µs a number: only foreign numbers pay for it. */
let loaded: typeof import('libphonenumber-js/min') | undefined
function library(): typeof import('libphonenumber-js/min') {
  loaded ??= createRequire(import.meta.url)('libphonenumber-js/min') as typeof import('libphonenumber-js/min')
  return loaded
}
