import { sql } from 'kysely'
import { commitAnswers } from './commit.ts'
import type { StoreContext } from './context.ts'
import type { WatchInterval, WatchReading, WatchStore } from './contract.ts'
import { type Db, runMany } from './sqlite.ts'

export function watchStore(context: StoreContext): WatchStore {
  const { db } = context

  return {
    listed: (source, items, at) =>
      db.transaction().execute(async (tx) => {
        const insert = tx
          .insertInto('watch_item')
          .values({
            source: '',
            key: '',
            url: '',
            listed_at: '',
            next_try_at: '',
            status: sql.lit('due'),
            tries: sql.lit(0),
          })
          .onConflict((conflict) => conflict.doNothing())
          .compile()
        const added = await runMany(
          tx,
          insert,
          items.map(({ key, url }) => [source, key, url, at, at]),
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

    read: (source, key, at, outcome, scan, record) =>
      db.transaction().execute(async (tx) => {
        await tx
          .updateTable('watch_item')
          .set({ status: outcome, done_at: at, reason: null })
          .where('source', '=', source)
          .where('key', '=', key)
          .execute()
        return commitAnswers(context, tx, scan, record === undefined ? [] : [record])
      }),

    async failed(source, key, reason, nextTryAt) {
      await db
        .updateTable('watch_item')
        .set(({ eb }) => ({ tries: eb('tries', '+', 1), reason, next_try_at: nextTryAt }))
        .where('source', '=', source)
        .where('key', '=', key)
        .where('status', '=', 'due')
        .execute()
    },

    async interval(source, reading) {
      await db.transaction().execute((tx) => extendInterval(tx, source, reading))
    },

    intervals: () => intervalsOf(db),
  }
}

async function extendInterval(db: Db, source: string, reading: WatchReading): Promise<void> {
  const isRead = reading.outcome === 'read' ? 1 : 0
  const gap = reading.gap ? 1 : 0
  await db
    .insertInto('watch_interval')
    .values({
      source,
      lists_version: reading.listsVersion,
      from_at: reading.at,
      to_at: reading.at,
      readings: isRead,
      failed_readings: 1 - isRead,
      gaps: gap,
      bad_rows: reading.badRows,
      reason: reading.reason ?? null,
    })
    .onConflict((conflict) =>
      conflict.columns(['source', 'lists_version']).doUpdateSet((eb) => ({
        to_at: reading.at,
        readings: eb('watch_interval.readings', '+', isRead),
        failed_readings: eb('watch_interval.failed_readings', '+', 1 - isRead),
        gaps: eb('watch_interval.gaps', '+', gap),
        bad_rows: eb('watch_interval.bad_rows', '+', reading.badRows),
        reason: reading.reason ?? null,
      })),
    )
    .execute()
}

/** An item belongs to the interval that was open when it was listed: the latest one that had begun. */
async function intervalsOf(db: Db): Promise<readonly WatchInterval[]> {
  const intervals = await db.selectFrom('watch_interval').selectAll().orderBy('source').orderBy('from_at').execute()
  const result: WatchInterval[] = []
  for (const [index, row] of intervals.entries()) {
    const next = intervals[index + 1]
    let items = db
      .selectFrom('watch_item')
      .select(['status', ({ fn }) => fn.countAll<number>().as('count')])
      .where('source', '=', row.source)
      .where('listed_at', '>=', row.from_at)
      .groupBy('status')
    if (next?.source === row.source) items = items.where('listed_at', '<', next.from_at)
    const counts = new Map((await items.execute()).map(({ status, count }) => [status, count]))
    const read = counts.get('read') ?? 0
    const unread = (counts.get('due') ?? 0) + (counts.get('gone') ?? 0)
    result.push({
      source: row.source,
      listsVersion: row.lists_version,
      from: row.from_at,
      to: row.to_at,
      readings: row.readings,
      failedReadings: row.failed_readings,
      gaps: row.gaps,
      badRows: row.bad_rows,
      itemsListed: read + unread,
      itemsRead: read,
      itemsUnread: unread,
      ...(row.reason === null ? undefined : { lastFailure: row.reason }),
    })
  }
  return result
}
