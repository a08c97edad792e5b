/**
 * An import, in one transaction on a connection of its own. Batches are sorted by digest: a million inserts in random order
 * cost four times as much.
 */

import { type ControlledTransaction, sql } from 'kysely'
import { StoreError } from '../domain/index.ts'
import { type BlockEntry, blockCapacity, kindNumber, sealBlock } from './block.ts'
import { sealingKey } from './block-row.ts'
import type { StoreContext } from './context.ts'
import { unixSeconds } from './context.ts'
import { type Import, type ImportSpec, type ImportValue, importOutcomes } from './contract.ts'
import { digestLength, selectorText } from './digest.ts'
import { sortedByDigest } from './digest-order.ts'
import { addToCounter, ensurePopulation } from './population.ts'
import type { Schema } from './schema.ts'
import { compiledOnce, type Db, firstOfMany, foldJournal, numberOfMany, runMany } from './sqlite.ts'

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

/** Rows stored at a time. Small: what is made for them is young when it dies, which costs neither time nor memory. */
const sliceLength = 2048

interface Batch {
  readonly values: readonly ImportValue[]
  /** of each value, 16 bytes */
  readonly digests: Buffer
  /** of each value, 0 when it names none */
  readonly persons: Float64Array
  readonly outcomes: Uint8Array
}

/** One selector of a batch that is to be stored: its place in the batch, and what was found of it. */
interface Row {
  readonly index: number
  readonly digest: Buffer
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

  add(values: readonly ImportValue[]): Promise<Uint8Array> {
    return this.#orRollBack(async () => {
      const batch: Batch = {
        values,
        digests: this.#digestAll(values),
        persons: this.#personsOf(values),
        outcomes: new Uint8Array(values.length),
      }
      const order = sortedByDigest(batch.digests)
      for (let from = 0; from < order.length; from += sliceLength) {
        await this.#store(batch, this.#distinct(batch, order.subarray(from, from + sliceLength)))
      }
      // entries that wait for their block must not hold the whole batch's digests
      this.#pending = this.#pending.map((entry) => ({ ...entry, digest: Buffer.from(entry.digest) }))
      return batch.outcomes
    })
  }

  async commit(): Promise<{ readonly retired: number }> {
    const retired = await this.#orRollBack(async () => {
      await this.#flush()
      const unseen = this.#spec.replace ? await this.#retireUnseen() : 0
      await this.#setCounter('ref', this.#lastRef)
      await this.#setCounter('block', this.#lastBlock)
      await addToCounter(this.#tx, 'lists')
      await this.#tx.commit().execute()
      return unseen
    })
    this.#open = false
    await foldJournal(this.#db) // as large as the import
    await this.#db.destroy()
    return { retired }
  }

  async rollback(): Promise<void> {
    if (!this.#open) return
    this.#open = false
    await this.#tx.rollback().execute()
    await this.#db.destroy()
  }

  /** What fails half-way ends the import, and frees the database for others. */
  async #orRollBack<T>(work: () => Promise<T>): Promise<T> {
    if (!this.#open) throw new StoreError('this import has ended already')
    try {
      return await work()
    } catch (error) {
      await this.rollback()
      throw error
    }
  }

  #digestAll(values: readonly ImportValue[]): Buffer {
    const digests = Buffer.allocUnsafeSlow(values.length * digestLength)
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!
      this.#context.keys.digester.write(selectorText(value.kind, value.canonical), digests, i * digestLength)
    }
    return digests
  }

  /** Rows follow each other by person, so that the one before is worth a look. */
  #personsOf(values: readonly ImportValue[]): Float64Array {
    const persons = new Float64Array(values.length)
    let text: string | undefined
    let number = 0
    for (let i = 0; i < values.length; i++) {
      const { person } = values[i]!
      if (person === undefined || person === '') continue
      if (person !== text) {
        number = this.#context.keys.digester.person(this.#spec.population, person)
        text = person
      }
      persons[i] = number
    }
    return persons
  }

  /** Each selector once, without those that objected. Equal digests stand together, in the order of the list. */
  #distinct({ digests, persons, outcomes }: Batch, order: Uint32Array): readonly Row[] {
    const rows: Row[] = []
    let last: Row | undefined
    for (const index of order) {
      const start = index * digestLength
      const digest = digests.subarray(start, start + digestLength)
      if (this.#objections.size > 0 && this.#objections.has(digest.toString('latin1'))) {
        outcomes[index] = outcome.objected
      } else if (last?.digest.equals(digest)) {
        outcomes[index] = outcome.duplicate
        last.person = onePerson(last.person, persons[index]!)
      } else {
        last = { index, digest, ref: 0, person: persons[index]! }
        rows.push(last)
      }
    }
    return rows
  }

  async #store(batch: Batch, rows: readonly Row[]): Promise<void> {
    const isNew = await this.#assignRefs(rows)
    const known = rows.filter((_, position) => isNew[position] === 0)
    const members = await firstOfMany(this.#tx, memberQuery(this.#tx), refsOf(known, this.#population.id))
    const memberOf = new Map(known.map((row, position) => [row, members[position]]))
    const added: Row[] = []
    const seen: (readonly [number, number | null, number, number])[] = []
    const blocks: number[] = []
    for (const row of rows) {
      const member = memberOf.get(row)
      batch.outcomes[row.index] = outcomeOf(member, this.#import)
      if (member === undefined) {
        added.push(row)
        blocks.push(this.#lastBlock + 1)
        await this.#hold(row, batch.values[row.index]!)
      } else {
        const person = personAfter(member, row.person, this.#import)
        if (member.import !== this.#import || person !== member.person) {
          seen.push([this.#import, person, row.ref, this.#population.id])
        }
      }
    }
    await runMany(this.#tx, newMember(this.#tx), this.#newMembers(batch, added, blocks))
    await runMany(this.#tx, seenMember(this.#tx), seen)
  }

  /** Made one by one, as they are bound: they are gone before they weigh anything. */
  *#newMembers(
    { values }: Batch,
    rows: readonly Row[],
    blocks: readonly number[],
  ): Iterable<readonly [number, number, number, number, number, number | null]> {
    for (let i = 0; i < rows.length; i++) {
      const { ref, index, person } = rows[i]!
      const kind = kindNumber[values[index]!.kind]
      yield [ref, this.#population.id, kind, this.#import, blocks[i]!, person === 0 ? null : person]
    }
  }

  /** Finds or gives each ref. @returns 1 where it was given */
  async #assignRefs(rows: readonly Row[]): Promise<Uint8Array> {
    const known = await numberOfMany(this.#tx, refQuery(this.#tx), digestsOf(rows), rows.length)
    const isNew = new Uint8Array(rows.length)
    for (let i = 0; i < rows.length; i++) {
      if (known[i] === 0) isNew[i] = 1
      rows[i]!.ref = known[i] === 0 ? ++this.#lastRef : known[i]!
    }
    const added = rows.filter((_, position) => isNew[position] === 1)
    await runMany(this.#tx, newSelector(this.#tx), digestsAndRefsOf(added))
    return isNew
  }

  /** Keeps an entry until its block is full. */
  async #hold({ ref, digest }: Row, { kind, canonical }: ImportValue): Promise<void> {
    this.#pending.push({ ref, kind: kindNumber[kind], digest, canonical })
    if (this.#pending.length === blockCapacity) await this.#flush()
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

  async #setCounter(name: 'ref' | 'block', value: number): Promise<void> {
    await this.#tx.updateTable('counter').set({ value }).where('name', '=', name).execute()
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

function* digestsOf(rows: readonly Row[]): Iterable<readonly [Uint8Array]> {
  for (const { digest } of rows) yield [digest]
}

function* digestsAndRefsOf(rows: readonly Row[]): Iterable<readonly [Uint8Array, number]> {
  for (const { digest, ref } of rows) yield [digest, ref]
}

function* refsOf(rows: readonly Row[], population: number): Iterable<readonly [number, number]> {
  for (const { ref } of rows) yield [ref, population]
}

const refQuery = compiledOnce((db) => db.selectFrom('selector').select('ref').where('digest', '=', new Uint8Array()))

const newSelector = compiledOnce((db) => db.insertInto('selector').values({ digest: new Uint8Array(), ref: 0 }))

const memberQuery = compiledOnce((db) =>
  db
    .selectFrom('membership')
    .select(['import', 'person', 'retired_at'])
    .where('ref', '=', 0)
    .where('population', '=', 0),
)

const newMember = compiledOnce((db) =>
  db.insertInto('membership').values({ ref: 0, population: 0, kind: 0, import: 0, block: 0, person: 0 }),
)

const seenMember = compiledOnce((db) =>
  db
    .updateTable('membership')
    .set({ import: 0, person: 0, retired_at: sql.lit(null) })
    .where('ref', '=', 0)
    .where('population', '=', 0),
)
