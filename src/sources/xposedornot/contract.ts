/**
 * What XposedOrNot promises, cut down to what we use.
 * @see https://api.xposedornot.com/docs and the server's own code, github XposedOrNot/XposedOrNot-API (read 2026-08-20)
 */
import * as v from 'valibot'

const text = v.pipe(v.string(), v.nonEmpty())
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}/))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** `/v1/check-email/{email}`: names in a list in a list, or `Error` with no `breaches`. */
export const checkEmail = v.union([
  v.object({ breaches: v.pipe(v.array(v.array(v.unknown())), v.minLength(1)) }),
  v.object({ Error: text, breaches: v.optional(v.null()) }),
])
export const breachName = text

/** `/v1/breach-analytics`: all null for an address that is not known. */
export const analytics = v.object({
  BreachesSummary: v.object({ site: v.nullish(v.string(), '') }),
  ExposedBreaches: v.nullable(v.object({ breaches_details: v.array(v.unknown()) })),
})
export const analyticsRow = v.object({ breach: text })

/** `/v3/check-email/{email}` of Plus. */
export const plusCheck = v.object({ breaches: v.pipe(v.array(v.unknown()), v.minLength(1)) })
export const plusRow = v.object({ breach_id: text })

/** `/v1/domain-breach-summary`; the counts stop near 10 000. */
export const summary = v.object({ sendDomains: v.object({ breaches_details: v.array(v.unknown()) }) })
export const summaryRow = v.object({
  domain: v.pipe(text, v.toLowerCase()),
  breach_emails: count,
  breach_count: count,
  breach_total: count,
  breach_last_seen: v.nullish(v.string()),
})

/** `/v1/domain-breaches/`: every verified domain of the key at once. */
export const domainBreaches = v.object({
  metrics: v.object({ Domain_Summary: v.record(v.string(), v.unknown()), Breaches_Details: v.array(v.unknown()) }),
})
export const domainRow = v.object({ email: v.pipe(text, v.toLowerCase()), breach: text })

/** `/v1/breaches`; null when there is none. */
export const breachList = v.object({ exposedBreaches: v.nullable(v.array(v.unknown())) })
export const breach = v.object({
  breachID: text,
  breachedDate: day,
  addedDate: v.nullish(v.string()),
  domain: v.nullish(v.string(), ''),
  exposedData: v.array(text),
  exposedRecords: v.number(),
  exposureDescription: v.nullish(v.string(), ''),
  verified: v.optional(v.boolean(), false),
  sensitive: v.optional(v.boolean(), false),
})
export type Breach = v.InferOutput<typeof breach>
