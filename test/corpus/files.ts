import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync, crc32 as sumOf } from 'node:zlib'
import type { CorpusHit, SearchOptions, SearchSummary } from '../../src/corpus/index.ts'
import { searchPaths } from '../../src/corpus/index.ts'
import type { WatchedSelector } from '../../src/matcher/index.ts'

/** A directory that is gone after `use`. */
export async function inDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-corpus-'))
  try {
    return await use(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

const watched: readonly WatchedSelector[] = [
  { ref: 1, kind: 'email', canonical: 'a.dupont@ville-exemple.fr' },
  { ref: 2, kind: 'phone', canonical: '+33639980123' },
  { ref: 3, kind: 'domain', canonical: 'intranet.ville-exemple.fr' },
]

export interface Found {
  readonly hits: readonly CorpusHit[]
  readonly summary: SearchSummary
  /** `member line offset kind` of each hit */
  readonly places: readonly string[]
}

export async function search(paths: string | readonly string[], options: SearchOptions = {}): Promise<Found> {
  const hits: CorpusHit[] = []
  const summary = await searchPaths([paths].flat(), watched, { onHit: (hit) => hits.push(hit), ...options })
  const places = hits.map((hit) => [hit.member ?? '-', hit.line, hit.offset, hit.kind].join(' '))
  return { hits, summary, places }
}

interface TarMember {
  readonly name: string
  readonly content?: Buffer | string
  readonly type?: string
}

export function tarOf(members: readonly TarMember[]): Buffer {
  const blocks = members.map(({ name, content = '', type = '0' }) => {
    const bytes = Buffer.from(content)
    return Buffer.concat([tarHeader(name, bytes.length, type), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)])
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

function tarHeader(name: string, size: number, type: string): Buffer {
  const header = Buffer.alloc(512)
  header.write(name, 0, 100)
  header.write('0000644\0', 100)
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write('        ', 148)
  header.write(type, 156)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

interface ZipMember {
  readonly name: string
  readonly content: Buffer | string
  readonly stored?: boolean
  readonly method?: number
  readonly encrypted?: boolean
}

export function zipOf(members: readonly ZipMember[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, stored = false, method, encrypted = false } of members) {
    const bytes = Buffer.from(content)
    const packed = stored ? bytes : deflateRawSync(bytes)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(encrypted ? 1 : 0, 6)
    local.writeUInt16LE(method ?? (stored ? 0 : 8), 8)
    local.writeUInt32LE(sumOf(bytes), 14)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(bytes.length, 22)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    local.copy(entry, 8, 6, 30)
    entry.writeUInt32LE(offset, 42)
    parts.push(local, Buffer.from(name), packed)
    directory.push(entry, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + packed.length
  }
  const end = Buffer.alloc(22)
  const directoryBytes = Buffer.concat(directory)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(directoryBytes.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, directoryBytes, end])
}
