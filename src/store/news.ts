/** News gets old: what an earlier scan told as new is known once a later one has looked there again. */
import { sql } from 'kysely'
import { unixSeconds } from './context.ts'
import type { Look } from './contract.ts'
import type { Db } from './sqlite.ts'

export async function settleNews(db: Db, { scan, startedAt, unseen, populations }: Look): Promise<number> {
  const before = await db
    .selectFrom('scan')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('number', '<', scan)
    // one that was killed, or failed, told nobody: its news are this scan's
    .where('ended_at', 'is not', null)
    .where('status', '<>', 'failed')
    .executeTakeFirst()
  if (before?.number == null) return 0
  const running = await db
    .selectFrom('scan')
    .select('number')
    .where('number', '<', scan)
    .where('status', '=', 'running')
    .execute()
  let query = db
    .updateTable('exposure')
    .set({ state: 'known', state_scan: scan })
    .where('state', 'in', ['new', 'changed', 'back'])
    .where('state_scan', '<=', before.number)
  if (running.length > 0) {
    const numbers = running.map(({ number }) => number)
    query = query.where(({ eb, or }) =>
      or([eb('state_scan', 'not in', numbers), eb('last_seen', '<', unixSeconds(startedAt))]),
    )
  }
  if (unseen.length > 0) {
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('sighting')
          .innerJoin('event', 'event.id', 'sighting.event')
          .select('sighting.ref')
          .whereRef('sighting.ref', '=', 'exposure.ref')
          .whereRef('event.incident', '=', 'exposure.incident')
          .where('event.source', 'not in', unseen),
      ),
    )
  }
  if (populations !== undefined) {
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('membership')
          .innerJoin('population', 'population.id', 'membership.population')
          .select('membership.ref')
          .whereRef('membership.ref', '=', 'exposure.ref')
          // SQLite only: json_each; PostgreSQL has `= any($1)`
          .where('population.name', 'in', sql<string>`(select value from json_each(${JSON.stringify(populations)}))`),
      ),
    )
  }
  const { numUpdatedRows } = await query.executeTakeFirst()
  return Number(numUpdatedRows)
}
