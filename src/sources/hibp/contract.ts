/**
 * What Have I Been Pwned v3 promises, cut down to what we use.
 * @see https://haveibeenpwned.com/API/v3 and https://haveibeenpwned.com/openapi.json (read 2026-10-04)
 */
import * as v from 'valibot'

const text = v.pipe(v.string(), v.nonEmpty())
const flag = v.optional(v.boolean(), false)
/** both `2024-05-01T10:00Z` and `2024-05-01T10:00:00Z` are met */
const instant = v.pipe(
  v.string(),
  v.check((value) => !Number.isNaN(Date.parse(value))),
)
const names = v.pipe(v.array(text), v.minLength(1))

/** `/breachedaccount/{account}`: the names are joined with the catalogue. */
export const breachName = v.object({ Name: text })

/** `/latestbreach`, and what makes the clock of a breach of `/breaches`. */
export const breachClock = v.object({ Name: text, AddedDate: instant, ModifiedDate: instant })

/** A breach of `/breaches`. Older catalogues lack some flags: false. */
export const breach = v.object({
  Name: text,
  Title: text,
  Domain: v.string(),
  BreachDate: v.pipe(v.string(), v.isoDate()),
  AddedDate: instant,
  ModifiedDate: instant,
  PwnCount: v.number(),
  Description: v.string(),
  DataClasses: v.array(text),
  IsVerified: flag,
  IsFabricated: flag,
  IsSensitive: flag,
  IsRetired: flag,
  IsSpamList: flag,
  IsMalware: flag,
  IsStealerLog: flag,
})
export type Breach = v.InferOutput<typeof breach>

/** A row of `/breachedaccount/range/{6 hex}`. */
export const rangeRow = v.object({
  hashSuffix: v.pipe(v.string(), v.regex(/^[0-9A-Fa-f]{34}$/), v.toUpperCase()),
  websites: names,
})

/** The value of one alias in `/breacheddomain/{domain}` and `/stealerlogsbyemaildomain/{domain}`. */
export const aliasNames = names

/** A row of `/stealerlogsbyemail/{email}`, and of `/stealerlogsbywebsitedomain/{domain}`. */
export const website = text
export const address = v.pipe(text, v.trim(), v.toLowerCase(), v.includes('@'))

/** A row of `/pasteaccount/{email}`; Title is not read: it may name a person. */
export const paste = v.object({ Source: text, Id: text, Date: v.nullish(instant) })
export type Paste = v.InferOutput<typeof paste>

/** The keys that plans of before 2026 lack are optional: what a plan does not name, it does not include. */
export const subscription = v.object({
  SubscriptionName: text,
  SubscribedUntil: instant,
  Rpm: v.pipe(v.number(), v.integer(), v.minValue(1)),
  DomainSearchMaxBreachedAccounts: v.nullish(v.number()),
  IncludesStealerLogs: flag,
  IncludesAutoSubdomainVerification: flag,
  IncludesKAnon: flag,
})
export type Subscription = v.InferOutput<typeof subscription>

/** A row of `/subscribeddomains`; the counts are null until a first search ran. */
export const subscribedDomain = v.object({
  DomainName: v.pipe(text, v.toLowerCase()),
  PwnCountExcludingSpamLists: v.nullish(v.number()),
  PwnCountExcludingSpamListsAtLastSubscriptionRenewal: v.nullish(v.number()),
})
export type SubscribedDomain = v.InferOutput<typeof subscribedDomain>
