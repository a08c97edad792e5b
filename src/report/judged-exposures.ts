/**
 * Exposures joined with their incident and judged. What can be said of one hangs on how it was told of, not on the person: it
 * is worked out once for all that were told of in the same way, and a million exposures share some thousands of readings.
 */
import { type ExposureJudgement, findRecycled, judgeExposure, type SeenEvent } from '../assess/index.ts'
import type { SelectorKind } from '../domain/index.ts'
import type { EventRow, ExposureFilter, ExposureGlance, IncidentRow, Store, Telling } from '../store/index.ts'
import { plainLine } from './cells.ts'

export interface JudgeOptions {
  readonly now: Date
  readonly filter: ExposureFilter
}

export interface JudgedExposure {
  readonly glance: ExposureGlance
  /** the same object for all that were told of in the same way */
  readonly reading: Reading
}

/** What is said of an exposure, whoever's it is. */
export interface Reading {
  readonly told: ToldIncident
  /** in alphabetical order */
  readonly sources: readonly string[]
  /** in alphabetical order, harmless text */
  readonly dataClasses: readonly string[]
  readonly judgement: ExposureJudgement
}

/** An incident with what is told of it. */
export interface ToldIncident {
  readonly line: IncidentLine
  /** first told first */
  readonly events: readonly EventRow[]
  readonly isCompilation: boolean
}

export interface IncidentLine {
  /** public name, `i-…` */
  readonly id: string
  /** harmless text, in the words of the source that says most of it, whoever told it first */
  readonly title: string
  /** `YYYY-MM-DD`, the earliest that is told */
  readonly occurredOn: string | undefined
  readonly natures: readonly EventRow['nature'][]
}

/** In blocks, in the order of the store; none parts a selector from its other exposures. */
export async function* judgedExposures(
  store: Store,
  { now, filter }: JudgeOptions,
): AsyncGenerator<readonly JudgedExposure[]> {
  const book = new Book(store, now)
  for await (const page of store.exposures.glances(filter)) {
    await book.know(page)
    const judged: JudgedExposure[] = []
    for (let from = 0; from < page.length; ) {
      let end = from + 1
      while (end < page.length && page[end]!.selector === page[from]!.selector) end++
      // whether one incident only sells an older one again shows beside the selector's others, wanted or not
      const recycled = book.recycledAmong(page, from, end)
      for (; from < end; from++) {
        const glance = page[from]!
        if (!glance.wanted) continue
        judged.push({ glance, reading: book.read(glance, recycled?.get(book.told(glance.incident).line.id)) })
      }
    }
    yield judged
  }
}

const recycledKept = 20_000
const nothingRecycled: ReadonlyMap<string, string> = new Map()

class Book {
  readonly #store: Store
  readonly #now: Date
  #events = new Map<number, EventRow[]>()
  #incidents = new Map<number, IncidentRow>()
  #told = new Map<number, ToldIncident>()
  #readings = new WeakMap<Telling, Map<string, Reading>>()
  #classes = new WeakMap<Telling, readonly string[]>()
  readonly #numbers = new WeakMap<Telling, number>()
  #numbered = 0
  #recycled = new Map<string, ReadonlyMap<string, string>>()

  constructor(store: Store, now: Date) {
    this.#store = store
    this.#now = now
  }

  /** Reads what is told of all incidents, at first and whenever a page has one that was not there before. */
  async know(page: readonly ExposureGlance[]): Promise<void> {
    if (page.every(({ incident }) => this.#incidents.has(incident))) return
    this.#events = Map.groupBy(await this.#store.events.all(), (event) => event.incident)
    this.#incidents = new Map((await this.#store.events.incidents()).map((row) => [row.id, row]))
    this.#told = new Map()
    this.#readings = new WeakMap()
    this.#classes = new WeakMap()
    this.#recycled = new Map()
  }

  told(incident: number): ToldIncident {
    let told = this.#told.get(incident)
    if (told === undefined) {
      const row = this.#incidents.get(incident)
      // foreign keys forbid it: an exposure without its incident is a damaged store, not an empty line
      if (row === undefined) throw new Error(`incident ${incident} is not in the store`)
      const events = this.#events.get(incident) ?? []
      const isCompilation = events.some((event) => event.nature === 'combo-list' || event.nature === 'spam-list')
      told = { line: incidentLine(row, events), events, isCompilation }
      this.#told.set(incident, told)
    }
    return told
  }

  /** @param recycledFrom the day of the older incident that gave away all that this one holds of the selector */
  read({ telling, incident, selector }: ExposureGlance, recycledFrom: string | undefined): Reading {
    let readings = this.#readings.get(telling)
    if (readings === undefined) {
      readings = new Map()
      this.#readings.set(telling, readings)
    }
    const key = recycledFrom === undefined ? selector.kind : `${selector.kind} ${recycledFrom}`
    const told = this.told(incident)
    let reading = readings.get(key)
    // its incident is another one when two were joined meanwhile
    if (reading?.told !== told) {
      const seen = new Set(telling.map(({ event }) => event))
      const sources = told.events.filter((event) => seen.has(event.id)).map((event) => event.source)
      reading = {
        told,
        sources: [...new Set(sources)].sort(),
        dataClasses: this.#classesOf(telling, told).map(plainLine),
        judgement: judge(selector.kind, telling, told, recycledFrom, this.#now),
      }
      readings.set(key, reading)
    }
    return reading
  }

  /**
   * Of the exposures of one selector, by the public name of the incident: the day of the older one that gave away all that a
   * compilation holds of it. `undefined` where none is a compilation.
   */
  recycledAmong(page: readonly ExposureGlance[], from: number, end: number): ReadonlyMap<string, string> | undefined {
    let some = false
    for (let i = from; i < end && !some; i++) some = this.told(page[i]!.incident).isCompilation
    if (!some) return undefined
    const own = page.slice(from, end)
    const key = own.map(({ telling, incident }) => `${incident} ${this.#numberOf(telling)}`).join()
    let recycled = this.#recycled.get(key)
    if (recycled === undefined) {
      const found = findRecycled(
        own.map(({ telling, incident }) => {
          const told = this.told(incident)
          const { id, natures, occurredOn } = told.line
          const dataClasses = this.#classesOf(telling, told)
          return { incident: id, natures, dataClasses, ...(occurredOn === undefined ? undefined : { occurredOn }) }
        }),
      )
      recycled = found.size === 0 ? nothingRecycled : found
      if (this.#recycled.size >= recycledKept) this.#recycled.clear()
      this.#recycled.set(key, recycled)
    }
    return recycled
  }

  /** In the words of the sources. */
  #classesOf(telling: Telling, { events }: ToldIncident): readonly string[] {
    let classes = this.#classes.get(telling)
    if (classes === undefined) {
      const own = new Map(events.map((event) => [event.id, event.dataClasses]))
      classes = [...new Set(telling.flatMap(({ event, dataClasses }) => dataClasses ?? own.get(event) ?? []))].sort()
      this.#classes.set(telling, classes)
    }
    return classes
  }

  #numberOf(telling: Telling): number {
    let number = this.#numbers.get(telling)
    if (number === undefined) {
      number = ++this.#numbered
      this.#numbers.set(telling, number)
    }
    return number
  }
}

function incidentLine(row: IncidentRow, events: readonly EventRow[]): IncidentLine {
  const dates = events.flatMap((event) => event.occurredOn ?? []).sort()
  return {
    id: row.name,
    title: plainLine(titleOf(events) ?? row.name),
    occurredOn: dates[0],
    natures: [...new Set(events.map((event) => event.nature))],
  }
}

/** Of several names the same one each time, whatever the order in which sources answered. */
function titleOf(events: readonly EventRow[]): string | undefined {
  const isDescribed = ({ description = '' }: EventRow) => Number(description !== '')
  return events.toSorted(
    (a, b) => isDescribed(b) - isDescribed(a) || a.source.localeCompare(b.source) || a.key.localeCompare(b.key),
  )[0]?.title
}

function judge(
  kind: SelectorKind,
  telling: Telling,
  told: ToldIncident,
  recycledFrom: string | undefined,
  now: Date,
): ExposureJudgement {
  const seen = new Map(telling.map((one) => [one.event, one]))
  const events = told.events.map((event): SeenEvent => {
    const own = seen.get(event.id)
    const classes = own?.dataClasses === undefined ? {} : { dataClasses: own.dataClasses }
    // one that is only named in a text about another victim was not seen in it
    const selectorSeen = own !== undefined && !own.isMention
    return { source: event.source, event, selectorSeen, ...classes, ...postOf(event) }
  })
  return judgeExposure({ kind, events, now, ...(recycledFrom === undefined ? {} : { recycledFrom }) })
}

/** The verdict on the text itself, of an event that we read ourselves. */
function postOf({ post }: EventRow): Pick<SeenEvent, 'post'> {
  if (post === undefined) return {}
  const { label, commercial, confidence } = post
  return { post: { label, commercial, confidence, evidence: post.evidence.map((one) => ({ ...one, field: 'text' })) } }
}

const instants = new Map<number, string>()
const instantsKept = 10_000

/** Unix seconds as ISO 8601 UTC. Of a million exposures most were seen at one of few instants. */
export function instant(seconds: number): string {
  let text = instants.get(seconds)
  if (text === undefined) {
    text = new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z')
    if (instants.size >= instantsKept) instants.clear()
    instants.set(seconds, text)
  }
  return text
}
