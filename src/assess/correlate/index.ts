/**
 * The same event under different names, spellings, dates and domains is one incident.
 *
 * Given what is known and what is new, says for each new event which incident it belongs to, with the evidence, and which
 * known incidents turn out to be one. Conservative: a doubt leaves two incidents, because a wrong join hides one of them.
 *
 * - An event that is known (source and key) stays where it is, whatever it is called now.
 * - A join needs a shared site, name or address, dates that agree, and no rival: two candidates alike is no join.
 * - Compilations are kept apart from first breaches; equal data alone never joins.
 * - What a person parted never joins again, directly or through a third event.
 */
import type { SourceEvent } from '../../domain/index.ts'
import { type JoinReason, joinFrom, likeness, points, proposeFrom, type Read, readEvent } from './likeness.ts'

export interface SourcedEvent {
  readonly source: string
  readonly event: SourceEvent
}

export interface KnownIncident {
  readonly id: string
  /** ISO 8601 UTC; the older of two is kept in a merge */
  readonly firstSeenAt: string
  readonly members: readonly SourcedEvent[]
}

/** Source and key of an event. */
export interface EventRef {
  readonly source: string
  readonly key: string
}

export interface CorrelateInput {
  readonly incidents: readonly KnownIncident[]
  readonly events: readonly SourcedEvent[]
  /** pairs that a person split: they never share an incident again */
  readonly neverJoin?: readonly (readonly [EventRef, EventRef])[]
  /** a fresh random id at each call */
  readonly newId: () => string
}

export interface JoinEvidence {
  /** the member it was compared with */
  readonly with: EventRef
  readonly points: number
  readonly reasons: readonly JoinReason[]
}

export interface Assignment extends EventRef {
  readonly incident: string
  /** how it came there: was there, joined for these reasons, or begins an incident */
  readonly how: 'known' | 'joined' | 'new'
  readonly evidence?: JoinEvidence
}

/** Two known incidents are one: `kept` is the older, `alias` resolves to it for ever. */
export interface Merge {
  readonly kept: string
  readonly alias: string
  readonly event: EventRef
  readonly evidence: readonly JoinEvidence[]
}

/** Likely the same, not surely: for a person to decide. */
export interface Proposal {
  readonly incidents: readonly [string, string]
  readonly event: EventRef
  readonly evidence: JoinEvidence
}

export interface Correlation {
  /** one for each event given, in their order */
  readonly assignments: readonly Assignment[]
  readonly merges: readonly Merge[]
  readonly proposals: readonly Proposal[]
}

/** Sorts new events into incidents. Pure but for `newId`; the order of the events does not change which ones meet. */
export function correlate(input: CorrelateInput): Correlation {
  const book = new Book(input)
  const order = input.events.map((_, index) => index).sort((a, b) => surest(input.events[a]!, input.events[b]!))
  const assignments: Assignment[] = new Array(input.events.length)
  for (const index of order) assignments[index] = book.place(input.events[index]!)
  return {
    assignments: assignments.map((one) => ({ ...one, incident: book.resolve(one.incident) })),
    merges: book.knownMerges(),
    proposals: book.openProposals(),
  }
}

/** Events that say most of themselves go first, ties by source and key: the outcome hangs on no order of arrival. */
function surest(a: SourcedEvent, b: SourcedEvent): number {
  return said(b.event) - said(a.event) || refKey(refOf(a)).localeCompare(refKey(refOf(b)))
}

function said(event: SourceEvent): number {
  return (event.domain ? 2 : 0) + (event.occurredOn ? 2 : 0) + (event.records ? 1 : 0)
}

/** An incident begun in this call is younger than every known one. */
const afterAll = '9999'

interface Incident {
  readonly id: string
  readonly firstSeenAt: string
  members: Read[]
}

interface Candidate {
  readonly incident: Incident
  readonly evidence: JoinEvidence
}

/** Incidents by whatever two events can share. */
class Book {
  readonly #merges: Merge[] = []
  readonly #known = new Set<string>()
  readonly #proposals: Proposal[] = []
  readonly #byRef = new Map<string, Incident>()
  readonly #byWord = new Map<string, Set<Incident>>()
  readonly #aliases = new Map<string, string>()
  readonly #parted = new Map<string, Set<string>>()
  readonly #newId: () => string

  constructor({ incidents, neverJoin = [], newId }: CorrelateInput) {
    this.#newId = newId
    for (const [a, b] of neverJoin) {
      this.#part(refKey(a), refKey(b))
      this.#part(refKey(b), refKey(a))
    }
    for (const { id, firstSeenAt, members } of incidents) {
      this.#known.add(id)
      const incident: Incident = { id, firstSeenAt, members: [] }
      for (const { source, event } of members) this.#add(incident, readEvent(source, event))
    }
  }

  resolve(id: string): string {
    let at = id
    for (let next = this.#aliases.get(at); next !== undefined; next = this.#aliases.get(at)) at = next
    return at
  }

  /** An incident begun and joined within one call never was: only merges of ids that the caller holds are told. */
  knownMerges(): readonly Merge[] {
    return this.#merges
      .filter(({ alias }) => this.#known.has(alias))
      .map((one) => ({ ...one, kept: this.resolve(one.kept) }))
  }

  openProposals(): readonly Proposal[] {
    const resolved = this.#proposals.map((one) => ({
      ...one,
      incidents: [this.resolve(one.incidents[0]), this.resolve(one.incidents[1])] as const,
    }))
    return resolved.filter(({ incidents: [a, b] }) => a !== b)
  }

  place({ source, event }: SourcedEvent): Assignment {
    const ref: EventRef = { source, key: event.key }
    const known = this.#byRef.get(refKey(ref))
    if (known !== undefined) return { ...ref, incident: known.id, how: 'known' }

    const read = readEvent(source, event)
    const candidates = this.#candidates(read)
    const joinable = candidates.filter(({ evidence }) => evidence.points >= joinFrom)
    const best = this.#choose(read, joinable)
    if (best !== undefined) {
      this.#add(best.incident, read)
      const others = joinable.filter((one) => one !== best)
      for (const other of others) this.#bridge(ref, best, other)
      return { ...ref, incident: best.incident.id, how: 'joined', evidence: best.evidence }
    }
    const incident: Incident = { id: this.#newId(), firstSeenAt: afterAll, members: [] }
    this.#add(incident, read)
    for (const { incident: near, evidence } of candidates) {
      this.#proposals.push({ incidents: [near.id, incident.id], event: ref, evidence })
    }
    return { ...ref, incident: incident.id, how: 'new' }
  }

  /** The best candidate, unless a rival of equal right stands beside it. Without a date only a sole candidate will do. */
  #choose(read: Read, joinable: readonly Candidate[]): Candidate | undefined {
    const [best, next] = joinable
    if (best === undefined || next === undefined) return best
    if (this.#mayMerge(best.incident, next.incident) && this.#alike(best.incident, next.incident)) return best
    const rivals = joinable.filter((one) => one !== best && best.evidence.points - one.evidence.points < 1)
    // a person told apart what sources do not: the older of the two rather than a third, which would be news to nobody
    if (rivals.length > 0 && rivals.every(({ incident }) => this.#areParted(incident, best.incident))) {
      return oldest([best, ...rivals])
    }
    if (read.date === undefined) return undefined
    return best.evidence.points - next.evidence.points >= 1 ? best : undefined
  }

  /** A new event that belongs to two incidents makes them one, if they also resemble each other. */
  #bridge(event: EventRef, best: Candidate, other: Candidate): void {
    const [a, b] = [best.incident, other.incident]
    if (a === b || !this.#mayMerge(a, b)) return
    if (!this.#alike(a, b)) {
      this.#proposals.push({ incidents: [a.id, b.id], event, evidence: other.evidence })
      return
    }
    const older = a.firstSeenAt < b.firstSeenAt || (a.firstSeenAt === b.firstSeenAt && a.id < b.id) ? a : b
    const younger = older === a ? b : a
    this.#aliases.set(younger.id, older.id)
    this.#merges.push({ kept: older.id, alias: younger.id, event, evidence: [best.evidence, other.evidence] })
    for (const member of younger.members) this.#add(older, member)
    younger.members = []
  }

  #areParted(a: Incident, b: Incident): boolean {
    return a.members.some((x) => b.members.some((y) => this.#isParted(x, y)))
  }

  /** Nothing parts the two: no hand split, no two rows of one source, no dates that cannot both be true. */
  #mayMerge(a: Incident, b: Incident): boolean {
    return a.members.every((x) =>
      b.members.every((y) => !this.#isParted(x, y) && x.source !== y.source && x.family === y.family),
    )
  }

  #alike(a: Incident, b: Incident): boolean {
    return a.members.some((x) => b.members.some((y) => points(likeness(x, y) ?? []) >= proposeFrom))
  }

  #candidates(read: Read): readonly Candidate[] {
    const near = new Set<Incident>()
    for (const word of wordsOf(read)) for (const incident of this.#byWord.get(word) ?? []) near.add(incident)
    const candidates: Candidate[] = []
    for (const incident of near) {
      const evidence = this.#compare(read, incident)
      if (evidence !== undefined && evidence.points >= proposeFrom) candidates.push({ incident, evidence })
    }
    return candidates.sort(
      (a, b) => b.evidence.points - a.evidence.points || a.incident.id.localeCompare(b.incident.id),
    )
  }

  /** The best likeness to a member; `undefined` as soon as one member excludes it. */
  #compare(read: Read, incident: Incident): JoinEvidence | undefined {
    let best: JoinEvidence | undefined
    for (const member of incident.members) {
      if (this.#isParted(read, member)) return undefined
      const reasons = likeness(read, member)
      if (reasons === undefined) {
        // another row of the same source, or another year: not this incident, whatever its other members say
        if (member.source === read.source || sharesName(read, member)) return undefined
        continue
      }
      const total = points(reasons)
      if (best === undefined || total > best.points) {
        best = { with: { source: member.source, key: member.event.key }, points: total, reasons }
      }
    }
    return best
  }

  #add(incident: Incident, read: Read): void {
    incident.members.push(read)
    this.#byRef.set(refKey({ source: read.source, key: read.event.key }), incident)
    for (const word of wordsOf(read)) {
      const there = this.#byWord.get(word)
      if (there === undefined) this.#byWord.set(word, new Set([incident]))
      else there.add(incident)
    }
  }

  #part(a: string, b: string): void {
    const from = this.#parted.get(a)
    if (from === undefined) this.#parted.set(a, new Set([b]))
    else from.add(b)
  }

  #isParted(a: Read, b: Read): boolean {
    if (this.#parted.size === 0) return false
    const from = this.#parted.get(refKey({ source: a.source, key: a.event.key }))
    return from?.has(refKey({ source: b.source, key: b.event.key })) === true
  }
}

function oldest(candidates: readonly Candidate[]): Candidate | undefined {
  const [first] = candidates.toSorted(
    ({ incident: a }, { incident: b }) =>
      a.firstSeenAt.localeCompare(b.firstSeenAt) || a.id.localeCompare(b.id, 'en', { numeric: true }),
  )
  return first
}

function sharesName(a: Read, b: Read): boolean {
  return (
    (a.names.site !== '' && a.names.site === b.names.site) || (a.names.brand !== '' && a.names.brand === b.names.brand)
  )
}

/** Keys under which two events can meet: site, name, the site's label, the name with one letter left out, the address. */
function wordsOf({ names, family, url }: Read): readonly string[] {
  if (family === 'paste') return url === '' ? [] : [`url ${url}`]
  const words = new Set<string>()
  if (names.site !== '') words.add(`site ${names.site}`)
  for (const name of [names.brand, names.label]) {
    if (name.length < 4 || name.length > 40) continue
    words.add(`name ${name}`)
    // two names within one slip share a form with one letter left out
    if (name.length >= 7)
      for (let i = 0; i < name.length; i += 1) words.add(`slip ${name.slice(0, i)}${name.slice(i + 1)}`)
    words.add(`slip ${name}`)
  }
  return [...words].map((word) => `${family} ${word}`)
}

function refOf({ source, event }: SourcedEvent): EventRef {
  return { source, key: event.key }
}

function refKey({ source, key }: EventRef): string {
  return `${source} ${key}`
}
