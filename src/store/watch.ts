import { sql } from 'kysely'
import { commitAnswers } from './commit.ts'
import type { StoreContext } from './context.ts'
import type { DueItem, WatchInterval, WatchReading, WatchStanding, WatchStore } from './contract.ts'
import { allOfMany, compiledOnce, type Db, runMany } from './sqlite.ts'

export function watchStore(context: StoreContext): WatchStore {
  const { db } = context

  return {
    listed: (source, place, items, at) =>
      db.transaction().execute(async (tx) => {
        const added = await runMany(
          tx,
          newItem(tx),
          items.map(({ key, url }) => [source, key, url, at, at, place]),
        )
        return { added, known: items.length - added }
      }),

    async due(source, at, limit) {
      return db
        .selectFrom('watch_item')
        .select(['key', 'url', 'tries'])
        .where('source', '=', source)
        .where('status', '=', 'due')
        .where('next_try_at', '<=', at)
        .orderBy('listed_at')
        .orderBy('key')
        .limit(limit)
        .execute()
    },

    stillDue: (source, keys) =>
      allOfMany(
        db,
        dueItem(db),
        keys.map((key) => [source, key]),
      ),

    async nextTurnAt(source) {
      const row = await db
        .selectFrom('watch_item')
        .select(({ fn }) => fn.min('next_try_at').as('at'))
        .where('source', '=', source)
        .where('status', '=', 'due')
        .executeTakeFirst()
      return row?.at ?? undefined
    },

    async read(source, key, at, outcome, scan, record) {
      const done = [[outcome, at, null, source, key]]
      if (record === undefined) {
        await runMany(db, itemDone(db), done)
        return { newExposures: 0, backExposures: 0, withdrawnExposures: 0 }
      }
      return db.transaction().execute(async (tx) => {
        await runMany(tx, itemDone(tx), done)
        return commitAnswers(context, tx, scan, [record])
      })
    },

    async failed(source, key, reason, nextTryAt) {
      await db
        .updateTable('watch_item')
        .set(({ eb }) => ({ tries: eb('tries', '+', 1), reason, next_try_at: nextTryAt }))
        .where('source', '=', source)
        .where('key', '=', key)
        .where('status', '=', 'due')
        .execute()
    },

    async refused(source, key, reason, at) {
      await runMany(db, itemDone(db), [['refused', at, reason, source, key]])
    },

    interval: (place, reading) =>
      db.transaction().execute(async (tx) => {
        await extendInterval(tx, place, reading)
        const { state } = reading
        if (state === undefined) return
        await tx
          .insertInto('watch_state')
          .values({ place, state })
          .onConflict((conflict) => conflict.column('place').doUpdateSet({ state }))
          .execute()
      }),

    standing: (place) => standingOf(db, place),
    intervals: () => intervalsOf(db),
  }
}

async function extendInterval(db: Db, place: string, reading: WatchReading): Promise<void> {
  const { at } = reading
  const isRead = reading.outcome === 'read' ? 1 : 0
  const gap = reading.gap ? 1 : 0
  await db
    .insertInto('watch_interval')
    .values({
      source: place,
      lists_version: reading.listsVersion,
      from_at: at,
      to_at: at,
      readings: isRead,
      failed_readings: 1 - isRead,
      gaps: gap,
      bad_rows: reading.badRows,
      reason: reading.reason ?? null,
      tried_at: at,
    })
    .onConflict((conflict) =>
      conflict.columns(['source', 'lists_version']).doUpdateSet((eb) => ({
        // what came before the first reading was not watched, nor is what comes after the last
        ...(isRead === 1
          ? {
              from_at: sql<string>`case when watch_interval.readings = 0 then ${at} else watch_interval.from_at end`,
              to_at: at,
            }
          : {}),
        readings: eb('watch_interval.readings', '+', isRead),
        failed_readings: eb('watch_interval.failed_readings', '+', 1 - isRead),
        gaps: eb('watch_interval.gaps', '+', gap),
        bad_rows: eb('watch_interval.bad_rows', '+', reading.badRows),
        reason: reading.reason ?? null,
        tried_at: at,
      })),
    )
    .execute()
}

async function standingOf(db: Db, place: string): Promise<WatchStanding> {
  const tried = await db
    .selectFrom('watch_interval')
    .select(({ fn }) => [fn.max('tried_at').as('at'), fn.sum<number>('readings').as('readings')])
    .where('source', '=', place)
    .executeTakeFirst()
  const kept = await db.selectFrom('watch_state').select('state').where('place', '=', place).executeTakeFirst()
  return {
    ...(tried?.at == null ? {} : { triedAt: tried.at }),
    wasRead: Number(tried?.readings ?? 0) > 0,
    ...(kept === undefined ? {} : { state: kept.state }),
  }
}

/**
 * An item belongs to the interval that was open when it was listed: the latest one that had begun. One that was listed by a
 * reading that crashed, before any was recorded, belongs to the first.
 */
async function intervalsOf(db: Db): Promise<readonly WatchInterval[]> {
  const intervals = await db.selectFrom('watch_interval').selectAll().orderBy('source').orderBy('from_at').execute()
  const result: WatchInterval[] = []
  for (const [index, row] of intervals.entries()) {
    const former = intervals[index - 1]
    const next = intervals[index + 1]
    let items = db
      .selectFrom('watch_item')
      .select(['status', ({ fn }) => fn.countAll<number>().as('count')])
      .where('place', '=', row.source)
      .groupBy('status')
    if (former?.source === row.source) items = items.where('listed_at', '>=', row.from_at)
    if (next?.source === row.source) items = items.where('listed_at', '<', next.from_at)
    const counts = new Map((await items.execute()).map(({ status, count }) => [status, Number(count)]))
    const of = (status: 'due' | 'read' | 'gone' | 'refused') => counts.get(status) ?? 0
    const itemsUnread = of('due') + of('gone') + of('refused')
    result.push({
      source: row.source.split('/', 1)[0]!,
      place: row.source,
      listsVersion: row.lists_version,
      from: row.from_at,
      to: row.to_at,
      triedAt: row.tried_at,
      readings: row.readings,
      failedReadings: row.failed_readings,
      gaps: row.gaps,
      badRows: row.bad_rows,
      itemsListed: of('read') + itemsUnread,
      itemsRead: of('read'),
      itemsUnread,
      itemsGone: of('gone'),
      itemsRefused: of('refused'),
      ...(row.reason === null ? undefined : { lastFailure: row.reason }),
    })
  }
  return result
}

const newItem = compiledOnce((db) =>
  db
    .insertInto('watch_item')
    .values({
      source: '',
      key: '',
      url: '',
      listed_at: '',
      next_try_at: '',
      place: '',
      status: sql.lit('due'),
      tries: sql.lit(0),
    })
    .onConflict((conflict) => conflict.doNothing()),
)

const dueItem = compiledOnce<DueItem>((db) =>
  db
    .selectFrom('watch_item')
    .select(['key', 'url', 'tries'])
    .where('source', '=', '')
    .where('key', '=', '')
    .where('status', '=', sql.lit('due')),
)

const itemDone = compiledOnce((db) =>
  db
    .updateTable('watch_item')
    .set({ status: 'read', done_at: '', reason: '' })
    .where('source', '=', '')
    .where('key', '=', ''),
)
