/** `docs/adding-a-source.md` is followed by people who have read nothing else. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { AskSource } from '../../src/sources/index.ts'
import { sources } from '../../src/sources/index.ts'

const root = path.resolve(import.meta.dirname, '../..')
const page = readFileSync(path.join(root, 'docs/adding-a-source.md'), 'utf8')
const contract = readFileSync(path.join(root, 'src/sources/contract.ts'), 'utf8')

/** The members of an interface of the contract, as they are written there. */
function membersOf(name: string): readonly string[] {
  const [, body = ''] = new RegExp(`export interface ${name}\\b[^{]*\\{\\n(.*?)\\n\\}\\n`, 's').exec(contract) ?? []
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)\??[:(]/gm)].map(([, member]) => member as string)
}

describe('the page on adding a source', () => {
  const members = [...membersOf('SourceFacts'), ...membersOf('AskSource')]

  test('is held to the contract as it is, not to a list of its own', () => {
    const source = sources.find(({ id }) => id === 'hibp') as AskSource
    expect(members).toEqual(expect.arrayContaining(['french', 'opens', 'quotaFrom', 'check']))
    expect(Object.keys(source).filter((key) => !members.includes(key))).toEqual([])
  })

  test.each(members)('names %s in its tables of facts and functions', (member) => {
    const rows = page.split('\n').filter((line) => line.startsWith('| `'))
    expect(rows.some((row) => row.split(' | ')[0]?.includes(`\`${member}\``))).toBe(true)
  })

  test.each([
    ...new Set([...page.matchAll(/`((?:src|test|docs|scripts)\/[\w./-]+)`/g)].map(([, named]) => named as string)),
  ])('names a file that is there: %s', (named) => {
    expect(existsSync(path.join(root, named))).toBe(true)
  })

  test('names every shared file of the room', () => {
    for (const [, shared] of page.matchAll(/`([a-z-]+\.ts)`/g)) {
      if (['contract.ts', 'index.ts', 'map.ts', 'plan.ts', 'ask.ts', 'account.ts'].includes(shared!)) continue
      expect([shared, existsSync(path.join(root, 'src/sources', shared!))]).toEqual([shared, true])
    }
  })
})
