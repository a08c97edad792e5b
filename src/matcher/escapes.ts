/**
 * At-signs and dots that are written as something else: `%40`, `\u0040`, `&#64;`, `[at]`, `＠`, `%2E`, `[.]`, `(dot)`.
 * Around such a place, and only there, the bytes are rewritten without escapes and looked at again.
 */
import { classOf, fold, hexValue, inHost, isAlnum, isEscape, isLetter, letterAt, letterBefore } from './bytes.ts'

const atSign = 0x40
const dot = 0x2e

/** The sign that an escape at `i` stands for: 0x40, 0x2e, or 0 when there is none. */
export function escapedSign(b: Uint8Array, i: number, to: number): number {
  if (i >= to || (classOf[b[i]!]! & isEscape) === 0) return 0
  const step = readEscape(b, i, to)
  if (step === 0) return 0
  const value = step >> 8
  return value === atSign || value === dot ? value : 0
}

/** True when an escape ends right before `start`, or begins there and reaches into what follows: `&lt;name`, `%20name`. */
export function escapeBefore(b: Uint8Array, start: number, from: number, to: number): boolean {
  if (start <= from) return false
  const before = b[start - 1]!
  if (before === 0x25) return hex(b, start, 2, to) >= 0
  if (before === 0x5c)
    return start < to && (classOf[b[start]!]! & isLetter) !== 0 && readBackslash(b, start - 1, to) !== 0
  return mayEndBefore[before] === 1 && (unitBefore(b, start, from) & 0xff) > 1
}

/** `; ] )`, a space after a bracket, and the last bytes of full-width signs. */
const mayEndBefore = new Uint8Array(256)
for (const c of [0x3b, 0x5d, 0x29, 0x20]) mayEndBefore[c] = 1
for (let c = 0x81; c <= 0xa0; c++) mayEndBefore[c] = 1

/** `value * 256 + length` of the escape at `i`, 0 when there is none. A value of 0x20 stands for any separator. */
function readEscape(b: Uint8Array, i: number, to: number): number {
  switch (b[i]) {
    case 0x25: {
      const value = hex(b, i + 1, 2, to)
      return value < 0 ? 0 : pack(value, 3)
    }
    case 0x5c:
      return readBackslash(b, i, to)
    case 0x26:
      return readEntity(b, i, to)
    case 0x5b:
    case 0x28:
      return readBracket(b, i, to)
    case 0xef:
      return readFullWidth(b, i, to)
    default:
      return 0
  }
}

function pack(value: number, length: number): number {
  return value * 256 + length
}

function hex(b: Uint8Array, at: number, digits: number, to: number): number {
  if (at + digits > to) return -1
  let value = 0
  for (let i = at; i < at + digits; i++) {
    const digit = hexValue(b[i])
    if (digit < 0) return -1
    value = value * 16 + digit
  }
  return value
}

function readBackslash(b: Uint8Array, i: number, to: number): number {
  const next = i + 1 < to ? b[i + 1]! : 0
  switch (next) {
    case 0x75: {
      const value = hex(b, i + 2, 4, to)
      return value < 0 ? 0 : pack(oneByte(value), 6)
    }
    case 0x78: {
      const value = hex(b, i + 2, 2, to)
      return value < 0 ? 0 : pack(value, 4)
    }
    case 0x6e:
    case 0x72:
    case 0x74:
      return pack(0x20, 2)
    default:
      return next > 0x20 && (classOf[next]! & isAlnum) === 0 ? pack(next, 2) : 0
  }
}

/** One byte that behaves as the character does: letters stay letters, the rest separates. */
function oneByte(codePoint: number): number {
  if (codePoint < 0x80) return codePoint
  if (codePoint === 0xff20) return atSign
  if (codePoint === 0xff0e) return dot
  if (codePoint < 0x2000 && /[\p{L}\p{M}\p{N}]/u.test(String.fromCodePoint(codePoint))) return 0xe9
  return 0x20
}

const entities: readonly (readonly [name: string, value: number])[] = [
  ['&commat;', atSign],
  ['&period;', dot],
  ['&lt;', 0x3c],
  ['&gt;', 0x3e],
  ['&quot;', 0x22],
  ['&apos;', 0x27],
  ['&nbsp;', 0x20],
  ['&amp;', 0x26],
]

function readEntity(b: Uint8Array, i: number, to: number): number {
  if (b[i + 1] === 0x23) {
    const isHex = i + 2 < to && (b[i + 2]! | 0x20) === 0x78
    let at = isHex ? i + 3 : i + 2
    const first = at
    let value = 0
    for (; at < to && at < first + 6; at++) {
      const digit = hexValue(b[at])
      if (digit < 0 || (!isHex && digit > 9)) break
      value = value * (isHex ? 16 : 10) + digit
    }
    return at > first && at < to && b[at] === 0x3b && value <= 0xffff ? pack(oneByte(value), at + 1 - i) : 0
  }
  const second = i + 1 < to ? fold(b[i + 1]!) : 0
  for (const [name, value] of entities) {
    if (name.charCodeAt(1) === second && isWord(b, i, to, name)) return pack(value, name.length)
  }
  return 0
}

/** `[at]`, `(at)`, `[@]`, `[.]`, `(.)`, `[dot]`, `(dot)`, with the one space that people leave on either side. */
function readBracket(b: Uint8Array, i: number, to: number): number {
  const close = b[i] === 0x5b ? 0x5d : 0x29
  let value = 0
  let end = i + 1
  if (b[end] === dot || b[end] === atSign) {
    value = b[end]!
    end += 1
  } else if (isWord(b, end, to, 'at')) {
    value = atSign
    end += 2
  } else if (isWord(b, end, to, 'dot')) {
    value = dot
    end += 3
  } else return 0
  if (end >= to || b[end] !== close) return 0
  return pack(value, end + 1 - i)
}

function readFullWidth(b: Uint8Array, i: number, to: number): number {
  if (i + 2 >= to || b[i + 1] !== 0xbc) return 0
  const codePoint = 0xff00 | (b[i + 2]! & 0x3f)
  return codePoint >= 0xff01 && codePoint <= 0xff1f
    ? pack(codePoint - 0xfee0, 3)
    : b[i + 2] === 0xa0
      ? pack(atSign, 3)
      : 0
}

function isWord(b: Uint8Array, i: number, to: number, word: string): boolean {
  if (i + word.length > to) return false
  for (let k = 0; k < word.length; k++) if (fold(b[i + k]!) !== word.charCodeAt(k)) return false
  return true
}

/**
 * `value * 256 + length` of the character at `i`, escaped or plain; 0 at the end. A bracketed sign takes in the one space
 * that people leave on either side of it.
 */
function unitAt(b: Uint8Array, i: number, to: number): number {
  if (i >= to) return 0
  const space = b[i] === 0x20 ? 1 : 0
  if (space === 1 || isOpen(b[i]!)) {
    const unit = i + space < to && isOpen(b[i + space]!) ? readBracket(b, i + space, to) : 0
    if (unit === 0) return pack(b[i]!, 1)
    const end = i + space + (unit & 0xff)
    return unit + space + (end < to && b[end] === 0x20 ? 1 : 0)
  }
  const unit = (classOf[b[i]!]! & isEscape) === 0 ? 0 : readEscape(b, i, to)
  return unit === 0 ? pack(plainValue(b[i]!, letterAt(b, i, to)), 1) : unit
}

/** As `unitAt`, of the character that ends at `end`. */
function unitBefore(b: Uint8Array, end: number, from: number): number {
  if (end <= from) return 0
  const space = b[end - 1] === 0x20 ? 1 : 0
  const last = end - space
  if (last > from && isClose(b[last - 1]!)) {
    for (let length = 3; length <= 5 && last - length >= from; length++) {
      const unit = isOpen(b[last - length]!) ? readBracket(b, last - length, last) : 0
      if ((unit & 0xff) !== length) continue
      return unit + space + (last - length > from && b[last - length - 1] === 0x20 ? 1 : 0)
    }
  } else {
    const length = escapeLengthBefore(b, end, from)
    const unit = length === 0 ? 0 : readEscape(b, end - length, end)
    if ((unit & 0xff) === length && length > 0) return unit
  }
  return pack(plainValue(b[end - 1]!, letterBefore(b, end, from)), 1)
}

/** How long an escape that ends at `end` would be, by its first and last bytes; 0 when none ends there. */
function escapeLengthBefore(b: Uint8Array, end: number, from: number): number {
  const last = b[end - 1]!
  if (last === 0x3b) {
    for (let i = end - 2; i >= from && i >= end - 9; i--) if (b[i] === 0x26) return end - i
    return 0
  }
  if (last >= 0x80) return last <= 0xa0 && end - 3 >= from && b[end - 3] === 0xef ? 3 : 0
  if (hexValue(last) >= 0) {
    if (end - 3 >= from && b[end - 3] === 0x25) return 3
    if (end - 6 >= from && b[end - 6] === 0x5c && b[end - 5] === 0x75) return 6
    return end - 4 >= from && b[end - 4] === 0x5c && b[end - 3] === 0x78 ? 4 : 0
  }
  return end - 2 >= from && b[end - 2] === 0x5c ? 2 : 0
}

function plainValue(byte: number, letter: boolean): number {
  return byte < 0x80 ? byte : letter ? 0xe9 : 0xa0
}

/** A word without its escapes, with what stands on either side of it, and where each byte stood. */
export interface Unescaped {
  readonly bytes: Uint8Array
  /** position in the original of each byte, and of the end */
  readonly origin: Int32Array
  from: number
  to: number
  /** some at-sign or dot was written in brackets */
  defanged: boolean
}

const reach = 280
const room: Unescaped = {
  bytes: new Uint8Array(2 * reach + 16),
  origin: new Int32Array(2 * reach + 17),
  from: 0,
  to: 0,
  defanged: false,
}

/** Where the sign at the anchor stands in the bytes of `unescapeAfter`. */
export const unescapedAnchor = reach + 8

/**
 * Rewrites what follows the sign at `anchor` as far as bytes of a host go, and the one behind them. `unescapeBefore` then does
 * the other side: most signs are refused by what follows them. The result is valid until the next call.
 */
export function unescapeAfter(b: Uint8Array, anchor: number, to: number): Unescaped {
  const { bytes, origin } = room
  const sign = unitAt(b, anchor, to)
  bytes[unescapedAnchor] = sign >> 8
  origin[unescapedAnchor] = anchor
  room.from = unescapedAnchor
  room.defanged = isOpen(b[anchor]!)
  let end = anchor + (sign & 0xff)
  let n = unescapedAnchor
  origin[++n] = end
  for (let unit = unitAt(b, end, to); unit !== 0 && n < 2 * reach; unit = unitAt(b, end, to)) {
    bytes[n] = unit >> 8
    end += unit & 0xff
    origin[++n] = end
    if ((unit & 0xff) > 1 && isClose(b[end - 1] === 0x20 ? b[end - 2]! : b[end - 1]!)) room.defanged = true
    if ((classOf[unit >> 8]! & inHost) === 0) break
  }
  room.to = n
  return room
}

/** Rewrites what stands before the sign, as far as bytes of the class `leftClass` go, and a little more. */
export function unescapeBefore(b: Uint8Array, anchor: number, leftClass: number, from: number): void {
  const { bytes, origin } = room
  let start = room.defanged && anchor > from && b[anchor - 1] === 0x20 && isOpen(b[anchor]!) ? anchor - 1 : anchor
  let n = unescapedAnchor
  origin[n] = start
  for (let unit = unitBefore(b, start, from); unit !== 0 && n > 8; unit = unitBefore(b, start, from)) {
    start -= unit & 0xff
    bytes[--n] = unit >> 8
    origin[n] = start
    if ((unit & 0xff) > 1 && isClose(b[origin[n + 1]! - 1]!)) room.defanged = true
    if ((classOf[unit >> 8]! & leftClass) !== 0) continue
    // what a quote means is told by the two bytes before it
    for (let k = 0; k < 2 && start > from; k++) {
      bytes[--n] = b[--start]!
      origin[n] = start
    }
    break
  }
  room.from = n
}

function isOpen(byte: number): boolean {
  return byte === 0x5b || byte === 0x28
}

function isClose(byte: number): boolean {
  return byte === 0x5d || byte === 0x29
}
