/**
 * What DeHashed v2 promises, cut down to what we use. Of an entry only who it is about, its database, the kinds of data in
 * it and the form of its password are read; no other value leaves this file.
 * @see https://app.dehashed.com/documentation/api (read 2026-11-24)
 */
import * as v from 'valibot'
import { dataClassesOf } from '../data-classes.ts'
import { secretField } from '../secret.ts'

/** Every field is a list of strings, omitted when empty; some clients write of a single string. */
const texts = v.optional(
  v.pipe(
    v.nullable(v.union([v.array(v.string()), v.string()])),
    v.transform((value) => (typeof value === 'string' ? [value] : (value ?? []))),
  ),
  [],
)
const isThere = v.optional(
  v.pipe(
    v.unknown(),
    v.transform((value) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)),
  ),
)

const kinds = {
  ip_address: isThere,
  username: isThere,
  name: isThere,
  dob: isThere,
  license_plate: isThere,
  address: isThere,
  company: isThere,
  social: isThere,
  cryptocurrency_address: isThere,
  vin: isThere,
}
type KindName = keyof typeof kinds

/** An entry: the addresses and numbers it is about, and what else it holds. */
export const entry = v.pipe(
  v.object({
    database_name: v.pipe(v.string(), v.nonEmpty()),
    email: texts,
    phone: texts,
    password: secretField,
    hashed_password: secretField,
    ...kinds,
  }),
  v.transform(({ database_name, email, phone, password, hashed_password, ...rest }) => ({
    database: database_name,
    emails: email.map((address) => address.trim().toLowerCase()),
    phones: phone,
    dataClasses: dataClassesOf([
      ...(email.length > 0 ? ['email'] : []),
      ...(phone.length > 0 ? ['phone'] : []),
      ...(password !== undefined || hashed_password !== undefined ? ['password'] : []),
      ...(Object.keys(kinds) as KindName[]).filter((name) => rest[name] === true),
    ]),
    passwords: [password, hashed_password].filter((form) => form !== undefined),
  })),
)
export type Entry = v.InferOutput<typeof entry>

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Around the entries, which are null or missing when there are none. */
export const answer = v.object({ balance: count, total: count, entries: v.nullish(v.array(v.unknown()), []) })

export const refusal = v.object({ error: v.string() })

/** `/v2/search-password` */
export const passwordCount = v.object({ results_found: count })

/** `/data-wells`, the list of databases */
export const wells = v.object({ total: count })
