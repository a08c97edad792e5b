/** Which keys a schema tells, and which of them a document has: a promise that nothing ever keeps shows up between the two. */
import { readSchema, type Schema } from './schemas.ts'

/** Every key that the schema of that name tells in its own words, as `definition/…/key`. */
export function keysTold(file: string): ReadonlySet<string> {
  const told = new Set<string>()
  const definitions = readSchema(file).$defs as Readonly<Record<string, Schema>>
  for (const [name, definition] of Object.entries(definitions)) collectKeys(definition, name, told)
  return told
}

/** Those of them that `document` has where `definition` tells them; shared parts go by their own name. */
export function keysSeen(file: string, definition: string, document: unknown, seen: Set<string>): void {
  const definitions = readSchema(file).$defs as Readonly<Record<string, Schema>>
  visit(definitions[definition]!, definition, document)

  function visit(schema: Schema, at: string, value: unknown): void {
    const { $ref, properties, items, additionalProperties } = schema as Parts
    if ($ref?.startsWith('#/$defs/') === true) {
      const name = $ref.slice('#/$defs/'.length)
      visit(definitions[name]!, name, value)
    }
    for (const branch of branchesOf(schema)) visit(branch, at, value)
    if (Array.isArray(value)) {
      if (items !== undefined) for (const one of value) visit(items, at, one)
      return
    }
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      const own = properties?.[key]
      if (own !== undefined) {
        seen.add(`${at}/${key}`)
        visit(own, `${at}/${key}`, inner)
      } else if (typeof additionalProperties === 'object') visit(additionalProperties, at, inner)
    }
  }
}

interface Parts {
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
}

function collectKeys(schema: Schema, at: string, told: Set<string>): void {
  const { properties = {}, items, additionalProperties } = schema as Parts
  for (const [key, inner] of Object.entries(properties)) {
    told.add(`${at}/${key}`)
    collectKeys(inner, `${at}/${key}`, told)
  }
  if (items !== undefined) collectKeys(items, at, told)
  if (typeof additionalProperties === 'object') collectKeys(additionalProperties, at, told)
  for (const branch of branchesOf(schema)) collectKeys(branch, at, told)
}

function branchesOf(schema: Schema): readonly Schema[] {
  return [...((schema.anyOf ?? []) as Schema[]), ...((schema.oneOf ?? []) as Schema[])]
}
