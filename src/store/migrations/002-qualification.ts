import type { Db } from '../sqlite.ts'

/** What persons decided and did about exposures. Goes with its exposure, wherever that goes. */
export async function up(db: Db): Promise<void> {
  await db.schema
    .createTable('qualification')
    .addColumn('ref', 'integer', (column) => column.notNull())
    .addColumn('incident', 'integer', (column) => column.notNull())
    .addColumn('verdict', 'text')
    .addColumn('attribution', 'text')
    .addColumn('note', 'blob')
    .addColumn('qualified_by', 'text')
    .addColumn('qualified_at', 'text')
    .addColumn('remedy', 'text')
    .addColumn('remedied_by', 'text')
    .addColumn('remedied_at', 'text')
    .addPrimaryKeyConstraint('qualification_key', ['ref', 'incident'])
    .addForeignKeyConstraint(
      'qualification_exposure',
      ['ref', 'incident'],
      'exposure',
      ['ref', 'incident'],
      (constraint) => constraint.onDelete('cascade').onUpdate('cascade'),
    )
    .execute()
}
