/**
 * What Breachsense promises, cut down to what we use: whom a row is about, which event, when, and the form of a password. The
 * passwords, cookies and tokens themselves are never read.
 * @see https://www.breachsense.com/documentation (read 2026-11-24)
 */
import * as v from 'valibot'
import { dayOf } from '../dates.ts'
import { scrub } from '../scrub.ts'
import { secretField } from '../secret.ts'

const text = v.pipe(v.string(), v.trim(), v.nonEmpty())
const lower = v.pipe(text, v.toLowerCase())
/** names of files and actors may quote a person */
const scrubbed = v.pipe(text, v.transform(scrub))
/** `20260203`, as text or as number; Unix seconds where the account asks for them */
const day = v.pipe(
  v.union([v.string(), v.number()]),
  v.check((value) => dayOf(value) !== undefined),
  v.transform((value) => dayOf(value) ?? ''),
)
const maybeDay = v.fallback(v.optional(day), undefined)
const maybeText = v.fallback(v.optional(scrubbed), undefined)
/** host of a web address; `undefined` when it is none */
const host = v.fallback(
  v.optional(
    v.pipe(
      v.string(),
      v.transform((url) => (URL.parse(url) ?? URL.parse(`https://${url}`))?.hostname || undefined),
    ),
  ),
  undefined,
)

/** `/stealer` */
export const stealer = v.object({ usr: lower, pwd: secretField, src: host, fnd: day, inf: maybeDay, mal: maybeText })
/** `/combo` */
export const combo = v.object({ usr: lower, pwd: secretField, fle: scrubbed, fnd: day })
/** `/creds`; `src` is the name of the breach */
export const cred = v.object({ eml: lower, pwd: secretField, src: scrubbed, fnd: day, atr: maybeText })
/** `/sessions`: cookies of a site, taken with a stealer */
export const session = v.object({ dom: lower, fnd: day, inf: maybeDay })
/** `/nhi`: keys and tokens of machines */
export const token = v.object({ token_type: text, platform: maybeText, fnd: day })
/** `/darkweb`: claims on leak sites; `site` is the actor */
export const claim = v.object({ data: lower, site: scrubbed, found: day, name: maybeText, desc: maybeText })
/** `/radar`: posts in forums and on markets */
export const post = v.object({ data: lower, src: text, found: day })

const count = v.pipe(v.union([v.number(), v.pipe(v.string(), v.digits(), v.transform(Number))]), v.integer())

/** `/account?action=remaining`, in a list of one or not; the number's own name is not written anywhere we could read. */
export const remaining = v.pipe(
  v.union([
    v.pipe(
      v.array(v.unknown()),
      v.minLength(1),
      v.transform(([first]) => first),
    ),
    v.unknown(),
  ]),
  v.object({
    status: v.optional(v.string()),
    remaining: v.fallback(v.optional(count), undefined),
    message: v.fallback(v.optional(count), undefined),
  }),
)
