import type { Db } from '../sqlite.ts'

/** When a run last said that it is alive: all that another host can see of it. */
export async function up(db: Db): Promise<void> {
  for (const table of ['scan', 'lock'] as const) {
    await db.schema
      .alterTable(table)
      .addColumn('beat_at', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  }
}
