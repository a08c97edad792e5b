/** Ways for a JSON body to stop being as promised. */

/** Renames the needed fields of a row or of each row; a body that has none of them is wrapped in an object. */
export function driftJson(body: string, needed: ReadonlySet<string>): string {
  if (body === '') return body
  const good = JSON.parse(body) as unknown
  const drifted = Array.isArray(good) ? good.map((row) => rename(row, needed)) : rename(good, needed)
  const text = JSON.stringify(drifted)
  return text === JSON.stringify(good) ? JSON.stringify({ Results: good }) : text
}

function rename(row: unknown, needed: ReadonlySet<string>): unknown {
  if (!isRecord(row)) return row
  return Object.fromEntries(Object.entries(row).map(([name, field]) => [needed.has(name) ? `${name}V4` : name, field]))
}

/**
 * Adds one broken row: in a list, a copy of its first row whose needed fields are not what they were; in a map of lists, an
 * entry that is no list. A body without a row is left as it is.
 */
export function spoilJsonRow(body: string, needed: ReadonlySet<string>, canary: string): string {
  if (body === '') return body
  const good = JSON.parse(body) as unknown
  if (Array.isArray(good)) {
    if (good.length === 0) return body
    return JSON.stringify([...good.slice(0, 1), spoil(good[0], needed, canary), ...good.slice(1)])
  }
  if (isRecord(good) && Object.values(good).every((value) => Array.isArray(value))) {
    return JSON.stringify({ ...good, 'ligne.cassee': { was: canary } })
  }
  return JSON.stringify(spoil(good, needed, canary))
}

function spoil(row: unknown, needed: ReadonlySet<string>, canary: string): unknown {
  if (!isRecord(row)) return { was: canary }
  return Object.fromEntries(
    Object.entries(row).map(([name, field]) => (needed.has(name) ? [name, { was: canary }] : [name, field])),
  )
}

/** Gives each object a field that no contract names. A body that is not JSON is left as it is. */
export function extendJson(body: string, canary: string): string {
  try {
    return JSON.stringify(extend(JSON.parse(body), canary))
  } catch {
    // pages and plain text have no fields
    return body
  }
}

function extend(value: unknown, canary: string): unknown {
  if (Array.isArray(value)) return value.map((item) => extend(item, canary))
  if (!isRecord(value)) return value
  const fields = Object.entries(value).map(([name, field]) => [name, extend(field, canary)])
  return { ...Object.fromEntries(fields), fieldOfTomorrow: { was: canary } }
}

/** An object whose fields are rows: names of somebody, each with a list. */
export function isMapOfLists(body: string): boolean {
  const good = JSON.parse(body) as unknown
  return isRecord(good) && Object.values(good).every((value) => Array.isArray(value))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `driftJson` for bodies that keep their rows deeper: the named fields are renamed wherever they stand. */
export function driftNested(body: string, needed: ReadonlySet<string>): string {
  if (body === '') return body
  return JSON.stringify(deep(JSON.parse(body), (record) => rename(record, needed) as Record<string, unknown>))
}

/**
 * `spoilJsonRow` for bodies that keep their rows deeper: the first list of objects that have one of the named fields gets a
 * broken row. A body without such a list has the fields themselves spoilt, where they stand.
 */
export function spoilNested(body: string, needed: ReadonlySet<string>, canary: string): string {
  if (body === '') return body
  const good = JSON.parse(body) as unknown
  let done = false
  const isRow = (item: unknown) => isRecord(item) && Object.keys(item).some((name) => needed.has(name))
  const withRow = walk(good, (list) => {
    const row = list.find(isRow)
    if (done || row === undefined) return list
    done = true
    return [list[0], spoil(row, needed, canary), ...list.slice(1)]
  })
  if (done) return JSON.stringify(withRow)
  return JSON.stringify(deep(good, (record) => spoil(record, needed, canary) as Record<string, unknown>))
}

function deep(value: unknown, change: (record: Record<string, unknown>) => Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => deep(item, change))
  if (!isRecord(value)) return value
  const inner = Object.entries(value).map(([name, field]) => [name, deep(field, change)])
  return change(Object.fromEntries(inner))
}

function walk(value: unknown, change: (list: readonly unknown[]) => readonly unknown[]): unknown {
  if (Array.isArray(value)) return change(value.map((item) => walk(item, change)))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, walk(field, change)]))
}
