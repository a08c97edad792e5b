/** `exposures.csv`: one row for each exposure. The header is a public promise (`docs/formats/exposures-csv.md`). */
import type { SourcedEvidence } from '../assess/index.ts'
import { maskSelector } from '../domain/index.ts'
import type { Store, WatchedSelector } from '../store/index.ts'
import { utf8Bytes } from './atomic.ts'
import { type CsvBytes, csvCells, delimiterOf } from './csv.ts'
import { isRevealed, type LineOptions, resaleWord } from './exposure-lines.ts'
import { instant, judgedExposures, type Reading } from './judged-exposures.ts'
import type { PersonsTable } from './persons-csv.ts'

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
/** longer texts are moved about in memory more often than they need to */
const blockLength = 32_768

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
export async function* exposuresCsv(store: Store, options: ExposuresCsvOptions): AsyncGenerator<CsvBytes> {
  const { reveals, persons } = options
  const delimiter = delimiterOf(options)
  const saidCells = new WeakMap<Reading, string>()
  for await (const exposures of judgedExposures(store, options)) {
    persons?.addAll(exposures)
    let bytes = ''
    let rows = 0
    let selector: WatchedSelector | undefined
    let before = ''
    let after = ''
    for (const { glance, reading } of exposures) {
      if (glance.selector !== selector) {
        selector = glance.selector
        before = `${csvCells([exposuresSchema, selector.name], delimiter)}${delimiter}`
        after = utf8Bytes(`${delimiter}${csvCells(selectorCells(selector, reveals), delimiter)}${delimiter}`)
      }
      let said = saidCells.get(reading)
      if (said === undefined) {
        said = utf8Bytes(`${csvCells(readingCells(reading), delimiter)}${delimiter}`)
        saidCells.set(reading, said)
      }
      const { name, state, firstSeen, lastSeen } = glance
      const seen = `${state}${delimiter}${instant(firstSeen)}${delimiter}${instant(lastSeen)}`
      bytes += `${before}${name}${after}${said}${seen}\r\n`
      rows++
      if (bytes.length < blockLength) continue
      yield { rows, bytes }
      bytes = ''
      rows = 0
    }
    if (rows > 0) yield { rows, bytes }
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
