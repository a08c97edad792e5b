/**
 * Exposures as every export and list shows them: joined with their incident and judged. One line is one selector in one
 * incident. Verdicts depend on what is told of the incident, not on the person, so that each is found once for all.
 */
import { type ExposureJudgement, findRecycled, judgeExposure, type SeenEvent } from '../assess/index.ts'
import { isPersonalKind, maskSelector, mentionDetail, type SelectorKind } from '../domain/index.ts'
import type {
  EventRow,
  ExposureFilter,
  ExposureRow,
  ExposureSighting,
  ExposureState,
  IncidentRow,
  Qualification,
  Remedy,
  Store,
} from '../store/index.ts'
import { plainLine } from './cells.ts'

export interface ExposureLine {
  /** stable public name of the selector */
  readonly ref: string
  /** public name of the exposure */
  readonly exposure: string
  readonly person: string | undefined
  /** the base that this canary's address gives away */
  readonly canaryBase?: string
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
  /** what a person decided, and what was done */
  readonly qualification?: Qualification
  readonly remedy?: Remedy
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

export interface LineOptions {
  readonly now: Date
  readonly filter: ExposureFilter
  /** whose selectors are shown in clear; absent: nobody's */
  readonly reveals?: ((populations: readonly string[]) => boolean) | undefined
}

/** A line with what it was made of. */
export interface ExposureDetail {
  readonly line: ExposureLine
  readonly row: ExposureRow
  /** all that is told of its incident, whoever is in it; first told first */
  readonly events: readonly EventRow[]
}

/** In blocks, in the order of the store. */
export async function* exposureLines(store: Store, options: LineOptions): AsyncGenerator<readonly ExposureLine[]> {
  for await (const details of exposureDetails(store, options)) yield details.map(({ line }) => line)
}

/** The same with what each line was made of. */
export async function* exposureDetails(store: Store, options: LineOptions): AsyncGenerator<readonly ExposureDetail[]> {
  const book = await openBook(store, options.now)
  // whether one incident only sells an older one again shows beside the selector's others: a filter must not hide them
  const isWhole = Object.keys(options.filter).every((key) => key === 'populations' || key === 'kinds' || key === 'refs')
  for await (const rows of bySelector(store.exposures.list(options.filter))) {
    const all = isWhole ? rows : await othersOf(store, rows)
    const recycled = recycledAmong(all, book)
    yield rows.map((row) => ({
      line: toLine(row, book, recycled, options.reveals),
      row,
      events: book.of(row.incident).events,
    }))
  }
}

/** The same rows, in blocks that part no selector from its other exposures. */
async function* bySelector(blocks: AsyncIterable<readonly ExposureRow[]>): AsyncGenerator<readonly ExposureRow[]> {
  let waiting: readonly ExposureRow[] = []
  for await (const block of blocks) {
    const rows = [...waiting, ...block]
    const last = rows.at(-1)?.selector.ref
    const cut = rows.findIndex((row) => row.selector.ref === last)
    waiting = rows.slice(cut)
    if (cut > 0) yield rows.slice(0, cut)
  }
  if (waiting.length > 0) yield waiting
}

/** All exposures of the selectors of these rows. */
async function othersOf(store: Store, rows: readonly ExposureRow[]): Promise<readonly ExposureRow[]> {
  const refs = [...new Set(rows.map((row) => row.selector.ref))]
  const all: ExposureRow[] = []
  for await (const block of store.exposures.list({ refs })) all.push(...block)
  return all
}

/** By exposure: the day of the older incident that gave away all that a compilation holds of this selector. */
function recycledAmong(rows: readonly ExposureRow[], book: Book): ReadonlyMap<string, string> {
  const recycled = new Map<string, string>()
  for (const own of Map.groupBy(rows, (row) => row.selector.ref).values()) {
    if (!own.some((row) => book.of(row.incident).isCompilation)) continue
    const found = findRecycled(
      own.map((row) => {
        const { line } = book.of(row.incident)
        const occurredOn = line.occurredOn === undefined ? {} : { occurredOn: line.occurredOn }
        return { incident: line.id, natures: line.natures, dataClasses: classesOf(row, book), ...occurredOn }
      }),
    )
    for (const row of own) {
      const older = found.get(book.of(row.incident).line.id)
      if (older !== undefined) recycled.set(row.name, older)
    }
  }
  return recycled
}

function classesOf(row: ExposureRow, book: Book): readonly string[] {
  const events = new Map(book.of(row.incident).events.map((event) => [event.id, event]))
  const classes = row.sightings.flatMap(
    (sighting) => sighting.dataClasses ?? events.get(sighting.event)?.dataClasses ?? [],
  )
  return [...new Set(classes)].sort()
}

/** The line of one exposure; `undefined` when there is none of that name. */
export async function exposureLine(
  store: Store,
  name: string,
  options: Omit<LineOptions, 'filter'>,
): Promise<ExposureDetail | undefined> {
  const row = await store.exposures.byName(name)
  if (row === undefined) return undefined
  const book = await openBook(store, options.now)
  const recycled = recycledAmong(await othersOf(store, [row]), book)
  return { line: toLine(row, book, recycled, options.reveals), row, events: book.of(row.incident).events }
}

/** An incident with what is told of it. */
interface Told {
  readonly line: IncidentLine
  /** first told first */
  readonly events: readonly EventRow[]
  readonly isCompilation: boolean
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
      const isCompilation = own.some((event) => event.nature === 'combo-list' || event.nature === 'spam-list')
      const made = { line: incidentLine(row, own), events: own, isCompilation, verdicts: new Map() }
      told.set(incident, made)
      return made
    },
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

function toLine(
  row: ExposureRow,
  book: Book,
  recycled: ReadonlyMap<string, string>,
  reveals: LineOptions['reveals'],
): ExposureLine {
  const { selector } = row
  const told = book.of(row.incident)
  const seen = new Map(row.sightings.map((sighting) => [sighting.event, sighting]))
  const seenEvents = told.events.filter((event) => seen.has(event.id))
  const revealed = !isPersonalKind(selector.kind) || (reveals?.(selector.populations) ?? false)
  return {
    ref: selector.name,
    exposure: row.name,
    person: selector.person,
    ...(selector.canaryBase === undefined ? {} : { canaryBase: selector.canaryBase }),
    populations: selector.populations,
    kind: selector.kind,
    selector: revealed ? selector.canonical : maskSelector(selector),
    revealed,
    incident: told.line,
    sources: [...new Set(seenEvents.map((event) => event.source))].sort(),
    dataClasses: classesOf(row, book).map(plainLine),
    judgement: judge(row, told, recycled.get(row.name), book.now),
    state: row.state,
    firstSeenAt: row.firstSeenAt,
    lastSeenAt: row.lastSeenAt,
    ...(row.qualification === undefined ? {} : { qualification: row.qualification }),
    ...(row.remedy === undefined ? {} : { remedy: row.remedy }),
  }
}

function judge(row: ExposureRow, told: Told, recycledFrom: string | undefined, now: Date): ExposureJudgement {
  const key = JSON.stringify([
    row.selector.kind,
    recycledFrom ?? null,
    row.sightings.map((sighting) => [sighting.event, sighting.dataClasses ?? null, isMention(sighting)]),
  ])
  const known = told.verdicts.get(key)
  if (known !== undefined) return known
  const sightings = new Map(row.sightings.map((sighting) => [sighting.event, sighting]))
  const events = told.events.map((event): SeenEvent => {
    const sighting = sightings.get(event.id)
    const classes = sighting?.dataClasses === undefined ? {} : { dataClasses: sighting.dataClasses }
    const selectorSeen = sighting !== undefined && !isMention(sighting)
    return { source: event.source, event, selectorSeen, ...classes, ...postOf(event) }
  })
  const recycled = recycledFrom === undefined ? {} : { recycledFrom }
  const judgement = judgeExposure({ kind: row.selector.kind, events, now, ...recycled })
  told.verdicts.set(key, judgement)
  return judgement
}

/** Named in a text about another victim. */
function isMention({ details = [] }: ExposureSighting): boolean {
  return details.includes(mentionDetail)
}

/** The verdict on the text itself, of an event that we read ourselves. */
function postOf({ post }: EventRow): Pick<SeenEvent, 'post'> {
  if (post === undefined) return {}
  const { label, commercial, confidence } = post
  return { post: { label, commercial, confidence, evidence: post.evidence.map((one) => ({ ...one, field: 'text' })) } }
}

/** `yes`, `likely`, `no-evidence`; `historical` for a verdict on an offer of more than 24 months ago, so that no sum holds both. */
export type ResaleWord = 'yes' | 'likely' | 'no-evidence' | 'historical'

export function resaleWord(judgement: ExposureJudgement): ResaleWord {
  return judgement.historical ? 'historical' : judgement.resale
}

/**
 * Still to act on: nobody dismissed it or ticked it off, and it appears resold, likely so, or gave a credential away: a
 * password that was once published opens doors until it is changed, however old it is.
 */
export function isToDo({ qualification, remedy, judgement, dataClasses }: ExposureLine): boolean {
  if (remedy !== undefined || qualification?.as === 'false-positive' || qualification?.as === 'irrelevant') return false
  const isResold = judgement.resale !== 'no-evidence' && !judgement.historical
  return isResold || dataClasses.some((word) => /password|credential|token|cookie/i.test(word))
}
