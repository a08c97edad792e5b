/**
 * What pastebin.com shows on its archive page, lists in its paid feed and answers for a raw paste, cut down to what we use.
 * The page is no published contract: its structure is the one of stored copies (read 2026-11-24).
 *
 * @see https://pastebin.com/doc_scraping_api
 */
import type { CheerioAPI } from 'cheerio/slim'
import * as v from 'valibot'
import { ContractError, RefusedError } from '../../domain/index.ts'
import type { NetReply } from '../../net/index.ts'
import { whyNoContent } from '../lawful.ts'
import { parseRows, type Rows } from '../parse.ts'

export const id = 'pastebin'

export interface ArchiveRow {
  readonly key: string
  /** absent when the author gave none */
  readonly title?: string
}

const pasteKey = /^[A-Za-z0-9]{8}$/
const pasteHref = /^\/([A-Za-z0-9]{8})(?:\?.*)?$/

/**
 * Rows of the table only: the side bar repeats ids. Rows are selected, not children, because the page nests `div` in
 * `tbody` and parsers hoist them. A page is judged by its rows first, since a paste's title may say anything.
 * @throws BlockedError, QuotaError or ContractError for a page without a readable row
 */
export function readArchive($: CheerioAPI): Rows<ArchiveRow> {
  const cells = $('table.maintable tr td:first-child').toArray()
  const rows = cells.flatMap((cell): ArchiveRow[] => {
    const link = $(cell).find('a[href]').first()
    const key = pasteHref.exec(link.attr('href') ?? '')?.[1]
    return key === undefined ? [] : [rowOf(key, link.text())]
  })
  if (rows.length === 0) throw whyNoContent(id, $('title').text(), $.root().text()) ?? noRow(cells.length)
  return { rows, badRows: cells.length - rows.length }
}

/** All values of the feed are strings. */
const feedItem = v.object({ key: v.pipe(v.string(), v.regex(pasteKey)), title: v.nullish(v.string(), '') })

/** @throws RefusedError for an address that is not on the feed's list, ContractError for a feed without a row */
export function readFeed(reply: NetReply): Rows<ArchiveRow> {
  const text = reply.text().trimStart()
  if (/^your ip\b.*\bdoes not have access/is.test(text.slice(0, 500))) {
    throw new RefusedError(id, `${id}: this address is not on the list of the paid feed`, {
      mend: 'enter it at pastebin.com/doc_scraping_api, or switch the feed off',
    })
  }
  if (!text.startsWith('[')) throw whyNoContent(id, '', text) ?? new ContractError(id, `${id}: the feed is no list`)
  const { rows, badRows } = parseRows(id, feedItem, reply.json())
  if (rows.length === 0) throw noRow(0)
  return { rows: rows.map(({ key, title }) => rowOf(key, title)), badRows }
}

function rowOf(key: string, written: string): ArchiveRow {
  const title = written.trim()
  return title === '' || title === 'Untitled' ? { key } : { key, title }
}

function noRow(rows: number): ContractError {
  return new ContractError(id, `${id}: ${rows === 0 ? 'the list has no row' : 'no row of the page names a paste'}`)
}

/** longest notice; a paste that merely quotes one is longer or does not open with it */
const noticeMaxBytes = 600

/**
 * The notice pastebin sends in place of a raw paste: `pending` for one that is private or awaits moderation (it may still
 * be published), `slow-down` for polling too fast, `gone` for one that the paid feed no longer has.
 */
export function readNotice(body: Uint8Array): 'pending' | 'slow-down' | 'gone' | undefined {
  if (body.byteLength > noticeMaxBytes) return undefined
  const text = new TextDecoder().decode(body).trim()
  if (/^(?:error,?\s+)?this is a private paste or is pending moderation/i.test(text)) return 'pending'
  if (/^error, we cannot find this paste\.?$/i.test(text)) return 'gone'
  return /^please slow down/i.test(text) ? 'slow-down' : undefined
}
