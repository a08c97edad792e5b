/**
 * The dashboard: one HTML file that needs nothing else, neither network nor scripts. What its scripts add (filters, sorting,
 * further pages) works on rows that the file carries; the policy of the page lets that one script and style run, and nothing
 * else: no request leaves, and no text of a leak becomes markup.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

import { visibleText } from '../cells.ts'
import { drawBars } from '../charts/bars.ts'
import type { ExposureLine } from '../exposure-lines.ts'
import type { ReportModel } from '../model/contract.ts'
import type { Summary } from '../summary.ts'
import type { Voice } from '../voice.ts'
import { type CollectedPage, collectPage } from './collect.ts'
import type { PageData } from './data.ts'
import { type Content, html, type Markup, scrolling } from './markup.ts'
import { exposureCells, exposureHead, incidentCells, incidentHead, incidentRight } from './rows.ts'
import { brief, canaries, coverage, dataClasses, overTime, people, sources, whose } from './sections.ts'

export interface DashboardFacts {
  readonly model: ReportModel
  readonly summary: Summary
  readonly lines: AsyncIterable<readonly ExposureLine[]>
  /** the lines carry identifiers in clear */
  readonly revealed: boolean
}

export interface Dashboard {
  readonly html: string
  readonly exposures: number
}

const pageSize = 50

export async function renderDashboard(facts: DashboardFacts, voice: Voice): Promise<Dashboard> {
  const { model } = facts
  const [style, script] = await Promise.all([styleOf(model.tlp), asset(new URL('./page.js', import.meta.url))])
  const page = await collectPage(facts.lines, model, voice)
  const data = pageData(page, voice)
  const body = await bodyOf(facts, page, data, voice)
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  const title = voice.messages.dashboard.title(model.organisation.name)
  const head = html`<!doctype html>
<html lang="${voice.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="date" content="${model.madeAt}">
<meta name="generator" content="vigie ${model.program.version}">
<meta name="robots" content="noindex, nofollow, noarchive">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
`
  const text = `${head.text}<style>${style}</style>
</head>
<body>
${body.text}
<script type="application/json" id="rows">${jsonOf(data)}</script>
<script>${script}</script>
</body>
</html>
`
  return { html: text, exposures: page.exposures.length }
}

async function bodyOf(facts: DashboardFacts, page: CollectedPage, data: PageData, voice: Voice): Promise<Markup> {
  const { model, summary, revealed } = facts
  const words = voice.messages.dashboard
  const { sections } = words
  const parts: readonly (readonly [keyof typeof sections, Content])[] = [
    [
      'brief',
      [
        canaries(summary, voice),
        brief(model, { exposures: page.exposures.length, fresh: page.fresh, toDo: page.toDo }, voice),
      ],
    ],
    ['people', people(summary, voice)],
    ['whose', whose(model, voice)],
    ['time', await overTime(model, voice)],
    ['data', await dataClasses(page.byClass, voice, { draw: drawBars })],
    ['incidents', incidentsTable(data, voice)],
    ['exposures', exposuresTable(data, voice)],
    ['coverage', coverage(model, voice)],
    ['sources', sources(model, voice)],
    ['limits', html`<ul>${words.limits.split('\n').map((line) => html`<li>${line}</li>`)}</ul>`],
  ]
  return html`<a class="skip" href="#content">${words.skip}</a>
<header>
<p class="marks"><span class="tlp">${model.tlp}</span> <span>${voice.words.common.internal}</span></p>
<h1>${words.heading} <span class="of">${model.organisation.name}</span></h1>
<p>${words.made(voice.local(model.madeAt))} · ${freshness(model, voice)}</p>
${revealed ? html`<p class="alarm"><strong>${words.revealed}</strong></p>` : html`<p>${words.masked}</p>`}
<noscript><p class="notice">${words.noScript}</p></noscript>
</header>
<nav aria-labelledby="contents"><h2 id="contents">${words.contents}</h2><ul>${parts.map(
    ([id]) => html`<li><a href="#${id}">${sections[id]}</a></li>`,
  )}</ul></nav>
<main id="content" tabindex="-1">
${parts.map(
  ([id, content]) =>
    html`<section aria-labelledby="${id}"><h2 id="${id}">${sections[id]}</h2>
${content}
</section>
`,
)}</main>
<footer><p>${words.program(model.program.version, model.id)} · ${words.footer}</p></footer>`
}

function freshness({ scans }: ReportModel, voice: Voice): string {
  const words = voice.messages.dashboard
  if (scans.count === 0 || scans.lastAt === undefined) return words.noScan
  const told = words.scans(voice.number(scans.count), scans.count, voice.local(scans.lastAt))
  return scans.lastStatus === 'done' ? told : `${told}. ${words.unfinished}`
}

/** What the script finds, by `data-table`; without it, the first page. */
function pagedTable(
  id: 'incidents' | 'exposures',
  head: readonly string[],
  rows: readonly (readonly Content[])[],
  all: number,
  right: readonly number[],
  voice: Voice,
): Markup {
  const words = voice.messages.dashboard
  const caption = words.sections[id]
  if (all === 0) return html`<p>${words.table.none}</p>`
  const side = (column: number) => (right.includes(column) ? html` class="number"` : '')
  const static_ = html`<table id="table-${id}"><caption>${caption}</caption><thead><tr>${head.map(
    (title, column) => html`<th scope="col"${side(column)}>${title}</th>`,
  )}</tr></thead><tbody>
${rows.map(
  (cells) =>
    html`<tr>${cells.map((cell, column) =>
      column === 0 ? html`<th scope="row">${cell}</th>` : html`<td${side(column)}>${cell}</td>`,
    )}</tr>
`,
)}</tbody></table>`
  const first = words.table.first(voice.number(rows.length), voice.number(all))
  return html`<div data-table="${id}"><div class="tools" hidden></div>
${scrolling(words.table.region(caption), static_)}
<p class="first">${rows.length < all ? first : ''}</p><div class="pager" hidden></div></div>`
}

function incidentsTable(data: PageData, voice: Voice): Markup {
  const rows = data.findings.slice(0, pageSize).map((row) => incidentCells(row, data))
  return pagedTable(
    'incidents',
    incidentHead(voice.messages.dashboard),
    rows,
    data.findings.length,
    incidentRight,
    voice,
  )
}

function exposuresTable(data: PageData, voice: Voice): Markup {
  const rows = data.exposures.slice(0, pageSize).map((row) => exposureCells(row, data))
  return pagedTable('exposures', exposureHead(voice.messages.dashboard), rows, data.exposures.length, [], voice)
}

function pageData({ lists, exposures, findings }: CollectedPage, voice: Voice): PageData {
  const { table } = voice.messages.dashboard
  const words = Object.fromEntries(Object.entries(table).filter(([, text]) => typeof text === 'string'))
  return {
    ...lists,
    exposures,
    findings,
    pageSize,
    thousands: voice.locale === 'fr' ? '\u202f' : ',',
    locale: voice.locale,
    words: words as Record<string, string>,
  }
}

/** JSON that ends no script element, whatever a leak holds. */
function jsonOf(data: PageData): string {
  return JSON.stringify(data, (_, value: unknown) => (typeof value === 'string' ? visibleText(value) : value)).replace(
    /[<>&]/g,
    (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`,
  )
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

function asset(url: URL): Promise<string> {
  return readFile(url, 'utf8')
}

const labels = /^TLP:(?:RED|AMBER\+STRICT|AMBER|GREEN|CLEAR)$/

/** The style, with the marking on each printed page. */
async function styleOf(tlp: string): Promise<string> {
  const style = await asset(new URL('./page.css', import.meta.url))
  const marking = labels.test(tlp) ? tlp : 'TLP:RED'
  return style.replace('"TLP"', `"${marking}"`)
}
