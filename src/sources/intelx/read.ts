/** What a batch of results means to us. */
import { hash } from 'node:crypto'
import type { EventNature, Sighting, SourceEvent } from '../../domain/index.ts'
import type { Page, Query } from '../contract.ts'
import { dayOf } from '../dates.ts'
import { parseOne, parseRows } from '../parse.ts'
import { scrub } from '../scrub.ts'
import { domainSightings, mergeSightings } from '../sightings.ts'
import { id, neededBuckets, otherBuckets } from './account.ts'
import { type Item, item, itemsAnswer, phonebookAnswer, selectorRow } from './contract.ts'

export interface Batch extends Pick<Page, 'sightings' | 'events' | 'badRows'> {
  readonly status: 0 | 1 | 2 | 3
  /** rows, ours or not */
  readonly count: number
  /** rows were blacked out: whom they are about cannot be read */
  readonly isRedacted: boolean
}

const blackedOut = '█'

/** `everywhere`: all buckets of the key were searched; what is no leak (web pages, whois) is dropped here. */
export function readItems(body: unknown, query: Query, everywhere: boolean): Batch {
  const { status, records } = parseOne(id, itemsAnswer, body)
  const { rows, badRows } = parseRows(id, item, everywhere ? records.filter((row) => !isElsewhere(row)) : records)
  const events = [...new Map(rows.map(toEvent).map((event) => [event.key, event])).values()]
  const sightings = query.covers.flatMap(({ kind, canonical }) =>
    events.map((event): Sighting => ({ kind, canonical, event: event.key })),
  )
  return { status, sightings, events, badRows, count: records.length, isRedacted: false }
}

/** A readable row of a bucket that holds no leaks. */
function isElsewhere(row: unknown): boolean {
  const bucket = typeof row === 'object' && row !== null && 'bucket' in row ? row.bucket : undefined
  return typeof bucket === 'string' && ![...neededBuckets, ...otherBuckets].includes(bucket)
}

const natures: readonly (readonly [string, EventNature])[] = [
  ['pastes', 'paste'],
  ['leaks.logs', 'stealer-log'],
  ['darknet.', 'post'],
]

function toEvent({ systemid, bucket, bucketh, name, added, date }: Item): SourceEvent {
  // a large file comes in parts, each with an id of its own
  const whole = name.replace(/\s*\[Part \d+ of \d+\]\s*$/i, '')
  const [first = ''] = whole.split('/')
  const day = dayOf(date)
  const place = bucketh === '' ? bucket : bucketh
  return {
    key: whole === '' ? systemid : `file:${hash('sha256', `${bucket}\n${whole}`, 'hex').slice(0, 32)}`,
    title: first === '' || isPersonal(first) ? place : `${place}: ${first}`,
    nature: natures.find(([prefix]) => bucket.startsWith(prefix))?.[1] ?? 'dump',
    dataClasses: [],
    ...(day === undefined ? {} : { occurredOn: day }),
    ...(Number.isNaN(Date.parse(added)) ? {} : { addedAt: new Date(added).toISOString() }),
  }
}

/** Files are at times named after the person whose machine they were taken from. */
function isPersonal(name: string): boolean {
  return name.includes('@') || scrub(name) !== name.replace(/\s+/g, ' ').trim() || name.includes(blackedOut)
}

const phonebookEvent: SourceEvent = {
  key: 'phonebook',
  title: 'Intelligence X phonebook',
  nature: 'dump',
  dataClasses: ['Email addresses'],
}

export function readPhonebook(body: unknown, query: Query): Batch {
  const { status, selectors } = parseOne(id, phonebookAnswer, body)
  const ours = selectors.filter((row) => !isOther(row, query.target))
  const { rows, badRows } = parseRows(id, selectorRow, ours)
  const addresses = rows.map(({ selectorvalue }) => selectorvalue.trim().toLowerCase())
  const readable = addresses.filter((address) => !address.includes(blackedOut))
  const sightings = readable.map((canonical): Sighting => ({ kind: 'email', canonical, event: phonebookEvent.key }))
  const events = readable.length > 0 ? [phonebookEvent] : []
  const domains = domainSightings(
    query,
    events.map(({ key }) => key),
  )
  return {
    status,
    sightings: [...mergeSightings(sightings), ...domains],
    events,
    badRows,
    count: selectors.length,
    isRedacted: readable.length < addresses.length,
  }
}

/** A readable row that is no address, or not exactly under the domain. */
function isOther(row: unknown, domain: string): boolean {
  if (typeof row !== 'object' || row === null) return false
  const { selectortype, selectorvalue } = row as Record<string, unknown>
  if (typeof selectortype === 'number' && selectortype !== 1) return true
  return typeof selectorvalue === 'string' && !selectorvalue.trim().toLowerCase().endsWith(`@${domain}`)
}
