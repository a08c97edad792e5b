/**
 * The city's files → selectors and rejects. A list is opened first, which recognises its format, encoding and columns,
 * and then read in batches, in constant memory (a workbook is held whole). Nothing is stored, sealed or printed here.
 */

import { InputError } from '../domain/index.ts'
import { DelimitedParser, detectDelimiter, noDelimiter } from './delimited.ts'
import type { TextReader } from './encoding.ts'
import { createTextReader, detectEncoding } from './encoding.ts'
import { detectContainer, detectTextFormat } from './format.ts'
import type { ByteSource } from './input.ts'
import { openBytes, readAll } from './input.ts'
import { JsonArrayParser, NdjsonParser } from './json.ts'
import type { Layout, LayoutOptions } from './layout.ts'
import { checkMap, checkRecognised, givesSelectors, isAttributeRead, layoutOfRecords, layoutOfTable } from './layout.ts'
import { LdifParser, ldifRoles } from './ldif.ts'
import { LineTooLong } from './lines.ts'
import { personOf, takeRows } from './take.ts'
import type {
  Column,
  ListBatch,
  ListFormat,
  ListInput,
  ListLayout,
  ListOptions,
  ListRecord,
  Row,
  RowParser,
} from './types.ts'
import { VcardParser, vcardRoles } from './vcard.ts'
import { readWorkbook } from './xlsx.ts'

/** A list that is recognised and not yet read. */
export interface OpenedList {
  readonly layout: ListLayout
  /** to be read once, and to the end, or left through `close` */
  readonly batches: AsyncIterable<ListBatch>
  /** lets go of the file; needed only when `batches` is not read to its end */
  close(): Promise<void>
}

/** Rows that settle the columns; enough to see past a page of blanks. */
const sampleRows = 200
const workbookBatch = 5000

/**
 * Opens a list and recognises it. Throws InputError, naming the file and what to do, for an empty file, a header without
 * rows, binary content, a password-protected or truncated workbook, a directory, an unreadable file, and when no column
 * is recognised or one of `options.map` is not there.
 */
export async function openList(input: ListInput, options: ListOptions = {}): Promise<OpenedList> {
  const source = await openBytes(input)
  try {
    if (source.head.length === 0) throw emptyFile(source.file)
    const encoding = options.encoding ?? detectEncoding(source.head, source.whole)
    if (detectContainer(source.file, source.head, encoding.startsWith('utf-16')) === 'xlsx') {
      return await openWorkbook(source, options)
    }
    return await openText(source, createTextReader(encoding, options.encoding !== undefined), options)
  } catch (error) {
    await source.rest.return(undefined)
    throw error
  }
}

/** Reads a list whose layout is of no interest. Throws as `openList` does. */
export async function* readList(input: ListInput, options: ListOptions = {}): AsyncGenerator<ListBatch> {
  const list = await openList(input, options)
  try {
    yield* list.batches
  } finally {
    await list.close()
  }
}

async function openText(source: ByteSource, reader: TextReader, options: ListOptions): Promise<OpenedList> {
  const { file } = source
  const text = reader.push(source.head) + (source.whole ? reader.end() : '')
  if (source.whole && text.trim() === '') throw emptyFile(file)
  const { format, parser, delimiter, layOut } = chooseParser(file, text, source.whole, options)
  const blocks = readRows(source, reader, parser, text)
  const sample: Row[] = []
  let done = false
  while (sample.length < sampleRows && !done) {
    const next = await blocks.next()
    if (next.done === true) done = true
    else for (const row of next.value) sample.push(row)
  }
  const layout = layOut(sample.slice(0, sampleRows))
  if (!sample.some(layout.isData)) throw noRows(file, sample.length > 0)
  if (format !== 'ldif' && format !== 'vcard') {
    checkMap(file, options.map, layout.columns)
    if (!namesPersons(layout.columns, options)) checkRecognised(file, layout.columns)
  }
  return {
    layout: {
      file,
      format,
      encoding: reader.encoding,
      ...(delimiter === undefined ? undefined : { delimiter }),
      columns: layout.columns,
    },
    batches: takeBlocks(sample, blocks, layout, options),
    close: async () => {
      await source.rest.return(undefined)
    },
  }
}

interface Chosen {
  readonly format: ListFormat
  readonly parser: RowParser
  readonly delimiter?: string
  readonly layOut: (sample: readonly Row[]) => Layout
}

function chooseParser(file: string, text: string, whole: boolean, options: ListOptions): Chosen {
  const format = detectTextFormat(file, text, whole)
  const told: LayoutOptions = { map: options.map, kind: options.kind }
  switch (format) {
    case 'ldif': {
      const parser = new LdifParser((name) => isAttributeRead(name, options.map, ldifRoles))
      return { format, parser, layOut: (sample) => layoutOfRecords(sample, told, ldifRoles) }
    }
    case 'vcard': {
      const parser = new VcardParser((name) => isAttributeRead(name, options.map, vcardRoles))
      return { format, parser, layOut: (sample) => layoutOfRecords(sample, told, vcardRoles) }
    }
    case 'json':
    case 'ndjson': {
      const parser = format === 'json' ? new JsonArrayParser() : new NdjsonParser()
      return { format, parser, layOut: (sample) => layoutOfRecords(sample, told, undefined) }
    }
    case 'delimited': {
      const lines = text.split(/\r\n|\r|\n/, 200)
      // the last line of a head that is not the whole file is cut in two
      const delimiter = detectDelimiter(whole || lines.length === 1 ? lines : lines.slice(0, -1))
      if (delimiter === undefined) {
        const parser = new DelimitedParser(noDelimiter, { comments: true })
        return { format: 'text', parser, layOut: (sample) => layoutOfTable(sample, told, true) }
      }
      const parser = new DelimitedParser(delimiter, { comments: false })
      return { format: 'csv', parser, delimiter, layOut: (sample) => layoutOfTable(sample, told, false) }
    }
  }
}

/** Rows as the pieces of the file give them, from the text of its head on. */
async function* readRows(
  source: ByteSource,
  reader: TextReader,
  parser: RowParser,
  headText: string,
): AsyncGenerator<Row[]> {
  try {
    yield parser.push(headText)
    for await (const piece of source.rest) yield parser.push(reader.push(piece))
    if (!source.whole) yield parser.push(reader.end())
    yield parser.end()
  } catch (error) {
    if (!(error instanceof LineTooLong)) throw error
    throw new InputError(`${source.file} has a line of more than 16 million characters`, {
      mend: 'It is no list; export it again, one record per line.',
    })
  }
}

async function* takeBlocks(
  sample: readonly Row[],
  rest: AsyncGenerator<Row[]>,
  layout: Layout,
  options: ListOptions,
): AsyncGenerator<ListBatch> {
  yield takeBatch(sample.filter(layout.isData), layout, options)
  for await (const rows of rest) {
    if (rows.length > 0) yield takeBatch(rows, layout, options)
  }
}

function takeBatch(rows: readonly Row[], layout: Layout, options: ListOptions, sheet?: string): ListBatch {
  const batch = takeRows(rows, layout.columnsOf, { kind: options.kind, sheet })
  return options.records === true ? { ...batch, records: rows.flatMap((row) => recordOf(row, layout, sheet)) } : batch
}

function recordOf(row: Row, layout: Layout, sheet: string | undefined): ListRecord[] {
  if (row.malformed !== undefined) return []
  const names = row.names ?? layout.columns.map(({ name }) => name)
  const person = personOf(row, layout.columnsOf(row))
  return [
    {
      line: row.line,
      ...(sheet === undefined ? {} : { sheet }),
      cells: new Map(row.cells.flatMap((cell, i) => (names[i] === undefined ? [] : [[names[i], cell] as const]))),
      ...(person === undefined ? {} : { person }),
    },
  ]
}

/** Rows that are only joined by who they are about need hold no address. */
function namesPersons(columns: readonly Column[], options: ListOptions): boolean {
  return options.records === true && columns.some(({ role }) => role === 'person')
}

async function openWorkbook(source: ByteSource, options: ListOptions): Promise<OpenedList> {
  const { file } = source
  const sheets = await readWorkbook(file, await readAll(source), options.sheet)
  const laidOut = sheets.map((sheet) => {
    const told = { map: options.map, kind: options.kind, sheet: sheet.name }
    return { sheet, layout: layoutOfTable(sheet.rows.slice(0, sampleRows), told, false) }
  })
  const columns: Column[] = laidOut.flatMap(({ layout }) => layout.columns)
  if (columns.length === 0) throw emptyFile(file)
  checkMap(file, options.map, columns)
  // a sheet of notes beside the list is no fault; its columns are shown as ignored
  const read = laidOut.filter(
    ({ layout }) => layout.columns.some(givesSelectors) || namesPersons(layout.columns, options),
  )
  if (!laidOut.some(({ sheet, layout }) => sheet.rows.some(layout.isData))) throw noRows(file, true)
  if (!namesPersons(columns, options)) checkRecognised(file, columns)
  if (!read.some(({ sheet, layout }) => sheet.rows.some(layout.isData))) throw noRows(file, true)

  async function* batches(): AsyncGenerator<ListBatch> {
    for (const { sheet, layout } of read) {
      const rows = sheet.rows.filter(layout.isData)
      for (let at = 0; at < rows.length; at += workbookBatch) {
        yield takeBatch(rows.slice(at, at + workbookBatch), layout, options, sheet.name)
      }
    }
  }

  return { layout: { file, format: 'xlsx', columns }, batches: batches(), close: async () => {} }
}

function emptyFile(file: string): InputError {
  return new InputError(`${file} is empty`, { mend: 'Export the list again, and check that it holds rows.' })
}

function noRows(file: string, hasHeader: boolean): InputError {
  return hasHeader
    ? new InputError(`${file} has a header and no row`, { mend: 'Export the list again, with its rows.' })
    : emptyFile(file)
}
