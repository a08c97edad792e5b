/** `exposures.csv`: one row for each exposure. The header is a public promise (`docs/formats/exposures-csv.md`). */
import type { SourcedEvidence } from '../assess/index.ts'
import { maskSelector } from '../domain/index.ts'
import type { Store, WatchedSelector } from '../store/index.ts'
import { utf8Bytes } from './atomic.ts'
import { csvCells, delimiterOf } from './csv.ts'
import { isRevealed, type LineOptions, resaleWord } from './exposure-lines.ts'
import { instant, type JudgedExposure, judgedExposures, type Reading } from './judged-exposures.ts'
import type { PersonsTable } from './persons-csv.ts'
import { type TextBlock, textBlocks } from './text-blocks.ts'

/** grows when a column changes its meaning; new columns come at the end and do not count */
const exposuresSchema = 1

export const exposureColumns = [
  'schema',
  'ref',
  'exposure',
  'person',
  'population',
  'kind',
  'selector',
  'incident',
  'incident_date',
  'sources',
  'data_classes',
  'resale',
  'resale_confidence',
  'resale_evidence',
  'last_offered',
  'state',
  'first_seen',
  'last_seen',
] as const

const listSeparator = '; '
/** the words that carry the verdict; `exposures show` tells all of them */
const evidenceShown = 3

export interface ExposuresCsvOptions extends LineOptions {
  readonly excel: boolean
  /** counts the persons of the same exposures */
  readonly persons?: PersonsTable
}

/**
 * The rows in blocks of ready text. Of a million rows most cells are those of the row before, or of many others: what is said
 * of the selector is made once for its rows, what is said of the incident once for all whose exposure was told of in the same
 * way. Names of exposures, states and instants are ASCII as the store makes them: nothing to be cleaned, quoted or encoded.
 */
export function exposuresCsv(store: Store, options: ExposuresCsvOptions): AsyncGenerator<TextBlock> {
  const { reveals } = options
  const delimiter = delimiterOf(options)
  const cells = (some: readonly (string | number | undefined)[]) => `${csvCells(some, delimiter)}${delimiter}`
  return textBlocks(counted(judgedExposures(store, options), options.persons), {
    ofSelector: (selector) => [
      cells([exposuresSchema, selector.name]),
      utf8Bytes(`${delimiter}${cells(selectorCells(selector, reveals))}`),
    ],
    ofReading: (reading) => utf8Bytes(cells(readingCells(reading))),
    ofExposure: ({ state, firstSeen, lastSeen }) =>
      `${state}${delimiter}${instant(firstSeen)}${delimiter}${instant(lastSeen)}\r\n`,
  })
}

async function* counted(
  pages: AsyncIterable<readonly JudgedExposure[]>,
  persons: PersonsTable | undefined,
): AsyncGenerator<readonly JudgedExposure[]> {
  for await (const exposures of pages) {
    persons?.addAll(exposures)
    yield exposures
  }
}

/** `person` to `selector` */
function selectorCells(selector: WatchedSelector, reveals: LineOptions['reveals']): readonly (string | undefined)[] {
  const shown = isRevealed(selector, reveals) ? selector.canonical : maskSelector(selector)
  return [selector.person, selector.populations.join(listSeparator), selector.kind, shown]
}

/** `incident` to `last_offered` */
function readingCells({ told, sources, dataClasses, judgement }: Reading): readonly (string | undefined)[] {
  return [
    `${told.line.title} (${told.line.id})`,
    told.line.occurredOn,
    sources.join(listSeparator),
    dataClasses.join(listSeparator),
    resaleWord(judgement),
    judgement.confidence.toFixed(2),
    judgement.evidence.slice(0, evidenceShown).map(quote).join(' | '),
    judgement.lastOfferedOn,
  ]
}

function quote({ words, source, rule }: SourcedEvidence): string {
  return `“${words}” (${source}, ${rule})`
}
