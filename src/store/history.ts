/** Sightings and exposures of the selectors that a group of pages tells of: read, changed in memory, written back. */
import type { StoreContext } from './context.ts'
import type { AnswerRecord, CommitSummary, ExposureState, SightingRecord } from './contract.ts'
import { digestLength } from './digest.ts'
import { firstSeen, type Standing, seenAfterPurge, seenAgain, withdrawn } from './exposure-state.ts'
import { randomName } from './names.ts'
import { openText, sealText } from './sealed-text.ts'
import { formerIds } from './split.ts'
import { allOfMany, compiledOnce, type Db, firstOfMany, runMany } from './sqlite.ts'
import { type WordSets, wordSets } from './word-sets.ts'

interface Sighting {
  readonly ref: number
  readonly event: number
  readonly channel: number
  first_seen: number
  last_seen: number
  withdrawn_at: number | null
  classes: number | null
  details: Uint8Array | null
  dirty: boolean
}

interface Exposure {
  readonly ref: number
  readonly incident: number
  readonly name: string
  standing: Standing
  first_seen: number
  last_seen: number
  classes: number
  dirty: boolean
}

interface Selector {
  readonly sightings: Map<string, Sighting>
  readonly exposures: Map<number, Exposure>
}

interface Event {
  readonly incident: number
  /** `word_set` */
  readonly classes: number
}

export class History {
  readonly #context: StoreContext
  readonly #db: Db
  readonly #scan: number
  readonly #sets: WordSets
  readonly #selectors: Map<number, Selector>
  readonly #events = new Map<number, Event>()
  #newExposures = 0
  #backExposures = 0
  #withdrawnExposures = 0

  static async load(context: StoreContext, db: Db, scan: number, records: readonly AnswerRecord[]): Promise<History> {
    const refs = new Set<number>()
    const events = new Set<number>()
    for (const record of records) {
      for (const sighting of record.sightings) {
        refs.add(sighting.ref)
        events.add(sighting.event)
      }
      for (const ref of record.recheck ?? []) refs.add(ref)
    }
    const history = new History(context, db, scan, refs)
    if (refs.size === 0) return history
    await history.#loadSightings([...refs])
    await history.#loadExposures([...refs])
    await history.#loadEvents([...events])
    return history
  }

  private constructor(context: StoreContext, db: Db, scan: number, refs: ReadonlySet<number>) {
    this.#context = context
    this.#db = db
    this.#scan = scan
    this.#sets = wordSets(db)
    this.#selectors = new Map(Array.from(refs, (ref) => [ref, { sightings: new Map(), exposures: new Map() }]))
  }

  async take(record: AnswerRecord): Promise<void> {
    for (const sighting of record.sightings) await this.#see(record, sighting)
    const covered = new Set([...(record.present ?? []), ...(record.absent ?? [])])
    for (const ref of record.recheck ?? []) {
      // without a whole answer about it, nothing says that it is gone
      if (covered.has(ref)) await this.#withdraw(record, ref)
    }
  }

  async write(): Promise<CommitSummary> {
    const sightings: (number | null | Uint8Array)[][] = []
    const exposures: (number | string)[][] = []
    for (const selector of this.#selectors.values()) {
      for (const it of selector.sightings.values()) {
        if (!it.dirty) continue
        sightings.push([
          it.ref,
          it.event,
          it.channel,
          it.first_seen,
          it.last_seen,
          it.withdrawn_at,
          it.classes,
          it.details,
        ])
      }
      for (const it of selector.exposures.values()) {
        if (!it.dirty) continue
        const { state, state_scan, news_scan } = it.standing
        exposures.push([
          it.ref,
          it.incident,
          it.name,
          state,
          state_scan,
          news_scan,
          it.first_seen,
          it.last_seen,
          it.classes,
        ])
      }
    }
    await runMany(this.#db, saveSighting(this.#db), sightings)
    await runMany(this.#db, saveExposure(this.#db), exposures)
    return {
      newExposures: this.#newExposures,
      backExposures: this.#backExposures,
      withdrawnExposures: this.#withdrawnExposures,
    }
  }

  async #see(record: AnswerRecord, seen: SightingRecord): Promise<void> {
    const selector = this.#selectors.get(seen.ref)!
    const event = await this.#event(seen.event)
    const classes = seen.dataClasses === undefined ? null : await this.#sets.id(seen.dataClasses)
    const key = `${seen.event} ${record.channel}`
    const known = selector.sightings.get(key)
    const details = this.#details(record, seen, known)
    if (known === undefined) {
      selector.sightings.set(key, {
        ref: seen.ref,
        event: seen.event,
        channel: record.channel,
        first_seen: record.at,
        last_seen: record.at,
        withdrawn_at: null,
        classes,
        details,
        dirty: true,
      })
    } else if (
      known.last_seen !== record.at ||
      known.withdrawn_at !== null ||
      known.classes !== classes ||
      known.details !== details
    ) {
      Object.assign(known, { last_seen: record.at, withdrawn_at: null, classes, details, dirty: true })
    }
    await this.#expose(selector, seen.ref, event, record.at, classes ?? event.classes)
  }

  async #expose(selector: Selector, ref: number, event: Event, at: number, classes: number): Promise<void> {
    const known = selector.exposures.get(event.incident)
    if (known === undefined) {
      selector.exposures.set(event.incident, await this.#newExposure(ref, event.incident, at, classes))
      return
    }
    const union = await this.#sets.union(known.classes, classes)
    const standing = seenAgain(known.standing, this.#scan, union !== known.classes)
    if (known.standing.state === 'withdrawn') this.#backExposures += 1
    if (standing === known.standing && union === known.classes && at === known.last_seen) return
    Object.assign(known, { standing, classes: union, last_seen: at, dirty: true })
  }

  async #newExposure(ref: number, incident: number, at: number, classes: number): Promise<Exposure> {
    const purged = await this.#purged(ref, incident)
    const standing = purged === undefined ? firstSeen(this.#scan) : seenAfterPurge(purged.state, this.#scan)
    if (standing.state === 'new') this.#newExposures += 1
    if (standing.state === 'back') this.#backExposures += 1
    return {
      ref,
      incident,
      name: randomName('e', this.#context.random),
      standing,
      first_seen: purged?.first_seen ?? at,
      last_seen: at,
      classes,
      dirty: true,
    }
  }

  /** What is left of this pair, under any of the ids that the incident had, or was part of before it was set apart. */
  async #purged(
    ref: number,
    incident: number,
  ): Promise<{ readonly state: ExposureState; readonly first_seen: number } | undefined> {
    const any = await this.#db.selectFrom('purged_pair').select('state').limit(1).executeTakeFirst()
    if (any === undefined) return undefined
    const digest = await digestOf(this.#db, ref)
    if (digest === undefined) return undefined
    const ids = await formerIds(this.#db, incident)
    const query = this.#db
      .selectFrom('purged_pair')
      .select(['state', 'first_seen', 'purged_at'])
      .where('digest', '=', new Uint8Array())
      .compile()
    const found = await firstOfMany(
      this.#db,
      query,
      Array.from(ids.keys(), (id) => [this.#context.keys.digester.pair(digest, id)]),
    )
    return [...ids.values()].flatMap((until, index) => {
      const row = found[index]
      return row === undefined || (until !== undefined && row.purged_at > until) ? [] : row
    })[0]
  }

  async #withdraw(record: AnswerRecord, ref: number): Promise<void> {
    const selector = this.#selectors.get(ref)!
    let changed = false
    for (const sighting of selector.sightings.values()) {
      if (sighting.channel !== record.channel || sighting.withdrawn_at !== null) continue
      if (sighting.last_seen >= record.askedAt) continue
      Object.assign(sighting, { withdrawn_at: record.at, dirty: true })
      changed = true
    }
    if (!changed) return
    const standing = new Set<number>()
    for (const sighting of selector.sightings.values()) {
      if (sighting.withdrawn_at === null) standing.add((await this.#event(sighting.event)).incident)
    }
    for (const exposure of selector.exposures.values()) {
      if (standing.has(exposure.incident) || exposure.standing.state === 'withdrawn') continue
      Object.assign(exposure, { standing: withdrawn(exposure.standing, this.#scan), dirty: true })
      this.#withdrawnExposures += 1
    }
  }

  /** The sealed details: those that are there when they say the same, since sealing twice never gives the same bytes. */
  #details(record: AnswerRecord, seen: SightingRecord, known: Sighting | undefined): Uint8Array | null {
    if (seen.details === undefined || seen.details.length === 0) return null
    const text = JSON.stringify(seen.details)
    const place = detailsPlace(seen.ref, seen.event, record.channel)
    if (known?.details != null && openText(this.#context, known.details, place) === text) return known.details
    return sealText(this.#context, text, place)
  }

  async #event(id: number): Promise<Event> {
    if (!this.#events.has(id)) await this.#loadEvents([id])
    return this.#events.get(id)!
  }

  async #loadEvents(ids: readonly number[]): Promise<void> {
    const rows = await allOfMany(
      this.#db,
      eventById(this.#db),
      ids.map((id) => [id]),
    )
    for (const row of rows) {
      const { dataClasses } = JSON.parse(row.words) as { readonly dataClasses: readonly string[] }
      this.#events.set(row.id, { incident: row.incident, classes: await this.#sets.id(dataClasses) })
    }
    const missing = ids.find((id) => !this.#events.has(id))
    if (missing !== undefined) throw new RangeError(`a sighting names event ${missing}, which was not saved`)
  }

  async #loadSightings(refs: readonly number[]): Promise<void> {
    const rows = await allOfMany(
      this.#db,
      sightingsOf(this.#db),
      refs.map((ref) => [ref]),
    )
    for (const row of rows) {
      this.#selectors.get(row.ref)!.sightings.set(`${row.event} ${row.channel}`, { ...row, dirty: false })
    }
  }

  async #loadExposures(refs: readonly number[]): Promise<void> {
    const rows = await allOfMany(
      this.#db,
      exposuresOf(this.#db),
      refs.map((ref) => [ref]),
    )
    for (const { state, state_scan, news_scan, ...row } of rows) {
      const standing = { state, state_scan, news_scan }
      this.#selectors.get(row.ref)!.exposures.set(row.incident, { ...row, standing, dirty: false })
    }
  }
}

/** What sealed details belong to. */
export function detailsPlace(ref: number, event: number, channel: number): string {
  return `details\0${ref}\0${event}\0${channel}`
}

/** The keyed digest of a selector, from the block that holds it. */
export async function digestOf(db: Db, ref: number): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('membership')
    .innerJoin('block', 'block.id', 'membership.block')
    .select(['block.refs', 'block.digests'])
    .where('membership.ref', '=', ref)
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const index = new Uint32Array(row.refs.slice().buffer).indexOf(ref)
  return row.digests.subarray(index * digestLength, (index + 1) * digestLength)
}

const eventById = compiledOnce((db) => db.selectFrom('event').select(['id', 'incident', 'words']).where('id', '=', 0))

const sightingsOf = compiledOnce((db) => db.selectFrom('sighting').selectAll().where('ref', '=', 0))

const exposuresOf = compiledOnce((db) => db.selectFrom('exposure').selectAll().where('ref', '=', 0))

const saveSighting = compiledOnce((db) =>
  db
    .insertInto('sighting')
    .values({
      ref: 0,
      event: 0,
      channel: 0,
      first_seen: 0,
      last_seen: 0,
      withdrawn_at: 0,
      classes: 0,
      details: new Uint8Array(),
    })
    .onConflict((conflict) =>
      conflict.columns(['ref', 'event', 'channel']).doUpdateSet((eb) => ({
        last_seen: eb.ref('excluded.last_seen'),
        withdrawn_at: eb.ref('excluded.withdrawn_at'),
        classes: eb.ref('excluded.classes'),
        details: eb.ref('excluded.details'),
      })),
    ),
)

const saveExposure = compiledOnce((db) =>
  db
    .insertInto('exposure')
    .values({
      ref: 0,
      incident: 0,
      name: '',
      state: 'new',
      state_scan: 0,
      news_scan: 0,
      first_seen: 0,
      last_seen: 0,
      classes: 0,
    })
    .onConflict((conflict) =>
      conflict.columns(['ref', 'incident']).doUpdateSet((eb) => ({
        state: eb.ref('excluded.state'),
        state_scan: eb.ref('excluded.state_scan'),
        news_scan: eb.ref('excluded.news_scan'),
        last_seen: eb.ref('excluded.last_seen'),
        classes: eb.ref('excluded.classes'),
      })),
    ),
)
