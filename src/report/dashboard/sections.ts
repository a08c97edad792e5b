/** The parts of the page that stand still: figures, counts, coverage, sources. */
import type { Attribution } from '../../assess/index.ts'
import { toldForm } from '../../sources/index.ts'
import { sourceNames } from '../cnil/annex/findings.ts'
import type { ReportModel } from '../model/contract.ts'
import { impersonal } from '../model/impersonal.ts'
import type { Summary } from '../summary.ts'
import type { Voice } from '../voice.ts'
import { failedCount, type HeatCell, heatRows, shareText, unknownRows } from './coverage.ts'
import { resaleWords } from './data.ts'
import { type Content, html, type Markup, picture, scrolling, table } from './markup.ts'
import { drawIncidents, themed, yearsOf } from './timeline.ts'

const attributions: readonly Attribution[] = ['A', 'B', 'C', 'D', 'E']

export interface BriefFacts {
  readonly exposures: number
  readonly fresh: number
  readonly toDo: number
}

export function brief(model: ReportModel, facts: BriefFacts, voice: Voice): Markup {
  const { figures, figureNotes } = voice.messages.dashboard
  const number = (value: number) => voice.number(value)
  const incidents = new Set(model.findings.map(({ incident }) => incident)).size
  const { notification, cautious } = model.clocks
  const clock = notification ?? cautious
  const deadline = notification === undefined ? 'cautious' : 'deadline'
  const late = clock?.expired === true ? ` (${figureNotes.expired})` : ''
  return html`<dl class="figures">
${figure(figures.incidents, number(incidents))}
${figure(figures.exposures, number(facts.exposures))}
${figure(figures.fresh, number(facts.fresh))}
${figure(figures.toDo, number(facts.toDo), figureNotes.toDo)}
${figure(figures.waiting, number(model.toQualify.findings), figureNotes.waiting)}
${figure(figures.failed, number(failedCount(model)), figureNotes.failed)}
${clock === undefined ? '' : figure(figures[deadline], voice.local(clock.endsAt) + late, figureNotes[deadline], 'text')}
</dl>`
}

function figure(name: string, value: string, note?: string, kind = 'count'): Markup {
  const more = note === undefined ? '' : html`<dd class="note-line">${note}</dd>`
  return html`<div class="figure"><dt>${name}</dt><dd class="${kind}">${value}</dd>${more}</div>`
}

export function people(summary: Summary, voice: Voice): Markup {
  const { dashboard, report } = voice.messages
  // the city's own domains and names are nobody: they are told below
  const withPersons = summary.populations.filter(({ persons, exposed }) => persons.high + exposed.high > 0)
  const rows = withPersons.map(({ population, persons, exposed, byResale }) => [
    voice.population(population),
    ...[persons, exposed, ...resaleWords.map((word) => byResale[word])].map((range) => voice.range(range)),
  ])
  const words = dashboard.people
  const { head } = report
  return html`${table({
    caption: words.caption,
    head: [head.population, words.total, head.exposed, head.yes, head.likely, head.historical, words.none],
    rows,
    right: [1, 2, 3, 4, 5, 6],
  })}<p>${words.note}</p>${ownThings(summary, voice)}${strangers(summary, voice)}`
}

/** Invented records that turned up: they say which base a leak was taken from. */
export function canaries({ canaries: hits }: Summary, voice: Voice): Content {
  const { canary } = voice.messages.report
  return hits.map(({ base, incident, count }) => {
    const told = canary(voice.number(count), count, base, impersonal(incident.title))
    return html`<p class="alarm"><strong>${told}</strong></p>`
  })
}

function ownThings({ populations }: Summary, voice: Voice): Content {
  const domains = populations.reduce((sum, one) => sum + one.domains, 0)
  return domains === 0 ? undefined : html`<p>${voice.messages.report.domains(voice.number(domains), domains)}</p>`
}

const strangersShown = 10

function strangers({ strangers: all }: Summary, voice: Voice): Content {
  const words = voice.messages.dashboard.people
  if (all.length === 0) return undefined
  return html`<p>${words.strangers}</p><ul>${all
    .slice(0, strangersShown)
    .map(({ title, count }) => html`<li>${words.stranger(impersonal(title), voice.number(count))}</li>`)}</ul>`
}

export function whose(model: ReportModel, voice: Voice): Markup {
  const words = voice.messages.dashboard.whose
  const rows = attributions.map((letter) => [
    html`${voice.attribution(letter)} <span class="sub">${voice.words.common.duty[letter]}</span>`,
    voice.range(model.confirmed[letter].persons),
    voice.range(model.confirmed[letter].records),
    voice.number(model.toQualify.proposed[letter]),
  ])
  return html`${table({
    caption: words.caption,
    head: [words.attribution, words.confirmed, words.records, words.proposed],
    rows,
    right: [1, 2, 3],
  })}<p>${words.note}</p>`
}

export async function overTime(model: ReportModel, voice: Voice): Promise<Markup> {
  const { dashboard, exposures } = voice.messages
  const words = dashboard.time
  const lanes = resaleWords.map((word) => exposures.resale[word])
  const svg = await drawIncidents(model.findings, lanes)
  if (model.findings.length === 0) return html`<p>${dashboard.table.none}</p>`
  const rows = yearsOf(model.findings).map(({ year, counts }) => [
    year ?? words.undated,
    ...counts.map((count) => voice.number(count)),
  ])
  const years = table({ caption: words.caption, head: [words.year, ...lanes], rows, right: [1, 2, 3, 4] })
  return html`${svg === undefined ? '' : picture(themed(svg), words.chart, words.chart)}
<p>${words.dates}</p>
<details class="as-table"><summary>${dashboard.table.asTable}</summary>${years}</details>`
}

const classesDrawn = 12

export interface Bars {
  draw(bars: readonly { readonly label: string; readonly value: number; readonly shown: string }[]): Promise<string>
}

export async function dataClasses(byClass: ReadonlyMap<string, number>, voice: Voice, bars: Bars): Promise<Markup> {
  const { dashboard } = voice.messages
  const words = dashboard.data
  if (byClass.size === 0) return html`<p>${dashboard.table.none}</p>`
  const sorted = [...byClass]
    .map(([name, value]) => ({ label: voice.dataClass(name), value, shown: voice.number(value) }))
    .sort((a, b) => b.value - a.value || a.label.localeCompare(b.label, voice.locale))
  const left = sorted.length - classesDrawn
  const svg = themed(await bars.draw(sorted.slice(0, classesDrawn)))
  const caption = left > 0 ? `${words.chart} (+ ${words.others(voice.number(left), left)})` : words.chart
  const all = table({
    caption: words.caption,
    head: [words.className, words.count],
    rows: sorted.map(({ label, shown }) => [label, shown]),
    right: [1],
  })
  return html`${picture(svg, words.chart, caption)}
<details class="as-table"><summary>${dashboard.table.asTable}</summary>${all}</details>`
}

export function coverage(model: ReportModel, voice: Voice): Markup {
  const words = voice.messages.dashboard.coverage
  const rows = heatRows(model)
  const names = model.populations.map(({ name }) => voice.population(name))
  const nameOf = sourceNames(model, voice)
  const map = html`<table class="heat"><caption>${words.caption}</caption><thead><tr><th scope="col">${words.question}</th>${names.map(
    (name) => html`<th scope="col">${name}</th>`,
  )}</tr></thead><tbody>${rows.map(
    ({ source, question, kind, cells }) =>
      html`<tr><th scope="row">${nameOf.get(source) ?? source} <span class="sub">${voice.words.common.question(question)} · ${voice.messages.dashboard.manyKinds[kind]}</span></th>${cells.map(
        (cell) => heatCell(cell, voice),
      )}</tr>`,
  )}</tbody></table>`
  return html`${
    rows.length === 0 ? html`<p>${words.none}</p>` : html`<p>${words.scale}</p>${scrolling(words.caption, map)}`
  }${unknown(model, nameOf, voice)}${watched(model, nameOf, voice)}${off(model, voice)}`
}

function heatCell(cell: HeatCell | undefined, voice: Voice): Markup {
  const words = voice.messages.dashboard.coverage
  if (cell === undefined) return html`<td class="sub">${words.nobody}</td>`
  const number = (value: number) => voice.number(value)
  const parts = [
    words.present(number(cell.present)),
    words.absent(number(cell.absent)),
    ...(cell.notAsked > 0 ? [words.notAsked(number(cell.notAsked))] : []),
    ...(cell.failed > 0 ? [words.failed(number(cell.failed))] : []),
    ...(cell.stale > 0 ? [words.stale(number(cell.stale))] : []),
  ]
  return html`<td class="h${cell.heat}"><strong>${shareText(cell, voice.locale)}</strong> <span class="parts">${voice.messages.dashboard.pair(
    words.cell(number(cell.present + cell.absent), number(cell.all)),
    parts.join(', '),
  )}</span></td>`
}

function unknown(model: ReportModel, nameOf: ReadonlyMap<string, string>, voice: Voice): Content {
  const rows = unknownRows(model)
  if (rows.length === 0) return undefined
  const { scan, dashboard } = voice.messages
  return table({
    caption: dashboard.coverage.unknownCaption,
    head: [scan.head.source, scan.head.question, scan.head.answer, scan.head.why, scan.head.count],
    rows: rows.map(({ source, question, answer, reason, count }) => [
      nameOf.get(source) ?? source,
      voice.words.common.question(question),
      scan.answers[answer],
      scan.reasons[reason],
      voice.number(count),
    ]),
    right: [4],
  })
}

function watched(model: ReportModel, nameOf: ReadonlyMap<string, string>, voice: Voice): Content {
  if (model.watched.length === 0) return undefined
  const words = voice.messages.dashboard.coverage
  return html`${table({
    caption: words.watchedCaption,
    head: [
      ...[words.place, words.from, words.to, words.readings],
      ...[words.failedReadings, words.gaps, words.items, words.unread],
    ],
    rows: model.watched.map((place) => [
      nameOf.get(place.source) ?? place.source,
      voice.day(place.from),
      voice.day(place.to),
      ...[place.readings, place.failedReadings, place.gaps, place.itemsRead, place.itemsUnread].map((count) =>
        voice.number(count),
      ),
    ]),
    right: [3, 4, 5, 6, 7],
  })}<p>${words.watchedNote}</p>`
}

function off({ sources }: ReportModel, voice: Voice): Content {
  const silent = sources.filter((source) => source.off !== undefined)
  if (silent.length === 0) return undefined
  const { scan, dashboard } = voice.messages
  const byReason = Map.groupBy(silent, (source) => source.off!)
  return html`<h3>${dashboard.coverage.off}</h3><ul>${[...byReason].map(
    ([reason, own]) =>
      html`<li>${dashboard.pair(scan.reasons[reason], own.map(({ name }) => voice.sourceName(name)).join(', '))}</li>`,
  )}</ul>`
}

export function sources(model: ReportModel, voice: Voice): Markup {
  const words = voice.messages.dashboard.sources
  const asked = model.sources.filter((source) => source.off === undefined)
  if (asked.length === 0) return html`<p>${voice.messages.dashboard.coverage.none}</p>`
  return table({
    caption: words.caption,
    head: [words.source, words.operator, words.told, words.attribution],
    rows: asked.map((source) => [
      voice.sourceName(source.name),
      operatorOf(source, voice),
      told(source, voice),
      source.attribution ?? '–',
    ]),
  })
}

function operatorOf({ operator, country }: ReportModel['sources'][number], voice: Voice): string {
  const { common } = voice.words
  if (operator === 'unknown') return common.operatorUnknown
  const who = common.operator(operator)
  return country === 'unknown' ? who : `${who}, ${common.country(country)}`
}

function told(
  { id, told: perPopulation, verifiedDomains, shape, tells }: ReportModel['sources'][number],
  voice: Voice,
): string {
  const { common } = voice.words
  if (shape === 'watch') return common.tells[tells]
  const said = perPopulation.map(({ population, discloses }) => [
    voice.population(population),
    common.tells[toldForm(id, discloses)],
  ])
  const byWords = Map.groupBy(said, ([, words]) => words)
  const lines = [...byWords].map(([words, own]) =>
    voice.messages.dashboard.pair(own.map(([name]) => name).join(', '), words ?? ''),
  )
  const { dashboard, scan } = voice.messages
  const domains = verifiedDomains.length === 0 ? [] : [dashboard.pair(scan.domainTold, verifiedDomains.join(', '))]
  return [...lines, ...domains].join(common.separator)
}
