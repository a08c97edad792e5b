/**
 * What `report dashboard` promises: 50,000 exposures in a file of 8 MB or less that Chromium opens in 2 s or less. Opened means
 * that the filters are there and the first page stands.
 *
 *   node bench/report/dashboard.ts [EXPOSURES]      with Chromium at /usr/bin/chromium, or CHROMIUM=/path
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { type ReportModel, renderDashboard, Voice } from '../../src/report/index.ts'
import { inBlocks, makeLines } from '../../test/report/lines.ts'

const count = Number(process.argv[2] ?? 50_000)
const madeAt = '2026-11-24T12:00:00.000Z'
const nobody = {
  findings: 0,
  exposures: 0,
  persons: { low: 0, high: 0 },
  records: { low: 0, high: 0 },
  domains: 0,
  populations: [],
}

/** of a city that has decided nothing yet */
const model: ReportModel = {
  ...({
    schema: 1,
    id: 'r-20261124-0123456789',
    digest: '',
    madeAt,
    program: { name: 'vigie', version: 'bench' },
  } as const),
  ...({
    notification: { type: 'initial' },
    tlp: 'TLP:AMBER+STRICT',
    scope: {},
    populations: [],
    bases: [],
    sources: [],
  } as const),
  organisation: { name: 'Ville d’Exemple', country: 'FR', representative: {}, dpo: {}, timezone: 'Europe/Paris' },
  ...({
    scans: { count: 1, numbers: [1], lastAt: madeAt, lastStatus: 'done' },
    coverage: [],
    watched: [],
    clocks: {},
  } as const),
  ...{
    findings: [],
    dismissed: { 'false-positive': 0, known: 0, irrelevant: 0 },
    withdrawn: 0,
    canaries: 0,
    remedied: 0,
    unlisted: { incidents: 0, addresses: 0 },
  },
  confirmed: { A: nobody, B: nobody, C: nobody, D: nobody, E: nobody },
  toQualify: { ...nobody, proposed: { A: 0, B: 0, C: 0, D: 0, E: 0 } },
  breach: {
    ...{ ...nobody, typologies: [], sensitive: [], dataClasses: [], unmapped: [], processors: [], bases: [] },
    ...{ natures: [], strangers: 0 },
  },
  retention: { evidenceDays: 365, irrelevantDays: 7, registerDays: 1826, auditDays: 1095 },
}

const summary = { populations: [], incidents: [], exposures: count, canaries: [], strangers: [] }
const lines = inBlocks(makeLines(count))
const began = performance.now()
const { html } = await renderDashboard({ model, summary, lines, revealed: false }, new Voice('fr', 'Europe/Paris'))
const made = performance.now() - began

const folder = mkdtempSync(path.join(tmpdir(), 'vigie-bench-'))
const file = path.join(folder, 'dashboard.html')
writeFileSync(file, html)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
})
try {
  const opened: number[] = []
  for (let turn = 0; turn < 5; turn++) {
    const page = await browser.newPage()
    const from = performance.now()
    await page.goto(`file://${file}`)
    await page.locator('[data-table=exposures] .tools:visible').waitFor()
    opened.push(performance.now() - from)
    await page.close()
  }
  const bytes = Buffer.byteLength(html)
  console.log(`${count} exposures: ${(bytes / 1e6).toFixed(2)} MB, made in ${Math.round(made)} ms`)
  console.log(`opened in Chromium in ${opened.map((ms) => Math.round(ms)).join(', ')} ms`)
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
