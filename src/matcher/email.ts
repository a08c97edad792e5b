/**
 * A whole e-mail address around an `@`. Whole means that the address does not go on: `a.dupont@x.fr` is not in
 * `marina.dupont@x.fr`, nor in `a.dupont@x.fr.evil.example`.
 *
 * Every walk stops after `maxRun` bytes, so that no input makes one at-sign expensive, and so that what is decided depends on
 * nothing farther away than the context that a chunk carries.
 */
import { classOf, fold, inHost, inLocal, isAlnum, letterAt, letterBefore } from './bytes.ts'
import type { Emit } from './contract.ts'
import { escapeBefore, escapedSign } from './escapes.ts'
import { internationalHost } from './international-host.ts'
import { hasBit, hashEnd, hashSpan, hashStep, nextEmail, selectorIn, type Table } from './table.ts'

/** Longer than any address: 253 bytes. */
export const maxRun = 256

const plain = 0
const plusTag = 1

/** What looking at an anchor gave: nothing there, a hit, or that it must be looked at again without escapes. */
export const none = 0
export const found = 1
export const lookAgain = 2
export type Looked = typeof none | typeof found | typeof lookAgain

/** Tells the watched address whose `@` is at `at`, if there is one. */
export function emailAt(t: Table, b: Uint8Array, at: number, from: number, to: number, emit: Emit): Looked {
  const stop = Math.max(from, at - maxRun)
  let start = at
  while (start > stop && (classOf[b[start - 1]!]! & inLocal) !== 0) start--
  const most = Math.min(to, at + 1 + maxRun)
  let end = at + 1
  while (end < most && (classOf[b[end]!]! & inHost) !== 0) end++
  if (end === most && end !== to) return none
  if (escapedSign(b, end, to) !== 0) return lookAgain
  if (letterAt(b, end, to)) return t.hasIdn && internationalEmail(t, b, start, at, end, from, to, emit) ? found : none
  while (end > at + 1 && (classOf[b[end - 1]!]! & isAlnum) === 0) end--
  if (end === at + 1) return none

  if (t.hasOddLocals && oddLocalBefore(t, b, start, end, at, from, emit)) return found
  if (start === stop && stop !== from) return none
  const otherwise = escapeBefore(b, start, from, to) ? lookAgain : none
  if (start === at || !mayStart(b, start, from, b[end])) return otherwise
  if (lookUp(t, b, start, at, end, emit)) return found
  // a bullet, the sign of a diff or dots of a table of contents in front of an address
  let inner = start
  while (inner < at && (classOf[b[inner]!]! & isAlnum) === 0 && b[inner] !== 0x5f) inner++
  return inner !== start && inner < at && lookUp(t, b, inner, at, end, emit) ? found : otherwise
}

/** False when no watched e-mail has the host that begins at `start`, whatever stands before it. */
export function isWatchedHost(t: Table, b: Uint8Array, start: number, to: number): boolean {
  let end = start
  let hash = t.seed
  let last = -1
  for (; end < to && (classOf[b[end]!]! & inHost) !== 0; end++) {
    hash = hashStep(hash, fold(b[end]!))
    if ((classOf[b[end]!]! & isAlnum) !== 0) last = hash
  }
  if (t.hasIdn && end < to && b[end]! >= 0x80) return true
  return last !== -1 && hasBit(t.hostBits, hashEnd(last))
}

function lookUp(t: Table, b: Uint8Array, start: number, at: number, end: number, emit: Emit): boolean {
  let hash = t.seed
  let plus = -1
  for (let i = start; i < at; i++) {
    const byte = fold(b[i]!)
    if (byte === 0x2b && plus === -1) plus = i
    hash = hashStep(hash, byte)
  }
  for (let i = at; i < end; i++) hash = hashStep(hash, fold(b[i]!))
  if (tell(t, hashEnd(hash), b, start, end, start, end, plain, false, emit)) return true
  return plus > start && lookUpUntagged(t, b, start, plus, at, end, emit)
}

/** Tells each e-mail that is `b[from, to)`, as standing in `[start, end)`. */
function tell(
  t: Table,
  hash: number,
  b: Uint8Array,
  from: number,
  to: number,
  start: number,
  end: number,
  spelling: number,
  variant: boolean,
  emit: Emit,
): boolean {
  let slot = nextEmail(t, hash, b, from, to, -1)
  if (slot === -1) return false
  for (; slot !== -1; slot = nextEmail(t, hash, b, from, to, slot)) {
    emit(selectorIn(t.emailSlots, slot), start, end - start, spelling, variant)
  }
  return true
}

const scratch = new Uint8Array(2 * maxRun + 8)

/** `name+tag@domain` is a spelling of `name@domain` with most providers, and with none that is sure: a variant. */
function lookUpUntagged(
  t: Table,
  b: Uint8Array,
  start: number,
  plus: number,
  at: number,
  end: number,
  emit: Emit,
): boolean {
  let hash = t.seed
  let n = 0
  for (let i = start; i < end; i++) {
    if (i === plus) i = at
    const byte = fold(b[i]!)
    scratch[n++] = byte
    hash = hashStep(hash, byte)
  }
  return tell(t, hashEnd(hash), scratch, 0, n, start, end, plusTag, true, emit)
}

/** Whether what stands before `start` lets an address begin there. `after` is the byte that follows the address. */
function mayStart(b: Uint8Array, start: number, from: number, after: number | undefined): boolean {
  if (start === from) return true
  const before = b[start - 1]!
  if (before >= 0x80) return !letterBefore(b, start, from)
  if (before === 0x27) return quoteOpens(b, start, from, after)
  if (before === 0x25) {
    // `%name@` is a pattern of SQL; `user%name@` is an address that goes on to the left
    return start - 1 === from || (classOf[b[start - 2]!]! & isAlnum) === 0
  }
  return true
}

/** `'name@` and `N'name@` open a string; in `o'name@` and `o''name@` the address goes on to the left. */
function quoteOpens(b: Uint8Array, start: number, from: number, after: number | undefined): boolean {
  let i = start - 2
  if (i >= from && (b[i] === 0x27 || b[i] === 0x5c)) i--
  if (i < from || (classOf[b[i]!]! & isAlnum) === 0) return true
  const prefix = b[i]! | 0x20
  const isPrefix = prefix === 0x6e || prefix === 0x62 || prefix === 0x75 || prefix === 0x65 || prefix === 0x72
  const before = i > from ? b[i - 1]! : 0x20
  return after === 0x27 && isPrefix && (classOf[before]! & isAlnum) === 0 && before !== 0x27
}

/** What RFC 5322 allows in a local part beside letters, digits and `. _ + -`. */
const oddBytes = new Uint8Array(256)
for (const byte of Buffer.from("!#$%&'*/=?^`{|}~")) oddBytes[byte] = 1

/**
 * Addresses like `o'brien@` and `andré@`: the longest watched one wins, and its tail alone is nobody's address. Only
 * asked when some watched address is of that sort.
 */
function oddLocalBefore(
  t: Table,
  b: Uint8Array,
  start: number,
  end: number,
  at: number,
  from: number,
  emit: Emit,
): boolean {
  const stop = Math.max(from, at - 80)
  let far = start
  while (far > stop && goesOnOddly(b[far - 1]!)) far--
  if (far === start) return false
  const tail = Buffer.from(b.buffer, b.byteOffset + start, end - start)
    .toString('latin1')
    .toLowerCase()
  let tries = 0
  for (let i = far; i < start && tries < 12; i++) {
    if ((b[i]! & 0xc0) === 0x80 || (i !== far && (classOf[b[i - 1]!]! & inLocal) !== 0)) continue
    tries++
    const head = Buffer.from(b.buffer, b.byteOffset + i, start - i).toString('utf8')
    if (head.includes('\ufffd')) continue
    const lower = head.replaceAll("''", "'").replaceAll("\\'", "'").toLowerCase()
    // the sign K of Kelvin has an ASCII lower case: the plain run would have begun before it
    if (/[a-z\d._+-]$/.test(lower)) continue
    if (lookUpText(t, lower + tail, i, end, emit)) return true
  }
  return false
}

function goesOnOddly(byte: number): boolean {
  return byte >= 0x80 || oddBytes[byte] === 1 || (classOf[byte]! & inLocal) !== 0
}

/** `name@château.example`: the domain as people write it; watched domains are A-labels. */
function internationalEmail(
  t: Table,
  b: Uint8Array,
  start: number,
  at: number,
  end: number,
  from: number,
  to: number,
  emit: Emit,
): boolean {
  if (start === at) return false
  const host = internationalHost(b, at + 1, end, to)
  if (host === undefined || !mayStart(b, start, from, b[host.end])) return false
  const local = Buffer.from(b.buffer, b.byteOffset + start, at - start)
    .toString('latin1')
    .toLowerCase()
  return lookUpText(t, `${local}@${host.aLabel}`, start, host.end, emit)
}

function lookUpText(t: Table, address: string, start: number, end: number, emit: Emit): boolean {
  const bytes = Buffer.from(address)
  const hash = hashSpan(bytes, 0, bytes.length, t.seed)
  return tell(t, hash, bytes, 0, bytes.length, start, end, plain, false, emit)
}
