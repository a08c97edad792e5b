/** From refs to selectors in clear. */
import { canaryBase } from '../domain/index.ts'
import { kindOf, type OpenBlock } from './block.ts'
import { type BlockRow, openRow } from './block-row.ts'
import type { StoreContext } from './context.ts'
import type { WatchedSelector } from './contract.ts'
import { digestLength } from './digest.ts'
import { personName, selectorName } from './names.ts'
import { allOfMany, compiledOnce, firstOfMany } from './sqlite.ts'

interface Member {
  readonly ref: number
  readonly name: string
  readonly block: number
  readonly person: number | null
  readonly retired_at: number | null
  readonly expires_at: number
  readonly list: string
}

export class SelectorReader {
  readonly #context: StoreContext
  readonly #populationLists = new Map<string, readonly string[]>()

  constructor(context: StoreContext) {
    this.#context = context
  }

  /**
   * In the order given; `undefined` for a selector that was erased or shredded. Blocks are opened once in each call, so
   * neighbours are best asked for together.
   */
  async resolve(refs: readonly number[]): Promise<readonly (WatchedSelector | undefined)[]> {
    const members = await allOfMany(
      this.#context.db,
      membersOf(this.#context.db),
      [...new Set(refs)].map((ref) => [ref]),
    )
    const byRef = Map.groupBy(members, ({ ref }) => ref)
    const blocks = await this.#open(members.map(({ block }) => block))
    return refs.map((ref) => this.#selector(ref, byRef.get(ref) ?? [], blocks))
  }

  /** Blocks by number, without those that are gone or shredded. */
  async #open(ids: readonly number[]): Promise<ReadonlyMap<number, OpenBlock>> {
    const wanted = [...new Set(ids)]
    const blocks = new Map<number, OpenBlock>()
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
        if (row !== undefined && block !== undefined) blocks.set(row.id, block)
      }
    }
    return blocks
  }

  #selector(
    ref: number,
    members: readonly Member[],
    blocks: ReadonlyMap<number, OpenBlock>,
  ): WatchedSelector | undefined {
    const live = members.filter((member) => member.retired_at === null)
    const effective = live.length > 0 ? live : members
    for (const member of effective) {
      const block = blocks.get(member.block)
      const index = block?.refs.indexOf(ref) ?? -1
      if (block === undefined || index < 0) continue
      const person = effective.find((one) => one.person !== null)?.person
      const kind = kindOf(block.kinds[index]!)
      const base = firstDefined(effective, (one) => canaryBase(kind, one.name, one.list))
      return {
        ref,
        kind,
        canonical: block.canonical(index),
        populations: this.#interned(effective.map((one) => one.name)),
        name: selectorName(block.digests, index * digestLength),
        expiresAt: Math.max(...effective.map((one) => one.expires_at)),
        ...(person == null ? undefined : { person: personName(person) }),
        ...(base === undefined ? undefined : { canaryBase: base }),
      }
    }
    return undefined
  }

  #interned(names: readonly string[]): readonly string[] {
    const key = names.join('\0')
    const known = this.#populationLists.get(key)
    if (known !== undefined) return known
    this.#populationLists.set(key, names)
    return names
  }
}

function firstDefined<T, R>(items: readonly T[], of: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = of(item)
    if (found !== undefined) return found
  }
  return undefined
}

const blockById = compiledOnce((db) => db.selectFrom('block').selectAll().where('id', '=', 0))

/** in the order of populations */
const membersOf = compiledOnce((db) =>
  db
    .selectFrom('membership')
    .innerJoin('population', 'population.id', 'membership.population')
    .innerJoin('import', 'import.id', 'membership.import')
    .select([
      'membership.ref',
      'population.name',
      'membership.block',
      'membership.person',
      'membership.retired_at',
      'import.expires_at',
      'import.list',
    ])
    .where('membership.ref', '=', 0)
    .orderBy('membership.population'),
)
