/** A real Chromium for pages that we write: the machine's own, headless, without network of its own. */
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe } from '@jest/globals'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

const executable = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((file) => file !== undefined && existsSync(file))

/** `describe`, or a skip with a notice where no Chromium is installed. */
export const describeInBrowser: typeof describe.skip = executable === undefined ? describe.skip : describe
if (executable === undefined) {
  process.stderr.write('no Chromium here: tests of pages are skipped (apt-get install chromium, or CHROMIUM=/path)\n')
}

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
]

export interface Opened extends AsyncDisposable {
  readonly page: Page
  /** what the page asked for besides itself and pictures that it carries */
  readonly requests: readonly string[]
  /** errors, warnings and refusals that it told */
  readonly complaints: readonly string[]
}

let browser: Browser | undefined
let folder = ''

/** Starts it for the tests of one file. */
export function useBrowser(): void {
  beforeAll(async () => {
    if (executable === undefined) return
    const { chromium } = await import('playwright-core')
    browser = await chromium.launch({ executablePath: executable, args: flags })
    folder = await mkdtemp(path.join(os.tmpdir(), 'vigie-browser-'))
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    if (folder !== '') await rm(folder, { recursive: true, force: true })
  })
}

let files = 0

/** Opens a page from a file, as a person does by a double click. */
export async function openPage(html: string, options: BrowserContextOptions = {}): Promise<Opened> {
  if (browser === undefined) throw new Error('no browser was started')
  const file = path.join(folder, `page-${++files}.html`)
  await writeFile(file, html)
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  const requests: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (url !== `file://${file}` && !url.startsWith('data:')) requests.push(url)
  })
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.goto(`file://${file}`)
  return { page, requests, complaints, [Symbol.asyncDispose]: () => context.close() }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** WCAG 2.2 A and AA, and what axe holds to be good practice */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds wrong with a page, opened anew so that its policy lets axe in. */
export async function accessibilityFaults(html: string, options: BrowserContextOptions = {}): Promise<string[]> {
  await using opened = await openPage(html, { ...options, bypassCSP: true })
  await opened.page.evaluate(axeSource)
  const found = (await opened.page.evaluate(`axe.run({ runOnly: ${JSON.stringify(rules)} })`)) as {
    readonly passes: readonly unknown[]
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly target: unknown }[] }[]
  }
  if (found.passes.length < 10) throw new Error('axe looked at nothing')
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(' | ')}`)
}
