/**
 * Everybody who is watched, read once, as columns by position: staff before residents, as the configuration has them. A
 * million selectors take 45 MB this way; their texts stand in one run of bytes, and become strings when they are planned.
 *
 * Texts come apart from the rest: a run with nothing due does without them, and so does the ledger.
 */
import { type Population, type SelectorKind, selectorKinds } from '../domain/index.ts'
import type { Store, WatchedNumbers, WatchedSelector } from '../store/index.ts'

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
  /** populations of a selector: sets are few, selectors are many */
  readonly sets: (readonly string[])[] = []
  #texts: Texts | undefined
  readonly #setNumbers = new Map<readonly string[], number>()
  readonly #setKeys = new Map<string, number>()

  /** @param expected how many selectors will come, about: what grows is held twice while it does */
  constructor(expected = 0) {
    const capacity = Math.max(1_024, expected)
    this.refs = new Uint32Array(capacity)
    this.kinds = new Uint8Array(capacity)
    this.setOf = new Uint16Array(capacity)
    this.expiresAt = new Uint32Array(capacity)
  }

  /** With its text. */
  add(selector: WatchedSelector): void {
    const position = this.#append(selector.ref, kindNumber[selector.kind], selector.populations, selector.expiresAt)
    this.#texts ??= new Texts(this.refs.length)
    this.#texts.set(position, this.kinds[position]!, selector.canonical)
  }

  /** Without their texts. */
  addNumbers({ refs, kinds, populations, expiresAt }: WatchedNumbers): void {
    for (let index = 0; index < refs.length; index++) {
      this.#append(refs[index]!, kinds[index]!, populations[index]!, expiresAt[index]!)
    }
  }

  get hasTexts(): boolean {
    return this.#texts !== undefined || this.size === 0
  }

  /**
   * Texts of selectors that were added without. One that is not there any more was retired meanwhile: its time is over.
   * @param blocks the selectors, in about the order in which they were added
   */
  async readTexts(blocks: AsyncIterable<readonly WatchedSelector[]>): Promise<void> {
    const texts = new Texts(this.size)
    const isRead = new Uint8Array(this.size)
    const at = new Positions(this.refs.subarray(0, this.size))
    for await (const block of blocks) {
      for (const { ref, canonical } of block) {
        const position = at.of(ref)
        if (position === undefined) continue
        texts.set(position, this.kinds[position]!, canonical)
        isRead[position] = 1
      }
    }
    for (let position = 0; position < this.size; position++) {
      if (isRead[position] === 0) this.expiresAt[position] = 0
    }
    this.#texts = texts
  }

  /** Domains of addresses, and watched ones; the first stands for none. */
  get domains(): readonly string[] {
    return this.#texts?.domains ?? ['']
  }

  /** Index into `domains`; 0 for a phone and for a name. */
  domainOf(position: number): number {
    return this.#texts?.domainOf[position] ?? 0
  }

  kind(position: number): SelectorKind {
    return selectorKinds[this.kinds[position]!]!
  }

  canonical(position: number): string {
    if (this.#texts === undefined) throw new TypeError('the texts of the lists were not read')
    return this.#texts.get(position)
  }

  isExpired(position: number, nowS: number): boolean {
    return this.expiresAt[position]! <= nowS
  }

  #append(ref: number, kind: number, populations: readonly string[], expiresAt: number): number {
    if (this.size === this.refs.length) this.#grow()
    const position = this.size++
    this.refs[position] = ref
    this.kinds[position] = kind
    this.setOf[position] = this.#setNumber(populations)
    this.expiresAt[position] = Math.min(expiresAt, lastSecond)
    return position
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

  #grow(): void {
    const to = Math.ceil(this.refs.length * 1.5)
    this.refs = grown(this.refs, new Uint32Array(to))
    this.kinds = grown(this.kinds, new Uint8Array(to))
    this.setOf = grown(this.setOf, new Uint16Array(to))
    this.expiresAt = grown(this.expiresAt, new Uint32Array(to))
  }
}

/** By position. */
class Texts {
  domainOf: Uint32Array
  readonly domains: string[] = ['']
  readonly #domainNumbers = new Map<string, number>()
  #starts: Uint32Array
  #lengths: Uint16Array
  #bytes: Buffer
  #end = 0

  constructor(capacity: number) {
    this.domainOf = new Uint32Array(capacity)
    this.#starts = new Uint32Array(capacity)
    this.#lengths = new Uint16Array(capacity)
    this.#bytes = Buffer.allocUnsafe(capacity * textBytesExpected)
  }

  set(position: number, kind: number, canonical: string): void {
    while (position >= this.#starts.length) this.#grow()
    this.domainOf[position] = this.#domainNumber(kind, canonical)
    const most = 3 * canonical.length
    if (this.#end + most > this.#bytes.length) this.#growBytes(most)
    const length = this.#bytes.write(canonical, this.#end, 'utf8')
    this.#starts[position] = this.#end
    this.#lengths[position] = length
    this.#end += length
  }

  get(position: number): string {
    const start = this.#starts[position]!
    return this.#bytes.toString('utf8', start, start + this.#lengths[position]!)
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
    const to = Math.ceil(this.#starts.length * 1.5) + 1
    this.domainOf = grown(this.domainOf, new Uint32Array(to))
    this.#starts = grown(this.#starts, new Uint32Array(to))
    this.#lengths = grown(this.#lengths, new Uint16Array(to))
  }

  #growBytes(needed: number): void {
    const bytes = Buffer.allocUnsafe(Math.ceil(this.#bytes.length * 1.25) + needed)
    this.#bytes.copy(bytes)
    this.#bytes = bytes
  }
}

/** Where a ref stands among these; found at once while they are asked for in order. */
class Positions {
  readonly #refs: Uint32Array
  #next = 0
  #byRef: Map<number, number> | undefined

  constructor(refs: Uint32Array) {
    this.#refs = refs
  }

  of(ref: number): number | undefined {
    if (this.#refs[this.#next] === ref) return this.#next++
    // the lists have changed since
    this.#byRef ??= new Map(Array.from(this.#refs, (one, position) => [one, position]))
    const position = this.#byRef.get(ref)
    if (position !== undefined) this.#next = position + 1
    return position
  }
}

function grown<Column extends Uint8Array | Uint16Array | Uint32Array>(from: Column, to: Column): Column {
  to.set(from)
  return to
}

/** All selectors of these populations. */
export async function loadRoster(store: Store, populations: readonly Population[], expected = 0): Promise<Roster> {
  const roster = new Roster(expected)
  for await (const block of store.lists.watched(of(populations))) for (const selector of block) roster.add(selector)
  return roster
}

/** The same without their texts: enough for the ledger, and to see whether anything is due. */
export async function loadNumbers(store: Store, populations: readonly Population[], expected = 0): Promise<Roster> {
  const roster = new Roster(expected)
  for await (const block of store.lists.watchedNumbers(of(populations))) roster.addNumbers(block)
  return roster
}

export async function readTexts(roster: Roster, store: Store, populations: readonly Population[]): Promise<void> {
  if (!roster.hasTexts) await roster.readTexts(store.lists.watched(of(populations)))
}

function of(populations: readonly Population[]): { readonly populations: readonly string[] } {
  return { populations: populations.map(({ name }) => name) }
}
