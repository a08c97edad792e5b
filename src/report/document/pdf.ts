/**
 * A document as PDF, by Typst's embedded compiler: tagged, with its language, title and bookmarks, its fonts embedded.
 *
 * Accessible (PDF/UA-1) by default; archival (PDF/A-3a) with files embedded when asked: the compiler takes one standard a file.
 * Nothing is read from the disk but our own template and fonts, and nothing that the machine has of its own is used: the same
 * document gives the same bytes everywhere.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { ReportError } from '../../domain/index.ts'
import { visibleText } from '../cells.ts'
import { type Block, type Paper, withoutRepeats } from './blocks.ts'
import { Coverage, showable } from './glyphs.ts'

export interface PdfOptions {
  /** blocks of the first page, before the list of contents */
  readonly cover?: readonly Block[]
  /** PDF/A-3a with these embedded, in place of PDF/UA-1 */
  readonly archive?: readonly Attachment[]
  /** behind a ticked box, for who does not see it */
  readonly tickedWord: string
}

export interface Attachment {
  readonly name: string
  readonly type: string
  readonly description: string
  readonly content: Uint8Array
}

/** @throws ReportError when the compiler refuses the document, or is not made for this machine */
export async function renderPdf(paper: Paper, options: PdfOptions): Promise<Uint8Array> {
  const [{ NodeCompiler }, fonts, template] = await Promise.all([loadCompiler(), loadFonts(), loadTemplate()])
  const coverage = fonts.map((font) => new Coverage(font))
  const folder = '/vigie'
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: [...fonts] }] })
  const attachments = options.archive ?? []
  const data = {
    ...paper,
    blocks: withoutRepeats(paper.blocks),
    cover: options.cover ?? [],
    tickedWord: options.tickedWord,
    tlpColour: tlpColours[paper.tlp] ?? '#ffffff',
    attachments: attachments.map(({ content: _, ...facts }) => facts),
  }
  const text = JSON.stringify(data, (key, value: unknown) =>
    typeof value === 'string' && key !== 'svg' ? showable(visibleText(value), coverage) : value,
  )
  compiler.mapShadow(`${folder}/paper.json`, Buffer.from(text))
  for (const { name, content } of attachments) compiler.mapShadow(`${folder}/${name}`, Buffer.from(content))
  compiler.addSource(`${folder}/main.typ`, template)
  try {
    const compiled = compiler.compile({ mainFilePath: `${folder}/main.typ` })
    const error = compiled.takeError()
    if (error !== null) throw refused(JSON.stringify(compiler.fetchDiagnostics(error)))
    const document = compiled.result
    if (document === null) throw refused('no document')
    return compiler.pdf(document, {
      pdfStandard: options.archive === undefined ? 'ua-1' : 'a-3a',
      creationTimestamp: Math.floor(Date.parse(paper.madeAt) / 1_000),
    })
  } catch (error) {
    throw error instanceof ReportError ? error : refused(error instanceof Error ? error.message : String(error))
  } finally {
    // what it remembers of this document is of no use to the next
    compiler.evictCache(0)
  }
}

/** What the labels are written in, on black (TLP 2.0). */
const tlpColours: Readonly<Record<string, string>> = {
  'TLP:RED': '#ff2b2b',
  'TLP:AMBER+STRICT': '#ffc000',
  'TLP:AMBER': '#ffc000',
  'TLP:GREEN': '#33ff00',
  'TLP:CLEAR': '#ffffff',
}

/** The compiler quotes the text it stumbles on: only its own words are told. */
function refused(words: string): ReportError {
  const messages = [...words.matchAll(/"?message"?: ?"((?:[^"\\]|\\.)*)"/g)].map(([, message = '']) =>
    message.replace(/`[^`]*`/g, '…').slice(0, 200),
  )
  return new ReportError(`the PDF cannot be made: ${messages[0] ?? 'the compiler refused the document'}`, {
    mend: 'the other files are complete; please report this',
  })
}

async function loadCompiler(): Promise<typeof import('@myriaddreamin/typst-ts-node-compiler')> {
  try {
    return await import('@myriaddreamin/typst-ts-node-compiler')
  } catch (cause) {
    throw new ReportError('the PDF compiler is not there for this machine', {
      mend: 'install again, with optional packages: npm install --include=optional',
      cause,
    })
  }
}

const fontFiles = [
  '400Regular/SourceSans3_400Regular.ttf',
  '600SemiBold/SourceSans3_600SemiBold.ttf',
  '700Bold/SourceSans3_700Bold.ttf',
]

let fontsRead: Promise<readonly Buffer[]> | undefined

/** Source Sans 3, under the SIL Open Font License. */
function loadFonts(): Promise<readonly Buffer[]> {
  const { resolve } = createRequire(import.meta.url)
  fontsRead ??= Promise.all(fontFiles.map((file) => readFile(resolve(`@expo-google-fonts/source-sans-3/${file}`))))
  return fontsRead
}

let templateRead: Promise<string> | undefined

function loadTemplate(): Promise<string> {
  templateRead ??= readFile(new URL('./paper.typ', import.meta.url), 'utf8')
  return templateRead
}
