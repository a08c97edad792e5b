/**
 * What Enzoic's exposures calls promise, cut down to what we use.
 * @see https://docs.enzoic.com/enzoic-api-developer-documentation/api-reference/exposures-api (read 2026-11-24)
 */
import * as v from 'valibot'

const text = v.pipe(v.string(), v.nonEmpty())
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** An id, or where details were asked for an object that has one. */
export const exposureId = v.union([
  text,
  v.pipe(
    v.object({ id: text }),
    v.transform((value) => value.id),
  ),
])

/** `?username=` */
export const userExposures = v.object({ count, exposures: v.array(v.unknown()) })

/** `?accountDomain=`; the token of the next page is absent or empty on the last. */
export const domainUsers = v.object({
  count,
  users: v.array(v.unknown()),
  pagingToken: v.nullish(v.string(), ''),
})
export const user = v.object({
  username: v.pipe(text, v.trim(), v.toLowerCase()),
  exposures: v.pipe(v.array(exposureId), v.minLength(1)),
})

/** `?id=`; beside id and title the field list is known from clients only, so the rest may be missing. */
export const exposure = v.object({
  id: text,
  title: text,
  category: v.nullish(v.string(), ''),
  date: v.nullish(v.string()),
  dateAdded: v.nullish(v.string()),
  entries: v.nullish(v.number()),
  passwordType: v.nullish(v.string(), ''),
  exposedData: v.nullish(v.array(v.string()), []),
})
export type Exposure = v.InferOutput<typeof exposure>
