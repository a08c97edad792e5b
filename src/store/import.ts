/**
 * An import, in one transaction on a connection of its own. Batches are sorted by digest: a million inserts in random order
 * cost four times as much.
 */

import { type ControlledTransaction, sql } from 'kysely'
import { StoreError } from '../domain/index.ts'
import { BlockDraft, blockCapacity, kindNumber } from './block.ts'
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

/** Selectors of a slice that are to be stored, each once. Columns, used again for each slice: a million objects would cost more. */
class Rows {
  length = 0
  /** place in the batch */
  readonly index = new Uint32Array(sliceLength)
  readonly person = new Float64Array(sliceLength)
  readonly ref = new Float64Array(sliceLength)
  /** 1 where the ref was given just now */
  readonly isNew = new Uint8Array(sliceLength)
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
  readonly #pending = new BlockDraft()
  readonly #rows = new Rows()
  /** what is bound of a digest: the database copies it */
  readonly #bound = Buffer.alloc(digestLength)
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
        this.#takeDistinct(batch, order.subarray(from, from + sliceLength))
        await this.#store(batch)
      }
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
  #takeDistinct({ digests, persons, outcomes }: Batch, order: Uint32Array): void {
    const rows = this.#rows
    rows.length = 0
    const words = new Int32Array(digests.buffer, digests.byteOffset, digests.length / 4)
    for (const index of order) {
      const last = rows.length - 1
      if (this.#objections.size > 0 && this.#objections.has(textOf(digests, index))) {
        outcomes[index] = outcome.objected
      } else if (last >= 0 && isSameDigest(words, rows.index[last]!, index)) {
        outcomes[index] = outcome.duplicate
        rows.person[last] = onePerson(rows.person[last]!, persons[index]!)
      } else {
        rows.index[rows.length] = index
        rows.person[rows.length] = persons[index]!
        rows.length += 1
      }
    }
  }

  async #store(batch: Batch): Promise<void> {
    const rows = this.#rows
    await this.#assignRefs(batch)
    const members = await firstOfMany(this.#tx, memberQuery(this.#tx), this.#knownRefs())
    const added: number[] = []
    const blocks: number[] = []
    const seen: (readonly [number, number | null, number, number])[] = []
    let known = 0
    for (let i = 0; i < rows.length; i++) {
      const member = rows.isNew[i] === 1 ? undefined : members[known++]
      const index = rows.index[i]!
      batch.outcomes[index] = outcomeOf(member, this.#import)
      if (member === undefined) {
        added.push(i)
        blocks.push(this.#lastBlock + 1)
        await this.#hold(batch, i)
      } else {
        const person = personAfter(member, rows.person[i]!, this.#import)
        if (member.import !== this.#import || person !== member.person) {
          seen.push([this.#import, person, rows.ref[i]!, this.#population.id])
        }
      }
    }
    await runMany(this.#tx, newMember(this.#tx), this.#newMembers(batch, added, blocks))
    await runMany(this.#tx, seenMember(this.#tx), seen)
  }

  /** Made one by one, as they are bound: they are gone before they weigh anything. */
  *#newMembers(
    { values }: Batch,
    added: readonly number[],
    blocks: readonly number[],
  ): Iterable<readonly [number, number, number, number, number, number | null]> {
    const { index, person, ref } = this.#rows
    for (let i = 0; i < added.length; i++) {
      const row = added[i]!
      const kind = kindNumber[values[index[row]!]!.kind]
      const of = person[row] === 0 ? null : person[row]!
      yield [ref[row]!, this.#population.id, kind, this.#import, blocks[i]!, of]
    }
  }

  /** Finds or gives each ref. */
  async #assignRefs(batch: Batch): Promise<void> {
    const { ref, isNew, length } = this.#rows
    const known = await numberOfMany(this.#tx, refQuery(this.#tx), this.#digests(batch), length)
    for (let i = 0; i < length; i++) {
      isNew[i] = known[i] === 0 ? 1 : 0
      ref[i] = known[i] === 0 ? ++this.#lastRef : known[i]!
    }
    await runMany(this.#tx, newSelector(this.#tx), this.#newSelectors(batch))
  }

  *#digests({ digests }: Batch): Iterable<readonly [Uint8Array]> {
    const { index, length } = this.#rows
    for (let i = 0; i < length; i++) yield [this.#bind(digests, index[i]!)]
  }

  *#newSelectors({ digests }: Batch): Iterable<readonly [Uint8Array, number]> {
    const { index, ref, isNew, length } = this.#rows
    for (let i = 0; i < length; i++) {
      if (isNew[i] === 1) yield [this.#bind(digests, index[i]!), ref[i]!]
    }
  }

  *#knownRefs(): Iterable<readonly [number, number]> {
    const { ref, isNew, length } = this.#rows
    for (let i = 0; i < length; i++) if (isNew[i] === 0) yield [ref[i]!, this.#population.id]
  }

  #bind(digests: Buffer, index: number): Uint8Array {
    digests.copy(this.#bound, 0, index * digestLength, (index + 1) * digestLength)
    return this.#bound
  }

  /** Keeps a selector until its block is full. */
  async #hold({ values, digests }: Batch, row: number): Promise<void> {
    const index = this.#rows.index[row]!
    const { kind, canonical } = values[index]!
    this.#pending.add(this.#rows.ref[row]!, kindNumber[kind], digests, index * digestLength, canonical)
    if (this.#pending.length === blockCapacity) await this.#flush()
  }

  async #flush(): Promise<void> {
    if (this.#pending.length === 0) return
    const id = ++this.#lastBlock
    const place = { storeId: this.#context.storeId, population: this.#population.id, block: id }
    const sealed = this.#pending.seal(sealingKey(this.#context, this.#population.dataKey), place)
    await this.#tx
      .insertInto('block')
      .values({ id, population: this.#population.id, data_key: this.#population.dataKey, ...sealed })
      .execute()
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

function isSameDigest(words: Int32Array, a: number, b: number): boolean {
  const [i, j] = [a * 4, b * 4]
  return (
    words[i] === words[j] &&
    words[i + 1] === words[j + 1] &&
    words[i + 2] === words[j + 2] &&
    words[i + 3] === words[j + 3]
  )
}

function textOf(digests: Buffer, index: number): string {
  return digests.toString('latin1', index * digestLength, (index + 1) * digestLength)
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
