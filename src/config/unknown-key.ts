import type * as v from 'valibot'

/** What valibot schemas look like from outside, as far as we walk them. */
interface Walkable {
  readonly type: string
  readonly entries?: Readonly<Record<string, Walkable>>
  readonly value?: Walkable
  readonly wrapped?: Walkable
  readonly pipe?: readonly Walkable[]
  readonly options?: readonly Walkable[]
}

/** The keys that may stand in the section at `path`; empty when it is no section with fixed keys. */
export function keysAt(schema: v.GenericSchema, path: readonly PropertyKey[]): readonly string[] {
  let at: Walkable | undefined = unwrap(schema as unknown as Walkable)
  for (const key of path) at = unwrap(at?.entries?.[String(key)] ?? at?.value)
  const branches = at?.options ?? [at]
  return branches.flatMap((branch) => Object.keys(unwrap(branch)?.entries ?? {}))
}

function unwrap(schema: Walkable | undefined): Walkable | undefined {
  if (schema?.wrapped !== undefined) return unwrap(schema.wrapped)
  return schema?.pipe?.[0] !== undefined && schema.pipe[0] !== schema ? unwrap(schema.pipe[0]) : schema
}
