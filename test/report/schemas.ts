/** The published schemas of what we write, and a check against them. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

export const formats = path.resolve(import.meta.dirname, '../../docs/formats')

/** A schema, or a part of one, as it is written. */
export type Schema = Readonly<Record<string, unknown>>

export function readSchema(file: string): Schema {
  return JSON.parse(readFileSync(path.join(formats, file), 'utf8'))
}

/**
 * What is wrong with a value, by the schema of that name, or by one of its `$defs`; empty when nothing is. A key that the schema
 * does not tell is wrong here: whoever adds one writes it down.
 */
export function validator(file: string, definition?: string): (value: unknown) => string[] {
  const id = readSchema(file).$id ?? file
  const check = ajv.compile({ $ref: definition === undefined ? `${id}` : `${id}#/$defs/${definition}` })
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
  const isObject = [inner.type].flat().includes('object') && inner.properties !== undefined
  return isObject ? { ...inner, unevaluatedProperties: false } : inner
}

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true })
addFormats.default(ajv)
for (const file of readdirSync(formats)) {
  // they speak of each other by their name, `urn:vigie:…`; that of the configuration is of an older draft, which editors know
  const isOurs = file.endsWith('.schema.json') && file !== 'vigie.schema.json'
  if (isOurs) ajv.addSchema(closed(readSchema(file)) as Schema, file)
}
