/**
 * The watched selectors, compiled once into flat arrays in shared memory: threads read them without a copy. Hash seeds are
 * random, because whoever made the bytes that are searched may want them slow.
 */
import { randomInt } from 'node:crypto'
import { frenchNumber, type SelectorKind } from '../domain/index.ts'
import { fold } from './bytes.ts'
import type { WatchedSelector } from './contract.ts'

export const kindOfCode = ['email', 'phone', 'domain'] as const satisfies readonly SelectorKind[]

/** What crosses threads; `openTable` makes it usable on the other side. */
export interface TableParts {
  readonly size: number
  /** selectors of each kind, in the order of `kindOfCode` */
  readonly counts: readonly number[]
  readonly seed: number
  /** some e-mail holds, left of its `@`, a character outside `A-Za-z0-9._+-` */
  readonly hasOddLocals: boolean
  /** some domain or e-mail domain holds an A-label of an internationalised name */
  readonly hasIdn: boolean
  /** some phone is not of the French plan */
  readonly hasForeign: boolean
  /** some phone has a country code other than 33 */
  readonly hasCodes: boolean
  readonly refs: SharedArrayBuffer
  readonly kinds: SharedArrayBuffer
  readonly text: SharedArrayBuffer
  readonly starts: SharedArrayBuffer
  readonly emailSlots: SharedArrayBuffer
  readonly phoneSlots: SharedArrayBuffer
  readonly foreignSlots: SharedArrayBuffer
  readonly domainSlots: SharedArrayBuffer
  readonly emailBits: SharedArrayBuffer
  readonly phoneBits: SharedArrayBuffer
  readonly hostBits: SharedArrayBuffer
  readonly byEnding: SharedArrayBuffer
  readonly endings: SharedArrayBuffer
  readonly dotKeys: SharedArrayBuffer
}

export interface Table extends Omit<TableParts, ArrayName> {
  readonly parts: TableParts
  /** by selector */
  readonly refs: Uint32Array
  /** by selector; 0 e-mail, 1 phone, 2 domain */
  readonly kinds: Uint8Array
  /** canonical forms one after another, by `starts` */
  readonly text: Uint8Array
  readonly starts: Uint32Array
  /** open addressing, two numbers a slot: hash (phones: the nine digits themselves) and selector + 1 (0: empty) */
  readonly emailSlots: Uint32Array
  readonly phoneSlots: Uint32Array
  readonly foreignSlots: Uint32Array
  readonly domainSlots: Uint32Array
  /** one bit for the hash of each e-mail, sixteen bits a selector: they stay in the cache where slots do not */
  readonly emailBits: Uint32Array
  readonly phoneBits: Uint32Array
  /** one bit for the hash of the host of each e-mail */
  readonly hostBits: Uint32Array
  /** numbers of the French plan by their last two digits, then their last four: nine digits and selector, see `endings` */
  readonly byEnding: Uint32Array
  /** where in `byEnding` the numbers of each pair of last digits begin; 101 of them */
  readonly endings: Uint32Array
  /** one bit for each value of `dotKey` that the last dot of some watched domain has */
  readonly dotKeys: Uint8Array
}

type ArrayName =
  | 'refs'
  | 'kinds'
  | 'text'
  | 'starts'
  | 'emailSlots'
  | 'phoneSlots'
  | 'foreignSlots'
  | 'domainSlots'
  | 'emailBits'
  | 'phoneBits'
  | 'hostBits'
  | 'byEnding'
  | 'endings'
  | 'dotKeys'

/**
 * Compiles selectors. The same canonical form may come several times with different refs: each is told.
 * Throws RangeError for a ref that is no whole number below 2^32, a domain without a dot, a phone not in E.164 or an
 * e-mail without `@`: such a selector would never be found, and never being found must not look like absence.
 */
export function buildTable(selectors: Iterable<WatchedSelector>): Table {
  const builder = new TableBuilder()
  for (const selector of selectors) builder.add(selector)
  return builder.build()
}

/** A table of selectors that come one after another, none of which is kept but in the table. */
export class TableBuilder {
  readonly #gathered: Gathered = {
    size: 0,
    refs: new Uint32Array(1024),
    kinds: new Uint8Array(1024),
    starts: new Uint32Array(1025),
    text: new Uint8Array(32_768),
    nsn: new Uint32Array(1024),
    foreign: [],
    counts: [0, 0, 0],
    hasOddLocals: false,
    hasIdn: false,
    hasCodes: false,
  }

  get size(): number {
    return this.#gathered.size
  }

  /** Throws as `buildTable` does. */
  add(selector: WatchedSelector): void {
    gather(this.#gathered, selector)
  }

  build(): Table {
    return compile(this.#gathered)
  }
}

/** The selector at a position of the table, as it was given. */
export function selectorAt(t: Table, position: number): WatchedSelector {
  const text = Buffer.from(t.text.subarray(t.starts[position], t.starts[position + 1]))
  return { ref: t.refs[position]!, kind: kindOfCode[t.kinds[position]!]!, canonical: text.toString() }
}

function compile(gathered: Gathered): Table {
  const { size, kinds, starts, text, counts } = gathered
  const seed = randomInt(1, 0x7fffffff)
  const emailSlots = slotsFor(counts[0]!)
  const phoneSlots = slotsFor(counts[1]!)
  const foreignSlots = slotsFor(gathered.foreign.length)
  const domainSlots = slotsFor(counts[2]!)
  const emailBits = bitsFor(counts[0]!)
  const phoneBits = bitsFor(counts[1]!)
  const hostBits = bitsFor(Math.min(counts[0]!, 65_536))
  const dotKeys = new SharedArrayBuffer(65536 / 8)

  const emails = new Uint32Array(emailSlots)
  const phones = new Uint32Array(phoneSlots)
  const foreign = new Uint32Array(foreignSlots)
  const domains = new Uint32Array(domainSlots)
  const keys = new Uint8Array(dotKeys)
  const emailFilter = new Uint32Array(emailBits)
  const phoneFilter = new Uint32Array(phoneBits)
  const hostFilter = new Uint32Array(hostBits)
  const { nsn } = gathered
  for (let i = 0; i < size; i++) {
    const from = starts[i]!
    const to = starts[i + 1]!
    if (kinds[i] === 0) {
      const hash = hashSpan(text, from, to, seed)
      insert(emails, hash, i)
      setBit(emailFilter, hash)
      setBit(hostFilter, hashSpan(text, text.lastIndexOf(0x40, to - 1) + 1, to, seed))
    } else if (kinds[i] === 2) {
      insert(domains, hashBackwards(text, from, to, seed), i)
      addDotKeys(keys, text, from, to)
    } else if (nsn[i] !== 0) {
      insertPhone(phones, nsn[i]!, i, seed)
      setBit(phoneFilter, hashNumber(nsn[i]!, seed))
    }
  }
  for (const i of gathered.foreign) insert(foreign, hashSpan(text, starts[i]! + 1, starts[i + 1]!, seed), i)

  const { byEnding, endings } = orderByEnding(nsn, size)
  return openTable({
    size,
    counts,
    seed,
    hasOddLocals: gathered.hasOddLocals,
    hasIdn: gathered.hasIdn,
    hasForeign: gathered.foreign.length > 0,
    hasCodes: gathered.hasCodes,
    refs: shared(gathered.refs.subarray(0, size)),
    kinds: shared(kinds.subarray(0, size)),
    text: shared(text.subarray(0, starts[size]!)),
    starts: shared(starts.subarray(0, size + 1)),
    emailSlots,
    phoneSlots,
    foreignSlots,
    domainSlots,
    emailBits,
    phoneBits,
    hostBits,
    byEnding: shared(byEnding),
    endings: shared(endings),
    dotKeys,
  })
}

/** Views of a table built in this or another thread. */
export function openTable(parts: TableParts): Table {
  return {
    ...parts,
    parts,
    refs: new Uint32Array(parts.refs),
    kinds: new Uint8Array(parts.kinds),
    text: new Uint8Array(parts.text),
    starts: new Uint32Array(parts.starts),
    emailSlots: new Uint32Array(parts.emailSlots),
    phoneSlots: new Uint32Array(parts.phoneSlots),
    foreignSlots: new Uint32Array(parts.foreignSlots),
    domainSlots: new Uint32Array(parts.domainSlots),
    emailBits: new Uint32Array(parts.emailBits),
    phoneBits: new Uint32Array(parts.phoneBits),
    hostBits: new Uint32Array(parts.hostBits),
    byEnding: new Uint32Array(parts.byEnding),
    endings: new Uint32Array(parts.endings),
    dotKeys: new Uint8Array(parts.dotKeys),
  }
}

interface Gathered {
  size: number
  refs: Uint32Array
  kinds: Uint8Array
  starts: Uint32Array
  text: Uint8Array
  /** nine digits of a number of the French plan, 0 for all else */
  nsn: Uint32Array
  readonly foreign: number[]
  readonly counts: number[]
  hasOddLocals: boolean
  hasIdn: boolean
  hasCodes: boolean
}

function gather(g: Gathered, { ref, kind, canonical }: WatchedSelector): void {
  if (!Number.isInteger(ref) || ref < 0 || ref > 0xffffffff)
    throw new RangeError('a ref must be a whole number below 2^32')
  if (g.size === g.refs.length) growSelectors(g)
  const from = g.starts[g.size]!
  if (from + canonical.length * 3 > g.text.length) g.text = grown(g.text, from + canonical.length * 3)
  const i = g.size++
  const used = write(g.text, from, canonical)
  g.refs[i] = ref
  g.starts[i + 1] = used
  if (kind === 'email') {
    const at = g.text.subarray(from, used).lastIndexOf(0x40)
    if (at < 1) throw new RangeError('an e-mail selector has no @')
    g.hasOddLocals ||= !plainLocal.test(canonical.slice(0, canonical.lastIndexOf('@')))
    g.hasIdn ||= canonical.includes('xn--', canonical.lastIndexOf('@'))
    g.kinds[i] = 0
  } else if (kind === 'phone') {
    if (!/^\+[1-9]\d{5,14}$/.test(canonical)) throw new RangeError('a phone selector is not in E.164')
    g.kinds[i] = 1
    g.hasCodes ||= !canonical.startsWith('+33')
    g.nsn[i] = Number(frenchNumber(canonical) ?? 0)
    if (g.nsn[i] === 0) g.foreign.push(i)
  } else {
    if (!/^[^.]+(?:\.[^.]+)+$/.test(canonical)) throw new RangeError('a domain selector has no dot, or one too many')
    g.hasIdn ||= canonical.includes('xn--')
    g.kinds[i] = 2
  }
  g.counts[g.kinds[i]!]!++
}

const plainLocal = /^[a-z0-9._+-]+$/

function growSelectors(g: Gathered): void {
  const size = g.refs.length * 2
  g.refs = grown(g.refs, size)
  g.kinds = grown(g.kinds, size)
  g.nsn = grown(g.nsn, size)
  g.starts = grown(g.starts, size + 1)
}

function grown<T extends Uint8Array | Uint32Array>(old: T, atLeast: number): T {
  const size = Math.max(atLeast, old.length * 2)
  const next = (old instanceof Uint8Array ? new Uint8Array(size) : new Uint32Array(size)) as T
  next.set(old)
  return next
}

const encoder = new TextEncoder()

/** Writes `text` as UTF-8 and returns the end. Nearly all canonical forms are ASCII, for which the encoder is slow. */
function write(into: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x7f) return at + encoder.encodeInto(text, into.subarray(at)).written
    into[at + i] = code
  }
  return at + text.length
}

/** Masked spellings show the last digits of a number: a counting sort by them, the last four first. */
function orderByEnding(nsn: Uint32Array, size: number): { byEnding: Uint32Array; endings: Uint32Array } {
  const starts = new Uint32Array(10_001)
  for (let i = 0; i < size; i++) if (nsn[i] !== 0) starts[place(nsn[i]!) + 1]!++
  for (let i = 0; i < 10_000; i++) starts[i + 1]! += starts[i]!
  const endings = Uint32Array.from({ length: 101 }, (_, pair) => starts[pair * 100]!)
  const byEnding = new Uint32Array(starts[10_000]! * 2)
  for (let i = 0; i < size; i++) {
    if (nsn[i] === 0) continue
    const at = starts[place(nsn[i]!)]!++
    byEnding[at * 2] = nsn[i]!
    byEnding[at * 2 + 1] = i
  }
  return { byEnding, endings }
}

/** Last two digits first, then the two before them. */
function place(nsn: number): number {
  return (nsn % 100) * 100 + (Math.floor(nsn / 100) % 100)
}

/**
 * The one selector whose nine digits are `known` where `mask` is not 0 (both as nine decimal digits, `mask` of ones and
 * zeros, its last two ones); -1 when none is, or more than one.
 */
export function onlyWithDigits(t: Table, known: readonly number[], mask: readonly boolean[]): number {
  const pair = known[7]! * 10 + known[8]!
  let from = t.endings[pair]!
  let to = t.endings[pair + 1]!
  if (mask[5] === true && mask[6] === true) {
    from = seek(t, from, to, known[5]! * 10 + known[6]!)
    to = seek(t, from, to, known[5]! * 10 + known[6]! + 1)
  }
  let only = -1
  for (let i = from; i < to; i++) {
    if (!hasDigits(t.byEnding[i * 2]!, known, mask)) continue
    if (only !== -1 && t.byEnding[i * 2] !== t.byEnding[only * 2]) return -1
    if (only === -1) only = i
  }
  return only === -1 ? -1 : t.byEnding[only * 2 + 1]!
}

function seek(t: Table, from: number, to: number, third: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if (Math.floor(t.byEnding[middle * 2]! / 100) % 100 < third) low = middle + 1
    else high = middle
  }
  return low
}

function hasDigits(nsn: number, known: readonly number[], mask: readonly boolean[]): boolean {
  let rest = nsn
  for (let i = 8; i >= 0; i--) {
    if (mask[i] === true && rest % 10 !== known[i]) return false
    rest = Math.floor(rest / 10)
  }
  return true
}

function shared(array: Uint8Array | Uint32Array): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(array.byteLength)
  new Uint8Array(buffer).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
  return buffer
}

function slotsFor(count: number): SharedArrayBuffer {
  let slots = 2
  while (slots < count * 2) slots *= 2
  return new SharedArrayBuffer(slots * 8)
}

function bitsFor(count: number): SharedArrayBuffer {
  let bits = 1024
  while (bits < count * 16) bits *= 2
  return new SharedArrayBuffer(bits / 8)
}

function setBit(bits: Uint32Array, hash: number): void {
  const bit = bitOf(bits, hash)
  bits[bit >>> 5]! |= 1 << (bit & 31)
}

/** False when the hash belongs to nothing that was put in. */
export function hasBit(bits: Uint32Array, hash: number): boolean {
  const bit = bitOf(bits, hash)
  return (bits[bit >>> 5]! & (1 << (bit & 31))) !== 0
}

/** Uses the upper half of the hash, the slots the lower one. */
function bitOf(bits: Uint32Array, hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (Math.clz32(bits.length) - 4)
}

function insert(slots: Uint32Array, hash: number, selector: number): void {
  const mask = slots.length / 2 - 1
  let slot = hash & mask
  while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask
  slots[slot * 2] = hash
  slots[slot * 2 + 1] = selector + 1
}

function insertPhone(slots: Uint32Array, nsn: number, selector: number, seed: number): void {
  const mask = slots.length / 2 - 1
  let slot = hashNumber(nsn, seed) & mask
  while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask
  slots[slot * 2] = nsn
  slots[slot * 2 + 1] = selector + 1
}

export function hashStep(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193)
}

export function hashEnd(hash: number): number {
  const h = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (h ^ (h >>> 13)) >>> 0
}

function hashNumber(n: number, seed: number): number {
  return hashEnd(Math.imul(n ^ seed, 0x9e3779b1))
}

/** Hash of bytes as they are; letters must be in lower case already. */
export function hashSpan(b: Uint8Array, from: number, to: number, seed: number): number {
  let hash = seed
  for (let i = from; i < to; i++) hash = hashStep(hash, b[i]!)
  return hashEnd(hash)
}

function hashBackwards(b: Uint8Array, from: number, to: number, seed: number): number {
  let hash = seed
  for (let i = to - 1; i >= from; i--) hash = hashStep(hash, b[i]!)
  return hashEnd(hash)
}

/**
 * 16 bits of the two bytes on either side of a dot, letter case ignored: nearly all dots are told apart from the last
 * dot of a watched domain by one look in a bitmap.
 */
export function dotKey(before2: number, before1: number, after1: number, after2: number): number {
  const word = ((before2 | 0x20) << 24) | ((before1 | 0x20) << 16) | ((after1 | 0x20) << 8) | (after2 | 0x20)
  return Math.imul(word, 0x9e3779b1) >>> 16
}

/** Of a one-letter label the neighbour is not known: every byte may stand there. */
function addDotKeys(keys: Uint8Array, text: Uint8Array, from: number, to: number): void {
  const dot = text.subarray(from, to).lastIndexOf(0x2e) + from
  const before = dot - 2 >= from && text[dot - 2] !== 0x2e ? text[dot - 2]! : -1
  const after = dot + 2 < to ? text[dot + 2]! : -1
  for (let b = before === -1 ? 0 : before; b <= (before === -1 ? 255 : before); b++) {
    for (let a = after === -1 ? 0 : after; a <= (after === -1 ? 255 : after); a++) {
      const key = dotKey(b, text[dot - 1]!, text[dot + 1]!, a)
      keys[key >> 3]! |= 1 << (key & 7)
    }
  }
}

/**
 * The slot of the next e-mail whose canonical form is `b[from, to)` with letter case ignored, -1 when there is none; the
 * first one for `after` -1. `selectorIn` gives the selector.
 */
export function nextEmail(t: Table, hash: number, b: Uint8Array, from: number, to: number, after: number): number {
  if (after === -1 && !hasBit(t.emailBits, hash)) return -1
  return nextText(t, t.emailSlots, hash, b, from, to, 0, after)
}

/** As `nextEmail`; `hash` is that of the bytes read backwards. */
export function nextDomain(t: Table, hash: number, b: Uint8Array, from: number, to: number, after: number): number {
  return nextText(t, t.domainSlots, hash, b, from, to, 0, after)
}

/** As `nextEmail`, for numbers outside the French plan by their digits without the plus. */
export function nextForeign(t: Table, b: Uint8Array, from: number, to: number, after: number): number {
  return nextText(t, t.foreignSlots, hashSpan(b, from, to, t.seed), b, from, to, 1, after)
}

/** As `nextEmail`, for numbers of the French plan by their nine digits. */
export function nextPhone(t: Table, nsn: number, after: number): number {
  const hash = hashNumber(nsn, t.seed)
  if (after === -1 && !hasBit(t.phoneBits, hash)) return -1
  const slots = t.phoneSlots
  const mask = slots.length / 2 - 1
  let slot = after === -1 ? hash & mask : (after + 1) & mask
  for (; slots[slot * 2 + 1] !== 0; slot = (slot + 1) & mask) if (slots[slot * 2] === nsn) return slot
  return -1
}

export function selectorIn(slots: Uint32Array, slot: number): number {
  return slots[slot * 2 + 1]! - 1
}

function nextText(
  t: Table,
  slots: Uint32Array,
  hash: number,
  b: Uint8Array,
  from: number,
  to: number,
  skip: number,
  after: number,
): number {
  const mask = slots.length / 2 - 1
  let slot = after === -1 ? hash & mask : (after + 1) & mask
  for (; slots[slot * 2 + 1] !== 0; slot = (slot + 1) & mask) {
    if (slots[slot * 2] !== hash) continue
    const selector = slots[slot * 2 + 1]! - 1
    let at = t.starts[selector]! + skip
    if (t.starts[selector + 1]! - at !== to - from) continue
    let i = from
    while (i < to && t.text[at] === fold(b[i]!)) {
      i++
      at++
    }
    if (i === to) return slot
  }
  return -1
}
