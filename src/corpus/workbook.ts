/** Workbooks as text: one line a row, cells between tabs, so that a hit's line is the row of the sheet. */

/** What the parts of a workbook may hold unpacked: it is read as a whole. */
export const maxWorkbookBytes = 256 * 1024 * 1024

export interface SheetText {
  readonly name: string
  readonly text: Buffer
}

/** Every sheet, hidden ones too. Throws what the library throws for a file that is none. */
export async function readWorkbook(bytes: Buffer): Promise<readonly SheetText[]> {
  const { default: readXlsxFile } = await import('read-excel-file/node')
  // numbers stay as the file writes them: a double would round a long one
  const sheets = await readXlsxFile<string>(bytes, { parseNumber: (number) => number })
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    text: Buffer.from(data.map((row) => row.map(asText).join('\t')).join('\n')),
  }))
}

function asText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return String(cell).replace(/[\t\r\n]+/g, ' ')
}
