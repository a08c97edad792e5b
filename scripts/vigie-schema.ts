/** Writes the JSON Schema of `vigie.yaml` for editors: `node scripts/vigie-schema.ts`. */
import { writeFileSync } from 'node:fs'
import { toJsonSchema } from '@valibot/to-json-schema'
import { configurationSchema } from '../src/config/schema.ts'

export const schemaFile = new URL('../docs/formats/vigie.schema.json', import.meta.url)

/** The text of the schema. Checks that JSON Schema cannot say (a time zone exists) are left to the program. */
export function vigieSchema(): string {
  const schema = toJsonSchema(configurationSchema, { typeMode: 'input', errorMode: 'ignore' })
  return `${JSON.stringify({ title: 'vigie.yaml', ...(withoutNull(schema) as object) }, null, 2)}\n`
}

/** A key without a value counts as absent; an editor need not offer it. */
function withoutNull(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutNull)
  if (node === null || typeof node !== 'object') return node
  const { anyOf, ...others } = node as { readonly anyOf?: readonly { readonly type?: string }[] }
  const kept = anyOf?.filter((branch) => branch.type !== 'null')
  if (kept?.length === 1) return withoutNull({ ...others, ...kept[0] })
  const plain = Object.fromEntries(Object.entries(others).map(([key, value]) => [key, withoutNull(value)]))
  return kept === undefined ? plain : { anyOf: kept.map(withoutNull), ...plain }
}

if (import.meta.main) writeFileSync(schemaFile, vigieSchema())
