/**
 * Exposures as every export and list shows them: joined with their incident and judged. One line is one selector in one
 * incident. Verdicts depend on what is told of the incident, not on the person, so that each is found once for all.
 */
import { type ExposureJudgement, judgeExposure, type SeenEvent } from '../assess/index.ts'
import { maskSelector, type SelectorKind } from '../domain/index.ts'
import type { EventRow, ExposureFilter, ExposureRow, ExposureState, IncidentRow, Store } from '../store/index.ts'
import { plainLine } from './cells.ts'

export interface ExposureLine {
  /** stable public name of the selector */
  readonly ref: string
  /** public name of the exposure */
  readonly exposure: string
  readonly person: string | undefined
  readonly populations: readonly string[]
  readonly kind: SelectorKind
  /** masked, or in clear where that was asked for */
  readonly selector: string
  readonly revealed: boolean
  readonly incident: IncidentLine
  /** in alphabetical order */
  readonly sources: readonly string[]
  readonly dataClasses: readonly string[]
  readonly judgement: ExposureJudgement
  readonly state: ExposureState
  readonly firstSeenAt: string
  readonly lastSeenAt: string
}

export interface IncidentLine {
  /** public name, `i-…` */
  readonly id: string
  /** harmless text, in the words of the source that told of it first */
  readonly title: string
  /** `YYYY-MM-DD`, the earliest that is told */
  readonly occurredOn: string | undefined
  readonly natures: readonly EventRow['nature'][]
}

export interface LineOptions {
  readonly now: Date
  readonly filter: ExposureFilter
  /** whose selectors are shown in clear; absent: nobody's */
  readonly reveals?: ((populations: readonly string[]) => boolean) | undefined
}

/** In blocks, in the order of the store. */
export async function* exposureLines(store: Store, options: LineOptions): AsyncGenerator<readonly ExposureLine[]> {
  const book = await openBook(store, options.now)
  for await (const rows of store.exposures.list(options.filter)) {
    yield rows.map((row) => toLine(row, book, options.reveals))
  }
}

/** The line of one exposure; `undefined` when there is none of that name. */
export async function exposureLine(
  store: Store,
  name: string,
  options: Omit<LineOptions, 'filter'>,
): Promise<
  { readonly line: ExposureLine; readonly row: ExposureRow; readonly events: readonly EventRow[] } | undefined
> {
  const row = await store.exposures.byName(name)
  if (row === undefined) return undefined
  const book = await openBook(store, options.now)
  return { line: toLine(row, book, options.reveals), row, events: book.of(row.incident).events }
}

/** An incident with what is told of it. */
interface Told {
  readonly line: IncidentLine
  /** first told first */
  readonly events: readonly EventRow[]
  readonly verdicts: Map<string, ExposureJudgement>
}

interface Book {
  readonly now: Date
  of(incident: number): Told
}

async function openBook(store: Store, now: Date): Promise<Book> {
  const events = Map.groupBy(await store.events.all(), (event) => event.incident)
  const incidents = new Map((await store.events.incidents()).map((row) => [row.id, row]))
  const told = new Map<number, Told>()
  return {
    now,
    of(incident) {
      const known = told.get(incident)
      if (known !== undefined) return known
      const row = incidents.get(incident)
      // foreign keys forbid it: an exposure without its incident is a damaged store, not an empty line
      if (row === undefined) throw new Error(`incident ${incident} is not in the store`)
      const own = events.get(incident) ?? []
      const made = { line: incidentLine(row, own), events: own, verdicts: new Map() }
      told.set(incident, made)
      return made
    },
  }
}

function incidentLine(row: IncidentRow, events: readonly EventRow[]): IncidentLine {
  const dates = events.flatMap((event) => event.occurredOn ?? []).sort()
  return {
    id: row.name,
    title: plainLine(events[0]?.title ?? row.name),
    occurredOn: dates[0],
    natures: [...new Set(events.map((event) => event.nature))],
  }
}

function toLine(row: ExposureRow, book: Book, reveals: LineOptions['reveals']): ExposureLine {
  const { selector } = row
  const told = book.of(row.incident)
  const seen = new Map(row.sightings.map((sighting) => [sighting.event, sighting]))
  const seenEvents = told.events.filter((event) => seen.has(event.id))
  const classes = seenEvents.flatMap((event) => seen.get(event.id)?.dataClasses ?? event.dataClasses)
  const revealed = selector.kind === 'domain' || (reveals?.(selector.populations) ?? false)
  return {
    ref: selector.name,
    exposure: row.name,
    person: selector.person,
    populations: selector.populations,
    kind: selector.kind,
    selector: revealed ? selector.canonical : maskSelector(selector),
    revealed,
    incident: told.line,
    sources: [...new Set(seenEvents.map((event) => event.source))].sort(),
    dataClasses: [...new Set(classes)].sort().map(plainLine),
    judgement: judge(row, told, book.now),
    state: row.state,
    firstSeenAt: row.firstSeenAt,
    lastSeenAt: row.lastSeenAt,
  }
}

function judge(row: ExposureRow, told: Told, now: Date): ExposureJudgement {
  const key = JSON.stringify([
    row.selector.kind,
    row.sightings.map((sighting) => [sighting.event, sighting.dataClasses ?? null]),
  ])
  const known = told.verdicts.get(key)
  if (known !== undefined) return known
  const sightings = new Map(row.sightings.map((sighting) => [sighting.event, sighting]))
  const events = told.events.map((event): SeenEvent => {
    const sighting = sightings.get(event.id)
    const classes = sighting?.dataClasses === undefined ? {} : { dataClasses: sighting.dataClasses }
    return { source: event.source, event, selectorSeen: sighting !== undefined, ...classes }
  })
  const judgement = judgeExposure({ kind: row.selector.kind, events, now })
  told.verdicts.set(key, judgement)
  return judgement
}

/** `yes`, `likely`, `no-evidence`; `historical` for a verdict on an offer of more than 24 months ago, so that no sum holds both. */
export type ResaleWord = 'yes' | 'likely' | 'no-evidence' | 'historical'

export function resaleWord(judgement: ExposureJudgement): ResaleWord {
  return judgement.historical ? 'historical' : judgement.resale
}
