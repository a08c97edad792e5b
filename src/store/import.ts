/**
 * An import, in one transaction on a connection of its own. Batches are sorted by digest: a million inserts in random order
 * cost four times as much.
 */

import { type ControlledTransaction, sql } from 'kysely'
import { StoreError } from '../domain/index.ts'
import { type BlockEntry, blockCapacity, kindNumber, sealBlock } from './block.ts'
import { sealingKey } from './block-reader.ts'
import type { StoreContext } from './context.ts'
import { unixSeconds } from './context.ts'
import { type Import, type ImportSpec, type ImportValue, importOutcomes } from './contract.ts'
import { digestLength, selectorText } from './digest.ts'
import { sortedByDigest } from './digest-order.ts'
import { addToCounter, ensurePopulation } from './population.ts'
import type { Schema } from './schema.ts'
import { type Db, firstOfMany, numberOfMany, pragma, runMany } from './sqlite.ts'

const outcome = Object.fromEntries(importOutcomes.map((name, index) => [name, index])) as Readonly<
  Record<(typeof importOutcomes)[number], number>
>

export async function beginImport(context: StoreContext, spec: ImportSpec): Promise<Import> {
  const db = context.connect()
  try {
    const tx = await db.startTransaction().execute()
    try {
      return await ImportRun.begin(context, db, tx, spec)
    } catch (error) {
      await tx.rollback().execute()
      throw error
    }
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** One selector of a batch that is to be stored: its place in the batch, and what was found of it. */
interface Row {
  readonly index: number
  ref: number
  person: number
}

interface Member {
  readonly import: number
  readonly person: number | null
  readonly retired_at: number | null
}

class ImportRun implements Import {
  readonly #context: StoreContext
  readonly #db: Db
  readonly #tx: ControlledTransaction<Schema>
  readonly #spec: ImportSpec
  readonly #import: number
  readonly #population: { readonly id: number; readonly dataKey: string }
  readonly #objections: ReadonlySet<string>
  #lastRef: number
  #lastBlock: number
  /** selectors whose block is not full yet */
  #pending: BlockEntry[] = []
  #open = true

  static async begin(
    context: StoreContext,
    db: Db,
    tx: ControlledTransaction<Schema>,
    spec: ImportSpec,
  ): Promise<ImportRun> {
    const population = await ensurePopulation(tx, context.keys, spec.population)
    const { id } = await tx
      .insertInto('import')
      .values({
        population: population.id,
        list: spec.list,
        at: spec.at,
        expires_at: unixSeconds(spec.expiresAt),
        replaces: spec.replace ? 1 : 0,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const objections = await tx.selectFrom('objection').select('digest').execute()
    const counters = await tx.selectFrom('counter').selectAll().execute()
    const counter = new Map(counters.map((row) => [row.name, row.value]))
    return new ImportRun({
      context,
      db,
      tx,
      spec,
      import: id,
      population,
      objections: new Set(objections.map((row) => Buffer.from(row.digest).toString('latin1'))),
      lastRef: counter.get('ref')!,
      lastBlock: counter.get('block')!,
    })
  }

  private constructor(state: {
    context: StoreContext
    db: Db
    tx: ControlledTransaction<Schema>
    spec: ImportSpec
    import: number
    population: { id: number; dataKey: string }
    objections: ReadonlySet<string>
    lastRef: number
    lastBlock: number
  }) {
    this.#context = state.context
    this.#db = state.db
    this.#tx = state.tx
    this.#spec = state.spec
    this.#import = state.import
    this.#population = state.population
    this.#objections = state.objections
    this.#lastRef = state.lastRef
    this.#lastBlock = state.lastBlock
  }

  async add(values: readonly ImportValue[]): Promise<Uint8Array> {
    this.#mustBeOpen()
    const outcomes = new Uint8Array(values.length)
    const digests = this.#digestAll(values)
    const rows = this.#distinct(values, digests, outcomes)
    await this.#assignRefs(rows, digests)
    const members = await firstOfMany(
      this.#tx,
      memberQuery(this.#tx),
      rows.map((row) => [row.ref, this.#population.id]),
    )
    const added: [number, number, number, number, number, number | null][] = []
    const seen: [number, number | null, number, number][] = []
    for (const [position, row] of rows.entries()) {
      const member = members[position]
      const value = values[row.index]!
      outcomes[row.index] = outcomeOf(member, this.#import)
      if (member === undefined) {
        const kind = kindNumber[value.kind]
        added.push([row.ref, this.#population.id, kind, this.#import, this.#blockOfNext(), row.person || null])
        this.#pending.push({
          ref: row.ref,
          kind,
          digest: digests.subarray(row.index * digestLength, (row.index + 1) * digestLength),
          canonical: value.canonical,
        })
        if (this.#pending.length === blockCapacity) await this.#flush()
      } else {
        const person = personAfter(member, row.person, this.#import)
        if (member.import !== this.#import || person !== member.person) {
          seen.push([this.#import, person, row.ref, this.#population.id])
        }
      }
    }
    await runMany(this.#tx, newMember(this.#tx), added)
    await runMany(this.#tx, seenMember(this.#tx), seen)
    // entries that wait for their block must not hold the whole batch's digests
    this.#pending = this.#pending.map((entry) => ({ ...entry, digest: Buffer.from(entry.digest) }))
    return outcomes
  }

  async commit(): Promise<{ readonly retired: number }> {
    this.#mustBeOpen()
    await this.#flush()
    const retired = this.#spec.replace ? await this.#retireUnseen() : 0
    await this.#tx.updateTable('counter').set({ value: this.#lastRef }).where('name', '=', 'ref').execute()
    await this.#tx.updateTable('counter').set({ value: this.#lastBlock }).where('name', '=', 'block').execute()
    await addToCounter(this.#tx, 'lists')
    await this.#tx.commit().execute()
    this.#open = false
    // what was written lies in the journal, as large as the import; whoever still reads keeps it until he is done
    await pragma(this.#db, 'wal_checkpoint(truncate)')
    await this.#db.destroy()
    return { retired }
  }

  async rollback(): Promise<void> {
    if (!this.#open) return
    this.#open = false
    await this.#tx.rollback().execute()
    await this.#db.destroy()
  }

  #digestAll(values: readonly ImportValue[]): Buffer {
    const digests = Buffer.allocUnsafeSlow(values.length * digestLength)
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!
      this.#context.keys.digester.write(selectorText(value.kind, value.canonical), digests, i * digestLength)
    }
    return digests
  }

  /** In the order of digests, each once, without those that objected. */
  #distinct(values: readonly ImportValue[], digests: Buffer, outcomes: Uint8Array): readonly Row[] {
    const rows: Row[] = []
    let last: Row | undefined
    for (const index of sortedByDigest(digests)) {
      const start = index * digestLength
      if (this.#objections.size > 0 && this.#objections.has(digests.toString('latin1', start, start + digestLength))) {
        outcomes[index] = outcome.objected
        continue
      }
      const person = this.#personOf(values[index]!)
      const before = last === undefined ? -1 : last.index * digestLength
      if (
        last !== undefined &&
        digests.compare(digests, before, before + digestLength, start, start + digestLength) === 0
      ) {
        outcomes[index] = outcome.duplicate
        last.person = onePerson(last.person, person)
        continue
      }
      last = { index, ref: 0, person }
      rows.push(last)
    }
    return rows
  }

  async #assignRefs(rows: readonly Row[], digests: Buffer): Promise<void> {
    const digestOf = (row: Row) => digests.subarray(row.index * digestLength, (row.index + 1) * digestLength)
    const known = await numberOfMany(
      this.#tx,
      refQuery(this.#tx),
      rows.map((row) => [digestOf(row)]),
    )
    const added: [Uint8Array, number][] = []
    for (const [position, row] of rows.entries()) {
      row.ref = known[position]!
      if (row.ref !== 0) continue
      row.ref = ++this.#lastRef
      added.push([digestOf(row), row.ref])
    }
    await runMany(this.#tx, newSelector(this.#tx), added)
  }

  #blockOfNext(): number {
    return this.#lastBlock + 1
  }

  async #flush(): Promise<void> {
    if (this.#pending.length === 0) return
    const id = ++this.#lastBlock
    const place = { storeId: this.#context.storeId, population: this.#population.id, block: id }
    const sealed = sealBlock(this.#pending, sealingKey(this.#context, this.#population.dataKey), place)
    await this.#tx
      .insertInto('block')
      .values({ id, population: this.#population.id, data_key: this.#population.dataKey, ...sealed })
      .execute()
    this.#pending = []
  }

  async #retireUnseen(): Promise<number> {
    const result = await this.#tx
      .updateTable('membership')
      .set({ retired_at: unixSeconds(this.#spec.at) })
      .where('population', '=', this.#population.id)
      .where('import', '<>', this.#import)
      .where('retired_at', 'is', null)
      .executeTakeFirst()
    return Number(result.numUpdatedRows)
  }

  /** The last person met: rows of one person follow each other. */
  #lastPerson: { readonly text: string; readonly number: number } | undefined

  #personOf(value: ImportValue): number {
    if (value.person === undefined || value.person === '') return 0
    if (this.#lastPerson?.text !== value.person) {
      const number = this.#context.keys.digester.person(this.#spec.population, value.person)
      this.#lastPerson = { text: value.person, number }
    }
    return this.#lastPerson!.number
  }

  #mustBeOpen(): void {
    if (!this.#open) throw new StoreError('this import was committed or rolled back already')
  }
}

function outcomeOf(member: Member | undefined, thisImport: number): number {
  if (member === undefined) return outcome.new
  if (member.import === thisImport) return outcome.duplicate
  return member.retired_at === null ? outcome.known : outcome.new
}

/** A later list corrects an earlier one, and one that names nobody leaves what is known. */
function personAfter(member: Member, person: number, thisImport: number): number | null {
  if (person === 0) return member.person
  return member.import === thisImport ? onePerson(member.person ?? 0, person) : person
}

/** Two persons for one selector in one import: always the same one of them, whatever the order of the lines. */
function onePerson(a: number, b: number): number {
  return a === 0 || b === 0 ? a + b : Math.min(a, b)
}

function refQuery(db: Db) {
  return db.selectFrom('selector').select('ref').where('digest', '=', new Uint8Array()).compile()
}

function newSelector(db: Db) {
  return db.insertInto('selector').values({ digest: new Uint8Array(), ref: 0 }).compile()
}

function memberQuery(db: Db) {
  return db
    .selectFrom('membership')
    .select(['import', 'person', 'retired_at'])
    .where('ref', '=', 0)
    .where('population', '=', 0)
    .compile()
}

function newMember(db: Db) {
  return db
    .insertInto('membership')
    .values({ ref: 0, population: 0, kind: 0, import: 0, block: 0, person: 0 })
    .compile()
}

function seenMember(db: Db) {
  return db
    .updateTable('membership')
    .set({ import: 0, person: 0, retired_at: sql.lit(null) })
    .where('ref', '=', 0)
    .where('population', '=', 0)
    .compile()
}
