/**
 * What pastebin.com shows on its archive page and answers for a raw paste, cut down to what we use.
 * The page is no published contract: its structure is the one of stored copies (read 2026-11-24).
 */
import type { CheerioAPI } from 'cheerio/slim'
import { BlockedError, ContractError, QuotaError, type SourceError } from '../../domain/index.ts'

export const id = 'pastebin'

export interface ArchiveRow {
  readonly key: string
  /** absent when the author gave none */
  readonly title?: string
}

/** The rows of the table; `badRows` are rows of a paste whose id could not be read. */
export interface Archive {
  readonly rows: readonly ArchiveRow[]
  readonly badRows: number
}

const pasteHref = /^\/([A-Za-z0-9]{8})(?:\?.*)?$/

/**
 * Rows of the table only: the side bar repeats ids. Rows are selected, not children, because the page nests `div` in
 * `tbody` and parsers hoist them. A page is judged by its rows first, since a paste's title may say anything.
 * @throws BlockedError, QuotaError or ContractError for a page without a readable row
 */
export function readArchive($: CheerioAPI): Archive {
  const cells = $('table.maintable tr td:first-child').toArray()
  const rows = cells.flatMap((cell): ArchiveRow[] => {
    const link = $(cell).find('a[href]').first()
    const key = pasteHref.exec(link.attr('href') ?? '')?.[1]
    const title = link.text().trim()
    if (key === undefined) return []
    return [title === '' || title === 'Untitled' ? { key } : { key, title }]
  })
  if (rows.length === 0) throw whyNoContent($('title').text(), $.root().text()) ?? noRow(cells.length)
  return { rows, badRows: cells.length - rows.length }
}

function noRow(cells: number): ContractError {
  return new ContractError(id, `${id}: ${cells === 0 ? 'the page has no row' : 'no row of the page names a paste'}`)
}

/** What pastebin and its edge show instead of content; `undefined` when the text is none of it. */
export function whyNoContent(title: string, text: string): SourceError | undefined {
  if (/please slow down/i.test(text)) return new QuotaError(id, `${id}: the place asks to slow down`)
  const isChallenge = /just a moment|attention required|access denied|blocked/i.test(title)
  if (isChallenge || /you have been blocked|enable javascript and cookies|verify you are human/i.test(text)) {
    return new BlockedError(id, `${id}: a challenge page or block notice instead of content`)
  }
  return undefined
}

/** longest notice; a paste that merely quotes one is longer or does not open with it */
const noticeMaxBytes = 600

/**
 * The notice pastebin sends in place of a raw paste: `pending` for one that is private or awaits moderation (it may still
 * be published), `slow-down` for polling too fast.
 */
export function readNotice(body: Uint8Array): 'pending' | 'slow-down' | undefined {
  if (body.byteLength > noticeMaxBytes) return undefined
  const text = new TextDecoder().decode(body).trim()
  if (/^(?:error,?\s+)?this is a private paste or is pending moderation/i.test(text)) return 'pending'
  return /^please slow down/i.test(text) ? 'slow-down' : undefined
}
