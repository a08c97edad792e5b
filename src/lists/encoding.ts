/**
 * How bytes become text. UTF-8 is believed until the bytes deny it; then a BOM or the pattern of NULs tells UTF-16, and
 * what is left is Windows-1252, which offices of this country still export. Statistical guessers take Windows-1252 for
 * DOS code pages: none is used.
 *
 * What cannot be decoded is never dropped: it becomes U+FFFD, and a value that holds one is rejected as `undecodable`.
 */
import { isAscii, isUtf8 } from 'node:buffer'
import type { ListEncoding } from './types.ts'

export interface TextReader {
  /** encoding in use; a file that was plain ASCII so far may turn from `utf-8` to `windows-1252` */
  readonly encoding: ListEncoding
  push(bytes: Buffer): string
  end(): string
}

/** Chooses by the first bytes. `whole` says that nothing follows them. */
export function detectEncoding(head: Buffer, whole: boolean): ListEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  const wide = byNulPattern(head)
  if (wide !== undefined) return wide
  const sample = whole ? head : head.subarray(0, completeUtf8(head))
  return isUtf8(sample) || mostlyUtf8(sample) ? 'utf-8' : 'windows-1252'
}

/**
 * Reads in one encoding. With `settled` the encoding is not doubted; otherwise a file read as UTF-8, ASCII so far, that
 * turns out not to be UTF-8 is Windows-1252 from there on: up to there both read the same.
 */
export function createTextReader(encoding: ListEncoding, settled: boolean): TextReader {
  return encoding === 'utf-8' ? utf8Reader(settled) : oneWayReader(encoding)
}

function oneWayReader(encoding: ListEncoding): TextReader {
  const decoder = new TextDecoder(encoding)
  return {
    encoding,
    push: (bytes) => withoutNuls(decoder.decode(bytes, { stream: true })),
    end: () => withoutNuls(decoder.decode()),
  }
}

function utf8Reader(settled: boolean): TextReader {
  let carry: Buffer = Buffer.alloc(0)
  let asciiSoFar = !settled
  let atStart = true
  let fallback: TextReader | undefined

  function decode(bytes: Buffer): string {
    if (isAscii(bytes)) return withoutNuls(bytes.toString('latin1'))
    if (asciiSoFar && !isUtf8(bytes) && !mostlyUtf8(bytes)) {
      fallback = oneWayReader('windows-1252') // one byte a character: nothing of it is ever held back
      return fallback.push(bytes)
    }
    asciiSoFar = false
    return withoutNuls(bytes.toString('utf8'))
  }

  return {
    get encoding() {
      return fallback?.encoding ?? 'utf-8'
    },
    push(piece) {
      if (fallback !== undefined) return fallback.push(piece)
      let bytes = carry.length === 0 ? piece : Buffer.concat([carry, piece])
      if (atStart && bytes.length >= 3) {
        atStart = false
        if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3)
      }
      const cut = completeUtf8(bytes)
      carry = bytes.subarray(cut)
      return decode(bytes.subarray(0, cut))
    },
    end() {
      if (fallback !== undefined) return fallback.end()
      return decode(carry)
    },
  }
}

/** NULs are padding of old exports, never content; left in, they would make two spellings of one address. */
function withoutNuls(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text
}

/** Length of `bytes` without a character cut in two at its end. */
function completeUtf8(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return bytes.length
    if (byte < 0xc0) continue
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return needs > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** Windows-1252 text holds next to no sequence that is valid UTF-8: more good ones than bad means damaged UTF-8. */
function mostlyUtf8(bytes: Buffer): boolean {
  let good = 0
  let bad = 0
  for (const character of bytes.toString('utf8')) {
    if (character === '\ufffd') bad++
    else if (character > '\x7f') good++
  }
  return good > bad
}

/** UTF-16 without BOM: in Latin text every second byte is NUL. */
function byNulPattern(head: Buffer): ListEncoding | undefined {
  const sample = head.subarray(0, Math.min(head.length, 4096) & ~1)
  const pairs = sample.length / 2
  if (pairs < 2) return undefined
  const nuls = [0, 0]
  for (let i = 0; i < sample.length; i++) {
    if (sample[i] === 0) nuls[i & 1]!++
  }
  const [even, odd] = nuls as [number, number]
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le'
  if (even > pairs * 0.6 && odd < pairs * 0.1) return 'utf-16be'
  return undefined
}
