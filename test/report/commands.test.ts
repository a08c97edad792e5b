/**
 * What every command prints with `--json` and `--ndjson`, on a fictional town and as a person would type it, against
 * `docs/formats/commands.schema.json`. A command that is added without a schema, or that nothing here types, fails.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { failedReasons, notAskedReasons, postLabels } from '../../src/domain/index.ts'
import { makePlace, type Place, root } from '../e2e/vigie.ts'
import { type Printed, typeEveryCommand } from './every-command.ts'
import { keysSeen, keysTold } from './schema-keys.ts'
import { readSchema, type Schema, validator } from './schemas.ts'

const file = 'commands.schema.json'
const schema = readSchema(file)
const definitions = schema.$defs as Readonly<Record<string, Schema>>

const { commands } = JSON.parse(readFileSync(path.join(root, 'oclif.manifest.json'), 'utf8')) as {
  readonly commands: Readonly<Record<string, { readonly flags: Readonly<Record<string, unknown>> }>>
}
/** `lists-import`; `assess-post-ndjson` too for what prints lines */
const names = Object.entries(commands).flatMap(([id, { flags }]) => {
  const name = id.replaceAll(':', '-')
  return [...('json' in flags ? [name] : []), ...('ndjson' in flags ? [`${name}-ndjson`] : [])]
})
/** of options that print another document, and of whatever fails */
const others = ['scan-plan', 'sources-list-retired', 'error']

let place: Place
let printed: Printed
beforeAll(async () => {
  place = await makePlace()
  printed = await typeEveryCommand(place)
}, 480_000)
afterAll(() => place.remove())

test('there are commands', () => {
  expect(names.length).toBeGreaterThan(35)
})

describe('what is printed is as its schema says:', () => {
  test.each([...names, ...others])('%s', (name) => {
    const documents = printed.get(name) ?? []

    expect(documents.length).toBeGreaterThan(0)
    expect(Object.keys(definitions)).toContain(name)
    const faults = validator(file, name)
    expect(documents.flatMap(faults).slice(0, 5)).toEqual([])
  })
})

describe('the schema', () => {
  test('offers one for each command as a whole, and shared parts that are used', () => {
    const used: readonly string[] = JSON.stringify(definitions).match(/(?<="#\/\$defs\/)[\w-]+/g) ?? []

    expect(schema.anyOf).toEqual([...printed.keys()].map((name) => ({ $ref: `#/$defs/${name}` })).sort(byRef))
    expect(Object.keys(definitions).filter((name) => !printed.has(name) && !used.includes(name))).toEqual([])
  })

  test('refuses a key that it does not tell, wherever it stands', () => {
    const taken = [...printed].flatMap(([name, documents]) => {
      const faults = validator(file, name)
      return documents.flatMap((document) =>
        objectsIn(document).flatMap(([at, object]) => {
          object.unannounced = null
          const isRefused = faults(document).length > 0
          delete object.unannounced
          return isRefused ? [] : [`${name} ${at}`]
        }),
      )
    })

    expect(taken).toEqual([])
  })

  test('tells no key that is never seen, but for what this town does not meet', () => {
    const seen = new Set<string>()
    for (const [name, documents] of printed) {
      for (const document of documents) keysSeen(file, name, document, seen)
    }

    expect([...keysTold(file)].filter((key) => !seen.has(key))).toEqual([
      ...['demo/summary/canaries/incident', 'demo/summary/canaries/base', 'demo/summary/canaries/count'],
      'lists-import/files/rejects/sheet',
      'toldBy/withdrawnAt',
    ])
  })

  test('has the words of the program', () => {
    expect(definitions.failedReason?.enum).toEqual(failedReasons)
    expect(definitions.reason?.enum).toEqual([...notAskedReasons, ...failedReasons])
    expect(definitions.postLabel?.enum).toEqual(postLabels)
  })
})

function byRef(a: { readonly $ref: string }, b: { readonly $ref: string }): number {
  return a.$ref < b.$ref ? -1 : 1
}

/** The first object at each place of a document. */
function objectsIn(document: unknown): readonly (readonly [string, Record<string, unknown>])[] {
  const places = new Map<string, Record<string, unknown>>()
  const visit = (value: unknown, at: string): void => {
    if (typeof value !== 'object' || value === null) return
    const isList = Array.isArray(value)
    if (!isList && !places.has(at)) places.set(at, value as Record<string, unknown>)
    for (const [key, inner] of Object.entries(value)) visit(inner, isList ? `${at}[]` : `${at}.${key}`)
  }
  visit(document, '')
  return [...places]
}
