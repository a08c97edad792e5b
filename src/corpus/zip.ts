/** The entries of a zip archive, by the directory at its end; of one cut short, those that can be read from its beginning. */
import type { Compression } from './unpack.ts'

/** Bytes that can be read in any order: a file, or an archive held in memory. */
export interface RandomBytes {
  readonly size: number
  read(position: number, length: number): Promise<Buffer>
}

export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly packedBytes: number
  readonly bytes: number
  /** of its local header */
  readonly offset: number
  readonly crc: number
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[]
  /** the directory at the end is missing or broken: entries were found one after another, and there may be more */
  readonly damagedAt?: number
}

const endSignature = 0x06054b50
const end64Locator = 0x07064b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
/** A directory larger than this describes more files than there are: 64 MiB, half a million entries. */
const maxDirectory = 64 * 1024 * 1024

export async function readZipDirectory(zip: RandomBytes): Promise<ZipDirectory> {
  const place = await findDirectory(zip)
  if (place === undefined || place.offset + place.bytes > zip.size || place.bytes > maxDirectory)
    return walkEntries(zip)
  const directory = await zip.read(place.offset, place.bytes)
  const entries: ZipEntry[] = []
  let at = 0
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === entrySignature) {
    const nameBytes = directory.readUInt16LE(at + 28)
    const extraBytes = directory.readUInt16LE(at + 30)
    const extra = directory.subarray(at + 46 + nameBytes, at + 46 + nameBytes + extraBytes)
    const sizes = readSizes(
      directory.readUInt32LE(at + 24),
      directory.readUInt32LE(at + 20),
      directory.readUInt32LE(at + 42),
      extra,
    )
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
      method: directory.readUInt16LE(at + 10),
      encrypted: (directory.readUInt16LE(at + 8) & 1) !== 0,
      crc: directory.readUInt32LE(at + 16),
      ...sizes,
    })
    at += 46 + nameBytes + extraBytes + directory.readUInt16LE(at + 32)
  }
  if (entries.length < place.count) return walkEntries(zip)
  return { entries }
}

/** Where the packed bytes of an entry begin; `undefined` when nothing of the sort is there. */
export async function dataOffset(zip: RandomBytes, entry: ZipEntry): Promise<number | undefined> {
  const header = await zip.read(entry.offset, 30)
  if (header.length < 30 || header.readUInt32LE(0) !== localSignature) return undefined
  return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
}

/** How an entry is packed: `stored`, a compression that we read, or the name of one that we do not. */
export function packingOf(method: number): Compression | 'stored' | { readonly unread: string } {
  switch (method) {
    case 0:
      return 'stored'
    case 8:
      return 'deflate'
    case 20:
    case 93:
      return 'zstd'
    default:
      return { unread: methodNames[method] ?? `zip method ${method}` }
  }
}

const methodNames: Readonly<Record<number, string>> = { 9: 'deflate64', 12: 'bzip2', 14: 'lzma', 95: 'xz', 98: 'ppmd' }

async function findDirectory(zip: RandomBytes): Promise<{ offset: number; bytes: number; count: number } | undefined> {
  const tailBytes = Math.min(zip.size, 22 + 65_535 + 20)
  const tail = await zip.read(zip.size - tailBytes, tailBytes)
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== endSignature) continue
    const count = tail.readUInt16LE(at + 10)
    const bytes = tail.readUInt32LE(at + 12)
    const offset = tail.readUInt32LE(at + 16)
    const is64 = at >= 20 && tail.readUInt32LE(at - 20) === end64Locator
    if (!is64 && offset !== 0xffffffff) return { offset, bytes, count }
    const record = is64 ? await zip.read(Number(tail.readBigUInt64LE(at - 12)), 56) : Buffer.alloc(0)
    if (record.length < 56) return undefined
    return {
      count: Number(record.readBigUInt64LE(32)),
      bytes: Number(record.readBigUInt64LE(40)),
      offset: Number(record.readBigUInt64LE(48)),
    }
  }
  return undefined
}

/** Sizes beyond 4 GiB stand in an extra field of their own, in this order, those that are needed only. */
function readSizes(bytes: number, packed: number, offset: number, extra: Buffer) {
  const sizes = { bytes, packedBytes: packed, offset }
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let next = at + 4
    for (const key of ['bytes', 'packedBytes', 'offset'] as const) {
      if (sizes[key] !== 0xffffffff || next + 8 > extra.length) continue
      sizes[key] = Number(extra.readBigUInt64LE(next))
      next += 8
    }
    break
  }
  return sizes
}

/** Entries from the first on, as long as each tells its size before its bytes. */
async function walkEntries(zip: RandomBytes): Promise<ZipDirectory> {
  const entries: ZipEntry[] = []
  let at = 0
  while (at + 30 <= zip.size && entries.length < 100_000) {
    const header = await zip.read(at, 30)
    if (header.length < 30 || header.readUInt32LE(0) !== localSignature) break
    const nameBytes = header.readUInt16LE(26)
    const start = at + 30 + nameBytes + header.readUInt16LE(28)
    const flags = header.readUInt16LE(6)
    const open = (flags & 8) !== 0 && header.readUInt32LE(18) === 0
    const packedBytes = open ? zip.size - start : header.readUInt32LE(18)
    entries.push({
      name: (await zip.read(at + 30, nameBytes)).toString('utf8'),
      method: header.readUInt16LE(8),
      encrypted: (flags & 1) !== 0,
      packedBytes: Math.max(0, Math.min(packedBytes, zip.size - start)),
      bytes: header.readUInt32LE(22),
      offset: at,
      crc: -1,
    })
    at = start + packedBytes
    if (open) break
  }
  return { entries, damagedAt: Math.min(at, zip.size) }
}
