// biome-ignore-all lint/correctness/noPrecisionLoss: the 64-bit literals of AssemblyScript are exact
/**
 * AssemblyScript, compiled to src/matcher/kernel.wasm by scripts/build-kernel.mjs.
 *
 * The kernel decides nothing. It throws away, sixty-four bytes at a time, what cannot be a hit, and hands back the places that
 * might be one; the exact rules (src/matcher/scan.ts) look at those. It may name a place in vain and must never leave
 * one out, so every test here is a little wider than the rule it stands for. Shared memory is laid out by
 * src/matcher/kernel.ts, which knows the same addresses; all input has zeros on either side.
 */

// the configuration page
const seeds: usize = 0 // eight u64
const emailFilter: usize = 64 // address, then number of words less one
const phoneFilter: usize = 72
const flags: usize = 80
const keepRight: usize = 128 // 16 × 0, 16 × ff: loaded at +n keeps the last n lanes
const keepLeft: usize = 160 // 16 × ff, 16 × 0: loaded at +16-n keeps the first n lanes
const byteClass: usize = 256 // of a byte in a phone: 0 ends it, 1 digit, 2 separator, 3 not ASCII
const beforeClass: usize = 512 // of the byte before a local part, see `oddBefore`
const afterClass: usize = 768 // 1: may begin an escaped sign
const secondClass: usize = 1024 // 1: may be its second byte
const dotKeys: usize = 4096 // 8 KiB

const hasOddLocals: u32 = 1
const hasIdn: u32 = 2
const hasForeign: u32 = 4
const hasEmails: u32 = 8
const hasPhones: u32 = 16
const hasDomains: u32 = 32
const hasCodes: u32 = 64 // some phone has a country code other than 33

// a worker's own room
const subWindow: usize = 16384
const maskBytes: usize = 258 * 8
const digitMasks: usize = 64
const zeroMasks: usize = digitMasks + maskBytes
const threeMasks: usize = zeroMasks + maskBytes
const plusMasks: usize = threeMasks + maskBytes
const pointMasks: usize = plusMasks + maskBytes
const escapeMasks: usize = pointMasks + maskBytes
const highMasks: usize = escapeMasks + maskBytes
const letterMasks: usize = highMasks + maskBytes
const atList: usize = 20480
const listBytes: usize = (16384 + 64) * 4
const dotList: usize = atList + listBytes
const placeList: usize = dotList + listBytes
const hashList: usize = placeList + listBytes
export const workBytes: usize = hashList + 16384 * 8 + 64

const isEmail: u32 = 0
const isDot: u32 = 1 << 30
const isPhone: u32 = 2 << 30
const isEscape: u32 = 3 << 30

/**
 * Writes to `out` the places in `[begin, end)` that may be a hit, as address | kind << 30, and returns how many. Their number
 * is at most that of the bytes. The count of newlines is left at `work`.
 */
export function scan(work: usize, begin: usize, end: usize, out: usize): u32 {
  const is = load<u32>(flags)
  let o = out
  let lines: u32 = 0
  for (let sub = begin; sub < end; sub += subWindow) {
    const stop = sub + subWindow < end ? sub + subWindow : end
    lines += readMasks(work, sub, stop, is)
    if (is & hasEmails) o = emails(work, is, o)
    if (is & hasDomains) o = dots(work, o)
    if (is & hasPhones) o = phones(work, sub, stop, is, o)
    o = escapes(work, sub, stop, is, o)
  }
  store<u32>(work, lines)
  return <u32>((o - out) >> 2)
}

/** Newlines in `[begin, end)`. */
export function countLines(begin: usize, end: usize): u32 {
  let lines: u32 = 0
  let p = begin
  for (; p + 16 <= end; p += 16) lines += popcnt(i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(0x0a))))
  for (; p < end; p++) lines += load<u8>(p) === 0x0a ? 1 : 0
  return lines
}

/** Sixty-four bits, one for each byte from `p`, of a vector test on each quarter. */
function join(a: v128, b: v128, c: v128, d: v128): u64 {
  return (
    <u64>(<u32>i8x16.bitmask(a) | ((<u32>i8x16.bitmask(b)) << 16)) |
    ((<u64>(<u32>i8x16.bitmask(c) | ((<u32>i8x16.bitmask(d)) << 16))) << 32)
  )
}

function equals(a: v128, b: v128, c: v128, d: v128, byte: v128): u64 {
  return join(i8x16.eq(a, byte), i8x16.eq(b, byte), i8x16.eq(c, byte), i8x16.eq(d, byte))
}

function digits(v: v128): v128 {
  return i8x16.lt_u(i8x16.sub(v, i8x16.splat(0x30)), i8x16.splat(10))
}

/** Lanes with the first byte of an escape: % & ( [ \ EF. */
function escapeLanes(v: v128): v128 {
  const a = v128.or(i8x16.eq(v, i8x16.splat(0x25)), i8x16.eq(v, i8x16.splat(0x26)))
  const b = v128.or(i8x16.eq(v, i8x16.splat(0x28)), i8x16.eq(v, i8x16.splat(0x5b)))
  const c = v128.or(i8x16.eq(v, i8x16.splat(0x5c)), i8x16.eq(v, i8x16.splat(0xef as i8)))
  return v128.or(v128.or(a, b), c)
}

/** Positions of the set bits, four at a time whether there are so many or not; returns the end of the list. */
function list(at: usize, base: usize, bits: u64): usize {
  let m = bits
  const n = <usize>popcnt(m)
  let p = at
  while (m !== 0) {
    store<u32>(p, <u32>(base + <usize>ctz(m)))
    m &= m - 1
    store<u32>(p, <u32>(base + <usize>ctz(m)), 4)
    m &= m - 1
    store<u32>(p, <u32>(base + <usize>ctz(m)), 8)
    m &= m - 1
    store<u32>(p, <u32>(base + <usize>ctz(m)), 12)
    m &= m - 1
    p += 16
  }
  return at + n * 4
}

function readMasks(work: usize, sub: usize, stop: usize, is: u32): u32 {
  let lines: u32 = 0
  let ats = work + atList
  let points = work + dotList
  let block: usize = 0
  const codes = (is & hasCodes) !== 0
  // one block more than there is: what follows the last one is needed to know where runs end
  for (let p = sub; p < stop + 64; p += 64) {
    const a = v128.load(p)
    const b = v128.load(p, 16)
    const c = v128.load(p, 32)
    const d = v128.load(p, 48)
    const w = work + block
    const dotMask = equals(a, b, c, d, i8x16.splat(0x2e))
    store<u64>(w + escapeMasks, join(escapeLanes(a), escapeLanes(b), escapeLanes(c), escapeLanes(d)))
    store<u64>(w + digitMasks, join(digits(a), digits(b), digits(c), digits(d)))
    store<u64>(w + zeroMasks, equals(a, b, c, d, i8x16.splat(0x30)))
    store<u64>(w + threeMasks, equals(a, b, c, d, i8x16.splat(0x33)))
    store<u64>(w + plusMasks, equals(a, b, c, d, i8x16.splat(0x2b)))
    store<u64>(w + pointMasks, dotMask | equals(a, b, c, d, i8x16.splat(0x2c)))
    if (codes) {
      store<u64>(w + highMasks, join(a, b, c, d))
      const lower = i8x16.splat(0x20)
      store<u64>(
        w + letterMasks,
        equals(v128.or(a, lower), v128.or(b, lower), v128.or(c, lower), v128.or(d, lower), i8x16.splat(0x62)),
      )
    }
    block += 8
    if (p < stop) {
      const valid = within(p, stop)
      lines += <u32>popcnt(equals(a, b, c, d, i8x16.splat(0x0a)) & valid)
      ats = list(ats, p, equals(a, b, c, d, i8x16.splat(0x40)) & valid)
      points = list(points, p, dotMask & valid)
    }
  }
  store<u32>(work, <u32>((ats - work - atList) >> 2), 4)
  store<u32>(work, <u32>((points - work - dotList) >> 2), 8)
  return lines
}

/** The bits of the block at `p` that lie before `stop`. */
function within(p: usize, stop: usize): u64 {
  return stop - p >= 64 ? ~(<u64>0) : ((<u64>1) << (<u64>(stop - p))) - 1
}

// ── e-mails ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Lanes of `A-Z a-z 0-9 . _ + -`. */
function localLanes(v: v128): u32 {
  const low = i8x16(26, 30, 30, 30, 30, 30, 30, 30, 30, 30, 28, 5, 4, 5, 5, 12)
  const high = i8x16(0, 0, 1, 2, 4, 8, 4, 16, 0, 0, 0, 0, 0, 0, 0, 0)
  const c = v128.and(i8x16.swizzle(low, v128.and(v, i8x16.splat(0x0f))), i8x16.swizzle(high, i8x16.shr_u(v, 4)))
  return i8x16.bitmask(i8x16.ne(c, i8x16.splat(0)))
}

/** Lanes of `A-Z a-z 0-9 . -`. */
function hostLanes(v: v128): u32 {
  const low = i8x16(18, 22, 22, 22, 22, 22, 22, 22, 22, 22, 20, 4, 4, 5, 5, 4)
  const high = i8x16(0, 0, 1, 2, 4, 16, 4, 16, 0, 0, 0, 0, 0, 0, 0, 0)
  const c = v128.and(i8x16.swizzle(low, v128.and(v, i8x16.splat(0x0f))), i8x16.swizzle(high, i8x16.shr_u(v, 4)))
  return i8x16.bitmask(i8x16.ne(c, i8x16.splat(0)))
}

/**
 * Hash of the last `n` bytes before the at-sign and the first `m` after it, at most sixteen each, letter case ignored. Longer
 * addresses share the hash of their middle.
 */
function emailHash(left: v128, n: usize, right: v128, m: usize): u64 {
  const lower = i8x16.splat(0x20)
  const l = v128.and(v128.or(left, lower), v128.load(keepRight + n))
  const r = v128.and(v128.or(right, lower), v128.load(keepLeft + 16 - m))
  const a = (i64x2.extract_lane(l, 0) ^ load<u64>(seeds)) * 0x9e3779b97f4a7c15
  const b = (i64x2.extract_lane(l, 1) ^ load<u64>(seeds, 8)) * 0xc2b2ae3d27d4eb4f
  const c = (i64x2.extract_lane(r, 0) ^ load<u64>(seeds, 16)) * 0x165667b19e3779f9
  const d = (i64x2.extract_lane(r, 1) ^ load<u64>(seeds, 24)) * 0x27d4eb2f165667c5
  return finish((a ^ (a >> 32)) + rotl(b ^ (b >> 31), 17) + (rotl(c ^ (c >> 30), 43) ^ rotl(d ^ (d >> 33), 7)))
}

function finish(x: u64): u64 {
  let y = (x ^ (x >> 32)) * 0xd6e8feb86659fd93
  y = (y ^ (y >> 29)) * 0xff51afd7ed558ccd
  return y ^ (y >> 32)
}

function phoneHash(n: u64): u64 {
  return finish((n ^ load<u64>(seeds, 32)) * 0x9e3779b97f4a7c15)
}

function bitsOf(hash: u64): u64 {
  return ((<u64>1) << (hash & 63)) | ((<u64>1) << ((hash >> 6) & 63)) | ((<u64>1) << ((hash >> 12) & 63))
}

function wordOf(filter: usize, hash: u64): usize {
  return <usize>load<u32>(filter) + ((<usize>(<u32>(hash >> 32) & load<u32>(filter, 4))) << 3)
}

function mayHave(filter: usize, hash: u64): bool {
  const bits = bitsOf(hash)
  return (load<u64>(wordOf(filter, hash)) & bits) === bits
}

function add(filter: usize, hash: u64): void {
  const word = wordOf(filter, hash)
  store<u64>(word, load<u64>(word) | bitsOf(hash))
}

/** Adds the e-mails among `n` selectors: canonical forms at `text`, told apart by `starts` (n + 1 offsets), of `kinds`. */
export function addEmails(text: usize, starts: usize, kinds: usize, n: u32): void {
  const first = load<u32>(starts)
  for (let i: u32 = 0; i < n; i++) {
    if (load<u8>(kinds + i) !== 0) continue
    const from = text + <usize>(load<u32>(starts + ((<usize>i) << 2)) - first)
    const to = text + <usize>(load<u32>(starts + ((<usize>i) << 2), 4) - first)
    let at = to - 1
    while (at > from && load<u8>(at) !== 0x40) at--
    const left = v128.load(at - 16)
    const right = v128.load(at + 1)
    let n1 = runBefore(left)
    if (n1 > at - from) n1 = at - from
    let n2 = runAfter(right)
    if (n2 > to - at - 1) n2 = to - at - 1
    add(emailFilter, emailHash(left, n1, right, n2))
  }
}

/** Adds numbers: `n` slots of two u32, digits and selector + 1. */
export function addPhones(slots: usize, n: u32): void {
  for (let i: u32 = 0; i < n; i++) {
    const slot = slots + ((<usize>i) << 3)
    if (load<u32>(slot, 4) !== 0) add(phoneFilter, phoneHash(<u64>load<u32>(slot)))
  }
}

/** Adds a number of another plan, with its country code. */
export function addForeign(n: u64): void {
  add(phoneFilter, phoneHash(n | ((<u64>1) << 62)))
}

function runBefore(v: v128): usize {
  const other = ~localLanes(v) & 0xffff
  return <usize>clz(other) - 16
}

function runAfter(v: v128): usize {
  return <usize>ctz(~hostLanes(v) | 0x10000)
}

function emails(work: usize, is: u32, out: usize): usize {
  const n = <usize>load<u32>(work, 4)
  const from = work + atList
  const hashes = work + hashList
  let o = out
  let queued: usize = 0
  for (let i: usize = 0; i < n; i++) {
    const at = <usize>load<u32>(from + (i << 2))
    const right = v128.load(at + 1)
    const m = runAfter(right)
    if (m === 0) {
      if ((is & hasIdn) !== 0 && load<u8>(at + 1) >= 0x80) {
        store<u32>(o, <u32>at | isEmail)
        o += 4
      }
      continue
    }
    const left = v128.load(at - 16)
    const l = runBefore(left)
    if (isOdd(at, left, l, m, is)) {
      store<u32>(o, <u32>at | isEmail)
      o += 4
      continue
    }
    if (l === 0 && (is & hasOddLocals) === 0) continue
    store<u64>(hashes + (queued << 3), emailHash(left, l, right, m))
    store<u32>(from + (queued << 2), <u32>at)
    queued++
  }
  // looked up apart from computing them: misses of the cache overlap
  for (let i: usize = 0; i < queued; i++) {
    store<u32>(o, load<u32>(from + (i << 2)) | isEmail)
    o += mayHave(emailFilter, load<u64>(hashes + (i << 3))) ? 4 : 0
  }
  return o
}

/** True for an address whose hash says nothing: a tag, an escape beside it, a bullet in front, a dot at its end. */
function isOdd(at: usize, left: v128, l: usize, m: usize, is: u32): bool {
  if (m < 16) {
    if (load<u8>(at + m) < 0x30) return true // the last of the run is . or -
    const after = load<u8>(at + 1 + m)
    if (load<u8>(afterClass + after) !== 0 && load<u8>(secondClass + load<u8>(at + 2 + m)) !== 0) return true
    if (after >= 0x80 && (is & hasIdn) !== 0) return true
  } else {
    if (load<u8>(at + 16) < 0x30 && (hostLanes(v128.load(at + 17)) & 1) === 0) return true
    if (load<u8>(at + 16) < 0x30 && load<u8>(at + 17) < 0x30) return true
    if ((is & hasIdn) !== 0 && anyHigh(at + 17)) return true
  }
  if (i8x16.bitmask(i8x16.eq(v128.and(left, v128.load(keepRight + l)), i8x16.splat(0x2b))) !== 0) return true
  if (l < 16) {
    if (l > 0 && load<u8>(at - l) < 0x30) return true
    const k = load<u8>(beforeClass + load<u8>(at - l - 1))
    return k !== 0 && oddBefore(at - l - 1, k)
  }
  if (load<u8>(at - 16) < 0x30 && !goesOn(load<u8>(at - 17))) return true
  return longIsOdd(at)
}

/** A letter, a digit or `_`: the address has begun before, and what follows is no bullet. */
function goesOn(byte: u8): bool {
  return (byte | 0x20) - 0x61 < 26 || byte - 0x30 < 10 || byte === 0x5f
}

/** A local part of sixteen bytes or more: a tag, or an escape that its first bytes belong to, lies farther to the left. */
function longIsOdd(at: usize): bool {
  const near = v128.load(at - 32)
  const escapes16 = v128.or(i8x16.eq(near, i8x16.splat(0x25)), i8x16.eq(near, i8x16.splat(0x5c)))
  if ((i8x16.bitmask(escapes16) & 0xff00) !== 0) return true
  for (let p = at - 32; p >= at - 288; p -= 16) {
    const v = v128.load(p)
    const other = ~localLanes(v) & 0xffff
    const plus = i8x16.bitmask(i8x16.eq(v, i8x16.splat(0x2b)))
    if (other === 0) {
      if (plus !== 0) return true
    } else return plus >> (32 - clz(other)) !== 0
  }
  return false
}

function anyHigh(p: usize): bool {
  for (let i: usize = 0; i < 256; i += 16) {
    const v = v128.load(p + i)
    const high = i8x16.bitmask(v)
    const other = ~(hostLanes(v) | high) & 0xffff
    if (other === 0) {
      if (high !== 0) return true
    } else return (high & (((other & -other) - 1) & 0xffff)) !== 0
  }
  return false
}

/** What stands before the local part, by class: 1 odd, 2 `;` of an entity, 3 end of a full-width sign, 4 space after a bracket. */
function oddBefore(p: usize, k: u32): bool {
  if (k === 1) return true
  if (k === 2) return i8x16.bitmask(i8x16.eq(v128.load(p - 16), i8x16.splat(0x26))) !== 0
  if (k === 3) return load<u8>(p - 2) === 0xef
  const close = load<u8>(p - 1)
  return close === 0x5d || close === 0x29
}

// ── domains ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

function dots(work: usize, out: usize): usize {
  const n = <usize>load<u32>(work, 8)
  const from = work + dotList
  let o = out
  for (let i: usize = 0; i < n; i++) {
    const dot = <usize>load<u32>(from + (i << 2))
    const word =
      ((<u32>load<u8>(dot - 2)) << 24) |
      ((<u32>load<u8>(dot - 1)) << 16) |
      ((<u32>load<u8>(dot + 1)) << 8) |
      <u32>load<u8>(dot + 2) |
      0x20202020
    const key = (word * 0x9e3779b1) >> 16
    store<u32>(o, <u32>dot | isDot)
    o += ((<u32>load<u8>(dotKeys + <usize>(key >> 3)) >> (key & 7)) & 1) << 2
  }
  return o
}

// ── phones ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

function ahead(mask: u64, next: u64, by: u64): u64 {
  return (mask >> by) | (next << (64 - by))
}

function phones(work: usize, sub: usize, stop: usize, is: u32, out: usize): usize {
  let o = out
  let digitBefore = <u64>(load<u8>(byteClass + load<u8>(sub - 1)) === 1 ? 1 : 0)
  let plusBefore = <u64>(load<u8>(sub - 1) === 0x2b ? 1 : 0)
  let highBefore = <u64>(load<u8>(sub - 1) >= 0x80 ? 1 : 0)
  let letterBefore = <u64>((load<u8>(sub - 1) | 0x20) === 0x62 ? 1 : 0)
  let block: usize = 0
  for (let p = sub; p < stop; p += 64) {
    const w = work + block
    block += 8
    const d = load<u64>(w + digitMasks)
    const plus = load<u64>(w + plusMasks)
    const starts = d & ~((d << 1) | digitBefore) & within(p, stop)
    const afterPlus = (plus << 1) | plusBefore
    digitBefore = d >> 63
    plusBefore = plus >> 63
    let other: u64 = 0
    if (is & hasCodes) {
      const high = load<u64>(w + highMasks)
      const letter = load<u64>(w + letterMasks)
      other = (high << 1) | highBefore | (letter << 1) | letterBefore
      highBefore = high >> 63
      letterBefore = letter >> 63
    }
    if (starts === 0) continue
    const next = load<u64>(w + digitMasks, 8)
    const d2 = d & ahead(d, next, 1)
    const n2 = next & (next >> 1)
    const d4 = d2 & ahead(d2, n2, 2)
    const n4 = n2 & (n2 >> 2)
    const d8 = d4 & ahead(d4, n4, 4)
    const n8 = n4 & (n4 >> 4)
    const three = load<u64>(w + threeMasks)
    const point = load<u64>(w + pointMasks)
    const scientific = ~ahead(d, next, 1) & ahead(point, load<u64>(w + pointMasks, 8), 1) & ahead(d8, n8, 2)
    let m =
      starts &
      (load<u64>(w + zeroMasks) |
        (three & ahead(three, load<u64>(w + threeMasks, 8), 1)) |
        afterPlus |
        (d8 & ahead(d, next, 8)) |
        scientific |
        other)
    while (m !== 0) {
      const at = p + <usize>ctz(m)
      m &= m - 1
      store<u32>(o, <u32>at | isPhone)
      o += mayBePhone(at, is) ? 4 : 0
    }
  }
  return o
}

/** Where `gather` stopped, and whether it passed a byte that is not ASCII. */
let gathered: usize = 0
let gatheredHigh: bool = false

/** The next `want` digits from `p` as a number, whatever separates them; -1 when something else comes first. */
function gather(p: usize, want: u32): i64 {
  let value: i64 = 0
  let n: u32 = 0
  let gap: u32 = 0
  let i = p
  gatheredHigh = false
  while (n < want) {
    const byte = load<u8>(i)
    const k = load<u8>(byteClass + byte)
    if (k === 1) {
      value = value * 10 + <i64>(byte & 15)
      n++
      gap = 0
    } else {
      if (k === 0) {
        gathered = i
        return -1
      }
      gatheredHigh = gatheredHigh || k === 3
      gap += k === 2 ? 6 : 1
      if (gap > 40) {
        gathered = i
        return -1
      }
    }
    i++
  }
  gathered = i
  return value
}

/** Lanes of what `byteClass` knows: digits, separators, bytes that are not ASCII. */
function phoneLanes(v: v128): u32 {
  const low = i8x16(7, 6, 6, 6, 6, 6, 6, 6, 7, 7, 4, 4, 4, 5, 5, 5)
  const high = i8x16(0, 0, 1, 2, 0, 0, 0, 0, 4, 4, 4, 4, 4, 4, 4, 4)
  const c = v128.and(i8x16.swizzle(low, v128.and(v, i8x16.splat(0x0f))), i8x16.swizzle(high, i8x16.shr_u(v, 4)))
  return i8x16.bitmask(i8x16.ne(c, i8x16.splat(0)))
}

/** Eight digits, the first in the lowest byte. */
function eightDigits(text: u64): i64 {
  let x = text - 0x3030303030303030
  x = x * 10 + (x >> 8)
  return ((x & 0x000000ff000000ff) * 0x000f424000000064 + ((x >> 16) & 0x000000ff000000ff) * 0x0000271000000001) >> 32
}

function mayBePhone(p: usize, is: u32): bool {
  const before = load<u8>(p - 1)
  if (before === 0x2b) return international(p, is)
  if ((is & hasCodes) !== 0 && escapedPlus(p, before)) return true
  const first = load<u8>(p)
  const v = v128.load(p)
  const digitLanes = i8x16.bitmask(digits(v))
  if (first === 0x30) {
    if (load<u8>(p + 1) === 0x30) return international(p + 2, is)
    const highLanes = i8x16.bitmask(v)
    const stop = ctz(~phoneLanes(v) | 0x10000)
    if (stop < 10) {
      const end = p + <usize>stop
      return (highLanes & ((1 << stop) - 1)) !== 0 ? isMasked(p, end) : isMaskedAt(end)
    }
    let value: i64
    if ((digitLanes & 0x3ff) === 0x3ff) {
      value = <i64>(load<u8>(p + 1) & 15) * 100_000_000 + eightDigits(load<u64>(p + 2))
      return mayHave(phoneFilter, phoneHash(value))
    }
    if ((digitLanes & 0x3fff) === 0x36db && (highLanes & 0x3fff) === 0 && stop >= 14) {
      const close = i8x16.swizzle(v, i8x16(3, 4, 6, 7, 9, 10, 12, 13, 0, 0, 0, 0, 0, 0, 0, 0))
      value = <i64>(load<u8>(p + 1) & 15) * 100_000_000 + eightDigits(i64x2.extract_lane(close, 0))
      return mayHave(phoneFilter, phoneHash(value))
    }
    value = gather(p, 10)
    if (value >= 100_000_000 && mayHave(phoneFilter, phoneHash(value))) return true
    return (value < 0 || gatheredHigh) && isMasked(p, gathered)
  }
  if (first === 0x33 && load<u8>(p + 1) === 0x33 && international(p, 0)) return true
  const length = ctz(~digitLanes | 0x10000)
  if (length === 9) {
    const value = eightDigits(load<u64>(p)) * 10 + <i64>(load<u8>(p + 8) & 15)
    return mayHave(phoneFilter, phoneHash(value))
  }
  if (length === 1) return scientificMay(p)
  if (length < 10 || length > 15) return false
  if (length === 12 && isOverseas(gather(p, 3)) && mayHave(phoneFilter, phoneHash(gather(p + 3, 9)))) return true
  return (is & hasForeign) !== 0 && mayHave(phoneFilter, phoneHash(gather(p, <u32>length) | ((<i64>1) << 62)))
}

/** True when a sample may hide the rest of the digits: x X * # where they stop at `end`, or a bullet before it. */
function isMasked(p: usize, end: usize): bool {
  if (isMaskedAt(end)) return true
  for (let i = p + 2; i < end; i++) if (load<u8>(i) === 0xe2 && load<u8>(i + 2) === 0xa2) return true
  return false
}

function isMaskedAt(end: usize): bool {
  const byte = load<u8>(end)
  return (byte | 0x20) === 0x78 || byte === 0x2a || byte === 0x23
}

/** True when `%2B`, `\u002B` or a full-width plus ends before `p`. */
function escapedPlus(p: usize, before: u8): bool {
  if ((before | 0x20) === 0x62)
    return load<u8>(p - 2) === 0x32 && (load<u8>(p - 3) === 0x25 || load<u8>(p - 3) === 0x30)
  return before === 0x8b && load<u8>(p - 2) === 0xbc
}

function isOverseas(code: i64): bool {
  return code === 262 || code === 590 || code === 594 || code === 596
}

/** From a country code on. */
function international(p: usize, is: u32): bool {
  const two = gather(p, 2)
  if (two < 0) return false
  if (two === 33) {
    if (nationalMay(gathered)) return true
  } else {
    const third = gather(gathered, 1)
    if (third >= 0 && isOverseas(two * 10 + third) && nationalMay(gathered)) return true
  }
  return (is & hasForeign) !== 0
}

/** Nine digits after a country code, with or without a trunk 0. */
function nationalMay(p: usize): bool {
  const zero = gather(p, 1)
  const value = gather(zero === 0 ? gathered : p, 9)
  return value >= 100_000_000 && mayHave(phoneFilter, phoneHash(value))
}

function scientificMay(p: usize): bool {
  const point = load<u8>(p + 1)
  if (point !== 0x2e && point !== 0x2c) return false
  let end = p + 2
  while (end < p + 14 && load<u8>(byteClass + load<u8>(end)) === 1) end++
  if ((load<u8>(end) | 0x20) !== 0x65) return false
  const decimals = end - p - 2
  if (decimals !== 8 && decimals !== 10) return false
  const value = <i64>(load<u8>(p) & 15) * (decimals === 8 ? 100_000_000 : 10_000_000_000) + gather(p + 2, <u32>decimals)
  return mayHave(phoneFilter, phoneHash(value % 1_000_000_000))
}

// ── escapes ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

function escapes(work: usize, sub: usize, stop: usize, is: u32, out: usize): usize {
  let o = out
  let block: usize = 0
  for (let p = sub; p < stop; p += 64) {
    const w = work + block
    block += 8
    let m = load<u64>(w + escapeMasks) & within(p, stop)
    while (m !== 0) {
      const at = p + <usize>ctz(m)
      m &= m - 1
      if (isSign(at)) {
        store<u32>(o, <u32>at | isEscape)
        o += 4
      }
      if (is & hasPhones) {
        const skip = escapedSpace(at)
        // the run of digits begins inside the escape, at a byte that is scanned in its own turn: told by its position
        if (skip !== 0 && at + skip < stop) {
          store<u32>(o, <u32>(at + skip) | isPhone)
          o += 4
        }
      }
    }
  }
  // an escape may begin before this window and its digits in it
  if (is & hasPhones) {
    for (let back: usize = 1; back <= 2; back++) {
      const at = sub - back
      const skip = escapedSpace(at)
      if (skip >= back && skip !== 0 && at + skip < stop) {
        store<u32>(o, <u32>(at + skip) | isPhone)
        o += 4
      }
    }
  }
  return o
}

/** True when the escape at `p` may be an at-sign, a dot or a full-width digit. */
function isSign(p: usize): bool {
  const a = load<u8>(p)
  const b = load<u8>(p, 1)
  const c = load<u8>(p, 2)
  if (a === 0x25) return (b === 0x34 && c === 0x30) || (b === 0x32 && (c | 0x20) === 0x65)
  if (a === 0x5c) {
    if (b === 0x78) return c === 0x34 || c === 0x32
    return b === 0x75 && (c === 0x30 || (c | 0x20) === 0x66)
  }
  if (a === 0x26) return b === 0x23 || (b | 0x20) === 0x63 || (b | 0x20) === 0x70
  if (a === 0xef) {
    if (b !== 0xbc) return false
    if (c < 0x90 || c > 0x99) return c === 0x8e || c === 0xa0
    const before = load<u8>(p - 1)
    return load<u8>(p - 3) !== 0xef || load<u8>(p - 2) !== 0xbc || before < 0x90 || before > 0x99
  }
  const close: u8 = a === 0x5b ? 0x5d : 0x29
  if (b === 0x2e || b === 0x40) return c === close
  if ((b | 0x20) === 0x61) return (c | 0x20) === 0x74 && load<u8>(p, 3) === close
  return (b | 0x20) === 0x64 && (c | 0x20) === 0x6f && load<u8>(p, 4) === close
}

/** For `%20` or `\u0020` in digits with a number right after it: bytes from the escape to its first digit, else 0. */
function escapedSpace(p: usize): usize {
  const a = load<u8>(p)
  let first: usize = 1
  let n: usize = 2
  if (a === 0x5c) {
    if (load<u8>(p, 1) !== 0x75) return 0
    first = 2
    n = 4
  } else if (a !== 0x25) return 0
  for (let i: usize = 0; i <= n; i++) if (load<u8>(byteClass + load<u8>(p + first + i)) !== 1) return 0
  return first
}
