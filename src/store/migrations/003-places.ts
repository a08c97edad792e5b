import { sql } from 'kysely'
import type { Db } from '../sqlite.ts'

/** Several places of one source, each with its own readings; and the instant of an attempt apart from that of a reading. */
export async function up(db: Db): Promise<void> {
  await db.schema
    .alterTable('watch_item')
    .addColumn('place', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
  await db
    .updateTable('watch_item')
    .set({ place: sql.ref('source') })
    .execute()
  await db.schema.createIndex('watch_item_place').on('watch_item').columns(['place', 'listed_at', 'status']).execute()
  await db.schema
    .alterTable('watch_interval')
    .addColumn('tried_at', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
  await db
    .updateTable('watch_interval')
    .set({ tried_at: sql.ref('to_at') })
    .execute()
  await db.schema
    .createTable('watch_state')
    .addColumn('place', 'text', (column) => column.primaryKey())
    .addColumn('state', 'text', (column) => column.notNull())
    .execute()
}
