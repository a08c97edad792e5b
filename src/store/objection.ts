/** Erasing a selector for good: what an objection asks for. */
import type { Selector } from '../domain/index.ts'
import { BlockDraft } from './block.ts'
import { openRow, sealingKey } from './block-row.ts'
import type { StoreContext } from './context.ts'
import { digestLength } from './digest.ts'
import { eraseNotes } from './note-pages.ts'
import { addToCounter } from './population.ts'
import { type Db, foldJournal, runMany } from './sqlite.ts'

export async function refOf(
  context: StoreContext,
  selector: Selector,
  db: Db = context.db,
): Promise<number | undefined> {
  const digest = context.keys.digester.selector(selector.kind, selector.canonical)
  const row = await db.selectFrom('selector').select('ref').where('digest', '=', digest).executeTakeFirst()
  return row?.ref
}

/** Refs of those who objected while lists held them: nothing that is under way may bring anything about them back. */
export async function erasedRefs(db: Db): Promise<ReadonlySet<number>> {
  const rows = await db.selectFrom('objection').select('ref').where('ref', 'is not', null).execute()
  return new Set(rows.map(({ ref }) => ref!))
}

export async function eraseSelector(
  context: StoreContext,
  selector: Selector,
): Promise<{ readonly wasHeld: boolean; readonly exposuresErased: number }> {
  const digest = context.keys.digester.selector(selector.kind, selector.canonical)
  const result = await context.db.transaction().execute(async (tx) => {
    const ref = await refOf(context, selector, tx)
    await tx
      .insertInto('objection')
      .values({ digest, ref: ref ?? null, at: context.now().toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await forgetPurgedPairs(context, tx, digest)
    if (ref === undefined) return { wasHeld: false, exposuresErased: 0 }
    await dropFromBlocks(context, tx, ref)
    await tx.deleteFrom('membership').where('ref', '=', ref).execute()
    await tx.deleteFrom('selector').where('digest', '=', digest).execute()
    await eraseFindings(tx, ref)
    const exposures = await tx.deleteFrom('exposure').where('ref', '=', ref).executeTakeFirst()
    await addToCounter(tx, 'lists')
    return { wasHeld: true, exposuresErased: Number(exposures.numDeletedRows) }
  })
  // deleted rows still stand in the journal until it is folded in
  await foldJournal(context.db)
  return result
}

async function eraseFindings(db: Db, ref: number): Promise<void> {
  const channels = await db.selectFrom('channel').select('id').execute()
  const cell = db.deleteFrom('cell').where('channel', '=', 0).where('ref', '=', 0).compile()
  await runMany(
    db,
    cell,
    channels.map(({ id }) => [id, ref]),
  )
  await eraseNotes(db, ref)
  await db.deleteFrom('sighting').where('ref', '=', ref).execute()
  await db.deleteFrom('exposure_alias').where('ref', '=', ref).execute()
}

async function forgetPurgedPairs(context: StoreContext, db: Db, digest: Buffer): Promise<void> {
  const incidents = await db.selectFrom('incident').select('id').execute()
  await runMany(
    db,
    db.deleteFrom('purged_pair').where('digest', '=', new Uint8Array()).compile(),
    incidents.map(({ id }) => [context.keys.digester.pair(digest, id)]),
  )
}

/** Seals the blocks that hold it anew, without it. */
async function dropFromBlocks(context: StoreContext, db: Db, ref: number): Promise<void> {
  const rows = await db
    .selectFrom('block')
    .innerJoin('membership', 'membership.block', 'block.id')
    .selectAll('block')
    .where('membership.ref', '=', ref)
    .execute()
  for (const row of rows) {
    const block = openRow(context, row)
    if (block === undefined) continue // shredded: nothing can be read of it any more
    const draft = new BlockDraft()
    for (let i = 0; i < block.refs.length; i++) {
      if (block.refs[i] === ref) continue
      draft.add(block.refs[i]!, block.kinds[i]!, block.digests, i * digestLength, block.canonical(i))
    }
    if (draft.length === 0) {
      await db.deleteFrom('block').where('id', '=', row.id).execute()
      continue
    }
    const place = { storeId: context.storeId, population: row.population, block: row.id }
    const sealed = draft.seal(sealingKey(context, row.data_key), place)
    await db.updateTable('block').set(sealed).where('id', '=', row.id).execute()
  }
}
