/**
 * One query → one page. "Nothing found" is a 200 that says so; a 404 of the free calls is at once the answer for a hidden
 * address and for a failure inside the service, and so no answer.
 */
import { AmbiguousError, ContractError } from '../../domain/index.ts'
import type { NetReply, NetRequest, SourceNet } from '../../net/index.ts'
import type { Page, Query } from '../contract.ts'
import { parseOne, parseRows } from '../parse.ts'
import { domainSightings } from '../sightings.ts'
import { id } from './account.ts'
import {
  analytics,
  analyticsRow,
  breachName,
  checkEmail,
  domainBreaches,
  domainRow,
  plusCheck,
  plusRow,
  summary,
  summaryRow,
} from './contract.ts'
import { countsEvent, emailSightings } from './map.ts'

type Found = Pick<Page, 'sightings'> & Partial<Pick<Page, 'events' | 'badRows'>>

interface Call {
  readonly request: (target: string) => NetRequest
  readonly read: (reply: NetReply, query: Query) => Found
}

/** a large city has a few hundred thousand rows */
const domainMaxBytes = 64 * 2 ** 20

const calls: Readonly<Record<string, Call>> = {
  'check-email': {
    request: (target) => ({ path: `/v1/check-email/${target}`, withKey: false, expect: [200, 404] }),
    read: readCheck,
  },
  'breach-analytics': {
    request: (target) => ({ path: `/v1/breach-analytics?email=${target}`, withKey: false, expect: [200, 404] }),
    read: readAnalytics,
  },
  plus: {
    request: (target) => ({ host: 'plus', path: `/v3/check-email/${target}?detailed=true`, expect: [200, 404] }),
    read: readPlus,
  },
  'domain-breach-summary': {
    request: (target) => ({ path: `/v1/domain-breach-summary?d=${target}`, withKey: false, expect: [200, 404] }),
    read: readSummary,
  },
  'domain-breaches': {
    // it takes no domain, and the slash matters
    request: () => ({ path: '/v1/domain-breaches/', method: 'POST', maxBytes: domainMaxBytes }),
    read: readDomain,
  },
}

export async function* ask(query: Query, net: SourceNet): AsyncGenerator<Page> {
  const call = calls[query.endpoint]
  if (call === undefined) throw new TypeError(`xposedornot has no endpoint ${query.endpoint}`)
  const reply = await net.request(call.request(encodeURIComponent(query.target)))
  yield { events: [], badRows: 0, truncated: false, ...call.read(reply, query), requests: reply.attempts }
}

function readCheck(reply: NetReply, query: Query): Found {
  refuseAmbiguous(reply)
  const body = parseOne(id, checkEmail, reply.json())
  if ('Error' in body) {
    if (/^(not found|no breaches found)$/i.test(body.Error)) return { sightings: [] }
    throw new ContractError(id, `${id}: Error says something else than that nothing was found`)
  }
  const { rows, badRows } = parseRows(id, breachName, body.breaches.flat())
  // a list without a name is neither a find nor the words for "nothing found"
  if (rows.length === 0) throw new ContractError(id, `${id}: breaches is empty`)
  return { sightings: emailSightings(query.target, rows), badRows }
}

function readAnalytics(reply: NetReply, query: Query): Found {
  refuseAmbiguous(reply)
  const body = parseOne(id, analytics, reply.json())
  const details = body.ExposedBreaches?.breaches_details ?? []
  if (details.length === 0 && body.BreachesSummary.site !== '') {
    throw new ContractError(id, `${id}: BreachesSummary names breaches that ExposedBreaches does not`)
  }
  const { rows, badRows } = parseRows(id, analyticsRow, details)
  const names = rows.map((row) => row.breach)
  return { sightings: emailSightings(query.target, names), badRows }
}

/** The paid server's code is not public; its clients take a 404 for "nothing found". It must be its own 404, not a page's. */
function readPlus(reply: NetReply, query: Query): Found {
  const body = reply.json()
  if (reply.status === 404) return { sightings: [] }
  const { rows, badRows } = parseRows(id, plusRow, parseOne(id, plusCheck, body).breaches)
  const names = rows.map((row) => row.breach_id)
  return { sightings: emailSightings(query.target, names), badRows }
}

/** Counts only: they say nothing of the addresses under the domain. */
function readSummary(reply: NetReply, query: Query): Found {
  refuseAmbiguous(reply)
  const { breaches_details } = parseOne(id, summary, reply.json()).sendDomains
  const { rows, badRows } = parseRows(id, summaryRow, breaches_details)
  const row = rows.find((one) => one.domain === query.target)
  if (row === undefined) throw new AmbiguousError(id, `${id}: the counts are of no domain that was asked for`)
  if (row.breach_count === 0 && row.breach_emails === 0 && row.breach_total === 0) return { sightings: [], badRows }
  const details = [`addresses: ${row.breach_emails}`, `breaches: ${row.breach_count}`]
  return {
    sightings: [{ kind: 'domain', canonical: query.target, event: countsEvent.key, details }],
    events: [countsEvent],
    badRows,
  }
}

/** Rows of the key's other domains are not of this query, and are dropped before they are parsed. */
function readDomain(reply: NetReply, query: Query): Found {
  const { Domain_Summary, Breaches_Details } = parseOne(id, domainBreaches, reply.json()).metrics
  const listed = Object.keys(Domain_Summary).map((domain) => domain.toLowerCase())
  if (!listed.includes(query.target)) {
    throw new AmbiguousError(id, `${id}: the domain is not among those of the answer: not verified there, or nothing`, {
      mend: 'verify the domain in the console of XposedOrNot',
    })
  }
  const { rows, badRows } = parseRows(
    id,
    domainRow,
    Breaches_Details.filter((row) => !isElsewhere(row, query.target)),
  )
  const sightings = rows.flatMap((row) => emailSightings(row.email, [row.breach]))
  const events = rows.map((row) => row.breach)
  return { sightings: [...sightings, ...domainSightings(query, events)], badRows }
}

function isElsewhere(row: unknown, domain: string): boolean {
  const email = typeof row === 'object' && row !== null && 'email' in row ? row.email : undefined
  return typeof email === 'string' && email.includes('@') && !email.toLowerCase().endsWith(`@${domain}`)
}

function refuseAmbiguous(reply: NetReply): void {
  if (reply.status !== 404) return
  // a page is not theirs: throws
  reply.json()
  throw new AmbiguousError(id, `${id}: status 404 stands for "hidden", "not well-formed" and "failed" alike`)
}
