import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { load } from 'cheerio'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { Coverage, showable } from '../../src/report/document/glyphs.ts'
import {
  cnilDocuments,
  complaintPaper,
  dpiaPaper,
  letterPaper,
  noticePaper,
  type ReportModel,
  registerCsv,
  registerLines,
  renderDocx,
  renderHtml,
  Voice,
} from '../../src/report/index.ts'
import { importInto, newStore, temporaryDirectory } from '../store/workspace.ts'
import { decide, event, expose, modelOf } from './city.ts'

/** what a leak may be called by who wants to harm its readers */
const hostile =
  '=HYPERLINK("http://evil.example")<script>alert(1)</script>"><img src=x onerror=alert(2)> #let x = read("/etc/passwd") $x$ *b* @ref `raw` \\ {{7*7}} ]]> &lt; \u202egnp.exe\u202c 日本😀'
/** besides, what a configuration cannot hold, and a person's identifiers */
const leaked = `\u200bjean.dupont@ville-exemple.fr +33 6 39 98 01 23 1 85 05 78 006 084 36 \u0000\u0007\ud800${hostile}`

const french = new Voice('fr', 'Europe/Paris')
const english = new Voice('en', 'Europe/Paris')
const dry = { archive: false, excel: false }

async function hostileModel(): Promise<ReportModel> {
  const store = await newStore()
  await importInto(store, 'staff', ['anne@ville-exemple.fr'])
  const incident = await expose(
    store,
    event({
      key: leaked,
      title: leaked,
      description: `In 2026 ${leaked} was offered for sale on a hacking forum.`,
      dataClasses: ['Names', 'Passwords', leaked],
    }),
    ['anne@ville-exemple.fr'],
  )
  await decide(store, incident, { as: 'confirmed', attribution: 'A', note: leaked })
  await expose(store, event({ key: 'long', title: 'x'.repeat(1_000_000) }), ['anne@ville-exemple.fr'])
  const quoted = JSON.stringify(hostile)
  const text = `organisation: { name: ${quoted}, dpo: { name: ${quoted} } }\nlegalBasis: ${quoted}\nreports: { tlp: "TLP:RED" }\npopulations: { staff: {} }`
  return modelOf(store, { text })
}

let model: ReportModel
beforeAll(async () => {
  model = await hostileModel()
})

/** control, zero-width and bidirectional characters, and what is none */
function hiddenIn(text: string): readonly number[] {
  const hidden = [0x200b, 0x202c, 0x202e, 0xfffe, 0xffff]
  const codes = Array.from(text, (sign) => sign.codePointAt(0)!)
  return codes.filter(
    (code) =>
      (code < 0x20 && ![9, 10, 13].includes(code)) || hidden.includes(code) || (code >= 0xd800 && code <= 0xdfff),
  )
}

function harmless(html: string): void {
  const $ = load(html)

  expect($('script, img:not([src^="data:image/svg+xml;base64,"]), iframe, object, [onerror], [onclick]').length).toBe(0)
  expect($('meta[http-equiv="Content-Security-Policy"]').attr('content')).toMatch(
    /^default-src 'none'; style-src 'sha256-/,
  )
  expect(hiddenIn(html)).toEqual([])
  expect($('html').attr('lang')).toMatch(/^(?:fr|en)$/)
  // headings go down one rank at a time
  const ranks = $('h1, h2, h3, h4')
    .map((_, element) => Number(element.tagName.slice(1)))
    .get()
  expect(ranks[0]).toBe(1)
  expect(ranks.every((rank, i) => i === 0 || rank <= ranks[i - 1]! + 1)).toBe(true)
  expect($('th:not([scope])').length).toBe(0)
  expect($('img:not([alt])').length).toBe(0)
}

describe('hostile words', () => {
  test('are text in every HTML document, without identifiers', () => {
    const papers = [
      complaintPaper(model, 'complaint'),
      complaintPaper(model, 'report'),
      dpiaPaper(model),
      noticePaper(model),
      letterPaper(model, 'staff'),
    ]

    for (const paper of papers) harmless(renderHtml(paper))
  })

  test('are text in what goes to the CNIL, in both languages', async () => {
    for (const voice of [french, english]) {
      const documents = await cnilDocuments(model, voice, dry)

      harmless(String(documents['annexe-cnil.html']))
      harmless(String(documents['feuille-cnil.html']))
      expect(load(String(documents['annexe-cnil.html'])).text()).toContain('<script>alert(1)</script>')
      const rows: string[][] = parse(String(documents['constats.csv']), { relax_column_count: false })
      expect(rows.flat().filter((cell) => /^\s*[=+@-]/.test(cell))).toEqual([])
    }
  })

  test('lose the identifiers that they held, wherever they stood', () => {
    const titles = JSON.stringify(model)

    expect(titles).toContain('[adresse]')
    expect(titles).toContain('[numéro]')
    expect(titles).not.toMatch(/jean\.dupont|6 39 98|85 05 78/)
  })

  test('are text in DOCX, which stays well-formed', async () => {
    for (const paper of [complaintPaper(model, 'complaint'), letterPaper(model, 'staff')]) {
      const files = unzipSync(await renderDocx(paper))
      for (const [name, content] of Object.entries(files)) {
        if (!name.endsWith('.xml')) continue
        const xml = load(strFromU8(content), { xml: true })
        expect(xml.root().children().length).toBe(1)
        expect(hiddenIn(strFromU8(content))).toEqual([])
      }
      expect(load(strFromU8(files['word/document.xml']!), { xml: true })('script').length).toBe(0)
    }
  })

  test('are cells in the register', () => {
    const rows: string[][] = parse(registerCsv(registerLines(model)))

    expect(rows).toHaveLength(2)
    expect(rows[1]!.filter((cell) => /^\s*[=+@-]/.test(cell))).toEqual([])
  })

  const hasPdftotext = spawnSync('pdftotext', ['-v']).error === undefined
  const inPdf = hasPdftotext ? test : test.skip

  inPdf('are text in the PDF (needs pdftotext)', async () => {
    const pdf = (await cnilDocuments(model, french, dry))['annexe-cnil.pdf']!
    const file = path.join(temporaryDirectory(), 'a.pdf')
    writeFileSync(file, pdf)

    const text = spawnSync('pdftotext', ['-raw', file, '-']).stdout.toString().replace(/\s+/g, ' ')

    expect(text).toContain('<script>alert(1)</script>')
    expect(text).toContain('#let x = read("/etc/passwd")')
    expect(text).not.toMatch(/jean\.dupont|root:x:0/)
  })
})

describe('the PDF', () => {
  const hasQpdf = spawnSync('qpdf', ['--version']).error === undefined
  const withQpdf = hasQpdf ? test.each : test.skip.each

  withQpdf([
    [french, false],
    [english, false],
    [french, true],
    [english, true],
  ])('of hostile words has no error that qpdf finds (needs qpdf): %#', async (voice, archive) => {
    const file = path.join(temporaryDirectory(), 'a.pdf')
    writeFileSync(file, (await cnilDocuments(model, voice, { archive, excel: false }))['annexe-cnil.pdf']!)

    const { status, stdout, stderr } = spawnSync('qpdf', ['--check', file])

    expect({ status, said: `${stdout}${stderr}` }).toEqual({
      status: 0,
      said: expect.stringContaining('No syntax or stream encoding errors found'),
    })
  })

  const inText = spawnSync('pdftotext', ['-v']).error === undefined ? test : test.skip

  inText('of an entry longer than a page loses nothing of it (needs pdftotext)', async () => {
    const words = Array.from({ length: 60 }, (_, i) => `mot${i} ${'x'.repeat(60)}`)
    const long: ReportModel = {
      ...model,
      findings: model.findings.map((one) => ({ ...one, unmapped: words, dataClasses: words })),
    }
    const file = path.join(temporaryDirectory(), 'a.pdf')
    writeFileSync(file, (await cnilDocuments(long, french, dry))['annexe-cnil.pdf']!)

    const text = spawnSync('pdftotext', ['-raw', file, '-']).stdout.toString()

    expect(words.filter((_, i) => !text.includes(`mot${i}`))).toEqual([])
  })

  test('is accessible: tagged, titled, in its language', async () => {
    const pdf = Buffer.from((await cnilDocuments(model, english, dry))['annexe-cnil.pdf']!).toString('latin1')

    expect(pdf.startsWith('%PDF-1.7')).toBe(true)
    expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(pdf).not.toContain('<pdfaid:part>')
  })

  test('is archival on demand, with the CSV in it', async () => {
    const pdf = Buffer.from(
      (await cnilDocuments(model, french, { archive: true, excel: true }))['annexe-cnil.pdf']!,
    ).toString('latin1')

    expect(pdf).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(pdf).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    expect(pdf).toContain('constats.csv')
  })
})

test('a font tells which signs it has', () => {
  // a table of format 12 with one group, A to C
  const font = Buffer.alloc(12 + 16 + 12 + 28)
  font.writeUInt16BE(1, 4)
  font.write('cmap', 12, 'latin1')
  font.writeUInt32BE(28, 20)
  font.writeUInt16BE(1, 30)
  font.writeUInt32BE(12, 36)
  font.writeUInt16BE(12, 40)
  font.writeUInt32BE(1, 52)
  font.writeUInt32BE(0x41, 56)
  font.writeUInt32BE(0x43, 60)
  const coverage = new Coverage(font)

  expect([0x40, 0x41, 0x43, 0x44].map((code) => coverage.has(code))).toEqual([false, true, true, false])
  expect(showable('ABD😀', [coverage])).toBe('AB□□')
})
