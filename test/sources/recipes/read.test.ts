import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { ConfigError } from '../../../src/domain/index.ts'
import { builtIn, readRecipes } from '../../../src/sources/recipes/index.ts'

const good = `
id: depot-exemple
name: Dépôt d'Exemple
list:
  url: https://depot.example.org/recents
  items: "table.recent tr.paste"
  id: { from: a, attribute: href, match: "/voir/([0-9a-f]{8})$" }
  size: 50
item:
  url: https://depot.example.org/brut/{id}
because: page publique, décision du RSSI
checkedOn: 2026-11-24
`

const attempt = (yaml: string, taken: string[] = []) => readRecipes([parse(yaml)], taken)

describe('a recipe', () => {
  test('becomes a watched source with its hosts, pace and reasons', async () => {
    const [place] = await attempt(`${good}every: 2m\npace: 3s\nterms: https://depot.example.org/conditions\n`)

    expect(place).toMatchObject({
      shape: 'watch',
      id: 'depot-exemple',
      name: "Dépôt d'Exemple",
      tells: 'nothing',
      hosts: { main: 'https://depot.example.org' },
      quota: { requests: 1, perMs: 3_000 },
      minListIntervalMs: 120_000,
      pageSize: 50,
      legalReason: 'page publique, décision du RSSI',
      termsUrl: 'https://depot.example.org/conditions',
      contractReadOn: '2026-11-24',
    })
    expect(place).not.toHaveProperty('key')
  })

  test('whose items stand at another host has two', async () => {
    const [place] = await attempt(good.replace('https://depot.example.org/brut', 'https://brut.example.org'))

    expect(place?.hosts).toEqual({ main: 'https://depot.example.org', item: 'https://brut.example.org' })
  })

  test.each([
    ['places[0]: expected a recipe', () => 'depot'],
    ['places[0].id: is missing', (yaml: string) => yaml.replace('id: depot-exemple', '')],
    ['places[0].id: expected lower-case', (yaml: string) => yaml.replace('depot-exemple', 'Dépôt')],
    [
      'places[0].list.url: expected a public http',
      (yaml: string) => yaml.replace('https://depot.example.org/recents', 'file:///etc/passwd'),
    ],
    [
      'places[0].list.url: expected a public http',
      (yaml: string) => yaml.replace('https://depot.example.org/recents', 'http://exampleonly.onion/'),
    ],
    [
      'places[0].list.url: expected a public http',
      (yaml: string) => yaml.replace('https://depot', 'https://u:motdepasse@depot'),
    ],
    [
      'places[0].list.items: expected a CSS selector',
      (yaml: string) => yaml.replace('table.recent tr.paste', 'table['),
    ],
    ['places[0].list.id.from: expected a CSS selector', (yaml: string) => yaml.replace('from: a', 'from: "a["')],
    [
      'places[0].list.id.match: expected a regular expression',
      (yaml: string) => yaml.replace('([0-9a-f]{8})', '(([0-9a-f]'),
    ],
    [
      'places[0].list.id.match: expected a regular expression',
      (yaml: string) => yaml.replace('([0-9a-f]{8})', '(a)(b)'),
    ],
    ['places[0].list.size: expected a number from 1', (yaml: string) => yaml.replace('size: 50', 'size: 0')],
    ['places[0].list.size: is missing', (yaml: string) => yaml.replace('size: 50', '')],
    [
      'places[0].list.format: expected page or json',
      (yaml: string) => yaml.replace('size: 50', 'size: 50\n  format: xml'),
    ],
    ['places[0].list.empty: expected the words', (yaml: string) => yaml.replace('size: 50', 'size: 50\n  empty: true')],
    ['places[0].item.url: expected an address in which {id}', (yaml: string) => yaml.replace('/{id}', '')],
    [
      'places[0].item.url: expected a public http',
      (yaml: string) => yaml.replace('depot.example.org/brut/{id}', '{id}.example.org/'),
    ],
    [
      'places[0].item: expected either url or inline',
      (yaml: string) => yaml.replace('url: https://depot.example.org/brut/{id}', 'as: text'),
    ],
    ['places[0].because: is missing', (yaml: string) => yaml.replace(/because.*/, '')],
    ['places[0].checkedOn: expected a date', (yaml: string) => yaml.replace('2026-11-24', 'hier')],
    ['places[0].every: expected 30s or more', (yaml: string) => `${yaml}every: 5s\n`],
    ['places[0].every: expected a duration', (yaml: string) => `${yaml}every: often\n`],
    ['places[0].pace: expected 1s or more', (yaml: string) => `${yaml}pace: 0s\n`],
    ['places[0].cookie: no such setting', (yaml: string) => `${yaml}cookie: session=motdepasse\n`],
    ['places[0].list.headers: no such setting', (yaml: string) => yaml.replace('size: 50', 'size: 50\n  headers: {}')],
  ])('that is wrong says where: %s', async (message, spoil) => {
    const outcome = await attempt(spoil(good)).catch((error: unknown) => error)

    expect(outcome).toBeInstanceOf(ConfigError)
    expect((outcome as ConfigError).message).toContain(message)
    expect((outcome as ConfigError).message).not.toMatch(/motdepasse|passwd|onion|hier|often/)
  })

  test('in JSON needs the name of the field, and has no attributes', async () => {
    const json = good.replace('size: 50', 'size: 50\n  format: json')

    await expect(attempt(json)).rejects.toThrow('places[0].list.id.attribute')
    await expect(attempt(json.replace('{ from: a, attribute: href, match', '{ match'))).rejects.toThrow(
      'places[0].list.id.from: expected the name of a field',
    )
  })

  test('has an id of its own', async () => {
    await expect(attempt(good, ['depot-exemple'])).rejects.toThrow('places[0].id: another source')
    await expect(readRecipes([parse(good), parse(good)])).rejects.toThrow('places[1].id: another source')
  })
})

describe('the built-in recipes', () => {
  test('are those of the sites that publish a list, and none of a site that forbids it', () => {
    expect(builtIn.map(({ id }) => id)).toEqual([
      'pastebin-pl',
      'kpaste',
      'pastebin-fr',
      'pastebin-gr',
      'paste-org-ru',
      'codepad',
    ])
  })

  test('ask for nothing but public pages, slowly', () => {
    for (const place of builtIn) {
      expect(place).toMatchObject({ tells: 'nothing', legalClass: 'usable', quota: { requests: 1, perMs: 5_000 } })
      expect(place.minListIntervalMs).toBe(600_000)
    }
  })
})
