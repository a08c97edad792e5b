/**
 * One query → start a search, poll its results, and end it there when it is left early. Polls go at the pace of the network
 * door, a second apart. A search lives for some minutes and is read on by position: one that is resumed starts anew, so that
 * nothing read but not committed is missed.
 */
import { ContractError, QuotaError, type SourceError, UnreachableError } from '../../domain/index.ts'
import type { NetReply, SourceNet } from '../../net/index.ts'
import type { Page, Query } from '../contract.ts'
import { parseOne } from '../parse.ts'
import { id, neededBuckets, otherBuckets } from './account.ts'
import { started } from './contract.ts'
import { type Batch, readItems, readPhonebook } from './read.ts'

/** the service ends a search at this time, and says that it was the end all the same */
const timeoutSeconds = 60
const mostPolls = 115
const startAnew = 'again'

/** results of one search; the service gives a thousand for each bucket at most */
const mostResults: Readonly<Record<string, number>> = { search: 1_000, phonebook: 10_000 }
const paths: Readonly<Record<string, string>> = { search: '/intelligent/search', phonebook: '/phonebook/search' }

export async function* ask(query: Query, net: SourceNet): AsyncGenerator<Page> {
  const [call = '', reach = ''] = query.endpoint.split('/')
  const most = mostResults[call] ?? 0
  const start = await post(net, call, {
    term: query.target,
    buckets: reach === 'some' ? [] : reach === 'needed' ? neededBuckets : [...neededBuckets, ...otherBuckets],
    maxresults: most,
  })
  const search = searchOf(start)
  const startedAt = Date.parse(start.receivedAt)
  let requests = start.attempts
  let credits = 1
  let seen = 0
  let isLeft = false
  try {
    for (let polls = 1; ; polls++) {
      const reply = await get(net, `${paths[call]}/result?id=${search}&limit=1000&offset=-1`)
      requests += reply.attempts
      const batch =
        call === 'search' ? readItems(reply.json(), query, reach === 'some') : readPhonebook(reply.json(), query)
      if (batch.status === 2) throw new UnreachableError(id, `${id}: the search was dropped there before its end`)
      seen += batch.count
      const isFull = seen >= most
      const isOver = batch.status === 1
      const isLast = isOver || isFull || polls >= mostPolls
      if (!isLast && batch.count === 0) continue

      const isCut = isFull || !isOver || Date.parse(reply.receivedAt) - startedAt >= timeoutSeconds * 1_000
      const truncated = batch.isRedacted || (isLast && (isCut || reach === 'some'))
      isLeft = !isOver
      yield { ...pageOf(batch), truncated, requests, credits, ...(isLast ? {} : { next: startAnew }) }
      if (isLast) return
      isLeft = false
      requests = 0
      credits = 0
    }
  } finally {
    // frees its place there; a search that failed is left to its own time-out
    if (isLeft) await get(net, `/intelligent/search/terminate?id=${search}`, [200, 204, 404])
  }
}

function pageOf({ sightings, events, badRows }: Batch): Pick<Page, 'sightings' | 'events' | 'badRows'> {
  return { sightings, events, badRows }
}

async function post(net: SourceNet, call: string, search: Readonly<Record<string, unknown>>): Promise<NetReply> {
  const body = {
    ...search,
    lookuplevel: 0,
    timeout: timeoutSeconds,
    datefrom: '',
    dateto: '',
    sort: 4,
    media: 0,
    terminate: [],
    // addresses
    ...(call === 'phonebook' ? { target: 2 } : {}),
  }
  const reply = await net.request({
    path: paths[call] ?? '',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    expect: [200, 402],
  })
  if (reply.status === 402) throw spent()
  return reply
}

async function get(net: SourceNet, path: string, expect: readonly number[] = [200]): Promise<NetReply> {
  const reply = await net.request({ path, expect: [...expect, 402], maxBytes: 32 * 2 ** 20 })
  if (reply.status === 402) throw spent()
  return reply
}

function spent(): SourceError {
  return new QuotaError(id, `${id}: no credits left (402)`)
}

/** The id of the search; the status in the body alone says whether there is one. */
function searchOf(reply: NetReply): string {
  const { id: search, status, softselectorwarning } = parseOne(id, started, reply.json())
  if (status === 2) throw new QuotaError(id, `${id}: too many searches at once`)
  if (status === 1 || softselectorwarning) throw new ContractError(id, `${id}: the term was not taken`)
  return encodeURIComponent(search)
}
