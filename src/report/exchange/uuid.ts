/** Identifiers that are the same each time the same thing is exported: what receives it updates instead of piling up. */
import { createHash } from 'node:crypto'

/** our own, random */
const ours = '3e0c7a52-8d44-4f0b-9b6e-52f1a6c0d917'

/** A version 5 UUID of a name, in our namespace or the one given. @see https://www.rfc-editor.org/rfc/rfc9562#section-5.5 */
export function uuidOf(name: string, namespace: string = ours): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest()
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
