/**
 * What leaks hold is hostile: markup, formulas, control and bidirectional characters, broken halves of characters, a megabyte
 * where a title is wanted. It is planted everywhere a source may write, and looked for in every file that we make of it.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { load } from 'cheerio'
import { parse } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import {
  cnilDocuments,
  collectEvidence,
  complaintPaper,
  coverageColumns,
  coverageCsvRow,
  dpiaFacts,
  dpiaPaper,
  exposureColumns,
  exposureDocument,
  exposureLines,
  exposuresCsv,
  exposuresNdjson,
  letterPaper,
  mispFile,
  noticePaper,
  openSigningKey,
  PersonsTable,
  packEvidence,
  personColumns,
  type ReportModel,
  registerCsv,
  registerLines,
  renderDashboard,
  renderDocx,
  renderHtml,
  sharedIncidents,
  stixBundle,
  summarize,
  Voice,
  writeCsv,
} from '../../src/report/index.ts'
import type { Store } from '../../src/store/index.ts'
import { temporaryDirectory } from '../store/workspace.ts'
import { hostile, makeTown, now, townModel } from './town.ts'

type Files = Record<string, string | Uint8Array>

let files: Files = {}
const confirmed = { as: 'confirmed', attribution: 'A', who: 'rssi@poste', at: now.toISOString() } as const

async function* once<T>(rows: readonly T[]) {
  yield rows
}

async function tables(store: Store, model: ReportModel, folder: string): Promise<Files> {
  const persons = new PersonsTable()
  const documents = []
  const options = { now, filter: {}, reveals: () => true }
  for await (const lines of exposureLines(store, options)) documents.push(...lines.map(exposureDocument))
  const lines = await Array.fromAsync(exposuresNdjson(store, options))
  const exposures = exposuresCsv(store, { ...options, excel: false, persons })
  await writeCsv(path.join(folder, 'exposures.csv'), exposureColumns, exposures)
  await writeCsv(path.join(folder, 'persons.csv'), personColumns, persons.rows())
  await writeCsv(path.join(folder, 'coverage.csv'), coverageColumns, once(model.coverage.map(coverageCsvRow)))
  const ndjson = Buffer.from(lines.map(({ bytes }) => bytes).join(''), 'latin1').toString()
  const written: Files = {
    'exposures.json': JSON.stringify(documents),
    'exposures.ndjson.json': `[${ndjson.trim().replaceAll('\n', ',')}]`,
  }
  for (const name of ['exposures.csv', 'persons.csv', 'coverage.csv']) {
    written[name] = await readFile(path.join(folder, name), 'utf8')
  }
  return written
}

async function everyFile(): Promise<Files> {
  const { store } = await makeTown({ words: hostile })
  const names: string[] = []
  for await (const rows of store.exposures.list({})) names.push(...rows.map(({ name }) => name))
  await store.qualifications.qualify(names, { ...confirmed, note: hostile.join(' ') })
  const model = await townModel(store)
  const voice = new Voice('fr', 'Europe/Paris')
  const folder = temporaryDirectory()
  const incidents = await sharedIncidents(store, model, { now, reveals: () => true })
  const options = { now, filter: {} }
  const dashboard = await renderDashboard(
    { model, summary: await summarize(store, options), lines: exposureLines(store, options), revealed: false },
    voice,
  )
  const packed: Files = {}
  const key = await openSigningKey(path.join(folder, 'keys'))
  for (const { id } of incidents) {
    const evidence = await collectEvidence(store, { incident: id, asOf: '2026-11-25T00:00:00.000Z', revealed: true })
    const zip = packEvidence(evidence, { organisation: model.organisation.name, programVersion: '0.1.0' }, key, voice)
    for (const [name, bytes] of Object.entries(unzipSync(zip))) {
      if (/\.(?:csv|json|txt)$/.test(name)) packed[name] = Buffer.from(bytes).toString()
    }
  }
  const complaint = complaintPaper(model, 'complaint')
  return {
    ...(await tables(store, model, folder)),
    ...(await cnilDocuments(model, voice, { archive: false, excel: true })),
    ...packed,
    'registre.csv': registerCsv(registerLines(model)),
    'registre.json': JSON.stringify(registerLines(model)),
    'plainte.html': renderHtml(complaint),
    'plainte.docx': await renderDocx(complaint),
    'aipd.json': JSON.stringify(dpiaFacts(model)),
    'aipd.html': renderHtml(dpiaPaper(model)),
    'notice.html': renderHtml(noticePaper(model)),
    'courrier.docx': await renderDocx(letterPaper(model, 'residents')),
    'dashboard.html': dashboard.html,
    'misp.json': JSON.stringify(mispFile(incidents, model, voice)),
    'stix.json': JSON.stringify(stixBundle(incidents, model, voice)),
    'model.json': JSON.stringify(model),
  }
}

function named(ending: string): readonly (readonly [string, string])[] {
  return Object.entries(files)
    .filter(([name]) => name.endsWith(ending))
    .map(([name, content]) => [name, typeof content === 'string' ? content : Buffer.from(content).toString()] as const)
}

/** every text inside a JSON value, keys too */
function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  if (typeof value !== 'object' || value === null) return
  for (const [key, one] of Object.entries(value)) {
    yield key
    yield* textsOf(one)
  }
}

/** what no reader sees, or what turns what is read */
const unseen = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}|\p{Cc}(?<![\n\r\t])/u

beforeAll(async () => {
  files = await everyFile()
}, 120_000)

describe('hostile words', () => {
  test('went into every kind of file', () => {
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        'exposures.csv',
        'dashboard.html',
        'misp.json',
        'stix.json',
        'plainte.docx',
        'registre.csv',
      ]),
    )
    expect(named('.pdf')).toHaveLength(1)
    expect(named('items.csv').length).toBeGreaterThan(5)
    const all = Object.values(files).filter(
      (content) => typeof content === 'string' && content.includes('document.title'),
    )
    expect(all.length).toBeGreaterThan(8)
  })

  test('are cells that no spreadsheet runs', () => {
    for (const [name, text] of named('.csv')) {
      const delimiter = text.startsWith('\ufeff') ? ';' : ','
      const rows: string[][] = parse(text, { bom: true, delimiter, relax_column_count: false })
      const cells = rows.flat()

      expect({ name, rows: rows.length > 0 }).toEqual({ name, rows: true })
      expect(cells.filter((cell) => /^['"\s]*[=@＝]|^\s*[+-](?!\d+$)/.test(cell) && !cell.startsWith("'"))).toEqual([])
      expect(cells.filter((cell) => unseen.test(cell))).toEqual([])
    }
  })

  test('are text in JSON, without what turns or hides it', () => {
    for (const [name, text] of named('.json')) {
      const found = [...textsOf(JSON.parse(text))].filter((one) => unseen.test(one))
      expect({ name, found }).toEqual({ name, found: [] })
    }
  })

  test('are text in HTML', () => {
    expect(named('.html').length).toBeGreaterThan(4)
    for (const [name, text] of named('.html')) {
      const $ = load(text)
      const attributes = $('*')
        .toArray()
        .flatMap((one) => Object.keys($(one).attr() ?? {}))

      expect({ name, scripts: $('script').length }).toEqual({ name, scripts: name === 'dashboard.html' ? 2 : 0 })
      expect(attributes.filter((key) => key.startsWith('on'))).toEqual([])
      expect($('iframe, object, embed, form, base, link, img:not([src^="data:image/svg+xml;base64,"])').length).toBe(0)
      const links = $('a[href]').toArray()
      expect(links.map((one) => $(one).attr('href') ?? '').filter((href) => !href.startsWith('#'))).toEqual([])
      expect($('meta[http-equiv="Content-Security-Policy"]').attr('content')).toContain("default-src 'none'")
      expect(unseen.test(text.replace(/<(?:script|style)>.*?<\/(?:script|style)>/gs, ''))).toBe(false)
    }
  })

  test('are text in office documents', () => {
    expect(Object.keys(files).filter((name) => name.endsWith('.docx')).length).toBeGreaterThan(2)
    for (const [name, content] of Object.entries(files)) {
      if (!name.endsWith('.docx')) continue
      const parts = unzipSync(content as Uint8Array)
      const body = Buffer.from(parts['word/document.xml']!).toString()

      expect({ name, unseen: unseen.test(body) }).toEqual({ name, unseen: false })
      expect(body).not.toMatch(/<(?:script|img)\b/i)
      // fields are what a word processor runs
      expect(body).not.toMatch(/<w:instrText[^>]*>[^<]*(?:DDE|INCLUDE|HYPERLINK "http:\/\/evil)/i)
      expect(load(body, { xml: true })('w\\:body').length).toBe(1)
    }
  })

  const pdftotext = ['/usr/bin/pdftotext', '/usr/local/bin/pdftotext'].find((file) => existsSync(file))
  const testPdf = pdftotext === undefined ? test.skip : test

  testPdf('are text in PDF', async () => {
    for (const [name, content] of Object.entries(files)) {
      if (!name.endsWith('.pdf')) continue
      const file = path.join(temporaryDirectory(), 'annex.pdf')
      await writeFile(file, content)

      const text = execFileSync(pdftotext!, ['-enc', 'UTF-8', file, '-'], { encoding: 'utf8' })

      expect(text.replace(/\s+/g, ' ')).toContain('<script>document.title')
      expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\p{Cc}(?<![\n\r\t\f])/u)
      expect(Buffer.from(content as Uint8Array).toString('latin1')).not.toMatch(
        /\/(?:JavaScript|JS|Launch|OpenAction)\b/,
      )
    }
  })

  test('of a megabyte are cut where they are taken', () => {
    for (const [name, content] of Object.entries(files)) {
      const bytes = typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength
      expect({ name, isSmall: bytes < 600_000 }).toEqual({ name, isSmall: true })
    }
  })

  test('bring nobody’s address into a file that is not revealed', () => {
    for (const name of ['dashboard.html', 'registre.csv', 'model.json', 'aipd.json', 'plainte.html']) {
      expect(String(files[name])).not.toMatch(/anne\.martin|paul\.durand|lea\.petit/)
    }
  })
})
