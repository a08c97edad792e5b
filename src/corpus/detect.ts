/** What a stream of bytes is, by its first ones; names of files say nothing that can be relied on. */
import { detectEncoding } from '../matcher/index.ts'

export type Packing =
  | { readonly kind: 'text' }
  | { readonly kind: 'gzip' | 'zstd' | 'zip' | 'tar' }
  /** packed in a way that we do not read */
  | { readonly kind: 'unread'; readonly name: string }

const unread: readonly (readonly [name: string, magic: readonly number[]])[] = [
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
  ['cab', [0x4d, 0x53, 0x43, 0x46, 0, 0, 0, 0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['parquet', [0x50, 0x41, 0x52, 0x31]],
  ['avro', [0x4f, 0x62, 0x6a, 0x01]],
  ['orc', [0x4f, 0x52, 0x43]],
  ['compress', [0x1f, 0x9d]],
]

/** Bytes that telling needs. */
export const headBytes = 4096

export function detectPacking(head: Buffer): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return { kind: 'gzip' }
  if (head.length >= 4 && isZstd(head.readUInt32LE(0))) return { kind: 'zstd' }
  if (head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5) && head[3] === head[2]! + 1)
    return { kind: 'zip' }
  if (isTarHeader(head)) return { kind: 'tar' }
  const found = unread.find(([name, magic]) => {
    if (!magic.every((byte, i) => head[i] === byte)) return false
    // `BZh` and `ORC` begin words as well
    if (name === 'bzip2') return head[3]! >= 0x31 && head[3]! <= 0x39 && head[4] === 0x31 && head[5] === 0x41
    return name !== 'orc' || head[3]! < 0x20
  })
  return found === undefined ? { kind: 'text' } : { kind: 'unread', name: found[0] }
}

const packed =
  /\.(zip|gz|tgz|zst|tzst|tar|xz|txz|bz2|tbz2|7z|rar|lz4|cab|xlsx|xls|ods|docx|doc|odt|pdf|parquet|avro|orc)$/i

/** Bytes of text are now and then controls that are no white space; random ones, one in ten. */
const mostControls = 0.02

/**
 * The packing that a name promises of bytes that are none that we know, and no text either: cut at its beginning, or of a sort
 * of its own. Text under such a name has been unpacked by somebody, and is searched like any.
 */
export function promisedPacking(name: string, head: Buffer): string | undefined {
  const promised = packed.exec(name)?.[1]?.toLowerCase()
  if (promised === undefined || head.length === 0 || detectEncoding(head) !== 'bytes') return undefined
  let controls = 0
  for (const byte of head) if (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) controls++
  return controls > head.length * mostControls ? promised : undefined
}

function isZstd(magic: number): boolean {
  return magic === 0xfd2fb528 || (magic >= 0x184d2a50 && magic <= 0x184d2a5f)
}

/** A block of 512 bytes whose checksum is right: old tar archives have no other mark. */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < 512 || block[0] === 0) return false
  const told = Number.parseInt(
    block
      .toString('latin1', 148, 156)
      .replace(/[\0 ]+$/, '')
      .trim(),
    8,
  )
  if (!Number.isFinite(told)) return false
  let sum = 0
  for (let i = 0; i < 512; i++) sum += i >= 148 && i < 156 ? 0x20 : block[i]!
  return sum === told
}
