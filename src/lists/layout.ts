/** Which columns are read, and as what: the map first, then the header, then the content. */
import type { ListedKind } from '../domain/index.ts'
import { InputError, maskValue } from '../domain/index.ts'
import { looksLikeDomain, looksLikeSelector, roleOfContent } from './content.ts'
import { plainWords, roleOfHeader } from './headers.ts'
import { nearest } from './map.ts'
import type { ColumnsOf, ReadColumn } from './take.ts'
import type { Column, ColumnRole, Row } from './types.ts'

export interface Layout {
  readonly columns: readonly Column[]
  readonly columnsOf: ColumnsOf
  /** true for a row that is data; a header and the titles above it are not */
  readonly isData: (row: Row) => boolean
}

export interface LayoutOptions {
  readonly map: ReadonlyMap<string, ColumnRole> | undefined
  readonly kind: ListedKind | undefined
  readonly sheet?: string
}

/** A header is looked for among the first rows: titles and dates of export often stand above it. */
const headerRows = 10

/** Layout of rows whose cells go by position. `oneColumn`: plain text, a value per line. */
export function layoutOfTable(sample: readonly Row[], options: LayoutOptions, oneColumn: boolean): Layout {
  const width = sample.reduce((widest, row) => Math.max(widest, row.cells.length), 0)
  const header = findHeader(sample, width, options.map) ?? (oneColumn ? undefined : findUnknownHeader(sample, width))
  const names = header === undefined ? [] : sample[header]!.cells
  const data = header === undefined ? sample : sample.slice(header + 1)
  const lastHeaderLine = header === undefined ? 0 : sample[header]!.line
  const found = Array.from({ length: Math.max(width, names.length) }, (_, i): Found => {
    const name = names[i]?.trim() ?? ''
    return {
      name: name === '' ? String(i + 1) : name,
      values: () => data.map((row) => row.cells[i] ?? ''),
      ...roleByName(name, String(i + 1), options.map),
    }
  })
  const columns = settle(found, options, oneColumn)
  const read = columns.map(asRead)
  return {
    columns,
    columnsOf: () => read,
    isData: (row) => row.line > lastHeaderLine,
  }
}

/**
 * Layout of records that name their own cells. `known` gives the roles of a format's attributes; otherwise names are
 * read as headers. A name first met later in the file is judged by the same rules.
 */
export function layoutOfRecords(
  sample: readonly Row[],
  options: LayoutOptions,
  known: ReadonlyMap<string, ColumnRole> | undefined,
): Layout {
  const values = new Map<string, string[]>()
  for (const row of sample) {
    row.names?.forEach((name, i) => {
      const held = values.get(name)
      if (held === undefined) values.set(name, [row.cells[i]!])
      else held.push(row.cells[i]!)
    })
  }
  const found = [...values].map(([name, held]): Found => {
    return { name, values: () => held, ...roleOfAttribute(name, options.map, known) }
  })
  // a directory's attributes are known beforehand: what its records lack is no fault of the file's layout
  const columns = known === undefined ? settle(found, options, values.size === 1) : found.map(asColumn)
  const read = new Map(columns.map((column) => [column.name, asRead(column)]))
  function columnOf(name: string): ReadColumn | undefined {
    if (!read.has(name)) read.set(name, asRead({ name, role: 'ignored', ...roleOfAttribute(name, options.map, known) }))
    return read.get(name)
  }
  return { columns, columnsOf: (row) => row.names?.map(columnOf) ?? [], isData: () => true }
}

/** Whether an attribute of a directory or card is read. */
export function isAttributeRead(
  name: string,
  map: ReadonlyMap<string, ColumnRole> | undefined,
  known: ReadonlyMap<string, ColumnRole>,
): boolean {
  const role = roleOfAttribute(name, map, known)?.role
  return role !== undefined && role !== 'ignored'
}

/** Throws InputError when a column of the map is nowhere in the file. */
export function checkMap(file: string, map: ReadonlyMap<string, ColumnRole> | undefined, columns: readonly Column[]) {
  for (const name of map?.keys() ?? []) {
    const names = columns.map((column) => column.name)
    if (names.some((other) => sameName(name, other)) || isNumberWithin(name, columns.length)) continue
    const meant = nearest(name, names)
    throw new InputError(`${file} has no column "${name}"`, {
      mend: `${meant === undefined ? '' : `Did you mean "${meant}"? `}Its columns are: ${listed(names)}.`,
    })
  }
}

/** Throws InputError when no column gives a selector. */
export function checkRecognised(file: string, columns: readonly Column[]): void {
  if (columns.some(givesSelectors)) return
  const names = columns.map((column) => column.name)
  throw new InputError(`no column of ${file} is recognised as e-mail, phone or domain`, {
    mend: `Say which it is, for example --map "${listed(names.slice(0, 1)) || '1'}=email". Its columns are: ${listed(names)}.`,
  })
}

interface Found {
  readonly name: string
  readonly values: () => readonly string[]
  readonly role?: ColumnRole
  readonly foundBy?: Column['foundBy']
}

function roleByName(
  name: string,
  number: string,
  map: ReadonlyMap<string, ColumnRole> | undefined,
): Pick<Column, 'role' | 'foundBy'> | undefined {
  const mapped = mappedRole(name, map) ?? map?.get(number)
  if (mapped !== undefined) return { role: mapped, foundBy: 'map' }
  const role = roleOfHeader(name)
  return role === undefined ? undefined : { role, foundBy: 'header' }
}

function roleOfAttribute(
  name: string,
  map: ReadonlyMap<string, ColumnRole> | undefined,
  known: ReadonlyMap<string, ColumnRole> | undefined,
): Pick<Column, 'role' | 'foundBy'> | undefined {
  const mapped = mappedRole(name, map)
  if (mapped !== undefined) return { role: mapped, foundBy: 'map' }
  const role = known === undefined ? roleOfPath(name) : known.get(name.toLowerCase())
  return role === undefined ? undefined : { role, foundBy: known === undefined ? 'header' : 'format' }
}

/** `contact.email` is an e-mail address, `emails.value` too, `emails.type` is not. */
function roleOfPath(path: string): ColumnRole | undefined {
  const [last, parent] = path.split('.').reverse() as [string, string?]
  if (parent === undefined) return roleOfHeader(last)
  return /^(?:value|valeur|address|adresse|number|numero|numéro)$/i.test(last)
    ? roleOfHeader(parent)
    : roleOfHeader(last)
}

function mappedRole(name: string, map: ReadonlyMap<string, ColumnRole> | undefined): ColumnRole | undefined {
  if (map === undefined || name === '') return undefined
  for (const [key, role] of map) {
    if (sameName(key, name)) return role
  }
  return undefined
}

function sameName(a: string, b: string): boolean {
  return a === b || (plainWords(a) !== '' && plainWords(a) === plainWords(b))
}

function isNumberWithin(name: string, count: number): boolean {
  return /^\d+$/.test(name) && Number(name) >= 1 && Number(name) <= count
}

/** Content speaks where names do not: for an identifier that is an address, and where no name gave a selector. */
function settle(found: readonly Found[], options: LayoutOptions, oneColumn: boolean): Column[] {
  const byName = found.map((column): Found => {
    if (column.role !== 'person' || column.foundBy !== 'header') return column
    return roleOfContent(column.values()) === 'email' ? { ...column, role: 'email', foundBy: 'content' } : column
  })
  const inSheet = (column: Found) => ({
    ...asColumn(column),
    ...(options.sheet === undefined ? undefined : { sheet: options.sheet }),
  })
  if (byName.some((column) => column.role !== undefined && givesSelectors(asColumn(column)))) return byName.map(inSheet)
  const open = byName.filter((column) => column.role === undefined)
  return byName
    .map((column): Found => {
      if (column.role !== undefined) return column
      if (options.kind !== undefined && open.length === 1) return { ...column, role: options.kind, foundBy: 'kind' }
      if (oneColumn) return { ...column, role: 'any', foundBy: 'content' }
      const role = roleOfContent(column.values())
      return role === undefined ? column : { ...column, role, foundBy: 'content' }
    })
    .map(inSheet)
}

function asColumn(column: Found): Column {
  const by = column.foundBy === undefined ? undefined : { foundBy: column.foundBy }
  return { name: column.name, role: column.role ?? 'ignored', ...by }
}

function asRead(column: Column): ReadColumn | undefined {
  return column.role === 'ignored' ? undefined : { name: column.name, role: column.role }
}

export function givesSelectors(column: Column): boolean {
  return column.role !== 'ignored' && column.role !== 'person'
}

/** Index of the header: the first row with a name that is known, before any row that holds a selector. */
function findHeader(
  rows: readonly Row[],
  width: number,
  map: ReadonlyMap<string, ColumnRole> | undefined,
): number | undefined {
  for (const [i, row] of rows.slice(0, headerRows).entries()) {
    const cells = row.cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
    if (cells.some((cell) => mappedRole(cell, map) !== undefined && !/^\d+$/.test(cell))) return i
    if (cells.some(looksLikeSelector)) return undefined
    // a single cell in a table of several columns is a title: `Liste des courriels du service`
    if (width > 1 && cells.length < 2) continue
    if (cells.some((cell) => roleOfHeader(cell) !== undefined && !isDomainName(cell))) return i
  }
  return undefined
}

/** `mairie-web.fr` is a domain although `web` is a column's name; `Tel.portable` is a column. */
function isDomainName(cell: string): boolean {
  return looksLikeDomain(cell) && roleOfHeader(cell.split('.').at(-1)!) === undefined
}

/** A first row that has a word in each column, where the rows below have selectors in one of them. */
function findUnknownHeader(rows: readonly Row[], width: number): number | undefined {
  const [first, ...others] = rows
  if (first === undefined || others.length === 0 || first.cells.length < width) return undefined
  const said = first.cells.every((cell) => /\p{L}/u.test(cell) && !looksLikeSelector(cell) && !isDomainName(cell))
  if (!said) return undefined
  const below = first.cells.some((_, i) => roleOfContent(others.map((row) => row.cells[i] ?? '')) !== undefined)
  return below ? 0 : undefined
}

/** Names of columns for an error; where a row of people was taken for a header, none of them is repeated. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => {
    if (looksLikeSelector(name)) return maskValue(name)
    return name.length > 40 ? `${name.slice(0, 40)}…` : name
  })
  return names.length > 20 ? `${shown.join(', ')}, …` : shown.join(', ')
}
