/** Pastebin's public pastes, watched: the archive page (and the paid feed) give ids, each raw paste is read once and matched here. */
import { BlockedError, QuotaError, type SourceEvent, UnreachableError } from '../../domain/index.ts'
import type { SourceNet } from '../../net/index.ts'
import { checkWatch } from '../check.ts'
import type {
  ListPage,
  Reading,
  SourceSettings,
  WatchItem,
  WatchItemBody,
  WatchPlace,
  WatchSource,
} from '../contract.ts'
import { unique } from '../in-hand.ts'
import { askRobots, hasMovedOn, type Kept, newestOf, readKept, writeKept } from '../kept.ts'
import { assertWholeDocument, lawfulText, maxItemBytes } from '../lawful.ts'
import { type ArchiveRow, id, readArchive, readFeed, readNotice } from './contract.ts'

const minListIntervalMs = 60_000
const feedHost = 'https://scrape.pastebin.com'

export const pastebin: WatchSource = {
  shape: 'watch',
  id,
  name: 'Pastebin (archive page, PRO feed)',
  kinds: ['email', 'phone', 'domain', 'organisation'],
  operator: 'unknown',
  country: 'unknown',
  legalClass: 'usable',
  legalReason: 'public pages, matched locally and dropped; nothing about the city is told',
  termsUrl: 'https://pastebin.com/doc_terms_of_service',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://pastebin.com', feed: feedHost },
  quota: { requests: 1, perMs: 1000 },
  quotaFrom: 'the pace customary there; one item a second is advised for the feed',
  tells: 'nothing',
  cost: 'free; the feed needs a PRO account and a registered address',
  ownershipProof: '',
  french: {
    legalReason: "pages publiques, comparées ici puis oubliées ; rien n'est révélé de la ville",
    quotaFrom: "rythme d'usage sur ce site ; un élément par seconde conseillé pour le flux",
    cost: 'gratuite ; le flux demande un compte PRO et une adresse déclarée',
    ownershipProof: '',
  },
  paidPerAnswer: false,
  questions: ['pastes'],
  minListIntervalMs,
  pageSize: 50,
  places,
  list,
  read,
  describe,
  check: (net, settings) => checkWatch(pastebin, net, settings),
}

/** `options.feed: true` also reads the paid feed, which knows a registered address by itself and takes no key. */
function places({ options }: SourceSettings): readonly WatchPlace[] {
  const archive = { key: 'archive', name: 'archive page' }
  return options.feed === true ? [archive, { key: 'feed', name: 'PRO feed' }] : [archive]
}

async function list(net: SourceNet, _: SourceSettings, reading: Reading = {}): Promise<ListPage> {
  const kept = readKept(reading.state)
  return reading.place === 'feed' ? listFeed(net, kept) : listArchive(net, kept)
}

async function listArchive(net: SourceNet, kept: Kept): Promise<ListPage> {
  const { load } = await import('cheerio/slim')
  const asked = await askRobots(net, { id, intervalMs: minListIntervalMs }, kept, { main: ['/archive', rawPath('0')] })
  const reply = await net.request({ path: '/archive' })
  const text = reply.text()
  const { rows, badRows } = readArchive(load(text))
  assertWholeDocument(id, text, 'html')
  const items = toItems(rows, urlOf)
  const state = writeKept({ robots: asked.robots, newest: [...newestOf(items)] })
  return { items, requests: asked.requests + reply.attempts, badRows, gap: hasMovedOn(kept, items), state }
}

async function listFeed(net: SourceNet, kept: Kept): Promise<ListPage> {
  const reply = await net.request({ host: 'feed', path: '/api_scraping.php?limit=250' })
  const { rows, badRows } = readFeed(reply)
  const items = toItems(rows, (key) => feedHost + feedPath(key))
  const state = writeKept({ newest: [...newestOf(items)] })
  return { items, requests: reply.attempts, badRows, gap: hasMovedOn(kept, items), state }
}

function toItems(rows: readonly ArchiveRow[], address: (key: string) => string): readonly WatchItem[] {
  return unique(rows.map((row) => ({ ...row, url: address(row.key) })))
}

/**
 * A paste is read where it was listed. A refused, broken or not yet published one throws, and so stays due; only a 404, or
 * the feed's words for it, say that it is gone.
 */
async function read(item: WatchItem, net: SourceNet): Promise<WatchItemBody | undefined> {
  const isFed = item.url.startsWith(feedHost)
  const reply = await net.request({
    host: isFed ? 'feed' : 'main',
    path: isFed ? feedPath(item.key) : rawPath(item.key),
    expect: [200, 403, 404],
    maxBytes: maxItemBytes,
  })
  const notice = readNotice(reply.body)
  if (notice === 'pending') throw new UnreachableError(id, `${id}: the paste is private or awaits moderation`)
  if (notice === 'slow-down') throw new QuotaError(id, `${id}: the place asks to slow down`)
  if (reply.status === 403) throw new BlockedError(id, `${id}: the paste was refused (403)`)
  if (reply.status === 404 || (isFed && notice === 'gone')) return undefined
  return lawfulText(id, reply)
}

function rawPath(key: string): string {
  return `/raw/${encodeURIComponent(key)}`
}

function feedPath(key: string): string {
  return `/api_scrape_item.php?i=${encodeURIComponent(key)}`
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
