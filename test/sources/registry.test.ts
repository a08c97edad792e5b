import { readdirSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { findSource, retired, sources } from '../../src/sources/index.ts'

const room = new URL('../../src/sources/', import.meta.url)
const folders = readdirSync(room, { withFileTypes: true }).filter((entry) => entry.isDirectory())

describe('the registry', () => {
  test('names every folder of the room, and nothing else', () => {
    expect(sources.map((source) => source.id).sort()).toEqual(folders.map((folder) => folder.name).sort())
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
    expect(retired).toHaveLength(13)
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
    expect(source.termsUrl).toMatch(/^https:\/\//)
    for (const base of Object.values(source.hosts)) expect(base).toMatch(/^https:\/\/[^/]+(?:\/.*[^/])?$/)
    expect(source.shape === 'watch' ? source.tells : 'nothing').toBe('nothing')
  })
})
