/** A document as one HTML file: no script, no network, nothing outside it. Every text is escaped; there is no other way in. */
import { createHash } from 'node:crypto'
import { visibleText } from '../cells.ts'
import {
  type Block,
  type Choices,
  type Facts,
  linesOf,
  type Paper,
  type Run,
  runsOf,
  type Table,
  type Text,
  withoutRepeats,
} from './blocks.ts'
import { style } from './html-style.ts'

const styleHash = createHash('sha256').update(style).digest('base64')
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'`

export function renderHtml(paper: Paper): string {
  const numbers = new Numbering(paper.numbered)
  const body = withoutRepeats(paper.blocks)
    .map((block) => renderBlock(block, numbers))
    .join('\n')
  return `<!doctype html>
<html lang="${paper.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="${escapeHtml(paper.author)}">
<meta name="date" content="${escapeHtml(paper.madeAt)}">
<meta name="robots" content="noindex, nofollow">
<title>${escapeHtml(paper.title)}</title>
<style>${style}</style>
</head>
<body>
<header class="marks"><span class="tlp">${escapeHtml(paper.tlp)}</span> <span>${escapeHtml(paper.marking)}</span></header>
<main>
<h1>${escapeHtml(paper.title)}</h1>
${paper.subtitle === undefined ? '' : `<p class="subtitle">${escapeHtml(paper.subtitle)}</p>\n`}${contentsOf(paper)}${body}
</main>
<footer>${escapeHtml(paper.footer)}</footer>
</body>
</html>
`
}

/** The headings of the first level, each with its number. */
class Numbering {
  readonly #on: boolean
  readonly #at = [0, 0, 0]
  #ids = 0

  constructor(on: boolean) {
    this.#on = on
  }

  next(level: 1 | 2 | 3): { readonly number: string; readonly id: string } {
    this.#at[level - 1]!++
    this.#at.fill(0, level)
    this.#ids++
    const number = this.#on ? `${this.#at.slice(0, level).join('.')}. ` : ''
    return { number, id: `s${this.#ids}` }
  }
}

function contentsOf(paper: Paper): string {
  if (paper.contents === undefined) return ''
  const numbers = new Numbering(paper.numbered)
  const items = paper.blocks.flatMap((block) => {
    if (block.type !== 'heading') return []
    const { number, id } = numbers.next(block.level)
    return block.level > 1 ? [] : [`<li><a href="#${id}">${escapeHtml(number + block.text)}</a></li>`]
  })
  const title = escapeHtml(paper.contents)
  return `<nav aria-labelledby="contents"><h2 id="contents">${title}</h2>\n<ul>${items.join('')}</ul></nav>\n`
}

function renderBlock(block: Block, numbers: Numbering): string {
  switch (block.type) {
    case 'heading': {
      const { number, id } = numbers.next(block.level)
      // the title is the only heading of the first rank
      const tag = `h${block.level + 1}`
      return `<${tag} id="${id}">${escapeHtml(number + block.text)}</${tag}>`
    }
    case 'para':
      return `<p>${inline(block.text)}</p>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${inline(item)}</li>`).join('')}</ul>`
    case 'facts':
      return renderFacts(block)
    case 'table':
      return renderTable(block)
    case 'note':
      return `<div class="note ${block.tone}"><p class="note-title">${escapeHtml(block.title)}</p><p>${inline(block.text)}</p></div>`
    case 'choices':
      return renderChoices(block)
    case 'figure':
      return renderFigure(block)
    case 'fill':
      return `<div class="fill"><p class="fill-label${block.underItsName === true ? ' heard' : ''}">${escapeHtml(block.label)}</p><p class="value">${linesOf(block.text).map(escapeHtml).join('<br>') || '&#160;'}</p></div>`
    case 'signature':
      return `<div class="signature">${block.lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}</div>`
    case 'page-break':
      return '<hr class="page-break">'
  }
}

/** Said to who does not see it; shown unless the heading above says the same. */
function captionOf({ caption, underItsName }: Table | Facts): string {
  return `<caption${underItsName === true ? ' class="heard"' : ''}>${escapeHtml(caption)}</caption>`
}

function renderFacts(block: Facts): string {
  const lines = block.rows.map(
    ([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${inline(value)}</td></tr>`,
  )
  return `<table class="facts">${captionOf(block)}<tbody>${lines.join('\n')}</tbody></table>`
}

function renderTable(block: Table): string {
  const { caption, head, rows, right = [] } = block
  const side = (column: number) => (right.includes(column) ? ' class="number"' : '')
  const titles = head.map((title, column) => `<th scope="col"${side(column)}>${escapeHtml(title)}</th>`).join('')
  const lines = rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === 0 ? `<th scope="row">${inline(cell)}</th>` : `<td${side(column)}>${inline(cell)}</td>`,
    )
    return `<tr>${cells.join('')}</tr>`
  })
  // a wide table scrolls by itself, by keyboard too
  return `<div class="wide" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table>${captionOf(block)}<thead><tr>${titles}</tr></thead><tbody>${lines.join('\n')}</tbody></table></div>`
}

function renderChoices({ label, options }: Choices): string {
  const items = options.map(({ text, ticked }) => {
    const mark = ticked ? '☑' : '☐'
    return `<li class="${ticked ? 'ticked' : 'open'}"><span aria-hidden="true">${mark}</span> <span lang="fr">${escapeHtml(text)}</span></li>`
  })
  return `<div class="choices"><p class="fill-label">${escapeHtml(label)}</p><ul>${items.join('')}</ul></div>`
}

function renderFigure({ svg, caption, alt }: Extract<Block, { type: 'figure' }>): string {
  // as an image: what is in it is no part of this page
  const data = Buffer.from(svg, 'utf8').toString('base64')
  return `<figure><img alt="${escapeHtml(alt)}" src="data:image/svg+xml;base64,${data}"><figcaption>${escapeHtml(caption)}</figcaption></figure>`
}

function inline(text: Text): string {
  return runsOf(text).map(renderRun).join('')
}

function renderRun(run: Run): string {
  if (typeof run === 'string') return escapeHtml(run)
  const text = escapeHtml(run.text)
  const lang = run.lang === undefined ? '' : ` lang="${run.lang}"`
  if (run.style === 'strong') return `<strong${lang}>${text}</strong>`
  if (run.style === 'merge') return `<mark>«${text}»</mark>`
  return run.style === 'mono' ? `<code${lang}>${text}</code>` : `<q class="label"${lang}>${text}</q>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that is text wherever it stands, in an attribute too. */
export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (sign) => entities[sign]!)
}
