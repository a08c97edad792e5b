/** Short texts that may hold a person's data, sealed one by one: cursors, details of sightings. */
import { StoreError } from '../domain/index.ts'
import type { StoreContext } from './context.ts'
import { seal, unseal } from './seal.ts'

type Sealer = Pick<StoreContext, 'recordsKey' | 'storeId'>

/** @param place what the text belongs to; it opens nowhere else */
export function sealText(context: Sealer, text: string, place: string): Buffer {
  return seal(context.recordsKey, Buffer.from(text), boundTo(context, place))
}

/** @throws StoreError when it is not what was sealed for this place */
export function openText(context: Sealer, sealed: Uint8Array, place: string): string {
  const opened = unseal(context.recordsKey, sealed, boundTo(context, place))
  if (opened === undefined) {
    throw new StoreError('a sealed record of the database does not open: it was damaged or changed', {
      mend: 'put your latest copy of the database back in its place',
    })
  }
  return opened.toString()
}

function boundTo(context: Sealer, place: string): Buffer {
  return Buffer.from(`vigie text\0${context.storeId}\0${place}`)
}
