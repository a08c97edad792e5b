/**
 * At-signs and dots that are written as something else: `%40`, `\u0040`, `&#64;`, `[at]`, `＠`, `%2E`, `[.]`, `(dot)`.
 * Around such a place, and only there, the bytes are rewritten without escapes and looked at again.
 */
import { classOf, fold, hexValue, isAlnum, isEscape } from './bytes.ts'

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

/** True when the bytes before `start` may be an escape that ends there or reaches into what follows. */
export function escapeBefore(b: Uint8Array, start: number, from: number): boolean {
  if (start <= from) return false
  switch (b[start - 1]) {
    case 0x25: // %20name
    case 0x5c: // \nname
    case 0x5d: // name[.]name
    case 0x29:
      return true
    case 0x3b: // &lt;name
      for (let i = start - 2; i >= from && i >= start - 8; i--) if (b[i] === 0x26) return true
      return false
    default:
      return b[start - 1] === 0xae || b[start - 1] === 0x8e // the last byte of a full-width stop, `．` being EF BC 8E
  }
}

/** `value * 256 + length` of the escape at `i`, 0 when there is none. A value of 0x20 stands for any separator. */
export function readEscape(b: Uint8Array, i: number, to: number): number {
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
  for (const [name, value] of entities) if (isWord(b, i, to, name)) return pack(value, name.length)
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

const reach = 300

/** Bytes around a place without their escapes, and where each stood. */
export interface Unescaped {
  readonly bytes: Uint8Array
  /** position in the original of each byte, and of the end */
  readonly origin: Int32Array
  length: number
  /** the byte that stands for the anchor, -1 when an escape swallowed it */
  anchor: number
  /** an at-sign or dot was written in brackets */
  defanged: boolean
}

const room: Unescaped = {
  bytes: new Uint8Array(2 * reach + 16),
  origin: new Int32Array(2 * reach + 17),
  length: 0,
  anchor: -1,
  defanged: false,
}

/** Rewrites the word around `anchor`. The result is valid until the next call. */
export function unescapeAround(b: Uint8Array, anchor: number, from: number, to: number): Unescaped {
  let i = anchor
  const stop = Math.max(from, anchor - reach)
  while (i > stop && goesOn(b, i - 1, from, to)) i--
  const most = Math.min(to, anchor + reach)
  let n = 0
  room.anchor = -1
  room.defanged = false
  while (i < most && (i <= anchor || goesOn(b, i, from, to))) {
    if (i === anchor) room.anchor = n
    const step = (classOf[b[i]!]! & isEscape) === 0 ? 0 : readEscape(b, i, to)
    let start = i
    let length = step & 0xff
    if (step !== 0 && (b[i] === 0x5b || b[i] === 0x28)) {
      room.defanged = true
      if (n > 0 && room.bytes[n - 1] === 0x20) {
        start = room.origin[--n]!
        if (room.anchor > n) room.anchor = n
      }
      if (b[i + length] === 0x20) length++
    }
    if (anchor > i && anchor < i + length) room.anchor = n
    room.bytes[n] = step === 0 ? b[i]! : step >> 8
    room.origin[n++] = start
    i += step === 0 ? 1 : length
  }
  room.length = n
  room.origin[n] = i
  return room
}

/** Whether the byte at `i` belongs to the word that is rewritten. A space does beside brackets only. */
function goesOn(b: Uint8Array, i: number, from: number, to: number): boolean {
  const byte = b[i]!
  if (byte === 0x20) return (i > from && isClose(b[i - 1]!)) || (i + 1 < to && isOpen(b[i + 1]!))
  return byte > 0x20 && byte !== 0x22 && byte !== 0x2c && byte !== 0x3c && byte !== 0x3e && byte !== 0x7c
}

function isOpen(byte: number): boolean {
  return byte === 0x5b || byte === 0x28
}

function isClose(byte: number): boolean {
  return byte === 0x5d || byte === 0x29
}
