import { sql } from 'kysely'
import type { Db } from '../sqlite.ts'

// SQLite only: a table stored in its primary key
const clustered = sql`without rowid`

/** Notes in bulk, a page for 4,096 selectors: why most of a large list is not asked is the same for nearly all of it. */
export async function up(db: Db): Promise<void> {
  await db.schema
    .createTable('note_page')
    .addColumn('channel', 'integer', (column) => column.notNull())
    .addColumn('page', 'integer', (column) => column.notNull())
    .addColumn('notes', 'blob', (column) => column.notNull())
    .addPrimaryKeyConstraint('note_page_key', ['channel', 'page'])
    .modifyEnd(clustered)
    .execute()
}
