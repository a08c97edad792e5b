/**
 * Paste sites that a recipe can tell. All are off until the configuration switches them on: their structure is the one of
 * 2022 and was not confirmed since, so each may well answer `malformed`, which is shown and never read as "nothing".
 */
import type { WatchSource } from '../contract.ts'
import { parseRecipe } from './read.ts'
import type { RecipeInput } from './schema.ts'
import { recipeSource } from './source.ts'

const because = 'public pages, matched locally and dropped; nothing about the city is told'
/** of pages that anybody may read, and of which nothing is kept */
export const publicPagesInFrench = "pages publiques, comparées ici puis oubliées ; rien n'est révélé de la ville"
const common = { every: '10m', pace: '5s', because, checkedOn: '2026-11-24' } as const

const recipes: readonly RecipeInput[] = [
  {
    ...common,
    id: 'pastebin-pl',
    name: 'pastebin.pl',
    list: {
      url: 'https://pastebin.pl/lists',
      items: 'td.first',
      id: { from: 'a', attribute: 'href', match: '/view/([0-9a-z]+)$' },
      size: 15,
    },
    item: { url: 'https://pastebin.pl/view/raw/{id}' },
  },
  {
    ...common,
    id: 'kpaste',
    name: 'kpaste.net',
    list: {
      url: 'http://kpaste.net/',
      items: 'a[href^="/"]',
      mixed: true,
      id: { attribute: 'href', match: '^/([0-9a-f]{4,12})$' },
      size: 10,
    },
    item: { url: 'http://kpaste.net/{id}?raw' },
  },
  {
    ...common,
    id: 'pastebin-fr',
    name: 'pastebin.fr',
    list: {
      url: 'http://pastebin.fr/',
      items: 'a[href^="http://pastebin.fr/"]',
      mixed: true,
      id: { attribute: 'href', match: '^http://pastebin\\.fr/([0-9]+)$' },
      size: 10,
    },
    item: { url: 'http://pastebin.fr/pastebin.php?dl={id}' },
  },
  {
    ...common,
    id: 'pastebin-gr',
    name: 'pastebin.gr',
    list: {
      url: 'http://pastebin.gr/archive',
      items: 'td a[title]',
      mixed: true,
      id: { attribute: 'href', match: '^/?([0-9]+)$' },
      size: 10,
    },
    item: { url: 'http://pastebin.gr/paste.php?download&id={id}' },
  },
  {
    ...common,
    id: 'paste-org-ru',
    name: 'paste.org.ru',
    list: {
      url: 'http://paste.org.ru/',
      items: 'a[href^="/?"]',
      mixed: true,
      id: { attribute: 'href', match: '^/\\?([0-9a-z]+)$' },
      size: 10,
    },
    // it has no raw form: the page with the text in it is matched
    item: { url: 'http://paste.org.ru/?{id}', as: 'page' },
  },
  {
    ...common,
    id: 'codepad',
    name: 'codepad.org',
    list: {
      url: 'http://codepad.org/recent',
      items: 'a[href^="http://codepad.org/"]:contains("view")',
      id: { attribute: 'href', match: '^http://codepad\\.org/([0-9A-Za-z]{8})$' },
      size: 10,
    },
    item: { url: 'http://codepad.org/{id}/raw.txt' },
  },
]

export const builtIn: readonly WatchSource[] = recipes.map((recipe) =>
  recipeSource(parseRecipe(recipe, recipe.id), publicPagesInFrench),
)
