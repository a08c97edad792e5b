import { expect, test } from '@jest/globals'
import type { Locale } from '../../src/messages/index.ts'
import { exposureLines, renderDashboard, summarize, Voice } from '../../src/report/index.ts'
import { inBlocks, makeLines } from '../report/lines.ts'
import { hostile, makeTown, now, townModel } from '../report/town.ts'
import { accessibilityFaults, describeInBrowser, openPage, useBrowser } from './browser.ts'

useBrowser()

async function townPage(locale: Locale = 'fr', words?: readonly string[]): Promise<string> {
  const { store } = await makeTown(words === undefined ? {} : { words })
  const options = { now, filter: {} }
  const { html } = await renderDashboard(
    {
      model: await townModel(store),
      summary: await summarize(store, options),
      lines: exposureLines(store, options),
      revealed: false,
    },
    new Voice(locale, 'Europe/Paris'),
  )
  return html
}

/** The town's page, with as many exposures as are wanted. */
async function largePage(count: number): Promise<string> {
  const { store } = await makeTown()
  const { html } = await renderDashboard(
    {
      model: await townModel(store),
      summary: await summarize(store, { now, filter: {} }),
      lines: inBlocks(makeLines(count)),
      revealed: false,
    },
    new Voice('fr', 'Europe/Paris'),
  )
  return html
}

describeInBrowser('the dashboard in a browser', () => {
  test('asks for nothing, and complains of nothing', async () => {
    await using opened = await openPage(await townPage())

    expect(await opened.page.title()).toBe('Tableau de bord des expositions – Ville d’Exemple')
    expect(opened.complaints).toEqual([])
    expect(opened.requests).toEqual([])
  })

  test('runs no script but its own: what a page should not do is refused', async () => {
    await using opened = await openPage(await townPage())

    const ran = await opened.page.evaluate(`(() => {
      const script = document.createElement('script')
      try { script.textContent = 'window.ran = true' } catch { return 'refused by trusted types' }
      document.body.append(script)
      return String(window.ran)
    })()`)

    expect(ran).toBe('refused by trusted types')
    expect(await opened.page.evaluate(`fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'refused')`)).toBe(
      'refused',
    )
    expect(opened.complaints.join('\n')).toContain("default-src 'none'")
  })

  test('shows what a leak wrote as text', async () => {
    const html = await townPage('fr', hostile)
    await using opened = await openPage(html)

    expect(await opened.page.title()).toBe('Tableau de bord des expositions – Ville d’Exemple')
    expect(opened.complaints).toEqual([])
    const text = (await opened.page.locator('#table-incidents').textContent()) ?? ''
    expect(text).toContain('<script>document.title="ran"</script>')
    expect(text).toContain('"><img src=x onerror=document.title="ran">')
    expect(text).toContain('=HYPERLINK("http://evil.example";"x")')
    expect(await opened.page.locator('main img:not([src^="data:image/svg+xml;base64,"])').count()).toBe(0)
    expect(await opened.page.locator('script').count()).toBe(2)
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\p{Cc}(?<![\n])/u)
    expect(html.length).toBeLessThan(200_000)
  })

  test.each([
    ['fr', 'light', 1280],
    ['en', 'dark', 1280],
    ['fr', 'light', 400],
    ['en', 'dark', 400],
  ] as const)('is accessible: %s, %s, %s px wide', async (locale, colorScheme, width) => {
    const faults = await accessibilityFaults(await townPage(locale), { colorScheme, viewport: { width, height: 900 } })

    expect(faults).toEqual([])
  })

  test('is accessible without scripts', async () => {
    const html = (await townPage()).replace(/<script>.*<\/script>/s, '')

    expect(await accessibilityFaults(html)).toEqual([])
  })

  test('filters, and says how much is left', async () => {
    await using opened = await openPage(await largePage(1_200))
    const place = opened.page.locator('[data-table=exposures]')
    const status = place.getByRole('status')

    await expect(status.textContent()).resolves.toBe('1 200 sur 1 200 correspondent · Lignes 1 à 50 sur 1 200')
    await place.getByLabel('Population').selectOption({ label: 'Agents' })
    await expect(status.textContent()).resolves.toBe('240 sur 1 200 correspondent · Lignes 1 à 50 sur 240')
    await place.getByLabel('Nature').selectOption({ label: 'numéro' })
    await expect(status.textContent()).resolves.toBe('26 sur 1 200 correspondent · Lignes 1 à 26 sur 26')
    await place.getByLabel('Rechercher').fill('boutique en ligne 7')
    expect(await place.locator('tbody tr').count()).toBeLessThan(26)
    await place.getByLabel('Rechercher').fill('nowhere to be found')
    await expect(status.textContent()).resolves.toBe('Aucune ligne ne correspond.')
    await place.getByRole('button', { name: 'Effacer les filtres' }).click()
    await expect(status.textContent()).resolves.toBe('1 200 sur 1 200 correspondent · Lignes 1 à 50 sur 1 200')
  })

  test('sorts by any column, both ways, and says so', async () => {
    await using opened = await openPage(await largePage(120))
    const place = opened.page.locator('[data-table=exposures]')
    const header = place.getByRole('columnheader', { name: 'Identifiant' })
    const first = () => place.locator('tbody tr').first().locator('.id').textContent()

    await header.getByRole('button').click()
    expect(await header.getAttribute('aria-sort')).toBe('ascending')
    expect(await first()).toBe('06 39 98 •• ••')
    await header.getByRole('button').click()
    expect(await header.getAttribute('aria-sort')).toBe('descending')
    expect(await first()).toMatch(/^z•••••@/)
    await place.getByRole('columnheader', { name: 'Vu d’abord' }).getByRole('button').click()
    expect(await header.getAttribute('aria-sort')).toBeNull()
    expect(await place.locator('tbody tr').first().locator('td').last().textContent()).toBe('01/11/2026')
  })

  test('turns pages, and stops at the last', async () => {
    await using opened = await openPage(await largePage(120))
    const place = opened.page.locator('[data-table=exposures]')
    const [previous, next] = ['Précédente', 'Suivante'].map((name) => place.getByRole('button', { name }))

    expect(await previous!.getAttribute('aria-disabled')).toBe('true')
    await next!.click()
    await next!.click()
    expect(await place.getByRole('status').textContent()).toBe('120 sur 120 correspondent · Lignes 101 à 120 sur 120')
    expect(await next!.getAttribute('aria-disabled')).toBe('true')
    await next!.click({ force: true })
    expect(await place.locator('.pager p').textContent()).toBe('Page 3 sur 3')
    expect(await place.locator('tbody tr').count()).toBe(20)
  })

  test('goes from an incident to its exposures', async () => {
    await using opened = await openPage(await townPage())
    const { page } = opened

    await page.getByRole('button', { name: 'Voir les expositions : Boutique Exemple' }).click()

    const place = page.locator('[data-table=exposures]')
    expect(await place.getByRole('status').textContent()).toContain('2 sur ')
    expect(await place.locator('tbody td:nth-child(3)').allTextContents()).toEqual([
      expect.stringContaining('Boutique Exemple'),
      expect.stringContaining('Boutique Exemple'),
    ])
    expect(await page.evaluate('document.activeElement.type')).toBe('search')
  })

  test('is driven by the keyboard alone', async () => {
    await using opened = await openPage(await largePage(120))
    const { page } = opened

    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Aller au contenu')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('content')
    const next = page.locator('[data-table=exposures]').getByRole('button', { name: 'Suivante' })
    await next.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Suivante')
    const why = page.locator('[data-table=exposures] tbody summary').first()
    await why.focus()
    await page.keyboard.press('Space')
    expect(await page.locator('[data-table=exposures] details[open]').count()).toBe(1)
  })

  test('shows by script what the file shows without', async () => {
    const html = await largePage(120)
    await using without = await openPage(html, { javaScriptEnabled: false })
    await using opened = await openPage(html)

    for (const table of ['exposures', 'incidents']) {
      const [still, made] = await Promise.all(
        [without, opened].map(({ page }) => page.locator(`#table-${table} tbody tr`).allTextContents()),
      )
      const words = (rows: readonly string[] | undefined) => rows?.map((row) => row.replace(/\s+/g, ' '))
      const button = / ?Voir les expositions : .*?(?=\d\d\/\d\d\/\d{4}$)/
      expect(words(still)?.length).toBeGreaterThan(3)
      expect(words(made)?.map((row) => row.replace(button, ''))).toEqual(words(still))
    }
  })

  test('can be read without scripts', async () => {
    await using opened = await openPage(await largePage(120), { javaScriptEnabled: false })
    const { page } = opened

    expect(await page.locator('noscript').textContent()).toContain('Cette page se lit sans scripts')
    expect(await page.locator('#table-exposures tbody tr').count()).toBe(50)
    expect(await page.getByText('Les 50 premières lignes sur 120.').isVisible()).toBe(true)
    expect(await page.locator('.tools:visible, .pager:visible').count()).toBe(0)
  })

  test('holds 50,000 exposures in 8 MB, and few of them in the page', async () => {
    const html = await largePage(50_000)
    await using opened = await openPage(html)

    expect(Buffer.byteLength(html)).toBeLessThan(8_000_000)
    expect(await opened.page.locator('[data-table=exposures]').getByRole('status').textContent()).toContain(
      '50 000 sur 50 000',
    )
    expect(await opened.page.locator('*').count()).toBeLessThan(3_000)
  }, 60_000)

  test('prints without its tools, with its marking on each sheet', async () => {
    await using opened = await openPage(await largePage(120))
    const { page } = opened

    await page.emulateMedia({ media: 'print' })

    expect(await page.locator('.tools').first().isVisible()).toBe(false)
    expect(await page.locator('#table-exposures th .printed').first().isVisible()).toBe(true)
    expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000)
    expect(await page.content()).toContain('content: "TLP:AMBER+STRICT"')
  })
})
