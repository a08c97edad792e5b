/** `constats.csv`: every finding, in counts only. The header is a public promise (`docs/formats/constats-csv.md`). */
import { csvText } from '../csv.ts'
import type { Finding, ReportModel } from '../model/index.ts'

const schema = 1
const separator = '; '

export const findingColumns = [
  'schema',
  'incident',
  'title',
  'state',
  'attribution',
  'attribution_proposed',
  'attribution_confidence',
  'base',
  'natures',
  'sources',
  'occurred_on',
  'published_on',
  'first_seen',
  'last_seen',
  'persons_low',
  'persons_high',
  'records_low',
  'records_high',
  'domains',
  'strangers',
  'claimed_records',
  'data_classes',
  'cnil_categories',
  'cnil_sensitive',
  'severity',
  'severity_level',
  'cnil_level',
  'resale',
  'resale_confidence',
  'last_offered',
] as const

type Cell = string | number | undefined

/** With its header; `;` and a byte order mark for a French Excel. */
export function findingsCsv({ findings }: ReportModel, { excel = false } = {}): string {
  const rows: (readonly Cell[])[] = [findingColumns, ...findings.map(rowOf)]
  return `${excel ? '\ufeff' : ''}${csvText(rows, excel ? ';' : ',')}`
}

function rowOf(finding: Finding): Cell[] {
  const { decision, proposed, counts, severity, resale } = finding
  const cells: Record<(typeof findingColumns)[number], Cell> = {
    schema,
    incident: finding.incident,
    title: finding.title,
    state: finding.state,
    attribution: decision?.attribution,
    attribution_proposed: proposed.attribution,
    attribution_confidence: proposed.confidence.toFixed(2),
    base: decision?.base,
    natures: finding.natures.join(separator),
    sources: finding.sources.join(separator),
    occurred_on: finding.occurredOn,
    published_on: finding.publishedOn,
    first_seen: finding.firstSeenAt,
    last_seen: finding.lastSeenAt,
    persons_low: counts.persons.low,
    persons_high: counts.persons.high,
    records_low: counts.records.low,
    records_high: counts.records.high,
    domains: counts.domains,
    strangers: finding.strangers,
    claimed_records: finding.claimedRecords,
    data_classes: finding.dataClasses.join(separator),
    cnil_categories: finding.typologies.join(separator),
    cnil_sensitive: finding.sensitive.join(separator),
    severity: severity.score.toFixed(2),
    severity_level: severity.level,
    cnil_level: severity.cnilLevel,
    resale: resale.word,
    resale_confidence: resale.confidence.toFixed(2),
    last_offered: resale.lastOfferedOn,
  }
  return findingColumns.map((column) => cells[column])
}
