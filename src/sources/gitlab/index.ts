/** Public snippets of gitlab.com, watched: the list gives their files, each is read once, matched here and dropped. */
import type { SourceEvent } from '../../domain/index.ts'
import type { SourceNet } from '../../net/index.ts'
import { checkWatch } from '../check.ts'
import type { ListPage, Reading, SourceSettings, WatchItem, WatchItemBody, WatchSource } from '../contract.ts'
import { unique } from '../in-hand.ts'
import { hasMovedOn, newestOf, readKept, writeKept } from '../kept.ts'
import { lawfulText, maxItemBytes, refuseName } from '../lawful.ts'
import { id, readSnippets, type Snippet } from './contract.ts'

const perPage = 100
const maxPages = 10

export const gitlab: WatchSource = {
  shape: 'watch',
  id,
  name: 'GitLab snippets (public)',
  kinds: ['email', 'phone', 'domain', 'organisation'],
  operator: 'GitLab',
  country: 'United States',
  legalClass: 'usable',
  legalReason: 'public texts through the documented interface, matched locally and dropped',
  termsUrl: 'https://about.gitlab.com/terms/',
  contractReadOn: '2026-11-24',
  hosts: { main: 'https://gitlab.com' },
  // every documented example sends one; whether the list answers without is unconfirmed, and a 401 says so
  key: { header: 'PRIVATE-TOKEN', required: false },
  quota: { requests: 1, perMs: 1_000 },
  quotaFrom: 'unconfirmed; one call a second is well under what the site allows',
  tells: 'nothing',
  cost: 'free',
  ownershipProof: '',
  french: {
    legalReason: "textes publics par l'interface documentée, comparés ici puis oubliés",
    quotaFrom: 'non confirmé ; un appel par seconde est bien au-dessous de ce que le site permet',
    cost: 'gratuite',
    ownershipProof: '',
  },
  paidPerAnswer: false,
  questions: ['snippets'],
  minListIntervalMs: 120_000,
  pageSize: perPage,
  list,
  read,
  describe,
  check: (net, settings) => checkWatch(gitlab, net, settings),
}

/** Goes back page by page until something of the former reading; the first reading takes one page. */
async function list(net: SourceNet, settings: SourceSettings, reading: Reading = {}): Promise<ListPage> {
  const kept = readKept(reading.state)
  const found: Snippet[] = []
  let requests = 0
  let badRows = 0
  for (let page = 1; ; page++) {
    const path = `/api/v4/snippets/public?per_page=${perPage}&page=${page}`
    const reply = await net.request({ path, withKey: settings.hasKey === true })
    const { rows, badRows: bad } = readSnippets(reply.json())
    found.push(...rows)
    requests += reply.attempts
    badRows += bad
    const isLast = rows.length + bad < perPage
    if (!hasMovedOn(kept, itemsOf(found)) || isLast || page === maxPages) break
  }
  const items = itemsOf(found)
  badRows += found.flatMap(filesOf).filter((file) => file.path === undefined).length
  return { items, requests, badRows, gap: hasMovedOn(kept, items), state: writeKept({ newest: [...newestOf(items)] }) }
}

function itemsOf(snippets: readonly Snippet[]): readonly WatchItem[] {
  return unique(
    snippets.flatMap((snippet) =>
      filesOf(snippet).flatMap(({ path, url, name }): WatchItem[] => {
        // a snippet that was changed is another item; its first file and its only one have different raw addresses
        const key = `${snippet.id}/${Date.parse(snippet.updated_at)}/${name}`
        return path === undefined ? [] : [{ key, url, title: name }]
      }),
    ),
  )
}

/** A snippet's files; `path` is absent for one whose raw address is not one of this snippet. */
function filesOf({ id: number, raw_url, file_name, files }: Snippet) {
  const named = files.length > 0 ? files : [{ path: file_name || 'snippet', raw_url }]
  return named.map((file) => ({ name: file.path, url: file.raw_url, path: rawPath(file.raw_url, number) }))
}

/** The host may be a server of one's own (`baseUrl`): only the path is taken from what the list says. */
function rawPath(rawUrl: string, number: number): string | undefined {
  const path = URL.parse(rawUrl)?.pathname
  const isRaw = path !== undefined && new RegExp(`^(?:/[^?#]+)?/-?/?snippets/${number}/raw(?:/[^?#]*)?$`).test(path)
  return isRaw ? path : undefined
}

async function read(item: WatchItem, net: SourceNet): Promise<WatchItemBody | undefined> {
  refuseName(id, item.key)
  const reply = await net.request({
    path: new URL(item.url).pathname,
    expect: [200, 404, 410],
    maxBytes: maxItemBytes,
    withKey: false,
  })
  return reply.status === 200 ? lawfulText(id, reply) : undefined
}

/** Neither author nor title are carried over: they may name a person. */
function describe({ key }: WatchItem): SourceEvent {
  const [number = ''] = key.split('/')
  const url = `https://gitlab.com/-/snippets/${number}`
  return { key: `${id}:${number}`, title: `GitLab snippet ${number}`, nature: 'paste', dataClasses: [], url }
}
