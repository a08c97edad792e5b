/**
 * A block: up to 1,024 selectors of one population, sealed in one go (a call to AES-GCM costs the same for one and for a
 * thousand). Beside the sealed values stand, packed and in the same order, what the store must know without opening it:
 * `refs` (4 bytes each), `kinds` (1) and `digests` (16). They are bound to the sealed values, so neither can be exchanged.
 */
import { type SelectorKind, StoreError, selectorKinds } from '../domain/index.ts'
import { digestLength } from './digest.ts'
import { seal, unseal } from './seal.ts'

export const blockCapacity = 1024

/** What becomes a block, gathered selector by selector. */
export class BlockDraft {
  readonly #refs = new Uint32Array(blockCapacity)
  readonly #kinds = new Uint8Array(blockCapacity)
  readonly #digests = Buffer.alloc(blockCapacity * digestLength)
  readonly #canonicals: string[] = []

  get length(): number {
    return this.#canonicals.length
  }

  /** @param digests the selector's own 16 bytes begin at `offset` */
  add(ref: number, kind: number, digests: Buffer, offset: number, canonical: string): void {
    const index = this.length
    if (index === blockCapacity) throw new RangeError('this block is full')
    this.#refs[index] = ref
    this.#kinds[index] = kind
    digests.copy(this.#digests, index * digestLength, offset, offset + digestLength)
    this.#canonicals.push(canonical)
  }

  /** Sealed, and empty again. */
  seal(key: Uint8Array, place: BlockPlace): SealedBlock {
    const { length } = this
    const plain = {
      refs: new Uint8Array(this.#refs.slice(0, length).buffer),
      kinds: this.#kinds.slice(0, length),
      digests: Buffer.from(this.#digests.subarray(0, length * digestLength)),
    }
    const sealed = seal(key, packValues(this.#canonicals), boundTo(place, plain))
    this.#canonicals.length = 0
    return { ...plain, sealed }
  }
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

/** @throws StoreError when it is not what was sealed in this place */
export function openBlock(block: SealedBlock, key: Uint8Array, place: BlockPlace): OpenBlock {
  const values = unseal(key, block.sealed, boundTo(place, block))
  if (values === undefined) {
    throw new StoreError(`block ${place.block} of the database does not open: it was damaged or changed`, {
      mend: 'put your latest copy of the database back in its place',
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
function packValues(canonicals: readonly string[]): Buffer {
  const text = canonicals.join('')
  const packed = Buffer.allocUnsafe(canonicals.length * 2 + Buffer.byteLength(text))
  let end = canonicals.length * 2
  for (let i = 0; i < canonicals.length; i++) {
    const length = packed.write(canonicals[i]!, end)
    packed.writeUInt16LE(length, i * 2)
    end += length
  }
  return packed
}

function boundTo(place: BlockPlace, plain: Omit<SealedBlock, 'sealed'>): Buffer {
  const text = `vigie block\0${place.storeId}\0${place.population}\0${place.block}\0${plain.kinds.length}\0`
  return Buffer.concat([Buffer.from(text), plain.refs, plain.kinds, plain.digests])
}
