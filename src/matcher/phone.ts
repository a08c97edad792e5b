/**
 * A watched phone number that begins at the first digit of a run of digits.
 *
 * Spellings: national (`06 39 98 01 23` with spaces of any width, dots, hyphens, slashes), international (`+33`, `0033`,
 * `(+33)`, `33`; the trunk 0 kept or in brackets), nine digits and scientific notation as spreadsheets leave them,
 * full-width digits, masked digits. Numbers stand alone: no digit or letter right before or after, no decimal point, no more
 * groups in the same hyphens, dots or slashes (a date, an address, a UUID). A space or a comma is a boundary.
 */
import {
  characterAt,
  characterBefore,
  classOf,
  hexValue,
  isAlnum,
  isDigit,
  isInvisible,
  isLetter,
  isSpace,
  letterAt,
  letterBefore,
} from './bytes.ts'
import type { Emit } from './contract.ts'
import { nextForeign, nextPhone, onlyWithDigits, selectorIn, type Table } from './table.ts'

const national = 8
const nationalGrouped = 9
const international = 10
const internationalGrouped = 11
const trunkZero = 12
const international00 = 13
const bare = 14
const nineDigits = 15
const scientific = 16
const masked = 18

/** Tells the watched number whose first digit is `b[run]`; the byte before it is no ASCII digit. */
export function phoneAt(t: Table, b: Uint8Array, run: number, from: number, to: number, emit: Emit): boolean {
  separators = 0
  const left = leftEdge(b, run, from)
  if (left === undefined) return false
  const { first, start, plus } = left
  if (first >= to || (classOf[b[first]!]! & isDigit) === 0) return false
  if (plus) return afterPrefix(t, b, first, from, to, start, international, emit)

  const length = runLength(b, first, to)
  if (b[first] === 0x30) {
    if (length >= 2 && b[first + 1] === 0x30) {
      const next = length === 2 ? skipGap(b, first + 2, to) : first + 2
      return afterPrefix(t, b, next, from, to, start, international00, emit)
    }
    if (length > 10 || prefixEndsBefore(b, first, from)) return false
    const end = readDigits(b, first, 10, to)
    if (end === 0 && length <= 6) return readMasked(t, b, first, from, to, start, emit)
    if (end === 0 || !standsAlone(b, start, end, from, to)) return false
    return tellFrench(t, value % 1_000_000_000, 0, start, end, groups === 1 ? national : nationalGrouped, emit)
  }
  if (length === 1 && readScientific(t, b, first, to, start, emit)) return true
  if (b[first] === 0x33 && b[first + 1] === 0x33 && (length === 2 || length === 3 || length === 11 || length === 12)) {
    if (length === 2 && zerosEndBefore(b, first, from)) return false
    if (afterPrefix(t, b, first, from, to, start, bare, emit)) return true
  }
  if (length === 9) {
    const end = first + 9
    readDigits(b, first, 9, to)
    if (!standsAlone(b, start, end, from, to) || hasNeighbour(b, start, end, from, to)) return false
    return tellFrench(t, value, 0, start, end, nineDigits, emit)
  }
  if (length >= 10 && length <= 15 && standsAlone(b, start, first + length, from, to)) {
    if (length === 12) {
      const code = (b[first]! - 0x30) * 100 + (b[first + 1]! - 0x30) * 10 + b[first + 2]! - 0x30
      if (isOverseas(code)) {
        readDigits(b, first + 3, 9, to)
        if (tellFrench(t, value, code, start, first + 12, bare, emit)) return true
      }
    }
    if (t.hasForeign) return tellForeign(t, b, first, length, start, first + length, bare, emit)
  }
  return false
}

/** Where a number that begins with this run may start: at `+` or at its first digit; escapes are stepped over. */
interface Edge {
  first: number
  start: number
  plus: boolean
}
const edgeRoom: Edge = { first: 0, start: 0, plus: false }

function edge(first: number, start: number, plus: boolean): Edge {
  edgeRoom.first = first
  edgeRoom.start = start
  edgeRoom.plus = plus
  return edgeRoom
}

/** `undefined` when what stands before the run makes a number impossible. */
function leftEdge(b: Uint8Array, run: number, from: number): Edge | undefined {
  if (run === from) return edge(run, run, false)
  const before = b[run - 1]!
  const before2 = run - 2 >= from ? b[run - 2]! : 0
  if (before === 0x2b) return (classOf[before2]! & isDigit) !== 0 ? undefined : edge(run, run - 1, true)
  if (before === 0x25) return afterEscape(b, run, 2)
  if ((classOf[before]! & isLetter) !== 0) return afterLetter(b, run, from)
  if (before < 0x80) {
    // 48.0639980123 is a decimal, 2021-06-39 goes on to the left; a slash or hyphen before one unbroken number does not
    if (before === 0x2e && (classOf[before2]! & isDigit) !== 0) return undefined
    return edge(run, run, false)
  }
  if (letterBefore(b, run, from)) return undefined
  const codePoint = characterBefore(b, run, from) >> 3
  if (codePoint === 0xff0b) return edge(run, run - 3, true)
  return codePoint >= 0xff10 && codePoint <= 0xff19 ? undefined : edge(run, run, false)
}

/** `%20` or `\u0020` with the number right after it: the run of digits holds both. */
function afterEscape(b: Uint8Array, run: number, digits: number): Edge | undefined {
  for (let i = run; i < run + digits; i++) {
    // of `%2B33` the number is a run of its own, of `100%33` there is no escape
    if (i >= b.length || (classOf[b[i]!]! & isDigit) === 0)
      return hexValue(b[i]) >= 0 ? undefined : edge(run, run, false)
  }
  return edge(run + digits, run + digits, false)
}

/** A letter before the digits: the end of an escape, of a word such as `tel`, or of something that is no number. */
function afterLetter(b: Uint8Array, run: number, from: number): Edge | undefined {
  const before = b[run - 1]!
  const before2 = run - 2 >= from ? b[run - 2]! : 0
  if (before2 === 0x5c) {
    if (before === 0x6e || before === 0x72 || before === 0x74) return edge(run, run, false)
    if (before === 0x75) return afterEscape(b, run, 4)
    return undefined
  }
  if (run - 3 >= from && b[run - 3] === 0x25 && hexValue(before2) >= 0 && hexValue(before) >= 0) {
    return before2 === 0x32 && (before | 0x20) === 0x62 ? edge(run, run - 3, true) : edge(run, run, false)
  }
  if (
    run - 6 >= from &&
    b[run - 6] === 0x5c &&
    b[run - 5] === 0x75 &&
    hexValue(before2) >= 0 &&
    hexValue(before) >= 0
  ) {
    return before2 === 0x32 && (before | 0x20) === 0x62 ? edge(run, run - 6, true) : edge(run, run, false)
  }
  return labelEndsAt(b, run, from) ? edge(run, run, false) : undefined
}

/** Words that name a phone and are written right against it; the letters of one word are read backwards. */
const labels: ReadonlySet<string> = new Set([
  'tel',
  'l',
  'gsm',
  'mob',
  'mobile',
  'portable',
  'port',
  'phone',
  'telephone',
  'fixe',
  'msisdn',
])

function labelEndsAt(b: Uint8Array, end: number, from: number): boolean {
  let start = end
  while (start > from && end - start <= 10 && (classOf[b[start - 1]!]! & isLetter) !== 0) start--
  if (end - start > 10 || end - start < 1) return false
  let word = ''
  for (let i = start; i < end; i++) word += String.fromCharCode(b[i]! | 0x20)
  if (!labels.has(word)) return false
  if (word === 'l') return start >= from + 2 && isAcuteE(b, start, from) // tél
  return !letterBefore(b, start, from) && (start === from || (classOf[b[start - 1]!]! & isDigit) === 0)
}

function isAcuteE(b: Uint8Array, end: number, from: number): boolean {
  const character = characterBefore(b, end, from)
  const codePoint = character >> 3
  const at = end - (character & 7) - 1
  return (codePoint === 0xe9 || codePoint === 0xc9) && at >= from && (b[at]! | 0x20) === 0x74
}

function runLength(b: Uint8Array, first: number, to: number): number {
  const most = Math.min(to, first + 17)
  let end = first
  while (end < most && (classOf[b[end]!]! & isDigit) !== 0) end++
  return end - first
}

/** What `readDigits` found beside its end. */
let value = 0
let groups = 0
let separators = 0

const dotSeparator = 2
const slashSeparator = 4
const hyphenSeparator = 8

/**
 * Reads `want` digits with separators between groups, and returns where they end, 0 when they are not there. Groups after
 * the first have two digits or more; dots and slashes make at least four groups (fewer is a decimal or a date).
 */
function readDigits(b: Uint8Array, at: number, want: number, to: number): number {
  value = 0
  groups = 1
  separators = 0
  let inGroup = 0
  let i = at
  for (let read = 0; read < want; ) {
    if (i >= to) return 0
    const byte = b[i]!
    if ((classOf[byte]! & isDigit) !== 0) {
      value = value * 10 + byte - 0x30
      read++
      inGroup++
      i++
      continue
    }
    if (inGroup === 0 || (groups > 1 && inGroup < 2)) return 0
    const next = skipSeparator(b, i, to)
    if (next === 0 || next >= to || (classOf[b[next]!]! & isDigit) === 0) return 0
    i = next
    if (invisibleOnly) continue
    groups++
    inGroup = 0
  }
  if (groups > 1 && inGroup < 2) return 0
  if ((separators & (dotSeparator | slashSeparator)) !== 0 && groups < 4) return 0
  return i
}

let invisibleOnly = false

const asciiSeparator = new Uint8Array(128)
asciiSeparator[0x20] = 1
asciiSeparator[0x29] = 16 // (06) 39 98 01 23
asciiSeparator[0x2d] = hyphenSeparator
asciiSeparator[0x2e] = dotSeparator
asciiSeparator[0x2f] = slashSeparator

/** Steps over one separator with the spaces around it and characters without width; 0 when there is none. */
function skipSeparator(b: Uint8Array, at: number, to: number): number {
  const kind = asciiSeparator[b[at]!]!
  if (kind !== 0 && at + 1 < to && (classOf[b[at + 1]!]! & isDigit) !== 0) {
    separators |= kind
    invisibleOnly = false
    return at + 1
  }
  if (kind === 0 && b[at]! < 0x80) return 0
  let i = at
  let spaces = 0
  let signs = 0
  invisibleOnly = true
  for (;;) {
    if (i >= to) return 0
    const character = characterAt(b, i, to)
    const codePoint = character >> 3
    if (isInvisible(codePoint)) {
      if (i - at > 16) return 0
    } else {
      if (isSpace(codePoint)) {
        if (++spaces > 2) return 0
      } else {
        const kind = separatorKind(codePoint)
        if (kind === 0) break
        if (++signs > 1) return 0
        separators |= kind
      }
      invisibleOnly = false
    }
    i += character & 7
  }
  return i === at ? 0 : i
}

function separatorKind(codePoint: number): number {
  if (codePoint < 0x80) return codePoint === 0x20 ? 0 : asciiSeparator[codePoint]!
  if ((codePoint >= 0x2010 && codePoint <= 0x2015) || codePoint === 0x2212) return hyphenSeparator
  return codePoint === 0xb7 ? dotSeparator : 0
}

/** Steps over what may stand between a country code and the number, at most four characters. */
function skipGap(b: Uint8Array, at: number, to: number): number {
  let i = at
  for (let n = 0; n < 4 && i < to; n++) {
    const byte = b[i]!
    if (byte < 0x80) {
      if (!isAsciiGap(byte)) break
      i++
      continue
    }
    const character = characterAt(b, i, to)
    if (!isGap(character >> 3)) break
    i += character & 7
  }
  return i
}

function isAsciiGap(byte: number): boolean {
  return byte === 0x20 || byte === 0x28 || byte === 0x29 || byte === 0x2d || byte === 0x2e
}

function isGap(codePoint: number): boolean {
  return (
    isSpace(codePoint) ||
    isInvisible(codePoint) ||
    codePoint === 0x28 ||
    (separatorKind(codePoint) & ~slashSeparator) !== 0
  )
}

/** A country code and what follows it. `first` is the first digit of the code. */
function afterPrefix(
  t: Table,
  b: Uint8Array,
  first: number,
  from: number,
  to: number,
  start: number,
  spelling: number,
  emit: Emit,
): boolean {
  if (first + 2 >= to || (classOf[b[first]!]! & isDigit) === 0) return false
  let code = 0
  let length = 0
  if (b[first] === 0x33 && b[first + 1] === 0x33) {
    code = 33
    length = 2
  } else if ((classOf[b[first + 1]!]! & isDigit) !== 0 && (classOf[b[first + 2]!]! & isDigit) !== 0) {
    const three = (b[first]! - 0x30) * 100 + (b[first + 1]! - 0x30) * 10 + b[first + 2]! - 0x30
    if (isOverseas(three)) {
      code = three
      length = 3
    }
  }
  if (code !== 0) {
    let at = skipGap(b, first + length, to)
    let zero = false
    if (at < to && b[at] === 0x30) {
      zero = true
      at = skipGap(b, at + 1, to)
    }
    if (at < to && b[at] !== 0x30) {
      const gap = at - first - length - (zero ? 1 : 0)
      const end = readDigits(b, at, 9, to)
      if (end !== 0 && standsAlone(b, start, end, from, to)) {
        const grouped = spelling === international && (groups > 1 || gap > 0)
        const told = zero && spelling !== international00 ? trunkZero : grouped ? internationalGrouped : spelling
        if (tellFrench(t, value, code, start, end, told, emit)) return true
      }
    }
  }
  return t.hasForeign && spelling !== bare && readForeign(t, b, first, from, to, start, spelling, emit)
}

const foreignDigits = new Uint8Array(16)

/** Other countries group digits as they like: every end of a group may be the end of the number; the longest wins. */
function readForeign(
  t: Table,
  b: Uint8Array,
  first: number,
  from: number,
  to: number,
  start: number,
  spelling: number,
  emit: Emit,
): boolean {
  let n = 0
  let i = first
  let best = 0
  let bestEnd = 0
  separators = 0
  for (;;) {
    while (i < to && n < 15 && (classOf[b[i]!]! & isDigit) !== 0) foreignDigits[n++] = b[i++]!
    if (n >= 6 && standsAlone(b, start, i, from, to) && nextForeign(t, foreignDigits, 0, n, -1) !== -1) {
      best = n
      bestEnd = i
    }
    const next = skipGap(b, i, to)
    if (n === 15 || next === i || next >= to || (classOf[b[next]!]! & isDigit) === 0) break
    // (0) after the country code
    i = b[next] === 0x30 && b[next + 1] === 0x29 && b[next - 1] === 0x28 ? skipGap(b, next + 1, to) : next
  }
  if (best === 0) return false
  const told = spelling === international && bestEnd - first > best ? internationalGrouped : spelling
  return tellForeign(t, foreignDigits, 0, best, start, bestEnd, told, emit)
}

function tellForeign(
  t: Table,
  b: Uint8Array,
  first: number,
  length: number,
  start: number,
  end: number,
  spelling: number,
  emit: Emit,
): boolean {
  let slot = nextForeign(t, b, first, first + length, -1)
  if (slot === -1) return false
  for (; slot !== -1; slot = nextForeign(t, b, first, first + length, slot)) {
    emit(selectorIn(t.foreignSlots, slot), start, end - start, spelling, false)
  }
  return true
}

/**
 * Tells every selector with these nine digits. With an overseas code only a number of that code is meant; with 33 an overseas
 * number is a variant: it cannot be dialled so, but dumps hold it.
 */
function tellFrench(
  t: Table,
  nsn: number,
  code: number,
  start: number,
  end: number,
  spelling: number,
  emit: Emit,
): boolean {
  let told = false
  for (let slot = nextPhone(t, nsn, -1); slot !== -1; slot = nextPhone(t, nsn, slot)) {
    const selector = selectorIn(t.phoneSlots, slot)
    const from = t.starts[selector]!
    const metropolitan = t.text[from + 1] === 0x33 && t.text[from + 2] === 0x33
    if (code > 33) {
      const own = (t.text[from + 1]! - 0x30) * 100 + (t.text[from + 2]! - 0x30) * 10 + t.text[from + 3]! - 0x30
      if (metropolitan || own !== code) continue
    }
    emit(selector, start, end - start, spelling, code === 33 && !metropolitan)
    told = true
  }
  return told
}

function isOverseas(code: number): boolean {
  return code === 262 || code === 590 || code === 594 || code === 596
}

/** No letter or digit right after, no decimals, and no further group in the separators that the number itself uses. */
function standsAlone(b: Uint8Array, start: number, end: number, from: number, to: number): boolean {
  const before = start > from ? b[start - 1]! : 0x20
  if ((separators & hyphenSeparator) !== 0 && before === 0x2d && digitAt(b, start - 2, from, to)) return false
  if ((separators & slashSeparator) !== 0 && before === 0x2f && digitAt(b, start - 2, from, to)) return false
  if (end >= to) return true
  const after = b[end]!
  if ((classOf[after]! & isAlnum) !== 0 || after === 0x5f) return false
  if (after >= 0x80) {
    if (letterAt(b, end, to)) return false
    const codePoint = characterAt(b, end, to) >> 3
    return codePoint < 0xff10 || codePoint > 0xff19
  }
  if (!digitAt(b, end + 1, from, to)) return true
  if (after === 0x2e) return false
  if (after === 0x2d) return (separators & hyphenSeparator) === 0
  return after !== 0x2f || (separators & slashSeparator) === 0
}

function digitAt(b: Uint8Array, i: number, from: number, to: number): boolean {
  return i >= from && i < to && (classOf[b[i]!]! & isDigit) !== 0
}

/** Nine digits are a phone only when nothing of a longer number is beside them: a SIRET is a SIREN and five digits more. */
function hasNeighbour(b: Uint8Array, start: number, end: number, from: number, to: number): boolean {
  const left = gapStart(b, start, from)
  if (left !== start && digitAt(b, left - 1, from, to)) return true
  if (start > from && b[start - 1] === 0x2f && digitAt(b, start - 2, from, to)) return true
  const right = skipGap(b, end, to)
  return (
    (right !== end && digitAt(b, right, from, to)) || (end < to && b[end] === 0x2f && digitAt(b, end + 1, from, to))
  )
}

/** `6.39980123E8`, `6,39980123E+08`, `3.3639980123E10`: only when no digit was rounded away. */
function readScientific(t: Table, b: Uint8Array, first: number, to: number, start: number, emit: Emit): boolean {
  if (first + 11 >= to || (b[first + 1] !== 0x2e && b[first + 1] !== 0x2c)) return false
  const decimals = runLength(b, first + 2, to)
  if (decimals !== 8 && decimals !== 10) return false
  let i = first + 2 + decimals
  if (i >= to || (b[i]! | 0x20) !== 0x65) return false
  i++
  if (b[i] === 0x2b) i++
  const exponentFrom = i
  let exponent = 0
  while (i < to && i < exponentFrom + 3 && (classOf[b[i]!]! & isDigit) !== 0) exponent = exponent * 10 + b[i++]! - 0x30
  if (exponent !== decimals || (i < to && (classOf[b[i]!]! & isAlnum) !== 0)) return false
  readDigits(b, first + 2, decimals, to)
  const whole = (b[first]! - 0x30) * 10 ** decimals + value
  if (decimals === 8) return tellFrench(t, whole, 0, start, i, scientific, emit)
  return Math.floor(whole / 1e9) === 33 && tellFrench(t, whole % 1e9, 33, start, i, scientific, emit)
}

const shown: boolean[] = Array(9).fill(false)
const shownDigits: number[] = Array(9).fill(0)

/**
 * `06xxxxxx23`, `06 ** ** 01 23`: ten places, two to six of them hidden, at least two shown at either end. Such a sample names a
 * number only when one watched number alone fits it, and even then it may be somebody else's: a variant.
 */
function readMasked(
  t: Table,
  b: Uint8Array,
  first: number,
  from: number,
  to: number,
  start: number,
  emit: Emit,
): boolean {
  let hidden = 0
  let i = first
  for (let n = 0; n < 10; n++) {
    if (n > 0 && i < to && isMaskSeparator(b[i]!)) i++
    const character = characterAt(b, i, to)
    const codePoint = character >> 3
    const isShown = codePoint >= 0x30 && codePoint <= 0x39
    if (!isShown && !isMask(codePoint)) return false
    if (n < 2 && !isShown) return false
    if (n > 0) {
      shown[n - 1] = isShown
      shownDigits[n - 1] = isShown ? codePoint - 0x30 : 0
    }
    if (!isShown) hidden++
    i += character & 7
  }
  if (hidden < 2 || hidden > 6 || shown[7] !== true || shown[8] !== true) return false
  if (!standsAlone(b, start, i, from, to)) return false
  const selector = onlyWithDigits(t, shownDigits, shown)
  if (selector === -1) return false
  for (let slot = nextPhone(t, nsnOf(t, selector), -1); slot !== -1; slot = nextPhone(t, nsnOf(t, selector), slot)) {
    emit(selectorIn(t.phoneSlots, slot), start, i - start, masked, true)
  }
  return true
}

function nsnOf(t: Table, selector: number): number {
  let nsn = 0
  for (let i = t.starts[selector + 1]! - 9; i < t.starts[selector + 1]!; i++) nsn = nsn * 10 + t.text[i]! - 0x30
  return nsn
}

function isMask(codePoint: number): boolean {
  return codePoint === 0x78 || codePoint === 0x58 || codePoint === 0x2a || codePoint === 0x23 || codePoint === 0x2022
}

function isMaskSeparator(byte: number): boolean {
  return byte === 0x20 || byte === 0x2e || byte === 0x2d
}

/** True when the run that ends before `first` is the country code of this number: it is told from there. */
function prefixEndsBefore(b: Uint8Array, first: number, from: number): boolean {
  const end = gapStart(b, first, from)
  if (end === first || !digitAt(b, end - 1, from, end)) return false
  let start = end
  while (start > from && end - start < 6 && (classOf[b[start - 1]!]! & isDigit) !== 0) start--
  const length = end - start
  const is33 = length >= 2 && b[end - 1] === 0x33 && b[end - 2] === 0x33
  const three = length >= 3 ? (b[end - 3]! - 0x30) * 100 + (b[end - 2]! - 0x30) * 10 + b[end - 1]! - 0x30 : 0
  const plus = start > from && b[start - 1] === 0x2b
  const code = is33 ? 2 : isOverseas(three) ? 3 : 0
  if (code === 0) return false
  if (length === code + 2) return b[start] === 0x30 && b[start + 1] === 0x30 && leftEdge(b, start, from) !== undefined
  if (length !== code) return false
  if (!is33 && !plus && !zerosEndBefore(b, start, from)) return false
  return leftEdge(b, start, from) !== undefined
}

/** True when a run `00` ends before `first`, with or without a gap. */
function zerosEndBefore(b: Uint8Array, first: number, from: number): boolean {
  const end = gapStart(b, first, from)
  if (end === first || end - 2 < from || b[end - 1] !== 0x30 || b[end - 2] !== 0x30) return false
  return !digitAt(b, end - 3, from, end) && leftEdge(b, end - 2, from) !== undefined
}

function gapStart(b: Uint8Array, first: number, from: number): number {
  let i = first
  for (let n = 0; n < 4 && i > from; n++) {
    const byte = b[i - 1]!
    if (byte < 0x80) {
      if (!isAsciiGap(byte)) break
      i--
      continue
    }
    const character = characterBefore(b, i, from)
    if (!isGap(character >> 3)) break
    i -= character & 7
  }
  return i
}
