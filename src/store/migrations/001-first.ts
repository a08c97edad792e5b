import { type CreateTableBuilder, type RawBuilder, sql } from 'kysely'
import type { Db } from '../sqlite.ts'

// SQLite only: a table stored in its primary key. Where keys are looked up by the million it halves size and time.
const clustered = sql`without rowid`

export async function up(db: Db): Promise<void> {
  await lists(db)
  await coverage(db)
  await findings(db)
  await runs(db)
  await appendOnlyAudit(db)
}

async function lists(db: Db): Promise<void> {
  await table(db, 'meta', { name: 'text', value: 'text' }, ['name'])
  await table(db, 'counter', { name: 'text', value: 'integer' }, ['name'])
  await db
    .insertInto('counter')
    .values(['ref' as const, 'block' as const, 'lists' as const].map((name) => ({ name, value: 0 })))
    .execute()
  await db.schema
    .createTable('population')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('data_key', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('import')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('population', 'integer', (column) => column.notNull().references('population.id'))
    .addColumn('list', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .addColumn('replaces', 'integer', (column) => column.notNull())
    .execute()
  await table(db, 'selector', { digest: 'blob', ref: 'integer' }, ['digest'], clustered)
  await table(db, 'objection', { digest: 'blob', ref: 'integer?', at: 'text' }, ['digest'], clustered)
  await table(
    db,
    'membership',
    {
      ref: 'integer',
      population: 'integer',
      kind: 'integer',
      import: 'integer',
      block: 'integer',
      person: 'integer?',
      retired_at: 'integer?',
    },
    ['ref', 'population'],
    clustered,
  )
  await db.schema
    .createTable('block')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('population', 'integer', (column) => column.notNull().references('population.id'))
    .addColumn('data_key', 'text', (column) => column.notNull())
    .addColumn('refs', 'blob', (column) => column.notNull())
    .addColumn('kinds', 'blob', (column) => column.notNull())
    .addColumn('digests', 'blob', (column) => column.notNull())
    .addColumn('sealed', 'blob', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('block_population').on('block').columns(['population', 'id']).execute()
}

async function coverage(db: Db): Promise<void> {
  await db.schema
    .createTable('channel')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addUniqueConstraint('channel_name', ['source', 'question'])
    .execute()
  await table(db, 'clock', { source: 'text', version: 'integer', clock: 'text', at: 'text' }, ['source', 'version'])
  await table(
    db,
    'cell',
    {
      channel: 'integer',
      ref: 'integer',
      answer: 'integer',
      answered_at: 'integer',
      version: 'integer',
      note: 'integer',
      noted_at: 'integer',
      told: 'integer',
    },
    ['channel', 'ref'],
    clustered,
  )
  await table(db, 'cursor', { channel: 'integer', endpoint: 'text', target: 'blob', sealed: 'blob' }, [
    'channel',
    'endpoint',
    'target',
  ])
}

async function findings(db: Db): Promise<void> {
  await db.schema
    .createTable('incident')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('first_seen_at', 'text', (column) => column.notNull())
    .addColumn('kept_as', 'integer', (column) => column.references('incident.id'))
    .execute()
  await table(db, 'incident_join', { other: 'integer', kept: 'integer', evidence: 'text', at: 'text' }, ['other'])
  await db.schema
    .createTable('event')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('incident', 'integer', (column) => column.notNull().references('incident.id'))
    .addColumn('words', 'text', (column) => column.notNull())
    .addColumn('evidence', 'text')
    .addColumn('first_seen_at', 'text', (column) => column.notNull())
    .addColumn('last_seen_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('event_key', ['source', 'key'])
    .execute()
  await db.schema.createIndex('event_incident').on('event').column('incident').execute()
  await db.schema
    .createTable('word_set')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('words', 'text', (column) => column.notNull().unique())
    .execute()
  await table(
    db,
    'sighting',
    {
      ref: 'integer',
      event: 'integer',
      channel: 'integer',
      first_seen: 'integer',
      last_seen: 'integer',
      withdrawn_at: 'integer?',
      classes: 'integer?',
      details: 'blob?',
    },
    ['ref', 'event', 'channel'],
    clustered,
  )
  await table(
    db,
    'exposure',
    {
      ref: 'integer',
      incident: 'integer',
      name: 'text',
      state: 'text',
      state_scan: 'integer',
      news_scan: 'integer',
      first_seen: 'integer',
      last_seen: 'integer',
      classes: 'integer',
    },
    ['ref', 'incident'],
    clustered,
  )
  await db.schema.createIndex('exposure_name').unique().on('exposure').column('name').execute()
  await db.schema.createIndex('exposure_incident').on('exposure').column('incident').execute()
  await table(db, 'exposure_alias', { name: 'text', ref: 'integer', incident: 'integer' }, ['name'])
  await table(
    db,
    'purged_pair',
    { digest: 'blob', state: 'text', first_seen: 'integer', purged_at: 'text' },
    ['digest'],
    clustered,
  )
  await table(
    db,
    'stranger',
    { channel: 'integer', event: 'integer', target: 'blob', page: 'blob', asked_at: 'integer', count: 'integer' },
    ['channel', 'event', 'target', 'page'],
  )
}

async function runs(db: Db): Promise<void> {
  await db.schema
    .createTable('scan')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('options', 'text', (column) => column.notNull())
    .addColumn('summary', 'text')
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('pid', 'integer', (column) => column.notNull())
    .addColumn('process_start', 'text', (column) => column.notNull())
    .execute()
  await table(db, 'usage', { scan: 'integer', channel: 'integer', requests: 'integer', credits: 'integer' }, [
    'scan',
    'channel',
  ])
  await table(db, 'lock', { source: 'text', host: 'text', pid: 'integer', process_start: 'text', since: 'text' }, [
    'source',
  ])
  await table(
    db,
    'watch_item',
    {
      source: 'text',
      key: 'text',
      url: 'text',
      listed_at: 'text',
      status: 'text',
      tries: 'integer',
      next_try_at: 'text',
      done_at: 'text?',
      reason: 'text?',
    },
    ['source', 'key'],
  )
  await db.schema.createIndex('watch_item_due').on('watch_item').columns(['source', 'status', 'listed_at']).execute()
  await table(
    db,
    'watch_interval',
    {
      source: 'text',
      lists_version: 'integer',
      from_at: 'text',
      to_at: 'text',
      readings: 'integer',
      failed_readings: 'integer',
      gaps: 'integer',
      bad_rows: 'integer',
      reason: 'text?',
    },
    ['source', 'lists_version'],
  )
  await db.schema
    .createTable('audit')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('who', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('result', 'text', (column) => column.notNull())
    .addColumn('details', 'text', (column) => column.notNull())
    .execute()
}

// SQLite only: PostgreSQL wants a function for it
async function appendOnlyAudit(db: Db): Promise<void> {
  for (const verb of ['update', 'delete']) {
    await sql`create trigger ${sql.ref(`audit_no_${verb}`)} before ${sql.raw(verb)} on audit
      begin select raise(abort, 'the audit table is append-only'); end`.execute(db)
  }
  // without this one, `insert or replace` would be a way around
  await sql`create trigger audit_no_replace before insert on audit when exists (select 1 from audit where id = new.id)
    begin select raise(abort, 'the audit table is append-only'); end`.execute(db)
}

/** A table of plain columns with a composed key; a `?` after the type allows null. */
async function table(
  db: Db,
  name: string,
  columns: Readonly<Record<string, 'integer' | 'text' | 'blob' | 'integer?' | 'text?' | 'blob?'>>,
  key: readonly string[],
  end?: RawBuilder<unknown>,
): Promise<void> {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(name)
  for (const [column, type] of Object.entries(columns)) {
    const nullable = type.endsWith('?')
    const bare = (nullable ? type.slice(0, -1) : type) as 'integer' | 'text' | 'blob'
    builder = builder.addColumn(column, bare, (options) => (nullable ? options : options.notNull()))
  }
  builder = builder.addPrimaryKeyConstraint(`${name}_key`, key as string[])
  await (end === undefined ? builder : builder.modifyEnd(end)).execute()
}
