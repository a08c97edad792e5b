/** CSV as spreadsheets, scripts and archives read it: RFC 4180, English snake_case header, every cell harmless. */
import { stringify } from 'csv-stringify/sync'
import { type AtomicOptions, writeAtomically } from './atomic.ts'
import { safeCell } from './cells.ts'

export interface CsvOptions extends AtomicOptions {
  /** UTF-8 byte order mark and `;`, as a French Excel opens it by a double click */
  readonly excel?: boolean
}

/** A row by column name; what is absent is an empty cell. */
export type CsvRow<Column extends string> = Readonly<Partial<Record<Column, string | number | undefined>>>

/**
 * Writes the rows, in blocks as they come, to a file that appears whole or not at all.
 * @returns the number of rows
 * @throws ReportError when it cannot be written
 */
export async function writeCsv<Column extends string>(
  file: string,
  columns: readonly Column[],
  blocks: AsyncIterable<readonly CsvRow<Column>[]>,
  options: CsvOptions = {},
): Promise<number> {
  const delimiter = options.excel === true ? ';' : ','
  let count = 0
  await writeAtomically(
    file,
    async (writer) => {
      if (options.excel === true) await writer.write('\ufeff')
      await writer.write(csvText([columns], delimiter))
      for await (const rows of blocks) {
        await writer.write(
          csvText(
            rows.map((row) => columns.map((column) => row[column])),
            delimiter,
          ),
        )
        count += rows.length
      }
    },
    options,
  )
  return count
}

/** Rows as text, every cell harmless, each row ended by CRLF. */
export function csvText(
  rows: readonly (readonly (string | number | undefined)[])[],
  delimiter: ',' | ';' = ',',
): string {
  const known = cells[delimiter]
  let text = ''
  for (const row of rows) {
    for (let column = 0; column < row.length; column++) {
      if (column > 0) text += delimiter
      text += cellText(row[column], delimiter, known)
    }
    text += '\r\n'
  }
  return text
}

/** Cells of a million rows are mostly names, dates and words that come again: each is cleaned and quoted once. */
const cells = { ',': new Map<string, string>(), ';': new Map<string, string>() } as const
const cellsKept = 20_000
/** neither to be cleaned, nor quoted, nor the start of a formula */
const plain = /^[A-Za-z0-9][A-Za-z0-9._:/@\u2022-]{0,400}$/

function cellText(value: string | number | undefined, delimiter: ',' | ';', known: Map<string, string>): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  if (plain.test(value)) return value
  let cell = known.get(value)
  if (cell === undefined) {
    cell = stringify([[safeCell(value)]], { delimiter, eof: false })
    if (known.size >= cellsKept) known.clear()
    known.set(value, cell)
  }
  return cell
}
