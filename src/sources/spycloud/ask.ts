/** One query, page after page; the cursor is the service's own. */
import type { SourceNet } from '../../net/index.ts'
import type { Page, Query } from '../contract.ts'
import { parseRows } from '../parse.ts'
import { domainSightings, mergeSightings } from '../sightings.ts'
import { id, maxPages, pages } from './account.ts'
import { foreignRecord, record } from './contract.ts'
import { addressOf, toSighting } from './map.ts'

export async function* ask(query: Query, net: SourceNet, cursor = ''): AsyncGenerator<Page> {
  // commas part the values
  const path = `/breach/data/${query.endpoint}/${query.target.split(',').map(encodeURIComponent).join(',')}`
  let read = 0
  let page = 0
  for await (const { results, hits, cursor: next, requests } of pages(path, net, cursor)) {
    read += results.length
    page++
    const isLast = next === '' || page === maxPages
    // of an answer that was begun in the middle, the former pages are not counted here
    const isShort = next === '' && cursor === '' && read < hits
    yield {
      ...readRecords(results, query),
      events: [],
      truncated: isShort || (isLast && next !== ''),
      total: hits,
      requests,
      ...(isLast ? {} : { next }),
    }
  }
}

function readRecords(results: readonly unknown[], query: Query): Pick<Page, 'sightings' | 'badRows'> {
  const covered = new Set(query.covers.map((selector) => selector.canonical))
  const isOurs = (address: string) =>
    query.coversDomain === undefined ? covered.has(address) : address.endsWith(`@${query.coversDomain}`)
  const foreign = new Set(results.filter((row) => isSomebodyElse(row, isOurs)))
  const { rows, badRows } = parseRows(
    id,
    record,
    results.filter((row) => !foreign.has(row)),
  )
  // whose row it is may be masked: it may be ours
  const named = rows.flatMap((row) => {
    const address = addressOf(row)
    return address === undefined ? [] : [{ row, address }]
  })
  const sightings = mergeSightings(
    named.flatMap(({ row, address }) => (isOurs(address) ? [toSighting(row, address)] : [])),
  )
  // somebody's login at the city's site: the domain is in that leak, and nothing else is read of the row
  const others = parseRows(id, foreignRecord, [...foreign])
  const leaks = [...rows, ...others.rows].map((row) => row.source_id)
  return {
    sightings: [...sightings, ...domainSightings(query, leaks)],
    badRows: badRows + others.badRows + rows.length - named.length,
  }
}

function isSomebodyElse(row: unknown, isOurs: (address: string) => boolean): boolean {
  const email = typeof row === 'object' && row !== null && 'email' in row ? row.email : undefined
  return typeof email === 'string' && email.includes('@') && !isOurs(email.trim().toLowerCase())
}
