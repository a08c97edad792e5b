/** From refs to selectors in clear. */

import { kindOf } from './block.ts'
import { BlockReader } from './block-reader.ts'
import type { StoreContext } from './context.ts'
import type { WatchedSelector } from './contract.ts'
import { digestLength } from './digest.ts'
import { personName, selectorName } from './names.ts'
import { allOfMany, type Db } from './sqlite.ts'

interface Member {
  readonly ref: number
  readonly population: number
  readonly name: string
  readonly block: number
  readonly person: number | null
  readonly retired_at: number | null
  readonly expires_at: number
}

export class SelectorReader {
  readonly #context: StoreContext
  readonly #blocks: BlockReader
  readonly #populationLists = new Map<string, readonly string[]>()

  constructor(context: StoreContext) {
    this.#context = context
    this.#blocks = new BlockReader(context)
  }

  /** In the order given; `undefined` for a selector that was erased or shredded. */
  async resolve(refs: readonly number[]): Promise<readonly (WatchedSelector | undefined)[]> {
    const members = await membersOf(this.#context.db, refs)
    const resolved: (WatchedSelector | undefined)[] = []
    for (const ref of refs) resolved.push(await this.#resolveOne(ref, members.get(ref) ?? []))
    return resolved
  }

  async #resolveOne(ref: number, members: readonly Member[]): Promise<WatchedSelector | undefined> {
    const live = members.filter((member) => member.retired_at === null)
    const populations = live.length > 0 ? live : members
    for (const member of populations) {
      const block = await this.#blocks.read(member.block)
      const index = block?.refs.indexOf(ref) ?? -1
      if (block === undefined || index < 0) continue
      const person = populations.find((one) => one.person !== null)?.person
      return {
        ref,
        kind: kindOf(block.kinds[index]!),
        canonical: block.canonical(index),
        populations: this.#interned(populations.map((one) => one.name)),
        name: selectorName(block.digests, index * digestLength),
        expiresAt: Math.max(...populations.map((one) => one.expires_at)),
        ...(person == null ? undefined : { person: personName(person) }),
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

/** Memberships by ref, each list in the order of populations. */
async function membersOf(db: Db, refs: readonly number[]): Promise<ReadonlyMap<number, readonly Member[]>> {
  const query = db
    .selectFrom('membership')
    .innerJoin('population', 'population.id', 'membership.population')
    .innerJoin('import', 'import.id', 'membership.import')
    .select([
      'membership.ref',
      'membership.population',
      'population.name',
      'membership.block',
      'membership.person',
      'membership.retired_at',
      'import.expires_at',
    ])
    .where('membership.ref', '=', 0)
    .orderBy('membership.population')
    .compile()
  const rows = await allOfMany(
    db,
    query,
    [...new Set(refs)].map((ref) => [ref]),
  )
  return Map.groupBy(rows, (row) => row.ref)
}
