/** One query → pages of a thousand rows. 200 is the last page, 206 says that there are more; the cursor is the page's number. */
import { BlockedError, RefusedError } from '../../domain/index.ts'
import type { NetReply, SourceNet } from '../../net/index.ts'
import type { Page, Query } from '../contract.ts'
import { parseRows } from '../parse.ts'
import { isPage } from '../refusal.ts'
import { mergeSightings } from '../sightings.ts'
import { mostPages } from './plan.ts'
import { isAsked, isWithin, type Reader, readers } from './readers.ts'

export const id = 'breachsense'

const maxBytes = 16 * 2 ** 20

export async function* ask(query: Query, net: SourceNet, cursor = '1'): AsyncGenerator<Page> {
  const reader = readers[query.endpoint]
  if (reader === undefined) throw new TypeError(`${id} has no call ${query.endpoint}`)
  for (let page = Number(cursor); ; page++) {
    const reply = await net.request({
      path: `/${query.endpoint}?s=${encodeURIComponent(query.target)}&p=${page}`,
      headers: { accept: 'application/json' },
      expect: [200, 206, 403],
      maxBytes,
    })
    if (reply.status === 403) throw refusal(reply)
    const hasMore = reply.status === 206
    const truncated = hasMore && page >= mostPages
    const next = hasMore && !truncated ? { next: `${page + 1}` } : {}
    yield { ...readPage(reply, reader, query), truncated, requests: reply.attempts, credits: 1, ...next }
    if (next.next === undefined) return
  }
}

/** A call that the licence does not include: the key stays good for the others. */
function refusal(reply: NetReply): Error {
  if (isPage(reply)) return new BlockedError(id, `${id}: refused at the edge (403, HTML)`)
  return new RefusedError(id, `${id}: the licence does not include this call (403)`)
}

function readPage(reply: NetReply, reader: Reader, query: Query): Pick<Page, 'sightings' | 'events' | 'badRows'> {
  const body = reply.json()
  const ours = Array.isArray(body) ? body.filter((row) => !isOther(row, reader, query)) : body
  const { rows, badRows } = parseRows(id, reader.schema, ours)
  const read = rows.map((row) => reader.read(row, query)).filter(({ sightings }) => sightings.length > 0)
  return {
    sightings: mergeSightings(read.flatMap(({ sightings }) => sightings)),
    events: [...new Map(read.map(({ event }) => [event.key, event])).values()],
    badRows,
  }
}

/** A row that can be read and is about somebody else: dropped before it is parsed. */
function isOther(row: unknown, { about, or }: Reader, query: Query): boolean {
  if (about === '' || typeof row !== 'object' || row === null) return false
  const fields = row as Record<string, unknown>
  const who = fields[about]
  if (typeof who !== 'string') return false
  const name = who.trim().toLowerCase()
  if (isAsked(name, query) || isWithin(name, query.target)) return false
  const site = or === undefined ? undefined : fields[or]
  return !(typeof site === 'string' && site.toLowerCase().includes(query.target))
}
