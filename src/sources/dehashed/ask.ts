/** One query → its searches, page by page. The cursor is `search:page`, both counted as DeHashed and we count them. */
import {
  AuthError,
  BlockedError,
  ContractError,
  QuotaError,
  type Sighting,
  type SourceEvent,
} from '../../domain/index.ts'
import type { NetReply, SourceNet } from '../../net/index.ts'
import type { Page, Query } from '../contract.ts'
import { natureOfWords, siteOf } from '../nature.ts'
import { parseOne, parseRows } from '../parse.ts'
import { isPage } from '../refusal.ts'
import { secretDetail } from '../secret.ts'
import { domainSightings, mergeSightings } from '../sightings.ts'
import { answer, type Entry, entry, refusal } from './contract.ts'
import { deepestPage, isSamePhone, pageSize, termsOf } from './terms.ts'

export const id = 'dehashed'

/** ten thousand entries of a few kilobytes */
const maxBytes = 64 * 2 ** 20

export async function* ask(query: Query, net: SourceNet, cursor?: string): AsyncGenerator<Page> {
  const terms = termsOf(query)
  let { term, page } = readCursor(cursor)
  let resumed = cursor !== undefined
  let requests = 0
  for (;;) {
    const reply = await search(net, terms[term] ?? '', page)
    requests += reply.attempts
    const refused = reply.status === 200 ? undefined : refusalOf(reply)
    if (resumed && page > 1 && refused === 'deep') {
      // pages past the first are read in a row or not at all: the row that we left is gone
      page = 1
      continue
    }
    resumed = false
    if (refused !== undefined) throw refused === 'deep' ? tooDeep() : refused

    const { total, ...found } = readAnswer(reply, query)
    const hasMore = total > page * pageSize
    const isCapped = hasMore && page >= deepestPage
    const next = nextCursor(hasMore && !isCapped, term, page, terms.length)
    const held = Math.min(pageSize, Math.max(0, total - (page - 1) * pageSize))
    const truncated = isCapped || found.read < held
    const { sightings, events, badRows } = found
    yield {
      sightings,
      events,
      badRows,
      truncated,
      total,
      requests,
      credits: 1,
      ...(next === undefined ? {} : { next }),
    }
    if (next === undefined) return
    ;({ term, page } = readCursor(next))
    requests = 0
  }
}

function search(net: SourceNet, term: string, page: number): Promise<NetReply> {
  return net.request({
    path: '/v2/search',
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query: term, page, size: pageSize }),
    expect: [200, 400, 403],
    maxBytes,
  })
}

function readCursor(cursor = '0:1'): { term: number; page: number } {
  const [term, page] = cursor.split(':').map(Number)
  return { term: term ?? 0, page: page ?? 1 }
}

function nextCursor(hasMore: boolean, term: number, page: number, terms: number): string | undefined {
  if (hasMore) return `${term}:${page + 1}`
  return term + 1 < terms ? `${term + 1}:1` : undefined
}

/** A bad key is a 400 here, and spent credits are a 403. */
export function refusalOf(reply: NetReply): Error | 'deep' {
  if (isPage(reply)) return new BlockedError(id, `${id}: refused at the edge (${reply.status}, HTML)`)
  const words = parseOne(id, refusal, reply.json()).error.toLowerCase()
  if (words.includes('authentication')) {
    return new AuthError(id, `${id}: the key was refused (${reply.status})`, { mend: `check sources.${id}.apiKey` })
  }
  if (words.includes('credit')) return new QuotaError(id, `${id}: no credits left (${reply.status})`)
  if (words.includes('deep pagination')) return 'deep'
  if (reply.status === 403) return new AuthError(id, `${id}: status 403`)
  return new ContractError(id, `${id}: the search was refused (${reply.status})`)
}

export function tooDeep(): ContractError {
  return new ContractError(id, `${id}: the pages of the search were refused (400)`)
}

interface Found extends Pick<Page, 'sightings' | 'events' | 'badRows'> {
  readonly total: number
  /** entries, ours or not */
  readonly read: number
}

function readAnswer(reply: NetReply, query: Query): Found {
  const { total, entries } = parseOne(id, answer, reply.json())
  const { rows, badRows } = parseRows(
    id,
    entry,
    entries.filter((row) => !isOther(row, query)),
  )
  const read = rows.map((row) => ({ row, sightings: sightingsOf(row, query) }))
  // the search was for one of these: an entry that names none of them is not what was asked for
  const unnamed = read.filter(({ sightings }) => sightings.length === 0).length
  const sightings = read.flatMap((entry) => entry.sightings)
  const databases = [...new Set(read.filter((entry) => entry.sightings.length > 0).map(({ row }) => row.database))]
  return {
    sightings: [...mergeSightings(sightings), ...domainSightings(query, databases)],
    events: databases.map(toEvent),
    badRows: badRows + unnamed,
    total,
    read: entries.length,
  }
}

/** An entry that can be read and is about other people: dropped before it is parsed. */
function isOther(row: unknown, query: Query): boolean {
  const field = query.endpoint === 'phone' ? 'phone' : 'email'
  const value = typeof row === 'object' && row !== null ? (row as Record<string, unknown>)[field] : undefined
  const named = typeof value === 'string' ? [value] : value
  if (!Array.isArray(named) || named.length === 0) return false
  return named.every((text) => typeof text === 'string' && !isAsked(text.trim().toLowerCase(), query))
}

function isAsked(text: string, { endpoint, target }: Query): boolean {
  if (endpoint === 'phone') return isSamePhone(text, target)
  return endpoint === 'domain' ? text.endsWith(`@${target}`) : text === target
}

function sightingsOf(row: Entry, query: Query): readonly Sighting[] {
  const rest = {
    event: row.database,
    dataClasses: row.dataClasses,
    ...(row.passwords.length > 0 ? { details: row.passwords.map(secretDetail) } : {}),
  }
  if (query.endpoint === 'phone') {
    const isNamed = row.phones.some((phone) => isAsked(phone, query))
    return isNamed ? [{ kind: 'phone', canonical: query.target, ...rest }] : []
  }
  const addresses = new Set(row.emails.filter((address) => isAsked(address, query)))
  return [...addresses].map((canonical) => ({ kind: 'email', canonical, ...rest }))
}

function toEvent(database: string): SourceEvent {
  const domain = siteOf(database)
  return {
    key: database,
    title: database,
    // DeHashed has no word for it but the name of the database
    nature: natureOfWords(database) ?? 'breach',
    dataClasses: [],
    ...(domain === undefined ? {} : { domain }),
  }
}
