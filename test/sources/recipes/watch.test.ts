import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { BlockedError, ContractError, QuotaError, UnreachableError } from '../../../src/domain/index.ts'
import type { WatchSource } from '../../../src/sources/index.ts'
import { builtIn, readRecipes } from '../../../src/sources/recipes/index.ts'
import { said } from '../checked.ts'
import { challengePage, empty, html, json, type Origin, startOrigin, text } from '../origin.ts'

const settings = { verifiedDomains: [], options: {} }
let origin: Origin
afterEach(() => origin.close())

const page = (rows: string) =>
  `<!DOCTYPE html><html><head><title>Récents</title></head><body><table>${rows}</table></body></html>`
const row = (id: string, title = 'titre') => `<tr class="paste"><td><a href="/voir/${id}">${title}</a></td></tr>`

async function place(more = '', change: (yaml: string) => string = (yaml) => yaml): Promise<WatchSource> {
  const yaml = `
id: depot-exemple
list:
  url: https://depot.example.org/recents
  items: "tr.paste"
  id: { from: a, attribute: href, match: "/voir/([0-9a-f]{8})$" }
  title: { from: a }
  size: 3
  empty: Aucun texte
item: { url: "https://depot.example.org/brut/{id}", later: en cours de relecture, gone: a été retiré }
challenge: [Vérification du navigateur]
because: page publique
checkedOn: 2026-11-24
${more}`
  const [source] = await readRecipes([parse(change(yaml))])
  origin = await startOrigin(source!)
  origin.plan('/robots.txt', empty(404))
  return source!
}

const list = (source: WatchSource, state?: string) =>
  source.list(origin.net, settings, state === undefined ? {} : { state })
const item = (key: string) => ({ key, url: `https://depot.example.org/brut/${key}` })

describe('a place told in a recipe', () => {
  test('lists its items with address and title, each once', async () => {
    const source = await place()
    origin.plan('/recents', html(page(row('0a1b2c3d', 'Un &amp; deux') + row('0a1b2c3d') + row('9f8e7d6c', ''))))

    expect(await list(source)).toMatchObject({
      items: [
        { key: '0a1b2c3d', url: 'https://depot.example.org/brut/0a1b2c3d', title: 'Un & deux' },
        { key: '9f8e7d6c', url: 'https://depot.example.org/brut/9f8e7d6c' },
      ],
      badRows: 0,
      requests: 2,
      gap: false,
    })
  })

  test('counts a row without an id, and passes it over where rows are mixed', async () => {
    const mixed = page(row('0a1b2c3d') + row('../etc/pa'))
    const strict = await place()
    origin.plan('/recents', html(mixed))
    expect((await list(strict)).badRows).toBe(1)
    await origin.close()

    const loose = await place('', (yaml) => yaml.replace('size: 3', 'size: 3\n  mixed: true'))
    origin.plan('/recents', html(mixed))
    expect(await list(loose)).toMatchObject({ badRows: 0, items: [{ key: '0a1b2c3d' }] })
  })

  test.each([
    ['no row', page(''), ContractError],
    ['no row with an id', page(row('x')), ContractError],
    ['a challenge that everybody knows', challengePage, BlockedError],
    ['the challenge of its recipe', '<html><p>Vérification du navigateur</p></html>', BlockedError],
    ['a login', '<html><form><input type="password"></form></html>', BlockedError],
    ['a plea to slow down', '<html>Please slow down</html>', QuotaError],
    ['a page that was cut', page(row('0a1b2c3d')).slice(0, -10), ContractError],
  ])('fails for a page with %s', async (_, body, becomes) => {
    const source = await place()
    origin.plan('/recents', html(body))

    await expect(list(source)).rejects.toThrow(becomes)
  })

  test('is believed when it says in its own words that it has none', async () => {
    const source = await place()
    origin.plan('/recents', html(page('<tr><td>Aucun texte pour le moment</td></tr>')))

    expect(await list(source)).toMatchObject({ items: [], badRows: 0, gap: false })
  })

  test('tells a gap when nothing of the former reading is left', async () => {
    const source = await place()
    origin.plan('/recents', html(page(row('0a1b2c3d'))))
    const { state } = await list(source)
    origin.plan('/recents', html(page(row('11111111') + row('22222222'))))

    expect((await list(source, state)).gap).toBe(true)
  })

  test('is not read where its robots.txt asks programs not to read the list or the items', async () => {
    const source = await place()
    origin.plan('/robots.txt', text('User-agent: *\nDisallow: /brut/'))

    await expect(list(source)).rejects.toThrow(BlockedError)
  })

  test('is left alone while its robots.txt cannot be had', async () => {
    const source = await place()
    origin.plan('/robots.txt', empty(500))

    await expect(list(source)).rejects.toThrow(UnreachableError)
  })

  test('gives an item as plain text, as bytes', async () => {
    const source = await place()
    const body = Buffer.from('agent@ville-exemple.fr;pr\u00e9', 'latin1')
    origin.plan('/brut/0a1b2c3d', text(body))

    expect(Buffer.from((await source.read(item('0a1b2c3d'), origin.net))?.body ?? [])).toEqual(body)
    // reading an item asks for nothing else
    origin.plan('/robots.txt', empty(404))
    await origin.net.request({ path: '/robots.txt', expect: [404] })
  })

  test.each([
    ['404', empty(404)],
    ['410', empty(410)],
    ['its own words for it', text('Ce texte a été retiré')],
  ])('an item is gone by %s', async (_, reply) => {
    const source = await place()
    origin.plan('/brut/0a1b2c3d', reply)

    expect(await source.read(item('0a1b2c3d'), origin.net)).toBeUndefined()
    await origin.net.request({ path: '/robots.txt', expect: [404] })
  })

  test.each([
    ['is not there yet', text('Texte en cours de relecture'), UnreachableError],
    ['is refused', empty(403), BlockedError],
    ['is a page', html('<p>Bonjour</p>'), ContractError],
    ['is an archive', text('PK\u0003\u0004', 'application/zip'), ContractError],
    ['is empty', text(''), ContractError],
    ['is a challenge', html(challengePage), BlockedError],
  ])('an item that %s is no content', async (_, reply, becomes) => {
    const source = await place()
    origin.plan('/brut/0a1b2c3d', reply)

    await expect(source.read(item('0a1b2c3d'), origin.net)).rejects.toThrow(becomes)
    await origin.net.request({ path: '/robots.txt', expect: [404] })
  })

  test('a long text that quotes a notice is content', async () => {
    const source = await place()
    origin.plan('/brut/0a1b2c3d', text(`Ce texte a été retiré ${'x'.repeat(600)}`))

    expect(await source.read(item('0a1b2c3d'), origin.net)).toBeDefined()
    await origin.net.request({ path: '/robots.txt', expect: [404] })
  })

  test('may have no raw form: then the page is what is matched', async () => {
    const source = await place('', (yaml) => yaml.replace('later:', 'as: page, later:'))
    origin.plan('/brut/0a1b2c3d', html('<html><pre>agent@ville-exemple.fr</pre></html>'))

    const body = await source.read(item('0a1b2c3d'), origin.net)

    expect(new TextDecoder().decode(body?.body)).toContain('agent@ville-exemple.fr')
    await origin.net.request({ path: '/robots.txt', expect: [404] })
  })

  test('its check shows the first items', async () => {
    const source = await place()
    origin.plan('/recents', html(page(row('0a1b2c3d') + row('9f8e7d6c'))))
    origin.plan('/brut/0a1b2c3d', text('x'))

    expect(said(await source.check(origin.net, settings))).toEqual([
      'reach: ok',
      'contract: ok (2 items listed, first: 0a1b2c3d · 9f8e7d6c, newest item: 1 bytes)',
    ])
  })
})

describe('a place with a list in JSON', () => {
  const asJson = (yaml: string) =>
    yaml
      .replace('items: "tr.paste"', 'format: json\n  items: data.textes')
      .replace('{ from: a, attribute: href, match: "/voir/([0-9a-f]{8})$" }', '{ from: cle.court }')
      .replace('title: { from: a }', 'title: { from: titre }')
      .replace('empty: Aucun texte', '')
  const body = (...textes: unknown[]) => json({ data: { textes } })

  test('is read by the names of its fields', async () => {
    const source = await place('', asJson)
    origin.plan('/recents', body({ cle: { court: 42 }, titre: 'Un' }, { cle: {} }))

    expect(await list(source)).toMatchObject({ items: [{ key: '42', title: 'Un' }], badRows: 1 })
  })

  test.each([
    ['without a row', body()],
    ['without the list', json({ data: {} })],
    ['of other names', body({ key: 'a' })],
    ['that is no JSON', text('oui')],
  ])('fails %s', async (_, reply) => {
    const source = await place('', asJson)
    origin.plan('/recents', reply)

    await expect(list(source)).rejects.toThrow(ContractError)
  })

  test('may be empty where the recipe says so', async () => {
    const source = await place('', (yaml) => asJson(yaml).replace('size: 3', 'size: 3\n  empty: true'))
    origin.plan('/recents', body())

    expect(await list(source)).toMatchObject({ items: [], gap: false })
  })

  test('may hold the whole text of its items', async () => {
    const inline = (yaml: string) => asJson(yaml).replace(/item: \{.*/, 'item: { inline: { from: texte } }')
    const source = await place('', inline)
    origin.plan('/recents', body({ cle: { court: 'a1' }, texte: 'agent@ville-exemple.fr' }, { cle: { court: 'b2' } }))

    const { items, badRows } = await list(source)
    const again = await source.read({ key: 'a1', url: items[0]?.url ?? '' }, origin.net)

    expect(items).toEqual([
      { key: 'a1', url: 'https://depot.example.org/recents', body: new TextEncoder().encode('agent@ville-exemple.fr') },
    ])
    expect(badRows).toBe(1)
    expect(again?.body).toEqual(items[0]?.body)
    await expect(source.read({ key: 'zz', url: '' }, origin.net)).rejects.toThrow('no longer in the list')
  })
})

describe('pastebin.pl, built in', () => {
  const source = builtIn.find(({ id }) => id === 'pastebin-pl')!

  test('is read by its table', async () => {
    origin = await startOrigin(source)
    origin.plan('/robots.txt', empty(404))
    origin.plan(
      '/lists',
      html(readFileSync(new URL('../../fixtures/recipes/pastebin-pl.html', import.meta.url), 'utf8')),
    )

    expect((await list(source)).items).toEqual([
      { key: '0a1b2c3d', url: 'https://pastebin.pl/view/raw/0a1b2c3d' },
      { key: '9f8e7d6c', url: 'https://pastebin.pl/view/raw/9f8e7d6c' },
    ])
  })
})

describe('the other sites, built in', () => {
  test.each([
    ['kpaste', '/', '<a href="/about">x</a><a href="/0a1b2c">x</a>', '0a1b2c'],
    ['pastebin-fr', '/', '<a href="http://pastebin.fr/archive">x</a><a href="http://pastebin.fr/12345">x</a>', '12345'],
    ['pastebin-gr', '/archive', '<table><td><a href="678" title="t">x</a></td></table>', '678'],
    ['paste-org-ru', '/', "<a href='/?x1y2z3'>x</a>", 'x1y2z3'],
    ['codepad', '/recent', '<a href="http://codepad.org/Ab12Cd34">view</a>', 'Ab12Cd34'],
  ])('%s: its links are its items', async (id, path, body, key) => {
    const source = builtIn.find((one) => one.id === id)!
    origin = await startOrigin(source)
    origin.plan('/robots.txt', empty(404))
    origin.plan(path, html(`<html><body>${body}</body></html>`))

    const { items, badRows } = await list(source)

    expect(items.map((one) => one.key)).toEqual([key])
    expect(badRows).toBe(0)
  })
})
