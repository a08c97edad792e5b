/**
 * Who is watched, as columns by ref: read once in the order of the table, which costs a quarter of a second for a million, so
 * that reading the values block by block needs no query per selector.
 *
 * A selector that was retired everywhere belongs to the populations it was in; one that is live somewhere, to those only.
 */
import { sql } from 'kysely'
import { lastRef } from './coverage.ts'
import { type Db, numberRows } from './sqlite.ts'

export interface Population {
  readonly id: number
  readonly name: string
}

/** Populations of a selector: sets are few, selectors are many, so each set exists once. */
export interface PopulationSet {
  readonly ids: readonly number[]
  readonly names: readonly string[]
}

const latestInstant = 2 ** 32 - 1

export class Roster {
  /** index into `sets`; 0 for a selector that is not watched */
  readonly set: Uint16Array
  /** Unix seconds, the latest of its live memberships; at most 2106, when the column is full */
  readonly expiresAt: Uint32Array
  /** number of the person, 0 when no list said who it is */
  readonly person: Float64Array
  readonly sets: PopulationSet[] = [{ ids: [], names: [] }]
  readonly #populations: ReadonlyMap<number, string>
  readonly #joined = new Map<string, number>()

  constructor(refs: number, populations: readonly Population[]) {
    this.set = new Uint16Array(refs + 1)
    this.expiresAt = new Uint32Array(refs + 1)
    this.person = new Float64Array(refs + 1)
    this.#populations = new Map(populations.map(({ id, name }) => [id, name]))
  }

  /** Memberships of a ref come in the order of populations. */
  add(ref: number, population: number, expiresAt: number, person: number): void {
    this.set[ref] = this.#with(this.set[ref]!, population)
    if (expiresAt > this.expiresAt[ref]!) this.expiresAt[ref] = Math.min(expiresAt, latestInstant)
    if (person !== 0 && this.person[ref] === 0) this.person[ref] = person
  }

  /** the set that `from` becomes with one population more */
  #with(from: number, population: number): number {
    const key = `${from} ${population}`
    const known = this.#joined.get(key)
    if (known !== undefined) return known
    const former = this.sets[from]!
    const index = this.sets.length
    this.sets.push({
      ids: [...former.ids, population],
      names: [...former.names, this.#populations.get(population)!],
    })
    this.#joined.set(key, index)
    return index
  }
}

const chunk = 2048

/** The live memberships. */
export async function loadRoster(db: Db, populations: readonly Population[]): Promise<Roster> {
  const last = await lastRef(db)
  const roster = new Roster(last, populations)
  const imports = await db.selectFrom('import').select(['id', 'expires_at']).execute()
  const expiry = new Map(imports.map((row) => [row.id, row.expires_at]))
  const query = db
    .selectFrom('membership')
    .select(['ref', 'population', 'import', ({ fn }) => fn.coalesce('person', sql.lit(0)).as('person')])
    .where('ref', '>', 0)
    .where('ref', '<=', 0)
    .where('retired_at', 'is', null)
    .orderBy('ref')
    .orderBy('population')
    .compile()
  for (let from = 0; from < last; from += chunk) {
    const rows = await numberRows(db, query, [from, from + chunk])
    for (const [ref, population, imported, person] of rows) {
      roster.add(ref!, population!, expiry.get(imported!)!, person!)
    }
  }
  return roster
}
