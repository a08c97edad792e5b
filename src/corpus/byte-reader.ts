import { types } from 'node:util'

/**
 * A stream of blocks, read in the sizes that a format needs. Blocks in shared memory are valid until the source is asked for the
 * next: what is held of them while it is asked is copied.
 */
export class ByteReader {
  /** bytes taken so far */
  offset = 0
  readonly #source: AsyncIterator<Buffer>
  #held: Buffer[] = []
  #heldBytes = 0
  #ended = false
  #failure: { readonly error: unknown } | undefined

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** The next `n` bytes without taking them; fewer at the end. */
  async peek(n: number): Promise<Buffer> {
    while (this.#heldBytes < n && (await this.#pull()));
    if (this.#held.length > 1 && this.#held[0]!.length < Math.min(n, this.#heldBytes))
      this.#held = [Buffer.concat(this.#held)]
    return this.#held[0]?.subarray(0, n) ?? Buffer.alloc(0)
  }

  /** The next `n` bytes; fewer at the end. */
  async read(n: number): Promise<Buffer> {
    const bytes = Buffer.from(await this.peek(n))
    this.#drop(bytes.length)
    return bytes
  }

  /** The next `n` bytes as they come, in blocks; fewer at the end. */
  async *take(n = Number.POSITIVE_INFINITY): AsyncGenerator<Buffer> {
    for (let left = n; left > 0; ) {
      if (this.#heldBytes === 0 && !(await this.#pull())) return
      const block = this.#held[0]!.subarray(0, left)
      this.#drop(block.length)
      left -= block.length
      yield block
    }
  }

  /** What comes next, at most `n` bytes; `undefined` at the end. */
  async some(n: number): Promise<Buffer | undefined> {
    for await (const block of this.take(n)) return block
    return undefined
  }

  /** Tells the source that no more is wanted. */
  async close(): Promise<void> {
    this.#ended = true
    await this.#source.return?.()
  }

  /** Steps over up to `n` bytes and returns how many there were. */
  async skip(n: number): Promise<number> {
    const before = this.offset
    for await (const _ of this.take(n));
    return this.offset - before
  }

  /** Puts back bytes that were taken last. */
  putBack(bytes: Buffer): void {
    if (bytes.length === 0) return
    this.offset -= bytes.length
    this.#held.unshift(bytes)
    this.#heldBytes += bytes.length
  }

  /** A source that fails is told once what it gave before has been taken. */
  async #pull(): Promise<boolean> {
    if (this.#ended) return false
    if (this.#heldBytes > 0) this.#held = this.#held.map(ownBytes)
    if (this.#failure === undefined) {
      try {
        let next = await this.#source.next()
        while (next.done !== true && next.value.length === 0) next = await this.#source.next()
        if (next.done === true) {
          this.#ended = true
          return false
        }
        this.#held.push(next.value)
        this.#heldBytes += next.value.length
        return true
      } catch (error) {
        this.#failure = { error }
      }
    }
    if (this.#heldBytes > 0) return false
    this.#ended = true
    throw this.#failure.error
  }

  #drop(n: number): void {
    this.offset += n
    this.#heldBytes -= n
    let left = n
    while (left > 0) {
      const first = this.#held[0]!
      if (first.length > left) {
        this.#held[0] = first.subarray(left)
        return
      }
      left -= first.length
      this.#held.shift()
    }
  }
}

/** A copy of a block in shared memory; any other block as it is. */
export function ownBytes(block: Buffer): Buffer {
  return types.isSharedArrayBuffer(block.buffer) ? Buffer.from(block) : block
}
