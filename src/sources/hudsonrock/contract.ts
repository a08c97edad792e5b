/**
 * What the free tools of Hudson Rock's Cavalier promise, cut down to what we use. Machine names, logins, passwords (masked
 * at source) and addresses of machines are not read.
 * @see https://docs.hudsonrock.com and github turbot/steampipe-plugin-hudsonrock (read 2026-11-24)
 */
import * as v from 'valibot'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const instant = v.pipe(
  v.string(),
  v.check((value) => !Number.isNaN(Date.parse(value))),
  v.transform((value) => new Date(value).toISOString()),
)
const word = v.pipe(
  v.nullish(v.string(), ''),
  v.transform((value) => (/^(not found)?$/i.test(value.trim()) ? undefined : value.trim())),
)

/** `search-by-email`, `search-by-username`: an empty list for who is not known. */
export const person = v.object({ stealers: v.array(v.unknown()) })

/** One infected machine, as far as we read it. */
export const infection = v.object({
  date_compromised: instant,
  stealer_family: word,
  total_corporate_services: v.nullish(count),
  total_user_services: v.nullish(count),
})
export type Infection = v.InferOutput<typeof infection>

const day = v.pipe(
  v.nullish(v.string(), ''),
  v.transform((value) => (/^\d{4}-\d{2}-\d{2}/.test(value) ? value.slice(0, 10) : undefined)),
)

/**
 * `search-by-domain`: counts, 0 or null when there is nothing. `totalStealers` is the size of the publisher's whole corpus
 * and says nothing of the domain.
 */
export const domainCounts = v.object({
  employees: v.nullable(count),
  users: v.nullable(count),
  third_parties: v.nullish(count),
  last_employee_compromised: day,
  last_user_compromised: day,
  data: v.nullish(v.object({ all_urls: v.nullish(v.array(v.unknown()), []) })),
})
export type DomainCounts = v.InferOutput<typeof domainCounts>

/** An address of a login page; some are censored. */
export const loginUrl = v.object({ url: v.string() })
