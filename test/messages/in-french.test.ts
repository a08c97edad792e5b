import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { inFrench } from '../../src/messages/in-french.ts'

const root = path.resolve(import.meta.dirname, '../..')
const files = [
  'src/{lists,net,scan,sources,store}/**/*.ts',
  'src/{workspace,new-workspace}.ts',
  'src/report/{atomic,document/pdf,evidence/*,model/*}.ts',
].flatMap((pattern) => globSync(pattern, { cwd: root }))

const thrown =
  /new (?:Input|Config|Store|Report|Busy|Auth|Refused|RefusedBody|Blocked|Quota|Budget|Unreachable|Contract|Ambiguous|Interrupted)Error\(|\bmend:|\bmend = |\bsummary: |\bcontract: |\bcredits: |\bplan: /g

/** Texts that begin where errors are made: a template with `…` for each value, every other literal as it stands. */
function linesOf(source: string): string[] {
  return [...source.matchAll(thrown)].flatMap(({ index, 0: { length } }) => literalsOf(source, index + length))
}

/** The literals of one expression: up to its comma, closing bracket or end of line outside of any literal. */
function literalsOf(source: string, from: number): string[] {
  const found: string[] = []
  let at = from
  while (at < source.length) {
    const sign = source[at]!
    if (/[,)}]/.test(sign) || (sign === '\n' && found.length > 0)) return found
    if (sign === "'" || sign === '`') {
      const [text, end] = readLiteral(source, at)
      found.push(text)
      at = end
    } else at++
  }
  return found
}

function readLiteral(source: string, start: number): [text: string, end: number] {
  const quote = source[start]!
  let text = ''
  let at = start + 1
  while (source[at] !== quote) {
    if (quote === '`' && source.startsWith('${', at)) {
      at = skipValue(source, at + 2)
      text += '…'
      continue
    }
    if (source[at] === '\\') at++
    text += source[at]
    at++
  }
  return [text, at + 1]
}

/** Behind the bracket that closes a value, whatever templates stand in it. */
function skipValue(source: string, from: number): number {
  let at = from
  while (source[at] !== '}') at = source[at] === '`' || source[at] === "'" ? readLiteral(source, at)[1] : at + 1
  return at + 1
}

describe('what the rooms below say', () => {
  const lines = [...new Set(files.flatMap((file) => linesOf(readFileSync(path.join(root, file), 'utf8'))))].filter(
    // a word of a condition, a command to type, values alone
    (line) => line.includes(' ') && !line.startsWith('chmod ') && /[a-z]/.test(line),
  )

  test('is found in their source', () => {
    expect(lines).toContain('… does not exist')
    expect(lines).toContain('another process is writing to the database')
    expect(lines.length).toBeGreaterThan(80)
  })

  test.each(lines)('%s', (line) => {
    // what is known of an account is said part by part
    const parts = line.split(', ').map(inFrench).join(', ')
    expect([inFrench(line), parts]).not.toEqual([line, line])
  })
})

test('values stay as they are, and French is set as French is', () => {
  expect(inFrench('/srv/liste: agents.csv has no column "Prénom usuel"')).toBe(
    '/srv/liste: agents.csv n’a pas de colonne «\u00a0Prénom usuel\u00a0»',
  )
})

test('what is not known is told as it is', () => {
  expect(inFrench('sources.hibp.apiKey : la variable X n’est pas définie')).toBe(
    'sources.hibp.apiKey : la variable X n’est pas définie',
  )
})
