/** HTML that is escaped where it is written: the only text that passes as markup is markup made here. */
import { escapeHtml } from '../document/html.ts'

export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type Content = string | number | Markup | undefined | readonly Content[]

/** html`<p>${anything}</p>`: values are escaped, in attributes too, markup and lists of it stay; `undefined` is nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(String.raw({ raw: parts }, ...values.map(written)))
}

function written(content: Content): string {
  if (content === undefined) return ''
  if (content instanceof Markup) return content.text
  if (typeof content === 'object') return content.map(written).join('')
  return escapeHtml(String(content))
}

export interface TableSpec {
  readonly caption: string
  readonly head: readonly Content[]
  /** the first cell of each is the row's heading */
  readonly rows: readonly (readonly Content[])[]
  /** columns of numbers, set to the right */
  readonly right?: readonly number[]
}

/** A table that scrolls by itself where it is wide, by keyboard too. */
export function table({ caption, head, rows, right = [] }: TableSpec): Markup {
  const side = (column: number) => (right.includes(column) ? html` class="number"` : '')
  return scrolling(
    caption,
    html`<table><caption>${caption}</caption><thead><tr>${head.map(
      (title, column) => html`<th scope="col"${side(column)}>${title}</th>`,
    )}</tr></thead><tbody>${rows.map(
      (row) =>
        html`<tr>${row.map((cell, column) =>
          column === 0 ? html`<th scope="row">${cell}</th>` : html`<td${side(column)}>${cell}</td>`,
        )}</tr>`,
    )}</tbody></table>`,
  )
}

export function scrolling(label: string, content: Markup): Markup {
  return html`<div class="wide" tabindex="0" role="region" aria-label="${label}">${content}</div>`
}

/** A picture that can hold no script and load nothing: it stands apart from the page. */
export function picture(svg: string, alt: string, caption: string): Markup {
  const data = Buffer.from(svg, 'utf8').toString('base64')
  const image = html`<img alt="${alt}" src="data:image/svg+xml;base64,${data}">`
  return html`<figure>${scrolling(alt, image)}<figcaption>${caption}</figcaption></figure>`
}
