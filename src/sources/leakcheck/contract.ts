/**
 * What LeakCheck's public call promises, cut down to what we use.
 * @see https://wiki.leakcheck.io/en/api/public (read 2026-11-24)
 */
import * as v from 'valibot'

const text = v.pipe(v.string(), v.nonEmpty())

/** Lists may be missing where nothing was found. */
export const answer = v.object({
  success: v.literal(true),
  found: v.pipe(v.number(), v.integer(), v.minValue(0)),
  fields: v.nullish(v.array(text), []),
  sources: v.nullish(v.array(v.unknown()), []),
})

/** `date` is a month, or empty. */
export const leak = v.object({ name: text, date: v.nullish(v.string()) })
