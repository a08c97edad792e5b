/**
 * A block: up to 1,024 selectors of one population, sealed in one go (a call to AES-GCM costs the same for one and for a
 * thousand). Beside the sealed values stand, packed and in the same order, what the store must know without opening it:
 * `refs` (4 bytes each), `kinds` (1) and `digests` (16). They are bound to the sealed values, so neither can be exchanged.
 */
import { type SelectorKind, StoreError, selectorKinds } from '../domain/index.ts'
import { digestLength } from './digest.ts'
import { seal, unseal } from './seal.ts'

export const blockCapacity = 1024

export interface BlockEntry {
  readonly ref: number
  readonly kind: number
  /** 16 bytes */
  readonly digest: Uint8Array
  readonly canonical: string
}

export interface BlockPlace {
  readonly storeId: string
  readonly population: number
  readonly block: number
}

export interface SealedBlock {
  readonly refs: Uint8Array
  readonly kinds: Uint8Array
  readonly digests: Uint8Array
  readonly sealed: Uint8Array
}

/** An opened block. Values are decoded one by one, as they are asked for. */
export interface OpenBlock {
  readonly refs: Uint32Array
  readonly kinds: Uint8Array
  readonly digests: Buffer
  canonical(index: number): string
}

export const kindNumber: Readonly<Record<SelectorKind, number>> = { email: 0, phone: 1, domain: 2, organisation: 3 }

const kinds = selectorKinds.toSorted((a, b) => kindNumber[a] - kindNumber[b])

export function kindOf(number: number): SelectorKind {
  return kinds[number]!
}

export function sealBlock(entries: readonly BlockEntry[], key: Uint8Array, place: BlockPlace): SealedBlock {
  const refs = Uint32Array.from(entries, (entry) => entry.ref)
  const kinds = Uint8Array.from(entries, (entry) => entry.kind)
  const digests = Buffer.alloc(entries.length * digestLength)
  for (const [index, entry] of entries.entries()) digests.set(entry.digest, index * digestLength)
  const plain = { refs: new Uint8Array(refs.buffer), kinds, digests }
  return { ...plain, sealed: seal(key, packValues(entries), boundTo(place, plain)) }
}

/** @throws StoreError when it is not what was sealed in this place */
export function openBlock(block: SealedBlock, key: Uint8Array, place: BlockPlace): OpenBlock {
  const values = unseal(key, block.sealed, boundTo(place, block))
  if (values === undefined) {
    throw new StoreError(`block ${place.block} of the database does not open: it was damaged or changed`, {
      mend: 'put the latest backup in its place (`vigie restore`)',
    })
  }
  const refs = new Uint32Array(block.refs.slice().buffer)
  const starts = new Uint32Array(refs.length + 1)
  starts[0] = refs.length * 2
  for (let i = 0; i < refs.length; i++) starts[i + 1] = starts[i]! + values.readUInt16LE(i * 2)
  return {
    refs,
    kinds: block.kinds,
    digests: Buffer.from(block.digests.buffer, block.digests.byteOffset, block.digests.byteLength),
    canonical: (index) => values.toString('utf8', starts[index], starts[index + 1]),
  }
}

/** lengths in bytes (2 each), then the values in UTF-8 */
function packValues(entries: readonly BlockEntry[]): Buffer {
  const text = entries.map((entry) => entry.canonical).join('')
  const packed = Buffer.allocUnsafe(entries.length * 2 + Buffer.byteLength(text))
  let end = entries.length * 2
  for (const [index, { canonical }] of entries.entries()) {
    const length = packed.write(canonical, end)
    packed.writeUInt16LE(length, index * 2)
    end += length
  }
  return packed
}

function boundTo(place: BlockPlace, plain: Omit<SealedBlock, 'sealed'>): Buffer {
  const text = `vigie block\0${place.storeId}\0${place.population}\0${place.block}\0${plain.kinds.length}\0`
  return Buffer.concat([Buffer.from(text), plain.refs, plain.kinds, plain.digests])
}
