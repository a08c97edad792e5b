/**
 * Authenticated encryption (AES-256-GCM). `bound` is what the sealed bytes belong to: opened anywhere else, they do not open.
 * Nonces are random and always ours: a test that could choose them could also repeat them.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const nonceLength = 12
const tagLength = 16

/** nonce, sealed bytes, tag */
export function seal(key: Uint8Array, bytes: Uint8Array, bound: Uint8Array): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(bound)
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

/** @returns `undefined` when it was sealed with another key, belongs elsewhere or was tampered with */
export function unseal(key: Uint8Array, sealed: Uint8Array, bound: Uint8Array): Buffer | undefined {
  if (sealed.length < nonceLength + tagLength) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength), { authTagLength: tagLength })
  decipher.setAAD(bound)
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength))
  const opened = decipher.update(sealed.subarray(nonceLength, sealed.length - tagLength))
  try {
    decipher.final()
  } catch {
    return undefined // `final` only checks the tag
  }
  return opened
}
