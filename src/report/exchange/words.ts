/** What is said of an incident in sentences, for who receives it. No identifier, whatever is revealed elsewhere. */
import type { Finding, ReportModel } from '../model/contract.ts'
import type { Voice } from '../voice.ts'
import type { SharedIncident } from './incidents.ts'

/** One line each. */
export function incidentLines(incident: SharedIncident, model: ReportModel, voice: Voice): readonly string[] {
  const words = voice.messages.exchange
  return [
    words.natures(incident.natures.map((nature) => voice.words.common.nature[nature]).join(', ')),
    ...incident.findings.flatMap((finding) => findingLines(finding, voice)),
    words.sources(incident.sources.map((id) => sourceName(id, model)).join(', ')),
    ...attributions(incident, model),
    incident.values.length > 0 ? words.revealed : words.masked,
    words.proposal,
  ]
}

export function findingLines(finding: Finding, voice: Voice): readonly string[] {
  const words = voice.messages.exchange
  const { counts, resale, severity, decision, proposed } = finding
  const attribution = voice.attribution(decision?.attribution ?? proposed.attribution)
  const populations = counts.populations.map(({ population, persons }) =>
    words.ofPopulation(voice.population(population), voice.range(persons)),
  )
  return [
    decision === undefined ? words.waiting(attribution) : words.confirmed(attribution),
    words.persons(voice.range(counts.persons), voice.range(counts.records)),
    ...(populations.length > 0 ? [words.populations(populations.join(', '))] : []),
    ...(finding.canaries > 0 ? [words.canaries(voice.number(finding.canaries))] : []),
    words.data(voice.dataClasses(finding.dataClasses, finding.unmapped)),
    words.resale(voice.words.common.resale[resale.word], voice.score(resale.confidence)),
    ...resale.evidence.map((one) => words.quote(one.words, one.source, one.rule)),
    ...(resale.lastOfferedOn === undefined ? [] : [words.lastOffered(voice.day(resale.lastOfferedOn))]),
    words.severity(voice.score(severity.score), voice.words.common.level[severity.level]),
  ]
}

/** The strongest statement of its findings: a person's decision before a proposal. */
export function leading({ findings }: SharedIncident): Finding {
  return findings.find(({ state }) => state === 'confirmed') ?? findings[0]!
}

export function sourceName(id: string, { sources }: ReportModel): string {
  return sources.find((source) => source.id === id)?.name ?? id
}

function attributions({ sources: ids }: SharedIncident, { sources }: ReportModel): readonly string[] {
  return sources.flatMap(({ id, attribution }) => (ids.includes(id) && attribution !== undefined ? [attribution] : []))
}
