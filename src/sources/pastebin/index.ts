/** Pastebin's public pastes, watched: the archive page gives ids, each raw paste is read once and matched here. */
import { BlockedError, ContractError, QuotaError, type SourceEvent, UnreachableError } from '../../domain/index.ts'
import type { NetReply, SourceNet } from '../../net/index.ts'
import { checkLine } from '../check.ts'
import type { CheckLine, ListPage, WatchItem, WatchItemBody, WatchSource } from '../contract.ts'
import { id, readArchive, readNotice, whyNoContent } from './contract.ts'

const maxPasteBytes = 5 * 2 ** 20

export const pastebin: WatchSource = {
  shape: 'watch',
  id,
  name: 'Pastebin (archive page)',
  kinds: ['email', 'phone', 'domain'],
  operator: 'unknown',
  country: 'unknown',
  legalClass: 'usable',
  legalReason: 'public pages, matched locally and dropped; nothing about the city is told',
  termsUrl: 'https://pastebin.com/doc_terms_of_service',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://pastebin.com' },
  quota: { requests: 1, perMs: 1000 },
  quotaFrom: 'the pace customary there; none is published for the page',
  tells: 'nothing',
  cost: 'free',
  ownershipProof: '',
  paidPerAnswer: false,
  questions: ['pastes'],
  minListIntervalMs: 60_000,
  pageSize: 50,
  list,
  read,
  describe,
  check,
}

async function list(net: SourceNet): Promise<ListPage> {
  const { load } = await import('cheerio/slim')
  const reply = await net.request({ path: '/archive' })
  const { rows, badRows } = readArchive(load(reply.text()))
  const unique = new Map(rows.map((row) => [row.key, { ...row, url: urlOf(row.key) }]))
  return { items: [...unique.values()], requests: reply.attempts, badRows }
}

/** A refused, broken or not yet published paste throws, and so stays due; only a 404 says that it is gone. */
async function read(item: WatchItem, net: SourceNet): Promise<WatchItemBody | undefined> {
  const reply = await net.request({
    path: `/raw/${encodeURIComponent(item.key)}`,
    expect: [200, 403, 404],
    maxBytes: maxPasteBytes,
  })
  const notice = readNotice(reply.body)
  if (notice === 'pending') throw new UnreachableError(id, `${id}: the paste is private or awaits moderation`)
  if (notice === 'slow-down') throw new QuotaError(id, `${id}: the place asks to slow down`)
  if (reply.status === 403) throw new BlockedError(id, `${id}: the paste was refused (403)`)
  if (reply.status === 404) return undefined
  assertRaw(reply)
  return { status: reply.status, body: reply.body, receivedAt: reply.receivedAt }
}

/** Raw pastes are plain text: HTML is an error page, and archives, binaries and spreadsheets are never read. */
function assertRaw(reply: NetReply): void {
  const type = (reply.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
  if (type === 'text/html') {
    const text = reply.text()
    throw whyNoContent(text, text) ?? new ContractError(id, `${id}: a page instead of a raw paste`)
  }
  if (type !== 'text/plain') throw new ContractError(id, `${id}: the raw paste is not plain text`)
  if (reply.body.byteLength === 0) throw new ContractError(id, `${id}: the raw paste is empty`)
  if (reply.body.byteLength > maxPasteBytes)
    throw new ContractError(id, `${id}: the raw paste is over ${maxPasteBytes} bytes`)
}

/** The author's title is not carried over: it may name a person. */
function describe(item: WatchItem): SourceEvent {
  return {
    key: `${id}:${item.key}`,
    title: `Pastebin ${item.key}`,
    nature: 'paste',
    dataClasses: [],
    url: urlOf(item.key),
  }
}

function urlOf(key: string): string {
  return `https://pastebin.com/${encodeURIComponent(key)}`
}

async function check(net: SourceNet): Promise<readonly CheckLine[]> {
  let newest: WatchItem | undefined
  const listed = await checkLine('archive page', async () => {
    const page = await list(net)
    newest = page.items[0]
    return `${page.items.length} pastes listed${page.badRows > 0 ? `, ${page.badRows} rows unreadable` : ''}`
  })
  if (newest === undefined) return [listed]
  const item = newest
  const raw = await checkLine('raw paste', async () => {
    const body = await read(item, net)
    return body === undefined ? 'gone since it was listed' : `${body.body.byteLength} bytes of plain text`
  })
  return [listed, raw]
}
