/**
 * Exposures by the million: rows come as arrays, a page at a time, neighbours together, so that a stretch of refs is one
 * query and each block of sealed selectors is opened once. What is equal of many (how they were told of, nothing decided) is one object.
 */
import { mentionDetail } from '../domain/index.ts'
import { isoOf, type StoreContext } from './context.ts'
import type {
  ExposureFilter,
  ExposureGlance,
  ExposureRow,
  ExposureSighting,
  ExposureState,
  Qualified,
  Telling,
  ToldEvent,
  WatchedSelector,
} from './contract.ts'
import { selectorsOf } from './exposure-filter.ts'
import { detailsPlace } from './history.ts'
import { qualificationsOf } from './qualifications.ts'
import { openText } from './sealed-text.ts'
import type { SelectorReader } from './selectors.ts'
import { arraysOfMany, compiledOnce } from './sqlite.ts'
import { stretchesOf } from './stretches.ts'
import { type WordSets, wordSets } from './word-sets.ts'

/** exposures of a page, about; one selector may have more */
const pageLength = 3_000
const tellingsKept = 50_000

/** ref, incident, name, state, state_scan, news_scan, first_seen, last_seen */
type ExposureCells = readonly [number, number, string, ExposureState, number, number, number, number]
/** ref, incident, event, channel, first_seen, last_seen, withdrawn_at, classes, details */
type SightingCells = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number | null,
  number | null,
  Uint8Array | null,
]

/** In the order of `selectorsOf`, of each selector by incident. Those whose selector was erased since are left out. */
export async function* exposurePages(
  context: StoreContext,
  selectors: SelectorReader,
  filter: ExposureFilter,
): AsyncGenerator<readonly ExposureGlance[]> {
  const reader = new PageReader(context, selectors, filter)
  for (const refs of cut(await selectorsOf(context.db, filter))) yield await reader.read(refs)
}

/** Refs of a page, ascending: none goes beyond a population. */
function* cut(counted: Uint32Array): Generator<readonly number[]> {
  let refs: number[] = []
  let exposures = 0
  for (let i = 0; i < counted.length; i += 2) {
    const ref = counted[i]!
    if (exposures >= pageLength || ref < (refs.at(-1) ?? 0)) {
      yield refs
      refs = []
      exposures = 0
    }
    refs.push(ref)
    exposures += counted[i + 1]!
  }
  if (refs.length > 0) yield refs
}

class PageReader {
  readonly #context: StoreContext
  readonly #selectors: SelectorReader
  readonly #isWanted: (cells: ExposureCells) => boolean
  readonly #teller: Teller

  constructor(context: StoreContext, selectors: SelectorReader, filter: ExposureFilter) {
    this.#context = context
    this.#selectors = selectors
    this.#isWanted = wanted(filter)
    this.#teller = new Teller(context)
  }

  async read(refs: readonly number[]): Promise<readonly ExposureGlance[]> {
    const { db } = this.#context
    const stretches = stretchesOf(refs)
    const exposures = await arraysOfMany<ExposureCells>(db, exposuresBetween(db), stretches)
    const sightings = await arraysOfMany<SightingCells>(db, sightingsBetween(db), stretches)
    const selectors = await this.#selectors.resolve(refs)
    const qualified = await qualificationsOf(this.#context, refs)
    await this.#teller.learn(sightings)

    const page: Glance[] = []
    let exposure = 0
    let sighting = 0
    for (const [i, ref] of refs.entries()) {
      const selector = selectors[i]
      while (exposure < exposures.length && exposures[exposure]![0] < ref) exposure++
      while (sighting < sightings.length && sightings[sighting]![0] < ref) sighting++
      const from = sighting
      while (sighting < sightings.length && sightings[sighting]![0] === ref) sighting++
      const told = { sightings, from, end: sighting, teller: this.#teller }
      for (; exposure < exposures.length && exposures[exposure]![0] === ref; exposure++) {
        const cells = exposures[exposure]!
        if (selector === undefined) continue
        const decided = qualified.size === 0 ? undecided : (qualified.get(`${ref} ${cells[1]}`) ?? undecided)
        page.push(new Glance(selector, cells, told, decided, this.#isWanted(cells)))
      }
    }
    return page
  }
}

/** The sightings of one selector among those of a page. */
interface Told {
  readonly sightings: readonly SightingCells[]
  readonly from: number
  readonly end: number
  readonly teller: Teller
}

const undecided: Qualified = {}

/** Of exposures whose selectors are those that are meant. */
function wanted({ incidents, states, sinceScan }: ExposureFilter): (cells: ExposureCells) => boolean {
  const ofIncidents = incidents === undefined ? undefined : new Set(incidents)
  const inStates = states === undefined ? undefined : new Set(states)
  return (cells) =>
    (ofIncidents?.has(cells[1]) ?? true) &&
    (inStates?.has(cells[3]) ?? true) &&
    (sinceScan === undefined || cells[5] > sinceScan)
}

class Glance implements ExposureGlance {
  readonly selector: WatchedSelector
  readonly telling: Telling
  readonly qualified: Qualified
  readonly wanted: boolean
  readonly #cells: ExposureCells
  readonly #told: Told

  constructor(selector: WatchedSelector, cells: ExposureCells, told: Told, qualified: Qualified, wanted: boolean) {
    this.selector = selector
    this.telling = told.teller.telling(told, cells[1])
    this.qualified = qualified
    this.wanted = wanted
    this.#cells = cells
    this.#told = told
  }

  get incident(): number {
    return this.#cells[1]
  }

  get name(): string {
    return this.#cells[2]
  }

  get state(): ExposureState {
    return this.#cells[3]
  }

  get stateScan(): number {
    return this.#cells[4]
  }

  get firstSeen(): number {
    return this.#cells[6]
  }

  get lastSeen(): number {
    return this.#cells[7]
  }

  row(): ExposureRow {
    const { name, selector, incident, state, stateScan, firstSeen, lastSeen, qualified } = this
    const seen = { firstSeenAt: isoOf(firstSeen), lastSeenAt: isoOf(lastSeen) }
    return {
      ...{ name, selector, incident, state, stateScan, ...seen },
      sightings: this.#told.teller.sightings(sightingsIn(this.#told, incident)),
      ...qualified,
    }
  }
}

/** What sightings say; of those that say the same, once. */
class Teller {
  readonly #context: StoreContext
  readonly #sets: WordSets
  readonly #words = new Map<number, readonly string[]>()
  /** of one event, without words of its own: nearly all there are */
  readonly #plain = new Map<number, Telling>()
  readonly #tellings = new Map<string, Telling>()

  constructor(context: StoreContext) {
    this.#context = context
    this.#sets = wordSets(context.db)
  }

  /** Reads the words that these sightings have and no other had before. */
  async learn(sightings: readonly SightingCells[]): Promise<void> {
    for (const { 7: classes } of sightings) {
      if (classes !== null && !this.#words.has(classes)) this.#words.set(classes, await this.#sets.words(classes))
    }
  }

  telling(told: Told, incident: number): Telling {
    let only = -1
    let count = 0
    for (let i = told.from; i < told.end; i++) {
      if (told.sightings[i]![1] !== incident) continue
      only = i
      count++
    }
    if (count === 1) {
      const cells = told.sightings[only]!
      const event = cells[2]
      if (cells[7] === null && cells[8] === null) {
        return this.#plain.get(event) ?? kept(this.#plain, event, [{ event, isMention: false }])
      }
    }
    // nothing says of which incident it is: not to be shared
    if (count === 0) return []
    const own = sightingsIn(told, incident)
    const key = own.map((cells) => `${cells[2]} ${cells[7] ?? ''} ${this.#isMention(cells)}`).join()
    return this.#tellings.get(key) ?? kept(this.#tellings, key, this.sightings(own).map(toldEvent))
  }

  /** In the order of events; an event that two questions of its source told of is one. */
  sightings(cells: readonly SightingCells[]): readonly ExposureSighting[] {
    const sightings: ExposureSighting[] = []
    for (const one of cells) {
      const sighting = this.#sighting(one)
      const last = sightings.at(-1)
      if (last?.event === sighting.event) sightings[sightings.length - 1] = together(last, sighting)
      else sightings.push(sighting)
    }
    return sightings
  }

  #sighting(cells: SightingCells): ExposureSighting {
    const [, , event, , first, last, withdrawn, classes] = cells
    const details = this.#details(cells)
    return {
      event,
      firstSeenAt: isoOf(first),
      lastSeenAt: isoOf(last),
      ...(withdrawn === null ? undefined : { withdrawnAt: isoOf(withdrawn) }),
      ...(classes === null ? undefined : { dataClasses: this.#words.get(classes)! }),
      ...(details === undefined ? undefined : { details }),
    }
  }

  #details([ref, , event, channel, , , , , sealed]: SightingCells): readonly string[] | undefined {
    if (sealed === null) return undefined
    return JSON.parse(openText(this.#context, sealed, detailsPlace(ref, event, channel)))
  }

  #isMention(cells: SightingCells): boolean {
    return this.#details(cells)?.includes(mentionDetail) ?? false
  }
}

function sightingsIn({ sightings, from, end }: Told, incident: number): readonly SightingCells[] {
  return sightings.slice(from, end).filter((cells) => cells[1] === incident)
}

function toldEvent({ event, dataClasses, details }: ExposureSighting): ToldEvent {
  const isMention = details?.includes(mentionDetail) ?? false
  return dataClasses === undefined ? { event, isMention } : { event, dataClasses, isMention }
}

function kept<K>(tellings: Map<K, Telling>, key: K, telling: Telling): Telling {
  if (tellings.size >= tellingsKept) tellings.clear()
  tellings.set(key, telling)
  return telling
}

function together(a: ExposureSighting, b: ExposureSighting): ExposureSighting {
  const dataClasses = union(a.dataClasses, b.dataClasses)
  const details = union(a.details, b.details)
  const isWithdrawn = a.withdrawnAt !== undefined && b.withdrawnAt !== undefined
  return {
    event: a.event,
    firstSeenAt: earliest(a.firstSeenAt, b.firstSeenAt),
    lastSeenAt: latest(a.lastSeenAt, b.lastSeenAt),
    ...(isWithdrawn ? { withdrawnAt: latest(a.withdrawnAt, b.withdrawnAt) } : undefined),
    ...(dataClasses === undefined ? undefined : { dataClasses }),
    ...(details === undefined ? undefined : { details }),
  }
}

function earliest(...instants: readonly string[]): string {
  return instants.toSorted()[0]!
}

function latest(...instants: readonly string[]): string {
  return instants.toSorted().at(-1)!
}

function union(a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined {
  return a === undefined || b === undefined ? (a ?? b) : [...new Set([...a, ...b])]
}

const exposuresBetween = compiledOnce((db) =>
  db
    .selectFrom('exposure')
    .select(['ref', 'incident', 'name', 'state', 'state_scan', 'news_scan', 'first_seen', 'last_seen'])
    .where('ref', '>=', 0)
    .where('ref', '<=', 0)
    .orderBy('ref')
    .orderBy('incident'),
)

const sightingsBetween = compiledOnce((db) =>
  db
    .selectFrom('sighting')
    .innerJoin('event', 'event.id', 'sighting.event')
    .select([
      'sighting.ref',
      'event.incident',
      'sighting.event',
      'sighting.channel',
      'sighting.first_seen',
      'sighting.last_seen',
      'sighting.withdrawn_at',
      'sighting.classes',
      'sighting.details',
    ])
    .where('sighting.ref', '>=', 0)
    .where('sighting.ref', '<=', 0)
    .orderBy('sighting.ref')
    .orderBy('sighting.event')
    .orderBy('sighting.channel'),
)
