/**
 * The one way in for answers: a group of pages becomes cells, sightings and exposures, all or nothing. Committing the same
 * page twice leaves the same rows.
 *
 * Cells go straight to the table. What touches sightings is worked out in memory: of each selector that a page tells of, all
 * sightings and exposures are read (they are few), changed, and written back where they differ.
 */
import type { StoreContext } from './context.ts'
import type { AnswerRecord, CommitSummary } from './contract.ts'
import { cursorPlace, newAnswer, newAttempt, newTold } from './coverage.ts'
import { History } from './history.ts'
import { noteCode } from './note-code.ts'
import { endLaterNotes } from './note-pages.ts'
import { erasedRefs } from './objection.ts'
import { sealText } from './sealed-text.ts'
import { compiledOnce, type Db, runMany } from './sqlite.ts'
import { toldNumber } from './told.ts'

/** Call it inside a transaction. */
export async function commitAnswers(
  context: StoreContext,
  db: Db,
  scan: number,
  records: readonly AnswerRecord[],
): Promise<CommitSummary> {
  const kept = await withoutErased(db, records)
  await writeCells(db, kept)
  for (const record of kept) await endLaterNotes({ ...context, db }, record)
  const history = await History.load(context, db, scan, kept)
  for (const record of kept) await history.take(record)
  const summary = await history.write()
  await writeStrangers(context, db, kept)
  await writeCursors(context, db, kept)
  await writeUsage(db, scan, kept)
  return summary
}

/** Who objected while the question was out is not to come back with the answer. */
async function withoutErased(db: Db, records: readonly AnswerRecord[]): Promise<readonly AnswerRecord[]> {
  const erased = await erasedRefs(db)
  if (erased.size === 0) return records
  const held = (refs: readonly number[]) => refs.filter((ref) => !erased.has(ref))
  return records.map((record) => ({
    ...record,
    ...(record.present && { present: held(record.present) }),
    ...(record.absent && { absent: held(record.absent) }),
    ...(record.recheck && { recheck: held(record.recheck) }),
    ...(record.told && { told: { ...record.told, refs: held(record.told.refs) } }),
    ...(record.unanswered && { unanswered: { ...record.unanswered, refs: held(record.unanswered.refs) } }),
    sightings: record.sightings.filter(({ ref }) => !erased.has(ref)),
  }))
}

const answer = { absent: 1, present: 2 } as const

/** Answers and attempts each in one go; in turns only where a group has both, since the later one counts. */
async function writeCells(db: Db, records: readonly AnswerRecord[]): Promise<void> {
  const answers = new Rows(db, newAnswer(db))
  const attempts = new Rows(db, newAttempt(db))
  const alone = new Rows(db, newTold(db))
  for (const record of records) {
    const { channel, at, version, absent = [], present = [], unanswered } = record
    const told = new ToldRefs(record)
    if (absent.length + present.length > 0) await attempts.write()
    for (const ref of absent) {
      if (answers.add([channel, ref, answer.absent, at, version, told.take(ref)])) await answers.write()
    }
    for (const ref of present) {
      if (answers.add([channel, ref, answer.present, at, version, told.take(ref)])) await answers.write()
    }
    if (unanswered !== undefined) {
      await answers.write()
      const code = noteCode(unanswered.state)
      for (const ref of unanswered.refs) {
        if (attempts.add([channel, ref, code, at, told.take(ref)])) await attempts.write()
      }
    }
    // these last: an answer that comes after takes their place
    for (const ref of told.rest) alone.add([channel, ref, told.number])
  }
  await answers.write()
  await attempts.write()
  await alone.write()
}

/** enough to be fast; the answer to a question about all of the lists has hundreds of thousands */
const rowsAtOnce = 4_096

class Rows {
  readonly #db: Db
  readonly #query: Parameters<typeof runMany>[1]
  #rows: (readonly number[])[] = []

  constructor(db: Db, query: Parameters<typeof runMany>[1]) {
    this.#db = db
    this.#query = query
  }

  /** @returns whether they are to be written now */
  add(row: readonly number[]): boolean {
    return this.#rows.push(row) >= rowsAtOnce
  }

  async write(): Promise<void> {
    const rows = this.#rows
    this.#rows = []
    if (rows.length > 0) await runMany(this.#db, this.#query, rows)
  }
}

/** Of whom a record told its source something; those with an answer are taken out, and written together with it. */
class ToldRefs {
  readonly number: number
  readonly #refs: Set<number>

  constructor({ told, at }: AnswerRecord) {
    this.number = told === undefined ? 0 : toldNumber(told.discloses, at)
    this.#refs = new Set(this.number === 0 ? [] : told?.refs)
  }

  take(ref: number): number {
    return this.#refs.delete(ref) ? this.number : 0
  }

  get rest(): Iterable<number> {
    return this.#refs
  }
}

/** Counts of the answer before are gone once the whole new answer is there. */
async function writeStrangers(context: StoreContext, db: Db, records: readonly AnswerRecord[]): Promise<void> {
  for (const record of records) {
    const isLast = record.present !== undefined || record.absent !== undefined
    if (record.strangers === undefined && (!isLast || record.target === undefined)) continue
    const { digester } = context.keys
    const target = digester.target(record.channel, record.target ?? record.cursor?.target ?? '')
    const page = digester.target(record.channel, `page\0${record.cursor?.next ?? ''}`)
    await runMany(
      db,
      countStrangers(db),
      (record.strangers ?? []).map(({ event, count }) => [record.channel, event, target, page, record.askedAt, count]),
    )
    if (!isLast) continue
    await db
      .deleteFrom('stranger')
      .where('channel', '=', record.channel)
      .where('target', '=', target)
      .where('asked_at', '<', record.askedAt)
      .execute()
  }
}

async function writeCursors(context: StoreContext, db: Db, records: readonly AnswerRecord[]): Promise<void> {
  for (const { channel, cursor } of records) {
    if (cursor === undefined) continue
    const target = context.keys.digester.target(channel, cursor.target)
    if (cursor.next === undefined) {
      await db
        .deleteFrom('cursor')
        .where('channel', '=', channel)
        .where('endpoint', '=', cursor.endpoint)
        .where('target', '=', target)
        .execute()
      continue
    }
    const sealed = sealText(context, cursor.next, cursorPlace(channel, target))
    await db
      .insertInto('cursor')
      .values({ channel, endpoint: cursor.endpoint, target, sealed })
      .onConflict((conflict) => conflict.columns(['channel', 'endpoint', 'target']).doUpdateSet({ sealed }))
      .execute()
  }
}

/** What a scan spent counts each time it is committed: it was spent. */
async function writeUsage(db: Db, scan: number, records: readonly AnswerRecord[]): Promise<void> {
  const spent = records.filter(({ requests, credits }) => requests > 0 || credits > 0)
  const byChannel = Map.groupBy(spent, ({ channel }) => channel)
  await runMany(
    db,
    addUsage(db),
    Array.from(byChannel, ([channel, of]) => [scan, channel, sum(of, 'requests'), sum(of, 'credits')]),
  )
}

function sum(records: readonly AnswerRecord[], what: 'requests' | 'credits'): number {
  return records.reduce((total, record) => total + record[what], 0)
}

const countStrangers = compiledOnce((db) =>
  db
    .insertInto('stranger')
    .values({ channel: 0, event: 0, target: new Uint8Array(), page: new Uint8Array(), asked_at: 0, count: 0 })
    .onConflict((conflict) =>
      conflict.columns(['channel', 'event', 'target', 'page']).doUpdateSet((eb) => ({
        asked_at: eb.ref('excluded.asked_at'),
        count: eb.ref('excluded.count'),
      })),
    ),
)

const addUsage = compiledOnce((db) =>
  db
    .insertInto('usage')
    .values({ scan: 0, channel: 0, requests: 0, credits: 0 })
    .onConflict((conflict) =>
      conflict.columns(['scan', 'channel']).doUpdateSet((eb) => ({
        requests: eb('usage.requests', '+', eb.ref('excluded.requests')),
        credits: eb('usage.credits', '+', eb.ref('excluded.credits')),
      })),
    ),
)
