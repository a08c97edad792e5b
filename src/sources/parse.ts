/**
 * Reading what a publisher sent. A body that is not as promised is a `ContractError`; it names the path inside the body and
 * what was expected there, never the value, and never the key of a map whose keys are somebody's addresses.
 */
import * as v from 'valibot'
import { ContractError } from '../domain/index.ts'

export type Schema<T> = v.GenericSchema<unknown, T>

/** Rows that were as promised, and how many were not. */
export interface Rows<T> {
  readonly rows: readonly T[]
  readonly badRows: number
}

/** @throws ContractError when a needed field is missing or of another type */
export function parseOne<T>(source: string, schema: Schema<T>, body: unknown): T {
  const result = v.safeParse(schema, body)
  if (!result.success) throw broken(source, result.issues[0], '')
  return result.output
}

/**
 * Parses a list row by row: a bad row is counted, the others are kept.
 * @throws ContractError when the body is no list, or when no row of it is as promised (the contract moved)
 */
export function parseRows<T>(source: string, schema: Schema<T>, body: unknown): Rows<T> {
  if (!Array.isArray(body)) throw new ContractError(source, `${source}: the body is not a list`)
  return keepGood(source, schema, body, (index) => `[${index}]`)
}

/**
 * Parses an object whose keys are rows (alias → names) into pairs, under the rules of `parseRows`.
 * @throws ContractError
 */
export function parseEntries<T>(source: string, schema: Schema<T>, body: unknown): Rows<readonly [string, T]> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ContractError(source, `${source}: the body is not an object`)
  }
  const pair = v.strictTuple([v.pipe(v.string(), v.nonEmpty()), schema])
  return keepGood<readonly [string, T]>(source, pair, Object.entries(body), () => '<entry>')
}

function keepGood<T>(
  source: string,
  schema: Schema<T>,
  body: readonly unknown[],
  at: (index: number) => string,
): Rows<T> {
  const rows: T[] = []
  let first: ContractError | undefined
  for (const [index, row] of body.entries()) {
    const result = v.safeParse(schema, row, { abortEarly: true })
    if (result.success) rows.push(result.output)
    else first ??= broken(source, result.issues[0], at(index))
  }
  if (first !== undefined && rows.length === 0) throw first
  return { rows, badRows: body.length - rows.length }
}

/** valibot's own message quotes what it received: only path and expectation are taken. */
function broken(source: string, issue: v.BaseIssue<unknown>, at: string): ContractError {
  const path = [at, v.getDotPath(issue) ?? ''].filter((part) => part !== '').join('.')
  return new ContractError(
    source,
    `${source}: ${path === '' ? 'the body' : path} is not as promised (${issue.expected ?? 'a value'})`,
  )
}
