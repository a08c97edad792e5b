import { commitAnswers } from './commit.ts'
import type { StoreContext } from './context.ts'
import type { ExposureStore } from './contract.ts'
import { matches, populationIds } from './exposure-filter.ts'
import { exposurePages } from './exposure-pages.ts'
import { digestOf } from './history.ts'
import type { SelectorReader } from './selectors.ts'
import { spreadOf } from './spread.ts'
import { type Db, firstOfMany, runMany } from './sqlite.ts'

export function exposureStore(context: StoreContext, selectors: SelectorReader): ExposureStore {
  const { db } = context

  return {
    commit: (scan, records) => db.transaction().execute((tx) => commitAnswers(context, tx, scan, records)),

    async *list(filter) {
      for await (const page of exposurePages(context, selectors, filter)) {
        yield page.flatMap((glance) => (glance.wanted ? glance.row() : []))
      }
    },

    glances: (filter) => exposurePages(context, selectors, filter),

    async byName(name) {
      const key =
        (await db.selectFrom('exposure').select(['ref', 'incident']).where('name', '=', name).executeTakeFirst()) ??
        (await db.selectFrom('exposure_alias').select(['ref', 'incident']).where('name', '=', name).executeTakeFirst())
      if (key === undefined) return undefined
      for await (const page of exposurePages(context, selectors, { refs: [key.ref] })) {
        const found = page.find(({ incident }) => incident === key.incident)
        if (found !== undefined) return found.row()
      }
      return undefined
    },

    async count(filter) {
      const ids = await populationIds(db, filter)
      const row = await db
        .selectFrom('exposure')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where((eb) => matches(eb, filter, ids))
        .executeTakeFirstOrThrow()
      return row.count
    },

    spread: () => spreadOf(db),

    async strangers() {
      // of each question about one target only the pages of its latest answer count
      const latest = db
        .selectFrom('stranger')
        .select(['channel', 'target', ({ fn }) => fn.max('asked_at').as('asked_at')])
        .groupBy(['channel', 'target'])
        .as('latest')
      return db
        .selectFrom('stranger')
        .innerJoin(latest, (join) =>
          join
            .onRef('latest.channel', '=', 'stranger.channel')
            .onRef('latest.target', '=', 'stranger.target')
            .onRef('latest.asked_at', '=', 'stranger.asked_at'),
        )
        .innerJoin('event', 'event.id', 'stranger.event')
        .select(['event.incident', ({ fn }) => fn.sum<number>('stranger.count').as('count')])
        .groupBy('event.incident')
        .orderBy('event.incident')
        .execute()
    },

    purge: (names) => db.transaction().execute((tx) => purge(context, tx, names)),
  }
}

async function purge(context: StoreContext, db: Db, names: readonly string[]): Promise<number> {
  const query = db.selectFrom('exposure').selectAll().where('name', '=', '').compile()
  const found = await firstOfMany(
    db,
    query,
    names.map((name) => [name]),
  )
  const purged: (readonly [Uint8Array, string, number, string])[] = []
  const gone: (readonly [number, number])[] = []
  for (const row of found) {
    if (row === undefined) continue
    gone.push([row.ref, row.incident])
    const digest = await digestOf(db, row.ref)
    if (digest === undefined) continue
    const pair = context.keys.digester.pair(digest, row.incident)
    purged.push([pair, row.state, row.first_seen, context.now().toISOString()])
  }
  const remember = db
    .insertInto('purged_pair')
    .values({ digest: new Uint8Array(), state: 'new', first_seen: 0, purged_at: '' })
    .onConflict((conflict) =>
      conflict.column('digest').doUpdateSet((eb) => ({
        state: eb.ref('excluded.state'),
        purged_at: eb.ref('excluded.purged_at'),
      })),
    )
    .compile()
  await runMany(db, remember, purged)
  const sightings = db
    .deleteFrom('sighting')
    .where('ref', '=', 0)
    .where('event', 'in', (eb) => eb.selectFrom('event').select('id').where('incident', '=', 0))
    .compile()
  await runMany(db, sightings, gone)
  await runMany(db, db.deleteFrom('exposure_alias').where('ref', '=', 0).where('incident', '=', 0).compile(), gone)
  return runMany(db, db.deleteFrom('exposure').where('ref', '=', 0).where('incident', '=', 0).compile(), gone)
}
