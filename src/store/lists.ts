import { type SelectorKind, selectorKinds } from '../domain/index.ts'
import { kindNumber, kindOf } from './block.ts'
import { type BlockRow, openRow } from './block-row.ts'
import type { StoreContext } from './context.ts'
import type { ListStore, WatchedNumbers, WatchedSelector } from './contract.ts'
import { digestLength } from './digest.ts'
import { beginImport } from './import.ts'
import { personName, selectorName } from './names.ts'
import { eraseSelector, refOf } from './objection.ts'
import { addToCounter, populationsOf } from './population.ts'
import { loadRoster, type Roster } from './roster.ts'
import type { SelectorReader } from './selectors.ts'
import { countsOf, personsOf, statsOf } from './stats.ts'

export function listStore(context: StoreContext, selectors: SelectorReader): ListStore {
  const { db } = context

  return {
    beginImport: (spec) => beginImport(context, spec),
    stats: (now) => statsOf(context, now),
    counts: (now) => countsOf(context, now),
    persons: (now) => personsOf(context, now),
    watched: (options) => watched(context, options.populations, options.kinds),
    watchedNumbers: (options) => watchedNumbers(context, options.populations),
    resolve: (refs) => selectors.resolve(refs),

    async find(selector) {
      const ref = await refOf(context, selector)
      return ref === undefined ? undefined : (await selectors.resolve([ref]))[0]
    },

    personName: (population, person) => personName(context.keys.digester.person(population, person)),

    async remove(selector, population) {
      const ref = await refOf(context, selector)
      if (ref === undefined) return false
      return db.transaction().execute(async (tx) => {
        const result = await tx
          .updateTable('membership')
          .set({ retired_at: Math.floor(context.now().getTime() / 1000) })
          .where('ref', '=', ref)
          .where('population', '=', (query) =>
            query.selectFrom('population').select('id').where('name', '=', population),
          )
          .where('retired_at', 'is', null)
          .executeTakeFirst()
        if (result.numUpdatedRows === 0n) return false
        await addToCounter(tx, 'lists')
        return true
      })
    },

    object: (selector) => eraseSelector(context, selector),

    async objectedAt(selector) {
      const digest = context.keys.digester.selector(selector.kind, selector.canonical)
      const row = await db.selectFrom('objection').select('at').where('digest', '=', digest).executeTakeFirst()
      return row?.at
    },

    async nameOf({ kind, canonical }) {
      return selectorName(context.keys.digester.selector(kind, canonical), 0)
    },

    async samePerson(ref) {
      const rows = await db
        .selectFrom('membership')
        .select('ref')
        .distinct()
        .where('ref', '<>', ref)
        .where('person', 'in', (query) =>
          query.selectFrom('membership').select('person').where('ref', '=', ref).where('person', 'is not', null),
        )
        .orderBy('ref')
        .execute()
      return rows.map((row) => row.ref)
    },

    async objected(selectors) {
      const rows = await db.selectFrom('objection').select('digest').execute()
      if (rows.length === 0) return new Set()
      const digests = new Set(rows.map((row) => Buffer.from(row.digest).toString('hex')))
      const { digester } = context.keys
      return new Set(
        selectors.flatMap(({ kind, canonical }, index) =>
          digests.has(digester.selector(kind, canonical).toString('hex')) ? [index] : [],
        ),
      )
    },

    async version() {
      const row = await db.selectFrom('counter').select('value').where('name', '=', 'lists').executeTakeFirstOrThrow()
      return row.value
    },

    async memberships(selector) {
      const ref = await refOf(context, selector)
      if (ref === undefined) return []
      const rows = await db
        .selectFrom('membership')
        .innerJoin('import', 'import.id', 'membership.import')
        .innerJoin('population', 'population.id', 'membership.population')
        .select(['population.name', 'import.list', 'import.at', 'import.expires_at', 'membership.retired_at'])
        .where('membership.ref', '=', ref)
        .orderBy('population.id')
        .execute()
      return rows.map((row) => ({
        population: row.name,
        list: row.list,
        importedAt: row.at,
        expiresAt: row.expires_at,
        ...(row.retired_at === null ? undefined : { retiredAt: row.retired_at }),
      }))
    },
  }
}

async function* watched(
  context: StoreContext,
  wanted: readonly string[] | undefined,
  kinds: readonly SelectorKind[] = selectorKinds,
): AsyncIterable<readonly WatchedSelector[]> {
  const wantedKinds = new Set(kinds.map((kind) => kindNumber[kind]))
  const { roster, turns } = await turnsOf(context, wanted)
  for (const { population, comesHere } of turns) {
    for await (const row of blocksOf(context, population)) {
      const block = openRow(context, row)
      if (block === undefined) continue
      const selectors: WatchedSelector[] = []
      for (let i = 0; i < block.refs.length; i++) {
        const ref = block.refs[i]!
        const kind = block.kinds[i]!
        const set = roster.set[ref]!
        if (!comesHere[set] || !wantedKinds.has(kind)) continue
        const canonical = block.canonical(i)
        const populations = roster.sets[set]!.names
        const name = selectorName(block.digests, i * digestLength)
        const expiresAt = roster.expiresAt[ref]!
        const person = roster.person[ref]!
        // built whole in each case: spreading a million objects takes longer than opening them
        selectors.push(
          person === 0
            ? { ref, kind: kindOf(kind), canonical, populations, name, expiresAt }
            : { ref, kind: kindOf(kind), canonical, populations, name, expiresAt, person: personName(person) },
        )
      }
      if (selectors.length > 0) yield selectors
    }
  }
}

/** The populations in the order in which their selectors come. */
async function turnsOf(
  context: StoreContext,
  wanted: readonly string[] | undefined,
): Promise<{
  readonly roster: Roster
  readonly turns: readonly { readonly population: number; readonly comesHere: readonly boolean[] }[]
}> {
  const all = await populationsOf(context.db)
  const populations =
    wanted === undefined ? all : wanted.flatMap((name) => all.find((population) => population.name === name) ?? [])
  const roster = await loadRoster(context.db, all)
  const turns = populations.map(({ id: population }, turn) => {
    const earlier = new Set(populations.slice(0, turn).map(({ id }) => id))
    /** by set: whether a selector of it comes with this population */
    const comesHere = roster.sets.map(({ ids }) => ids.includes(population) && !ids.some((id) => earlier.has(id)))
    return { population, comesHere }
  })
  return { roster, turns }
}

async function* watchedNumbers(
  context: StoreContext,
  wanted: readonly string[] | undefined,
): AsyncIterable<WatchedNumbers> {
  const { roster, turns } = await turnsOf(context, wanted)
  const kindIndex = selectorKinds.map((_, number) => selectorKinds.indexOf(kindOf(number)))
  for (const { population, comesHere } of turns) {
    for (let last: number | undefined = 0; last !== undefined; ) {
      const rows: { id: number; data_key: string; refs: Uint8Array; kinds: Uint8Array }[] = await context.db
        .selectFrom('block')
        .select(['id', 'data_key', 'refs', 'kinds'])
        .where('population', '=', population)
        .where('id', '>', last)
        .orderBy('id')
        .limit(blocksAtOnce)
        .execute()
      // what was shredded comes no more, as from `watched`
      const held = rows.filter(({ data_key }) => context.keys.dataKey(data_key) !== undefined)
      const refs: number[] = []
      const kinds: number[] = []
      for (const row of held) {
        for (const [index, ref] of new Uint32Array(row.refs.slice().buffer).entries()) {
          if (!comesHere[roster.set[ref]!]) continue
          refs.push(ref)
          kinds.push(kindIndex[row.kinds[index]!]!)
        }
      }
      if (refs.length > 0) {
        yield {
          refs: Uint32Array.from(refs),
          kinds: Uint8Array.from(kinds),
          populations: refs.map((ref) => roster.sets[roster.set[ref]!]!.names),
          expiresAt: Uint32Array.from(refs, (ref) => roster.expiresAt[ref]!),
        }
      }
      last = rows.at(-1)?.id
    }
  }
}

const blocksAtOnce = 8

async function* blocksOf(context: StoreContext, population: number): AsyncIterable<BlockRow> {
  let last = 0
  for (;;) {
    const row = await context.db
      .selectFrom('block')
      .selectAll()
      .where('population', '=', population)
      .where('id', '>', last)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (row === undefined) return
    last = row.id
    yield row
  }
}
