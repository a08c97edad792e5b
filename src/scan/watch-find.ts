/**
 * One text against all that is watched. It is held in memory, matched, and dropped; of one in which somebody is found, a
 * verdict is kept with the words of our own rules that carry it.
 *
 * A place that tells of victims (claims, reports) has the victim's name first, then its domain: who is met further down is
 * mentioned, and is not the victim.
 */
import { createHash } from 'node:crypto'
import { assessPost } from '../assess/index.ts'
import { describeRecord } from '../corpus/index.ts'
import { canonicalizeDomain, type PostReading, type SelectorKind, type SourceEvent } from '../domain/index.ts'
import { decodeText, detectEncoding, type Hit, type OrganisationHit } from '../matcher/index.ts'
import { type ShownTerm, safeQuote, skeletonOf } from './watch-excerpt.ts'
import type { Watched } from './watchword.ts'

export interface ReadText {
  readonly body: Uint8Array
  readonly status: number
  /** ISO 8601 UTC */
  readonly readAt: string
}

export interface FoundSelector {
  readonly ref: number
  /** classes of data beside it, in the vocabulary of HIBP */
  readonly dataClasses: readonly string[]
  /** met in a text about another victim */
  readonly mentioned: boolean
}

export interface Found {
  readonly selectors: readonly FoundSelector[]
  readonly post: PostReading
}

/** `undefined` when nobody is in it. */
export function findIn(read: ReadText, event: SourceEvent, watched: Watched): Found | undefined {
  const text = decodeText(read.body)
  // offsets must count what is quoted from: two bytes a character are made one
  const bytes = detectEncoding(read.body) === 'bytes' ? Buffer.from(read.body) : Buffer.from(text)
  // spellings that name a selector only by a rule (a tag, masked digits) are not it
  const hits = watched.matcher.match(bytes).filter(({ variant }) => variant !== true)
  const names = watched.organisations.match(text)
  if (hits.length === 0 && names.length === 0) return undefined
  const head = headLines(text, event)
  return {
    selectors: [...selectorsIn(hits, bytes, head), ...namesIn(names, head)],
    post: readingOf(read, text, hits, names, bytes, watched),
  }
}

const classOf: Readonly<Partial<Record<SelectorKind, string>>> = { email: 'Email addresses', phone: 'Phone numbers' }
/** lines of one selector that are looked at for what stands beside it */
const recordsRead = 20

function selectorsIn(hits: readonly Hit[], bytes: Buffer, head: number): readonly FoundSelector[] {
  return Array.from(
    Map.groupBy(hits, ({ ref }) => ref),
    ([ref, own]) => {
      const classes = new Set<string>()
      for (const { kind, offset, length } of own.slice(0, recordsRead)) {
        const usual = classOf[kind]
        if (usual !== undefined) classes.add(usual)
        // who stands in one line with a domain is somebody else
        if (kind === 'domain') continue
        for (const name of describeRecord(bytes, offset, offset + length, 0, bytes.length, undefined).classes) {
          classes.add(name)
        }
      }
      return { ref, dataClasses: [...classes], mentioned: own.every(({ line }) => line > head) }
    },
  )
}

function namesIn(names: readonly OrganisationHit[], head: number): readonly FoundSelector[] {
  return Array.from(
    Map.groupBy(names, ({ ref }) => ref),
    ([ref, own]) => ({
      ref,
      dataClasses: [],
      mentioned: own.every(({ line }) => line > head),
    }),
  )
}

/** a title, a victim, a domain */
const longestHead = 3

/** How many lines name the victim; all of them in a text that has none. */
function headLines(text: string, { nature, domain }: SourceEvent): number {
  if (nature !== 'claim' && domain === undefined) return Number.POSITIVE_INFINITY
  const lines = text.split('\n', longestHead)
  const site = lines.findIndex((line) => {
    const form = canonicalizeDomain(line)
    return form.ok && form.canonical === domain
  })
  return Math.max(site, 0) + 1
}

function readingOf(
  { body, status, readAt }: ReadText,
  text: string,
  hits: readonly Hit[],
  names: readonly OrganisationHit[],
  bytes: Buffer,
  { terms }: Watched,
): PostReading {
  const verdict = assessPost(text, { watchTerms: [...terms.values()] })
  // words of a language say more to a reader than an amount or a count of lines
  const evidence = verdict.evidence
    .filter(({ rule }) => !rule.startsWith('city.'))
    .toSorted((a, b) => Number(a.language === undefined) - Number(b.language === undefined))
  const record = hits.find(({ kind }) => kind !== 'domain') ?? hits[0]
  return {
    readAt,
    sha256Hex: createHash('sha256').update(body).digest('hex'),
    status,
    label: verdict.label,
    commercial: verdict.commercial,
    confidence: verdict.confidence,
    evidence: evidence.map(({ rule, words, language }) => ({
      rule,
      words: safeQuote(words),
      ...(language === undefined ? {} : { language }),
    })),
    excerpt: skeletonOf(
      text,
      evidence.flatMap(({ at }) => at ?? []),
      shownTerms(text, hits, names, terms),
      record && { bytes, place: record },
    ),
  }
}

function shownTerms(
  text: string,
  hits: readonly Hit[],
  names: readonly OrganisationHit[],
  terms: ReadonlyMap<number, string>,
): readonly ShownTerm[] {
  const lower = text.toLowerCase()
  const domains = new Set(hits.filter(({ kind }) => kind === 'domain').map(({ ref }) => ref))
  return [
    ...names.map(({ ref, offset, length }) => ({ offset, length, shown: terms.get(ref)! })),
    ...[...domains].flatMap((ref) => hostsIn(lower, terms.get(ref)!)),
  ]
}

const hostsShown = 5

/** Where a domain stands by itself: in an address it is part of somebody's. */
function hostsIn(lower: string, domain: string): readonly ShownTerm[] {
  const found: ShownTerm[] = []
  for (let at = lower.indexOf(domain); at !== -1 && found.length < hostsShown; at = lower.indexOf(domain, at + 1)) {
    const isAlone = !/[\w@.-]/.test(lower[at - 1] ?? '') && !/[\w-]/.test(lower[at + domain.length] ?? '')
    if (isAlone) found.push({ offset: at, length: domain.length, shown: domain })
  }
  return found
}
