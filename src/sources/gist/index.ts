/** Public gists, watched: the list gives their files, each version of a file is read once, matched here and dropped. */
import type { SourceEvent } from '../../domain/index.ts'
import type { SourceNet } from '../../net/index.ts'
import { checkWatch } from '../check.ts'
import type { ListPage, Reading, SourceSettings, WatchItem, WatchItemBody, WatchSource } from '../contract.ts'
import { unique } from '../in-hand.ts'
import { hasMovedOn, ifChanged, newestOf, okOrUnchanged, readKept, versionOf, writeKept } from '../kept.ts'
import { lawfulText, maxItemBytes, refuseName } from '../lawful.ts'
import { type Gist, id, isFile, readGists, refusalOf } from './contract.ts'

const perPage = 100
/** GitHub gives 60 calls an hour without a key and 5,000 with one; unchanged lists cost none */
const maxPages = { free: 1, keyed: 10 } as const
const rawHost = 'https://gist.githubusercontent.com'

export const gist: WatchSource = {
  shape: 'watch',
  id,
  name: 'GitHub gists (public)',
  kinds: ['email', 'phone', 'domain', 'organisation'],
  operator: 'GitHub',
  country: 'United States',
  legalClass: 'usable',
  legalReason: 'public texts through the documented interface, matched locally and dropped',
  termsUrl: 'https://docs.github.com/en/site-policy/github-terms/github-terms-of-service',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://api.github.com', raw: rawHost },
  key: { header: 'Authorization', scheme: 'bearer', required: false, format: /^[A-Za-z0-9_]{20,255}$/ },
  quota: { requests: 1, perMs: 1_000 },
  quotaFrom: 'x-ratelimit-* of each answer: 60 an hour without a token, 5,000 with one',
  tells: 'nothing',
  cost: 'free',
  ownershipProof: '',
  french: {
    legalReason: "textes publics par l'interface documentée, comparés ici puis oubliés",
    quotaFrom: 'x-ratelimit-* de chaque réponse : 60 par heure sans jeton, 5 000 avec',
    cost: 'gratuite',
    ownershipProof: '',
  },
  paidPerAnswer: false,
  questions: ['gists'],
  // 55 an hour, so that a call or two are left of the 60
  minListIntervalMs: 65_000,
  pageSize: perPage,
  list,
  read,
  describe,
  check: (net, settings) => checkWatch(gist, net, settings),
}

/** Goes back page by page until something of the former reading; the first reading takes one page. */
async function list(net: SourceNet, settings: SourceSettings, reading: Reading = {}): Promise<ListPage> {
  const kept = readKept(reading.state)
  const most = settings.hasKey === true ? maxPages.keyed : maxPages.free
  const found: Gist[] = []
  let requests = 0
  let badRows = 0
  let version = {}
  for (let page = 1; ; page++) {
    const asked = page === 1 ? kept : {}
    const reply = await net.request({
      path: `/gists/public?per_page=${perPage}&page=${page}`,
      headers: { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28', ...ifChanged(asked) },
      expect: [...okOrUnchanged(asked), 403],
      withKey: settings.hasKey === true,
    })
    requests += reply.attempts
    if (reply.status === 403) throw refusalOf(reply)
    if (reply.status === 304) {
      return { items: [], requests, badRows: 0, notModified: true, gap: false, state: writeKept(kept) }
    }
    if (page === 1) version = versionOf(reply)
    const { rows, badRows: bad } = readGists(reply.json())
    found.push(...rows)
    badRows += bad
    const isLast = rows.length + bad < perPage
    if (!hasMovedOn(kept, unique(found.flatMap(itemsOf))) || isLast || page === most) break
  }
  const items = unique(found.flatMap(itemsOf))
  badRows += found.filter((one) => one.truncated).length + found.reduce((sum, one) => sum + strangeFiles(one), 0)
  const gap = hasMovedOn(kept, items)
  return { items, requests, badRows, gap, state: writeKept({ ...version, newest: [...newestOf(items)] }) }
}

/** Files without a byte have nothing to read. */
function itemsOf({ files }: Gist): readonly WatchItem[] {
  return Object.values(files).flatMap((file): WatchItem[] => {
    if (!isFile(file) || file.size === 0) return []
    const key = keyOf(file.raw_url)
    return key === undefined ? [] : [{ key, url: file.raw_url, title: file.filename }]
  })
}

function strangeFiles({ files }: Gist): number {
  return Object.values(files).filter((file) => !isFile(file) || keyOf(file.raw_url) === undefined).length
}

/** gist, version and name of the file, as its raw address has them: a file that was changed is another item */
const rawPath = /^\/[^/]+\/([0-9a-f]{20,40})\/raw\/([0-9a-f]{20,64})\/([^/?#]+)$/

function keyOf(rawUrl: string): string | undefined {
  const url = URL.parse(rawUrl)
  if (url?.origin !== rawHost) return undefined
  const [, gistId, version, name] = rawPath.exec(url.pathname) ?? []
  return name === undefined ? undefined : `${gistId}/${version}/${name}`
}

async function read(item: WatchItem, net: SourceNet): Promise<WatchItemBody | undefined> {
  refuseName(id, item.key)
  const { pathname } = new URL(item.url)
  const reply = await net.request({
    host: 'raw',
    path: pathname,
    expect: [200, 404, 410],
    maxBytes: maxItemBytes,
    withKey: false,
  })
  return reply.status === 200 ? lawfulText(id, reply) : undefined
}

/** Neither owner nor name of the file are carried over: they may name a person. */
function describe({ key }: WatchItem): SourceEvent {
  const [gistId = ''] = key.split('/')
  const url = `https://gist.github.com/${gistId}`
  return {
    key: `${id}:${key.split('/').slice(0, 2).join('/')}`,
    title: `Gist ${gistId}`,
    nature: 'paste',
    dataClasses: [],
    url,
  }
}
