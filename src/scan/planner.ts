/**
 * What is to be asked of one source, in the order in which it matters, planned a few thousand selectors at a time: a list of
 * a million is never planned as a whole, and the first question leaves while the last selector is still a row of bytes.
 *
 * 1. Domains that can be searched whole, and sites whose users can be told. Their answers cover addresses all over the lists,
 *    so all of these go into the plan at once, and each is asked once.
 * 2. Selectors that were never answered, in the order of the lists: staff before residents.
 * 3. Those whose answer is past its time, oldest first (by day, and staff first within a day).
 */
import { createHash } from 'node:crypto'
import { allowedDisclosure, type Disclosure, mayDisclose, type Population, selectorKinds } from '../domain/index.ts'
import type { AskSource, PlanSelector, Query, Skip, SourceSettings } from '../sources/index.ts'
import type { UnansweredState } from '../store/index.ts'
import { type DueRule, isSkip } from './cell.ts'
import type { Channel } from './channel.ts'
import type { Roster } from './roster.ts'

export interface PlannerParts {
  // biome-ignore lint/suspicious/noExplicitAny: the account is the adapter's own
  readonly source: AskSource<any>
  readonly account: unknown
  readonly settings: SourceSettings
  readonly roster: Roster
  readonly channels: ReadonlyMap<string, Channel>
  readonly rule: DueRule
  readonly populations: readonly Population[]
  /** by `Roster.sets`: whether its selectors take part in this run */
  readonly selected: readonly boolean[]
}

/** A query to ask, or what is not going to be asked; either way the cells are this run's from now on. */
export type Step =
  | {
      readonly type: 'query'
      readonly query: Query
      readonly channel: Channel
      /** covered cells that are due */
      readonly due: number
      /** addresses of the lists under the domain that the query covers, whose time is over: not asked about, and no strangers */
      readonly expired: ReadonlySet<string>
    }
  | { readonly type: 'skip'; readonly channel: Channel; readonly state: UnansweredState; readonly refs: number[] }
  /** nothing: planning takes its time, and others may want theirs */
  | { readonly type: 'breath' }

/** small enough for the first question to leave at once; then large enough for neighbours to share a prefix */
const firstWave = 4_096
const laterWaves = 32_768
const breathEvery = 4_096
const dayS = 86_400
const nobody: ReadonlySet<string> = new Set()

export class Planner {
  readonly #parts: PlannerParts
  /** by `Roster.sets` */
  readonly #allowed: readonly Disclosure[]
  /** by kind number */
  readonly #takesKind: readonly boolean[]
  /** watched domains: part of every plan, since plans look for what is under them. Picked with the first step */
  #domainSelectors: readonly PlanSelector[] = []
  /** refs of those that are no part of this run */
  readonly #onlyForContext = new Set<number>()
  /** by number of domain; made when a domain is searched */
  #expired: ReadonlyMap<number, ReadonlySet<string>> | undefined

  constructor(parts: PlannerParts) {
    this.#parts = parts
    this.#allowed = parts.roster.sets.map((set) => strictest(set, parts.populations, parts.source.id))
    this.#takesKind = selectorKinds.map((kind) => parts.source.kinds.includes(kind))
  }

  /** Changes with anything that a decision not to ask hangs on. */
  static fingerprint(parts: Omit<PlannerParts, 'channels' | 'rule' | 'roster'>, listsVersion: number): string {
    const { source, account, settings, populations, selected } = parts
    const rules = populations.map(({ name }) => [name, strictest([name], populations, source.id)])
    const facts = [source.contractReadOn, account, settings, rules, selected, listsVersion]
    return createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 22)
  }

  /** Positions of selectors with a question that is due, in order. */
  due(): Uint32Array {
    const { roster, rule } = this.#parts
    // in most nights little is due: what it takes is not set aside for all of the lists
    let keys = new Float64Array(1_024)
    let count = 0
    for (let position = 0; position < roster.size; position++) {
      if (!this.#takesPart(position)) continue
      const rank = this.#rank(roster.refs[position]!, rule)
      if (rank === undefined) continue
      if (count === keys.length) {
        const longer = new Float64Array(Math.min(2 * count, roster.size))
        longer.set(keys)
        keys = longer
      }
      keys[count++] = rank * roster.size + position
    }
    return Uint32Array.from(keys.subarray(0, count).sort(), (key) => key % roster.size)
  }

  /** Cells that are due: what progress is measured by. */
  countDue(positions: Uint32Array): number {
    const { roster, channels, rule } = this.#parts
    let count = 0
    for (const position of positions) {
      for (const channel of channels.values()) if (channel.isDue(roster.refs[position]!, rule)) count++
    }
    return count
  }

  /** Cells of this run with an answer that is good enough. */
  countFresh(channel: Channel): number {
    const { roster, rule } = this.#parts
    let count = 0
    for (let position = 0; position < roster.size; position++) {
      const ref = roster.refs[position]!
      const isAnswered = (channel.columns.answer[ref] ?? 0) !== 0
      if (isAnswered && this.#takesPart(position) && !channel.isDue(ref, rule)) count++
    }
    return count
  }

  /** The texts of the lists must have been read, unless nothing is due. */
  *steps(positions: Uint32Array): Generator<Step> {
    if (positions.length === 0) return
    this.#domainSelectors = this.#pickDomainSelectors()
    yield* this.#wideSteps(positions)
    for (let from = 0; from < positions.length; ) {
      const to = from === 0 ? firstWave : from + laterWaves
      yield* this.#wave(positions.subarray(from, to))
      from = to
    }
  }

  *#wideSteps(positions: Uint32Array): Generator<Step> {
    const { roster } = this.#parts
    const { domains, channels } = this.#wideQueries()
    const isOfDomain = (position: number) => domains[roster.domainOf(position)] === 1
    const isForAll = [...channels].some((channel) =>
      positions.some((position) => this.#isDue(channel, roster.refs[position]!)),
    )
    if (!isForAll && !positions.some(isOfDomain)) return
    const members = [...this.#domainSelectors]
    const known = new Set(members.map(({ ref }) => ref))
    for (let position = 0; position < roster.size; position++) {
      if (!(isForAll || isOfDomain(position)) || !this.#isAskable(position)) continue
      if (!known.has(roster.refs[position]!)) members.push(this.#selector(position))
    }
    let passed = 0
    for (const planned of this.#plan(members)) {
      if (isWide(planned)) yield* this.#take(planned)
      else if (++passed % breathEvery === 0) yield { type: 'breath' }
    }
  }

  /**
   * Domains that are searched whole, by their number, and questions that are asked about everybody at once. Found by planning
   * somebody who does not exist under each domain: nothing of it is asked.
   */
  #wideQueries(): { readonly domains: Uint8Array; readonly channels: ReadonlySet<Channel> } {
    const { roster } = this.#parts
    const numbers = new Map(roster.domains.map((domain, number) => [domain, number]))
    const nobodies = roster.domains
      .slice(1)
      .map((domain): PlanSelector => ({ ref: 0, kind: 'email', canonical: `x@${domain}`, allowed: 'nothing' }))
    const domains = new Uint8Array(roster.domains.length)
    const channels = new Set<Channel>()
    for (const planned of this.#plan([...this.#domainSelectors, ...nobodies])) {
      if (!isWide(planned)) continue
      if (planned.coversSites !== undefined) channels.add(this.#channel(planned.question))
      if (planned.coversDomain === undefined) continue
      for (const { canonical } of planned.covers) {
        domains[numbers.get(canonical.slice(canonical.lastIndexOf('@') + 1)) ?? 0] = 1
      }
    }
    domains[0] = 0
    return { domains, channels }
  }

  *#wave(positions: Uint32Array): Generator<Step> {
    const { roster, channels, rule } = this.#parts
    const selectors = [...this.#domainSelectors]
    const known = new Set(selectors.map(({ ref }) => ref))
    let isAnyDue = false
    for (const position of positions) {
      const ref = roster.refs[position]!
      // what a domain's answer has covered meanwhile is done with
      if (![...channels.values()].some((channel) => channel.isDue(ref, rule))) continue
      isAnyDue = true
      if (!known.has(ref)) selectors.push(this.#selector(position))
    }
    if (!isAnyDue) return
    for (const planned of this.#plan(selectors)) {
      if (planned.type === 'skip') yield* this.#skip(planned)
      else if (!isWide(planned)) yield* this.#take(planned)
    }
  }

  #plan(selectors: readonly PlanSelector[]) {
    const { source, account, settings } = this.#parts
    return source.plan(selectors, account, settings)
  }

  *#take(query: Query): Generator<Step> {
    const channel = this.#channel(query.question)
    const due = query.covers.filter(({ ref }) => this.#isDue(channel, ref)).length
    if (due === 0) return
    for (const { allowed } of query.covers) {
      if (mayDisclose(allowed, query.discloses)) continue
      throw new TypeError(`${this.#parts.source.id} planned to tell more than it may be told`)
    }
    for (const { ref } of query.covers) channel.claim(ref)
    yield { type: 'query', query, channel, due, expired: this.#expiredUnder(query.coversDomain) }
  }

  #expiredUnder(domain: string | undefined): ReadonlySet<string> {
    if (domain === undefined) return nobody
    const { roster } = this.#parts
    this.#expired ??= this.#findExpired()
    return this.#expired.get(roster.domains.indexOf(domain)) ?? nobody
  }

  #findExpired(): ReadonlyMap<number, ReadonlySet<string>> {
    const { roster, rule } = this.#parts
    const found = new Map<number, Set<string>>()
    for (let position = 0; position < roster.size; position++) {
      if (!roster.isExpired(position, rule.now) || roster.kind(position) !== 'email') continue
      const domain = roster.domainOf(position)
      found.set(domain, (found.get(domain) ?? new Set()).add(roster.canonical(position)))
    }
    return found
  }

  *#skip(skip: Skip): Generator<Step> {
    const channel = this.#channel(skip.question)
    const refs = skip.covers.map(({ ref }) => ref).filter((ref) => this.#isDue(channel, ref))
    for (const ref of refs) channel.claim(ref)
    if (refs.length > 0) yield { type: 'skip', channel, state: { answer: 'not-asked', reason: skip.reason }, refs }
  }

  #isDue(channel: Channel, ref: number): boolean {
    return !this.#onlyForContext.has(ref) && channel.isDue(ref, this.#parts.rule)
  }

  #channel(question: string): Channel {
    const channel = this.#parts.channels.get(question)
    if (channel === undefined) throw new TypeError(`${this.#parts.source.id} does not state the question ${question}`)
    return channel
  }

  #selector(position: number): PlanSelector {
    const { roster } = this.#parts
    const kind = roster.kind(position)
    if (kind === 'organisation') throw new TypeError('the name of an organisation is told to nobody')
    return {
      ref: roster.refs[position]!,
      kind,
      canonical: roster.canonical(position),
      allowed: this.#allowed[roster.setOf[position]!]!,
    }
  }

  #pickDomainSelectors(): readonly PlanSelector[] {
    const { roster } = this.#parts
    const picked: PlanSelector[] = []
    for (let position = 0; position < roster.size; position++) {
      if (roster.kind(position) !== 'domain' || !this.#isAskable(position)) continue
      picked.push(this.#selector(position))
      if (!this.#takesPart(position)) this.#onlyForContext.add(roster.refs[position]!)
    }
    return picked
  }

  /**
   * 0 for a selector with a question never answered, else the day of its oldest answer; `undefined`: nothing is due. A question
   * that it was decided not to ask is only looked at again, and weighs nothing beside one that was asked.
   */
  #rank(ref: number, rule: DueRule): number | undefined {
    let rank: number | undefined
    let isSkipDue = false
    for (const channel of this.#parts.channels.values()) {
      if (!channel.isDue(ref, rule)) continue
      const { answer, answeredAt, note } = channel.columns
      if (!answer[ref] && isSkip(note[ref] ?? 0)) isSkipDue = true
      else {
        const own = answer[ref] ? 1 + Math.floor(answeredAt[ref]! / dayS) : 0
        if (rank === undefined || own < rank) rank = own
      }
    }
    return rank ?? (isSkipDue ? 0 : undefined)
  }

  #isAskable(position: number): boolean {
    const { roster, rule } = this.#parts
    return this.#takesKind[roster.kinds[position]!] === true && !roster.isExpired(position, rule.now)
  }

  #takesPart(position: number): boolean {
    const { roster, selected } = this.#parts
    return selected[roster.setOf[position]!] === true && this.#isAskable(position)
  }
}

/** One whose answer covers selectors all over the lists. */
function isWide(planned: Query | Skip): planned is Query {
  return planned.type === 'query' && (planned.coversDomain !== undefined || planned.coversSites !== undefined)
}

/** What a source may be told of a selector that is in all of these populations. One that nobody configured allows nothing. */
function strictest(set: readonly string[], populations: readonly Population[], source: string): Disclosure {
  let allowed: Disclosure = 'clear'
  for (const name of set) {
    const population = populations.find((one) => one.name === name)
    const own = population === undefined ? 'nothing' : allowedDisclosure(population, source)
    if (mayDisclose(allowed, own)) allowed = own
  }
  return allowed
}
