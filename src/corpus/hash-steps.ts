/** SHA-256 of blocks that others have read, or of what is read here into the memory of the search. */
import { createHash, type Hash } from 'node:crypto'
import { readSync } from 'node:fs'

/** One step for the hash `key`; steps of one hash are taken in the order in which they are posted. */
export type HashStep =
  | { readonly do: 'block'; readonly key: number; readonly bytes: Uint8Array }
  /** reads into the shared memory at `address` and hashes what it read */
  | {
      readonly do: 'fill'
      readonly key: number
      readonly fd: number
      readonly position: number
      readonly length: number
      readonly address: number
    }
  /** reads and hashes a range that nobody else needs */
  | {
      readonly do: 'read'
      readonly key: number
      readonly fd: number
      readonly position: number
      readonly length: number
    }
  | { readonly do: 'digest'; readonly key: number }

export interface HashAnswer {
  readonly id: number
  /** bytes read by `fill` and `read` */
  readonly read?: number
  readonly digest?: string
  /** code of the system's error */
  readonly error?: string
}

export type HashAnswered = Omit<HashAnswer, 'id'>

/** A function that takes steps in the calling thread. */
export function createHasher(memory: SharedArrayBuffer): (step: HashStep) => HashAnswered {
  const shared = Buffer.from(memory)
  const hashes = new Map<number, Hash>()
  return (step) => {
    const hash = hashes.get(step.key) ?? createHash('sha256')
    hashes.set(step.key, hash)
    switch (step.do) {
      case 'block':
        hash.update(step.bytes)
        return {}
      case 'fill':
        return guarded(() => fill(hash, step.fd, step.position, step.length, shared, step.address))
      case 'read':
        return guarded(() => readAll(hash, step.fd, step.position, step.length))
      case 'digest':
        hashes.delete(step.key)
        return { digest: hash.digest('hex') }
    }
  }
}

function guarded(read: () => number): HashAnswered {
  try {
    return { read: read() }
  } catch (error) {
    return { read: 0, error: (error as NodeJS.ErrnoException).code ?? 'EIO' }
  }
}

function readAll(hash: Hash, fd: number, position: number, length: number): number {
  const block = Buffer.allocUnsafe(readBytes)
  let read = 0
  while (read < length) {
    const want = Math.min(block.length, length - read)
    const n = fill(hash, fd, position + read, want, block, 0)
    read += n
    if (n < want) break
  }
  return read
}

/** Larger reads are slower: they leave the cache before they are hashed. */
const readBytes = 256 * 1024

function fill(hash: Hash, fd: number, position: number, length: number, into: Buffer, at: number): number {
  let read = 0
  while (read < length) {
    const n = readSync(fd, into, at + read, Math.min(readBytes, length - read), position + read)
    if (n === 0) break
    hash.update(into.subarray(at + read, at + read + n))
    read += n
  }
  return read
}
