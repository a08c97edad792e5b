/** The published schemas of what we write, and a check against them. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

export const formats = path.resolve(import.meta.dirname, '../../docs/formats')

const exposure = 'exposure.schema.json'

export function readSchema(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(formats, file), 'utf8'))
}

/**
 * What is wrong with a value, by the schema of that name; empty when nothing is. A key that the schema does not tell is wrong
 * here: whoever adds one writes it down.
 */
export function validator(file: string): (value: unknown) => string[] {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true })
  addFormats.default(ajv)
  // others speak of it by its name
  if (file !== exposure) ajv.addSchema(closed(readSchema(exposure)) as Record<string, unknown>)
  const check = ajv.compile(closed(readSchema(file)) as Record<string, unknown>)
  // as a reader of the file sees it
  return (value) =>
    check(JSON.parse(JSON.stringify(value)))
      ? []
      : (check.errors ?? []).map(
          ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
        )
}

/** The same schema, with no other keys than those it tells. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]))
  const isObject = inner.type === 'object' && inner.properties !== undefined
  return isObject ? { ...inner, unevaluatedProperties: false } : inner
}
