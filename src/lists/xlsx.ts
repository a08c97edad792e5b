/** Workbooks: every visible sheet, cells as text. A formula is never computed: its last value is read, as text. */
import { InputError } from '../domain/index.ts'
import type { Row } from './types.ts'
import { unzipEntry, zipEntries } from './zip.ts'

/**
 * What a workbook may unpack to. It is held whole, at eleven times this size (measured): 86 MB, which is 400,000 rows of
 * three cells, take 930 MB. A larger list is read as CSV, in constant memory.
 */
const maxUnpackedBytes = 200 * 1024 * 1024

export interface Sheet {
  readonly name: string
  readonly rows: readonly Row[]
}

/**
 * The sheets of a workbook, hidden ones left out unless `only` names one. A row's line is its row in the sheet; empty
 * rows are left out. Throws InputError for a truncated file, no workbook at all, an unknown sheet.
 */
export async function readWorkbook(file: string, bytes: Buffer, only: string | undefined): Promise<Sheet[]> {
  const hidden = checkWorkbook(file, bytes)
  const { default: readXlsxFile } = await import('read-excel-file/node')
  let sheets: Awaited<ReturnType<typeof readXlsxFile<string>>>
  try {
    // numbers stay as the file writes them: a double would round a long one before its digits are looked at
    sheets = await readXlsxFile<string>(bytes, { parseNumber: (number) => number })
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(file, error) // a sheet longer than the longest string there can be
    throw damaged(file, error)
  }
  if (only !== undefined && !sheets.some(({ sheet }) => sheet === only)) {
    const names = sheets.map(({ sheet }) => sheet).join(', ')
    throw new InputError(`${file} has no sheet "${only}"`, { mend: `Its sheets are: ${names}.` })
  }
  return sheets
    .filter(({ sheet }) => (only === undefined ? !hidden.has(sheet) : sheet === only))
    .map(({ sheet, data }) => ({
      name: sheet,
      rows: data
        .map((cells, i): Row => ({ line: i + 1, cells: cells.map(asText) }))
        .filter((row) => row.cells.some((cell) => cell.trim() !== '')),
    }))
}

function asText(cell: unknown): string {
  if (typeof cell === 'string') return cell
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}

/** Looks the archive over, and returns the names of its hidden sheets. */
function checkWorkbook(file: string, bytes: Buffer): ReadonlySet<string> {
  const entries = zipEntries(bytes)
  if (entries === undefined) throw damaged(file)
  const workbook = entries.find((entry) => entry.name === 'xl/workbook.xml')
  if (workbook === undefined) {
    const told = entries.some((entry) => entry.name === 'content.xml') ? 'an OpenDocument file' : 'an archive'
    throw new InputError(`${file} is ${told}, not an XLSX workbook`, { mend: 'Save the list as .xlsx or .csv.' })
  }
  if (entries.reduce((sum, entry) => sum + entry.bytes, 0) > maxUnpackedBytes) {
    throw tooLarge(file)
  }
  let xml: string | undefined
  try {
    xml = unzipEntry(bytes, workbook)?.toString('utf8')
  } catch (error) {
    throw damaged(file, error)
  }
  if (xml === undefined) throw damaged(file)
  return hiddenSheets(xml)
}

function hiddenSheets(workbookXml: string): ReadonlySet<string> {
  const hidden = new Set<string>()
  for (const [tag] of workbookXml.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)) {
    const name = /\sname="([^"]*)"/.exec(tag)?.[1]
    if (name !== undefined && /\sstate="(?:hidden|veryHidden)"/.test(tag)) hidden.add(fromXml(name))
  }
  return hidden
}

function fromXml(text: string): string {
  return text
    .replace(/&#(?:x([\da-f]+)|(\d+));/gi, (_, hex: string | undefined, decimal: string | undefined) =>
      String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
    )
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
}

function tooLarge(file: string, cause?: unknown): InputError {
  return new InputError(`${file} is too large a workbook to be held in memory`, {
    mend: 'Save the list as .csv: of that, any size is read.',
    cause,
  })
}

function damaged(file: string, cause?: unknown): InputError {
  return new InputError(`${file} is a truncated or damaged XLSX workbook`, {
    mend: 'Open it in a spreadsheet and save it again, or copy it again from where it came.',
    cause,
  })
}
