/**
 * CSV and its kin, and plain text of one value per line. Records are framed here, line by line, so that line numbers
 * are exact and one broken quote costs one row instead of the rest of the file; quoted records are then read by
 * csv-parse, a block at a time. A record without any quote is only cut at its delimiter.
 */
import { parse } from 'csv-parse/sync'
import { roleOfHeader } from './headers.ts'
import { LineSplitter } from './lines.ts'
import type { Row, RowParser } from './types.ts'

/** A delimiter that no decoded text holds (NULs are removed): the record is one cell. */
export const noDelimiter = '\0'

/** A quoted cell longer than this was never closed. */
const maxRecordLines = 500
const maxRecordLength = 8 * 1024 * 1024

interface QuotedRecord {
  readonly row: { line: number; cells: readonly string[]; malformed?: string }
  readonly text: string
}

export class DelimitedParser implements RowParser {
  readonly #delimiter: string
  readonly #comments: boolean
  readonly #lines = new LineSplitter()
  #line = 1
  /** lines of a record whose quote is still open, and where it starts */
  #open: string[] = []
  #openLength = 0
  #rows: Row[] = []
  #quoted: QuotedRecord[] = []

  /** `comments`: the rest of a line from a `#` that starts it or follows a space is skipped. */
  constructor(delimiter: string, options: { comments: boolean }) {
    this.#delimiter = delimiter
    this.#comments = options.comments
  }

  push(text: string): Row[] {
    for (const line of this.#lines.push(text)) this.#takeLine(line)
    return this.#finish()
  }

  end(): Row[] {
    for (const line of this.#lines.end()) this.#takeLine(line)
    while (this.#open.length > 0) this.#giveUp()
    return this.#finish()
  }

  #takeLine(line: string): void {
    const number = this.#line++
    if (this.#open.length > 0) {
      this.#continue(line)
      return
    }
    if (number === 1 && /^sep=.$/i.test(line)) return
    if (line.includes('#')) {
      if (this.#comments) {
        this.#takeRecord(line.replace(/(?:^|\s)#.*$/s, ''), number)
        return
      }
      // in a table, a comment is a line of its own that is no row
      if (line.startsWith('#') && !line.includes(this.#delimiter)) return
    }
    this.#takeRecord(line, number)
  }

  #takeRecord(line: string, number: number): void {
    if (!line.includes('"')) {
      if (line.trim() === '') return
      this.#rows.push({ line: number, cells: line.split(this.#delimiter) })
      return
    }
    if (scanQuotes(line, this.#delimiter, false) === 'open') {
      this.#open = [line]
      this.#openLength = line.length
      return
    }
    this.#takeQuoted(line, number)
  }

  #takeQuoted(text: string, line: number): void {
    const row = { line, cells: [] }
    this.#rows.push(row)
    this.#quoted.push({ row, text })
  }

  #continue(line: string): void {
    this.#open.push(line)
    this.#openLength += line.length
    const state = scanQuotes(line, this.#delimiter, true)
    if (state === 'open') {
      if (this.#open.length > maxRecordLines || this.#openLength > maxRecordLength) this.#giveUp()
      return
    }
    // a quote that "closes" in the middle of a cell some lines further down is the opening quote of another cell
    if (state === 'broken') {
      this.#giveUp()
      return
    }
    const text = this.#open.join('\n')
    const first = this.#line - this.#open.length
    this.#open = []
    this.#takeQuoted(text, first)
  }

  /** The first open line is unreadable; those after it are read again, as lines of their own. */
  #giveUp(): void {
    const [broken, ...again] = this.#open
    this.#open = []
    this.#line -= again.length + 1
    this.#rows.push({ line: this.#line++, cells: [], malformed: broken! })
    for (const line of again) this.#takeLine(line)
  }

  #finish(): Row[] {
    readQuoted(this.#quoted, this.#delimiter)
    const rows = this.#rows
    this.#rows = []
    this.#quoted = []
    return rows
  }
}

function readQuoted(records: readonly QuotedRecord[], delimiter: string): void {
  if (records.length === 0) return
  const together = parseCsv(records.map((record) => record.text).join('\n'), delimiter)
  records.forEach(({ row, text }, i) => {
    const cells = together?.length === records.length ? together[i] : onlyOne(parseCsv(text, delimiter))
    if (cells === undefined) row.malformed = text
    else row.cells = cells
  })
}

function onlyOne(records: string[][] | undefined): string[] | undefined {
  return records?.length === 1 ? records[0] : undefined
}

function parseCsv(text: string, delimiter: string): string[][] | undefined {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: '\n',
      ltrim: true,
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: 0,
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

/**
 * Follows the quotes of one line as csv-parse with `relax_quotes` does: a quote opens only at the start of a cell, and
 * any quote that is not doubled closes. `broken`: the quote open from an earlier line is closed, but what follows is
 * neither delimiter nor end.
 */
function scanQuotes(line: string, delimiter: string, startsOpen: boolean): 'open' | 'closed' | 'broken' {
  let open = startsOpen
  let first = true
  let state: 'closed' | 'broken' = 'closed'
  let at = 0
  if (!open) {
    at = skipSpaces(line, 0)
    if (line[at] === '"') {
      open = true
      at++
    }
  }
  for (;;) {
    if (open) {
      const quote = line.indexOf('"', at)
      if (quote === -1) return 'open'
      if (line[quote + 1] === '"') {
        at = quote + 2
        continue
      }
      open = false
      at = quote + 1
      const next = line[skipSpaces(line, at)]
      if (startsOpen && first && next !== undefined && next !== delimiter) state = 'broken'
      first = false
    }
    const cut = line.indexOf(delimiter, at)
    if (cut === -1) return state
    at = skipSpaces(line, cut + 1)
    if (line[at] === '"') {
      open = true
      at++
    }
  }
}

function skipSpaces(line: string, from: number): number {
  let at = from
  while (line[at] === ' ') at++
  return at
}

const delimiters = [';', '\t', '|', ','] as const

/**
 * The delimiter of a table, from its first lines: the one found equally often in most of them. `undefined` when there
 * is none, which makes it plain text. A first line `sep=;`, as spreadsheets write it, settles it.
 */
export function detectDelimiter(lines: readonly string[]): string | undefined {
  const told = /^sep=(.)$/i.exec(lines[0] ?? '')?.[1]
  if (told !== undefined) return told
  const sample = lines
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .slice(0, 60)
    .map((line) => line.replace(/(\d),(\d+E\+?\d+)/gi, '$1.$2')) // a number of a French spreadsheet, not two cells
  const first = sample[0] ?? ''
  // below a column's name that stands alone, a comma is part of the values; a title may stand above a real header
  const titled = (delimiter: string) =>
    roleOfHeader(first) !== undefined &&
    !first.includes(delimiter) &&
    !sample.slice(0, 10).some((line) => line.includes(delimiter) && line.split(delimiter).some(isHeader))
  let best: { delimiter: string; share: number; count: number } | undefined
  for (const delimiter of delimiters) {
    const counts = countPerRecord(sample, delimiter)
    const usual = mostFrequent(counts)
    if (usual === undefined || titled(delimiter)) continue
    const share = counts.filter((count) => count === usual).length / counts.length
    if (share < 0.5) continue
    if (best === undefined || share > best.share || (share === best.share && usual > best.count)) {
      best = { delimiter, share, count: usual }
    }
  }
  return best?.delimiter ?? delimiterOfHeader(sample)
}

/** Where rows are so ragged that no delimiter is regular: the one that cuts a known header out of one of the first lines. */
function delimiterOfHeader(lines: readonly string[]): string | undefined {
  let best: { delimiter: string; known: number } | undefined
  for (const line of lines.slice(0, 10)) {
    if (line.includes('@')) break
    for (const delimiter of delimiters) {
      const known = line.includes(delimiter) ? line.split(delimiter).filter(isHeader).length : 0
      if (known > (best?.known ?? 0)) best = { delimiter, known }
    }
  }
  return best?.delimiter
}

function isHeader(cell: string): boolean {
  return roleOfHeader(cell) !== undefined
}

function countPerRecord(lines: readonly string[], delimiter: string): number[] {
  const counts: number[] = []
  let quoted = false
  let count = 0
  for (const line of lines) {
    for (const character of line) {
      if (character === '"') quoted = !quoted
      else if (character === delimiter && !quoted) count++
    }
    if (quoted) continue
    counts.push(count)
    count = 0
  }
  // a quote that never closes hides the rest: count without minding quotes
  return quoted || counts.length === 0 ? lines.map((line) => line.split(delimiter).length - 1) : counts
}

function mostFrequent(counts: readonly number[]): number | undefined {
  const tally = new Map<number, number>()
  for (const count of counts) {
    if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1)
  }
  return [...tally].sort((a, b) => b[1] - a[1])[0]?.[0]
}
