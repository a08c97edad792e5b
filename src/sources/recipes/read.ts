/** From what was written under `places:` to recipes that can work. */
import * as v from 'valibot'
import { ConfigError } from '../../domain/index.ts'
import type { WatchSource } from '../contract.ts'
import { durationMs, type Recipe, recipeSchema } from './schema.ts'
import { recipeSource } from './source.ts'

const shortestEveryMs = 30_000
const shortestPaceMs = 1_000

/**
 * One watched source for each recipe.
 * @param taken ids that are sources already
 * @throws ConfigError naming the setting (`places[0].list.items`) and what is expected there, never what was written
 */
export async function readRecipes(
  raw: readonly unknown[],
  taken: Iterable<string> = [],
): Promise<readonly WatchSource[]> {
  const ids = new Set(taken)
  const sources: WatchSource[] = []
  for (const [index, written] of raw.entries()) {
    const at = `places[${index}]`
    const recipe = parseRecipe(written, at)
    if (ids.has(recipe.id)) throw new ConfigError(`${at}.id: another source or place has this id`)
    ids.add(recipe.id)
    await assertSelectors(recipe, at)
    sources.push(recipeSource(recipe))
  }
  return sources
}

/** @throws ConfigError */
export function parseRecipe(written: unknown, at: string): Recipe {
  const result = v.safeParse(recipeSchema, written)
  if (!result.success) throw toConfigError(result.issues[0], at)
  assertWhole(result.output, at)
  return result.output
}

function toConfigError(issue: v.BaseIssue<unknown>, at: string): ConfigError {
  const setting = [at, v.getDotPath(issue) ?? ''].filter((part) => part !== '').join('.')
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return new ConfigError(`${setting}: no such setting in a recipe`, { mend: 'docs/adding-a-place.md lists them all' })
  }
  if (issue.received === 'undefined') return new ConfigError(`${setting}: is missing`)
  return new ConfigError(`${setting}: expected ${issue.message}`)
}

/** What one setting asks of another. */
function assertWhole({ list, item, every, pace }: Recipe, at: string): void {
  const wrong = (setting: string, expected: string) => new ConfigError(`${at}.${setting}: expected ${expected}`)
  if ((item.url === undefined) === (item.inline === undefined)) throw wrong('item', 'either url or inline')
  if (list.format === 'page' && list.empty === true) throw wrong('list.empty', 'the words of the page')
  if (list.format === 'json') {
    const fields = { 'list.id': list.id, 'list.title': list.title, 'item.inline': item.inline }
    for (const [setting, field] of Object.entries(fields)) {
      if (field?.attribute !== undefined) throw wrong(`${setting}.attribute`, 'nothing: JSON has no attributes')
      if (field !== undefined && field.from === undefined) throw wrong(`${setting}.from`, 'the name of a field')
    }
  }
  if (durationMs(every) < shortestEveryMs) throw wrong('every', `${shortestEveryMs / 1_000}s or more`)
  if (durationMs(pace) < shortestPaceMs) throw wrong('pace', `${shortestPaceMs / 1_000}s or more`)
}

async function assertSelectors({ list, item }: Recipe, at: string): Promise<void> {
  if (list.format !== 'page') return
  const { load } = await import('cheerio/slim')
  const page = load('<p></p>')
  const selectors = {
    'list.items': list.items,
    'list.id.from': list.id.from,
    'list.title.from': list.title?.from,
    'item.inline.from': item.inline?.from,
  }
  for (const [setting, selector] of Object.entries(selectors)) {
    if (selector === undefined) continue
    try {
      page(selector)
    } catch {
      // the parser quotes what was written; it fails for nothing but its syntax
      throw new ConfigError(`${at}.${setting}: expected a CSS selector`)
    }
  }
}
