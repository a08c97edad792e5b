import type { PostReading, SourceEvent } from '../domain/index.ts'
import type { StoreContext } from './context.ts'
import type { EventRow, EventStore, IncidentJoin, IncidentRow } from './contract.ts'
import { joinIncidents, keptIncident } from './join.ts'
import { randomName } from './names.ts'
import { partedEvents, splitIncident, splitsOf } from './split.ts'
import { type Db, firstOfMany, runMany } from './sqlite.ts'

type NewEvent = Parameters<EventStore['save']>[1][number]

export function eventStore(context: StoreContext): EventStore {
  const { db } = context

  return {
    async all() {
      const rows = await db.selectFrom('event').selectAll().orderBy('id').execute()
      return rows.map(eventOf)
    },

    save: (source, events, at) => db.transaction().execute((tx) => saveEvents(context, tx, source, events, at)),

    async incidents() {
      const rows = await db.selectFrom('incident').selectAll().orderBy('id').execute()
      return incidentsOf(rows)
    },

    join: (keep, other, evidence, at) => db.transaction().execute((tx) => joinIncidents(tx, keep, other, evidence, at)),

    joins: (incident) => joinsOf(db, incident),

    split: (incident, events, by) => db.transaction().execute((tx) => splitIncident(context, tx, incident, events, by)),

    splits: (incident) => splitsOf(db, incident),

    parted: () => partedEvents(db),
  }
}

async function joinsOf(db: Db, incident: number): Promise<readonly IncidentJoin[]> {
  const events = await db
    .selectFrom('event')
    .select(['id', 'evidence', 'first_seen_at'])
    .where('incident', '=', incident)
    .orderBy('id')
    .execute()
  const incidents = await db
    .selectFrom('incident_join')
    .innerJoin('incident', 'incident.id', 'incident_join.other')
    .select(['incident.name', 'incident_join.evidence', 'incident_join.at'])
    .where('incident.kept_as', '=', incident)
    .orderBy('incident.id')
    .execute()
  const joins: IncidentJoin[] = [
    ...events.flatMap(({ id, evidence, first_seen_at: at }) => (evidence === null ? [] : { event: id, evidence, at })),
    ...incidents.map(({ name, evidence, at }) => ({ alias: name, evidence, at })),
  ]
  return joins.sort((a, b) => a.at.localeCompare(b.at))
}

async function saveEvents(
  context: StoreContext,
  db: Db,
  source: string,
  events: readonly NewEvent[],
  at: string,
): Promise<readonly EventRow[]> {
  const query = db.selectFrom('event').selectAll().where('source', '=', '').where('key', '=', '').compile()
  const find = () =>
    firstOfMany(
      db,
      query,
      events.map(({ event }) => [source, event.key]),
    )
  const known = await find()
  const update = db.updateTable('event').set({ words: '', last_seen_at: '' }).where('id', '=', 0).compile()
  const updates: [string, string, number][] = []
  const added = new Set<string>()
  for (const [index, { event, join }] of events.entries()) {
    const row = known[index]
    if (row !== undefined) {
      updates.push([wordsOf(event), at, row.id])
    } else if (!added.has(event.key)) {
      added.add(event.key)
      await addEvent(context, db, source, event, join, at)
    }
  }
  await runMany(db, update, updates)
  return (await find()).map((row) => eventOf(row!))
}

async function addEvent(
  context: StoreContext,
  db: Db,
  source: string,
  event: SourceEvent,
  join: NewEvent['join'],
  at: string,
): Promise<void> {
  const incident = join === undefined ? await addIncident(context, db, at) : await keptIncident(db, join.incident)
  await db
    .insertInto('event')
    .values({
      source,
      key: event.key,
      incident,
      words: wordsOf(event),
      evidence: join?.evidence ?? null,
      first_seen_at: at,
      last_seen_at: at,
    })
    .execute()
}

async function addIncident(context: StoreContext, db: Db, at: string): Promise<number> {
  const { id } = await db
    .insertInto('incident')
    .values({ name: randomName('i', context.random), first_seen_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

interface StoredEvent {
  readonly id: number
  readonly source: string
  readonly key: string
  readonly incident: number
  readonly words: string
  readonly first_seen_at: string
  readonly last_seen_at: string
}

function eventOf(row: StoredEvent): EventRow {
  return {
    ...(JSON.parse(row.words) as Omit<SourceEvent, 'key'>),
    id: row.id,
    source: row.source,
    key: row.key,
    incident: row.incident,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
  }
}

/** Names the words one by one: what else an object carries does not get in. */
function wordsOf(event: SourceEvent): string {
  const { title, nature, domain, occurredOn, addedAt, description, dataClasses, records, url, flags } = event
  const post = event.post === undefined ? undefined : wordsOfPost(event.post)
  return JSON.stringify({
    title,
    nature,
    domain,
    occurredOn,
    addedAt,
    description,
    dataClasses,
    records,
    url,
    flags,
    post,
  })
}

function wordsOfPost({ readAt, sha256Hex, status, label, commercial, confidence, evidence, excerpt }: PostReading) {
  const told = evidence.map(({ rule, words, language }) => ({ rule, words, language }))
  return { readAt, sha256Hex, status, label, commercial, confidence, evidence: told, excerpt }
}

interface StoredIncident {
  readonly id: number
  readonly name: string
  readonly first_seen_at: string
  readonly kept_as: number | null
}

function incidentsOf(rows: readonly StoredIncident[]): readonly IncidentRow[] {
  const joined = Map.groupBy(rows, (row) => row.kept_as ?? 0)
  return rows
    .filter((row) => row.kept_as === null)
    .map((row) => ({
      id: row.id,
      name: row.name,
      aliases: (joined.get(row.id) ?? []).map(({ name }) => name),
      firstSeenAt: row.first_seen_at,
    }))
}
