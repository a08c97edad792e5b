/** Public channels that the configuration names, watched by their previews: told nothing, no account, no file opened. */
import * as v from 'valibot'
import { ConfigError, type SourceEvent } from '../../domain/index.ts'
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
import { askRobots, hasMovedOn, newestOf, readKept, writeKept } from '../kept.ts'
import { assertWholeDocument } from '../lawful.ts'
import { id, type Post, readEmbedded, readHistory } from './contract.ts'

const minListIntervalMs = 5 * 60_000
/** pages of twenty messages that one reading goes back at most */
const maxPages = 10

const channelsSchema = v.array(v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_]{3,31}$/)))

export const telegram: WatchSource = {
  shape: 'watch',
  id,
  name: 'Telegram (public channels)',
  kinds: ['email', 'phone', 'domain', 'organisation'],
  operator: 'Telegram',
  country: 'unknown',
  legalClass: 'usable',
  legalReason: 'public previews, matched locally and dropped; nothing about the city is told',
  termsUrl: 'https://telegram.org/tos',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://t.me' },
  quota: { requests: 1, perMs: 2_000 },
  quotaFrom: 'no limit is published; two seconds between pages are customary',
  tells: 'nothing',
  cost: 'free',
  ownershipProof: '',
  french: {
    legalReason: "aperçus publics, comparés ici puis oubliés ; rien n'est révélé de la ville",
    quotaFrom: "aucune limite n'est publiée ; deux secondes entre les pages sont d'usage",
    cost: 'gratuite',
    ownershipProof: '',
  },
  paidPerAnswer: false,
  questions: ['posts'],
  minListIntervalMs,
  pageSize: 20,
  places,
  list,
  read,
  describe,
  check: (net, settings) => checkWatch(telegram, net, settings),
}

/** `options.channels`: public names, without the `@`. */
function places({ options }: SourceSettings): readonly WatchPlace[] {
  const channels = v.safeParse(channelsSchema, options.channels ?? [])
  if (!channels.success) {
    throw new ConfigError(`sources.${id}.options.channels is not a list of public channel names`, {
      mend: 'write them without @, as in t.me/NAME',
    })
  }
  const keys = new Set(channels.output.map((channel) => channel.toLowerCase()))
  return [...keys].map((key) => ({ key, name: `t.me/${key}` }))
}

/** Goes back page by page until the newest post of the former reading; the first reading takes one page. */
async function list(net: SourceNet, _: SourceSettings, reading: Reading = {}): Promise<ListPage> {
  const channel = reading.place
  if (channel === undefined) throw new ConfigError(`sources.${id}.options.channels names no channel`)
  const kept = readKept(reading.state)
  const path = `/s/${channel}`
  const { robots, requests: asked } = await askRobots(net, { id, intervalMs: minListIntervalMs }, kept, {
    main: [path],
  })
  const { load } = await import('cheerio/slim')
  const found = new Map<number, Post>()
  let requests = asked
  let badRows = 0
  let gap = false
  let before: number | undefined
  for (let page = 1; ; page++) {
    const reply = await net.request({ path: before === undefined ? path : `${path}?before=${before}`, headers })
    const text = reply.text()
    const history = readHistory(load(text), channel)
    assertWholeDocument(id, text, 'html')
    requests += reply.attempts
    badRows += history.badRows
    for (const post of history.posts) found.set(post.number, post)
    const older = history.before
    // where the channel begins there is nothing before, whatever became of the posts known
    gap = older !== undefined && hasMovedOn(kept, items(channel, found)) && !reaches(kept, found)
    if (!gap || page === maxPages || older === before) break
    before = older
  }
  const listed = items(channel, found)
  const newest = listed.length > 0 ? [...newestOf(listed)] : (kept.newest ?? [])
  return { items: listed, requests, badRows, gap, state: writeKept({ robots, newest }) }
}

/** English, so that labels do not vary with where we ask from */
const headers = { 'accept-language': 'en' } as const

/** The former newest posts may all be deleted: an older number shows as well that nothing was missed. */
function reaches(
  { newest = [] }: { readonly newest?: readonly string[] | undefined },
  found: ReadonlyMap<number, Post>,
) {
  const last = Math.max(...newest.map((key) => numberOf(key)))
  return [...found.keys()].some((number) => number <= last)
}

function items(channel: string, found: ReadonlyMap<number, Post>): WatchItem[] {
  return [...found.values()].sort((a, b) => b.number - a.number).map((post) => toItem(channel, post))
}

function toItem(channel: string, { number, body, postedAt }: Post): WatchItem {
  const item = { key: `${channel}/${number}`, url: `https://t.me/${channel}/${number}` }
  return { ...item, body, event: eventOf(item, postedAt) }
}

/** One message by its own page: for a post whose body was lost between listing and matching. */
async function read({ key }: WatchItem, net: SourceNet): Promise<WatchItemBody | undefined> {
  const [channel = ''] = key.split('/')
  const reply = await net.request({
    path: `/${channel}/${numberOf(key)}?embed=1&mode=tme`,
    headers,
    expect: [200, 404],
  })
  if (reply.status === 404) return undefined
  const { load } = await import('cheerio/slim')
  const post = readEmbedded(load(reply.text()), channel)
  if (post === undefined) return undefined
  const { event } = toItem(channel, post)
  return {
    status: reply.status,
    body: post.body,
    receivedAt: reply.receivedAt,
    ...(event === undefined ? {} : { event }),
  }
}

function numberOf(key: string): number {
  return Number(key.split('/')[1])
}

function describe(item: WatchItem): SourceEvent {
  return item.event ?? eventOf(item)
}

function eventOf({ key, url }: { readonly key: string; readonly url: string }, postedAt?: string): SourceEvent {
  return {
    key: `${id}:${key}`,
    title: `Telegram ${key}`,
    nature: 'post',
    dataClasses: [],
    url,
    ...(postedAt === undefined ? {} : { addedAt: new Date(postedAt).toISOString() }),
  }
}
