/** Counts are one page; the records of a verified domain come page after page, and the cursor is the number of the page. */
import { AmbiguousError, BlockedError, ContractError, RefusedError, type Sighting } from '../../domain/index.ts'
import type { NetReply, SourceNet } from '../../net/index.ts'
import type { Page, Query } from '../contract.ts'
import { parseOne, parseRows } from '../parse.ts'
import { isPage } from '../refusal.ts'
import { domainSightings, mergeSightings } from '../sightings.ts'
import { counters, flatCounters, leak, leakPage } from './contract.ts'
import { type Found, fromCounters, leakSighting, stealerLogs } from './map.ts'
import { maxPages, pageRows } from './plan.ts'

export const id = 'projectdiscovery'

export function ask(query: Query, net: SourceNet, cursor?: string): AsyncGenerator<Page> {
  return query.endpoint === 'leaks' ? askRecords(query, net, cursor) : askCounts(query, net)
}

async function* askCounts(query: Query, net: SourceNet): AsyncGenerator<Page> {
  const [subject] = query.covers
  if (subject === undefined) throw new TypeError('projectdiscovery is asked about one selector')
  const reply = await readCounts(subject.kind, query.target, net)
  yield { ...readCounters(reply, subject), badRows: 0, truncated: false, requests: reply.attempts }
}

/** Free, so without the key. */
export async function readCounts(kind: string, value: string, net: SourceNet): Promise<NetReply> {
  const path = `/v1/leaks/stats/${kind}?${kind}=${encodeURIComponent(value)}`
  const reply = await net.request({ path, withKey: false, expect: [200, 404] })
  if (reply.status === 200) return reply
  reply.json()
  throw new AmbiguousError(id, `${id}: status 404, which no contract explains`)
}

export function readCounters(reply: NetReply, subject: Pick<Sighting, 'kind' | 'canonical'>): Found {
  const body = reply.json()
  const found = fromCounters(subject, parseOne(id, counters, body))
  if (found !== undefined) return found
  const { total_leaks, employee_leaks } = parseOne(id, flatCounters, body)
  const all = { leak_devices_count: total_leaks, leak_employees_count: employee_leaks }
  const { sightings, events } = fromCounters(subject, all) ?? { sightings: [], events: [] }
  return { sightings, events }
}

async function* askRecords(query: Query, net: SourceNet, cursor = '1'): AsyncGenerator<Page> {
  for (let page = Number(cursor); page <= maxPages; page++) {
    const path = `/v1/leaks?domain=${encodeURIComponent(query.target)}&limit=${pageRows}&page_number=${page}`
    const reply = await net.request({ path, expect: [200, 403] })
    if (reply.status === 403) throw refusal(reply)
    const { data, total_leaks, total_pages } = parseOne(id, leakPage, reply.json())
    if (data.length === 0 && total_leaks > (page - 1) * pageRows) {
      throw new ContractError(id, `${id}: a page without rows, ${total_leaks} were announced`)
    }
    const goesOn = page < total_pages
    yield {
      ...readRecords(data, query),
      truncated: goesOn && page === maxPages,
      total: total_leaks,
      requests: reply.attempts,
      ...(goesOn && page < maxPages ? { next: `${page + 1}` } : {}),
    }
    if (!goesOn) return
  }
}

/** Of somebody's login at the city's site nothing is read: it makes the domain present, no more. */
function readRecords(data: readonly unknown[], query: Query): Pick<Page, 'sightings' | 'events' | 'badRows'> {
  const { rows, badRows } = parseRows(
    id,
    leak,
    data.filter((row) => !isElsewhere(row, query.target)),
  )
  const named = rows.filter((row) => row.username.endsWith(`@${query.target}`) && !row.username.includes('*'))
  // a name that is masked, or no address, may be ours
  const unclear = rows.length - named.length
  const sightings = mergeSightings(named.map(leakSighting))
  const events = data.length - badRows > 0 ? [stealerLogs] : []
  return {
    sightings: [
      ...sightings,
      ...domainSightings(
        query,
        events.map((event) => event.key),
      ),
    ],
    events,
    badRows: badRows + unclear,
  }
}

function isElsewhere(row: unknown, domain: string): boolean {
  const name = typeof row === 'object' && row !== null && 'username' in row ? row.username : undefined
  return typeof name === 'string' && name.includes('@') && !name.trim().toLowerCase().endsWith(`@${domain}`)
}

function refusal(reply: NetReply): BlockedError | RefusedError {
  if (isPage(reply)) return new BlockedError(id, `${id}: refused at the edge (403, HTML)`)
  return new RefusedError(id, `${id}: the records of this domain were refused (403)`, {
    mend: 'verify the domain in the console of ProjectDiscovery',
  })
}
