import { describe, expect, test } from '@jest/globals'
import * as v from 'valibot'
import { ContractError } from '../../src/domain/index.ts'
import { parseEntries, parseOne, parseRows } from '../../src/sources/parse.ts'

const row = v.object({ Name: v.string() })
const names = v.array(v.string())

describe('reading what a publisher sent', () => {
  test('keeps only the fields that are used', () => {
    expect(parseOne('s', row, { Name: 'a', New: 1 })).toEqual({ Name: 'a' })
  })

  test('counts a bad row and keeps the others', () => {
    expect(parseRows('s', row, [{ Name: 'a' }, { Name: 7 }, null])).toEqual({ rows: [{ Name: 'a' }], badRows: 2 })
    expect(parseEntries('s', names, { a: ['x'], b: 'x', '': ['x'] })).toEqual({ rows: [['a', ['x']]], badRows: 2 })
  })

  test('refuses a list of which no row is as promised, and takes an empty one', () => {
    expect(() => parseRows('s', row, [{ Nom: 'a' }])).toThrow('s: [0].Name is not as promised')
    expect(parseRows('s', row, [])).toEqual({ rows: [], badRows: 0 })
  })

  test.each([null, 'text', 3, {}])('refuses %j where a list is due', (body) => {
    expect(() => parseRows('s', row, body)).toThrow(ContractError)
  })

  test.each([null, 'text', 3, []])('refuses %j where an object is due', (body) => {
    expect(() => parseEntries('s', names, body)).toThrow(ContractError)
  })

  test('names the path, never the value nor the key of a map', () => {
    const attempts = [
      () => parseOne('s', row, { Name: ['agent@ville-exemple.fr'] }),
      () => parseRows('s', row, [{ Name: { secret: 'agent@ville-exemple.fr' } }]),
      () => parseEntries('s', names, { agent: ['fine', { leak: 'agent' }] }),
    ]

    const messages = attempts.map(messageOf)

    expect(messages[0]).toContain('Name')
    expect(messages.join(' ')).not.toMatch(/agent/)
  })
})

function messageOf(attempt: () => unknown): string {
  try {
    attempt()
  } catch (error) {
    return JSON.stringify(error) + (error as Error).message
  }
  throw new Error('nothing was thrown')
}
