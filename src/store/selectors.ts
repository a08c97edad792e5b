/** From refs to selectors in clear. */
import { canaryBase, type SelectorKind } from '../domain/index.ts'
import { kindOf, type OpenBlock } from './block.ts'
import { type BlockRow, openRow } from './block-row.ts'
import type { StoreContext } from './context.ts'
import type { WatchedSelector } from './contract.ts'
import { digestLength } from './digest.ts'
import { personName, selectorName } from './names.ts'
import { arraysOfMany, compiledOnce, firstOfMany } from './sqlite.ts'
import { stretchesOf } from './stretches.ts'

/** ref, population, block, person, import, retired_at; in this order below */
type Member = readonly [number, number, number, number | null, number, number | null]

interface ImportFacts {
  readonly list: string
  readonly expiresAt: number
}

export class SelectorReader {
  readonly #context: StoreContext
  /** never changed once they are there */
  readonly #populations = new Map<number, string>()
  readonly #imports = new Map<number, ImportFacts>()
  readonly #populationLists = new Map<string, readonly string[]>()

  constructor(context: StoreContext) {
    this.#context = context
  }

  /**
   * In the order given; `undefined` for a selector that was erased or shredded. Blocks are opened once in each call, so
   * neighbours are best asked for together.
   */
  async resolve(refs: readonly number[]): Promise<readonly (WatchedSelector | undefined)[]> {
    const { db } = this.#context
    const asked = Uint32Array.from(new Set(refs)).sort()
    const members = await arraysOfMany<Member>(db, membersBetween(db), stretchesOf(asked))
    await this.#knowAll(members)
    const blocks = await this.#open(members)
    const found = new Map<number, WatchedSelector>()
    let at = 0
    for (const ref of asked) {
      while (at < members.length && members[at]![0] < ref) at++
      const from = at
      while (at < members.length && members[at]![0] === ref) at++
      const selector = this.#selector(ref, members.slice(from, at), blocks)
      if (selector !== undefined) found.set(ref, selector)
    }
    return refs.map((ref) => found.get(ref))
  }

  /** Populations and imports are few, and only grow. */
  async #knowAll(members: readonly Member[]): Promise<void> {
    if (members.every((one) => this.#populations.has(one[1]) && this.#imports.has(one[4]))) return
    const { db } = this.#context
    for (const { id, name } of await db.selectFrom('population').select(['id', 'name']).execute()) {
      this.#populations.set(id, name)
    }
    for (const row of await db.selectFrom('import').select(['id', 'list', 'expires_at']).execute()) {
      this.#imports.set(row.id, { list: row.list, expiresAt: row.expires_at })
    }
  }

  /** Blocks by number, without those that are gone or shredded. */
  async #open(members: readonly Member[]): Promise<ReadonlyMap<number, BlockCursor>> {
    const wanted = [...new Set(members.map((one) => one[2]))]
    const blocks = new Map<number, BlockCursor>()
    // a few at a time: of many, the sealed bytes would be held twice
    for (let from = 0; from < wanted.length; from += 16) {
      const numbers = wanted.slice(from, from + 16).map((id) => [id])
      const rows: readonly (BlockRow | undefined)[] = await firstOfMany(
        this.#context.db,
        blockById(this.#context.db),
        numbers,
      )
      for (const row of rows) {
        const block = row === undefined ? undefined : openRow(this.#context, row)
        if (row !== undefined && block !== undefined) blocks.set(row.id, new BlockCursor(block))
      }
    }
    return blocks
  }

  #selector(
    ref: number,
    members: readonly Member[],
    blocks: ReadonlyMap<number, BlockCursor>,
  ): WatchedSelector | undefined {
    const live = members.every((member) => member[5] === null)
      ? members
      : members.filter((member) => member[5] === null)
    const effective = live.length > 0 ? live : members
    for (const member of effective) {
      const cursor = blocks.get(member[2])
      const index = cursor?.indexOf(ref) ?? -1
      if (cursor === undefined || index < 0) continue
      const { block } = cursor
      const kind = kindOf(block.kinds[index]!)
      const person = effective.find((one) => one[3] !== null)?.[3]
      const base = this.#canaryBase(kind, effective)
      const canonical = block.canonical(index)
      const populations = this.#populationsOf(effective)
      const name = selectorName(block.digests, index * digestLength)
      const expiresAt = this.#expiresAt(effective)
      // built whole in each case: spreading a million objects takes longer than opening them
      const selector: WatchedSelector =
        person == null
          ? { ref, kind, canonical, populations, name, expiresAt }
          : { ref, kind, canonical, populations, name, expiresAt, person: personName(person) }
      return base === undefined ? selector : { ...selector, canaryBase: base }
    }
    return undefined
  }

  #canaryBase(kind: SelectorKind, members: readonly Member[]): string | undefined {
    for (const [, population, , , imported] of members) {
      const base = canaryBase(kind, this.#populations.get(population)!, this.#imports.get(imported)!.list)
      if (base !== undefined) return base
    }
    return undefined
  }

  #expiresAt(members: readonly Member[]): number {
    let latest = 0
    for (const [, , , , imported] of members) latest = Math.max(latest, this.#imports.get(imported)!.expiresAt)
    return latest
  }

  /** the same array for the same populations */
  #populationsOf(members: readonly Member[]): readonly string[] {
    const key = members.length === 1 ? String(members[0]![1]) : members.map((one) => one[1]).join(' ')
    let names = this.#populationLists.get(key)
    if (names === undefined) {
      names = members.map((one) => this.#populations.get(one[1])!)
      this.#populationLists.set(key, names)
    }
    return names
  }
}

/** Finds refs in a block: neighbours are asked for one after the other, and mostly stand so. */
class BlockCursor {
  readonly block: OpenBlock
  #next = 0

  constructor(block: OpenBlock) {
    this.block = block
  }

  indexOf(ref: number): number {
    const { refs } = this.block
    const index = refs[this.#next] === ref ? this.#next : refs.indexOf(ref)
    this.#next = index + 1
    return index
  }
}

const blockById = compiledOnce((db) => db.selectFrom('block').selectAll().where('id', '=', 0))

/** of each ref in the order of populations */
const membersBetween = compiledOnce((db) =>
  db
    .selectFrom('membership')
    .select(['ref', 'population', 'block', 'person', 'import', 'retired_at'])
    .where('ref', '>=', 0)
    .where('ref', '<=', 0)
    .orderBy('ref')
    .orderBy('population'),
)
