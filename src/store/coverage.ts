import { sql } from 'kysely'
import { isoOf, type StoreContext } from './context.ts'
import type { CoverageColumns, CoverageStore, SelectorCell } from './contract.ts'
import { noteCode, stateOfNote } from './note-code.ts'
import { loadNotePages, type NewNote, pageNotesOf, writeNotes } from './note-pages.ts'
import { erasedRefs } from './objection.ts'
import type { Schema } from './schema.ts'
import { openText } from './sealed-text.ts'
import { allOfMany, compiledOnce, type Db, numberRows } from './sqlite.ts'
import { readTold } from './told.ts'

/** Rows read at a time: enough to be fast, few enough to weigh nothing. */
const chunk = 2048
const bits32 = 2 ** 32

export function coverageStore(context: StoreContext): CoverageStore {
  const { db } = context

  return {
    async channel(source, question) {
      const known = await channelOf(db, source, question)
      if (known !== undefined) return known
      await db
        .insertInto('channel')
        .values({ source, question })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      return (await channelOf(db, source, question))!
    },

    async channels() {
      return db.selectFrom('channel').select(['id as channel', 'source', 'question']).orderBy('id').execute()
    },

    load: (channel) => loadColumns(context, channel),

    async of(ref) {
      const channels = await db.selectFrom('channel').selectAll().orderBy('id').execute()
      const cells = await allOfMany(
        db,
        cellAt(db),
        channels.map(({ id }) => [id, ref]),
      )
      const cellOf = new Map(cells.map((cell) => [cell.channel, cell]))
      const notes = await pageNotesOf(db, ref)
      return channels.flatMap(({ id, ...channel }) => {
        const cell = withNote(cellOf.get(id), notes.get(id))
        return cell === undefined ? [] : [readCell(cell, channel)]
      })
    },

    async clockVersion(source, clock, at) {
      return db.transaction().execute(async (tx) => {
        const latest = await latestClock(tx, source)
        if (latest?.clock === clock) return latest.version
        const version = (latest?.version ?? 0) + 1
        await tx.insertInto('clock').values({ source, version, clock, at }).execute()
        return version
      })
    },

    async currentVersion(source) {
      return (await latestClock(db, source))?.version ?? 0
    },

    async note(channel, at, notes) {
      const coded: NewNote[] = []
      for (const { ref, state } of notes) coded.push({ ref, code: noteCode(state) })
      if (coded.length === 0) return
      await db.transaction().execute(async (tx) => {
        const erased = await erasedRefs(tx)
        const kept = erased.size === 0 ? coded : coded.filter(({ ref }) => !erased.has(ref))
        await writeNotes({ ...context, db: tx }, channel, at, kept)
      })
    },

    async cursor(channel, endpoint, target) {
      const digest = context.keys.digester.target(channel, target)
      const row = await db
        .selectFrom('cursor')
        .select('sealed')
        .where('channel', '=', channel)
        .where('endpoint', '=', endpoint)
        .where('target', '=', digest)
        .executeTakeFirst()
      return row === undefined ? undefined : openText(context, row.sealed, cursorPlace(channel, digest))
    },
  }
}

/** What a sealed cursor belongs to. */
export function cursorPlace(channel: number, target: Uint8Array): string {
  return `cursor\0${channel}\0${Buffer.from(target).toString('hex')}`
}

/** The greatest ref that was given. */
export async function lastRef(db: Db): Promise<number> {
  const row = await db.selectFrom('counter').select('value').where('name', '=', 'ref').executeTakeFirstOrThrow()
  return row.value
}

// SQLite only: `max` of two values; PostgreSQL has `greatest`
const mostTold = sql<number>`max(cell.told, excluded.told)`

/** Writes one answer per row of (channel, ref, answer, answered_at, version, told); a note that was there is done with. */
export const newAnswer = compiledOnce((db) =>
  db
    .insertInto('cell')
    .values({
      channel: 0,
      ref: 0,
      answer: 0,
      answered_at: 0,
      version: 0,
      told: 0,
      note: sql.lit(0),
      noted_at: sql.lit(0),
    })
    .onConflict((conflict) =>
      conflict.columns(['channel', 'ref']).doUpdateSet((eb) => ({
        answer: eb.ref('excluded.answer'),
        answered_at: eb.ref('excluded.answered_at'),
        version: eb.ref('excluded.version'),
        note: sql.lit(0),
        noted_at: sql.lit(0),
        told: mostTold,
      })),
    ),
)

const noAnswer = { answer: sql.lit(0), answered_at: sql.lit(0), version: sql.lit(0) }

/**
 * Writes one note per row of (channel, ref, note, noted_at, told) for an attempt that was made: its time counts even when it
 * failed as the one before.
 */
export const newAttempt = compiledOnce((db) =>
  db
    .insertInto('cell')
    .values({ channel: 0, ref: 0, note: 0, noted_at: 0, told: 0, ...noAnswer })
    .onConflict((conflict) =>
      conflict.columns(['channel', 'ref']).doUpdateSet((eb) => ({
        note: eb.ref('excluded.note'),
        noted_at: eb.ref('excluded.noted_at'),
        told: mostTold,
      })),
    ),
)

/** Writes what was told, one row of (channel, ref, told) each, of selectors about which the page says nothing yet. */
export const newTold = compiledOnce((db) =>
  db
    .insertInto('cell')
    .values({ channel: 0, ref: 0, told: 0, ...noAnswer, note: sql.lit(0), noted_at: sql.lit(0) })
    .onConflict((conflict) => conflict.columns(['channel', 'ref']).doUpdateSet({ told: mostTold })),
)

const cellAt = compiledOnce((db) => db.selectFrom('cell').selectAll().where('channel', '=', 0).where('ref', '=', 0))

const answerKinds = [undefined, 'absent', 'present'] as const

type CellFacts = Omit<Schema['cell'], 'channel' | 'ref'>

/** What stands of a row and a note in bulk: the later counts. */
function withNote(
  row: CellFacts | undefined,
  note: { readonly code: number; readonly at: number } | undefined,
): CellFacts | undefined {
  if (note === undefined || (row !== undefined && note.at <= Math.max(row.answered_at, row.noted_at))) return row
  return { answer: 0, answered_at: 0, version: 0, told: 0, ...row, note: note.code, noted_at: note.at }
}

function readCell(cell: CellFacts, { source, question }: { source: string; question: string }): SelectorCell {
  const kind = answerKinds[cell.answer]
  const state = stateOfNote(cell.note)
  const told = readTold(cell.told)
  return {
    source,
    question,
    ...(kind === undefined ? undefined : { answer: { kind, at: isoOf(cell.answered_at) } }),
    ...(state === undefined ? undefined : { note: { state, at: isoOf(cell.noted_at) } }),
    ...(told === undefined ? undefined : { told }),
  }
}

// one number instead of three columns: what crosses from the database to here is what takes the time
const packedAnswer = sql<number>`answer + 4 * (answered_at + ${sql.lit(bits32)} * version)`
const packedNote = sql<number>`note + 256 * noted_at`

/** by (channel, greater than ref, up to ref) */
const answersOf = compiledOnce((db) => cellRange(db).select(['ref', packedAnswer.as('packed')]))
const notesOf = compiledOnce((db) =>
  cellRange(db)
    .select(['ref', packedNote.as('packed')])
    .where('note', '<>', sql.lit(0)),
)

function cellRange(db: Db) {
  return db.selectFrom('cell').where('channel', '=', 0).where('ref', '>', 0).where('ref', '<=', 0)
}

async function loadColumns(context: StoreContext, channel: number): Promise<CoverageColumns> {
  const { db } = context
  const last = await lastRef(db)
  const columns = {
    answer: new Uint8Array(last + 1),
    answeredAt: new Uint32Array(last + 1),
    version: new Uint16Array(last + 1),
    note: new Uint8Array(last + 1),
    notedAt: new Uint32Array(last + 1),
  }
  for (let from = 0; from < last; from += chunk) {
    for (const [ref, cell] of await numberRows(db, answersOf(db), [channel, from, from + chunk])) {
      const answer = cell! % 4
      if (answer === 0) continue
      const rest = (cell! - answer) / 4
      const version = Math.floor(rest / bits32)
      columns.answer[ref!] = answer
      columns.answeredAt[ref!] = rest - version * bits32
      columns.version[ref!] = version
    }
    for (const [ref, note] of await numberRows(db, notesOf(db), [channel, from, from + chunk])) {
      columns.note[ref!] = note! % 256
      columns.notedAt[ref!] = Math.floor(note! / 256)
    }
  }
  await loadNotePages(context, channel, columns)
  return columns
}

async function channelOf(db: Db, source: string, question: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('channel')
    .select('id')
    .where('source', '=', source)
    .where('question', '=', question)
    .executeTakeFirst()
  return row?.id
}

async function latestClock(db: Db, source: string): Promise<{ version: number; clock: string } | undefined> {
  return db
    .selectFrom('clock')
    .select(['version', 'clock'])
    .where('source', '=', source)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}
