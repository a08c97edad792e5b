/**
 * What SpyCloud Enterprise v2 promises, cut down to what we use. Fields that the contract does not include come as eight
 * asterisks: a masked value is not a value. Of a record, a password is read as its form only.
 * @see https://docs.spycloud.com (read 2026-11-24)
 */
import * as v from 'valibot'
import { secretField } from '../secret.ts'

const text = v.pipe(v.string(), v.nonEmpty())
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** absent, empty and masked are one */
const shown = v.pipe(
  v.nullish(v.union([v.string(), v.number()]), ''),
  v.transform((value) => (/^\*+$/.test(`${value}`.trim()) ? '' : `${value}`.trim())),
)
const lower = v.pipe(shown, v.toLowerCase())
const key = v.pipe(
  v.union([v.number(), text]),
  v.transform((value) => `${value}`),
)

/** Around every list; a cursor that is not empty asks for the next page, for two minutes. */
export const envelope = v.object({ cursor: v.nullish(v.string(), ''), hits: count, results: v.array(v.unknown()) })

/** `/watchlist/identifiers` */
export const identifier = v.object({
  identifier: v.pipe(text, v.toLowerCase()),
  watchlist_type: v.pipe(text, v.toLowerCase()),
  verified: v.pipe(text, v.toLowerCase()),
  status: v.pipe(shown, v.toUpperCase()),
  last_discovered: v.nullish(v.string(), ''),
})
export type Identifier = v.InferOutput<typeof identifier>

/** A record of `/breach/data/…`; `source_id` is the catalogue's `id`. */
export const record = v.object({
  source_id: key,
  email: lower,
  username: lower,
  email_username: lower,
  email_domain: lower,
  password: secretField,
  password_plaintext: secretField,
  password_type: lower,
  severity: shown,
  target_domain: lower,
  target_subdomain: lower,
  malware_family: shown,
  infected_time: shown,
  ip_addresses: v.nullish(v.array(v.unknown()), []),
})
export type SpyCloudRecord = v.InferOutput<typeof record>

/** All that is read of a record of somebody else: which leak it is from. */
export const foreignRecord = v.object({ source_id: key })

/** `/breach/catalog` */
export const catalogued = v.object({
  id: key,
  title: text,
  site: lower,
  num_records: v.nullish(v.number()),
  spycloud_publish_date: shown,
  breach_date: shown,
  assets: v.nullish(v.record(v.string(), v.unknown()), {}),
  breach_main_category: lower,
  breach_category: lower,
  combo_list_flag: lower,
  sensitive_source: v.nullish(v.boolean(), false),
})
export type Catalogued = v.InferOutput<typeof catalogued>
