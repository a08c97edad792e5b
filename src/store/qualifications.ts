/** What persons decided about exposures, and what they did. One decision stands for each; the audit table holds them all. */
import type { StoreContext } from './context.ts'
import type { Qualification, QualificationStore, Qualified, Remedy } from './contract.ts'
import type { Schema } from './schema.ts'
import { openText, sealText } from './sealed-text.ts'
import { allOfMany, type Db, firstOfMany, runMany } from './sqlite.ts'
import { stretchesOf } from './stretches.ts'

export function qualificationStore(context: StoreContext): QualificationStore {
  const { db } = context
  return {
    qualify: (names, qualification) =>
      db.transaction().execute(async (tx) => {
        const keys = await keysOf(tx, names)
        const query = tx
          .insertInto('qualification')
          .values({
            ...{ ref: 0, incident: 0, verdict: '', attribution: null, note: null, qualified_by: '', qualified_at: '' },
            ...{ base: null, caused_by: null, remedy: null, remedied_by: null, remedied_at: null },
          })
          .onConflict((conflict) =>
            conflict.columns(['ref', 'incident']).doUpdateSet((eb) => ({
              verdict: eb.ref('excluded.verdict'),
              attribution: eb.ref('excluded.attribution'),
              base: eb.ref('excluded.base'),
              caused_by: eb.ref('excluded.caused_by'),
              note: eb.ref('excluded.note'),
              qualified_by: eb.ref('excluded.qualified_by'),
              qualified_at: eb.ref('excluded.qualified_at'),
            })),
          )
          .compile()
        const { as, attribution, base, causedBy, note, who, at } = qualification
        await runMany(
          tx,
          query,
          keys.map(({ ref, incident }) => {
            const sealed = note === undefined ? null : sealText(context, note, notePlace(ref))
            return [
              ...[ref, incident, as, attribution ?? null, sealed, who, at, base ?? null, causedBy ?? null],
              ...[null, null, null],
            ]
          }),
        )
        return keys.length
      }),

    remedy: (names, remedy) =>
      db.transaction().execute(async (tx) => {
        const keys = await keysOf(tx, names)
        const query = tx
          .insertInto('qualification')
          .values({ ref: 0, incident: 0, remedy: '', remedied_by: '', remedied_at: '' })
          .onConflict((conflict) =>
            conflict.columns(['ref', 'incident']).doUpdateSet((eb) => ({
              remedy: eb.ref('excluded.remedy'),
              remedied_by: eb.ref('excluded.remedied_by'),
              remedied_at: eb.ref('excluded.remedied_at'),
            })),
          )
          .compile()
        const { what, who, at } = remedy
        await runMany(
          tx,
          query,
          keys.map(({ ref, incident }) => [ref, incident, what, who, at]),
        )
        return keys.length
      }),

    async irrelevantBefore(at) {
      const rows = await db
        .selectFrom('qualification')
        .innerJoin('exposure', (join) =>
          join
            .onRef('exposure.ref', '=', 'qualification.ref')
            .onRef('exposure.incident', '=', 'qualification.incident'),
        )
        .select('exposure.name')
        .where('qualification.verdict', '=', 'irrelevant')
        .where('qualification.qualified_at', '<', at)
        .execute()
      return rows.map(({ name }) => name)
    },
  }
}

interface Key {
  readonly ref: number
  readonly incident: number
}

/** Of exposures that are there, by their own names or those that were joined into them; each once. */
async function keysOf(db: Db, names: readonly string[]): Promise<readonly Key[]> {
  const own = db.selectFrom('exposure').select(['ref', 'incident']).where('name', '=', '').compile()
  const alias = db.selectFrom('exposure_alias').select(['ref', 'incident']).where('name', '=', '').compile()
  const asked = names.map((name) => [name])
  const [found, joined] = [await firstOfMany(db, own, asked), await firstOfMany(db, alias, asked)]
  const keys = new Map<string, Key>()
  for (const index of names.keys()) {
    const key = found[index] ?? joined[index]
    if (key !== undefined) keys.set(`${key.ref} ${key.incident}`, key)
  }
  return [...keys.values()]
}

/** What was decided and done about the exposures of these selectors, by `ref incident`. Neighbours are best asked for together. */
export async function qualificationsOf(
  context: StoreContext,
  refs: readonly number[],
): Promise<ReadonlyMap<string, Qualified>> {
  const query = context.db.selectFrom('qualification').selectAll().where('ref', '>=', 0).where('ref', '<=', 0).compile()
  const rows = await allOfMany(context.db, query, stretchesOf(refs))
  return new Map(rows.map((row) => [`${row.ref} ${row.incident}`, qualifiedOf(context, row)]))
}

function qualifiedOf(context: StoreContext, row: Schema['qualification']): Qualified {
  const qualification = readQualification(context, row)
  const remedy = readRemedy(row)
  return {
    ...(qualification === undefined ? undefined : { qualification }),
    ...(remedy === undefined ? undefined : { remedy }),
  }
}

function readQualification(context: StoreContext, row: Schema['qualification']): Qualification | undefined {
  const { verdict, qualified_by: who, qualified_at: at } = row
  if (verdict === null || who === null || at === null) return undefined
  const note = row.note === null ? undefined : openText(context, row.note, notePlace(row.ref))
  return {
    as: verdict as Qualification['as'],
    ...(row.attribution === null ? undefined : { attribution: row.attribution as 'A' }),
    ...(row.base === null ? undefined : { base: row.base }),
    ...(row.caused_by === null ? undefined : { causedBy: row.caused_by }),
    ...(note === undefined ? undefined : { note }),
    who,
    at,
  }
}

function readRemedy({ remedy, remedied_by: who, remedied_at: at }: Schema['qualification']): Remedy | undefined {
  return remedy === null || who === null || at === null ? undefined : { what: remedy, who, at }
}

/** A note moves with its exposure when incidents are joined: only the selector binds it. */
function notePlace(ref: number): string {
  return `note ${ref}`
}
