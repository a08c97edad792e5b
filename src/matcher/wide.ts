/**
 * UTF-16: one byte is made of each unit, so that positions only double. Letters stay letters and separators stay separators
 * for the rules of the matcher; nothing else about a character beyond U+00FF matters to them.
 */
export type ByteEncoding = 'bytes' | 'utf-16le' | 'utf-16be'

/** UTF-16 by its byte order mark, or by every second byte of the first 4 KiB being NUL. All else is read as bytes. */
export function detectEncoding(head: Uint8Array): ByteEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const pairs = Math.min(head.length, 4096) >> 1
  if (pairs < 2) return 'bytes'
  let even = 0
  let odd = 0
  for (let i = 0; i < pairs * 2; i += 2) {
    if (head[i] === 0) even++
    if (head[i + 1] === 0) odd++
  }
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le'
  if (even > pairs * 0.6 && odd < pairs * 0.1) return 'utf-16be'
  return 'bytes'
}

/** One byte for each whole unit of `wide`, written into `into` or a new array. A last odd byte is left out. */
export function narrow(wide: Uint8Array, encoding: 'utf-16le' | 'utf-16be', into?: Uint8Array): Uint8Array {
  const units = wide.length >> 1
  const out = into === undefined ? new Uint8Array(units) : into.subarray(0, units)
  const high = encoding === 'utf-16le' ? 1 : 0
  for (let i = 0; i < units; i++) {
    const upper = wide[i * 2 + high]!
    const lower = wide[i * 2 + 1 - high]!
    out[i] = upper === 0 && lower < 0x80 ? lower : byteFor(upper * 256 + lower)
  }
  return out
}

const letter = 0xe9
const space = 0xa0
const softHyphen = 0xad
const other = 0xb0

function byteFor(unit: number): number {
  if (unit < 0x100) return unit === 0xa0 || unit === 0xad ? unit : isLetter(unit) ? letter : other
  if (unit >= 0xff01 && unit <= 0xff20) return unit - 0xfee0
  if (unit < 0x2000) return isLetter(unit) ? letter : other
  if (unit <= 0x200a || unit === 0x202f || unit === 0x205f || unit === 0x3000) return space
  if ((unit >= 0x2010 && unit <= 0x2015) || unit === 0x2212) return 0x2d
  const unseen = unit <= 0x200f || (unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2060 && unit <= 0x2069)
  return unseen || unit === 0xfeff ? softHyphen : other
}

let letters: Uint8Array | undefined

function isLetter(unit: number): boolean {
  if (letters === undefined) {
    letters = new Uint8Array(0x2000)
    for (let c = 0x80; c < 0x2000; c++) if (/[\p{L}\p{M}\p{N}]/u.test(String.fromCharCode(c))) letters[c] = 1
  }
  return letters[unit] === 1
}
