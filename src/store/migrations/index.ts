/**
 * The schema's history. A database only moves forward; one that is newer than this program is left alone. To change the
 * schema add a file and a line; never touch one that was released.
 */
import { StoreError } from '../../domain/index.ts'
import type { Db } from '../sqlite.ts'
import * as first from './001-first.ts'
import * as qualification from './002-qualification.ts'
import * as places from './003-places.ts'
import * as splits from './004-splits.ts'
import * as notePages from './005-note-pages.ts'
import * as beats from './006-beats.ts'

interface Migration {
  readonly name: string
  up(db: Db): Promise<void>
}

/** in order: the first is number 1 */
const migrations: readonly Migration[] = [
  { name: 'first', up: first.up },
  { name: 'qualification', up: qualification.up },
  { name: 'places', up: places.up },
  { name: 'splits', up: splits.up },
  { name: 'note-pages', up: notePages.up },
  { name: 'beats', up: beats.up },
]

export const schemaVersion = migrations.length

/** The version of a database that was made by `migrate`. */
export async function versionOf(db: Db): Promise<number> {
  const row = await db
    .selectFrom('migration')
    .select(({ fn }) => fn.max('number').as('version'))
    .executeTakeFirst()
  return row?.version ?? 0
}

/**
 * Brings the database to this program's version, in one transaction.
 *
 * @throws StoreError when it is newer
 */
export async function migrate(db: Db, at: string): Promise<void> {
  if (await isCurrent(db)) return
  await db.transaction().execute(async (tx) => {
    const from = await versionOf(tx) // another process may have been faster
    for (const [index, migration] of migrations.entries()) {
      if (index < from) continue
      await migration.up(tx)
      await tx
        .insertInto('migration')
        .values({ number: index + 1, name: migration.name, at })
        .execute()
    }
  })
}

/** @throws StoreError when it is newer */
export async function isCurrent(db: Db): Promise<boolean> {
  const version = await versionOf(db)
  if (version <= schemaVersion) return version === schemaVersion
  throw new StoreError(
    `the database has schema version ${version}, this program knows versions up to ${schemaVersion}: it was written by a newer Vigie`,
    { mend: 'update Vigie, or open the workspace with the version that wrote it' },
  )
}

/** The table that `migrate` counts in; made together with the database. */
export async function createMigrationTable(db: Db): Promise<void> {
  await db.schema
    .createTable('migration')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute()
}
