/** The plain scan: every byte is looked at, and where a selector could be anchored, the exact rules are asked. */
import { classOf, inHost, inLocal, isDigit } from './bytes.ts'
import type { Emit } from './contract.ts'
import { domainAt, mayEndDomain } from './domain.ts'
import { emailAt, isWatchedHost, lookAgain } from './email.ts'
import { escapedSign, unescapeAfter, unescapeBefore, unescapedAnchor } from './escapes.ts'
import { fullWidthAround, isFullWidthDigit } from './full-width.ts'
import { phoneAt } from './phone.ts'
import type { Table } from './table.ts'

const escaped = 2
const defanged = 3
const fullWidth = 17

/** What a byte may be the anchor of. */
const anchorOf = new Uint8Array(256)
anchorOf[0x40] = 1
anchorOf[0x2e] = 2
for (let c = 0x30; c <= 0x39; c++) anchorOf[c] = 3
for (const c of [0x25, 0x5c, 0x26, 0x5b, 0x28, 0xef]) anchorOf[c] = 4

/**
 * Tells every hit whose anchor lies in `[begin, end)`: the at-sign of an address, the last dot of a host, the first digit of
 * a number. What stands around may be read within `[from, to)`. Scanning `[0, a)` and `[a, n)` gives what `[0, n)` gives,
 * as long as both see 512 bytes beyond their range.
 */
export function scanPlain(
  t: Table,
  b: Uint8Array,
  begin: number,
  end: number,
  from: number,
  to: number,
  emit: Emit,
): void {
  const [emails = 0, phones = 0, domains = 0] = t.counts
  for (let i = begin; i < end; i++) {
    switch (anchorOf[b[i]!]) {
      case 1:
        if (emails > 0) lookForEmail(t, b, i, from, to, emit)
        break
      case 2:
        if (domains > 0 && mayEndDomain(t, b, i, from, to)) lookForDomain(t, b, i, from, to, emit)
        break
      case 3:
        if (phones > 0 && (i === from || (classOf[b[i - 1]!]! & isDigit) === 0)) phoneAt(t, b, i, from, to, emit)
        break
      case 4:
        lookForEscape(t, b, i, from, to, emit)
        break
    }
  }
}

/** An `@` at `at`. */
export function lookForEmail(t: Table, b: Uint8Array, at: number, from: number, to: number, emit: Emit): void {
  if (emailAt(t, b, at, from, to, emit) === lookAgain) emailUnescaped(t, b, at, from, to, emit)
}

/** A `.` at `dot` that `mayEndDomain`. */
export function lookForDomain(t: Table, b: Uint8Array, dot: number, from: number, to: number, emit: Emit): void {
  if (domainAt(t, b, dot, from, to, emit) === lookAgain) domainUnescaped(t, b, dot, from, to, emit)
}

/** The first byte of an escaped at-sign or dot, or of a full-width digit. */
export function lookForEscape(t: Table, b: Uint8Array, i: number, from: number, to: number, emit: Emit): void {
  const sign = escapedSign(b, i, to)
  if (sign === 0x40) emailUnescaped(t, b, i, from, to, emit)
  else if (sign === 0x2e) domainUnescaped(t, b, i, from, to, emit)
  else if (isFullWidthDigit(b, i, to) && !isFullWidthDigit(b, i - 3, to)) phoneInFullWidth(t, b, i, from, to, emit)
}

function emailUnescaped(t: Table, b: Uint8Array, at: number, from: number, to: number, emit: Emit): void {
  if (t.counts[0] === 0) return
  const u = unescapeAfter(b, at, to)
  if (u.bytes[unescapedAnchor] !== 0x40 || !isWatchedHost(t, u.bytes, unescapedAnchor + 1, u.to)) return
  unescapeBefore(b, at, inLocal, from)
  const mark = u.defanged ? defanged : escaped
  emailAt(t, u.bytes, unescapedAnchor, u.from, u.to, (selector, offset, length, spelling, variant) => {
    const start = u.origin[offset]!
    const wide = u.origin[offset + length]! - start
    emit(selector, start, wide, spelling === 0 && wide !== length ? mark : spelling, variant)
  })
}

function domainUnescaped(t: Table, b: Uint8Array, dot: number, from: number, to: number, emit: Emit): void {
  if (t.counts[2] === 0) return
  const u = unescapeAfter(b, dot, to)
  unescapeBefore(b, dot, inHost, from)
  if (u.bytes[unescapedAnchor] !== 0x2e || !mayEndDomain(t, u.bytes, unescapedAnchor, u.from, u.to)) return
  domainAt(t, u.bytes, unescapedAnchor, u.from, u.to, (selector, offset, length, spelling, variant) => {
    const start = u.origin[offset]!
    emit(selector, start, u.origin[offset + length]! - start, spelling, variant)
  })
}

function phoneInFullWidth(t: Table, b: Uint8Array, first: number, from: number, to: number, emit: Emit): void {
  if (t.counts[1] === 0) return
  const n = fullWidthAround(b, first, from, to)
  if (n.anchor > 0 && (classOf[n.bytes[n.anchor - 1]!]! & isDigit) !== 0) return
  phoneAt(t, n.bytes, n.anchor, 0, n.length, (selector, offset, length, _, variant) => {
    const start = n.origin[offset]!
    emit(selector, start, n.origin[offset + length]! - start, fullWidth, variant)
  })
}
