/** Classes of bytes and characters that decide where an address, a host or a number begins and ends. */

/** `A-Z a-z 0-9 . _ + -`: what goes on in a local part. Other characters that RFC 5322 allows are separators in dumps. */
export const inLocal = 1
/** `A-Z a-z 0-9 . -` */
export const inHost = 2
export const isDigit = 4
export const isLetter = 8
export const isAlnum = isDigit | isLetter
/** first byte of something that may be an escaped `@` or `.` */
export const isEscape = 32

export const classOf = new Uint8Array(256)
for (let c = 0; c < 256; c++) {
  const digit = c >= 0x30 && c <= 0x39
  const letter = (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a)
  let is = 0
  if (digit) is |= isDigit
  if (letter) is |= isLetter
  if (digit || letter || c === 0x2e || c === 0x2d) is |= inLocal | inHost
  if (c === 0x5f || c === 0x2b) is |= inLocal
  if (c === 0x25 || c === 0x5c || c === 0x26 || c === 0x5b || c === 0x28 || c === 0xef) is |= isEscape
  classOf[c] = is
}

/** Lower case of an ASCII letter; every other byte unchanged. */
export function fold(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
}

/** Value of a hexadecimal digit, -1 for any other byte. */
export function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

/** Windows-1252 letters among 0x80-0x9f: ƒ Š Œ Ž š œ ž Ÿ. */
const letters1252: readonly number[] = [0x83, 0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f]
let wordBits: Uint8Array | undefined

/**
 * True when the code point goes on a word of a script written with spaces. Beyond U+2000 nothing does: Chinese or Japanese
 * text stands right against an address that it quotes.
 */
function joinsWord(codePoint: number): boolean {
  if (codePoint >= 0x2000) return false
  if (wordBits === undefined) {
    wordBits = new Uint8Array(0x2000)
    for (let c = 0x80; c < 0x2000; c++) if (/[\p{L}\p{M}\p{N}]/u.test(String.fromCharCode(c))) wordBits[c] = 1
  }
  return wordBits[codePoint] === 1
}

/**
 * The character that ends right before `end`: `codePoint * 8 + length`. Bytes that are no UTF-8 are read as Windows-1252,
 * whose letters come back as themselves and whose signs 0x80-0x9f come back as U+2000 or above. -1 at the start.
 */
export function characterBefore(b: Uint8Array, end: number, from: number): number {
  if (end <= from) return -1
  const last = b[end - 1]!
  if (last < 0x80) return last * 8 + 1
  if (last < 0xc0) {
    for (let length = 2; length <= 4 && end - length >= from; length++) {
      const lead = b[end - length]!
      if (lead >= 0xc0) {
        const whole = characterAt(b, end - length, end)
        if ((whole & 7) === length) return whole
        break
      }
      if (lead < 0x80) break
    }
  }
  return from1252(last) * 8 + 1
}

/** The character at `at`, in the form of `characterBefore`; -1 at the end. */
export function characterAt(b: Uint8Array, at: number, to: number): number {
  if (at >= to) return -1
  const lead = b[at]!
  if (lead < 0x80) return lead * 8 + 1
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
  if (lead >= 0xc2 && lead < 0xf5 && at + length <= to) {
    let codePoint = lead & (0x7f >> length)
    let i = 1
    for (; i < length; i++) {
      const next = b[at + i]!
      if ((next & 0xc0) !== 0x80) break
      codePoint = codePoint * 64 + (next & 0x3f)
    }
    if (i === length && codePoint >= (length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000))
      return codePoint * 8 + length
  }
  return from1252(lead) * 8 + 1
}

function from1252(byte: number): number {
  if (byte >= 0xa0) return byte
  return letters1252.includes(byte) ? 0xff : 0x2022
}

/** True when what stands right before `start` makes the word longer: a letter that is not ASCII. */
export function letterBefore(b: Uint8Array, start: number, from: number): boolean {
  if (start <= from || b[start - 1]! < 0x80) return false
  return joinsWord(characterBefore(b, start, from) >> 3)
}

/** True when the word goes on at `end` with a letter that is not ASCII. */
export function letterAt(b: Uint8Array, end: number, to: number): boolean {
  if (end >= to || b[end]! < 0x80) return false
  return joinsWord(characterAt(b, end, to) >> 3)
}

/** Characters without width that may stand anywhere: soft hyphen, zero-width ones, direction marks, byte order mark. */
export function isInvisible(codePoint: number): boolean {
  return (
    codePoint === 0xad ||
    (codePoint >= 0x200b && codePoint <= 0x200f) ||
    (codePoint >= 0x202a && codePoint <= 0x202e) ||
    (codePoint >= 0x2060 && codePoint <= 0x2069) ||
    codePoint === 0xfeff
  )
}

/** Spaces of any width that do not end a line or a cell. */
export function isSpace(codePoint: number): boolean {
  return (
    codePoint === 0x20 ||
    codePoint === 0xa0 ||
    (codePoint >= 0x2000 && codePoint <= 0x200a) ||
    codePoint === 0x202f ||
    codePoint === 0x205f ||
    codePoint === 0x3000
  )
}
