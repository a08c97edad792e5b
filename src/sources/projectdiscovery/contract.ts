/**
 * What ProjectDiscovery's leaks API promises, cut down to what we use. The vendor's own page shows two shapes of statistics;
 * both are read, and a body of neither is a broken contract. Of a record, a password is read as its form only.
 * @see https://docs.projectdiscovery.io/api-reference/leaks/get-domain-stats (read 2026-11-24)
 */
import * as v from 'valibot'
import { secretField } from '../secret.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** A counter is a list of one object; more are added up, and an empty list is no zero: `undefined`. */
function counter(field: string) {
  const entry = v.pipe(
    v.object({ [field]: count }),
    v.transform((read) => read[field] ?? 0),
  )
  return v.optional(
    v.pipe(
      v.array(entry),
      v.transform((list) => (list.length === 0 ? undefined : list.reduce((sum, one) => sum + one, 0))),
    ),
  )
}

/** `stats/domain` and `stats/email`, as in the schema. */
export const counters = v.object({
  leak_devices_count: counter('devices'),
  leak_customers_count: counter('customers'),
  leak_user_count: counter('user'),
  leak_employees_count: counter('employees'),
  combolist_exposure: counter('combolist_exposure'),
})
export type Counters = v.InferOutput<typeof counters>

/** The same, as in the prose. */
export const flatCounters = v.object({ total_leaks: count, employee_leaks: v.optional(count) })

/** `/v1/leaks` */
export const leakPage = v.object({
  data: v.array(v.unknown()),
  total_leaks: count,
  total_pages: v.nullish(count, 1),
})

/** A stolen login: whose, and where it was used. */
export const leak = v.object({
  username: v.pipe(v.string(), v.nonEmpty(), v.trim(), v.toLowerCase()),
  url: v.nullish(v.string(), ''),
  log_date: v.nullish(v.string()),
  password: secretField,
})
export type Leak = v.InferOutput<typeof leak>
