/**
 * What Intelligence X promises, cut down to what we use. Of an item only its ids, its place and its dates are read, never a
 * preview or a file.
 * @see https://github.com/IntelligenceX/SDK (read 2026-11-24)
 */
import * as v from 'valibot'

const text = v.pipe(v.string(), v.nonEmpty())
const maybe = v.fallback(v.optional(v.string(), ''), '')

/** Answer to the start of a search: 0 started, 1 the term is not one, 2 too many searches at once. Always status 200. */
export const started = v.object({
  id: text,
  softselectorwarning: v.optional(v.boolean(), false),
  status: v.picklist([0, 1, 2]),
})

/** 0 more to come, 1 the end (records may come with it), 2 the search is not known any more, 3 nothing yet */
const progress = v.picklist([0, 1, 2, 3])
const rows = v.nullish(v.array(v.unknown()), [])

export const itemsAnswer = v.object({ status: progress, records: rows })
export const phonebookAnswer = v.object({ status: progress, selectors: rows })

/** An item; all but its id and bucket may be empty. */
export const item = v.object({ systemid: text, bucket: text, bucketh: maybe, name: maybe, added: maybe, date: maybe })
export type Item = v.InferOutput<typeof item>

/** A row of the phonebook; type 1 is an address. */
export const selectorRow = v.object({ selectortype: v.number(), selectorvalue: text })

const names = v.nullish(v.array(v.string()), [])

/** `/authenticate/info`: buckets that may be searched, those whose content is blacked out, credits by path. */
export const accountInfo = v.object({
  buckets: names,
  redacted: names,
  paths: v.nullish(
    v.record(v.string(), v.object({ Credit: v.optional(v.number()), CreditMax: v.optional(v.number()) })),
    {},
  ),
})
