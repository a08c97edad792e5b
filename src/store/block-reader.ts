import { StoreError } from '../domain/index.ts'
import { type OpenBlock, openBlock, type SealedBlock } from './block.ts'
import type { StoreContext } from './context.ts'

/** Blocks opened lately: neighbours in a list are neighbours in a block. */
const kept = 16

/** Opens blocks by their number. */
export class BlockReader {
  readonly #context: StoreContext
  readonly #open = new Map<number, { readonly sealed: Uint8Array; readonly block: OpenBlock | undefined }>()

  constructor(context: StoreContext) {
    this.#context = context
  }

  /** @returns `undefined` when its population was shredded, or the block is gone */
  async read(id: number): Promise<OpenBlock | undefined> {
    const row = await this.#context.db.selectFrom('block').selectAll().where('id', '=', id).executeTakeFirst()
    if (row === undefined) return undefined
    // an objection seals the block anew, in this process or another: the sealed bytes say whether it is the same
    const known = this.#open.get(id)
    if (known !== undefined && Buffer.compare(known.sealed, row.sealed) === 0) return known.block
    const block = openRow(this.#context, row)
    this.#open.delete(id)
    this.#open.set(id, { sealed: row.sealed, block })
    if (this.#open.size > kept) this.#open.delete(this.#open.keys().next().value!)
    return block
  }
}

export interface BlockRow extends SealedBlock {
  readonly id: number
  readonly population: number
  readonly data_key: string
}

/** @returns `undefined` when the data key is gone: the population was shredded */
export function openRow(context: Pick<StoreContext, 'keys' | 'storeId'>, row: BlockRow): OpenBlock | undefined {
  const key = context.keys.dataKey(row.data_key)
  if (key === undefined) return undefined
  return openBlock(row, key, { storeId: context.storeId, population: row.population, block: row.id })
}

/** The data key a block is to be sealed with; it must be there. */
export function sealingKey(context: Pick<StoreContext, 'keys'>, name: string): Buffer {
  const key = context.keys.dataKey(name)
  if (key !== undefined) return key
  throw new StoreError(`the data key ${name} of a population is missing`, {
    mend: 'put the backup of the keys in place; a population that was shredded is imported anew under another name',
  })
}
