/** Making a database with its keys, and opening one: everything that may be wrong with it is found here, in words. */
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, linkSync, openSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StoreError, VigieError } from '../domain/index.ts'
import { auditLog } from './audit.ts'
import type { StoreContext } from './context.ts'
import type { Store } from './contract.ts'
import { coverageStore } from './coverage.ts'
import { eventStore } from './events.ts'
import { exposureStore } from './exposures.ts'
import { healthOf } from './health.ts'
import { createKeys, type Keyring, openKeys, syncDirectory } from './keys.ts'
import { listStore } from './lists.ts'
import { makeFolder } from './make-folder.ts'
import { createMigrationTable, isCurrent, migrate } from './migrations/index.ts'
import { qualificationStore } from './qualifications.ts'
import { scanStore } from './scans.ts'
import { SelectorReader } from './selectors.ts'
import { type Db, openSqlite, pragma } from './sqlite.ts'
import { storeErrorOf } from './sqlite-errors.ts'
import { codeOf } from './system-error.ts'
import { watchStore } from './watch.ts'

export interface StoreOptions {
  /** the database */
  readonly file: string
  readonly keysDirectory: string
  readonly now: () => Date
  /** for the random public names of incidents and exposures */
  readonly random?: (size: number) => Uint8Array
  /** nothing can be written, and an older database is not brought up to date */
  readonly readOnly?: boolean
  /**
   * how long to wait for another process that writes, 15 s when absent; eight times as long once this one has written: a command
   * that cannot begin says so soon, a scan under way outlasts the import of a million
   */
  readonly patienceMs?: number
}

/** "VIGI": tells our databases from others. */
const applicationId = 0x56494749
const defaultPatienceMs = 15_000
/** Enough for the upper levels of all trees; the rest is the operating system's to cache. */
const cacheKiB = 2_048

/**
 * Makes an empty database and, where they are not there yet, its keys. The file appears whole or not at all.
 *
 * @throws StoreError when the file exists, or cannot be written
 * @throws ConfigError when others may read the directory of the keys
 */
export async function createStore(options: Omit<StoreOptions, 'readOnly'>): Promise<Store> {
  const { file } = options
  if (existsSync(file)) {
    throw new StoreError(`there is a database already: ${file}`, { mend: 'use it, or name another workspace' })
  }
  const beside = `${file}.${randomBytes(4).toString('hex')}`
  try {
    makeFolder(dirname(file), 0o700)
    const keys = createKeys(options.keysDirectory)
    closeSync(openSync(beside, 'wx', 0o600))
    await fill(beside, keys, options)
    linkSync(beside, file)
    syncDirectory(dirname(file))
  } catch (error) {
    throw cannotCreate(error, file)
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(beside + suffix, { force: true })
  }
  return openStore(options)
}

/**
 * Opens a database, and brings an older one up to date.
 *
 * @throws StoreError for a file that is missing, no database of ours, damaged, newer than this program, not writable, or whose
 *   keys are missing
 * @throws ConfigError when others may read the keys
 * @throws BusyError when another process writes for longer than `patienceMs`
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { file, keysDirectory } = options
  mustBeFile(file)
  const patienceMs = options.patienceMs ?? defaultPatienceMs
  const db = openSqlite({ file, readOnly: options.readOnly === true, patienceMs, cacheKiB })
  try {
    await mustBeOurs(db, file)
    if (options.readOnly !== true) await migrate(db, options.now().toISOString())
    else if (!(await isCurrent(db))) {
      throw new StoreError('the database was written by an older Vigie, and may not be written here', {
        mend: 'run any command that writes once: it brings the database up to date',
      })
    }
    const keys = openKeys(keysDirectory)
    const { storeId, recordsKey } = await checkKeys(db, keys, keysDirectory)
    return assemble({
      db,
      keys,
      storeId,
      recordsKey,
      file,
      keysDirectory,
      now: options.now,
      random: options.random ?? randomBytes,
      connect: () => openSqlite({ file, readOnly: options.readOnly === true, patienceMs, cacheKiB }),
      latestNotes: new Map(),
    })
  } catch (error) {
    await db.destroy()
    throw storeErrorOf(error, file)
  }
}

function assemble(context: StoreContext): Store {
  const selectors = new SelectorReader(context)
  return {
    lists: listStore(context, selectors),
    coverage: coverageStore(context),
    events: eventStore(context),
    exposures: exposureStore(context, selectors),
    qualifications: qualificationStore(context),
    scans: scanStore(context),
    watch: watchStore(context),
    audit: auditLog(context),
    health: () => healthOf(context),
    close: () => context.db.destroy(),
  }
}

/** In one transaction; then a write-ahead log for all that follows. */
async function fill(file: string, keys: Keyring, options: StoreOptions): Promise<void> {
  const db = openSqlite({ file, patienceMs: 0, cacheKiB })
  try {
    await pragma(db, 'journal_mode = wal')
    const at = options.now().toISOString()
    await pragma(db, `application_id = ${applicationId}`)
    await createMigrationTable(db)
    await migrate(db, at)
    await db
      .insertInto('meta')
      .values([
        { name: 'store', value: randomBytes(16).toString('hex') },
        { name: 'key-check', value: keyCheck(keys) },
        { name: 'records-key', value: keys.createDataKey() },
      ])
      .execute()
    await pragma(db, 'wal_checkpoint(truncate)')
  } finally {
    await db.destroy()
  }
}

function mustBeFile(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined) {
    throw new StoreError(`there is no database ${file}`, { mend: 'make a workspace with `vigie init`' })
  }
  if (!found.isFile()) throw new StoreError(`${file} is not a file`, { mend: 'name the database itself' })
}

async function mustBeOurs(db: Db, file: string): Promise<void> {
  // pragmas do not fail by the file's first bytes alone: this reads them
  if ((await pragma(db, 'application_id')) === applicationId) return
  throw new StoreError(`${file} is not a database of Vigie`, {
    mend: 'name the database of a workspace made by `vigie init`',
  })
}

async function checkKeys(
  db: Db,
  keys: Keyring,
  directory: string,
): Promise<{ readonly storeId: string; readonly recordsKey: Buffer }> {
  const rows = await db.selectFrom('meta').selectAll().execute()
  const meta = new Map(rows.map(({ name, value }) => [name, value]))
  if (meta.get('key-check') !== keyCheck(keys)) {
    throw new StoreError(`the keys in ${directory} belong to another database`, {
      mend: 'name the directory of keys that was made with this database (`keys: directory`)',
    })
  }
  const recordsKey = keys.dataKey(meta.get('records-key')!)
  if (recordsKey === undefined) {
    throw new StoreError(`a data key of this database is missing in ${directory}`, {
      mend: 'put the backup of the keys in place',
    })
  }
  return { storeId: meta.get('store')!, recordsKey }
}

function keyCheck(keys: Keyring): string {
  return keys.digester.of('vigie key check').toString('hex')
}

function cannotCreate(error: unknown, file: string): unknown {
  const known = storeErrorOf(error, file)
  if (known !== error || error instanceof VigieError || codeOf(error, 'code') === undefined) return known
  return new StoreError(`the database ${file} cannot be made here`, {
    mend: 'check the permissions and the free space of its folder, or name another workspace (`--workspace`)',
    cause: error,
  })
}
