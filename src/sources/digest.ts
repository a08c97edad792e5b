import { createHash } from 'node:crypto'

/** A key made of words that are no key by themselves: 128 bits, hexadecimal. Tells nothing of the words to who reads it. */
export function digestOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)
}
