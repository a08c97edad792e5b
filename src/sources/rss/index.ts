/** Feeds of authorities and of the press, watched for mentions: each entry is matched as the feed tells it. */
import { ConfigError, ContractError, type SourceEvent } from '../../domain/index.ts'
import type { NetReply, SourceNet } from '../../net/index.ts'
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
import { digestOf } from '../digest.ts'
import { bodyOf, fromList, unique } from '../in-hand.ts'
import { askRobots, hasMovedOn, ifChanged, newestOf, okOrUnchanged, readKept, versionOf, writeKept } from '../kept.ts'
import { assertWholeDocument } from '../lawful.ts'
import { type Entry, id, readFeed, textOfFeed } from './contract.ts'
import { builtInHosts, type FeedSettings, feedsOf } from './settings.ts'

const minListIntervalMs = 15 * 60_000

export const rss: WatchSource = {
  shape: 'watch',
  id,
  name: 'Feeds (RSS, Atom)',
  kinds: ['email', 'phone', 'domain', 'organisation'],
  operator: 'the publisher of each feed',
  country: 'France',
  legalClass: 'usable',
  legalReason: 'feeds published to be read by programs, matched locally',
  termsUrl: 'https://www.cert.ssi.gouv.fr/a-propos/',
  contractReadOn: '2026-11-24',
  hosts: builtInHosts,
  quota: { requests: 1, perMs: 1_000 },
  quotaFrom: 'none is published; each feed is read once in a quarter of an hour',
  tells: 'nothing',
  cost: 'free',
  ownershipProof: '',
  french: {
    legalReason: 'flux publiés pour être lus par des programmes, comparés ici',
    quotaFrom: "aucun n'est publié ; chaque flux est lu une fois par quart d'heure",
    cost: 'gratuite',
    ownershipProof: '',
  },
  paidPerAnswer: false,
  questions: ['press'],
  minListIntervalMs,
  pageSize: 10,
  hostsOf: (settings) => Object.fromEntries(feedsOf(settings).map(({ key, origin }) => [key, origin])),
  places: (settings) =>
    feedsOf(settings).map(({ key, origin }): WatchPlace => ({ key, name: new URL(origin).hostname })),
  list,
  read,
  describe,
  check: (net, settings) => checkWatch(rss, net, settings),
}

async function list(net: SourceNet, settings: SourceSettings, reading: Reading = {}): Promise<ListPage> {
  const feeds = feedsOf(settings)
  const feed = reading.place === undefined ? feeds[0] : feeds.find((one) => one.key === reading.place)
  if (feed === undefined) throw new ConfigError(`sources.${id}: no such feed`)
  const kept = readKept(reading.state)
  const place = { id, intervalMs: minListIntervalMs }
  const { robots, requests } = await askRobots(net, place, kept, { [feed.key]: [feed.path] })
  const reply = await net.request({
    host: feed.key,
    path: feed.path,
    headers: { accept: 'application/atom+xml, application/rss+xml, application/xml, text/xml', ...ifChanged(kept) },
    expect: okOrUnchanged(kept),
  })
  if (reply.status === 304) {
    const state = writeKept({ ...kept, robots })
    return { items: [], requests: requests + reply.attempts, badRows: 0, notModified: true, gap: false, state }
  }
  const { items, badRows } = await readEntries(feed, reply)
  return {
    items,
    requests: requests + reply.attempts,
    badRows,
    gap: hasMovedOn(kept, items),
    state: writeKept({ ...versionOf(reply), robots, newest: [...newestOf(items)] }),
  }
}

async function readEntries(feed: FeedSettings, reply: NetReply) {
  const { load } = await import('cheerio/slim')
  const text = textOfFeed(reply)
  const { entries, badRows, root } = readFeed(load(text, { xml: true }), feed.mayBeEmpty)
  assertWholeDocument(id, text, root)
  const plain = (html: string) => (/[<&]/.test(html) ? load(html, null, false).text() : html)
  return { items: unique(entries.map((entry) => toItem(feed, entry, plain))), badRows }
}

/** An entry that was corrected is another item: its text may name the city only now. */
function toItem(feed: FeedSettings, entry: Entry, plain: (html: string) => string): WatchItem {
  const texts = entry.texts.map((text) => plain(text))
  const key = `${feed.key}/${digestOf(entry.name, entry.title, ...texts)}`
  const url = addressOf(feed, entry.link)
  return {
    key,
    url,
    body: bodyOf([plain(entry.title), ...texts, entry.link]),
    event: { ...eventOf(key, url), ...(entry.publishedAt === undefined ? {} : { addedAt: entry.publishedAt }) },
  }
}

function addressOf(feed: FeedSettings, link: string): string {
  const url = URL.parse(link, feed.origin)
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : feed.origin
}

/** A headline may name a person: the address leads to it, and the event has none of it. */
function eventOf(key: string, url: string): SourceEvent {
  const [feed = ''] = key.split('/')
  return {
    key: `${id}:${key}`,
    title: `${feed}: ${URL.parse(url)?.hostname ?? id}`,
    nature: 'post',
    dataClasses: [],
    url,
  }
}

/** Only for an entry whose body was lost between listing and matching: its feed is read again. */
async function read(item: WatchItem, net: SourceNet, settings?: SourceSettings): Promise<WatchItemBody> {
  const [key = ''] = item.key.split('/')
  const feed = feedsOf(settings ?? { options: {} }).find((one) => one.key === key)
  if (feed === undefined) throw new ContractError(id, `${id}: the feed of this entry is no longer configured`)
  const reply = await net.request({ host: feed.key, path: feed.path })
  const { items } = await readEntries(feed, reply)
  return fromList(id, item.key, items, reply.receivedAt)
}

function describe(item: WatchItem): SourceEvent {
  return item.event ?? eventOf(item.key, item.url)
}
