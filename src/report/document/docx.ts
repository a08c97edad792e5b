/** A document as DOCX, to be edited: real headings, lists, tables with header rows, a language and a title. */

import type { Paragraph as DocxParagraph, Table as DocxTable, IParagraphOptions, ParagraphChild } from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { visibleText } from '../cells.ts'
import { type Block, linesOf, type Paper, type Run, runsOf, type Table, type Text, withoutRepeats } from './blocks.ts'

type Docx = typeof import('docx')
type Child = DocxParagraph | DocxTable

const font = 'Arial'

/** The same document gives the same bytes. */
export async function renderDocx(paper: Paper): Promise<Uint8Array> {
  const docx = await import('docx')
  const { Document, Footer, Header, Packer, Paragraph, TextRun, PageNumber, AlignmentType } = docx
  const pen = new Pen(docx, paper)
  const document = new Document({
    title: clean(paper.title),
    creator: clean(paper.author),
    lastModifiedBy: clean(paper.author),
    keywords: paper.keywords.map(clean).join(', '),
    description: clean(paper.subtitle ?? paper.title),
    styles: {
      default: {
        document: { run: { font, size: 21, language: { value: paper.locale === 'fr' ? 'fr-FR' : 'en-GB' } } },
        title: { run: { font, size: 40, bold: true }, paragraph: { spacing: { after: 120 } } },
        heading1: { run: { font, size: 30, bold: true }, paragraph: { spacing: { before: 360, after: 120 } } },
        heading2: { run: { font, size: 25, bold: true }, paragraph: { spacing: { before: 240, after: 80 } } },
        heading3: { run: { font, size: 22, bold: true }, paragraph: { spacing: { before: 200, after: 60 } } },
      },
    },
    numbering: {
      config: [
        {
          reference: 'bullets',
          levels: [
            {
              level: 0,
              format: 'bullet',
              text: '•',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 500, hanging: 250 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: 1200, bottom: 1100, left: 1130, right: 1130 },
          },
        },
        headers: {
          default: new Header({
            children: [
              new Paragraph({
                alignment: AlignmentType.RIGHT,
                children: [
                  new TextRun({ text: `${clean(paper.marking)}   ` }),
                  new TextRun({
                    text: ` ${clean(paper.tlp)} `,
                    bold: true,
                    size: 24,
                    color: 'FFC000',
                    shading: { type: 'clear', color: 'auto', fill: '000000' },
                  }),
                ],
              }),
            ],
          }),
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                children: [
                  new TextRun({ text: `${clean(paper.footer)} · `, size: 17 }),
                  new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 17 }),
                ],
              }),
            ],
          }),
        },
        children: [
          pen.paragraph({ heading: 'Title', children: pen.runs(paper.title) }),
          ...(paper.subtitle === undefined ? [] : [pen.paragraph({ children: pen.runs(paper.subtitle) })]),
          ...withoutRepeats(paper.blocks).flatMap((block) => pen.block(block)),
        ],
      },
    ],
  })
  return settled(await Packer.toBuffer(document), paper.madeAt)
}

/** Writes blocks with the library. */
class Pen {
  readonly #docx: Docx
  readonly #numbered: boolean
  readonly #locale: Paper['locale']
  readonly #at = [0, 0, 0]

  constructor(docx: Docx, { numbered, locale }: Paper) {
    this.#docx = docx
    this.#numbered = numbered
    this.#locale = locale
  }

  block(block: Block): Child[] {
    switch (block.type) {
      case 'heading':
        return [this.#heading(block.level, block.text)]
      case 'para':
        return [this.paragraph({ children: this.runs(block.text), spacing: { after: 120 } })]
      case 'list':
        return block.items.map((item) =>
          this.paragraph({ numbering: { reference: 'bullets', level: 0 }, children: this.runs(item) }),
        )
      case 'facts':
        return [...this.#captionOf(block, block.caption), this.#facts(block.rows), this.#gap()]
      case 'table':
        return [...this.#captionOf(block, block.caption), this.#table(block), this.#gap()]
      case 'note':
        return [this.#note(block.title, block.text, block.tone)]
      case 'choices':
        return [
          this.#caption(block.label),
          ...block.options.map(({ text, ticked }) =>
            this.paragraph({
              indent: { left: 500, hanging: 300 },
              children: this.runs([`${ticked ? '☑' : '☐'} `, { text, style: ticked ? 'strong' : 'label', lang: 'fr' }]),
            }),
          ),
          this.#gap(),
        ]
      case 'figure':
        // what the picture shows, in words: an editable document carries its text
        return [this.paragraph({ children: this.runs([`${block.caption} `, block.alt]), spacing: { after: 120 } })]
      case 'fill':
        return [
          ...this.#captionOf(block, block.label),
          this.paragraph({
            children: linesOf(block.text).flatMap((line, at) => this.#line(line, at > 0)),
            border: box(this.#docx),
            spacing: { before: 60, after: 160 },
          }),
        ]
      case 'signature':
        return block.lines.map((line) =>
          this.paragraph({ children: this.runs(line), spacing: { before: 120, after: 240 } }),
        )
      case 'page-break':
        return [new this.#docx.Paragraph({ children: [new this.#docx.PageBreak()] })]
    }
  }

  paragraph(options: IParagraphOptions): DocxParagraph {
    return new this.#docx.Paragraph(options)
  }

  runs(text: Text): ParagraphChild[] {
    return runsOf(text).map((run) => this.#run(run))
  }

  #line(text: string, isNext: boolean): ParagraphChild {
    return new this.#docx.TextRun({ text: clean(text), ...(isNext ? { break: 1 } : {}) })
  }

  #run(run: Run): ParagraphChild {
    const { SimpleMailMergeField, TextRun } = this.#docx
    if (typeof run === 'string') return new TextRun({ text: clean(run) })
    if (run.style === 'merge') return new SimpleMailMergeField(clean(run.text))
    const foreign = run.lang !== undefined && run.lang !== this.#locale
    return new TextRun({
      text: clean(run.text),
      ...(run.style === 'strong' ? { bold: true } : {}),
      ...(run.style === 'mono' ? { font: 'Courier New', size: 19 } : {}),
      ...(foreign ? { language: { value: run.lang === 'fr' ? 'fr-FR' : 'en-GB' } } : {}),
    })
  }

  #heading(level: 1 | 2 | 3, text: string): DocxParagraph {
    this.#at[level - 1]!++
    this.#at.fill(0, level)
    const number = this.#numbered ? `${this.#at.slice(0, level).join('.')}. ` : ''
    return this.paragraph({ heading: `Heading${level}`, keepNext: true, children: this.runs(number + text) })
  }

  /** Nothing where the heading above says the same. */
  #captionOf({ underItsName }: { readonly underItsName?: true }, text: string): DocxParagraph[] {
    return underItsName === true ? [] : [this.#caption(text)]
  }

  #caption(text: string): DocxParagraph {
    return this.paragraph({
      keepNext: true,
      spacing: { before: 120, after: 40 },
      children: this.runs([{ text, style: 'strong' }]),
    })
  }

  #gap(): DocxParagraph {
    return this.paragraph({ spacing: { after: 60 }, children: [] })
  }

  #note(title: string, text: Text, tone: string): DocxParagraph {
    return this.paragraph({
      shading: { type: 'clear', color: 'auto', fill: tone === 'info' ? 'EAF0F8' : 'FBEFE3' },
      border: box(this.#docx),
      spacing: { before: 120, after: 160 },
      children: this.runs([{ text: `${title} `, style: 'strong' }, ...runsOf(text)]),
    })
  }

  #facts(rows: readonly (readonly [string, Text])[]): DocxTable {
    const { Table: NewTable, TableRow } = this.#docx
    return new NewTable({
      width: { size: tableWidth, type: 'dxa' },
      columnWidths: [tableWidth * 0.34, tableWidth * 0.66],
      rows: rows.map(
        ([name, value]) =>
          new TableRow({
            cantSplit: true,
            children: [
              this.#cell([{ text: name, style: 'strong' }], tableWidth * 0.34, { head: true }),
              this.#cell(value, tableWidth * 0.66),
            ],
          }),
      ),
    })
  }

  #table({ head, rows, right = [], widths = head.map(() => 1) }: Table): DocxTable {
    const { Table: NewTable, TableRow } = this.#docx
    const sum = widths.reduce((all, one) => all + one, 0)
    const sizes = widths.map((one) => Math.round((tableWidth * one) / sum))
    return new NewTable({
      width: { size: tableWidth, type: 'dxa' },
      columnWidths: sizes,
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: head.map((title, at) => this.#cell([{ text: title, style: 'strong' }], sizes[at]!, { head: true })),
        }),
        ...rows.map(
          (row) =>
            new TableRow({
              cantSplit: true,
              children: row.map((cell, at) => this.#cell(cell, sizes[at]!, { right: right.includes(at) })),
            }),
        ),
      ],
    })
  }

  #cell(text: Text, width: number, { head = false, right = false } = {}) {
    const { AlignmentType, TableCell } = this.#docx
    return new TableCell({
      width: { size: width, type: 'dxa' },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      ...(head ? { shading: { type: 'clear', color: 'auto', fill: 'EDEFF2' } } : {}),
      children: [this.paragraph({ ...(right ? { alignment: AlignmentType.RIGHT } : {}), children: this.runs(text) })],
    })
  }
}

/** twentieths of a point, between the margins of an A4 page */
const tableWidth = 9646

function box({ BorderStyle }: Docx) {
  const side = { style: BorderStyle.SINGLE, size: 4, color: '8A8F98', space: 4 }
  return { top: side, bottom: side, left: side, right: side }
}

/** What XML does not take besides what nobody sees. */
function clean(text: string): string {
  return visibleText(text).replace(/[\ufffe\uffff]/g, '')
}

/** The library stamps the hour of the day into the file and its entries: the hour of the report takes its place. */
function settled(bytes: Uint8Array, madeAt: string): Uint8Array {
  const second = `${madeAt.slice(0, 19)}Z`
  const entries = Object.entries(unzipSync(bytes)).map(([name, content]) => {
    if (name !== 'docProps/core.xml') return [name, content] as const
    const text = strFromU8(content).replace(
      /(<dcterms:(?:created|modified)[^>]*>)[^<]*(?=<)/g,
      (_, tag: string) => tag + second,
    )
    return [name, strToU8(text)] as const
  })
  // local fields are all that a zip holds: the day alone is told, at noon
  return zipSync(Object.fromEntries(entries), { mtime: new Date(Number(madeAt.slice(0, 4)), 0, 1, 12) })
}
