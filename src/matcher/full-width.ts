/** Digits and signs of East Asian keyboards, `０６`: three bytes each in UTF-8, EF BC 81 to EF BC 9F. */
import { characterAt } from './bytes.ts'

const behind = 48
const ahead = 160

/** True for `０` to `９` at `i`. */
export function isFullWidthDigit(b: Uint8Array, i: number, to: number): boolean {
  return i >= 0 && i + 2 < to && b[i] === 0xef && b[i + 1] === 0xbc && b[i + 2]! >= 0x90 && b[i + 2]! <= 0x99
}

const room = {
  bytes: new Uint8Array(behind + ahead),
  origin: new Int32Array(behind + ahead + 1),
  length: 0,
  anchor: 0,
}

/** The bytes around `first` with full-width signs as ASCII, and where each stood. Valid until the next call. */
export function fullWidthAround(b: Uint8Array, first: number, from: number, to: number): typeof room {
  let i = Math.max(from, first - behind)
  // never begins inside a character
  while (i < first && (b[i]! & 0xc0) === 0x80) i++
  const most = Math.min(to, first + ahead)
  let n = 0
  room.anchor = 0
  while (i < most) {
    if (i === first) room.anchor = n
    const codePoint = b[i] === 0xef ? characterAt(b, i, to) >> 3 : 0
    const wide = codePoint >= 0xff01 && codePoint <= 0xff1f
    room.bytes[n] = wide ? codePoint - 0xfee0 : b[i]!
    room.origin[n++] = i
    i += wide ? 3 : 1
  }
  room.length = n
  room.origin[n] = i
  return room
}
