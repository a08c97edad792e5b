/** CSV as spreadsheets, scripts and archives read it: RFC 4180, English snake_case header, every cell harmless. */
import { stringify } from 'csv-stringify/sync'
import { type AtomicOptions, writeAtomically } from './atomic.ts'
import { safeCell } from './cells.ts'
import type { TextBlock } from './text-blocks.ts'

export interface CsvOptions extends AtomicOptions {
  /** UTF-8 byte order mark and `;`, as a French Excel opens it by a double click */
  readonly excel?: boolean
}

/** A row by column name; what is absent is an empty cell. */
export type CsvRow<Column extends string> = Readonly<Partial<Record<Column, string | number | undefined>>>

export type Delimiter = ',' | ';'

export function delimiterOf({ excel = false }: Pick<CsvOptions, 'excel'>): Delimiter {
  return excel ? ';' : ','
}

/**
 * Writes the rows, in blocks as they come, to a file that appears whole or not at all.
 * @returns the number of rows
 * @throws ReportError when it cannot be written
 */
export async function writeCsv<Column extends string>(
  file: string,
  columns: readonly Column[],
  blocks: AsyncIterable<readonly CsvRow<Column>[] | TextBlock>,
  options: CsvOptions = {},
): Promise<number> {
  const delimiter = delimiterOf(options)
  let count = 0
  await writeAtomically(
    file,
    async (writer) => {
      if (options.excel === true) await writer.write('\ufeff')
      await writer.write(csvText([columns], delimiter))
      for await (const block of blocks) {
        if ('bytes' in block) {
          await writer.writeBytes(block.bytes)
          count += block.rows
          continue
        }
        await writer.write(
          csvText(
            block.map((row) => columns.map((column) => row[column])),
            delimiter,
          ),
        )
        count += block.length
      }
    },
    options,
  )
  return count
}

/** Rows as text, every cell harmless, each row ended by CRLF. */
export function csvText(
  rows: readonly (readonly (string | number | undefined)[])[],
  delimiter: Delimiter = ',',
): string {
  let text = ''
  for (const row of rows) text += `${csvCells(row, delimiter)}\r\n`
  return text
}

/** Neighbouring cells of a row, every one harmless, without a delimiter before or after. */
export function csvCells(cells: readonly (string | number | undefined)[], delimiter: Delimiter): string {
  const known = knownCells[delimiter]
  let text = ''
  for (let column = 0; column < cells.length; column++) {
    if (column > 0) text += delimiter
    text += cellText(cells[column], delimiter, known)
  }
  return text
}

/** Cells of a million rows are mostly names, dates and words that come again: each is cleaned and quoted once. */
const knownCells = { ',': new Map<string, string>(), ';': new Map<string, string>() } as const
const cellsKept = 20_000
/** neither to be cleaned, nor quoted, nor the start of a formula */
const plain = /^[A-Za-z0-9][A-Za-z0-9._:/@\u2022-]{0,400}$/

function cellText(value: string | number | undefined, delimiter: Delimiter, known: Map<string, string>): string {
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
