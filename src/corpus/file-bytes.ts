/** An open file: read in order for streams, with its hash from the same reads, or at any place. */
import type { FileHandle } from 'node:fs/promises'
import type { Threads } from './threads.ts'
import type { RandomBytes } from './zip.ts'

const blockBytes = 256 * 1024

/** The system refused to read on; carries the position. */
export class ReadError extends Error {
  readonly offset: number

  constructor(offset: number, cause: unknown) {
    super('the file could not be read on', { cause })
    this.offset = offset
  }
}

export class FileBytes implements RandomBytes {
  readonly size: number
  readonly #handle: FileHandle

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle
    this.size = size
  }

  async read(position: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, this.size - position)))
    let read = 0
    while (read < bytes.length) {
      const n = await this.#read(bytes, read, position + read)
      if (n === 0) break
      read += n
    }
    return bytes.subarray(0, read)
  }

  /** `[from, to)` in blocks in shared memory, as far as the file goes. Each is valid until the one after the next is asked for. */
  async *blocks(from: number, to: number): AsyncGenerator<Buffer> {
    const memory = new SharedArrayBuffer(Math.max(0, Math.min(blockBytes, to - from)) * 2)
    let half = 0
    for (let at = from; at < to; ) {
      const block = Buffer.from(memory, half * (memory.byteLength / 2), Math.min(memory.byteLength / 2, to - at))
      half = 1 - half
      const n = await this.#read(block, 0, at)
      if (n === 0) return
      at += n
      yield block.subarray(0, n)
    }
  }

  async #read(into: Buffer, offset: number, position: number): Promise<number> {
    try {
      const { bytesRead } = await this.#handle.read(into, offset, into.length - offset, position)
      return bytesRead
    } catch (error) {
      throw new ReadError(position, error)
    }
  }
}

/** Bytes held in memory, read as a file is. */
export function heldBytes(bytes: Buffer): RandomBytes & { blocks(from: number, to: number): AsyncGenerator<Buffer> } {
  return {
    size: bytes.length,
    read: async (position, length) => bytes.subarray(position, position + length),
    async *blocks(from, to) {
      if (from < Math.min(to, bytes.length)) yield bytes.subarray(from, to)
    },
  }
}

/** Passes blocks on and has each hashed. */
export async function* hashed(blocks: AsyncIterable<Buffer>, threads: Threads, key: number): AsyncGenerator<Buffer> {
  let before: Promise<unknown> = Promise.resolve()
  for await (const block of blocks) {
    // one block ahead of the hash at most: the memory of the one before is used for the next
    await before
    before = threads.hash({ do: 'block', key, bytes: block })
    before.catch(() => {}) // thrown where it is awaited
    yield block
  }
  await before
}
