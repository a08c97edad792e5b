/**
 * One query, from its first page to what is recorded of it.
 *
 * Each page is committed before the next one is asked for, with the place to go on from. A covered selector is `present` as
 * soon as a page names it; it becomes `absent` only after the last page of an answer in which no row was bad and nothing cut
 * off. Whatever else remains is `failed`, with the reason, and what was present stays.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import {
  AuthError,
  BudgetError,
  ContractError,
  type FailedReason,
  InterruptedError,
  type SelectorKind,
  type Sighting,
  SourceError,
  type SourceEvent,
} from '../domain/index.ts'
import type { SourceNet } from '../net/index.ts'
import type { AskSource, Page, Query } from '../sources/index.ts'
import type { AnswerRecord, CoverageStore, SightingRecord } from '../store/index.ts'
import type { Channel } from './channel.ts'
import type { Committer } from './commit.ts'
import type { EventBook } from './events.ts'

export interface AskParts {
  // biome-ignore lint/suspicious/noExplicitAny: the account is the adapter's own
  readonly source: AskSource<any>
  readonly net: SourceNet
  readonly coverage: CoverageStore
  readonly committer: Committer
  readonly book: EventBook
  /** the source's clock, as numbered by the store */
  readonly version: number
  /** Unix seconds */
  readonly nowS: () => number
  /** canonical addresses that lists hold and that are not asked about any more: neither covered nor strangers */
  readonly expired: ReadonlySet<string>
  /** a request of this query has left */
  readonly onLeft: () => void
  /** before the next page of an answer, when the one before cost so much. @throws BudgetError */
  readonly mustAffordPage: (credits: number) => void
  /** after each page that was committed */
  readonly onPage: (page: { readonly present: number; readonly requests: number; readonly credits: number }) => void
}

/** an answer that never ends is none */
const mostPages = 10_000
/** what a source kept of a paged answer may be another one by then */
const longestResumeS = 86_400

/**
 * @throws SourceError after what is known of the answer was committed
 * @throws InterruptedError with nothing committed but the pages that were whole, and what the source was told
 */
export async function askQuery(parts: AskParts, query: Query, channel: Channel): Promise<void> {
  const answer = await openAnswer(parts, query, channel)
  try {
    for await (const page of parts.source.ask(query, answer.net, answer.cursor)) {
      if (await answer.take(page)) return
      parts.mustAffordPage(page.credits ?? 0)
    }
    throw new ContractError(parts.source.id, `${parts.source.id}: the answer has no last page`)
  } catch (error) {
    if (error instanceof SourceError) await answer.failed(reasonOf(error, answer.pages))
    if (error instanceof InterruptedError) await answer.interrupted()
    throw error
  }
}

/** The key refused, or our budget used, is what it is even after a page; anything else that breaks off leaves a part of an answer. */
function reasonOf(error: SourceError, pages: number): FailedReason {
  const isWhole = error instanceof AuthError || error instanceof BudgetError
  return pages > 0 && !isWhole ? 'partial' : (error.code as FailedReason)
}

async function openAnswer(parts: AskParts, query: Query, channel: Channel): Promise<Answer> {
  const { cost, endpoint, target } = query
  const mayBePaged = cost.requests > 1 || cost.maxRequests !== undefined
  const kept = mayBePaged ? await parts.coverage.cursor(channel.number, endpoint, target) : undefined
  return new Answer(parts, query, channel, kept)
}

/**
 * Where a paged answer stopped, kept as JSON. Good for anybody it covered then: those that a page has named meanwhile are
 * answered, and not covered any more.
 */
interface Bookmark {
  readonly askedAt: number
  /** packed refs */
  readonly covers: string
  readonly badRows: boolean
  readonly truncated: boolean
  readonly next: string
}

function refsOf({ covers }: Query): ReadonlyMap<SelectorKind, ReadonlyMap<string, number>> {
  const refs = new Map<SelectorKind, Map<string, number>>()
  for (const { kind, canonical, ref } of covers) {
    const ofKind = refs.get(kind) ?? new Map<string, number>()
    refs.set(kind, ofKind.set(canonical, ref))
  }
  return refs
}

class Answer {
  readonly #parts: AskParts
  readonly #query: Query
  readonly #channel: Channel
  /** ref by canonical form, one map for each kind; made with the first sighting: a question about all of the lists mostly has none */
  #covers: ReadonlyMap<SelectorKind, ReadonlyMap<string, number>> | undefined
  readonly #present = new Set<number>()
  readonly #wasPresent: readonly number[]
  #askedAt: number
  #badRows = false
  #truncated = false
  #isBookmarked = false
  #packedCovers: string | undefined
  /** pages taken in this run */
  pages = 0
  readonly cursor: string | undefined
  /** the source's, and sees whether anything left */
  readonly net: SourceNet
  #told: 'no' | 'yes' | 'recorded' = 'no'

  constructor(parts: AskParts, query: Query, channel: Channel, kept: string | undefined) {
    this.#parts = parts
    this.#query = query
    this.#channel = channel
    const wasPresent: number[] = []
    for (const { ref } of query.covers) if (channel.wasPresent(ref)) wasPresent.push(ref)
    this.#wasPresent = wasPresent
    this.#askedAt = parts.nowS()
    this.#isBookmarked = kept !== undefined
    const { discloses } = query
    this.net = {
      request: (request) =>
        parts.net.request({
          ...request,
          onLeft: () => {
            parts.onLeft()
            if (discloses !== 'nothing' && this.#told === 'no') this.#told = 'yes'
          },
        }),
    }
    const bookmark = kept === undefined ? undefined : this.#usable(JSON.parse(kept) as Bookmark)
    if (bookmark === undefined) return
    this.cursor = bookmark.next
    this.#askedAt = bookmark.askedAt
    this.#badRows = bookmark.badRows
    this.#truncated = bookmark.truncated
    const { answeredAt } = channel.columns
    for (const ref of this.#wasPresent) if (answeredAt[ref]! >= this.#askedAt) this.#present.add(ref)
  }

  /** @returns true when it was the last one */
  async take(page: Page): Promise<boolean> {
    this.pages++
    this.#badRows ||= page.badRows > 0
    this.#truncated ||= page.truncated
    const isLast = page.next === undefined
    const { sightings, strangers } = this.#sort(page.sightings)
    const present = [...new Set(sightings.map(({ ref }) => ref))].filter((ref) => !this.#present.has(ref))
    for (const ref of present) this.#present.add(ref)
    const at = this.#parts.nowS()
    const rest = isLast ? this.#rest() : {}
    await this.#commit({
      at,
      events: [...page.events, ...this.#missing(page)],
      sightings,
      strangers,
      // on the last page at least, seen again in this answer, so that all of them are of one instant
      present: isLast ? [...this.#present] : present,
      ...rest,
      ...(isLast && this.#isWhole() ? { recheck: this.#wasPresent } : {}),
      cursor: this.#cursorAfter(page.next),
      requests: page.requests,
      credits: page.credits ?? 0,
    })
    this.#parts.onPage({ present: present.length, requests: page.requests, credits: page.credits ?? 0 })
    if (!isLast && this.pages >= mostPages) {
      throw new ContractError(this.#parts.source.id, `${this.#parts.source.id}: more than ${mostPages} pages`)
    }
    return isLast
  }

  /** Keeps what was present, and the bookmark: the next attempt goes on from it. */
  async failed(reason: FailedReason): Promise<void> {
    await this.#commit({
      at: this.#parts.nowS(),
      events: [],
      sightings: [],
      unanswered: { state: { answer: 'failed', reason }, refs: this.#unseen() },
      requests: 0,
      credits: 0,
    })
  }

  /** What left before the interruption was told, though nothing came of it. */
  async interrupted(): Promise<void> {
    if (this.#told !== 'yes') return
    await this.#commit({ at: this.#parts.nowS(), events: [], sightings: [], requests: 0, credits: 0 })
  }

  async #commit(what: {
    readonly at: number
    readonly events: readonly SourceEvent[]
    readonly sightings: readonly (Sighting & { readonly ref: number })[]
    readonly strangers?: ReadonlyMap<string, number>
    readonly present?: readonly number[]
    readonly absent?: readonly number[]
    readonly unanswered?: NonNullable<AnswerRecord['unanswered']>
    readonly recheck?: readonly number[]
    readonly cursor?: AnswerRecord['cursor']
    readonly requests: number
    readonly credits: number
  }): Promise<void> {
    const { source, committer, book, version } = this.#parts
    const { events, sightings, strangers, cursor, ...rest } = what
    const id = (key: string) => book.row(source.id, key)!.id
    const { covers, discloses, coversDomain, target } = this.#query
    const told = this.#told === 'yes' ? { told: { discloses, refs: covers.map(({ ref }) => ref) } } : undefined
    await committer.add({
      source: source.id,
      events,
      build: () => ({
        channel: this.#channel.number,
        version,
        askedAt: this.#askedAt,
        ...rest,
        ...told,
        sightings: sightings.map(
          ({ ref, event, dataClasses, details }): SightingRecord => ({
            ref,
            event: id(event),
            ...(dataClasses === undefined ? {} : { dataClasses }),
            ...(details === undefined ? {} : { details }),
          }),
        ),
        ...(strangers === undefined || coversDomain === undefined
          ? {}
          : {
              target,
              strangers: [...strangers].map(([event, count]) => ({ event: id(event), count })),
            }),
        ...(cursor === undefined ? {} : { cursor }),
      }),
    })
    if (told !== undefined) this.#told = 'recorded'
    this.#channel.answered(what.present ?? [], 'present', what.at, version)
    this.#channel.answered(what.absent ?? [], 'absent', what.at, version)
    if (what.unanswered !== undefined) this.#channel.noted(what.unanswered.refs, what.unanswered.state, what.at)
  }

  /** Those of watched selectors, and for a whole domain how many others each event has. */
  #sort(sightings: readonly Sighting[]): {
    readonly sightings: readonly (Sighting & { readonly ref: number })[]
    readonly strangers: ReadonlyMap<string, number>
  } {
    const ours: (Sighting & { readonly ref: number })[] = []
    const strangers = new Map<string, number>()
    for (const sighting of sightings) {
      const { kind, canonical, event } = sighting
      this.#covers ??= refsOf(this.#query)
      const ref = this.#covers.get(kind)?.get(canonical)
      if (ref !== undefined) ours.push({ ...sighting, ref })
      else if (kind !== 'domain' && !this.#parts.expired.has(canonical)) {
        strangers.set(event, (strangers.get(event) ?? 0) + 1)
      }
    }
    return { sightings: ours, strangers }
  }

  /** Events that the page names and nobody has described. Their names will come with the next catalogue. */
  #missing(page: Page): readonly SourceEvent[] {
    const told = new Set(page.events.map(({ key }) => key))
    const keys = new Set(page.sightings.map(({ event }) => event))
    return [...keys]
      .filter((key) => !told.has(key) && this.#parts.book.row(this.#parts.source.id, key) === undefined)
      .map((key) => ({ key, title: key, nature: 'breach', dataClasses: [] }))
  }

  #rest(): { readonly absent: readonly number[] } | { readonly unanswered: NonNullable<AnswerRecord['unanswered']> } {
    if (this.#isWhole()) return { absent: this.#unseen() }
    const reason = this.#badRows ? 'malformed' : 'partial'
    return { unanswered: { state: { answer: 'failed', reason }, refs: this.#unseen() } }
  }

  #isWhole(): boolean {
    return !this.#badRows && !this.#truncated
  }

  #unseen(): readonly number[] {
    return this.#query.covers.map(({ ref }) => ref).filter((ref) => !this.#present.has(ref))
  }

  #cursorAfter(next: string | undefined): AnswerRecord['cursor'] {
    const { endpoint, target } = this.#query
    if (next === undefined) return this.#isBookmarked ? { endpoint, target, next } : undefined
    this.#isBookmarked = true
    const bookmark: Bookmark = {
      askedAt: this.#askedAt,
      covers: this.#covered(),
      badRows: this.#badRows,
      truncated: this.#truncated,
      next,
    }
    return { endpoint, target, next: JSON.stringify(bookmark) }
  }

  /** A selector that joined the covers since may have been on a page that will not be read again. */
  #usable(bookmark: Bookmark): Bookmark | undefined {
    const ageS = this.#parts.nowS() - bookmark.askedAt
    if (ageS < 0 || ageS > longestResumeS) return undefined
    const covered = unpackRefs(bookmark.covers)
    if (!this.#query.covers.every(({ ref }) => covered.has(ref))) return undefined
    this.#packedCovers = bookmark.covers
    return bookmark
  }

  #covered(): string {
    this.#packedCovers ??= packRefs(this.#query.covers.map(({ ref }) => ref))
    return this.#packedCovers
  }
}

/** Steps from one ref to the next are mostly equal, and nearly vanish when they are deflated. */
function packRefs(refs: readonly number[]): string {
  const sorted = Uint32Array.from(refs).sort()
  const steps = sorted.map((ref, index) => ref - (index === 0 ? 0 : sorted[index - 1]!))
  return deflateRawSync(new Uint8Array(steps.buffer)).toString('base64')
}

function unpackRefs(packed: string): ReadonlySet<number> {
  const bytes = inflateRawSync(Buffer.from(packed, 'base64'))
  const refs = new Set<number>()
  let ref = 0
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    ref += bytes.readUInt32LE(at)
    refs.add(ref)
  }
  return refs
}
