import { deflateRawSync } from 'node:zlib'

export interface TestSheet {
  readonly name: string
  readonly hidden?: boolean
  /** text, number, or a formula with its last value; `null` leaves the cell out */
  readonly rows: readonly (readonly (string | number | null | { formula: string; value: string })[])[]
}

/** A small XLSX workbook, as a spreadsheet would write it: inline strings, no styles. */
export function workbook(sheets: readonly TestSheet[]): Buffer {
  const names = sheets.map(
    ({ name, hidden }, i) =>
      `<sheet name="${escapeXml(name)}" sheetId="${i + 1}"${hidden === true ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
  )
  const relations = sheets.map(
    (_, i) =>
      `<Relationship Id="rId${i + 1}" Type="${office}/relationships/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  return zip([
    [
      '[Content_Types].xml',
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${office}/relationships"><sheets>${names.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`,
    ],
    ...sheets.map(({ rows }, i): [string, string] => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(rows)]),
  ])
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006'

function sheetXml(rows: TestSheet['rows']): string {
  const lines = rows.map((cells, r) => {
    const written = cells.map((cell, c) => {
      const at = `r="${String.fromCharCode(65 + c)}${r + 1}"`
      if (cell === null) return ''
      if (typeof cell === 'number') return `<c ${at}><v>${cell}</v></c>`
      if (typeof cell === 'string') return `<c ${at} t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`
      return `<c ${at} t="str"><f>${escapeXml(cell.formula)}</f><v>${escapeXml(cell.value)}</v></c>`
    })
    return `<row r="${r + 1}">${written.join('')}</row>`
  })
  return `<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** A ZIP archive; the checksums are left at zero, which readers of workbooks do not mind. */
export function zip(files: readonly (readonly [name: string, content: string])[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of files) {
    const packed = deflateRawSync(Buffer.from(content))
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt32LE(offset, 42)
    for (const [header, at] of [
      [local, 8],
      [central, 10],
    ] as const) {
      header.writeUInt16LE(8, at) // deflate
      header.writeUInt32LE(packed.length, at + 10)
      header.writeUInt32LE(Buffer.byteLength(content), at + 14)
      header.writeUInt16LE(Buffer.byteLength(name), at + 18)
    }
    parts.push(local, Buffer.from(name), packed)
    directory.push(central, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...directory, end])
}
