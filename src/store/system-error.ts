/**
 * The `code` (`ENOENT`) of an error of the system, the `errcode` of one of SQLite; `undefined` for any other. By its shape and
 * not by its class: an error of another realm is no `Error` of ours.
 */
export function codeOf(error: unknown, property: 'code' | 'errcode'): unknown {
  if (typeof error !== 'object' || error === null || !(property in error)) return undefined
  return (error as Record<typeof property, unknown>)[property]
}
