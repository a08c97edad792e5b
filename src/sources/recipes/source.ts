/** A watched source made of a recipe. */
import { BlockedError, ContractError, type SourceEvent, UnreachableError } from '../../domain/index.ts'
import type { NetReply, SourceNet } from '../../net/index.ts'
import { checkWatch } from '../check.ts'
import type { ListPage, Reading, WatchItem, WatchItemBody, WatchSource } from '../contract.ts'
import { askRobots, hasMovedOn, newestOf, readKept, writeKept } from '../kept.ts'
import { assertWholeDocument, lawfulText, maxItemBytes } from '../lawful.ts'
import { challenge, type Row, type Rows, rowsOfJson, rowsOfPage } from './rows.ts'
import { durationMs, publicUrl, type Recipe } from './schema.ts'

/** a text that merely quotes a notice is longer */
const longestNotice = 600

/** @param reasonInFrench as whoever wrote the recipe says it, in his own language, where nothing is given */
export function recipeSource(recipe: Recipe, reasonInFrench = recipe.because): WatchSource {
  const { id, list, item } = recipe
  const listUrl = publicUrl(list.url)!
  const itemUrl = item.url === undefined ? undefined : publicUrl(item.url.replace('{id}', 'id'))!
  const elsewhere = itemUrl !== undefined && itemUrl.origin !== listUrl.origin
  const itemHost = elsewhere ? 'item' : 'main'
  const minListIntervalMs = durationMs(recipe.every)
  const listPath = listUrl.pathname + listUrl.search
  const itemPaths = itemUrl === undefined ? [] : [pathOf('0')]
  const pathsRead = elsewhere ? { main: [listPath], item: itemPaths } : { main: [listPath, ...itemPaths] }

  async function readList(net: SourceNet): Promise<Rows & { readonly reply: NetReply }> {
    const reply = await net.request({ path: listPath })
    if (list.format === 'json') return { ...rowsOfJson(recipe, reply.json()), reply }
    const { load } = await import('cheerio/slim')
    const text = reply.text()
    const rows = rowsOfPage(recipe, load(text))
    assertWholeDocument(id, text, 'html')
    return { ...rows, reply }
  }

  async function listPage(net: SourceNet, _: unknown, reading?: Reading): Promise<ListPage> {
    const kept = readKept(reading?.state)
    const { robots, requests } = await askRobots(net, { id, intervalMs: minListIntervalMs }, kept, pathsRead)
    const { rows, badRows, reply } = await readList(net)
    const items = rows.map(toItem)
    return {
      items,
      requests: requests + reply.attempts,
      badRows,
      gap: hasMovedOn(kept, items),
      state: writeKept({ robots, newest: [...newestOf(items)] }),
    }
  }

  function toItem({ id: key, title, inline }: Row): WatchItem {
    return {
      key,
      url: urlOf(key),
      ...(title === undefined ? {} : { title }),
      ...(inline === undefined ? {} : { body: new TextEncoder().encode(inline) }),
    }
  }

  async function read({ key }: WatchItem, net: SourceNet): Promise<WatchItemBody | undefined> {
    if (item.url === undefined) return readInline(key, net)
    const reply = await net.request({
      host: itemHost,
      path: pathOf(key),
      expect: [200, 403, 404, 410],
      maxBytes: maxItemBytes,
    })
    const says = (words: string | undefined) =>
      words !== undefined &&
      (item.as === 'page' || reply.body.byteLength <= longestNotice) &&
      reply.text().includes(words)
    if (says(item.later)) throw new UnreachableError(id, `${id}: the item is not there yet`)
    if (reply.status === 404 || reply.status === 410 || says(item.gone)) return undefined
    if (reply.status === 403) throw new BlockedError(id, `${id}: the item was refused (403)`)
    if (recipe.challenge.some(says)) throw challenge(id)
    return lawfulText(id, reply, item.as === 'page')
  }

  /** An item that stands in the list only is read by reading the list again. */
  async function readInline(key: string, net: SourceNet): Promise<WatchItemBody> {
    const { rows, reply } = await readList(net)
    const row = rows.find((one) => one.id === key)
    if (row?.inline === undefined) throw new ContractError(id, `${id}: the item is no longer in the list`)
    return { status: 200, body: new TextEncoder().encode(row.inline), receivedAt: reply.receivedAt }
  }

  function pathOf(key: string): string {
    const url = publicUrl(item.url!.replace('{id}', encodeURIComponent(key)))!
    return url.pathname + url.search
  }

  function urlOf(key: string): string {
    return item.url === undefined ? list.url : item.url.replace('{id}', encodeURIComponent(key))
  }

  function describe({ key }: WatchItem): SourceEvent {
    // the author's title is not carried over: it may name a person
    return { key: `${id}:${key}`, title: `${source.name} ${key}`, nature: 'paste', dataClasses: [], url: urlOf(key) }
  }

  const source: WatchSource = {
    shape: 'watch',
    id,
    name: recipe.name ?? id,
    kinds: ['email', 'phone', 'domain', 'organisation'],
    operator: recipe.operator,
    country: recipe.country,
    legalClass: 'usable',
    legalReason: recipe.because,
    termsUrl: recipe.terms ?? list.url,
    contractReadOn: recipe.checkedOn,
    hosts: { main: listUrl.origin, ...(elsewhere ? { item: itemUrl.origin } : {}) },
    quota: { requests: 1, perMs: durationMs(recipe.pace) },
    quotaFrom: 'the pace its recipe sets',
    tells: 'nothing',
    cost: 'free',
    ownershipProof: '',
    french: {
      legalReason: reasonInFrench,
      quotaFrom: 'le rythme de sa recette',
      cost: 'gratuite',
      ownershipProof: '',
    },
    paidPerAnswer: false,
    questions: ['items'],
    minListIntervalMs,
    pageSize: list.size,
    list: listPage,
    read,
    describe,
    check: (net, settings) => checkWatch(source, net, settings),
  }
  return source
}
