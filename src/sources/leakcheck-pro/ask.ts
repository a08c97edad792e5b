/** One query, page after page; the cursor is the offset of the page. Rows of other people are dropped before they are parsed. */
import { ContractError, type Sighting } from '../../domain/index.ts'
import type { SourceNet } from '../../net/index.ts'
import type { Page, Query } from '../contract.ts'
import { dataClassesOf } from '../data-classes.ts'
import { phoneDigits } from '../leakcheck/hash.ts'
import { toEvent } from '../leakcheck/map.ts'
import { refusalOf } from '../leakcheck/refusal.ts'
import { parseOne, parseRows, type Rows } from '../parse.ts'
import { secretDetail } from '../secret.ts'
import { domainSightings, mergeSightings } from '../sightings.ts'
import { answer, type LeakRecord, record } from './contract.ts'
import { maxRows, offsets, pageRows } from './plan.ts'

export const id = 'leakcheck-pro'

/** sites of a stealer log kept per row */
const originsKept = 20

export async function* ask(query: Query, net: SourceNet, cursor?: string): AsyncGenerator<Page> {
  for (const [index, offset] of offsets.entries()) {
    if (offset < Number(cursor ?? 0)) continue
    const { body, requests } = await request(query, offset, net)
    const { found, result } = body
    if (result.length === 0 && found > offset) {
      throw new ContractError(id, `${id}: a page without rows, ${found} were announced`)
    }
    const next = offsets[index + 1]
    const goesOn = next !== undefined && found > offset + pageRows
    yield {
      ...read(result, query),
      truncated: found > maxRows,
      total: found,
      requests,
      ...(goesOn ? { next: String(next) } : {}),
    }
    if (!goesOn) return
  }
}

export async function request(query: Pick<Query, 'endpoint' | 'target'>, offset: number, net: SourceNet) {
  const value = query.endpoint === 'phone' ? phoneDigits(query.target) : encodeURIComponent(query.target)
  const reply = await net.request({
    path: `/v2/query/${value}?type=${query.endpoint}&limit=${pageRows}&offset=${offset}`,
    expect: [200, 400, 403, 422],
  })
  const refusal = refusalOf(id, reply)
  if (refusal !== undefined) throw refusal
  return { body: parseOne(id, answer, reply.json()), requests: reply.attempts }
}

function read(result: readonly unknown[], query: Query): Pick<Page, 'sightings' | 'events' | 'badRows'> {
  const { rows, badRows } = attributable(
    parseRows(
      id,
      record,
      result.filter((row) => !isSomebodyElse(row, query)),
    ),
    query,
  )
  const events = new Map(
    rows.map(({ source }) => {
      const { name, breach_date: date, compilation: isCompilation } = source
      return [name, toEvent({ name, date, isCompilation })]
    }),
  )
  const sightings = mergeSightings(rows.map((row) => toSighting(row, query)))
  return { sightings: [...sightings, ...domainSightings(query, events.keys())], events: [...events.values()], badRows }
}

/** Under a domain, a row that names no address cannot be given to anybody: it may be ours, so it is a bad one. */
function attributable({ rows, badRows }: Rows<LeakRecord>, query: Query): Rows<LeakRecord> {
  if (query.coversDomain === undefined) return { rows, badRows }
  const named = rows.filter((row) => addressIn(row) !== undefined)
  return { rows: named, badRows: badRows + rows.length - named.length }
}

/** A row that says itself that it is of somebody else. One that does not say may be ours. */
function isSomebodyElse(row: unknown, query: Query): boolean {
  if (typeof row !== 'object' || row === null) return false
  if (query.endpoint === 'phone') {
    const phone = 'phone' in row && typeof row.phone === 'string' ? row.phone.replace(/\D/g, '') : ''
    return phone.length >= 9 && phone.slice(-9) !== query.target.slice(-9)
  }
  const address = addressIn(row)
  if (address === undefined) return false
  if (query.coversDomain !== undefined) return !address.endsWith(`@${query.coversDomain}`)
  return address !== query.covers[0]?.canonical
}

function addressIn(row: object): string | undefined {
  for (const name of ['email', 'username'] as const) {
    const value: unknown = name in row ? (row as Readonly<Record<string, unknown>>)[name] : undefined
    if (typeof value === 'string' && value.includes('@')) return value.trim().toLowerCase()
  }
  return undefined
}

function toSighting(row: LeakRecord, query: Query): Sighting {
  const [selector] = query.covers
  const kind = query.coversDomain === undefined ? (selector?.kind ?? 'email') : 'email'
  const canonical = query.coversDomain === undefined ? (selector?.canonical ?? '') : (addressIn(row) ?? '')
  const forms = [row.password, row.hash].filter((form) => form !== undefined)
  const origins = row.origin === null || row.origin === undefined ? [] : [row.origin].flat()
  return {
    kind,
    canonical,
    event: row.source.name,
    dataClasses: dataClassesOf([...row.fields, ...(kind === 'email' ? ['email'] : ['phone'])]),
    details: [...new Set([...forms.map(secretDetail), ...origins.flatMap(hostOf).sort().slice(0, originsKept)])],
  }
}

/** Only the host: what follows it may name a person. */
function hostOf(origin: string): readonly string[] {
  const host = URL.parse(origin.includes('://') ? origin : `https://${origin}`)?.hostname
  return host === undefined || host === '' ? [] : [host.toLowerCase()]
}
