/** The page a mayor reads: persons by population, and what appears to be resold, with the words that say so. */
import { isPersonalKind } from '../../src/domain/index.ts'
import { type Catalogue, formatDate, formatInstant, formatNumber, type Locale } from '../../src/messages/index.ts'
import { type IncidentSummary, type PersonRange, plainLine, type Summary } from '../../src/report/index.ts'
import { strangersLine } from './lists.ts'
import { renderTable } from './table.ts'

export interface SummaryContext {
  readonly messages: Catalogue
  readonly locale: Locale
  readonly organisation: string
  readonly timezone: string
  readonly now: Date
  readonly width: number | undefined
  /** coverage cells without an answer: by our own decision, and although they were asked */
  readonly unknown: { readonly notAsked: number; readonly failed: number }
  /** what licences ask to be shown */
  readonly attributions: readonly string[]
}

const incidentsShown = 4

export function renderSummary(summary: Summary, context: SummaryContext): string {
  const { messages, locale, organisation, timezone, now, width } = context
  const { report } = messages
  const number = (value: number) => formatNumber(value, locale)
  const range = ({ low, high }: PersonRange) => (low === high ? number(low) : report.between(number(low), number(high)))
  const populations = summary.populations.filter((one) => one.lists.some((list) => isPersonalKind(list.kind)))
  const domains = summary.populations.reduce((sum, one) => sum + one.domains, 0)
  const names = summary.populations.reduce((sum, one) => sum + one.names, 0)
  const named: Readonly<Record<string, string>> = report.populations
  const lines = [
    report.title(organisation, formatInstant(now.toISOString(), locale, timezone)),
    '',
    renderTable(
      {
        head: [
          report.head.population,
          report.head.persons,
          report.head.exposed,
          report.head.yes,
          report.head.likely,
          report.head.historical,
        ],
        rows: populations.map((one) => [
          named[one.population] ?? one.population,
          range(one.persons),
          range(one.exposed),
          range(one.byResale.yes),
          range(one.byResale.likely),
          range(one.byResale.historical),
        ]),
        right: [1, 2, 3, 4, 5],
      },
      { width },
    ),
    report.explain,
    '',
    ...incidentLines(summary.incidents, 'yes', report.resoldTitle, context, range),
    ...incidentLines(summary.incidents, 'likely', report.likelyTitle, context, range),
    ...incidentLines(summary.incidents, 'historical', report.historicalTitle, context, range),
  ]
  if (summary.incidents.length === 0) lines.push(report.nothingResold, '')
  for (const { base, incident, count } of summary.canaries) {
    lines.push(report.canary(number(count), count, base, incident.title))
  }
  if (domains > 0) lines.push(report.domains(number(domains), domains))
  if (names > 0) lines.push(report.names(number(names), names))
  const strangers = strangersLine(summary.strangers, messages, locale)
  if (strangers !== undefined) lines.push(strangers)
  const { notAsked, failed } = context.unknown
  if (failed > 0) lines.push(report.failed(number(failed)))
  if (notAsked > 0) lines.push(report.notAsked(number(notAsked)))
  if (notAsked + failed === 0) lines.push(report.allKnown)
  for (const attribution of context.attributions) lines.push(report.attribution(attribution))
  return lines.join('\n')
}

function incidentLines(
  incidents: readonly IncidentSummary[],
  resale: IncidentSummary['resale'],
  title: string,
  { messages: { report }, locale }: SummaryContext,
  range: (persons: PersonRange) => string,
): string[] {
  const own = incidents.filter((incident) => incident.resale === resale)
  if (own.length === 0) return []
  const lines = own.slice(0, incidentsShown).flatMap((one) => {
    const offered =
      one.lastOfferedOn === undefined ? '' : `, ${report.lastOffered(formatDate(one.lastOfferedOn, locale))}`
    const line = `  • ${report.incident(one.incident.title, range(one.persons), one.persons.high)}${offered}`
    if (one.words === undefined || one.wordsFrom === undefined) return [line]
    return [line, `    ${report.words(plainLine(one.words), one.wordsFrom)}`]
  })
  const left = own.length - incidentsShown
  if (left > 0) lines.push(`  ${report.more(formatNumber(left, locale), left)}`)
  return [title, ...lines, '']
}
