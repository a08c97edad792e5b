/**
 * A recipe: a public place with a list and items, told in data. It has no room for a key, a cookie, a form or a login, and
 * none for a script: what cannot be read without them is not watched.
 */
import * as v from 'valibot'

/** message of a check: what is expected there */
const text = v.pipe(v.string('a text'), v.trim(), v.nonEmpty('a text'))
const id = v.pipe(
  v.string('an id'),
  v.regex(/^[a-z][a-z0-9-]{1,39}$/, 'lower-case letters, digits and dashes, 2 to 40 of them'),
)
const date = v.pipe(v.string('a date'), v.isoDate('a date, YYYY-MM-DD'))
const webAddress = v.pipe(
  text,
  v.check(
    (value) => publicUrl(value) !== undefined,
    'a public http or https address, without user, password or fragment',
  ),
)
const itemAddress = v.pipe(
  text,
  v.check((value) => value.split('{id}').length === 2, 'an address in which {id} stands once'),
  v.check((value) => hasIdInPath(value), 'a public http or https address with {id} in its path or query'),
)
const pattern = v.pipe(text, v.check(isPattern, 'a regular expression with at most one group'))
const duration = v.pipe(v.string('a duration'), v.regex(/^\d{1,6}(?:s|m|h)$/, 'a duration such as 60s, 15m or 1h'))

const field = v.strictObject(
  {
    /** CSS selector inside the row, or path of names (`author.name`) inside the element of the list; the row itself when absent */
    from: v.optional(text),
    /** of the element selected; its text when absent. Pages only */
    attribute: v.optional(text),
    /** what of it is meant: the group, or all that matches */
    match: v.optional(pattern),
  },
  'a section with from, attribute, match',
)

const list = v.strictObject(
  {
    url: webAddress,
    format: v.optional(v.picklist(['page', 'json'], 'page or json'), 'page'),
    /** CSS selector of the rows, or path of names that leads to the list (`data.items`; `$` for the whole body) */
    items: text,
    id: field,
    title: v.optional(field),
    /** items that a full list holds */
    size: v.pipe(
      v.number('a number'),
      v.integer('a whole number'),
      v.minValue(1, 'a number from 1'),
      v.maxValue(1_000, 'a number up to 1000'),
    ),
    /** the rows are mixed with other things: one whose id does not match is passed over instead of counted as unreadable */
    mixed: v.optional(v.boolean('true or false'), false),
    /** words by which a page says that there is none; `true` where an empty JSON list may be believed */
    empty: v.optional(v.union([v.literal(true), text], 'words, or true for a JSON list')),
  },
  'a section with url, items, id, size',
)

const item = v.strictObject(
  {
    url: v.optional(itemAddress),
    /** instead of an address: where in the list the whole text of the item stands */
    inline: v.optional(field),
    /** `page`: the place has no raw form, and the page itself is matched */
    as: v.optional(v.picklist(['text', 'page'], 'text or page'), 'text'),
    /** words of a notice that the item is gone for good (404 and 410 say so anyway) */
    gone: v.optional(text),
    /** words of a notice that it is not there yet */
    later: v.optional(text),
  },
  'a section with url or inline',
)

export const recipeSchema = v.strictObject(
  {
    id,
    name: v.optional(text),
    list,
    item,
    /** words of a page that stands before the place, beside those that are known anyway */
    challenge: v.optional(v.array(text, 'a list of words'), []),
    /** the list is read at most once in this time */
    every: v.optional(duration, '5m'),
    /** at most one request in this time */
    pace: v.optional(duration, '2s'),
    terms: v.optional(webAddress),
    /** why reading it is lawful, in the words of whoever decided */
    because: text,
    /** when somebody last looked at the place and its terms */
    checkedOn: date,
    operator: v.optional(text, 'unknown'),
    country: v.optional(text, 'unknown'),
  },
  'a recipe: a section with id, list, item, because, checkedOn',
)

export type Recipe = v.InferOutput<typeof recipeSchema>
export type RecipeInput = v.InferInput<typeof recipeSchema>
export type Field = v.InferOutput<typeof field>

/** Ms of `60s`, `15m` or `1h`. */
export function durationMs(written: string): number {
  const unitMs = written.endsWith('h') ? 3_600_000 : written.endsWith('m') ? 60_000 : 1_000
  return Number.parseInt(written, 10) * unitMs
}

/** Hidden services are no public pages. */
export function publicUrl(written: string): URL | undefined {
  const url = URL.parse(written)
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname.endsWith('.onion')) return undefined
  return url.username === '' && url.password === '' && url.hash === '' ? url : undefined
}

function hasIdInPath(written: string): boolean {
  const marked = publicUrl(written.replace('{id}', 'idstandshere'))
  return marked !== undefined && (marked.pathname + marked.search).includes('idstandshere')
}

function isPattern(written: string): boolean {
  try {
    return (new RegExp(`${written}|`).exec('')?.length ?? 0) <= 2
  } catch {
    // the only error is SyntaxError, which is what is asked
    return false
  }
}
