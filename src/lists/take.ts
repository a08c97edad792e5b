/** From rows to values: each one taken in its canonical form, or rejected with a reason. */
import type { ListedKind } from '../domain/index.ts'
import { canonicalize, readSelector } from '../domain/index.ts'
import { splitCell } from './cells.ts'
import type { ColumnRole, ListBatch, Reject, RejectReason, Row, Taken } from './types.ts'

/** A column that is read, by its place in the row. */
export interface ReadColumn {
  readonly name: string
  readonly role: Exclude<ColumnRole, 'ignored'>
}

type ValueColumn = ReadColumn & { readonly role: Exclude<ReadColumn['role'], 'person'> }

/** Which columns of a row are read: by position, or by the names that the row carries. */
export type ColumnsOf = (row: Row) => readonly (ReadColumn | undefined)[]

/** What U+FFFD and the unused places of Windows-1252 have in common: the bytes were something else. */
const undecodable = /[\ufffd\u0080-\u009f]/
/** A reject's value helps to find the line again; a whole unreadable record is not needed for that. */
const maxRejectLength = 1000

/** Takes what the rows hold. `kind` settles mixed columns. */
export function takeRows(
  rows: readonly Row[],
  columnsOf: ColumnsOf,
  options: { sheet?: string | undefined; kind?: ListedKind | undefined },
): ListBatch {
  const taken: Taken[] = []
  const rejects: Reject[] = []
  let values = 0
  const where = options.sheet === undefined ? undefined : { sheet: options.sheet }

  function reject(line: number, reason: RejectReason, value: string, column?: string): void {
    const shown = value.length > maxRejectLength ? value.slice(0, maxRejectLength) : value
    rejects.push({ line, ...where, ...(column === undefined ? undefined : { column }), reason, value: shown })
  }

  function takeCell(row: Row, cell: string, column: ValueColumn, person: string | undefined): void {
    const kind = column.role === 'any' ? options.kind : column.role
    const pieces = splitCell(cell, kind)
    values += Math.max(pieces.length, 1)
    if (pieces.length === 0) reject(row.line, 'empty', cell, column.name)
    for (const value of pieces) {
      if (undecodable.test(value) || (person !== undefined && undecodable.test(person))) {
        reject(row.line, 'undecodable', value, column.name)
        continue
      }
      if (kind === undefined) {
        const read = readSelector(value)
        if (read.ok) taken.push(asTaken(read.selector.kind, read.selector.canonical, row.line, person, options.sheet))
        else reject(row.line, read.reason, value, column.name)
        continue
      }
      const form = canonicalize(kind, value)
      if (form.ok) taken.push(asTaken(kind, form.canonical, row.line, person, options.sheet))
      else reject(row.line, form.reason, value, column.name)
    }
  }

  for (const row of rows) {
    if (row.malformed !== undefined) {
      values++
      reject(row.line, 'malformed-row', row.malformed)
      continue
    }
    const columns = columnsOf(row)
    const before = values
    const person = personOf(row, columns)
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i]
      const cell = row.cells[i]
      if (column === undefined || !holdsValues(column) || cell === undefined || cell.trim() === '') continue
      takeCell(row, cell, column, person)
    }
    if (values > before) continue
    values++
    reject(row.line, 'empty', '')
  }
  return { taken, rejects, rows: rows.length, values }
}

function holdsValues(column: ReadColumn): column is ValueColumn {
  return column.role !== 'person'
}

/** Built whole in each case: objects of one shape are half the cost of spread ones, a million times over. */
function asTaken(
  kind: ListedKind,
  canonical: string,
  line: number,
  person: string | undefined,
  sheet: string | undefined,
): Taken {
  if (person === undefined) return sheet === undefined ? { kind, canonical, line } : { kind, canonical, line, sheet }
  return sheet === undefined ? { kind, canonical, person, line } : { kind, canonical, person, line, sheet }
}

/** The clear value of the person column, trimmed. */
export function personOf(row: Row, columns: readonly (ReadColumn | undefined)[]): string | undefined {
  for (let i = 0; i < columns.length; i++) {
    if (columns[i]?.role !== 'person') continue
    const person = row.cells[i]?.trim()
    if (person !== undefined && person !== '') return person
  }
  return undefined
}
