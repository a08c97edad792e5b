import type { ByteReader } from './byte-reader.ts'
import { isTarHeader } from './detect.ts'
import { DamagedError } from './unpack.ts'

export interface TarEntry {
  readonly name: string
  readonly size: number
  readonly type: 'file' | 'directory' | 'symbolic-link' | 'hard-link' | 'special' | 'sparse'
}

/**
 * Walks over the entries of a tar archive (ustar, pax, GNU long names). `visit` may leave part of an entry unread. Throws
 * DamagedError where the archive is cut short or makes no sense.
 */
export async function readTar(reader: ByteReader, visit: (entry: TarEntry) => Promise<void>): Promise<void> {
  let longName: string | undefined
  let pax: ReadonlyMap<string, string> = new Map()
  for (;;) {
    const header = await reader.read(512)
    if (header.length === 0) return
    if (header.length < 512) throw new DamagedError('cut short')
    if (header.every((byte) => byte === 0)) return
    if (!isTarHeader(header)) throw new DamagedError('no header of an entry')
    const type = String.fromCharCode(header[156]!)
    const size = Number(pax.get('size') ?? readNumber(header, 124, 12))
    if (!Number.isSafeInteger(size) || size < 0) throw new DamagedError('size of an entry')
    const end = reader.offset + Math.ceil(size / 512) * 512
    if (type === 'L') longName = text(await reader.read(Math.min(size, 65_536)))
    else if (type === 'x') pax = readPax(await reader.read(Math.min(size, 1_048_576)))
    else if (type !== 'g' && type !== 'K') {
      const start = reader.offset
      await visit({ name: pax.get('path') ?? longName ?? nameOf(header), size, type: typeOf(type, pax) })
      longName = undefined
      pax = new Map()
      await reader.skip(Math.max(0, start + size - reader.offset))
      if (reader.offset < start + size) throw new DamagedError('cut short')
    }
    await reader.skip(end - reader.offset)
  }
}

function typeOf(flag: string, pax: ReadonlyMap<string, string>): TarEntry['type'] {
  if (flag === 'S' || pax.has('GNU.sparse.major') || pax.has('GNU.sparse.size')) return 'sparse'
  switch (flag) {
    case '0':
    case '\0':
    case '7':
      return 'file'
    case '1':
      return 'hard-link'
    case '2':
      return 'symbolic-link'
    case '5':
      return 'directory'
    default:
      return 'special'
  }
}

function text(bytes: Buffer): string {
  const end = bytes.indexOf(0)
  return bytes.toString('utf8', 0, end === -1 ? bytes.length : end)
}

function nameOf(header: Buffer): string {
  const name = text(header.subarray(0, 100))
  const prefix = header.toString('latin1', 257, 262) === 'ustar' ? text(header.subarray(345, 500)) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

/** Octal, or for large files the bits themselves after a first byte of 0x80. */
function readNumber(header: Buffer, at: number, length: number): number {
  if ((header[at]! & 0x80) === 0) return Number.parseInt(text(header.subarray(at, at + length)).trim() || '0', 8)
  let value = header[at]! & 0x7f
  for (let i = at + 1; i < at + length; i++) value = value * 256 + header[i]!
  return value
}

/** `length key=value\n`, again and again. */
function readPax(bytes: Buffer): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at)
    const length = Number(bytes.toString('latin1', at, space))
    if (space === -1 || !Number.isInteger(length) || length <= 0) break
    const record = bytes.toString('utf8', space + 1, at + length - 1)
    const equals = record.indexOf('=')
    if (equals > 0) found.set(record.slice(0, equals), record.slice(equals + 1))
    at += length
  }
  return found
}
