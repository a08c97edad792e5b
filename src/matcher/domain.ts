/**
 * A watched domain, or an address or host under it, around a dot. The dot is the last of the host, so that one host is
 * looked at once; labels are compared whole: neither `notville.fr` nor `ville.fr.evil.example` is under `ville.fr`.
 */
import { classOf, fold, inHost, isAlnum, letterAt, letterBefore } from './bytes.ts'
import type { Emit } from './contract.ts'
import { found, type Looked, lookAgain, maxRun, none } from './email.ts'
import { escapeBefore, escapedSign } from './escapes.ts'
import { dotKey, hashEnd, hashStep, nextDomain, selectorIn, type Table } from './table.ts'

const address = 4
const addressUnder = 5
const host = 6
const hostUnder = 7

/** Cheap refusal of a dot that no watched domain has for its last. Bytes outside the input count as spaces. */
export function mayEndDomain(t: Table, b: Uint8Array, dot: number, from: number, to: number): boolean {
  const key = dotKey(
    dot - 2 >= from ? b[dot - 2]! : 0x20,
    dot - 1 >= from ? b[dot - 1]! : 0x20,
    dot + 1 < to ? b[dot + 1]! : 0x20,
    dot + 2 < to ? b[dot + 2]! : 0x20,
  )
  return (t.dotKeys[key >> 3]! & (1 << (key & 7))) !== 0
}

/** Tells each watched domain that the host around the dot is, or is under. */
export function domainAt(t: Table, b: Uint8Array, dot: number, from: number, to: number, emit: Emit): Looked {
  const most = Math.min(to, dot + maxRun)
  let run = dot + 1
  let end = run // of the label after the dot
  let closed = false
  for (; run < most && (classOf[b[run]!]! & inHost) !== 0; run++) {
    if (b[run] === 0x2e) closed = true
    else if ((classOf[b[run]!]! & isAlnum) !== 0) {
      if (closed) return none // a later dot is the last
      end = run + 1
    }
  }
  if (run === most && run !== to) return none
  if (end === dot + 1 || letterAt(b, run, to)) return none
  const sign = escapedSign(b, run, to)
  if (sign !== 0) return lookAgain

  const stop = Math.max(from, dot - maxRun)
  let start = dot
  while (start > stop && (classOf[b[start - 1]!]! & inHost) !== 0) start--
  if (start === dot || (start === stop && stop !== from)) return none
  const isAddress = start > from && b[start - 1] === 0x40
  if (!isAddress && run < to && b[run] === 0x40) return none // the name of a user, not of a host

  const otherwise = escapeBefore(b, start, from, to) ? lookAgain : none
  let first = start
  while (first < dot && b[first] === 0x2d) first++ // a bullet
  const begins = (start === from || b[start - 1] !== 0x5f) && !letterBefore(b, start, from)
  let hash = t.seed
  for (let i = end - 1; i > dot; i--) hash = hashStep(hash, fold(b[i]!))
  hash = hashStep(hash, 0x2e)
  let seen = false
  for (let i = dot - 1; i >= first; i--) {
    hash = hashStep(hash, fold(b[i]!))
    const opens = i === first ? begins || b[i - 1] === 0x2e : b[i - 1] === 0x2e
    if (!opens) continue
    const under = i !== first
    const spelling = isAddress ? (under ? addressUnder : address) : under ? hostUnder : host
    const whole = hashEnd(hash)
    for (let slot = nextDomain(t, whole, b, i, end, -1); slot !== -1; slot = nextDomain(t, whole, b, i, end, slot)) {
      emit(selectorIn(t.domainSlots, slot), i, end - i, spelling, false)
      seen = true
    }
  }
  return seen ? found : otherwise
}
