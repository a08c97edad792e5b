/** `exposures.csv`: one row for each exposure. The header is a public promise (`docs/formats/exposures-csv.md`). */
import type { ExposureJudgement, SourcedEvidence } from '../assess/index.ts'
import type { CsvRow } from './csv.ts'
import { type ExposureLine, resaleWord } from './exposure-lines.ts'

/** grows when a column changes its meaning; new columns come at the end and do not count */
export const exposuresSchema = 1

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

export function exposureCsvRow(line: ExposureLine): CsvRow<(typeof exposureColumns)[number]> {
  const { judgement, incident } = line
  return {
    schema: exposuresSchema,
    ref: line.ref,
    exposure: line.exposure,
    person: line.person,
    population: line.populations.join(listSeparator),
    kind: line.kind,
    selector: line.selector,
    incident: `${incident.title} (${incident.id})`,
    incident_date: incident.occurredOn,
    sources: line.sources.join(listSeparator),
    data_classes: line.dataClasses.join(listSeparator),
    resale: resaleWord(judgement),
    resale_confidence: judgement.confidence.toFixed(2),
    resale_evidence: evidenceText(judgement),
    last_offered: judgement.lastOfferedOn,
    state: line.state,
    first_seen: line.firstSeenAt,
    last_seen: line.lastSeenAt,
  }
}

/** one judgement stands for all whose exposure was told in the same words */
const evidenceTexts = new WeakMap<ExposureJudgement, string>()

function evidenceText(judgement: ExposureJudgement): string {
  let text = evidenceTexts.get(judgement)
  if (text === undefined) {
    text = judgement.evidence.slice(0, evidenceShown).map(quote).join(' | ')
    evidenceTexts.set(judgement, text)
  }
  return text
}

function quote({ words, source, rule }: SourcedEvidence): string {
  return `“${words}” (${source}, ${rule})`
}
