/** Which exposures a filter means, and in which order their selectors are read. */
import { type ExpressionBuilder, type ExpressionWrapper, expressionBuilder, type SqlBool, sql } from 'kysely'
import { kindNumber } from './block.ts'
import type { ExposureFilter } from './contract.ts'
import type { Schema } from './schema.ts'
import { type Db, packedRows, type SqlValue } from './sqlite.ts'

/**
 * The selectors that have an exposure which the filter means, and how many each has, in turns; by population (the first of
 * each), then by ref. All at once: pages are then read by ref, whatever is written meanwhile.
 */
export async function selectorsOf(db: Db, filter: ExposureFilter): Promise<Uint32Array> {
  const ids = await populationIds(db, filter)
  const query = db
    .selectFrom('exposure')
    .select(['exposure.ref', ({ fn }) => fn.countAll<number>().as('count')])
    .where((eb) => matches(eb, filter, ids))
    .groupBy('exposure.ref')
    .orderBy(({ fn }) => fn.coalesce(firstPopulation(ids, true), firstPopulation(ids, false)))
    .orderBy('exposure.ref')
    .compile()
  return packedRows(db, query, query.parameters as readonly SqlValue[], 2)
}

/** Of those that the filter names, else of all; retired ones count where none is live. */
function firstPopulation(ids: readonly number[] | undefined, live: boolean) {
  return expressionBuilder<Schema, 'exposure'>()
    .selectFrom('membership')
    .select(({ fn }) => fn.min('membership.population').as('first'))
    .whereRef('membership.ref', '=', 'exposure.ref')
    .$if(live, (query) => query.where('membership.retired_at', 'is', null))
    .$if(ids !== undefined, (query) => query.where('membership.population', 'in', ids!))
}

export async function populationIds(db: Db, filter: ExposureFilter): Promise<readonly number[] | undefined> {
  if (filter.populations === undefined) return undefined
  const rows = await db.selectFrom('population').select('id').where('name', 'in', filter.populations).execute()
  return rows.map(({ id }) => id)
}

export function matches(
  eb: ExpressionBuilder<Schema, 'exposure'>,
  filter: ExposureFilter,
  populations: readonly number[] | undefined,
): ExpressionWrapper<Schema, 'exposure', SqlBool> {
  const conditions: ExpressionWrapper<Schema, 'exposure', SqlBool>[] = []
  if (populations !== undefined) {
    conditions.push(
      eb.exists(
        eb
          .selectFrom('membership')
          .select('membership.ref')
          .whereRef('membership.ref', '=', 'exposure.ref')
          .where((of) => isEffective(of, populations)),
      ),
    )
  }
  if (filter.kinds !== undefined) {
    conditions.push(
      eb.exists(
        eb
          .selectFrom('membership')
          .select('membership.ref')
          .whereRef('membership.ref', '=', 'exposure.ref')
          .where(
            'membership.kind',
            'in',
            filter.kinds.map((kind) => kindNumber[kind]),
          ),
      ),
    )
  }
  if (filter.incidents !== undefined) conditions.push(isOneOf(eb, 'exposure.incident', filter.incidents))
  if (filter.refs !== undefined) conditions.push(isOneOf(eb, 'exposure.ref', filter.refs))
  if (filter.states !== undefined) conditions.push(eb('exposure.state', 'in', filter.states))
  if (filter.sinceScan !== undefined) conditions.push(eb('exposure.news_scan', '>', filter.sinceScan))
  return eb.and(conditions)
}

/** However many: a list of parameters would have a limit. */
function isOneOf(
  eb: ExpressionBuilder<Schema, 'exposure'>,
  column: 'exposure.incident' | 'exposure.ref',
  numbers: readonly number[],
) {
  // SQLite only: json_each; PostgreSQL has `= any($1)`
  return eb(column, 'in', sql<number>`(select value from json_each(${JSON.stringify(numbers)}))`)
}

/** A membership that counts: a live one, or any where none is live. */
function isEffective(eb: ExpressionBuilder<Schema, 'membership'>, populations: readonly number[] | undefined) {
  const counts = eb.or([
    eb('membership.retired_at', 'is', null),
    eb.not(
      eb.exists(
        eb
          .selectFrom('membership as live')
          .select('live.ref')
          .whereRef('live.ref', '=', 'membership.ref')
          .where('live.retired_at', 'is', null),
      ),
    ),
  ])
  return populations === undefined ? counts : eb.and([counts, eb('membership.population', 'in', populations)])
}
