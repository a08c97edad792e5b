import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { findSource } from '../../../src/sources/index.ts'
import { builtIn, readRecipes } from '../../../src/sources/recipes/index.ts'
import { recipeSchema } from '../../../src/sources/recipes/schema.ts'

const guide = readFileSync(new URL('../../../docs/adding-a-place.md', import.meta.url), 'utf8')
const examples = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
  ([, yaml]) => parse(yaml ?? '') as { places: unknown[] },
)

describe('the guide to places', () => {
  test.each(examples.map(({ places }) => places))('its examples are good recipes', async (...places) => {
    expect(await readRecipes(places)).toHaveLength(places.length)
  })

  test('has examples', () => {
    expect(examples).toHaveLength(2)
  })

  test('names every setting', () => {
    const nested = { list: recipeSchema.entries.list.entries, item: recipeSchema.entries.item.entries }
    const settings = [
      ...Object.keys(recipeSchema.entries).filter((name) => !(name in nested)),
      ...Object.entries(nested).flatMap(([section, entries]) =>
        Object.keys(entries).map((name) => `${section}.${name}`),
      ),
    ]

    for (const setting of settings) expect(guide).toContain(`\`${setting}\``)
  })

  test('names every place that is there already, and none that is not', () => {
    const named = [...(guide.split('## Places that are there already')[1] ?? '').matchAll(/`([a-z-]+)`/g)].map(
      ([, id]) => id,
    )

    for (const { id } of builtIn) expect(named).toContain(id)
    for (const id of named) expect(findSource(id ?? '')?.shape).toBe('watch')
  })
})
