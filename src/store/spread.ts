/** How far each incident reaches into each population. */
import { kindNumber } from './block.ts'
import type { IncidentSpread } from './contract.ts'
import type { Db } from './sqlite.ts'

export async function spreadOf(db: Db): Promise<readonly IncidentSpread[]> {
  return db
    .selectFrom('exposure')
    .innerJoin('membership', 'membership.ref', 'exposure.ref')
    .innerJoin('population', 'population.id', 'membership.population')
    .select(['exposure.incident', 'population.name as population', ({ fn }) => fn.countAll<number>().as('exposures')])
    .where('membership.retired_at', 'is', null)
    .where('membership.kind', 'in', [kindNumber.email, kindNumber.phone])
    .where('exposure.state', '<>', 'withdrawn')
    .groupBy(['exposure.incident', 'population.name'])
    .orderBy('exposure.incident')
    .orderBy('population.name')
    .execute()
}
