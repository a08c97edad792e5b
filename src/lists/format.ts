/** What a file is, by its content: extensions lie, and exports often have none. */
import { InputError } from '../domain/index.ts'
import { roleOfHeader } from './headers.ts'
import type { ListFormat } from './types.ts'

/**
 * `xlsx` for a ZIP archive, `text` for anything else that may be read. Throws InputError for what is plainly neither:
 * old or encrypted workbooks, PDF, images, archives, other binary content.
 */
export function detectContainer(file: string, head: Buffer, wide: boolean): 'xlsx' | 'text' {
  if (startsWith(head, [0x50, 0x4b, 3, 4]) || startsWith(head, [0x50, 0x4b, 5, 6])) return 'xlsx'
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new InputError(`${file} is a password-protected workbook, or one in the old .xls format`, {
      mend: 'Remove the password and save it as .xlsx or .csv.',
    })
  }
  if (binaryMagics.some((magic) => startsWith(head, magic)) || (!wide && isBinary(head))) {
    throw new InputError(`${file} is a binary file, not a list`, { mend: 'Export the list as .csv or .xlsx.' })
  }
  return 'text'
}

const binaryMagics: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // %PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x1f, 0x8b], // gzip
  [0x42, 0x5a, 0x68], // bzip2
  [0x28, 0xb5, 0x2f, 0xfd], // zstd
  [0xfd, 0x37, 0x7a, 0x58], // xz
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66], // SQLite
]

function startsWith(bytes: Buffer, magic: readonly number[]): boolean {
  return bytes.length >= magic.length && magic.every((byte, i) => bytes[i] === byte)
}

/** Text has next to no control characters; NULs alone may be padding. */
function isBinary(head: Buffer): boolean {
  let controls = 0
  let nuls = 0
  for (const byte of head) {
    if (byte === 0) nuls++
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++
  }
  return controls > head.length * 0.02 || nuls > head.length * 0.3
}

/** The format of a text. `delimited` is a table or one value per line. Throws InputError for a lone JSON object. */
export function detectTextFormat(
  file: string,
  text: string,
  whole: boolean,
): Exclude<ListFormat, 'xlsx' | 'csv' | 'text'> | 'delimited' {
  const start = text.trimStart()
  if (/^BEGIN:VCARD\s/i.test(start)) return 'vcard'
  if (/^\[\s*(?:[{["\]\d]|$)/.test(start)) return 'json'
  if (/^\{\s*(?:"|\})/.test(start)) return detectNdjson(file, start, whole)
  const first = start.split(/\r\n|\r|\n/).find((line) => line.trim() !== '' && !line.startsWith('#'))
  return first !== undefined && /^(?:version:\s*\d+\s*$|dn::?\s*\S)/i.test(first) ? 'ldif' : 'delimited'
}

function detectNdjson(file: string, start: string, whole: boolean): 'ndjson' {
  const lines = start.split(/\r\n|\r|\n/, 50).filter((line) => line.trim() !== '')
  const objects = lines.filter((line) => line.startsWith('{')).map(parseJson)
  const oneLongLine = lines.length === 1 && !whole
  const isWrapper = lines.length === 1 && whole && objects.some(wrapsList)
  if (!isWrapper && (oneLongLine || objects.some((object) => object !== undefined))) return 'ndjson'
  throw new InputError(`${file} is a JSON object, not a list`, {
    mend: 'Give a JSON array of objects, or one object per line.',
  })
}

/**
 * `{"agents": [{…}, {…}]}`: read as one record, it would make all of them one person. `{"emails": [{…}]}` is a record
 * of one person: the list has the name of what is in it.
 */
function wrapsList(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(
    ([key, list]) =>
      Array.isArray(list) &&
      list.some((item) => typeof item === 'object' && item !== null) &&
      !['email', 'phone', 'domain', 'any'].includes(roleOfHeader(key) ?? ''),
  )
}

/** The value of a JSON text; `undefined` when it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
