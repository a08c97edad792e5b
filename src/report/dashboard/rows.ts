/** The rows as they stand in the file: the first page of each table. `page.js` builds the same cells when it turns pages. */
import type { Catalogue } from '../../messages/index.ts'
import { type ExposureRow, type IncidentRow, type PageData, type PageLists, resaleWords } from './data.ts'
import { type Content, html, type Markup } from './markup.ts'

type Words = Catalogue['dashboard']

export const exposureHead = (words: Words): readonly string[] => {
  const { head, table } = words
  return [
    head.identifier,
    table.population,
    head.incident,
    head.data,
    head.verdict,
    head.decision,
    head.state,
    head.seen,
  ]
}

export const incidentHead = ({ head }: Words): readonly string[] => [
  head.incident,
  head.date,
  head.attribution,
  head.persons,
  head.data,
  head.verdict,
  head.severity,
  head.exposures,
  head.seen,
]

/** columns of numbers */
export const incidentRight: readonly number[] = [3, 7]

export function exposureCells(row: ExposureRow, lists: PageData): readonly Content[] {
  const [exposure, ref, selector, populations, kind, incident, , classes, verdict, state, seen, decision] = row
  const [id, title] = lists.incidents[incident]!
  return [
    html`<span class="id">${selector}</span> <span class="sub">${lists.kinds[kind]} · ${ref}</span>`,
    listed(lists.populationSets[populations]!, lists.populations),
    html`${title} <span class="sub">${id}</span>`,
    listed(lists.classSets[classes]!, lists.classes),
    verdictCell(verdict, lists),
    lists.decisions[decision],
    html`${lists.states[state]} <span class="sub">${exposure}</span>`,
    dayCell(seen, lists),
  ]
}

export function incidentCells(row: IncidentRow, lists: PageData): readonly Content[] {
  const [incident, sources, decision, , persons, classes, verdict, , severity, exposures, seen] = row
  const [id, title, day] = lists.incidents[incident]!
  return [
    html`${title} <span class="sub">${id} · ${listed(lists.sourceSets[sources]!, lists.sources)}</span>`,
    dayCell(day, lists),
    lists.decisions[decision],
    persons,
    listed(lists.classSets[classes]!, lists.classes),
    verdictCell(verdict, lists),
    severity,
    String(exposures).replace(/\B(?=(\d{3})+$)/g, lists.thousands),
    dayCell(seen, lists),
  ]
}

function verdictCell(verdict: number, lists: PageLists & Pick<PageData, 'words'>): Markup {
  const [resale, , why] = lists.verdicts[verdict]!
  const label = html`<span class="verdict ${resaleWords[resale]}">${lists.resale[resale]}</span>`
  return html`<details><summary>${label} <span class="unseen">${lists.words.why}</span></summary>${why.map(
    (line) => html`<p>${line}</p>`,
  )}</details>`
}

function dayCell(day: number, lists: PageLists): Content {
  const told = lists.days[day]
  return told === undefined ? undefined : html`<time datetime="${told[0]}">${told[1]}</time>`
}

function listed(members: readonly number[], words: readonly string[]): string {
  return members.map((member) => words[member]).join(', ')
}
