/**
 * How the data of an event goes round: for sale, traded, published once, or nothing said. Read from what a source tells
 * of it (title, description) and from its nature; the strongest level that words or structure support is taken.
 *
 * A victim that is itself a market, a forum or a data broker is not resale, nor is a denial; the vetoes of each language
 * say so.
 */
import type { SourceEvent } from '../domain/index.ts'
import { type Evidence, quoteHit } from './evidence.ts'
import type { CirculationLevel, CirculationPack, CirculationRule } from './rules/contract.ts'
import { circulation as english } from './rules/en.ts'
import { circulation as french } from './rules/fr.ts'
import { findHits, type Hit, overlaps } from './rules/match.ts'
import { circulation as russian } from './rules/ru.ts'
import { type Folded, fold } from './text/fold.ts'

export interface Circulation {
  readonly level: CirculationLevel
  /** 0 to 1; low where nothing was told, as `none` then means only that */
  readonly confidence: number
  /** what supports the level first, then weaker levels; empty for `none` */
  readonly evidence: readonly Evidence[]
  /** date of the sentence that supports the level, `YYYY-MM-DD` (a month or a year counts from its first day) */
  readonly saidOn?: string
}

export const circulationLevels = ['for-sale', 'traded', 'leaked', 'none'] as const satisfies readonly CirculationLevel[]

const packs: readonly CirculationPack[] = [english, french, russian]

/** A description longer than this says at its beginning what it has to say. */
const descriptionRead = 20_000

/** What an event, as one source tells it, supports about the circulation of its data. */
export function assessEvent(event: SourceEvent): Circulation {
  const description = (event.description ?? '').slice(0, descriptionRead)
  const told = readDescription(description)
  const supported = [...told.supported, ...structure(event)]
  const level = circulationLevels.find((wanted) => supported.some((support) => support.says === wanted)) ?? 'none'
  if (level === 'none') return { level, confidence: nothingSaid(description), evidence: [] }

  const ordered = [...supported].sort((a, b) => rank(a.says) - rank(b.says) || b.strength - a.strength)
  const decisive = ordered.filter((support) => support.says === level)
  const saidOn = decisive.map((support) => support.saidOn).find((date) => date !== undefined)
  return {
    level,
    confidence: together(decisive.map((support) => support.strength)),
    evidence: ordered.map((support) => support.evidence),
    ...(saidOn === undefined ? {} : { saidOn }),
  }
}

function rank(level: CirculationLevel): number {
  return circulationLevels.indexOf(level)
}

interface Support {
  readonly says: Exclude<CirculationLevel, 'none'>
  readonly strength: number
  readonly evidence: Evidence
  readonly saidOn?: string | undefined
}

function readDescription(description: string): { supported: readonly Support[] } {
  if (description === '') return { supported: [] }
  const folded = fold(description)
  return { supported: packs.flatMap((pack) => supportsOf(pack, folded)) }
}

function supportsOf(pack: CirculationPack, folded: Folded): readonly Support[] {
  const hits = findHits(pack.rules, pack.words, folded)
  if (hits.length === 0) return []
  const vetoes = findHits(pack.vetoes, pack.words, folded)
  const standing = hits.filter(
    (hit) => !vetoes.some((veto) => overlaps(hit, veto) && veto.rule.takesFrom.includes(hit.rule.says)),
  )
  return strongestOfEachRule(standing).map((hit) => ({
    says: hit.rule.says,
    strength: hit.rule.strength,
    evidence: quoteHit(hit, folded, 'description', pack.language),
    saidOn: dateNear(folded.text, hit.start),
  }))
}

/** A rule that fires twice says it once. */
function strongestOfEachRule(hits: readonly Hit<CirculationRule>[]): readonly Hit<CirculationRule>[] {
  const first = new Map<string, Hit<CirculationRule>>()
  for (const hit of hits) if (!first.has(hit.rule.id)) first.set(hit.rule.id, hit)
  return [...first.values()]
}

/** What the nature of an event says by itself. A spam list says nothing: many were bought, scraped or left open. */
function structure(event: SourceEvent): readonly Support[] {
  const strength = { 'stealer-log': 0.9, 'combo-list': 0.85 }
  if (event.nature !== 'stealer-log' && event.nature !== 'combo-list') return []
  return [
    {
      says: 'traded',
      strength: strength[event.nature],
      evidence: { rule: `nature.${event.nature}`, words: event.nature, field: 'nature' },
    },
  ]
}

/** Independent signs add up, but never to certainty. */
function together(strengths: readonly number[]): number {
  const doubt = strengths.slice(0, 3).reduce((left, strength, index) => left * (1 - strength / (index + 1)), 1)
  return round(Math.min(0.99, 1 - doubt))
}

function nothingSaid(description: string): number {
  if (description.trim() === '') return 0.3
  return description.length < 80 ? 0.6 : 0.9
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

const months: Readonly<Record<string, string>> = {
  jan: '01',
  fev: '02',
  feb: '02',
  mar: '03',
  avr: '04',
  apr: '04',
  mai: '05',
  may: '05',
  juin: '06',
  jun: '06',
  juil: '07',
  jul: '07',
  aou: '08',
  aug: '08',
  sep: '09',
  oct: '10',
  nov: '11',
  dec: '12',
}
const monthAndYear =
  /\b(?:(\d{1,2})(?:er|st|nd|rd|th)? )?(jan|fev|feb|mar|avr|apr|mai|may|juin|jun|juil|jul|aou|aug|sep|oct|nov|dec)[a-z]{0,7}\.?,? (?:of )?((?:19|20)\d\d)\b/g
const bareYear = /\b(?:in|en|early|late|mid|debut|fin|of|since|depuis)[ -]((?:19|20)\d\d)\b/g

const breachWords = /\b(?:breach|hack|compromis|incident|scrap|suffer|intrusion|pirat|attaqu|взлом)/

/**
 * The date written in the sentence of `at`, nearest to it. A date parted from the words by the breach itself ("In May 2018
 * it suffered a breach which was later sold") is the breach's, and does not count.
 */
function dateNear(text: string, at: number): string | undefined {
  const start = Math.max(text.lastIndexOf('. ', at) + 1, at - 400, 0)
  const stop = text.indexOf('. ', at)
  const sentence = text.slice(start, Math.min(stop < 0 ? text.length : stop, at + 400))
  const place = at - start
  const dates = [...sentence.matchAll(monthAndYear), ...sentence.matchAll(bareYear)]
    .filter((date) => !breachWords.test(sentence.slice(Math.min(date.index, place), Math.max(date.index, place))))
    .sort((a, b) => Math.abs(a.index - place) - Math.abs(b.index - place))
  const nearest = dates[0]
  if (nearest === undefined) return undefined
  if (nearest.length === 2) return `${nearest[1]}-01-01`
  const month = months[nearest[2]!] ?? months[nearest[2]!.slice(0, 3)]!
  return `${nearest[3]}-${month}-${(nearest[1] ?? '1').padStart(2, '0')}`
}
