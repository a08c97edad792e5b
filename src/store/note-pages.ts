/**
 * Notes in bulk: what was decided not to be asked, and what a stopped run left, by the hundred thousand and mostly for one
 * reason. A row for each would weigh as much as an answer; a page holds those of 4,096 selectors of one channel, deflated: a
 * code of one byte and Unix seconds for each, some fifty bytes in all where they are alike.
 *
 * A page is never looked at when an answer comes in. Its note of a selector stands only while the selector's row, if there is
 * one, is older; so an answer or an attempt takes the place of the note by being later. Where a clock was set back, what comes
 * later is dated earlier: then the pages are looked at, and a note about an answer from a time to come goes into its row.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { StoreContext } from './context.ts'
import type { AnswerRecord, CoverageColumns } from './contract.ts'
import { allOfMany, compiledOnce, type Db, numberRows, runMany } from './sqlite.ts'

const pageRefs = 4096
const bytesEach = 5

export interface NewNote {
  readonly ref: number
  /** `noteCode` */
  readonly code: number
}

class NotePage {
  readonly codes: Uint8Array
  readonly at: Uint32Array

  constructor(packed?: Uint8Array) {
    // a copy: the seconds have to begin at a multiple of four
    const bytes = packed === undefined ? new Uint8Array(pageRefs * bytesEach) : Uint8Array.from(inflateRawSync(packed))
    this.at = new Uint32Array(bytes.buffer, 0, pageRefs)
    this.codes = bytes.subarray(4 * pageRefs)
  }

  get latest(): number {
    return this.at.reduce((one, other) => Math.max(one, other))
  }

  clear(index: number): void {
    this.codes[index] = 0
    this.at[index] = 0
  }

  pack(): Uint8Array {
    return deflateRawSync(new Uint8Array(this.at.buffer), { level: 1 })
  }
}

type Notes = Pick<StoreContext, 'db' | 'latestNotes'>

/** Adds the notes that stand to columns in which the rows are. */
export async function loadNotePages(
  { db, latestNotes }: Notes,
  channel: number,
  columns: CoverageColumns,
): Promise<void> {
  let latest = 0
  for (const { page, notes } of await allOfMany(db, pagesOf(db), [[channel]])) {
    const notePage = new NotePage(notes)
    const { codes, at } = notePage
    latest = Math.max(latest, notePage.latest)
    const first = page * pageRefs
    for (let index = 0; index < pageRefs && first + index < columns.note.length; index++) {
      const ref = first + index
      const rowAt = Math.max(columns.answeredAt[ref]!, columns.notedAt[ref]!)
      if (codes[index] === 0 || at[index]! <= rowAt) continue
      columns.note[ref] = codes[index]!
      columns.notedAt[ref] = at[index]!
    }
  }
  latestNotes.set(channel, latest)
}

/** The note of one selector, whatever its row says; `undefined` for none. */
export async function pageNotesOf(
  db: Db,
  ref: number,
): Promise<ReadonlyMap<number, { readonly code: number; readonly at: number }>> {
  const page = Math.floor(ref / pageRefs)
  const rows = await db.selectFrom('note_page').select(['channel', 'notes']).where('page', '=', page).execute()
  const found = rows.map(({ channel, notes }) => {
    const { codes, at } = new NotePage(notes)
    return [channel, { code: codes[ref % pageRefs]!, at: at[ref % pageRefs]! }] as const
  })
  return new Map(found.filter(([, { code }]) => code !== 0))
}

/** Writes those that say something else than what stands. Inside a transaction. */
export async function writeNotes(
  { db, latestNotes }: Notes,
  channel: number,
  seconds: number,
  notes: readonly NewNote[],
): Promise<void> {
  const byPage = Map.groupBy(notes, ({ ref }) => Math.floor(ref / pageRefs))
  const changed: [number, number, Uint8Array][] = []
  for (const [page, ofPage] of byPage) {
    const rows = await allOfMany(db, pageAt(db), [[channel, page]])
    const notePage = new NotePage(rows[0]?.notes)
    if (await update(db, channel, page, notePage, seconds, ofPage)) changed.push([channel, page, notePage.pack()])
  }
  await runMany(db, putPage(db), changed)
  const latest = latestNotes.get(channel)
  if (latest !== undefined) latestNotes.set(channel, Math.max(latest, seconds))
}

/** What a record tells is the latest, whatever time the notes about its selectors were dated. Inside a transaction. */
export async function endLaterNotes(notes: Notes, record: AnswerRecord): Promise<void> {
  const { channel, at: seconds, absent = [], present = [], unanswered } = record
  if ((await latestNote(notes, channel)) <= seconds) return
  const refs = [...absent, ...present, ...(unanswered?.refs ?? [])]
  const changed: [number, number, Uint8Array][] = []
  for (const [page, ofPage] of Map.groupBy(refs, (ref) => Math.floor(ref / pageRefs))) {
    const [row] = await allOfMany(notes.db, pageAt(notes.db), [[channel, page]])
    if (row === undefined) continue
    const notePage = new NotePage(row.notes)
    const later = ofPage.map((ref) => ref % pageRefs).filter((index) => notePage.at[index]! > seconds)
    for (const index of later) notePage.clear(index)
    if (later.length > 0) changed.push([channel, page, notePage.pack()])
  }
  await runMany(notes.db, putPage(notes.db), changed)
}

/** Of what was ever loaded or written here: read but once, since whoever writes into a channel holds its source. */
async function latestNote({ db, latestNotes }: Notes, channel: number): Promise<number> {
  let latest = latestNotes.get(channel)
  if (latest === undefined) {
    const pages = await allOfMany(db, pagesOf(db), [[channel]])
    latest = Math.max(0, ...pages.map(({ notes }) => new NotePage(notes).latest))
    latestNotes.set(channel, latest)
  }
  return latest
}

/** @returns whether anything is another */
async function update(
  db: Db,
  channel: number,
  page: number,
  notePage: NotePage,
  seconds: number,
  notes: readonly NewNote[],
): Promise<boolean> {
  const { codes, at } = notePage
  const first = page * pageRefs
  const rowAt = new Uint32Array(pageRefs)
  const rowNote = new Uint8Array(pageRefs)
  for (const [ref, note, later] of await numberRows(db, rowsOf(db), [channel, first - 1, first + pageRefs - 1])) {
    rowAt[ref! - first] = later!
    rowNote[ref! - first] = note!
  }
  const inRows: [number, number, number, number][] = []
  let isChanged = false
  for (const { ref, code } of notes) {
    const index = ref - first
    const stands = codes[index] !== 0 && at[index]! > rowAt[index]! ? codes[index] : rowNote[index]
    if (stands === code) continue
    if (rowAt[index]! >= seconds) {
      inRows.push([code, seconds, channel, ref])
      notePage.clear(index)
    } else {
      codes[index] = code
      at[index] = seconds
    }
    isChanged = true
  }
  await runMany(db, noteRow(db), inRows)
  return isChanged
}

/** So that nothing about an erased selector is left. */
export async function eraseNotes(db: Db, ref: number): Promise<void> {
  const page = Math.floor(ref / pageRefs)
  const rows = await db.selectFrom('note_page').select(['channel', 'notes']).where('page', '=', page).execute()
  const packed = rows.map(({ channel, notes }) => {
    const notePage = new NotePage(notes)
    notePage.clear(ref % pageRefs)
    return [channel, page, notePage.pack()] as const
  })
  await runMany(db, putPage(db), packed)
}

const pagesOf = compiledOnce((db) => db.selectFrom('note_page').select(['page', 'notes']).where('channel', '=', 0))

const pageAt = compiledOnce((db) =>
  db.selectFrom('note_page').select('notes').where('channel', '=', 0).where('page', '=', 0),
)

const putPage = compiledOnce((db) =>
  db
    .insertInto('note_page')
    .values({ channel: 0, page: 0, notes: new Uint8Array() })
    .onConflict((conflict) =>
      conflict.columns(['channel', 'page']).doUpdateSet((eb) => ({ notes: eb.ref('excluded.notes') })),
    ),
)

/** by (note, noted_at, channel, ref) */
const noteRow = compiledOnce((db) =>
  db.updateTable('cell').set({ note: 0, noted_at: 0 }).where('channel', '=', 0).where('ref', '=', 0),
)

/** by (channel, greater than ref, up to ref): ref, note, and the later of the two instants of the row */
const rowsOf = compiledOnce((db) =>
  db
    .selectFrom('cell')
    .select(({ ref, fn }) => [
      'ref',
      'note',
      // SQLite only: `max` of two values; PostgreSQL has `greatest`
      fn<number>('max', [ref('answered_at'), ref('noted_at')]).as('later'),
    ])
    .where('channel', '=', 0)
    .where('ref', '>', 0)
    .where('ref', '<=', 0),
)
