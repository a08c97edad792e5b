/**
 * Events as sources tell them, and the incidents they belong to. An event that no source has told of yet is compared with
 * all incidents before anything is recorded under it: another source's name for the same event must make nothing new.
 */
import type { CorrelateInput, correlate, KnownIncident, SourcedEvent } from '../assess/index.ts'
import type { SourceEvent } from '../domain/index.ts'
import type { EventRow, Store } from '../store/index.ts'

type Correlate = typeof correlate
type NewEvent = Parameters<Store['events']['save']>[1][number]

export class EventBook {
  readonly #store: Store
  readonly #correlate: Correlate
  /** by source, then by key */
  readonly #rows = new Map<string, Map<string, EventRow>>()
  readonly #firstSeenAt = new Map<number, string>()
  /** pairs that a person set apart */
  #neverJoin: NonNullable<CorrelateInput['neverJoin']> = []
  /** sources that tell of one new event at the same time must find each other's */
  #last: Promise<unknown> = Promise.resolve()

  private constructor(store: Store, correlate: Correlate) {
    this.#store = store
    this.#correlate = correlate
  }

  static async open(store: Store, correlate: Correlate): Promise<EventBook> {
    const book = new EventBook(store, correlate)
    await book.#load()
    return book
  }

  /** `undefined` for an event that was never saved. */
  row(source: string, key: string): EventRow | undefined {
    return this.#rows.get(source)?.get(key)
  }

  /** Saves those that are not known yet. */
  ensure(source: string, events: readonly SourceEvent[], at: string): Promise<void> {
    return this.#inTurn(() => this.#ensure(source, events, at))
  }

  /** Saves all, with whatever words changed. */
  update(source: string, events: readonly SourceEvent[], at: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#ensure(source, events, at)
      await this.#save(
        source,
        distinct(events).map((event) => ({ event })),
        at,
      )
    })
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(work, work)
    this.#last = turn.catch(() => {})
    return turn
  }

  async #ensure(source: string, events: readonly SourceEvent[], at: string): Promise<void> {
    const unknown = events.filter((event) => this.row(source, event.key) === undefined)
    if (unknown.length > 0) await this.#saveNew(source, distinct(unknown), at)
  }

  async #load(): Promise<void> {
    const { events } = this.#store
    const [incidents, parted, rows] = [await events.incidents(), await events.parted(), await events.all()]
    // at once: others look for rows meanwhile
    for (const { id, firstSeenAt } of incidents) this.#firstSeenAt.set(id, firstSeenAt)
    this.#neverJoin = parted
    this.#rows.clear()
    this.#keep(rows)
  }

  #keep(rows: readonly EventRow[]): void {
    for (const row of rows) {
      const ofSource = this.#rows.get(row.source) ?? new Map<string, EventRow>()
      this.#rows.set(row.source, ofSource.set(row.key, row))
      if (!this.#firstSeenAt.has(row.incident)) this.#firstSeenAt.set(row.incident, row.firstSeenAt)
    }
  }

  async #saveNew(source: string, events: readonly SourceEvent[], at: string): Promise<void> {
    // a watch runs for weeks: what a person set apart meanwhile must not be met as one
    const parted = await this.#store.events.parted()
    if (parted.length !== this.#neverJoin.length) await this.#load()
    let begun = 0
    const input: CorrelateInput = {
      incidents: this.#incidentsNear(events),
      events: events.map((event) => ({ source, event })),
      neverJoin: this.#neverJoin,
      newId: () => `${begunPrefix}${++begun}`,
    }
    const { assignments, merges } = this.#correlate(input)
    const told = assignments.map((assignment, index) => ({ assignment, event: events[index]! }))

    // one event of each new incident goes first, and begins it: the others can only join what is there
    const leaders = [...new Map(told.toReversed().map((one) => [one.assignment.incident, one])).values()].filter(
      ({ assignment }) => isBegun(assignment.incident),
    )
    const rows = await this.#save(
      source,
      leaders.map(({ event }) => ({ event })),
      at,
    )
    const numbers = new Map(leaders.map(({ assignment }, index) => [assignment.incident, rows[index]!.incident]))
    const others = told.filter((one) => !leaders.includes(one))
    await this.#save(
      source,
      others.map(({ event, assignment }) => ({
        event,
        join: {
          incident: numbers.get(assignment.incident) ?? Number(assignment.incident),
          evidence: JSON.stringify(assignment.evidence ?? {}),
        },
      })),
      at,
    )
    for (const { kept, alias, event, evidence } of merges) {
      const keep = numbers.get(kept) ?? Number(kept)
      await this.#store.events.join(keep, Number(alias), JSON.stringify({ event, evidence }), at)
    }
    // a join moves the events of a whole incident
    if (merges.length > 0) await this.#load()
  }

  async #save(source: string, events: readonly NewEvent[], at: string): Promise<readonly EventRow[]> {
    if (events.length === 0) return []
    const rows = await this.#store.events.save(source, events, at)
    this.#keep(rows)
    return rows
  }

  /**
   * Incidents that these events could belong to. A paste is only ever itself, under whatever name: it meets another source's
   * word for it by its address. There may be thousands, and each page of an answer may bring new ones.
   */
  #incidentsNear(events: readonly SourceEvent[]): readonly KnownIncident[] {
    const pastes = events.every(({ nature }) => nature === 'paste')
    const places = new Set(events.map(placeOf))
    const members = new Map<number, SourcedEvent[]>()
    const near = new Set<number>()
    for (const [source, rows] of this.#rows) {
      for (const row of rows.values()) {
        const list = members.get(row.incident)
        if (list === undefined) members.set(row.incident, [{ source, event: row }])
        else list.push({ source, event: row })
        if (!pastes || (row.nature === 'paste' && row.url !== undefined && places.has(placeOf(row)))) {
          near.add(row.incident)
        }
      }
    }
    return [...near].map((incident) => ({
      id: `${incident}`,
      firstSeenAt: this.#firstSeenAt.get(incident) ?? '',
      members: members.get(incident) ?? [],
    }))
  }
}

const begunPrefix = 'begun '

/** True for an incident that this very comparison began: the store has no number for it yet. */
function isBegun(incident: string): boolean {
  return incident.startsWith(begunPrefix)
}

/** Equal for any two spellings of one paste's address. */
function placeOf({ url = '' }: SourceEvent): string {
  return url.toLowerCase().replace(/\/$/, '').replace(/^.*\//, '')
}

function distinct(events: readonly SourceEvent[]): readonly SourceEvent[] {
  return [...new Map(events.map((event) => [event.key, event])).values()]
}
