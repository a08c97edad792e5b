/** Latest posts of ransomware groups, as RansomLook lists them: read whole, matched here, told nothing. */
import { canonicalizeDomain, type SourceEvent } from '../../domain/index.ts'
import type { SourceNet } from '../../net/index.ts'
import { checkWatch } from '../check.ts'
import type { ListPage, Reading, SourceSettings, WatchItem, WatchItemBody, WatchSource } from '../contract.ts'
import { digestOf } from '../digest.ts'
import { bodyOf, fromList, unique } from '../in-hand.ts'
import { hasMovedOn, newestOf, readKept, writeKept } from '../kept.ts'
import { scrub } from '../scrub.ts'
import { id, type Post, readPosts } from './contract.ts'

const home = 'https://www.ransomlook.io/recent'

export const ransomlook: WatchSource = {
  shape: 'watch',
  id,
  name: 'RansomLook',
  kinds: ['domain', 'organisation'],
  operator: 'unknown',
  country: 'unknown',
  legalClass: 'usable',
  legalReason: 'an index of public claims without personal records, read whole and matched locally',
  termsUrl: 'https://www.ransomlook.io/about',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://www.ransomlook.io/api' },
  quota: { requests: 1, perMs: 2_000 },
  quotaFrom: 'none is published; two seconds between calls',
  tells: 'nothing',
  cost: 'free',
  ownershipProof: '',
  french: {
    legalReason: 'un index de revendications publiques sans données de personnes, lu en entier et comparé ici',
    quotaFrom: "aucun n'est publié ; deux secondes entre les appels",
    cost: 'gratuite',
    ownershipProof: '',
  },
  attribution: 'RansomLook, CC BY 4.0',
  paidPerAnswer: false,
  questions: ['claims'],
  minListIntervalMs: 30 * 60_000,
  pageSize: 100,
  list,
  read,
  describe,
  check: (net, settings) => checkWatch(ransomlook, net, settings),
}

/** The hundred latest; when they have all changed, those of the last week, which tells whether any was missed. */
async function list(net: SourceNet, _: SourceSettings, reading: Reading = {}): Promise<ListPage> {
  const kept = readKept(reading.state)
  let { items, badRows, requests } = await readList(net, '/recent/100')
  if (hasMovedOn(kept, items)) {
    const week = await readList(net, '/last/7')
    items = unique([...items, ...week.items])
    badRows += week.badRows
    requests += week.requests
  }
  const gap = hasMovedOn(kept, items)
  return { items, badRows, requests, gap, state: writeKept({ newest: [...newestOf(items)] }) }
}

async function readList(net: SourceNet, path: string) {
  const reply = await net.request({ path })
  const { rows, badRows } = readPosts(reply.json())
  return { items: unique(await Promise.all(rows.map(toItem))), badRows, requests: reply.attempts, at: reply.receivedAt }
}

/** The title is what the group typed, with HTML entities; the description is matched and not kept. */
async function toItem(post: Post): Promise<WatchItem> {
  const { load } = await import('cheerio/slim')
  const plain = (html: string) => (/[<&]/.test(html) ? load(html, null, false).text() : html)
  const victim = plain(post.post_title).trim()
  const key = digestOf(post.group_name, post.post_title, post.discovered)
  const site = canonicalizeDomain(victim)
  const day = post.discovered.slice(0, 10)
  return {
    key,
    url: home,
    body: bodyOf([victim, plain(post.description ?? '')]),
    event: {
      ...eventOf(key),
      title: `${scrub(victim)} (${scrub(post.group_name)})`,
      // the service states no zone; its own clock is UTC
      addedAt: new Date(`${day}T${post.discovered.slice(11, 19)}Z`).toISOString(),
      ...(site.ok ? { domain: site.canonical } : {}),
    },
  }
}

function eventOf(key: string): SourceEvent {
  return { key: `${id}:${key}`, title: 'RansomLook', nature: 'claim', dataClasses: [], url: home }
}

/** Only for an item whose body was lost: the last week is read again. */
async function read(item: WatchItem, net: SourceNet): Promise<WatchItemBody> {
  const { items, at } = await readList(net, '/last/7')
  return fromList(id, item.key, items, at)
}

function describe(item: WatchItem): SourceEvent {
  return item.event ?? eventOf(item.key)
}
