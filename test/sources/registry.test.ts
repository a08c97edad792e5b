import { readdirSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { findSource, retired, sourceIds, sources } from '../../src/sources/index.ts'
import { builtIn } from '../../src/sources/recipes/index.ts'

const room = new URL('../../src/sources/', import.meta.url)
/** `recipes` holds places that are told in data, several in one folder */
const folders = readdirSync(room, { withFileTypes: true }).filter(
  (entry) => entry.isDirectory() && entry.name !== 'recipes',
)
const inData = builtIn.map((source) => source.id)

describe('the registry', () => {
  test('names every folder of the room, and nothing else', () => {
    expect(sources.map((source) => source.id).sort()).toEqual(
      [...folders.map((folder) => folder.name), ...inData].sort(),
    )
  })

  test('has the ids that the configuration knows before an adapter is loaded', () => {
    expect(sourceIds).toEqual(sources.map((source) => source.id).sort())
  })

  test.each(folders.map((folder) => folder.name))('%s has its face, its contract and its readme', (name) => {
    expect(readdirSync(new URL(`${name}/`, room))).toEqual(
      expect.arrayContaining(['contract.ts', 'index.ts', 'readme.md']),
    )
  })

  test('finds a source by its id, and none for an unknown or retired one', () => {
    expect(findSource('hibp')?.name).toBe('Have I Been Pwned')
    expect(findSource('nowhere')).toBeUndefined()
    expect(findSource('snusbase')).toBeUndefined()
  })

  test('gives no id twice, and retires nothing that has an adapter', () => {
    const ids = [...sources, ...retired].map((entry) => entry.id)

    expect(new Set(ids).size).toBe(ids.length)
  })

  test('retires each service that is out, with its reason and date', () => {
    expect(retired).toHaveLength(16)
    for (const entry of retired) {
      expect(entry.reason).not.toBe('')
      expect(entry.decidedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
  })

  test.each(sources)('$id states its facts in full', (source) => {
    expect(source.name).not.toBe('')
    expect(source.kinds.length).toBeGreaterThan(0)
    expect(source.questions.length).toBeGreaterThan(0)
    expect(source.legalReason).not.toBe('')
    expect(source.contractReadOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    // some old paste sites speak no TLS; they are told nothing and take no key
    const scheme = inData.includes(source.id) ? 'https?' : 'https'
    expect(source.termsUrl).toMatch(new RegExp(`^${scheme}://`))
    for (const base of Object.values(source.hosts)) expect(base).toMatch(new RegExp(`^${scheme}://[^/]+(?:/.*[^/])?$`))
    expect(source.shape === 'watch' ? source.tells : 'nothing').toBe('nothing')
  })
})
