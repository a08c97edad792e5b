/** A million public names as numbers, and sets of them, in a tenth of the memory that `Map` and `Set` of texts take. */

const [slots, nameLength] = [2048, 14]

/**
 * Numbers public names (`p-…`, `s-…`: at most 14 letters and digits), from 0 in the order in which they are met. Their letters
 * stand one after the other, and are found by a hash: a `Map` of a million names would take five times as much.
 */
export class NameNumbers {
  #letters = Buffer.alloc((slots / 2) * nameLength)
  /** number of a name + 1 where its hash says, or in the next free place; 0 for none */
  #slots = new Uint32Array(slots)
  #count = 0
  readonly #name = Buffer.alloc(nameLength)
  /** exposures of one selector come one after the other */
  #last = { name: '', number: -1 }

  numberOf(name: string): number {
    if (name !== this.#last.name) this.#last = { name, number: this.#find(name) }
    return this.#last.number
  }

  #find(name: string): number {
    if (name.length > nameLength) throw new RangeError('not a name of this store')
    this.#name.fill(0)
    this.#name.write(name, 'latin1')
    const slot = this.#slotOf(this.#name, 0)
    if (this.#slots[slot] !== 0) return this.#slots[slot]! - 1
    const number = this.#count++
    this.#name.copy(this.#letters, number * nameLength)
    this.#slots[slot] = number + 1
    if (this.#count * 2 === this.#slots.length) this.#grow()
    return number
  }

  at(number: number): string {
    const end = (number + 1) * nameLength
    const from = end - nameLength
    const zero = this.#letters.indexOf(0, from)
    return this.#letters.toString('latin1', from, zero < 0 ? end : Math.min(zero, end))
  }

  #slotOf(letters: Buffer, offset: number): number {
    const mask = this.#slots.length - 1
    let slot = hashOf(letters, offset) & mask
    for (;;) {
      const held = this.#slots[slot]!
      if (held === 0) return slot
      if (this.#isSame((held - 1) * nameLength, letters, offset)) return slot
      slot = (slot + 1) & mask
    }
  }

  #isSame(from: number, letters: Buffer, offset: number): boolean {
    for (let i = 0; i < nameLength; i++) if (this.#letters[from + i] !== letters[offset + i]) return false
    return true
  }

  #grow(): void {
    const larger = Buffer.alloc(this.#letters.length * 2)
    this.#letters.copy(larger)
    this.#letters = larger
    this.#slots = new Uint32Array(this.#slots.length * 2)
    for (let number = 0; number < this.#count; number++) {
      this.#slots[this.#slotOf(this.#letters, number * nameLength)] = number + 1
    }
  }
}

/** FNV-1a. */
function hashOf(letters: Buffer, offset: number): number {
  let hash = 0x811c9dc5
  for (let i = offset; i < offset + nameLength; i++) hash = Math.imul(hash ^ letters[i]!, 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** Different numbers below 2³², in four to eight bytes each. */
export class NumberSet {
  #numbers = new Uint32Array(4)
  #length = 0
  /** each greater than the one before, as nearly all are that come in the order in which they were given */
  #ascends = true

  add(number: number): void {
    // which may put them in order: only then is it seen what comes after what
    if (this.#length === this.#numbers.length) this.#makeRoom()
    const last = this.#length === 0 ? -1 : this.#numbers[this.#length - 1]!
    if (number === last) return
    if (number < last) this.#ascends = false
    this.#numbers[this.#length++] = number
  }

  get size(): number {
    this.#tidy()
    return this.#length
  }

  #makeRoom(): void {
    this.#tidy()
    if (this.#length * 4 <= this.#numbers.length * 3) return
    const larger = new Uint32Array(this.#numbers.length * 2)
    larger.set(this.#numbers)
    this.#numbers = larger
  }

  #tidy(): void {
    if (this.#ascends) return
    const numbers = this.#numbers.subarray(0, this.#length).sort()
    let kept = 1
    for (let i = 1; i < numbers.length; i++) if (numbers[i] !== numbers[i - 1]) numbers[kept++] = numbers[i]!
    this.#length = kept
    this.#ascends = true
  }
}
