/** One query, page after page; the cursor is the service's own token. A 404 is "nothing known", by its status alone. */
import { BlockedError, ContractError, RefusedError, type Sighting, type SourceEvent } from '../../domain/index.ts'
import type { NetReply, SourceNet } from '../../net/index.ts'
import type { Page, Query } from '../contract.ts'
import { parseOne, parseRows } from '../parse.ts'
import { isPage } from '../refusal.ts'
import { domainSightings } from '../sightings.ts'
import { domainUsers, exposure, exposureId, user, userExposures } from './contract.ts'
import { namelessEvent, toEvent } from './map.ts'
import { described, maxPages, pageUsers } from './plan.ts'

export const id = 'enzoic'

const nothing = { sightings: [], events: [], badRows: 0, truncated: false }

export function ask(query: Query, net: SourceNet, cursor?: string): AsyncGenerator<Page> {
  return query.endpoint === 'username' ? askUser(query, net) : askDomain(query, net, cursor)
}

async function* askUser(query: Query, net: SourceNet): AsyncGenerator<Page> {
  const [selector] = query.covers
  if (selector === undefined) throw new TypeError('enzoic is asked about one address')
  const reply = await readExposures(query.target, net)
  if (reply.status === 404) {
    yield { ...nothing, requests: reply.attempts }
    return
  }
  const { count, exposures } = parseOne(id, userExposures, reply.json())
  const { rows, badRows } = parseRows(id, exposureId, exposures)
  const keys = [...new Set(rows)]
  const details = await describe(keys, described.username, net)
  yield {
    sightings: keys.map((event): Sighting => ({ kind: 'email', canonical: selector.canonical, event })),
    events: details.events,
    badRows,
    truncated: count > exposures.length,
    total: count,
    requests: reply.attempts + details.requests,
  }
}

/** Throws for a 404 that is a page: a wrong address answers like that, and knows nobody. */
export async function readExposures(usernameHash: string, net: SourceNet): Promise<NetReply> {
  const reply = await net.request({ path: `/exposures?username=${usernameHash}`, expect: [200, 404] })
  refusePage(reply)
  return reply
}

async function* askDomain(query: Query, net: SourceNet, cursor = ''): AsyncGenerator<Page> {
  const known = new Set<string>()
  let token = cursor
  for (let page = 1; page <= maxPages; page++) {
    const reply = await net.request({ path: domainPath(query.target, token), expect: [200, 403, 404] })
    if (reply.status === 403) throw refusal(reply)
    refusePage(reply)
    if (reply.status === 404) {
      if (token !== '') throw new ContractError(id, `${id}: status 404 in the middle of the pages`)
      yield { ...nothing, requests: reply.attempts }
      return
    }
    const { count, users, pagingToken } = parseOne(id, domainUsers, reply.json())
    const { rows, badRows } = parseRows(
      id,
      user,
      users.filter((row) => !isElsewhere(row, query.target)),
    )
    const events = [...new Set(rows.flatMap((row) => row.exposures))]
    const fresh = events.filter((key) => !known.has(key))
    const details = await describe(fresh, described.accountDomain - known.size, net)
    for (const key of fresh) known.add(key)
    const sightings = rows.flatMap((row) =>
      [...new Set(row.exposures)].map((event): Sighting => ({ kind: 'email', canonical: row.username, event })),
    )
    const goesOn = pagingToken !== ''
    yield {
      sightings: [...sightings, ...domainSightings(query, events)],
      events: details.events,
      badRows,
      truncated: goesOn && page === maxPages,
      total: count,
      requests: reply.attempts + details.requests,
      ...(goesOn && page < maxPages ? { next: pagingToken } : {}),
    }
    if (!goesOn) return
    token = pagingToken
  }
}

/** `accountDomain` is the domain of the addresses; `domain` would be the breached site. */
function domainPath(domain: string, token: string): string {
  const paging = token === '' ? '' : `&pagingToken=${encodeURIComponent(token)}`
  return `/exposures?accountDomain=${encodeURIComponent(domain)}&pageSize=${pageUsers}${paging}`
}

/** What the first `most` of these exposures are. One that is gone keeps its id for a title: the find stands. */
async function describe(
  ids: readonly string[],
  most: number,
  net: SourceNet,
): Promise<{ readonly events: readonly SourceEvent[]; readonly requests: number }> {
  const events: SourceEvent[] = []
  let requests = 0
  for (const [index, key] of ids.entries()) {
    if (index >= most) {
      events.push(namelessEvent(key))
      continue
    }
    const reply = await net.request({ path: `/exposures?id=${encodeURIComponent(key)}`, expect: [200, 404] })
    requests += reply.attempts
    events.push(
      reply.status === 404 ? namelessEvent(key) : toEvent({ ...parseOne(id, exposure, reply.json()), id: key }),
    )
  }
  return { events, requests }
}

/** A row of somebody who is not under the domain. */
function isElsewhere(row: unknown, domain: string): boolean {
  const name = typeof row === 'object' && row !== null && 'username' in row ? row.username : undefined
  return typeof name === 'string' && name.includes('@') && !name.trim().toLowerCase().endsWith(`@${domain}`)
}

function refusal(reply: NetReply): BlockedError | RefusedError {
  if (isPage(reply)) return new BlockedError(id, `${id}: refused at the edge (403, HTML)`)
  return new RefusedError(id, `${id}: the search of this domain was refused (403)`, {
    mend: 'have the account enabled for the domain, or take it out of sources.enzoic.verifiedDomains',
  })
}

function refusePage(reply: NetReply): void {
  if (reply.status === 404 && isPage(reply)) throw new ContractError(id, `${id}: status 404 with a page for people`)
}
