/** Bytes gathered into one buffer that doubles as it fills: a body that drips in byte by byte costs no more than its size. */
export class Bytes {
  #buffer = Buffer.alloc(0)
  #length = 0

  get length(): number {
    return this.#length
  }

  add(chunk: Uint8Array): void {
    const needed = this.#length + chunk.length
    if (needed > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, Math.min(2 * this.#buffer.length, needed + 4_194_304)))
      this.#buffer.copy(larger, 0, 0, this.#length)
      this.#buffer = larger
    }
    this.#buffer.set(chunk, this.#length)
    this.#length = needed
  }

  all(): Uint8Array {
    return this.#buffer.subarray(0, this.#length)
  }
}
