import type { Keyring } from './keys.ts'
import type { Population } from './roster.ts'
import type { Schema } from './schema.ts'
import type { Db } from './sqlite.ts'

export async function populationsOf(db: Db): Promise<readonly Population[]> {
  return db.selectFrom('population').select(['id', 'name']).orderBy('id').execute()
}

/** The population of this name; made, with a data key of its own, when it is met first. */
export async function ensurePopulation(
  db: Db,
  keys: Keyring,
  name: string,
): Promise<{ readonly id: number; readonly dataKey: string }> {
  const known = await db
    .selectFrom('population')
    .select(['id', 'data_key as dataKey'])
    .where('name', '=', name)
    .executeTakeFirst()
  if (known !== undefined) return known
  const dataKey = keys.createDataKey()
  const { id } = await db
    .insertInto('population')
    .values({ name, data_key: dataKey })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, dataKey }
}

export async function addToCounter(db: Db, name: Schema['counter']['name']): Promise<void> {
  await db
    .updateTable('counter')
    .set(({ eb }) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', name)
    .execute()
}
