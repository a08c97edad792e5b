/** Two incidents turn out to be one. */
import { StoreError } from '../domain/index.ts'
import type { ExposureState } from './contract.ts'
import { joinedExposure } from './exposure-state.ts'
import { arePartedByHand } from './split.ts'
import type { Db } from './sqlite.ts'
import { wordSets } from './word-sets.ts'

/**
 * The incident that an id leads to. Every joined one points straight at the one that is kept.
 *
 * @throws StoreError when there is no such incident
 */
export async function keptIncident(db: Db, id: number): Promise<number> {
  const row = await db.selectFrom('incident').select(['id', 'kept_as']).where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new StoreError(`there is no incident ${id}`)
  return row.kept_as ?? row.id
}

/** The older of the two is kept, whichever was named first. Nothing happens when they are one already, or a person parted them. */
export async function joinIncidents(db: Db, one: number, another: number, evidence: string, at: string): Promise<void> {
  const [a, b] = [await keptIncident(db, one), await keptIncident(db, another)]
  if (a === b || (await arePartedByHand(db, a, b))) return
  const [kept, other] = a < b ? [a, b] : [b, a] // ids are given at first sight
  await mergeExposures(db, kept, other)
  await db.updateTable('event').set({ incident: kept }).where('incident', '=', other).execute()
  await db
    .updateTable('incident')
    .set({ kept_as: kept })
    .where(({ eb, or }) => or([eb('id', '=', other), eb('kept_as', '=', other)]))
    .execute()
  await db.insertInto('incident_join').values({ other, kept, evidence, at }).execute()
}

interface Exposure {
  readonly ref: number
  readonly name: string
  readonly state: ExposureState
  readonly state_scan: number
  readonly news_scan: number
  readonly first_seen: number
  readonly last_seen: number
  readonly classes: number
}

async function mergeExposures(db: Db, kept: number, other: number): Promise<void> {
  const sets = wordSets(db)
  const moving = await db.selectFrom('exposure').selectAll().where('incident', '=', other).execute()
  const there = await db.selectFrom('exposure').selectAll().where('incident', '=', kept).execute()
  const staying = new Map<number, Exposure>(there.map((row) => [row.ref, row]))
  for (const row of moving) {
    const twin = staying.get(row.ref)
    if (twin === undefined) {
      await db
        .updateTable('exposure')
        .set({ incident: kept })
        .where('ref', '=', row.ref)
        .where('incident', '=', other)
        .execute()
      continue
    }
    const [older, younger] = twin.first_seen <= row.first_seen ? [twin, row] : [row, twin]
    const classes = await sets.union(older.classes, younger.classes)
    await moveQualification(db, row.ref, other, kept)
    await db.deleteFrom('exposure').where('ref', '=', row.ref).where('incident', '=', other).execute()
    await db
      .updateTable('exposure')
      .set({
        ...joinedExposure(older, younger),
        name: older.name,
        first_seen: older.first_seen,
        last_seen: Math.max(older.last_seen, younger.last_seen),
        classes,
      })
      .where('ref', '=', row.ref)
      .where('incident', '=', kept)
      .execute()
    await db.insertInto('exposure_alias').values({ name: younger.name, ref: row.ref, incident: kept }).execute()
  }
  await db.updateTable('exposure_alias').set({ incident: kept }).where('incident', '=', other).execute()
}

/** What a person decided about either of the two stands; about both, what was decided about the one that is kept. */
async function moveQualification(db: Db, ref: number, other: number, kept: number): Promise<void> {
  const there = await db
    .selectFrom('qualification')
    .select('ref')
    .where('ref', '=', ref)
    .where('incident', '=', kept)
    .executeTakeFirst()
  if (there !== undefined) return
  await db
    .updateTable('qualification')
    .set({ incident: kept })
    .where('ref', '=', ref)
    .where('incident', '=', other)
    .execute()
}
