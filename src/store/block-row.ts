import { StoreError } from '../domain/index.ts'
import { type OpenBlock, openBlock, type SealedBlock } from './block.ts'
import type { StoreContext } from './context.ts'

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
