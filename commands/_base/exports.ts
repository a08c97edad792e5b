/** The files of `export csv`, `scan --csv` and `demo`: whole or not there, and never one without its coverage. */
import path from 'node:path'
import { InputError, ReportError } from '../../src/domain/index.ts'
import type { Catalogue, Locale } from '../../src/messages/index.ts'
import { formatNumber } from '../../src/messages/index.ts'
import { systemClock } from '../../src/net/index.ts'
import {
  cellColumns,
  cellCsvRow,
  coverageColumns,
  coverageCsvRow,
  exposureColumns,
  exposuresCsv,
  openAtomic,
  PersonsTable,
  personColumns,
  watchedColumns,
  watchedCsvRow,
  writeCsv,
} from '../../src/report/index.ts'
import { type CoverageRow, coverageCells, coverageRows } from '../../src/scan/index.ts'
import type { ExposureFilter } from '../../src/store/index.ts'
import { scanSources, shownPath, type Workspace } from '../../src/workspace.ts'
import { collectOldOften, frugally } from './frugal.ts'

export interface ExportOptions {
  readonly directory: string
  readonly filter: ExposureFilter
  /** everybody's selectors in clear; otherwise those of populations that the configuration reveals */
  readonly revealAll: boolean
  readonly excel: boolean
  /** `coverage-cells.csv` too, a row for each selector and question */
  readonly cells: boolean
  readonly signal?: AbortSignal | undefined
}

export interface WrittenFile {
  readonly file: string
  readonly rows: number
  readonly revealed: boolean
}

export interface InClear {
  /** whether a selector of these populations, all that it is in, is written in clear */
  readonly reveals: (populations: readonly string[]) => boolean
  /** some may be */
  readonly revealed: boolean
}

/**
 * The one rule of what leaves in clear: everybody where that was asked for, else the selectors of which each population has
 * `reveal: true`. One that no population holds any more has nobody's leave.
 */
export function whoIsInClear({ populations }: Workspace, revealAll: boolean): InClear {
  const inClear = new Set(populations.filter((one) => one.reveal).map((one) => one.name))
  return {
    reveals: (names) => revealAll || (names.length > 0 && names.every((name) => inClear.has(name))),
    revealed: revealAll || inClear.size > 0,
  }
}

/**
 * Makes the folder and tries it: what writes there after hours of asking should not fail for its name.
 * @throws InputError
 */
export async function requireWritable(directory: string): Promise<void> {
  try {
    await using file = await openAtomic(path.join(directory, 'coverage.csv'))
    await file.discard()
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    throw new InputError(error.message, { ...(error.mend === undefined ? {} : { mend: error.mend }), cause: error })
  }
}

/** @throws ReportError when the folder cannot be written; the former files stay whole */
export async function writeExports(workspace: Workspace, options: ExportOptions): Promise<WrittenFile[]> {
  const { store } = workspace
  const { directory, ...csv } = options
  const { revealed } = whoIsInClear(workspace, options.revealAll)
  collectOldOften()
  const written = await writePeople(workspace, options)

  const coverage = path.join(directory, 'coverage.csv')
  const lines = await readCoverage(workspace)
  const count = await writeCsv(coverage, coverageColumns, once(lines.map(coverageCsvRow)), csv)
  written.push({ file: coverage, rows: count, revealed: false })

  const watched = path.join(directory, 'watched.csv')
  const intervals = (await store.watch.intervals()).map(watchedCsvRow)
  written.push({ file: watched, rows: await writeCsv(watched, watchedColumns, once(intervals), csv), revealed: false })

  if (options.cells) {
    const cells = path.join(directory, 'coverage-cells.csv')
    written.push({ file: cells, rows: await writeCsv(cells, cellColumns, cellRows(workspace), csv), revealed: false })
  }
  await workspace.audit('export.csv', {
    files: written.map(({ file }) => path.basename(file)),
    rows: written.map((one) => String(one.rows)),
    revealed,
  })
  return written
}

/** What is counted of a million persons is gone again when they are written: it would stand beside the coverage of all. */
async function writePeople(
  workspace: Workspace,
  { directory, filter, revealAll, ...csv }: ExportOptions,
): Promise<WrittenFile[]> {
  const { reveals, revealed } = whoIsInClear(workspace, revealAll)
  const exposures = path.join(directory, 'exposures.csv')
  const persons = path.join(directory, 'persons.csv')
  const table = new PersonsTable()
  const options = { now: workspace.now(), filter, reveals, excel: csv.excel, persons: table }
  const blocks = frugally(exposuresCsv(workspace.store, options))
  const rows = await writeCsv(exposures, exposureColumns, blocks, csv)
  const counted = await writeCsv(persons, personColumns, table.rows(), csv)
  return [
    { file: exposures, rows, revealed },
    { file: persons, rows: counted, revealed: false },
  ]
}

/** The coverage ledger as it stands, without a scan. */
export async function readCoverage(workspace: Workspace): Promise<readonly CoverageRow[]> {
  return coverageRows(await ledger(workspace))
}

async function ledger({ store, sources, populations }: Workspace) {
  return { store, sources: scanSources(await sources()), populations, clock: systemClock }
}

export function describeFiles(files: readonly WrittenFile[], { report }: Catalogue, locale: Locale): string[] {
  return files.map(({ file, rows, revealed }) => {
    const line = `  ${report.written(shownPath(file), formatNumber(rows, locale), rows)}`
    return revealed ? `${line}, ${report.revealedMark}` : line
  })
}

async function* cellRows(workspace: Workspace) {
  for await (const cells of coverageCells(await ledger(workspace))) yield cells.map(cellCsvRow)
}

async function* once<T>(rows: readonly T[]) {
  yield rows
}
