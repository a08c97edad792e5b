/** The city's own file of persons: which of its columns is what, and its rows joined with whom the city has to write to. */
import { InputError } from '../../domain/index.ts'
import type { Catalogue } from '../../messages/index.ts'
import type { Store } from '../../store/index.ts'
import { plainLine } from '../cells.ts'
import type { ReportScope } from '../model/index.ts'
import { type DirectoryField, directoryFields, fieldColumns, plainHeader } from './merge-csv.ts'
import { concernedPeople, DirectoryJoin, type DirectoryRow, type PeopleOptions, type Recipient } from './people.ts'

/** Columns by which a row is joined; the others are copied into the letter. */
export const joinFields = ['email', 'phone', 'person'] as const
export type JoinField = (typeof joinFields)[number]

/** What a person says of the columns: header → what rows are joined by, and field of the letter → header. */
export interface DirectoryMap {
  readonly roles: ReadonlyMap<string, JoinField>
  readonly fields: ReadonlyMap<DirectoryField, string>
}

/** A list that is open, as `src/lists` gives it with its records. */
export interface Directory {
  /** as the file is to be called in a message */
  readonly name: string
  readonly headers: readonly string[]
  readonly batches: AsyncIterable<DirectoryBatch>
}

export interface DirectoryBatch {
  readonly records?: readonly (Omit<DirectoryRow, 'selectors'> & Place)[]
  readonly taken: readonly (DirectoryRow['selectors'][number] & Place)[]
}

interface Place {
  readonly line: number
  readonly sheet?: string
}

type Words = Catalogue['documents']['commands']

/** `nom=Nom marital`, … @throws InputError for what is no field, or names no column */
export function readDirectoryMap(written: readonly string[], words: Words): DirectoryMap {
  const roles = new Map<string, JoinField>()
  const fields = new Map<DirectoryField, string>()
  for (const text of written) {
    const cut = text.indexOf('=')
    const field = text.slice(0, Math.max(cut, 0)).trim()
    const column = text.slice(cut + 1).trim()
    const copied = directoryFields.find((one) => one === field)
    const joined = joinFields.find((one) => one === field)
    if (column === '' || (copied === undefined && joined === undefined)) {
      const known = [...joinFields, ...directoryFields].join(', ')
      throw new InputError(words.badMap(plainLine(text)), { mend: words.badMapMend(known) })
    }
    if (joined !== undefined) roles.set(column, joined)
    if (copied !== undefined) fields.set(copied, column)
  }
  return { roles, fields }
}

export interface DirectoryJoined {
  /** one for each scope, in their order */
  readonly joined: readonly {
    /** each once, in the order of the file */
    readonly recipients: readonly Recipient[]
    /** exposed persons, and selectors that are nobody's in particular, of whom the file holds nothing */
    readonly unmatched: number
  }[]
  readonly columns: ReadonlyMap<DirectoryField, string>
}

/**
 * In memory, row by row; nothing of the file is kept but the rows of those who are concerned. The file is read once, however
 * many scopes there are: one for each incident that letters are written about.
 *
 * @throws InputError for a column that is not in the file, or an incident that is not there
 */
export async function joinDirectory(
  store: Store,
  directory: Directory,
  {
    fields,
    words,
    signal,
    scopes,
    ...people
  }: Omit<PeopleOptions, 'scope'> &
    Pick<DirectoryMap, 'fields'> & {
      readonly scopes: readonly ReportScope[]
      readonly words: Words
      readonly signal?: AbortSignal | undefined
    },
): Promise<DirectoryJoined> {
  const columns = fieldColumns(directory.headers, asWritten(directory, fields, words))
  const joins: DirectoryJoin[] = []
  for (const scope of scopes) {
    joins.push(new DirectoryJoin(store, await concernedPeople(store, { ...people, scope })))
  }
  for await (const { records = [], taken } of directory.batches) {
    const byRow = Map.groupBy(taken, placeOf)
    for (const record of records) {
      signal?.throwIfAborted()
      const { cells, person } = record
      const row = { cells, person, selectors: byRow.get(placeOf(record)) ?? [] }
      for (const join of joins) await join.meet(row)
    }
  }
  return { joined: joins.map(({ recipients, unmatched }) => ({ recipients, unmatched })), columns }
}

function placeOf({ line, sheet = '' }: Place): string {
  return `${sheet} ${line}`
}

/** Each field's header as it stands in the file, whatever its case and accents. */
function asWritten(
  { name, headers }: Directory,
  fields: DirectoryMap['fields'],
  words: Words,
): ReadonlyMap<DirectoryField, string> {
  const found = [...fields].map(([field, written]) => {
    const header = headers.find((one) => plainHeader(one) === plainHeader(written))
    if (header !== undefined) return [field, header] as const
    throw new InputError(words.noColumn(plainLine(written), name), {
      mend: words.noColumnMend(headers.map(plainLine).join(', ')),
    })
  })
  return new Map(found)
}
