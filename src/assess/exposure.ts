/**
 * Does an exposure — one selector in one incident — appear to be resold?
 *
 * - **yes**: a for-sale text, a sale or auction post, or an offer of stealer logs covers the selector's class of data, and
 *   is not about older data only;
 * - **likely**: the incident is traded, or an offer names the city without this selector;
 * - **no-evidence**: published once, nothing said, or known only from a spam list or a recycled compilation.
 *
 * The day it was last offered is always told; older than 24 months makes the verdict *historical*, to be counted apart: at
 * some time nearly every resident's address was sold somewhere.
 */
import type { SelectorKind, SourceEvent } from '../domain/index.ts'
import { assessEvent, type Circulation } from './circulation.ts'
import type { Evidence } from './evidence.ts'
import type { PostLabel } from './posts/labels.ts'

/** One event of the incident, as one source tells it. */
export interface SeenEvent {
  readonly source: string
  readonly event: SourceEvent
  /** the selector itself was seen in it; false for an offer that names only the city */
  readonly selectorSeen: boolean
  /** what the source says of this selector there; otherwise the event's classes count */
  readonly dataClasses?: readonly string[]
  /** verdict on the post's own text, for natures `post`, `paste` and `claim` whose body was read */
  readonly post?: {
    readonly label: PostLabel
    readonly commercial: 'yes' | 'no' | 'unclear'
    readonly evidence: readonly Evidence[]
    readonly confidence: number
  }
  /** the circulation, where the caller has it already */
  readonly circulation?: Circulation
}

export type ResaleVerdict = 'yes' | 'likely' | 'no-evidence'

export interface ExposureJudgement {
  readonly resale: ResaleVerdict
  /** 0 to 1 */
  readonly confidence: number
  /** what carries the verdict first, each with the source that told it */
  readonly evidence: readonly SourcedEvidence[]
  /** `YYYY-MM-DD`, always there for `yes` and `likely` unless no event has any date */
  readonly lastOfferedOn?: string
  /** where that day comes from: written beside the offer, the day the source published it, or the event's own */
  readonly lastOfferedFrom?: 'text' | 'published' | 'event'
  /** last offered more than 24 months before `now` */
  readonly historical: boolean
  /** known only from compilations of data that is older elsewhere; the day of the older incident */
  readonly recycledFrom?: string
  /** strongest circulation of all events together */
  readonly circulation: Circulation['level']
}

export interface SourcedEvidence extends Evidence {
  readonly source: string
  readonly event: string
}

export interface ExposureQuestion {
  readonly kind: SelectorKind
  /** the events of one incident, the selector's and those about the city */
  readonly events: readonly SeenEvent[]
  /** set when `findRecycled` found older data behind it */
  readonly recycledFrom?: string
  readonly now: Date
}

const historicalAfterMonths = 24

/** Judges one exposure. Pure: the same question and `now` give the same answer. */
export function judgeExposure(question: ExposureQuestion): ExposureJudgement {
  const { kind, events, recycledFrom, now } = question
  const readings = events.map((seen) => read(seen, kind))
  const circulation = levels.find((level) => readings.some((reading) => reading.circulation.level === level)) ?? 'none'
  const recycled = recycledFrom === undefined ? {} : { recycledFrom }

  const verdicts = recycledFrom === undefined ? readings.filter((reading) => reading.resale !== 'no-evidence') : []
  const resale = verdicts.some((reading) => reading.resale === 'yes')
    ? 'yes'
    : verdicts.length > 0
      ? 'likely'
      : 'no-evidence'
  if (resale === 'no-evidence') {
    const evidence = readings.flatMap((reading) => reading.evidence)
    return {
      resale,
      confidence: doubtOf(readings, recycledFrom),
      evidence,
      historical: false,
      ...recycled,
      circulation,
    }
  }

  const decisive = verdicts.filter((reading) => reading.resale === resale)
  const others = readings.filter((reading) => !decisive.includes(reading))
  const last = verdicts.flatMap((reading) => reading.offered ?? []).sort((a, b) => b.on.localeCompare(a.on))[0]
  return {
    resale,
    confidence: Math.max(...decisive.map((reading) => reading.confidence)),
    evidence: [...decisive, ...others].flatMap((reading) => reading.evidence),
    ...(last === undefined ? {} : { lastOfferedOn: last.on, lastOfferedFrom: last.from }),
    historical: last !== undefined && last.on < monthsBefore(now, historicalAfterMonths),
    circulation,
  }
}

const levels = ['for-sale', 'traded', 'leaked', 'none'] as const
const offers: readonly PostLabel[] = [
  'sale_offer',
  'auction',
  'stealer_logs',
  'access_sale',
  'combo_ulp',
  'lookup_service',
]

interface Reading {
  readonly circulation: Circulation
  readonly resale: ResaleVerdict
  readonly confidence: number
  readonly evidence: readonly SourcedEvidence[]
  readonly offered: { readonly on: string; readonly from: 'text' | 'published' | 'event' } | undefined
}

function read(seen: SeenEvent, kind: SelectorKind): Reading {
  const circulation = seen.circulation ?? assessEvent(seen.event)
  const offer =
    seen.post !== undefined && seen.post.commercial === 'yes' && offers.includes(seen.post.label)
      ? seen.post
      : undefined
  const own = offer === undefined ? circulation.evidence : [...offer.evidence, ...circulation.evidence]
  const evidence = own.map((one) => ({ ...one, source: seen.source, event: seen.event.key }))
  const resale = verdictOf(seen, kind, circulation, offer !== undefined)
  const confidence = offer === undefined ? circulation.confidence : Math.max(offer.confidence, circulation.confidence)
  return { circulation, resale, confidence, evidence, offered: offeredOn(seen.event, circulation) }
}

function verdictOf(seen: SeenEvent, kind: SelectorKind, circulation: Circulation, offer: boolean): ResaleVerdict {
  if (seen.event.nature === 'spam-list' || seen.event.flags?.includes('fabricated') === true) return 'no-evidence'
  if (offer || circulation.level === 'for-sale') {
    return seen.selectorSeen && coversKind(seen, kind) ? 'yes' : 'likely'
  }
  return circulation.level === 'traded' && seen.selectorSeen ? 'likely' : 'no-evidence'
}

const kindWords: Readonly<Record<SelectorKind, RegExp>> = {
  email: /e-?mail|user ?name|login|password|credential/i,
  phone: /phone|mobile|sms|imsi|imei/i,
  domain: /./,
  organisation: /./,
}

/** An event that lists classes without the selector's own was not about it; one that lists none may be. */
function coversKind(seen: SeenEvent, kind: SelectorKind): boolean {
  const classes = seen.dataClasses ?? seen.event.dataClasses
  return classes.length === 0 || classes.some((word) => kindWords[kind].test(word))
}

/** The day written beside the offer; else the day the source published it, by when the offer was there; else the event's. */
function offeredOn(event: SourceEvent, circulation: Circulation): Reading['offered'] {
  const published = event.addedAt?.slice(0, 10)
  if (circulation.saidOn !== undefined && (published === undefined || circulation.saidOn <= published)) {
    return { on: circulation.saidOn, from: 'text' }
  }
  if (published !== undefined) return { on: published, from: 'published' }
  return event.occurredOn === undefined ? undefined : { on: event.occurredOn, from: 'event' }
}

function doubtOf(readings: readonly Reading[], recycledFrom: string | undefined): number {
  if (recycledFrom !== undefined) return 0.8
  return readings.length === 0 ? 0.3 : Math.max(...readings.map((reading) => reading.confidence))
}

function monthsBefore(now: Date, months: number): string {
  const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, now.getUTCDate()))
  return day.toISOString().slice(0, 10)
}
