/**
 * Everybody who is watched, read once, as columns by position: staff before residents, as the configuration has them. A
 * million selectors take 45 MB this way; their texts stand in one run of bytes, and become strings when they are planned.
 */
import { type Population, type SelectorKind, selectorKinds } from '../domain/index.ts'
import type { Store, WatchedSelector } from '../store/index.ts'

const kindNumber: Readonly<Record<SelectorKind, number>> = { email: 0, phone: 1, domain: 2, organisation: 3 }

/** of a usual address, with what it takes to write the longest of a list */
const textBytesExpected = 32
/** 2106: what never expires */
const lastSecond = 2 ** 32 - 1

export class Roster {
  size = 0
  refs: Uint32Array
  /** index into `selectorKinds` */
  kinds: Uint8Array
  /** index into `sets` */
  setOf: Uint16Array
  /** Unix seconds */
  expiresAt: Uint32Array
  /** index into `domains`; 0 for a phone and for a name */
  domainOf: Uint32Array
  /** populations of a selector: sets are few, selectors are many */
  readonly sets: (readonly string[])[] = []
  /** domains of addresses, and watched ones; the first stands for none */
  readonly domains: string[] = ['']
  #starts: Uint32Array
  #text: Buffer
  readonly #setNumbers = new Map<readonly string[], number>()
  readonly #setKeys = new Map<string, number>()
  readonly #domainNumbers = new Map<string, number>()

  /** @param expected how many selectors will come, about: what grows is held twice while it does */
  constructor(expected = 0) {
    const capacity = Math.max(1_024, expected)
    this.refs = new Uint32Array(capacity)
    this.kinds = new Uint8Array(capacity)
    this.setOf = new Uint16Array(capacity)
    this.expiresAt = new Uint32Array(capacity)
    this.domainOf = new Uint32Array(capacity)
    this.#starts = new Uint32Array(capacity + 1)
    this.#text = Buffer.allocUnsafe(capacity * textBytesExpected)
  }

  add(selector: WatchedSelector): void {
    if (this.size === this.refs.length) this.#grow()
    const position = this.size++
    const kind = kindNumber[selector.kind]
    this.refs[position] = selector.ref
    this.kinds[position] = kind
    this.setOf[position] = this.#setNumber(selector.populations)
    this.expiresAt[position] = Math.min(selector.expiresAt, lastSecond)
    this.domainOf[position] = this.#domainNumber(kind, selector.canonical)
    const start = this.#starts[position]!
    if (start + 3 * selector.canonical.length > this.#text.length) this.#growText(3 * selector.canonical.length)
    this.#starts[position + 1] = start + this.#text.write(selector.canonical, start, 'utf8')
  }

  kind(position: number): SelectorKind {
    return selectorKinds[this.kinds[position]!]!
  }

  canonical(position: number): string {
    return this.#text.toString('utf8', this.#starts[position], this.#starts[position + 1])
  }

  isExpired(position: number, nowS: number): boolean {
    return this.expiresAt[position]! <= nowS
  }

  #setNumber(populations: readonly string[]): number {
    const known = this.#setNumbers.get(populations)
    if (known !== undefined) return known
    const key = populations.join('\0')
    const number = this.#setKeys.get(key) ?? this.sets.push(populations) - 1
    this.#setKeys.set(key, number)
    this.#setNumbers.set(populations, number)
    return number
  }

  #domainNumber(kind: number, canonical: string): number {
    if (kind !== kindNumber.email && kind !== kindNumber.domain) return 0
    const domain = kind === kindNumber.domain ? canonical : canonical.slice(canonical.lastIndexOf('@') + 1)
    const known = this.#domainNumbers.get(domain)
    if (known !== undefined) return known
    // a slice would keep its whole address in memory
    const own = Buffer.from(domain).toString()
    const number = this.domains.push(own) - 1
    this.#domainNumbers.set(own, number)
    return number
  }

  #grow(): void {
    const to = Math.ceil(this.refs.length * 1.5)
    this.refs = grown(this.refs, new Uint32Array(to))
    this.kinds = grown(this.kinds, new Uint8Array(to))
    this.setOf = grown(this.setOf, new Uint16Array(to))
    this.expiresAt = grown(this.expiresAt, new Uint32Array(to))
    this.domainOf = grown(this.domainOf, new Uint32Array(to))
    this.#starts = grown(this.#starts, new Uint32Array(to + 1))
  }

  #growText(needed: number): void {
    const text = Buffer.allocUnsafe(Math.ceil(this.#text.length * 1.25) + needed)
    this.#text.copy(text)
    this.#text = text
  }
}

function grown<Column extends Uint8Array | Uint16Array | Uint32Array>(from: Column, to: Column): Column {
  to.set(from)
  return to
}

/** All selectors of these populations. */
export async function loadRoster(store: Store, populations: readonly Population[], expected = 0): Promise<Roster> {
  const roster = new Roster(expected)
  for await (const block of store.lists.watched({ populations: populations.map(({ name }) => name) })) {
    for (const selector of block) roster.add(selector)
  }
  return roster
}
