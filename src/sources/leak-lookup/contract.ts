/**
 * What Leak-Lookup promises, cut down to what we use. A private key is given whole records, with keys that differ from leak to
 * leak: of a record only whom it is about, the kinds of data in it and the form of its password are read.
 * @see https://leak-lookup.com/docs/search and https://leak-lookup.com/docs/stats (read 2026-11-24)
 */
import * as v from 'valibot'
import { dataClassesOf } from '../data-classes.ts'
import { type SecretForm, secretForm } from '../secret.ts'

/** `error` is a word, not a boolean: `"false"` is truthy. Both are taken, and nothing else. */
export const envelope = v.object({
  error: v.pipe(
    v.union([v.picklist(['true', 'false']), v.boolean()]),
    v.transform((word) => word === true || word === 'true'),
  ),
  message: v.unknown(),
})

/** The value of one breach; empty for a public key, and a hit all the same. */
export const records = v.array(v.unknown())

const count = v.pipe(v.union([v.number(), v.pipe(v.string(), v.digits(), v.transform(Number))]), v.integer())

/** `message` of `/stats` */
export const stats = v.object({
  type: v.picklist(['public', 'private']),
  status: v.string(),
  requests: count,
  limit: count,
})
export type Stats = v.InferOutput<typeof stats>

const emailFields = ['email_address', 'email']
const phoneFields = ['phone', 'mobile']
const kindFields = [
  ...['username', 'ipaddress', 'ip_address', 'fullname', 'name', 'firstname', 'lastname', 'address', 'city', 'zip'],
  ...['country', 'dob', 'birthdate', 'gender', 'company', 'ssn', 'iban'],
]

export interface LeakedRecord {
  /** lower-case; empty when the record names none */
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly dataClasses: readonly string[]
  readonly passwords: readonly SecretForm[]
}

/** `undefined` for what is no record. */
export function readRecord(row: unknown): LeakedRecord | undefined {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return undefined
  const fields = new Map(Object.entries(row).map(([name, value]) => [name.toLowerCase(), textOf(value)]))
  const held = (names: readonly string[]) => names.filter((name) => (fields.get(name) ?? '') !== '')
  const texts = (names: readonly string[]) => held(names).map((name) => fields.get(name) ?? '')
  const passwords = [secretForm(fields.get('password') ?? ''), hashForm(fields.get('hash') ?? '')]
  const isSecret = held(['password', 'hash']).length > 0
  return {
    emails: texts(emailFields).map((email) => email.toLowerCase()),
    phones: texts(phoneFields),
    dataClasses: dataClassesOf([
      ...held([...emailFields, ...phoneFields, ...kindFields]),
      ...(isSecret ? ['password'] : []),
    ]),
    passwords: passwords.filter((form) => form !== undefined),
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' ? `${value}` : ''
}

/** What stands in the field of hashes is one, though we may not know which. */
function hashForm(value: string): SecretForm | undefined {
  const form = secretForm(value)
  return form === 'clear' ? 'hash(unknown)' : form
}
