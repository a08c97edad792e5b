/** Putting the key where its source takes it, and nowhere else. */
import { ConfigError } from '../domain/index.ts'
import type { NetRequest } from './contract.ts'
import type { SourceBinding } from './door-contract.ts'

export type Key = { readonly source: string; readonly value: string } & (
  | { readonly header: string; readonly formField?: undefined }
  | { readonly formField: string; readonly header?: undefined }
)

/**
 * The key as it travels; a header's name in lower case.
 * @throws ConfigError for a value that no header could carry; names the setting, never the value
 */
export function readKey(binding: SourceBinding): Key | undefined {
  const { id: source, key } = binding
  if (key === undefined) return undefined
  const { value } = key
  if (value === '' || !/^[\x20-\x7e]+$/.test(value) || value.trim() !== value) {
    throw new ConfigError(`sources.${source}.apiKey is not a line of plain characters`, {
      mend: 'look for a line break or a blank around it',
    })
  }
  if ('formField' in key) return { source, value, formField: key.formField }
  const header = key.header.toLowerCase()
  if (key.scheme === 'bearer') return { source, value: `Bearer ${value}`, header }
  return key.scheme === 'basic'
    ? { source, value: `Basic ${Buffer.from(value).toString('base64')}`, header }
    : { source, value, header }
}

/** @throws TypeError for a request that posts no form: a key that belongs in one must not leave in any other way */
export function formWithKey(
  key: Key & { readonly formField: string },
  asked: NetRequest,
  headers: Readonly<Record<string, string>>,
): string {
  if (asked.method !== 'POST' || headers['content-type'] !== 'application/x-www-form-urlencoded') {
    throw new TypeError(`${key.source}: its key goes into a posted form`)
  }
  const form = new URLSearchParams(asked.body)
  form.set(key.formField, key.value)
  return form.toString()
}
