/**
 * Counts of who is watched. Added up here, in the order of the table: the database would sort a million rows for it, which takes
 * four times as long.
 */
import { sql } from 'kysely'
import { isNobodys, isPersonalKind, type SelectorKind, selectorKinds } from '../domain/index.ts'
import { kindNumber } from './block.ts'
import { type StoreContext, unixSeconds } from './context.ts'
import type { ListStats, PopulationCount, PopulationPersons } from './contract.ts'
import { lastRef } from './coverage.ts'
import { populationsOf } from './population.ts'
import { compiledOnce, type Db, numberRows } from './sqlite.ts'

export async function statsOf({ db }: StoreContext, now: string): Promise<readonly ListStats[]> {
  const tallies = await tally(db, unixSeconds(now))
  const lastImports = await db
    .selectFrom('import')
    .select(['population', ({ fn }) => fn.max('at').as('at')])
    .groupBy('population')
    .execute()
  const lastImportOf = new Map(lastImports.map((row) => [row.population, row.at]))
  return tallies.map(({ population, name, kind, watched, expired, retired, unnamed, persons }) => ({
    population: name,
    kind,
    watched,
    expired,
    retired,
    persons: isPersonal(name, kind) ? distinct(persons) + unnamed : 0,
    lastImportAt: lastImportOf.get(population),
  }))
}

/** Counted by the database, by import, which is quick: a scan asks before it begins, and needs no persons. */
export async function countsOf({ db }: StoreContext, now: string): Promise<readonly PopulationCount[]> {
  const ofImport = db
    .selectFrom('membership')
    .select(({ fn }) => ['import', fn.countAll<number>().as('held')])
    .where('retired_at', 'is', null)
    .groupBy('import')
  const rows = await db
    .selectFrom(ofImport.as('counted'))
    .innerJoin('import', 'import.id', 'counted.import')
    .innerJoin('population', 'population.id', 'import.population')
    .select(['population.name', 'import.expires_at', 'counted.held'])
    .orderBy('population.id')
    .execute()
  const sum = (some: typeof rows) => some.reduce((total, { held }) => total + held, 0)
  return Array.from(
    Map.groupBy(rows, ({ name }) => name),
    ([population, imports]) => {
      const expired = sum(imports.filter((row) => row.expires_at <= unixSeconds(now)))
      return { population, watched: sum(imports) - expired, expired }
    },
  )
}

export async function personsOf({ db }: StoreContext, now: string): Promise<readonly PopulationPersons[]> {
  const tallies = await tally(db, unixSeconds(now))
  const byName = Map.groupBy(
    tallies.filter(({ name, watched }) => watched > 0 && !isNobodys(name)),
    ({ name }) => name,
  )
  return Array.from(byName, ([population, kinds]) => ({
    population,
    named: distinct(...kinds.map(({ persons }) => persons)),
    addresses: kinds.find(({ kind }) => kind === 'email')?.unnamed ?? 0,
    numbers: kinds.find(({ kind }) => kind === 'phone')?.unnamed ?? 0,
  }))
}

/** An address or number that no list linked to a person counts as one person. */
function isPersonal(population: string, kind: SelectorKind): boolean {
  return isPersonalKind(kind) && !isNobodys(population)
}

interface Tally {
  readonly population: number
  readonly name: string
  readonly kind: SelectorKind
  watched: number
  expired: number
  retired: number
  /** watched, and linked to nobody */
  unnamed: number
  /** of those watched, once for each of their selectors */
  readonly persons: Numbers
}

const chunk = 8192

/** By population and kind, those without a selector left out. */
async function tally(db: Db, now: number): Promise<readonly Tally[]> {
  const populations = await populationsOf(db)
  const tallies = populations.flatMap(({ id, name }) =>
    selectorKinds.map((kind) => ({ population: id, name, kind, ...nothing(), persons: new Numbers() })),
  )
  const tallyOf = new Map(tallies.map((one) => [one.population * 256 + kindNumber[one.kind], one]))
  const imports = await db.selectFrom('import').select(['id', 'expires_at']).execute()
  const isExpired = new Map(imports.map((row) => [row.id, row.expires_at <= now]))
  const last = await lastRef(db)
  for (let from = 0; from < last; from += chunk) {
    const rows = await numberRows(db, memberships(db), [from, from + chunk])
    for (const [kindOfPopulation, imported, person, retired] of rows) {
      const one = tallyOf.get(kindOfPopulation!)!
      if (retired !== 0) one.retired += 1
      else if (isExpired.get(imported!)) one.expired += 1
      else {
        one.watched += 1
        if (person === 0) one.unnamed += 1
        else one.persons.add(person!)
      }
    }
  }
  return tallies.filter(({ watched, expired, retired }) => watched + expired + retired > 0)
}

function nothing(): Pick<Tally, 'watched' | 'expired' | 'retired' | 'unnamed'> {
  return { watched: 0, expired: 0, retired: 0, unnamed: 0 }
}

/** by (greater than ref, up to ref) */
const memberships = compiledOnce((db) =>
  db
    .selectFrom('membership')
    .select([
      sql<number>`population * 256 + kind`.as('kind_of_population'),
      'import',
      sql<number>`coalesce(person, 0)`.as('person'),
      sql<number>`coalesce(retired_at, 0)`.as('retired'),
    ])
    .where('ref', '>', 0)
    .where('ref', '<=', 0),
)

/** Many numbers, eight bytes each. */
class Numbers {
  #numbers = new Float64Array(1024)
  #length = 0

  add(number: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Float64Array(this.#length * 2)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers[this.#length++] = number
  }

  get all(): Float64Array {
    return this.#numbers.subarray(0, this.#length)
  }
}

function distinct(...lists: readonly Numbers[]): number {
  const all = new Float64Array(lists.reduce((length, list) => length + list.all.length, 0))
  let end = 0
  for (const list of lists) {
    all.set(list.all, end)
    end += list.all.length
  }
  all.sort()
  let count = 0
  for (let i = 0; i < all.length; i++) if (i === 0 || all[i] !== all[i - 1]) count += 1
  return count
}
