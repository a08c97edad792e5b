/**
 * A person sets apart what was wrongly taken for one incident. Which events must never meet again is kept as pairs: what is
 * joined with one of them later is then apart from the other, too.
 */
import { StoreError } from '../domain/index.ts'
import type { StoreContext } from './context.ts'
import type { EventName, IncidentSplit, Split, SplitBy } from './contract.ts'
import { splitExposure } from './exposure-state.ts'
import { randomName } from './names.ts'
import type { Schema } from './schema.ts'
import { type Db, runMany, type SqlValue } from './sqlite.ts'

/** Call it inside a transaction. */
export async function splitIncident(
  context: StoreContext,
  db: Db,
  former: number,
  events: readonly number[],
  by: SplitBy,
): Promise<Split> {
  const all = await db.selectFrom('event').select(['id', 'first_seen_at']).where('incident', '=', former).execute()
  const leaving = all.filter(({ id }) => events.includes(id))
  const staying = all.filter(({ id }) => !events.includes(id))
  if (leaving.length !== new Set(events).size || leaving.length === 0 || staying.length === 0) {
    throw new StoreError('an incident is split into events of its own, and some that stay', {
      mend: 'look at it again: `vigie exposures explain`',
    })
  }
  const name = randomName('i', context.random)
  const { id: incident } = await db
    .insertInto('incident')
    .values({ name, first_seen_at: leaving.map((event) => event.first_seen_at).sort()[0]! })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('incident_split')
    .values({ incident, former, ...by })
    .execute()
  await part(db, leaving, staying)

  const isLeaving = new Set(leaving.map(({ id }) => id))
  const counts = await splitExposures(context, db, { former, incident, isLeaving })
  const move = db.updateTable('event').set({ incident: 0 }).where('id', '=', 0).compile()
  await runMany(
    db,
    move,
    leaving.map(({ id }) => [incident, id]),
  )
  return { incident, name, ...counts }
}

type Numbered = readonly { readonly id: number }[]

async function part(db: Db, leaving: Numbered, staying: Numbered): Promise<void> {
  const pair = db
    .insertInto('parted')
    .values({ event: 0, other: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .compile()
  const pairs = leaving.flatMap(({ id }) =>
    staying.map(({ id: other }) => [Math.min(id, other), Math.max(id, other)] as const),
  )
  await runMany(db, pair, pairs)
}

interface Sides {
  readonly former: number
  readonly incident: number
  /** events that go to the new incident */
  readonly isLeaving: ReadonlySet<number>
}

/** What one side told of a selector. */
interface Side {
  first: number
  last: number
  stands: boolean
}

async function splitExposures(context: StoreContext, db: Db, sides: Sides): Promise<Pick<Split, 'moved' | 'doubled'>> {
  const { former, incident } = sides
  const told = await toldBySides(db, sides)
  const exposures = await db.selectFrom('exposure').selectAll().where('incident', '=', former).execute()
  const moved: number[] = []
  const doubled: Schema['exposure'][] = []
  const left: Schema['exposure'][] = []
  for (const row of exposures) {
    const { leaving, staying } = told.get(row.ref) ?? {}
    if (leaving === undefined) continue
    if (staying === undefined) {
      moved.push(row.ref)
      continue
    }
    const name = randomName('e', context.random)
    const there = { ...row, ...splitExposure(row, leaving.stands), incident, name }
    doubled.push({ ...there, first_seen: leaving.first, last_seen: leaving.last })
    // what a purge left may be older than any sighting
    const first = row.first_seen < Math.min(leaving.first, staying.first) ? row.first_seen : staying.first
    left.push({ ...row, ...splitExposure(row, staying.stands), first_seen: first, last_seen: staying.last })
  }
  await moveExposures(db, sides, moved)
  await addExposures(db, sides, doubled)
  const update = db
    .updateTable('exposure')
    .set({ state: 'known', first_seen: 0, last_seen: 0 })
    .where('ref', '=', 0)
    .where('incident', '=', 0)
    .compile()
  await runMany(
    db,
    update,
    left.map((row) => [row.state, row.first_seen, row.last_seen, row.ref, former]),
  )
  return { moved: moved.length, doubled: doubled.length }
}

async function toldBySides(
  db: Db,
  { former, isLeaving }: Sides,
): Promise<ReadonlyMap<number, { leaving?: Side; staying?: Side }>> {
  const sightings = await db
    .selectFrom('exposure')
    .innerJoin('sighting', 'sighting.ref', 'exposure.ref')
    .innerJoin('event', 'event.id', 'sighting.event')
    .select([
      'sighting.ref',
      'sighting.event',
      'sighting.first_seen as first',
      'sighting.last_seen as last',
      'sighting.withdrawn_at',
    ])
    .where('exposure.incident', '=', former)
    .where('event.incident', '=', former)
    .execute()
  const told = new Map<number, { leaving?: Side; staying?: Side }>()
  for (const { ref, event, first, last, withdrawn_at } of sightings) {
    const sides = told.get(ref) ?? {}
    told.set(ref, sides)
    const which = isLeaving.has(event) ? 'leaving' : 'staying'
    const side = sides[which]
    const stands = withdrawn_at === null
    sides[which] =
      side === undefined
        ? { first, last, stands }
        : { first: Math.min(side.first, first), last: Math.max(side.last, last), stands: side.stands || stands }
  }
  return told
}

/** Decisions go with their exposure, and so do the names that were joined into it. */
async function moveExposures(db: Db, { former, incident }: Sides, refs: readonly number[]): Promise<void> {
  for (const table of ['exposure', 'exposure_alias'] as const) {
    const move = db.updateTable(table).set({ incident: 0 }).where('ref', '=', 0).where('incident', '=', 0).compile()
    await runMany(
      db,
      move,
      refs.map((ref) => [incident, ref, former]),
    )
  }
}

/** Without the decision: it was about what was wrongly one. What was done for the account was done. */
async function addExposures(db: Db, { former, incident }: Sides, rows: readonly Schema['exposure'][]): Promise<void> {
  const columns = [
    'ref',
    'incident',
    'name',
    'state',
    'state_scan',
    'news_scan',
    'first_seen',
    'last_seen',
    'classes',
  ] as const
  const empty = { ref: 0, incident: 0, name: '', state: 'known', state_scan: 0, news_scan: 0 } as const
  const insert = db
    .insertInto('exposure')
    .values({ ...empty, first_seen: 0, last_seen: 0, classes: 0 })
    .compile()
  await runMany(
    db,
    insert,
    rows.map((row): SqlValue[] => columns.map((column) => row[column])),
  )
  const refs = new Set(rows.map(({ ref }) => ref))
  const remedies = await db
    .selectFrom('qualification')
    .select(['ref', 'remedy', 'remedied_by', 'remedied_at'])
    .where('incident', '=', former)
    .where('remedy', 'is not', null)
    .execute()
  const remedy = db
    .insertInto('qualification')
    .values({ ref: 0, incident: 0, remedy: '', remedied_by: '', remedied_at: '' })
    .compile()
  await runMany(
    db,
    remedy,
    remedies
      .filter(({ ref }) => refs.has(ref))
      .map((row) => [row.ref, incident, row.remedy, row.remedied_by, row.remedied_at]),
  )
}

/** True when a person parted an event of the one from an event of the other. */
export async function arePartedByHand(db: Db, one: number, another: number): Promise<boolean> {
  const found = await db
    .selectFrom('parted')
    .innerJoin('event as a', 'a.id', 'parted.event')
    .innerJoin('event as b', 'b.id', 'parted.other')
    .select('a.id')
    .where(({ eb, or, and }) =>
      or([
        and([eb('a.incident', '=', one), eb('b.incident', '=', another)]),
        and([eb('a.incident', '=', another), eb('b.incident', '=', one)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

export async function partedEvents(db: Db): Promise<readonly (readonly [EventName, EventName])[]> {
  const rows = await db
    .selectFrom('parted')
    .innerJoin('event as a', 'a.id', 'parted.event')
    .innerJoin('event as b', 'b.id', 'parted.other')
    .select(['a.source as source', 'a.key as key', 'b.source as other_source', 'b.key as other_key'])
    .orderBy('a.id')
    .orderBy('b.id')
    .execute()
  return rows.map((row) => [
    { source: row.source, key: row.key },
    { source: row.other_source, key: row.other_key },
  ])
}

export async function splitsOf(db: Db, incident: number): Promise<readonly IncidentSplit[]> {
  const rows = await db
    .selectFrom('incident_split')
    .innerJoin('incident as made', 'made.id', 'incident_split.incident')
    .innerJoin('incident as former', 'former.id', 'incident_split.former')
    .leftJoin('incident as made_kept', 'made_kept.id', 'made.kept_as')
    .leftJoin('incident as former_kept', 'former_kept.id', 'former.kept_as')
    .select(({ fn }) => [
      fn.coalesce('made_kept.id', 'made.id').as('made'),
      fn.coalesce('made_kept.name', 'made.name').as('incident'),
      fn.coalesce('former_kept.id', 'former.id').as('origin'),
      fn.coalesce('former_kept.name', 'former.name').as('former'),
      'incident_split.who',
      'incident_split.reason',
      'incident_split.at',
    ])
    .orderBy('incident_split.incident')
    .execute()
  return rows
    .filter(({ made, origin }) => made === incident || origin === incident)
    .map(({ incident: name, former, who, reason, at }) => ({ incident: name, former, who, reason, at }))
}

/**
 * Numbers under which something of this incident may have been kept: its own, those joined into it, and what it was split
 * from, each with the instant of that split: what came later is the other's alone.
 */
export async function formerIds(db: Db, incident: number): Promise<ReadonlyMap<number, string | undefined>> {
  const ids = new Map<number, string | undefined>([[incident, undefined]])
  for (const [id, until] of ids) {
    const joined = await db.selectFrom('incident').select('id').where('kept_as', '=', id).execute()
    for (const one of joined) if (!ids.has(one.id)) ids.set(one.id, until)
    const from = await db
      .selectFrom('incident_split')
      .innerJoin('incident', 'incident.id', 'incident_split.former')
      .select(['incident.id', 'incident.kept_as', 'incident_split.at'])
      .where('incident_split.incident', '=', id)
      .executeTakeFirst()
    const former = from?.kept_as ?? from?.id
    if (from === undefined || former === undefined || ids.has(former)) continue
    ids.set(former, until === undefined || from.at < until ? from.at : until)
  }
  return ids
}
