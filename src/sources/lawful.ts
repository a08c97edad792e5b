/**
 * What may be read at a watched place: plain text that anybody can see. Archives, binaries, spreadsheets, databases and SQL are
 * refused by their name, by their announced type and by their first bytes; a page in place of text is never content.
 */
import { BlockedError, ContractError, QuotaError, type SourceError } from '../domain/index.ts'
import type { NetReply } from '../net/index.ts'
import type { WatchItemBody } from './contract.ts'

/** The item is of a kind that is never read, or larger than is read: asking again would not change that. */
export class RefusedBodyError extends ContractError {
  readonly final = true
}

/** largest item that is read */
export const maxItemBytes = 5 * 2 ** 20

const refusedNames =
  /\.(?:zip|7z|rar|tar|t?gz|bz2|xz|zst|jar|apk|iso|dmg|exe|dll|so|bin|msi|sql|sqlite3?|db|mdb|accdb|dump|bak|xlsx?|xlsm|xlsb|ods|docx?|odt|pptx?|pdf|parquet|png|jpe?g|gif|webp|mp[34]|eml|pst|mbox)$/i

/** @throws RefusedBodyError for the name of a file that is not read */
export function refuseName(source: string, name: string): void {
  if (refusedNames.test(name)) {
    throw new RefusedBodyError(source, `${source}: files of this kind are not read`)
  }
}

/**
 * The text of an item, whole, as bytes.
 * @param page the place serves the item as a page of HTML, which is then what is matched
 * @throws RefusedBodyError, BlockedError, QuotaError, ContractError
 */
export function lawfulText(source: string, reply: NetReply, page = false): WatchItemBody {
  const { body, status, receivedAt, headers } = reply
  const type = (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
  const isHtml = type === 'text/html' || type === 'application/xhtml+xml'
  if (isHtml && !page) {
    const text = reply.text()
    throw whyNoContent(source, text, text) ?? new ContractError(source, `${source}: a page instead of a raw text`)
  }
  if (!isHtml && type !== 'text/plain') {
    throw new RefusedBodyError(source, `${source}: the item is not announced as plain text`)
  }
  const kind = binaryKind(body)
  if (kind !== undefined) throw new RefusedBodyError(source, `${source}: the item is ${kind}, whatever its type says`)
  if (body.byteLength === 0) throw new ContractError(source, `${source}: the item is empty`)
  if (body.byteLength > maxItemBytes) {
    throw new RefusedBodyError(source, `${source}: the item is over ${maxItemBytes} bytes`)
  }
  return { status, body, receivedAt }
}

/** What a place or its edge shows instead of content; `undefined` when the words are none of it. */
export function whyNoContent(source: string, title: string, text: string): SourceError | undefined {
  if (/please slow down|too many requests/i.test(text.slice(0, longestNotice))) {
    return new QuotaError(source, `${source}: the place asks to slow down`)
  }
  const isChallenge = /just a moment|attention required|access denied|you have been blocked|ddos-guard/i.test(title)
  if (isChallenge || /you have been blocked|enable javascript and cookies|verify you are human|captcha/i.test(text)) {
    return new BlockedError(source, `${source}: a challenge page or block notice instead of content`)
  }
  if (/<input[^>]{0,200}type=["']?password/i.test(text)) {
    return new BlockedError(source, `${source}: a login page instead of content`)
  }
  return undefined
}

const longestNotice = 2_000

/**
 * A page or feed that was cut on its way still has rows: only its missing end tells.
 * @throws ContractError for a document that opens `<tag` and never closes it
 */
export function assertWholeDocument(source: string, text: string, tag: string): void {
  const opens = new RegExp(`<${tag}[\\s>]`, 'i').test(text)
  if (opens && !new RegExp(`</${tag}\\s*>`, 'i').test(text.slice(-longestTail))) {
    throw new ContractError(source, `${source}: the document ends before its end`)
  }
}

/** comments and scripts of an edge may follow the end */
const longestTail = 4_096

const signatures: readonly (readonly [kind: string, ...bytes: readonly number[]])[] = [
  ['an archive', 0x50, 0x4b, 0x03, 0x04],
  ['an archive', 0x50, 0x4b, 0x05, 0x06],
  ['an archive', 0x1f, 0x8b],
  ['an archive', 0x37, 0x7a, 0xbc, 0xaf],
  ['an archive', 0x52, 0x61, 0x72, 0x21],
  ['an archive', 0xfd, 0x37, 0x7a, 0x58],
  ['an archive', 0x28, 0xb5, 0x2f, 0xfd],
  ['an archive', 0x42, 0x5a, 0x68],
  ['an office document', 0xd0, 0xcf, 0x11, 0xe0],
  ['a program', 0x7f, 0x45, 0x4c, 0x46],
  ['a document', 0x25, 0x50, 0x44, 0x46],
  ['a picture', 0x89, 0x50, 0x4e, 0x47],
  ['a picture', 0xff, 0xd8, 0xff],
  ['a picture', 0x47, 0x49, 0x46, 0x38],
  ['a database', 0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66],
]

function binaryKind(body: Uint8Array): string | undefined {
  const known = signatures.find(([, ...bytes]) => bytes.every((byte, index) => body[index] === byte))
  if (known !== undefined) return known[0]
  const head = body.subarray(0, 4096)
  const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0)
  // UTF-16 has one NUL in two bytes at most, and text of other alphabets fewer; a lone one is dirt
  const isWide = (body[0] === 0xff && body[1] === 0xfe) || (body[0] === 0xfe && body[1] === 0xff)
  if (zeros > 8 && !isWide && !isEverySecond(head)) return 'binary'
  return undefined
}

/** NULs on one side of each pair only: UTF-16 without its mark. */
function isEverySecond(head: Uint8Array): boolean {
  let even = 0
  let odd = 0
  for (const [index, byte] of head.entries()) {
    if (byte !== 0) continue
    if (index % 2 === 0) even++
    else odd++
  }
  return Math.min(even, odd) * 10 < Math.max(even, odd) && Math.max(even, odd) * 4 > head.length
}
