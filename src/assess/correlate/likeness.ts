/** How much speaks for two events being one, point by point. */
import type { SourceEvent } from '../../domain/index.ts'
import { type Names, namesOf, sameSpelling } from './names.ts'

export const joinFacts = [
  'same-url',
  'same-site',
  'same-name',
  'like-name',
  'name-is-site',
  'near-date',
  'date-in-span',
  'no-date',
  'far-date',
  'same-size',
  'other-size',
  'same-classes',
  'other-site',
  'upstream-rename',
] as const

/** A fact for or against a join. */
export interface JoinReason {
  readonly fact: (typeof joinFacts)[number]
  readonly weight: number
  /** what was compared: `ville-exemple.fr`, `2025-03-11 ~ 2025-03` */
  readonly words: string
}

/** An event read once, for many comparisons. */
export interface Read {
  readonly source: string
  readonly event: SourceEvent
  readonly names: Names
  readonly family: Family
  readonly url: string
  readonly date: DateSpan | undefined
}

/**
 * Compilations of older data are never the first breach, whatever they share with it; a paste is only itself; a post or a
 * claim may be about a breach.
 */
export type Family = 'breach' | 'combo-list' | 'stealer-log' | 'spam-list' | 'paste'

interface DateSpan {
  /** days since 1970 of the earliest and the latest day that the written date can mean */
  readonly from: number
  readonly to: number
  /** day the source published it, when later */
  readonly known: number
  readonly written: string
}

export function readEvent(source: string, event: SourceEvent): Read {
  return {
    source,
    event,
    names: namesOf(event.title, event.domain),
    family: familyOf(event.nature),
    url: (event.url ?? '')
      .toLowerCase()
      .replace(/^https?:\/\/(?:www\.)?/, '')
      .replace(/\/(?:raw\/)?/g, '/')
      .replace(/\/$/, ''),
    date: dateOf(event),
  }
}

function familyOf(nature: SourceEvent['nature']): Family {
  switch (nature) {
    case 'combo-list':
    case 'stealer-log':
    case 'spam-list':
    case 'paste':
      return nature
    default:
      return 'breach'
  }
}

/** Points from which two events are one, and from which they are worth showing to a person. */
export const joinFrom = 4.5
export const proposeFrom = 3

/**
 * What speaks for `a` and `b` being one event; `undefined` when they cannot be: different families, years apart, two rows
 * of one source. Equal data (size, classes) alone never reaches a join: a name, a site or an address is always needed.
 */
export function likeness(a: Read, b: Read): readonly JoinReason[] | undefined {
  if (a.family !== b.family) return undefined
  if (a.url !== '' && a.url === b.url && a.source !== b.source && a.family === 'paste') {
    return [{ fact: 'same-url', weight: 10, words: a.url }]
  }
  if (a.family === 'paste') return undefined
  const named = name(a, b)
  if (named.length === 0) return undefined
  if (a.source === b.source) return rename(a, b, named)
  if (differentYears(a, b)) return undefined
  const dated = date(a, b)
  if (dated === undefined) return undefined
  return [...named, ...dated, ...size(a, b), ...classes(a, b)]
}

export function points(reasons: readonly JoinReason[]): number {
  return reasons.reduce((sum, { weight }) => sum + weight, 0)
}

function name(a: Read, b: Read): readonly JoinReason[] {
  const reasons: JoinReason[] = []
  const sameSite = a.names.site !== '' && a.names.site === b.names.site
  if (sameSite) reasons.push({ fact: 'same-site', weight: 3, words: a.names.site })
  const named = brand(a.names, b.names)
  if (named !== undefined) reasons.push(named)
  // one name, two sites: a brand in two countries, or two firms; a hyphen more or less is but another spelling
  if (!sameSite && reasons.length > 0 && a.names.site !== '' && b.names.site !== '') {
    const sameLabel = a.names.label === b.names.label
    if (sameLabel && a.names.ending === b.names.ending) return reasons
    reasons.push({ fact: 'other-site', weight: sameLabel ? -0.5 : -1.5, words: `${a.names.site} ≠ ${b.names.site}` })
  }
  return reasons
}

function brand(a: Names, b: Names): JoinReason | undefined {
  if (a.brand.length < 4 || b.brand.length < 4) return undefined
  if (a.brand === b.brand) return { fact: 'same-name', weight: 3, words: a.brand }
  if (a.brand === b.label || b.brand === a.label)
    return { fact: 'name-is-site', weight: 2.5, words: `${a.brand} ~ ${b.brand}` }
  if (sameSpelling(a.brand, b.brand)) return { fact: 'like-name', weight: 2, words: `${a.brand} ~ ${b.brand}` }
  return undefined
}

/** A source tells two of its own rows apart: they are one only when it renamed a row and left the rest as it was. */
function rename(a: Read, b: Read, named: readonly JoinReason[]): readonly JoinReason[] | undefined {
  const { event: x } = a
  const { event: y } = b
  const same =
    x.occurredOn !== undefined && x.occurredOn === y.occurredOn && x.records !== undefined && x.records === y.records
  const sameSite = named.some(({ fact }) => fact === 'same-site')
  if (!same || !sameSite || x.addedAt !== y.addedAt) return undefined
  return [...named, { fact: 'upstream-rename', weight: 3, words: `${x.key} → ${y.key}` }]
}

function differentYears(a: Read, b: Read): boolean {
  const [x, y] = [a.names.years, b.names.years]
  return x.length > 0 && y.length > 0 && !x.some((one) => y.includes(one))
}

function date(a: Read, b: Read): readonly JoinReason[] | undefined {
  if (a.date === undefined || b.date === undefined) return [{ fact: 'no-date', weight: 0, words: 'a date is missing' }]
  const words = `${a.date.written} ~ ${b.date.written}`
  const apart = Math.max(0, a.date.from - b.date.to, b.date.from - a.date.to)
  if (apart <= 31) return [{ fact: 'near-date', weight: 1.5, words }]
  if (apart <= 92) return [{ fact: 'near-date', weight: 1, words }]
  // one source may date the event, the other the day it became known
  const within = (x: DateSpan, y: DateSpan) => x.from <= y.to && y.from <= x.known + 31
  if (within(a.date, b.date) || within(b.date, a.date)) return [{ fact: 'date-in-span', weight: 0.5, words }]
  if (apart > 400) return undefined
  return [{ fact: 'far-date', weight: apart > 183 ? -2 : -1, words }]
}

function size(a: Read, b: Read): readonly JoinReason[] {
  const [x, y] = [a.event.records, b.event.records]
  if (x === undefined || y === undefined || x <= 0 || y <= 0) return []
  const ratio = Math.max(x, y) / Math.min(x, y)
  const words = `${x} ~ ${y}`
  if (ratio <= 1.02) return [{ fact: 'same-size', weight: x < 1000 ? 0.5 : 1.5, words }]
  if (ratio <= 1.25) return [{ fact: 'same-size', weight: 0.5, words }]
  return ratio > 10 ? [{ fact: 'other-size', weight: -1, words }] : []
}

function classes(a: Read, b: Read): readonly JoinReason[] {
  const [x, y] = [new Set(a.event.dataClasses), new Set(b.event.dataClasses)]
  if (x.size < 3 || y.size < 3) return []
  const common = [...x].filter((word) => y.has(word)).length
  return common / (x.size + y.size - common) >= 0.6
    ? [{ fact: 'same-classes', weight: 0.5, words: `${common} classes` }]
    : []
}

const dayMs = 86_400_000

/** `2025`, `2025-03` and `2025-03-11` each mean all their days; catalogues write the first of January for "some time in". */
function dateOf(event: SourceEvent): DateSpan | undefined {
  const written = event.occurredOn ?? event.addedAt?.slice(0, 10)
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(written ?? '')
  if (match === null || written === undefined) return undefined
  const [, y, m, d] = match
  const vagueYear = m === undefined || (m === '01' && d === '01')
  const from = Date.UTC(Number(y), Number(m ?? 1) - 1, Number(d ?? 1)) / dayMs
  const vagueMonth = d === undefined || d === '01'
  const to = vagueYear ? Date.UTC(Number(y), 11, 31) / dayMs : vagueMonth ? from + 30 : from
  if (!Number.isFinite(from)) return undefined
  const added = Date.parse(event.addedAt ?? '') / dayMs
  return { from, to, known: Number.isFinite(added) ? Math.max(to, added) : to, written }
}
