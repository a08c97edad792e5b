import { existsSync, lstatSync } from 'node:fs'
import type { StoreContext } from './context.ts'
import type { HealthLine } from './contract.ts'
import { tooOpen } from './keys.ts'
import { schemaVersion, versionOf } from './migrations/index.ts'
import { pragma } from './sqlite.ts'

export async function healthOf({ db, file, keys, keysDirectory }: StoreContext): Promise<readonly HealthLine[]> {
  const version = await versionOf(db)
  const journal = String(await pragma(db, 'journal_mode'))
  const check = String(await pragma(db, 'quick_check(1)'))
  const populations = await db.selectFrom('population').select(['name', 'data_key']).orderBy('id').execute()
  const locked = populations.filter((population) => keys.dataKey(population.data_key) === undefined)
  const open = tooOpen(keysDirectory)
  const files = [file, `${file}-wal`].filter((path) => existsSync(path))
  const mode = lstatSync(file).mode & 0o777
  return [
    { what: 'schema', ok: version === schemaVersion, detail: `version ${version}` },
    { what: 'size', ok: true, detail: `${files.reduce((sum, path) => sum + lstatSync(path).size, 0)} bytes` },
    { what: 'quick check', ok: check === 'ok', detail: check },
    { what: 'journal', ok: journal === 'wal', detail: journal },
    { what: 'database permissions', ok: (mode & 0o077) === 0, detail: mode.toString(8) },
    { what: 'key permissions', ok: open.length === 0, detail: open.length === 0 ? keysDirectory : open.join(', ') },
    {
      what: 'data keys',
      ok: locked.length === 0,
      detail: locked.length === 0 ? `${populations.length}` : `missing: ${locked.map(({ name }) => name).join(', ')}`,
    },
  ]
}
