/**
 * What LeakCheck Pro v2 promises, cut down to what we use. It answers with records: a password is read as its form only,
 * and of the rest no more than what says whose row it is.
 * @see https://wiki.leakcheck.io/en/api/api-v2-pro (edited 2024-04-25, read 2026-11-24)
 */
import * as v from 'valibot'
import { secretField } from '../secret.ts'

const text = v.pipe(v.string(), v.nonEmpty())
const flag = v.pipe(
  v.nullish(v.union([v.number(), v.boolean()]), 0),
  v.transform((value) => Number(value) === 1),
)

/** `quota`: queries that are left of the plan */
export const answer = v.object({
  success: v.literal(true),
  found: v.pipe(v.number(), v.integer(), v.minValue(0)),
  quota: v.fallback(v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))), undefined),
  result: v.nullish(v.array(v.unknown()), []),
})

/** Every key but `source` is optional. `origin`: the sites that a stealer log held credentials for. */
export const record = v.object({
  source: v.object({ name: text, breach_date: v.nullish(v.string()), unverified: flag, compilation: flag }),
  fields: v.nullish(v.array(text), []),
  email: v.nullish(v.string()),
  username: v.nullish(v.string()),
  password: secretField,
  hash: secretField,
  origin: v.nullish(v.union([v.string(), v.array(v.string())])),
})
export type LeakRecord = v.InferOutput<typeof record>
