/**
 * One query → one page, since no call of HIBP is paged; but logins at the city's own sites are a page for each site. A 404
 * says "nothing found" by its status, whatever its words; only a web page is somebody else's 404.
 */
import { BlockedError, ContractError, RefusedError, type Sighting } from '../../domain/index.ts'
import type { NetReply, SourceNet } from '../../net/index.ts'
import type { Page, Query } from '../contract.ts'
import { parseEntries, parseRows } from '../parse.ts'
import { isPage } from '../refusal.ts'
import { domainSightings } from '../sightings.ts'
import { id } from './account.ts'
import { address, aliasNames, breachName, paste, rangeRow, website } from './contract.ts'
import {
  accountSha1Hex,
  emailSighting,
  isOptOut,
  pasteEvent,
  siteLoginsEvent,
  stealerLogsEvent,
  websiteDetails,
} from './map.ts'

type Found = Pick<Page, 'sightings'> & Partial<Pick<Page, 'events' | 'badRows' | 'truncated'>>

const readers: Readonly<Record<string, (body: unknown, query: Query) => Found>> = {
  breachedaccount: readAccount,
  'breachedaccount/range': readRange,
  breacheddomain: readDomain,
  pasteaccount: readPastes,
  stealerlogsbyemail: readOwnLogs,
  stealerlogsbyemaildomain: readStealerLogs,
}
/** calls that name a domain of the city: a 403 is about that domain */
const namesDomain = new Set(['breacheddomain', 'stealerlogsbyemail', 'stealerlogsbyemaildomain'])
/** a large city has a few hundred thousand aliases */
const domainMaxBytes = 64 * 2 ** 20

export function ask(query: Query, net: SourceNet, cursor?: string): AsyncGenerator<Page> {
  return query.endpoint === 'stealerlogsbywebsitedomain' ? askSites(query, net, cursor) : askOnce(query, net)
}

async function* askOnce(query: Query, net: SourceNet): AsyncGenerator<Page> {
  const read = readers[query.endpoint]
  if (read === undefined) throw new TypeError(`hibp has no endpoint ${query.endpoint}`)
  const reply = await net.request({
    path: `/${query.endpoint}/${encodeURIComponent(query.target)}`,
    ...(namesDomain.has(query.endpoint)
      ? { expect: [200, 403, 404], maxBytes: domainMaxBytes }
      : { expect: [200, 404] }),
  })
  if (reply.status === 403) throw refusal(reply)
  const found = isNothing(reply) ? { sightings: [] } : read(bodyOf(reply), query)
  yield { events: [], badRows: 0, truncated: false, ...found, requests: reply.attempts }
}

/** The cursor is the site of the page. */
async function* askSites(query: Query, net: SourceNet, cursor?: string): AsyncGenerator<Page> {
  let watched: ReadonlySet<string> | undefined
  const sites = query.target.split(',')
  for (const [index, site] of sites.entries()) {
    if (cursor !== undefined && index < sites.indexOf(cursor)) continue
    const reply = await net.request({
      path: `/stealerlogsbywebsitedomain/${encodeURIComponent(site)}`,
      expect: [200, 403, 404],
      maxBytes: domainMaxBytes,
    })
    if (reply.status === 403) throw refusal(reply)
    if (!isNothing(reply)) watched ??= new Set(query.covers.map((selector) => selector.canonical))
    const found = watched === undefined || isNothing(reply) ? { sightings: [] } : readSite(bodyOf(reply), site, watched)
    const next = sites[index + 1]
    yield {
      events: [],
      badRows: 0,
      truncated: false,
      ...found,
      requests: reply.attempts,
      ...(next === undefined ? {} : { next }),
    }
  }
}

/** The type does not count: an empty 404 may be announced as HTML. @throws ContractError for the 404 of a proxy or another site */
function isNothing(reply: NetReply): boolean {
  if (reply.status !== 404) return false
  if (!reply.text().trimStart().startsWith('<')) return true
  throw new ContractError(id, `${id}: status 404 with a page for people`)
}

/**
 * Each of these calls says "nothing found" by a 404. A list without any row promises nothing: it may be another service's
 * answer, or that of a proxy, and must not read as "nothing found".
 */
function bodyOf(reply: NetReply): unknown {
  const body = reply.json()
  if (typeof body === 'object' && body !== null && Object.keys(body).length === 0) {
    throw new ContractError(id, `${id}: status 200 without a row, where nothing found is a 404`)
  }
  return body
}

/** A domain that is not verified or too large for the plan: the key stays good for everything else. */
function refusal(reply: NetReply): BlockedError | RefusedError {
  if (isPage(reply)) return new BlockedError(id, `${id}: refused at the edge (403, HTML)`)
  return new RefusedError(id, `${id}: the search of this domain was refused (403)`, {
    mend: 'verify the domain at haveibeenpwned.com, or take a plan of its size',
  })
}

function readAccount(body: unknown, query: Query): Found {
  const { rows, badRows } = parseRows(id, breachName, body)
  return { sightings: distinct(rows.map((row) => row.Name)).map((name) => emailSighting(query.target, name)), badRows }
}

/**
 * The terms oblige us to drop at once what is not about a searched account. So a row that is about somebody else is not
 * even parsed; one whose suffix cannot be read may be ours, and is a bad row.
 */
function readRange(body: unknown, query: Query): Found {
  const ours = new Map(query.covers.map(({ canonical }) => [accountSha1Hex(canonical).slice(6), canonical]))
  const { rows, badRows } = parseRows(
    id,
    rangeRow,
    Array.isArray(body) ? body.filter((row) => !isOther(row, ours)) : body,
  )
  return {
    sightings: rows.flatMap((row) =>
      distinct(row.websites).map((name) => emailSighting(ours.get(row.hashSuffix) ?? '', name)),
    ),
    badRows,
  }
}

function isOther(row: unknown, ours: ReadonlyMap<string, string>): boolean {
  const suffix = typeof row === 'object' && row !== null && 'hashSuffix' in row ? row.hashSuffix : undefined
  return typeof suffix === 'string' && /^[0-9A-F]{34}$/i.test(suffix) && !ours.has(suffix.toUpperCase())
}

function readDomain(body: unknown, query: Query): Found {
  const { rows, badRows } = parseEntries(id, aliasNames, body)
  const sightings = rows.flatMap(([alias, names]) =>
    distinct(names).map((name) => emailSighting(addressOf(alias, query), name)),
  )
  const events = distinct(rows.flatMap(([, names]) => names))
  return { sightings: [...sightings, ...domainSightings(query, events)], badRows }
}

/** `stealerlogsbyemail`: the sites of one address. */
function readOwnLogs(body: unknown, query: Query): Found {
  const { rows, badRows } = parseRows(id, website, body)
  const event = stealerLogsEvent.key
  return {
    sightings: rows.length === 0 ? [] : [{ ...emailSighting(query.target, event), details: websiteDetails(rows) }],
    events: rows.length === 0 ? [] : [stealerLogsEvent],
    badRows,
  }
}

/** Addresses that the city does not watch are counted and dropped before they are parsed, as the terms oblige us to. */
function readSite(body: unknown, site: string, watched: ReadonlySet<string>): Found {
  const isOther = (row: unknown) =>
    typeof row === 'string' && row.includes('@') && !watched.has(row.trim().toLowerCase())
  const others = Array.isArray(body) ? body.filter(isOther).length : 0
  const { rows, badRows } = parseRows(id, address, Array.isArray(body) ? body.filter((row) => !isOther(row)) : body)
  const event = siteLoginsEvent(site)
  const count = rows.length + others
  if (count === 0) return { sightings: [], badRows }
  const ofSite: readonly Sighting[] = watched.has(site)
    ? [{ kind: 'domain', canonical: site, event: event.key, details: [`addresses: ${count}`] }]
    : []
  return { sightings: [...rows.map((row) => emailSighting(row, event.key)), ...ofSite], events: [event], badRows }
}

function readStealerLogs(body: unknown, query: Query): Found {
  const { rows, badRows } = parseEntries(id, aliasNames, body)
  const event = stealerLogsEvent.key
  const sightings = rows.map(([alias, websites]) => ({
    ...emailSighting(addressOf(alias, query), event),
    details: websiteDetails(websites),
  }))
  const found = rows.length > 0
  return {
    sightings: [...sightings, ...domainSightings(query, found ? [event] : [])],
    events: found ? [stealerLogsEvent] : [],
    badRows,
  }
}

function readPastes(body: unknown, query: Query): Found {
  const { rows, badRows } = parseRows(id, paste, body)
  const events = rows.filter((row) => !isOptOut(row)).map(pasteEvent)
  return {
    sightings: distinct(events.map((event) => event.key)).map((key) => emailSighting(query.target, key)),
    events,
    badRows,
    // what an opted-out person appears in is not told
    truncated: rows.some(isOptOut),
  }
}

function addressOf(alias: string, query: Query): string {
  return `${alias.trim().toLowerCase()}@${query.target}`
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)]
}
