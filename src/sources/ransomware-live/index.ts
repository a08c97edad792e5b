/** Claims of ransomware groups and press reports, as ransomware.live lists them: read whole, matched here, told nothing. */
import * as v from 'valibot'
import { ConfigError, type SourceEvent } from '../../domain/index.ts'
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
import { fromList, unique } from '../in-hand.ts'
import { hasMovedOn, newestOf, readKept, writeKept } from '../kept.ts'
import { id, readClaims, readReports } from './contract.ts'
import { claimItem, reportItem } from './map.ts'

type Api = 'v2' | 'pro'

/** the claims of a whole country are some megabytes */
const maxBytes = 32 * 2 ** 20

/** What is watched, and where each API has it. */
const calls: Readonly<Record<string, { readonly name: string; readonly path: Readonly<Record<Api, string>> }>> = {
  recent: {
    name: 'latest claims, all countries',
    path: { v2: '/recentvictims', pro: '/victims/recent?order=discovered' },
  },
  country: {
    name: 'claims of the country',
    path: { v2: '/countryvictims/{CC}', pro: '/victims?country={CC}' },
  },
  press: {
    name: 'press reports of the country',
    path: { v2: '/countrycyberattacks/{CC}', pro: '/press/recent?country={CC}' },
  },
}

export const ransomwareLive: WatchSource = {
  shape: 'watch',
  id,
  name: 'ransomware.live',
  kinds: ['domain', 'organisation'],
  operator: 'Julien Mousqueton',
  country: 'unknown',
  legalClass: 'usable',
  legalReason: 'an index of public claims without personal records, read whole and matched locally',
  termsUrl: 'https://www.ransomware.live/about',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://api.ransomware.live/v2', pro: 'https://api-pro.ransomware.live' },
  key: { header: 'X-API-KEY', required: false },
  quota: { requests: 1, perMs: 61_000 },
  quotaFrom: 'v2 tells "1 per 1 minute" per call; the daily quota of a PRO key is not published',
  tells: 'nothing',
  cost: 'free; PRO with a free or paid key',
  ownershipProof: '',
  french: {
    legalReason: 'un index de revendications publiques sans données de personnes, lu en entier et comparé ici',
    quotaFrom: "v2 annonce « 1 per 1 minute » par appel ; la limite quotidienne d'une clé PRO n'est pas publiée",
    cost: 'gratuite ; PRO avec une clé gratuite ou payante',
    ownershipProof: '',
  },
  attribution: 'Source: ransomware.live',
  paidPerAnswer: false,
  questions: ['claims'],
  minListIntervalMs: 30 * 60_000,
  pageSize: 100,
  places: () => Object.entries(calls).map(([key, { name }]): WatchPlace => ({ key, name })),
  list,
  read,
  describe,
  check: (net, settings) => checkWatch(ransomwareLive, net, settings),
}

async function list(net: SourceNet, settings: SourceSettings, reading: Reading = {}): Promise<ListPage> {
  const { items, badRows, reply } = await readPlace(net, reading.place ?? 'recent', settings)
  const kept = readKept(reading.state)
  return {
    items,
    requests: reply.attempts,
    badRows,
    gap: hasMovedOn(kept, items),
    state: writeKept({ newest: [...newestOf(items)] }),
  }
}

interface PlaceReading {
  readonly items: readonly WatchItem[]
  readonly badRows: number
  readonly reply: NetReply
}

/** With a key the PRO host alone is asked, without one v2 alone: neither stands in for the other in silence. */
async function readPlace(net: SourceNet, place: string, settings: SourceSettings) {
  const api: Api = settings.hasKey === true ? 'pro' : 'v2'
  const call = calls[place]
  if (call === undefined) throw new ConfigError(`${id}: no such place`)
  const path = call.path[api].replace('{CC}', countryOf(settings))
  const reply = await net.request({ path, host: api === 'pro' ? 'pro' : 'main', withKey: api === 'pro', maxBytes })
  return place === 'press' ? pressReading(reply) : claimReading(reply)
}

function claimReading(reply: NetReply): PlaceReading {
  const { rows, badRows } = readClaims(reply.json())
  return { items: unique(rows.map((row) => claimItem(row))), badRows, reply }
}

function pressReading(reply: NetReply): PlaceReading {
  const { rows, badRows } = readReports(reply.json())
  return { items: unique(rows.map((row) => reportItem(row))), badRows, reply }
}

/** `options.country`, two letters; France when absent. */
function countryOf({ options }: SourceSettings): string {
  const country = v.safeParse(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)), options.country ?? 'FR')
  if (country.success) return country.output
  throw new ConfigError(`sources.${id}.options.country is not a country code`, { mend: 'two capital letters: FR' })
}

/** Only for an item whose body was lost between listing and matching: the lists that may hold it are read again. */
async function read(item: WatchItem, net: SourceNet, settings: SourceSettings = nobody): Promise<WatchItemBody> {
  const isPress = item.key.startsWith('press:')
  const first = await readPlace(net, isPress ? 'press' : 'recent', settings)
  const isThere = first.items.some((one) => one.key === item.key)
  const { items, reply } = isThere || isPress ? first : await readPlace(net, 'country', settings)
  return fromList(id, item.key, items, reply.receivedAt)
}

const nobody: SourceSettings = { verifiedDomains: [], options: {} }

function describe(item: WatchItem): SourceEvent {
  const nature = item.key.startsWith('press:') ? 'post' : 'claim'
  return item.event ?? { key: `${id}:${item.key}`, title: 'ransomware.live', nature, dataClasses: [], url: item.url }
}
