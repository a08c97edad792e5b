/**
 * A document apart from its format: what the reports have to say, in order. HTML, DOCX and PDF render the same blocks, so that
 * a figure cannot differ between two files. Texts are final: in one language, typography set.
 */
import type { Locale } from '../../messages/index.ts'

/** A piece of a text; a plain string is unmarked. */
export type Run = string | { readonly text: string; readonly style: RunStyle; readonly lang?: Locale }

/**
 * `label`: words of the CNIL's form, kept as they are; `mono`: names and digests, in figures of one width; `merge`: a column of
 * a mail merge, by its name
 */
export type RunStyle = 'strong' | 'label' | 'mono' | 'merge'

export type Text = string | readonly Run[]

export type Block =
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly type: 'para'; readonly text: Text }
  | { readonly type: 'list'; readonly items: readonly Text[] }
  | Facts
  | Table
  | { readonly type: 'note'; readonly tone: 'info' | 'warning' | 'decide'; readonly title: string; readonly text: Text }
  | Choices
  | { readonly type: 'figure'; readonly svg: string; readonly caption: string; readonly alt: string }
  /** to be filled in by hand or on the screen; `text` is what is proposed, in one or several lines */
  | { readonly type: 'fill'; readonly label: string; readonly text?: string; readonly underItsName?: true }
  | { readonly type: 'signature'; readonly lines: readonly string[] }
  | { readonly type: 'page-break' }

export interface Facts {
  readonly type: 'facts'
  readonly caption: string
  readonly rows: readonly (readonly [string, Text])[]
  /** as in `Table` */
  readonly underItsName?: true
}

export interface Table {
  readonly type: 'table'
  readonly caption: string
  /** the heading right above says the same: the caption is for who does not see it; set by `withoutRepeats` */
  readonly underItsName?: true
  readonly head: readonly string[]
  readonly rows: readonly (readonly Text[])[]
  /** columns of numbers, set to the right */
  readonly right?: readonly number[]
  /** relative widths; equal where absent */
  readonly widths?: readonly number[]
}

/** Boxes of a form: all that there are, those that are proposed ticked. */
export interface Choices {
  readonly type: 'choices'
  readonly label: string
  /** several may be ticked */
  readonly several: boolean
  readonly options: readonly { readonly text: string; readonly ticked: boolean }[]
}

export interface Paper {
  readonly title: string
  readonly subtitle?: string
  readonly locale: Locale
  /** the organisation */
  readonly author: string
  /** instant, ISO 8601 UTC: of the files' own metadata */
  readonly madeAt: string
  readonly keywords: readonly string[]
  /** TLP label; shown on every page */
  readonly tlp: string
  /** `Confidentiel – destiné à la CNIL`, on every page */
  readonly marking: string
  /** line at the foot of every page, before its number */
  readonly footer: string
  /** between the number of a page and how many there are: ` sur ` */
  readonly pageOf: string
  readonly page: string
  /** titles of the two columns of facts */
  readonly factsHead: readonly [string, string]
  /** heading of the list of contents; absent: no list */
  readonly contents?: string
  readonly numbered: boolean
  readonly blocks: readonly Block[]
}

export function runsOf(text: Text): readonly Run[] {
  return typeof text === 'string' ? [text] : text
}

/** Lines of a text that has some; one empty line where it is absent. */
export function linesOf(text: string | undefined): readonly string[] {
  return (text ?? '').split('\n')
}

export function strong(text: string): Run {
  return { text, style: 'strong' }
}

export function mono(text: string): Run {
  return { text, style: 'mono' }
}

export function merge(column: string): Run {
  return { text: column, style: 'merge' }
}

/** The CNIL's own words are French in every language. */
export function label(text: string): Run {
  return { text, style: 'label', lang: 'fr' }
}

/** A heading and the caption of what follows it, in the same words, are shown once. */
export function withoutRepeats(blocks: readonly Block[]): readonly Block[] {
  return blocks.map((block, at) => {
    const above = blocks[at - 1]
    if (above?.type !== 'heading') return block
    if (block.type === 'fill') return block.label === above.text ? { ...block, underItsName: true } : block
    if (block.type !== 'table' && block.type !== 'facts') return block
    return block.caption === above.text ? { ...block, underItsName: true } : block
  })
}
