/**
 * Notes in bulk: what was decided not to be asked, and what a stopped run left, by the hundred thousand and mostly for one
 * reason. A row for each would weigh as much as an answer; a page holds those of 4,096 selectors of one channel, deflated: a
 * code of one byte and Unix seconds for each, some fifty bytes in all where they are alike.
 *
 * A page is never looked at when an answer comes in. Its note of a selector stands only while the selector's row, if there is
 * one, is older; so an answer or an attempt takes the place of the note by being later.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { CoverageColumns } from './contract.ts'
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

  pack(): Uint8Array {
    return deflateRawSync(new Uint8Array(this.at.buffer), { level: 1 })
  }
}

/** Adds the notes that stand to columns in which the rows are. */
export async function loadNotePages(db: Db, channel: number, columns: CoverageColumns): Promise<void> {
  for (const { page, notes } of await allOfMany(db, pagesOf(db), [[channel]])) {
    const { codes, at } = new NotePage(notes)
    const first = page * pageRefs
    for (let index = 0; index < pageRefs && first + index < columns.note.length; index++) {
      const ref = first + index
      const rowAt = Math.max(columns.answeredAt[ref]!, columns.notedAt[ref]!)
      if (codes[index] === 0 || at[index]! <= rowAt) continue
      columns.note[ref] = codes[index]!
      columns.notedAt[ref] = at[index]!
    }
  }
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
export async function writeNotes(db: Db, channel: number, seconds: number, notes: readonly NewNote[]): Promise<void> {
  const byPage = Map.groupBy(notes, ({ ref }) => Math.floor(ref / pageRefs))
  const changed: [number, number, Uint8Array][] = []
  for (const [page, ofPage] of byPage) {
    const rows = await allOfMany(db, pageAt(db), [[channel, page]])
    const notePage = new NotePage(rows[0]?.notes)
    if (await update(db, channel, page, notePage, seconds, ofPage)) changed.push([channel, page, notePage.pack()])
  }
  await runMany(db, putPage(db), changed)
}

/** @returns whether anything is another */
async function update(
  db: Db,
  channel: number,
  page: number,
  { codes, at }: NotePage,
  seconds: number,
  notes: readonly NewNote[],
): Promise<boolean> {
  const first = page * pageRefs
  const rowAt = new Uint32Array(pageRefs)
  const rowNote = new Uint8Array(pageRefs)
  for (const [ref, note, later] of await numberRows(db, rowsOf(db), [channel, first - 1, first + pageRefs - 1])) {
    rowAt[ref! - first] = later!
    rowNote[ref! - first] = note!
  }
  let isChanged = false
  for (const { ref, code } of notes) {
    const index = ref - first
    const stands = codes[index] !== 0 && at[index]! > rowAt[index]! ? codes[index] : rowNote[index]
    if (stands === code) continue
    codes[index] = code
    at[index] = seconds
    isChanged = true
  }
  return isChanged
}

/** So that nothing about an erased selector is left. */
export async function eraseNotes(db: Db, ref: number): Promise<void> {
  const page = Math.floor(ref / pageRefs)
  const rows = await db.selectFrom('note_page').select(['channel', 'notes']).where('page', '=', page).execute()
  const packed = rows.map(({ channel, notes }) => {
    const notePage = new NotePage(notes)
    notePage.codes[ref % pageRefs] = 0
    notePage.at[ref % pageRefs] = 0
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
