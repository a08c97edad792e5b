/**
 * Leaked passwords end here. A schema runs a secret through `secretForm` in the same step that reads it, so that nothing
 * after the contract of a source ever holds one: only that it was there, and in which form.
 */
import * as v from 'valibot'

/** `masked`: the service showed stars instead. */
export type SecretForm = 'clear' | 'masked' | `hash(${string})`

const hashes: readonly (readonly [RegExp, string])[] = [
  [/^\$2[abxy]?\$\d{2}\$/, 'bcrypt'],
  [/^\$argon2/i, 'argon2'],
  [/^\$(?:5|6)\$/, 'sha-crypt'],
  [/^\$1\$/, 'md5-crypt'],
  [/^\$[PH]\$/, 'phpass'],
  [/^pbkdf2/i, 'pbkdf2'],
  [/^\*[0-9A-F]{40}$/i, 'mysql'],
  [/^\{s?sha\}/i, 'sha1'],
  [/^[0-9a-f]{32}$/i, 'md5'],
  [/^[0-9a-f]{40}$/i, 'sha1'],
  [/^[0-9a-f]{64}$/i, 'sha256'],
  [/^[0-9a-f]{128}$/i, 'sha512'],
]

/** How a secret stands in a leak; `undefined` for an empty one. A salt after a colon does not change the form. */
export function secretForm(secret: string): SecretForm | undefined {
  const value = secret.trim()
  if (value === '') return undefined
  if (/\*{3,}/.test(value) && !/^\*[0-9A-F]{40}$/i.test(value)) return 'masked'
  const name = hashes.find(([pattern]) => pattern.test(value) || pattern.test(value.split(':')[0] ?? ''))?.[1]
  return name === undefined ? 'clear' : `hash(${name})`
}

/** A field that holds a secret, or a list of them: read as its form, the value dropped. */
export const secretField = v.optional(
  v.pipe(
    v.unknown(),
    v.transform((value): SecretForm | undefined => {
      const first = Array.isArray(value) ? value[0] : value
      if (first === null || first === undefined || first === false) return undefined
      return secretForm(typeof first === 'string' ? first : `${Number(first)}`)
    }),
  ),
)

/** The word that a sighting carries for it: `password: clear`. */
export function secretDetail(form: SecretForm): string {
  return `password: ${form}`
}
