import { detectEncoding } from './wide.ts'

/**
 * The text of an item: UTF-16 by its mark or its pattern of NULs, else UTF-8, else Windows-1252. For what reads words; the
 * matcher itself reads bytes.
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = detectEncoding(bytes)
  if (encoding !== 'bytes') return new TextDecoder(encoding).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // TypeError, for bytes that are no UTF-8: that is the question
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
