/**
 * Chance that can be replayed: everything the simulator invents comes from a seed, so that two runs of the demo, or a test
 * and its repetition, see the same city and the same leaks.
 */
export interface Random {
  /** in [0, 1) */
  next(): number
  /** integer in [0, below) */
  integer(below: number): number
  chance(probability: number): boolean
  /** @throws RangeError when `items` is empty */
  pick<T>(items: readonly T[]): T
  /** a new array, same members in another order */
  shuffle<T>(items: readonly T[]): T[]
  /** upper-case hexadecimal digits */
  hex(digits: number): string
}

/** The generator known as mulberry32: 32 bits of state, good enough for fiction, worthless for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  function integer(below: number): number {
    return Math.floor(next() * below)
  }

  function pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('nothing to pick from')
    return items[integer(items.length)] as T
  }

  function shuffle<T>(items: readonly T[]): T[] {
    const mixed = [...items]
    for (let last = mixed.length - 1; last > 0; last--) {
      const other = integer(last + 1)
      const held = mixed[last] as T
      mixed[last] = mixed[other] as T
      mixed[other] = held
    }
    return mixed
  }

  function hex(digits: number): string {
    let text = ''
    while (text.length < digits) text += integer(16).toString(16).toUpperCase()
    return text
  }

  return { next, integer, chance: (probability) => next() < probability, pick, shuffle, hex }
}
