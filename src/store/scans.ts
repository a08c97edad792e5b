import { type StoreContext, unixSeconds } from './context.ts'
import type { LockHolder, ScanRow, ScanStore } from './contract.ts'
import { settleNews } from './news.ts'
import type { Db } from './sqlite.ts'
import { mayBeAlive, type ProcessIdentity, thisProcess } from './this-process.ts'

export function scanStore({ db, now }: StoreContext): ScanStore {
  const self = thisProcess()
  const nowS = () => unixSeconds(now().toISOString())
  const isAlive = (row: StoredProcess) => mayBeAlive(identityOf(row), nowS() - row.beat_at)

  return {
    begin: (at, options) =>
      db.transaction().execute(async (tx) => {
        await endDeadScans(tx, isAlive)
        const { number } = await tx
          .insertInto('scan')
          .values({
            started_at: at,
            status: 'running',
            options: JSON.stringify(options),
            host: self.host,
            pid: self.pid,
            process_start: self.processStart,
            beat_at: nowS(),
          })
          .returning('number')
          .executeTakeFirstOrThrow()
        return number
      }),

    async end(scan, at, status, summary) {
      await db
        .updateTable('scan')
        .set({ ended_at: at, status, summary: JSON.stringify(summary) })
        .where('number', '=', scan)
        .execute()
    },

    async list(limit) {
      const rows = await db.selectFrom('scan').selectAll().orderBy('number', 'desc').limit(limit).execute()
      return rows.map((row) => ({
        number: row.number,
        startedAt: row.started_at,
        ...(row.ended_at === null ? undefined : { endedAt: row.ended_at }),
        status: row.status === 'running' && !isAlive(row) ? 'interrupted' : row.status,
        ...(row.summary === null ? undefined : { summary: JSON.parse(row.summary) as ScanRow['summary'] & object }),
      }))
    },

    settle: (look) => settleNews(db, look),

    lock: (source, at) =>
      db.transaction().execute(async (tx) => {
        const holder = await tx.selectFrom('lock').selectAll().where('source', '=', source).executeTakeFirst()
        if (holder !== undefined && !isSelf(identityOf(holder), self) && isAlive(holder)) {
          return holderOf(holder)
        }
        const ours = { host: self.host, pid: self.pid, process_start: self.processStart, since: at, beat_at: nowS() }
        await tx
          .insertInto('lock')
          .values({ source, ...ours })
          .onConflict((conflict) => conflict.column('source').doUpdateSet(ours))
          .execute()
        return undefined
      }),

    async unlock(source) {
      await db
        .deleteFrom('lock')
        .where('source', '=', source)
        .where('host', '=', self.host)
        .where('pid', '=', self.pid)
        .where('process_start', '=', self.processStart)
        .execute()
    },

    beat: () =>
      db.transaction().execute(async (tx) => {
        for (const table of ['scan', 'lock'] as const) {
          await tx
            .updateTable(table)
            .set({ beat_at: nowS() })
            .where('host', '=', self.host)
            .where('pid', '=', self.pid)
            .where('process_start', '=', self.processStart)
            .execute()
        }
      }),

    async locks() {
      const rows = await db.selectFrom('lock').selectAll().orderBy('source').execute()
      return rows.filter(isAlive).map((row) => ({ source: row.source, ...holderOf(row) }))
    },

    async usage(since) {
      return db
        .selectFrom('usage')
        .innerJoin('scan', 'scan.number', 'usage.scan')
        .innerJoin('channel', 'channel.id', 'usage.channel')
        .select([
          'channel.source',
          ({ fn }) => fn.sum<number>('usage.requests').as('requests'),
          ({ fn }) => fn.sum<number>('usage.credits').as('credits'),
        ])
        .where('scan.started_at', '>=', since)
        .groupBy('channel.source')
        .orderBy('channel.source')
        .execute()
    },
  }
}

/** Scans whose process was killed could not say so themselves. */
async function endDeadScans(db: Db, isAlive: (row: StoredProcess) => boolean): Promise<void> {
  const running = await db.selectFrom('scan').selectAll().where('status', '=', 'running').execute()
  for (const row of running) {
    if (isAlive(row)) continue
    await db.updateTable('scan').set({ status: 'interrupted' }).where('number', '=', row.number).execute()
  }
}

interface StoredProcess {
  readonly host: string
  readonly pid: number
  readonly process_start: string
  /** Unix seconds */
  readonly beat_at: number
}

function identityOf({ host, pid, process_start }: StoredProcess): ProcessIdentity {
  return { host, pid, processStart: process_start }
}

function isSelf(one: ProcessIdentity, self: ProcessIdentity): boolean {
  return one.host === self.host && one.pid === self.pid && one.processStart === self.processStart
}

function holderOf({ host, pid, since }: StoredProcess & { readonly since: string }): LockHolder {
  return { host, pid, since }
}
