/** Attacks told by the press, one file for all: read whole when it changed, matched here, told nothing. */
import { canonicalizeDomain, type SourceEvent } from '../../domain/index.ts'
import type { SourceNet } from '../../net/index.ts'
import { checkWatch } from '../check.ts'
import type { ListPage, Reading, SourceSettings, WatchItem, WatchItemBody, WatchSource } from '../contract.ts'
import { dayOf, startOf } from '../dates.ts'
import { digestOf } from '../digest.ts'
import { bodyOf, fromList, unique } from '../in-hand.ts'
import { ifChanged, okOrUnchanged, readKept, versionOf, writeKept } from '../kept.ts'
import { scrub } from '../scrub.ts'
import { type Attack, id, readAttacks } from './contract.ts'

const file = { path: '/cyberattacks.json', maxBytes: 32 * 2 ** 20 } as const
const home = 'https://github.com/Casualtek/Cyberwatch'

export const cyberwatch: WatchSource = {
  shape: 'watch',
  id,
  name: 'Cyberwatch',
  kinds: ['domain', 'organisation'],
  operator: 'Casualtek',
  country: 'unknown',
  legalClass: 'usable',
  legalReason: 'a public list of press reports, read whole and matched locally',
  termsUrl: 'https://github.com/Casualtek/Cyberwatch',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://raw.githubusercontent.com/Casualtek/Cyberwatch/main' },
  quota: { requests: 1, perMs: 10_000 },
  quotaFrom: 'a static file; asked once in six hours, and sent only when it changed',
  tells: 'nothing',
  cost: 'free',
  ownershipProof: '',
  french: {
    legalReason: "une liste publique d'articles de presse, lue en entier et comparée ici",
    quotaFrom: "un fichier ; demandé une fois en six heures, et envoyé seulement s'il a changé",
    cost: 'gratuite',
    ownershipProof: '',
  },
  attribution: 'Cyberwatch, Casualtek',
  paidPerAnswer: false,
  questions: ['press'],
  minListIntervalMs: 6 * 3_600_000,
  // the file holds everything there ever was: nothing moves out of it
  pageSize: 1_000_000,
  list,
  read,
  describe,
  check: (net, settings) => checkWatch(cyberwatch, net, settings),
}

async function list(net: SourceNet, _: SourceSettings, reading: Reading = {}): Promise<ListPage> {
  const kept = readKept(reading.state)
  const reply = await net.request({ ...file, headers: ifChanged(kept), expect: okOrUnchanged(kept) })
  if (reply.status === 304) {
    const state = reading.state === undefined ? {} : { state: reading.state }
    return { items: [], requests: reply.attempts, badRows: 0, notModified: true, gap: false, ...state }
  }
  const { rows, badRows } = readAttacks(reply.json())
  const items = toItems(rows)
  return { items, requests: reply.attempts, badRows, gap: false, state: writeKept(versionOf(reply)) }
}

/** Rows may be added anywhere: all are items, and those known are the engine's to leave out. */
function toItems(rows: readonly Attack[]): readonly WatchItem[] {
  return unique(rows.map(toItem))
}

function toItem({ victim, title, domain, summary, url, date, added }: Attack): WatchItem {
  const key = digestOf(url, victim, date)
  const article = articleOf(url)
  const site = canonicalizeDomain(domain)
  const happenedOn = dayOf(date)
  const addedOn = dayOf(added)
  return {
    key,
    url: article,
    body: bodyOf([title, victim, domain, summary]),
    event: {
      ...eventOf(key, article),
      title: scrub(title || victim),
      description: scrub(summary),
      ...(site.ok ? { domain: site.canonical } : {}),
      ...(happenedOn === undefined ? {} : { occurredOn: happenedOn }),
      ...(addedOn === undefined ? {} : { addedAt: startOf(addedOn) }),
    },
  }
}

function articleOf(written: string): string {
  const url = URL.parse(written)
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : home
}

function eventOf(key: string, url: string): SourceEvent {
  return { key: `${id}:${key}`, title: 'Cyberwatch', nature: 'post', dataClasses: [], url }
}

/** Only for an item whose body was lost: the file is read again. */
async function read(item: WatchItem, net: SourceNet): Promise<WatchItemBody> {
  const reply = await net.request(file)
  return fromList(id, item.key, toItems(readAttacks(reply.json()).rows), reply.receivedAt)
}

function describe(item: WatchItem): SourceEvent {
  return item.event ?? eventOf(item.key, item.url)
}
