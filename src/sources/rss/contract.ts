/**
 * Feeds of RSS 2.0, RSS 1.0 (RDF) and Atom, cut down to what we use. The parser knows no entities but those of XML and HTML
 * and loads nothing.
 *
 * @see https://www.rssboard.org/rss-specification, RFC 4287
 */
import type { CheerioAPI } from 'cheerio/slim'
import { ContractError } from '../../domain/index.ts'
import type { NetReply } from '../../net/index.ts'
import { whyNoContent } from '../lawful.ts'

export const id = 'rss'

export interface Entry {
  /** guid, id or link: what its publisher knows it by */
  readonly name: string
  readonly link: string
  readonly title: string
  /** HTML or text, as written */
  readonly texts: readonly string[]
  readonly publishedAt?: string
}

export interface Feed {
  readonly entries: readonly Entry[]
  /** entries by which neither name nor link could be read */
  readonly badRows: number
  /** name of the outermost element */
  readonly root: string
}

/** The text of a feed in the encoding that it announces: French papers still publish ISO-8859-1. */
export function textOfFeed(reply: NetReply): string {
  const { body, headers } = reply
  const head = new TextDecoder('latin1').decode(body.subarray(0, 200))
  const declared = /^\s*<\?xml[^>]*\sencoding=["']([\w.:-]+)["']/.exec(head)?.[1]
  const label = declared ?? /charset=["']?([\w.:-]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(label).decode(body)
  } catch (error) {
    // RangeError: no such encoding
    if (error instanceof RangeError) throw new ContractError(id, `${id}: the feed announces an unknown encoding`)
    throw error
  }
}

/**
 * @param $ parsed as XML
 * @param mayBeEmpty a feed without an entry is believed
 * @throws SourceError for anything but a feed
 */
export function readFeed($: CheerioAPI, mayBeEmpty: boolean): Feed {
  const root = $.root()
    .children()
    .toArray()
    .find((node) => node.type === 'tag')
    ?.name.toLowerCase()
  if (root !== 'rss' && root !== 'rdf:rdf' && root !== 'feed') {
    const text = $.root().html() ?? ''
    throw whyNoContent(id, $('title').first().text(), text) ?? new ContractError(id, `${id}: this is no feed`)
  }
  const elements = $(root === 'feed' ? 'feed > entry' : 'item').toArray()
  const entries = elements.flatMap((element): Entry[] => {
    const entry = $(element)
    const first = (...names: readonly string[]) =>
      names.map((name) => entry.children(name.replace(':', '\\:')).first().text().trim()).find((text) => text !== '') ??
      ''
    const href = entry.children('link[href]:not([rel]), link[rel="alternate"]').first().attr('href')
    const link = (href ?? first('link')).trim()
    const name = first('guid', 'id') || link
    if (name === '') return []
    const published = Date.parse(first('pubDate', 'published', 'updated', 'dc:date'))
    return [
      {
        name,
        link,
        title: first('title'),
        texts: [first('description', 'summary'), first('content:encoded', 'content')],
        ...(Number.isNaN(published) ? {} : { publishedAt: new Date(published).toISOString() }),
      },
    ]
  })
  if (entries.length === 0 && !(elements.length === 0 && mayBeEmpty)) {
    throw new ContractError(id, `${id}: ${elements.length === 0 ? 'the feed has no entry' : 'no entry has a name'}`)
  }
  return { entries, badRows: elements.length - entries.length, root }
}
