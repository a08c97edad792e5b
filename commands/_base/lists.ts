/** What the commands about lists share. */
import path from 'node:path'
import { Flags } from '@oclif/core'
import { type Configuration, findPopulation, nearest } from '../../src/config/index.ts'
import {
  ConfigError,
  cityPopulation,
  InputError,
  type Population,
  readSelector,
  type Selector,
} from '../../src/domain/index.ts'
import { type FileImport, type ListOptions, listEncodings, parseMap, type Reject } from '../../src/lists/index.ts'
import { type Catalogue, formatNumber, type Locale } from '../../src/messages/index.ts'
import type { IncidentStrangers } from '../../src/report/index.ts'
import type { Table } from './table.ts'

export const listFlags = {
  map: Flags.string({ summary: 'what columns hold', helpValue: '"Courriel=email,Matricule=person"' }),
  kind: Flags.option({
    options: ['email', 'phone', 'domain'] as const,
    summary: 'what the values are, where the file does not tell',
  })(),
  encoding: Flags.option({ options: listEncodings, summary: 'of the text, where detection cannot tell' })(),
  sheet: Flags.string({ summary: 'the only sheet of a workbook to read', helpValue: 'NAME' }),
}

export const listFlagsInFrench = {
  map: 'ce que contiennent les colonnes',
  kind: 'nature des valeurs, quand le fichier ne le dit pas',
  encoding: 'encodage du texte, quand il ne se devine pas',
  sheet: 'la seule feuille du classeur à lire',
} as const

export function listOptions(flags: {
  readonly map?: string | undefined
  readonly kind?: ListOptions['kind'] | undefined
  readonly encoding?: ListOptions['encoding'] | undefined
  readonly sheet?: string | undefined
}): ListOptions {
  return {
    ...(flags.map === undefined ? {} : { map: parseMap(flags.map) }),
    ...(flags.kind === undefined ? {} : { kind: flags.kind }),
    ...(flags.encoding === undefined ? {} : { encoding: flags.encoding }),
    ...(flags.sheet === undefined ? {} : { sheet: flags.sheet }),
  }
}

/** @throws InputError for a population that the configuration does not have; ConfigError while it has no legal basis */
export function requirePopulation(configuration: Configuration, name: string, { lists }: Catalogue): Population {
  const population = findPopulation(configuration, name)
  if (population === undefined) {
    const known = configuration.populations.map((one) => one.name)
    const meant = nearest(name, known)
    throw new InputError(lists.noPopulation(name), {
      mend: meant === undefined ? lists.noPopulationMend(known.join(', ')) : lists.didYouMean(meant),
    })
  }
  if (population.legalBasis === '') {
    const file = path.relative(process.cwd(), configuration.file) || configuration.file
    throw new ConfigError(lists.noBasis(name), { mend: lists.noBasisMend(file, name) })
  }
  return population
}

/** For what only reads: the city itself, whose names the configuration holds, counts too. @throws as `requirePopulation` */
export function requireKnownPopulation(configuration: Configuration, name: string, messages: Catalogue): void {
  if (name !== cityPopulation) requirePopulation(configuration, name, messages)
}

/** @throws InputError, without the value */
export function requireSelector(text: string, { lists }: Catalogue): Selector {
  const read = readSelector(text)
  if (read.ok) return read.selector
  throw new InputError(lists.notASelector(reasonOf(read.reason, lists)), { mend: lists.notASelectorMend })
}

export function reasonOf(reason: Reject['reason'], { reasons }: Catalogue['lists']): string {
  return reasons[reason]
}

/** That domain calls told of addresses which no list holds; `undefined` when they told of none. */
export function strangersLine(
  strangers: readonly IncidentStrangers[],
  { lists }: Catalogue,
  locale: Locale,
): string | undefined {
  const [most] = strangers
  if (most === undefined) return undefined
  return lists.strangers(formatNumber(most.count, locale), most.title, formatNumber(strangers.length, locale))
}

/** The table of what each file gave. */
export function filesTable(files: readonly FileImport[], lists: Catalogue['lists'], locale: Locale): Table {
  const { head } = lists
  const number = (value: number) => formatNumber(value, locale)
  return {
    head: [head.file, head.rows, head.values, head.taken, head.duplicates, head.objected, head.rejected],
    rows: files.map((file) => [
      path.basename(file.file),
      ...[file.rows, file.values, file.taken, file.duplicates, file.objected, file.rejected].map(number),
    ]),
    right: [1, 2, 3, 4, 5, 6],
  }
}

/** The table of what was recognised, column by column. */
export function columnsTable({ layout }: FileImport, { head, roles, foundBy }: Catalogue['lists']): Table {
  return {
    head: [head.column, head.role, head.foundBy],
    rows: layout.columns.map((column) => [
      column.sheet === undefined ? column.name : `${column.sheet}: ${column.name}`,
      roles[column.role],
      column.foundBy === undefined ? '' : foundBy[column.foundBy],
    ]),
  }
}

/** The table of rejects by reason, with what to do. */
export function reasonsTable(files: readonly FileImport[], lists: Catalogue['lists'], locale: Locale): Table {
  const counts = new Map<Reject['reason'], number>()
  for (const file of files) {
    for (const [reason, count] of Object.entries(file.rejectsByReason)) {
      const known = reason as Reject['reason']
      counts.set(known, (counts.get(known) ?? 0) + count)
    }
  }
  return {
    head: [lists.head.count, lists.head.reason, lists.head.mend],
    rows: [...counts].map(([reason, count]) => [
      formatNumber(count, locale),
      lists.reasons[reason],
      lists.mends[reason],
    ]),
    right: [0],
  }
}
