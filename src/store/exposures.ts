import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import { kindNumber } from './block.ts'
import { commitAnswers } from './commit.ts'
import { isoOf, type StoreContext } from './context.ts'
import type { ExposureFilter, ExposureRow, ExposureSighting, ExposureStore, WatchedSelector } from './contract.ts'
import { detailsPlace, digestOf } from './history.ts'
import { qualificationsOf } from './qualifications.ts'
import type { Schema } from './schema.ts'
import { openText } from './sealed-text.ts'
import type { SelectorReader } from './selectors.ts'
import { allOfMany, type Db, firstOfMany, packedRows, runMany, type SqlValue } from './sqlite.ts'
import { type WordSets, wordSets } from './word-sets.ts'

const blockLength = 500

export function exposureStore(context: StoreContext, selectors: SelectorReader): ExposureStore {
  const { db } = context

  return {
    commit: (scan, records) => db.transaction().execute((tx) => commitAnswers(context, tx, scan, records)),

    async *list(filter) {
      const keys = await keysOf(db, filter)
      for (let from = 0; from < keys.length; from += 2 * blockLength) {
        yield await rowsOf(context, selectors, keysIn(keys.subarray(from, from + 2 * blockLength)))
      }
    },

    async byName(name) {
      const key =
        (await db.selectFrom('exposure').select(['ref', 'incident']).where('name', '=', name).executeTakeFirst()) ??
        (await db.selectFrom('exposure_alias').select(['ref', 'incident']).where('name', '=', name).executeTakeFirst())
      return key === undefined ? undefined : (await rowsOf(context, selectors, [key]))[0]
    },

    async count(filter) {
      const ids = await populationIds(db, filter)
      const row = await db
        .selectFrom('exposure')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where((eb) => matches(eb, filter, ids))
        .executeTakeFirstOrThrow()
      return row.count
    },

    async strangers() {
      // of each question about one target only the pages of its latest answer count
      const latest = db
        .selectFrom('stranger')
        .select(['channel', 'target', ({ fn }) => fn.max('asked_at').as('asked_at')])
        .groupBy(['channel', 'target'])
        .as('latest')
      return db
        .selectFrom('stranger')
        .innerJoin(latest, (join) =>
          join
            .onRef('latest.channel', '=', 'stranger.channel')
            .onRef('latest.target', '=', 'stranger.target')
            .onRef('latest.asked_at', '=', 'stranger.asked_at'),
        )
        .innerJoin('event', 'event.id', 'stranger.event')
        .select(['event.incident', ({ fn }) => fn.sum<number>('stranger.count').as('count')])
        .groupBy('event.incident')
        .orderBy('event.incident')
        .execute()
    },

    purge: (names) => db.transaction().execute((tx) => purge(context, tx, names)),
  }
}

interface Key {
  readonly ref: number
  readonly incident: number
}

/** All keys at once, ref and incident in turns: blocks are then read by key, whatever is written meanwhile. */
async function keysOf(db: Db, filter: ExposureFilter): Promise<Float64Array> {
  const ids = await populationIds(db, filter)
  const query = db
    .selectFrom('exposure')
    .select([
      'exposure.ref',
      'exposure.incident',
      (eb) =>
        eb
          .selectFrom('membership')
          .select(({ fn }) => fn.min('membership.population').as('first'))
          .whereRef('membership.ref', '=', 'exposure.ref')
          .where((of) => isEffective(of, ids))
          .as('first'),
    ])
    .where((eb) => matches(eb, filter, ids))
    .orderBy('first')
    .orderBy('exposure.ref')
    .orderBy('exposure.incident')
    .compile()
  return packedRows(db, query, query.parameters as readonly SqlValue[], 2)
}

function keysIn(numbers: Float64Array): readonly Key[] {
  return Array.from({ length: numbers.length / 2 }, (_, i) => ({ ref: numbers[2 * i]!, incident: numbers[2 * i + 1]! }))
}

async function populationIds(db: Db, filter: ExposureFilter): Promise<readonly number[] | undefined> {
  if (filter.populations === undefined) return undefined
  const rows = await db.selectFrom('population').select('id').where('name', 'in', filter.populations).execute()
  return rows.map(({ id }) => id)
}

function matches(
  eb: ExpressionBuilder<Schema, 'exposure'>,
  filter: ExposureFilter,
  populations: readonly number[] | undefined,
): ExpressionWrapper<Schema, 'exposure', SqlBool> {
  const conditions: ExpressionWrapper<Schema, 'exposure', SqlBool>[] = []
  if (populations !== undefined) {
    conditions.push(
      eb.exists(
        eb
          .selectFrom('membership')
          .select('membership.ref')
          .whereRef('membership.ref', '=', 'exposure.ref')
          .where((of) => isEffective(of, populations)),
      ),
    )
  }
  if (filter.kinds !== undefined) {
    conditions.push(
      eb.exists(
        eb
          .selectFrom('membership')
          .select('membership.ref')
          .whereRef('membership.ref', '=', 'exposure.ref')
          .where(
            'membership.kind',
            'in',
            filter.kinds.map((kind) => kindNumber[kind]),
          ),
      ),
    )
  }
  if (filter.incidents !== undefined) conditions.push(isOneOf(eb, 'exposure.incident', filter.incidents))
  if (filter.refs !== undefined) conditions.push(isOneOf(eb, 'exposure.ref', filter.refs))
  if (filter.states !== undefined) conditions.push(eb('exposure.state', 'in', filter.states))
  if (filter.sinceScan !== undefined) conditions.push(eb('exposure.news_scan', '>', filter.sinceScan))
  return eb.and(conditions)
}

/** However many: a list of parameters would have a limit. */
function isOneOf(
  eb: ExpressionBuilder<Schema, 'exposure'>,
  column: 'exposure.incident' | 'exposure.ref',
  numbers: readonly number[],
) {
  // SQLite only: json_each; PostgreSQL has `= any($1)`
  return eb(column, 'in', sql<number>`(select value from json_each(${JSON.stringify(numbers)}))`)
}

/** A membership that counts: a live one, or any where none is live. */
function isEffective(eb: ExpressionBuilder<Schema, 'membership'>, populations: readonly number[] | undefined) {
  const counts = eb.or([
    eb('membership.retired_at', 'is', null),
    eb.not(
      eb.exists(
        eb
          .selectFrom('membership as live')
          .select('live.ref')
          .whereRef('live.ref', '=', 'membership.ref')
          .where('live.retired_at', 'is', null),
      ),
    ),
  ])
  return populations === undefined ? counts : eb.and([counts, eb('membership.population', 'in', populations)])
}

/** The exposures of these keys; those whose selector was erased since are left out. */
async function rowsOf(
  context: StoreContext,
  selectors: SelectorReader,
  keys: readonly Key[],
): Promise<readonly ExposureRow[]> {
  const { db } = context
  const query = db.selectFrom('exposure').selectAll().where('ref', '=', 0).where('incident', '=', 0).compile()
  const rows = await firstOfMany(
    db,
    query,
    keys.map(({ ref, incident }) => [ref, incident]),
  )
  const refs = [...new Set(keys.map(({ ref }) => ref))]
  const resolved = new Map((await selectors.resolve(refs)).map((selector, index) => [refs[index]!, selector]))
  const sightings = await sightingsOf(context, refs)
  const qualified = await qualificationsOf(context, refs)
  return rows.flatMap((row) => {
    const selector: WatchedSelector | undefined = row === undefined ? undefined : resolved.get(row.ref)
    if (row === undefined || selector === undefined) return []
    return {
      name: row.name,
      selector,
      incident: row.incident,
      state: row.state,
      stateScan: row.state_scan,
      firstSeenAt: isoOf(row.first_seen),
      lastSeenAt: isoOf(row.last_seen),
      sightings: sightings.get(`${row.ref} ${row.incident}`) ?? [],
      ...qualified.get(`${row.ref} ${row.incident}`),
    }
  })
}

/** Sightings by ref and incident, in the order of events. */
async function sightingsOf(
  context: StoreContext,
  refs: readonly number[],
): Promise<ReadonlyMap<string, readonly ExposureSighting[]>> {
  const query = context.db
    .selectFrom('sighting')
    .innerJoin('event', 'event.id', 'sighting.event')
    .selectAll('sighting')
    .select('event.incident')
    .where('sighting.ref', '=', 0)
    .orderBy('sighting.event')
    .orderBy('sighting.channel')
    .compile()
  const rows = await allOfMany(
    context.db,
    query,
    refs.map((ref) => [ref]),
  )
  const sets = wordSets(context.db)
  const sightings = new Map<string, ExposureSighting[]>()
  for (const row of rows) {
    const key = `${row.ref} ${row.incident}`
    const list = sightings.get(key) ?? []
    const sighting = await sightingOf(context, sets, row)
    const last = list.at(-1)
    // one event told of by two questions of its source
    if (last?.event === row.event) list[list.length - 1] = together(last, sighting)
    else list.push(sighting)
    sightings.set(key, list)
  }
  return sightings
}

async function sightingOf(context: StoreContext, sets: WordSets, row: Schema['sighting']): Promise<ExposureSighting> {
  const details =
    row.details === null
      ? undefined
      : (JSON.parse(openText(context, row.details, detailsPlace(row.ref, row.event, row.channel))) as readonly string[])
  return {
    event: row.event,
    firstSeenAt: isoOf(row.first_seen),
    lastSeenAt: isoOf(row.last_seen),
    ...(row.withdrawn_at === null ? undefined : { withdrawnAt: isoOf(row.withdrawn_at) }),
    ...(row.classes === null ? undefined : { dataClasses: await sets.words(row.classes) }),
    ...(details === undefined ? undefined : { details }),
  }
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

async function purge(context: StoreContext, db: Db, names: readonly string[]): Promise<number> {
  const query = db.selectFrom('exposure').selectAll().where('name', '=', '').compile()
  const found = await firstOfMany(
    db,
    query,
    names.map((name) => [name]),
  )
  const purged: (readonly [Uint8Array, string, number, string])[] = []
  const gone: (readonly [number, number])[] = []
  for (const row of found) {
    if (row === undefined) continue
    gone.push([row.ref, row.incident])
    const digest = await digestOf(db, row.ref)
    if (digest === undefined) continue
    const pair = context.keys.digester.pair(digest, row.incident)
    purged.push([pair, row.state, row.first_seen, context.now().toISOString()])
  }
  const remember = db
    .insertInto('purged_pair')
    .values({ digest: new Uint8Array(), state: 'new', first_seen: 0, purged_at: '' })
    .onConflict((conflict) =>
      conflict.column('digest').doUpdateSet((eb) => ({
        state: eb.ref('excluded.state'),
        purged_at: eb.ref('excluded.purged_at'),
      })),
    )
    .compile()
  await runMany(db, remember, purged)
  const sightings = db
    .deleteFrom('sighting')
    .where('ref', '=', 0)
    .where('event', 'in', (eb) => eb.selectFrom('event').select('id').where('incident', '=', 0))
    .compile()
  await runMany(db, sightings, gone)
  await runMany(db, db.deleteFrom('exposure_alias').where('ref', '=', 0).where('incident', '=', 0).compile(), gone)
  return runMany(db, db.deleteFrom('exposure').where('ref', '=', 0).where('incident', '=', 0).compile(), gone)
}
