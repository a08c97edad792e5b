/**
 * Kysely on `node:sqlite`. All SQL that only SQLite understands is here and in `migrations/`; queries are Kysely's, so that
 * they can run on PostgreSQL. For hot paths one compiled query runs with many rows of parameters (`runMany` and its kin),
 * which costs a microsecond a row instead of the forty of a query that is built, compiled and awaited by itself.
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { BusyError, StoreError } from '../domain/index.ts'
import type { Schema } from './schema.ts'
import { isBusy, storeErrorOf } from './sqlite-errors.ts'

export type SqlValue = null | number | bigint | string | Uint8Array
/** A database or a transaction on it. */
export type Db = Kysely<Schema>
type Parameters = readonly SqlValue[]

export interface SqliteOptions {
  readonly file: string
  readonly readOnly?: boolean
  /** how long to wait for another writer, `underWay` times as long after the first commit; the event loop goes on meanwhile */
  readonly patienceMs: number
  readonly cacheKiB: number
}

/** Opens an existing file. The caller checks what is in it. */
export function openSqlite(options: SqliteOptions): Db {
  const connection = new SqliteConnection(options)
  return new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new SqliteDriver(connection),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    } satisfies Dialect,
  })
}

/**
 * A query that is built and compiled at its first use. The values it is built with say only where parameters stand; their
 * order is that of the columns.
 */
export function compiledOnce<T>(build: (db: Db) => { compile(): CompiledQuery<T> }): (db: Db) => CompiledQuery<T> {
  let compiled: CompiledQuery<T> | undefined
  return (db) => {
    compiled ??= build(db).compile()
    return compiled
  }
}

/**
 * Runs one query for each row of parameters, in order. Rows that are made as they are taken (a generator) are for
 * transactions only: outside, a query that met a busy database is run again from the first row.
 *
 * @returns how many rows of the table changed
 */
export function runMany(db: Db, query: CompiledQuery, rows: Iterable<Parameters>): Promise<number> {
  return withConnection(db, (connection) => connection.runMany(query.sql, rows))
}

/** The first row that the query gives for each row of parameters; `undefined` where there is none. */
export function firstOfMany<T>(
  db: Db,
  query: CompiledQuery<T>,
  rows: Iterable<Parameters>,
): Promise<readonly (T | undefined)[]> {
  return withConnection(db, (connection) => connection.firstOfMany(query.sql, rows) as readonly (T | undefined)[])
}

/** The first number that the query gives for each row of parameters; 0 where there is none. */
export function numberOfMany(
  db: Db,
  query: CompiledQuery,
  rows: Iterable<Parameters>,
  length: number,
): Promise<Float64Array> {
  return withConnection(db, (connection) => connection.numberOfMany(query.sql, rows, length))
}

/** All rows that the query gives for all rows of parameters, in their order. */
export function allOfMany<T>(db: Db, query: CompiledQuery<T>, rows: Iterable<Parameters>): Promise<readonly T[]> {
  return withConnection(db, (connection) => connection.allOfMany(query.sql, rows) as readonly T[])
}

/** The rows of one query as arrays of numbers, for millions of them. */
export function numberRows(
  db: Db,
  query: CompiledQuery,
  parameters: Parameters,
): Promise<readonly (readonly number[])[]> {
  return withConnection(db, (connection) => connection.numberRows(query.sql, parameters))
}

/** Rows of numbers below 2³², `width` columns each, one after the other in one array: keys by the million, held for long. */
export function packedRows(db: Db, query: CompiledQuery, parameters: Parameters, width: number): Promise<Uint32Array> {
  return withConnection(db, (connection) => connection.packedRows(query.sql, parameters, width))
}

/** All rows that the query gives for all rows of parameters, each as an array of its columns: for a million of them. */
export function arraysOfMany<T extends readonly SqlValue[]>(
  db: Db,
  query: CompiledQuery,
  rows: Iterable<Parameters>,
): Promise<readonly T[]> {
  return withConnection(db, (connection) => connection.arraysOfMany(query.sql, rows) as unknown as readonly T[])
}

/** `PRAGMA name` as a value. SQLite only. */
export async function pragma(db: Db, text: string): Promise<SqlValue | undefined> {
  const result = await db.executeQuery(CompiledQuery.raw(`pragma ${text}`))
  const row = result.rows[0] as Record<string, SqlValue> | undefined
  return row === undefined ? undefined : Object.values(row)[0]
}

/**
 * Moves what the write-ahead log holds into the database, and empties it. Where that fails (no space, a reader in the way)
 * the log stays and counts as before, and the next commit tries again: what was committed stands either way.
 */
export async function foldJournal(db: Db): Promise<void> {
  try {
    await pragma(db, 'wal_checkpoint(truncate)')
  } catch (error) {
    if (!(error instanceof StoreError || error instanceof BusyError)) throw error
  }
}

function withConnection<T>(db: Db, use: (connection: SqliteConnection) => T): Promise<T> {
  return db.getExecutor().provideConnection(async (connection) => {
    if (!(connection instanceof SqliteConnection)) throw new TypeError('not a connection of this adapter')
    return connection.attempt(() => use(connection))
  })
}

class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection

  constructor(connection: SqliteConnection) {
    this.#connection = connection
  }

  init(): Promise<void> {
    return this.#connection.init()
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }

  async releaseConnection(): Promise<void> {}

  /** Takes the one write lock at once: a transaction that starts reading and then wants to write could not be retried. */
  async beginTransaction(): Promise<void> {
    await this.#connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(): Promise<void> {
    await this.#connection.executeQuery(CompiledQuery.raw('commit'))
    this.#connection.hasWritten = true
  }

  async rollbackTransaction(): Promise<void> {
    this.#connection.rollback()
  }

  async destroy(): Promise<void> {
    this.#connection.close()
  }
}

/** Statements are few and used again and again; the bound is against a query whose text grows with its input. */
const maxStatements = 300
const retryEveryMs = 20
const underWay = 8

interface Prepared {
  readonly statement: StatementSync
  readonly reads: boolean
}

class SqliteConnection implements DatabaseConnection {
  readonly #file: string
  hasWritten = false
  readonly #patienceMs: number
  readonly #pragmas: string
  readonly #db: DatabaseSync
  readonly #statements = new Map<string, Prepared>()
  /** the same for rows that come as arrays */
  readonly #arrayStatements = new Map<string, StatementSync>()

  constructor(options: SqliteOptions) {
    this.#file = options.file
    this.#patienceMs = options.patienceMs
    this.#pragmas = pragmas(options)
    try {
      this.#db = new DatabaseSync(options.file, {
        readOnly: options.readOnly === true,
        enableForeignKeyConstraints: true,
      })
    } catch (error) {
      throw storeErrorOf(error, options.file)
    }
  }

  /** Not in the constructor: already these wait for one who has the database for himself. */
  init(): Promise<void> {
    return this.attempt(() => this.#db.exec(this.#pragmas))
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.attempt(() => {
      const { statement, reads } = this.#prepare(query.sql)
      const parameters = query.parameters as SqlValue[]
      if (reads) return { rows: statement.all(...parameters) as R[] }
      const { changes, lastInsertRowid } = statement.run(...parameters)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
    })
  }

  // biome-ignore lint/correctness/useYield: blocks are read by key, never by an open cursor, so that writes may go on
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new TypeError('this adapter does not stream')
  }

  runMany(sql: string, rows: Iterable<Parameters>): number {
    const { statement } = this.#prepare(sql)
    let changes = 0
    for (const row of rows) changes += Number(statement.run(...row).changes)
    return changes
  }

  firstOfMany(sql: string, rows: Iterable<Parameters>): readonly unknown[] {
    const { statement } = this.#prepare(sql)
    const first: unknown[] = []
    for (const row of rows) first.push(statement.get(...row))
    return first
  }

  numberOfMany(sql: string, rows: Iterable<Parameters>, length: number): Float64Array {
    const statement = this.#prepareArrays(sql)
    const numbers = new Float64Array(length)
    let i = 0
    for (const row of rows) {
      const found = statement.get(...row) as readonly number[] | undefined
      if (found !== undefined) numbers[i] = found[0]!
      i += 1
    }
    return numbers
  }

  allOfMany(sql: string, rows: Iterable<Parameters>): readonly unknown[] {
    const { statement } = this.#prepare(sql)
    const all: unknown[] = []
    for (const row of rows) for (const found of statement.all(...row)) all.push(found)
    return all
  }

  numberRows(sql: string, parameters: Parameters): readonly (readonly number[])[] {
    return this.#prepareArrays(sql).all(...parameters) as unknown as readonly (readonly number[])[]
  }

  arraysOfMany(sql: string, rows: Iterable<Parameters>): readonly unknown[] {
    const statement = this.#prepareArrays(sql)
    let all: readonly unknown[] = []
    for (const row of rows) {
      const found = statement.all(...row)
      all = all.length === 0 ? found : all.concat(found)
    }
    return all
  }

  packedRows(sql: string, parameters: Parameters, width: number): Uint32Array {
    let packed = new Uint32Array(1024 * width)
    let end = 0
    for (const row of this.#prepareArrays(sql).iterate(...parameters)) {
      if (end === packed.length) {
        const larger = new Uint32Array(packed.length * 2)
        larger.set(packed)
        packed = larger
      }
      const numbers = row as unknown as readonly number[]
      for (let column = 0; column < width; column++) packed[end++] = numbers[column]!
    }
    return packed.subarray(0, end)
  }

  /** Runs it again while another connection is in the way; inside a transaction there is nothing to wait for. */
  async attempt<T>(run: () => T): Promise<T> {
    const until = performance.now() + this.#patienceMs * (this.hasWritten ? underWay : 1)
    for (;;) {
      try {
        return run()
      } catch (error) {
        if (!isBusy(error) || this.#db.isTransaction || performance.now() >= until) {
          throw storeErrorOf(error, this.#file)
        }
      }
      await sleep(retryEveryMs)
    }
  }

  /** A full disk has ended the transaction by itself already. */
  rollback(): void {
    if (this.#db.isTransaction) this.#db.exec('rollback')
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close()
  }

  #prepare(sql: string): Prepared {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const statement = this.#db.prepare(sql)
    const prepared = { statement, reads: statement.columns().length > 0 }
    if (this.#statements.size >= maxStatements) this.#statements.clear()
    this.#statements.set(sql, prepared)
    return prepared
  }

  #prepareArrays(sql: string): StatementSync {
    const known = this.#arrayStatements.get(sql)
    if (known !== undefined) return known
    const statement = this.#db.prepare(sql)
    statement.setReturnArrays(true)
    if (this.#arrayStatements.size >= maxStatements) this.#arrayStatements.clear()
    this.#arrayStatements.set(sql, statement)
    return statement
  }
}

/**
 * `synchronous=full`: a commit is on the disk when it returns. The short busy time-out is for what SQLite does by itself
 * (recovery, checkpoints); waiting for writers is `attempt`'s, which does not stop the event loop. No memory mapping: its
 * pages would count as ours, and 200 MB of coverage are read through a cache of a few megabytes just as fast.
 */
function pragmas({ cacheKiB, readOnly }: SqliteOptions): string {
  const common = `pragma busy_timeout = 100; pragma cache_size = -${cacheKiB}; pragma trusted_schema = off;`
  if (readOnly === true) return `${common} pragma query_only = on;`
  return `${common} pragma synchronous = full; pragma fullfsync = on; pragma checkpoint_fullfsync = on; pragma secure_delete = fast;`
}
