import type { Db } from '../sqlite.ts'

/** What a person set apart by hand, and the base that a decision names. */
export async function up(db: Db): Promise<void> {
  await db.schema
    .createTable('incident_split')
    .addColumn('incident', 'integer', (column) => column.primaryKey().references('incident.id'))
    .addColumn('former', 'integer', (column) => column.notNull().references('incident.id'))
    .addColumn('who', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('parted')
    .addColumn('event', 'integer', (column) => column.notNull().references('event.id'))
    .addColumn('other', 'integer', (column) => column.notNull().references('event.id'))
    .addPrimaryKeyConstraint('parted_key', ['event', 'other'])
    .execute()
  await db.schema.alterTable('qualification').addColumn('base', 'text').execute()
  await db.schema.alterTable('qualification').addColumn('caused_by', 'text').execute()
}
