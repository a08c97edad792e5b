/**
 * What LeakIX promises, cut down to what we use. `summary` and `service.credentials` may hold secrets: they are never read.
 * @see https://leakix.net/api-documentation (read 2026-11-24)
 */
import * as v from 'valibot'

const text = v.pipe(v.string(), v.trim(), v.nonEmpty())
const word = v.fallback(v.optional(v.pipe(v.string(), v.trim(), v.toLowerCase())), undefined)

/** An event of the list of leaks. All but the plugin may be missing; the port is text. */
export const event = v.object({
  event_source: text,
  host: word,
  port: v.fallback(v.optional(v.union([v.string(), v.number()])), undefined),
  time: v.fallback(v.optional(v.pipe(v.string(), v.isoTimestamp())), undefined),
  leak: v.optional(
    v.object({
      severity: word,
      stage: word,
      dataset: v.optional(
        v.nullable(
          v.object({
            rows: v.fallback(v.optional(v.number()), undefined),
            infected: v.fallback(v.optional(v.boolean()), undefined),
            ransom_notes: v.fallback(
              v.optional(
                v.pipe(
                  v.nullable(v.array(v.unknown())),
                  v.transform((notes) => (notes ?? []).length > 0),
                ),
              ),
              undefined,
            ),
          }),
        ),
      ),
    }),
  ),
})
export type LeakEvent = v.InferOutput<typeof event>

const list = v.nullable(v.array(v.unknown()))

/** `/domain/{domain}`; one client reads the names in lower case. What is merely reachable (`Services`) is no leak. */
export const domainAnswer = v.union([
  v.pipe(
    v.object({ Leaks: list }),
    v.transform(({ Leaks }) => Leaks ?? []),
  ),
  v.pipe(
    v.object({ leaks: list }),
    v.transform(({ leaks }) => leaks ?? []),
  ),
])

/** An answer that is none, with status 200: `{"Error": "Page limit"}`. */
export const refusal = v.object({ Error: v.string() })

/** A row of `/api/plugins`. */
export const plugin = v.object({ name: text })
