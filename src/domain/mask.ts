/**
 * What is shown of a selector where it is not revealed. The number of bullets is always the same: it says nothing of
 * the length of what it stands for.
 */
import { frenchNumber } from './phone.ts'
import type { Selector } from './selector.ts'

const hidden = '•••••'

/**
 * A canonical selector, masked: of an address, the first letter and the domain (`j•••••@ville-exemple.fr`), enough for whoever
 * holds the list to tell two rows apart; of a French number, its block (`06 39 98 •• ••`); of another, its country code
 * and at most five digits (`+44 79111 •• ••`), always without the last four. A domain or a
 * name is the city's own, and shown whole.
 */
export function maskSelector(selector: Selector): string {
  switch (selector.kind) {
    case 'email':
      return maskEmail(selector.canonical)
    case 'phone':
      return maskPhone(selector.canonical)
    case 'domain':
    case 'organisation':
      return selector.canonical
  }
}

/** A value that was not taken, for a list of rejects: its first character at most, whatever it is. `''` stays empty. */
export function maskValue(value: string): string {
  const [first] = value.trim()
  return first === undefined ? '' : `${first}${hidden}`
}

function maskEmail(address: string): string {
  const at = address.lastIndexOf('@')
  const [first = ''] = address.slice(0, Math.max(at, 0))
  return `${first}${hidden}${address.slice(at)}`
}

function maskPhone(phoneE164: string): string {
  const national = frenchNumber(phoneE164)
  if (national !== undefined) return `0${national[0]} ${national.slice(1, 3)} ${national.slice(3, 5)} •• ••`
  const code = countryCode(phoneE164.slice(1))
  const shown = phoneE164.slice(
    1 + code.length,
    Math.max(1 + code.length, Math.min(phoneE164.length - 4, 6 + code.length)),
  )
  return shown === '' ? `+${code} •• ••` : `+${code} ${shown} •• ••`
}

/** Country codes are of one digit (1, 7), of two (those below), or of three. */
const twoDigits = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/

function countryCode(digits: string): string {
  if (/^[17]/.test(digits)) return digits.slice(0, 1)
  return digits.slice(0, twoDigits.test(digits) ? 2 : 3)
}
