import type { RejectReason as CanonicalReason, ListedKind } from '../domain/index.ts'

/** What a column holds. `any` means mixed values, each judged by its own shape; `ignored` is listed and never read. */
export const columnRoles = ['email', 'phone', 'domain', 'any', 'person', 'ignored'] as const
export type ColumnRole = (typeof columnRoles)[number]

export type ListFormat = 'csv' | 'text' | 'xlsx' | 'ldif' | 'vcard' | 'json' | 'ndjson'

export const listEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh'] as const
export type ListEncoding = (typeof listEncodings)[number]

/** Why a value was not taken. The canonical forms' own reasons, and those that only a file can have. */
export type RejectReason = CanonicalReason | 'empty' | 'undecodable' | 'malformed-row'

export interface ListInput {
  /** path as the person typed it, or `-` for standard input */
  readonly file: string
  /** the bytes; needed for `-`, replaces the file otherwise */
  readonly stream?: AsyncIterable<Uint8Array>
}

export interface ListOptions {
  /** column name (any spelling; or its number, `2`) → role; wins over detection */
  readonly map?: ReadonlyMap<string, ColumnRole>
  /** kind of the values where neither header nor content settles it */
  readonly kind?: ListedKind
  /** settles the decoding; nothing is guessed then */
  readonly encoding?: ListEncoding
  /** the only sheet of a workbook to read, hidden or not; all visible sheets otherwise */
  readonly sheet?: string
  /** hand on the rows themselves too, for who joins them with something; a column that says who is meant is then enough */
  readonly records?: boolean
}

export interface Column {
  /** header as written, attribute or path (`contact.email`); the column's number from 1 where there is no header */
  readonly name: string
  readonly role: ColumnRole
  /** what decided on the role; absent when nothing recognised the column */
  readonly foundBy?: 'map' | 'header' | 'content' | 'kind' | 'format'
  readonly sheet?: string
}

/** What was recognised before any value is taken: what `--dry-run` shows. */
export interface ListLayout {
  readonly file: string
  readonly format: ListFormat
  /** absent for a workbook, whose text is always UTF-8 */
  readonly encoding?: ListEncoding
  /** only for `csv` */
  readonly delimiter?: string
  readonly columns: readonly Column[]
}

export interface Taken {
  readonly kind: ListedKind
  readonly canonical: string
  /** clear value of the person column, trimmed; to be digested at once */
  readonly person?: string
  /** line of the file (row of the sheet), from 1, where the record starts */
  readonly line: number
  readonly sheet?: string
}

export interface Reject {
  readonly line: number
  readonly sheet?: string
  readonly column?: string
  readonly reason: RejectReason
  /** clear, at most 1,000 characters; the caller masks it. `''` when the whole row gave nothing */
  readonly value: string
}

/**
 * Some rows' worth of values, in the order of the file. Each value is taken or rejected, never both, never neither:
 * `values`, counted before they are judged, is `taken.length + rejects.length`. A cell of several values counts as many; a row that gives none counts as
 * one, rejected as `empty`; a row that cannot be read counts as one, rejected as `malformed-row`. Whether a taken
 * value is a duplicate is for the caller to say.
 */
export interface ListBatch {
  readonly taken: readonly Taken[]
  readonly rejects: readonly Reject[]
  readonly rows: number
  readonly values: number
  /** with `ListOptions.records`: the rows that could be read */
  readonly records?: readonly ListRecord[]
}

/** A row as it stands in the file, cells by the name of their column. */
export interface ListRecord {
  readonly line: number
  readonly sheet?: string
  readonly cells: ReadonlyMap<string, string>
  /** clear value of the person column, trimmed */
  readonly person?: string
}

/** One record as its format gives it, before roles. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
  /** names of the cells where each record carries its own (LDIF, vCard, JSON); otherwise cells go by position */
  readonly names?: readonly string[]
  /** text of a record that could not be read; `cells` is empty then */
  readonly malformed?: string
}

/** Turns decoded text, given in pieces of any size, into rows. */
export interface RowParser {
  push(text: string): Row[]
  end(): Row[]
}
