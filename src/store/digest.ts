/**
 * Keyed digests: how the store recognises what it does not keep. HMAC-SHA-256 (RFC 2104), cut to 128 bits. Written as two
 * one-shot hashes, because a million `createHmac` take half a minute of CPU and these take one second.
 */
import { hash } from 'node:crypto'
import type { SelectorKind } from '../domain/index.ts'
import { personNumber } from './names.ts'

export const digestLength = 16
const blockLength = 64

export class Digester {
  /** the inner pad, then room for the message */
  #inner: Buffer
  /** the outer pad, then the inner hash */
  readonly #outer: Buffer

  /** @param key the look-up key, 32 bytes */
  constructor(key: Uint8Array) {
    this.#inner = Buffer.alloc(blockLength + 1024, 0x36)
    this.#outer = Buffer.alloc(blockLength + 32, 0x5c)
    for (const [index, byte] of key.entries()) {
      this.#inner[index] = byte ^ 0x36
      this.#outer[index] = byte ^ 0x5c
    }
  }

  /** Writes the digest of a text into `out` at `offset`. */
  write(text: string, out: Buffer, offset: number): void {
    if (blockLength + text.length * 3 > this.#inner.length) this.#grow(blockLength + text.length * 3)
    const length = this.#inner.write(text, blockLength)
    // as text, which is copied; as bytes it would be a new buffer each time, three times as slow
    this.#outer.write(hash('sha256', this.#inner.subarray(0, blockLength + length), 'binary'), blockLength, 'latin1')
    out.write(hash('sha256', this.#outer, 'binary'), offset, digestLength, 'latin1')
  }

  of(text: string): Buffer {
    const digest = Buffer.alloc(digestLength)
    this.write(text, digest, 0)
    return digest
  }

  selector(kind: SelectorKind, canonical: string): Buffer {
    return this.of(selectorText(kind, canonical))
  }

  /** A matricule means somebody only among those who were numbered together. */
  person(population: string, person: string): number {
    return personNumber(this.of(`person\0${population}\0${person}`))
  }

  /** what a query asked for: an address, a prefix, a domain */
  target(channel: number, target: string): Buffer {
    return this.of(`target\0${channel}\0${target}`)
  }

  /** a selector in an incident */
  pair(selector: Uint8Array, incident: number): Buffer {
    return this.of(`pair\0${Buffer.from(selector).toString('hex')}\0${incident}`)
  }

  #grow(length: number): void {
    const larger = Buffer.alloc(length)
    this.#inner.copy(larger, 0, 0, blockLength)
    this.#inner = larger
  }
}

/** What the look-up digest of a selector is of. */
export function selectorText(kind: SelectorKind, canonical: string): string {
  return `${kind}\0${canonical}`
}
