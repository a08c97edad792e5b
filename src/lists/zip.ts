/**
 * The directory of a ZIP file, read before the spreadsheet library is given the file: it tells a truncated file, a file
 * that is no workbook and one that would unpack to more than memory holds, and which sheets are hidden.
 */
import { inflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly packedBytes: number
  readonly bytes: number
  readonly offset: number
}

/** Entries by the directory at the end of the file; `undefined` when there is none: the file is cut short. */
export function zipEntries(zip: Buffer): ZipEntry[] | undefined {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end === -1 || end + 22 > zip.length) return undefined
  const count = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  const entries: ZipEntry[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) return undefined
    const nameBytes = zip.readUInt16LE(at + 28)
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameBytes),
      method: zip.readUInt16LE(at + 10),
      packedBytes: zip.readUInt32LE(at + 20),
      bytes: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    })
    at += 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

/** Content of one entry; `undefined` when it is outside the file or packed in a way that workbooks never are. */
export function unzipEntry(zip: Buffer, entry: ZipEntry): Buffer | undefined {
  if (entry.offset + 30 > zip.length) return undefined
  const start = entry.offset + 30 + zip.readUInt16LE(entry.offset + 26) + zip.readUInt16LE(entry.offset + 28)
  const packed = zip.subarray(start, start + entry.packedBytes)
  if (packed.length < entry.packedBytes) return undefined
  if (entry.method === 0) return packed
  return entry.method === 8 ? inflateRawSync(packed, { maxOutputLength: Math.max(entry.bytes, 1) }) : undefined
}
