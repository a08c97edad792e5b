/** Streams that are compressed, as streams that are not: gzip of several members, zstd of several frames, deflate. */
import { crc32, createInflateRaw, createZstdDecompress, type InflateRaw } from 'node:zlib'
import { ByteReader } from './byte-reader.ts'

/** The stream is broken from here on; what came before stands. */
export class DamagedError extends Error {
  readonly detail: string

  constructor(detail: string, cause?: unknown) {
    super(`damaged: ${detail}`, { cause })
    this.detail = detail
  }
}

/** Unpacking went beyond what one file may unpack to. */
export class ExpandsTooMuchError extends Error {}

/** What is left of the bytes that one file may unpack to, over all that it contains. */
export interface Budget {
  left: number
}

export type Compression = 'gzip' | 'zstd' | 'deflate'

/** Large enough to be worth handing over; all that is lost when a long stream breaks inside it. */
const chunkSize = 128 * 1024
/** Pieces unpacked ahead of the reader. */
const ahead = 8
/** Of a frame that breaks within so many packed bytes, nothing before the break is lost. */
const keptBytes = 256 * 1024

/**
 * Unpacks while the reader works. Throws DamagedError where the stream breaks, after all that came before it, and for bytes
 * behind its end that are no padding; ExpandsTooMuchError when the budget is spent.
 */
export async function* unpack(
  source: AsyncIterable<Buffer>,
  compression: Compression,
  budget: Budget,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source)
  for (let isFirst = true; ; isFirst = false) {
    const head = await reader.peek(4)
    if (head.length === 0) {
      if (isFirst) throw new DamagedError('empty')
      return
    }
    if (!isFirst && !beginsFrame(head, compression)) return await expectPadding(reader)
    if (compression === 'gzip') await skipGzipHeader(reader)
    let sum = 0
    let size = 0
    for await (const piece of unpackFrame(reader, compression)) {
      budget.left -= piece.length
      if (budget.left < 0) throw new ExpandsTooMuchError()
      if (compression === 'gzip') sum = crc32(piece, sum)
      size += piece.length
      yield piece
    }
    if (compression === 'deflate') return
    if (compression === 'gzip') await checkGzipTrailer(reader, sum, size)
  }
}

function beginsFrame(head: Buffer, compression: Compression): boolean {
  if (compression === 'gzip') return head[0] === 0x1f && head[1] === 0x8b
  if (head.length < 4) return false
  const magic = head.readUInt32LE(0)
  return magic === 0xfd2fb528 || (magic >= 0x184d2a50 && magic <= 0x184d2a5f)
}

/** Tapes and some tools fill up with zeros. */
async function expectPadding(reader: ByteReader): Promise<void> {
  for await (const block of reader.take()) {
    if (block.some((byte) => byte !== 0)) throw new DamagedError('bytes behind the end')
  }
}

async function skipGzipHeader(reader: ByteReader): Promise<void> {
  const header = await reader.read(10)
  if (header.length < 10) throw new DamagedError('cut short')
  if (header[2] !== 8) throw new DamagedError('unknown method')
  const flags = header[3]!
  if ((flags & 4) !== 0) await reader.skip((await reader.read(2)).readUInt16LE(0))
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue
    for (let byte = await reader.read(1); byte.length === 1 && byte[0] !== 0; byte = await reader.read(1));
  }
  if ((flags & 2) !== 0) await reader.skip(2)
}

async function checkGzipTrailer(reader: ByteReader, sum: number, size: number): Promise<void> {
  const trailer = await reader.read(8)
  if (trailer.length < 8) throw new DamagedError('cut short')
  if (trailer.readUInt32LE(0) !== sum >>> 0 || trailer.readUInt32LE(4) !== size % 2 ** 32)
    throw new DamagedError('checksum')
}

function createUnpacker(compression: Compression, size: number): InflateRaw {
  const options = { chunkSize: size }
  return compression === 'zstd' ? (createZstdDecompress(options) as unknown as InflateRaw) : createInflateRaw(options)
}

/** One frame, to its end; what the stream holds behind it is left to the reader. */
async function* unpackFrame(reader: ByteReader, compression: Compression): AsyncGenerator<Buffer> {
  const unpacker = createUnpacker(compression, chunkSize)
  const ready: Buffer[] = []
  /** blocks that the unpacker may not have used up */
  const recent: Buffer[] = []
  let kept: Buffer[] | undefined = []
  let fed = 0
  let told = 0
  let failure: Error | undefined
  let ended = false
  let wake: () => void = () => {}

  unpacker.on('data', (piece: Buffer) => {
    ready.push(piece)
    if (ready.length >= ahead) unpacker.pause()
    wake()
  })
  unpacker.on('end', () => {
    ended = true
    wake()
  })
  unpacker.on('error', (error) => {
    failure ??= new DamagedError((error as NodeJS.ErrnoException).code ?? 'unknown', error)
    wake()
  })
  const feeding = feed()
  try {
    for (;;) {
      const piece = ready.shift()
      if (piece !== undefined) {
        if (ready.length < ahead / 2 && unpacker.isPaused()) unpacker.resume()
        told += piece.length
        yield piece
      } else if (failure !== undefined) {
        if (failure instanceof DamagedError && kept !== undefined) yield await salvage(kept, compression, told)
        throw failure
      } else if (ended) break
      else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
    await feeding
    const unused = fed - unpacker.bytesWritten
    if (unused > 0) reader.putBack(Buffer.concat(recent).subarray(-unused))
  } finally {
    unpacker.destroy()
  }

  async function feed(): Promise<void> {
    try {
      for await (const block of reader.take()) {
        fed += block.length
        recent.push(block)
        if (ended || failure !== undefined || unpacker.destroyed) return
        kept = fed <= keptBytes ? kept : undefined
        kept?.push(block)
        if (!unpacker.write(block)) await drained()
        forgetUsed()
        if (ended) return
      }
      unpacker.end()
    } catch (error) {
      failure ??= error as Error
      wake()
    }
  }

  function forgetUsed(): void {
    let bytes = recent.reduce((sum, block) => sum + block.length, 0)
    while (recent.length > 1 && bytes - recent[0]!.length >= fed - unpacker.bytesWritten)
      bytes -= recent.shift()!.length
  }

  function drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        for (const event of ['drain', 'close', 'error', 'end']) unpacker.off(event, done)
        resolve()
      }
      for (const event of ['drain', 'close', 'error', 'end']) unpacker.on(event, done)
    })
  }
}

/** Unpacks a broken frame once more in the smallest pieces there are, and returns what lies between `told` and the break. */
async function salvage(packed: readonly Buffer[], compression: Compression, told: number): Promise<Buffer> {
  const unpacker = createUnpacker(compression, 64)
  const pieces: Buffer[] = []
  let skip = told
  await new Promise<void>((resolve) => {
    unpacker.on('data', (piece: Buffer) => {
      if (skip < piece.length) pieces.push(piece.subarray(skip))
      skip = Math.max(0, skip - piece.length)
    })
    unpacker.on('error', () => resolve())
    unpacker.on('end', () => resolve())
    unpacker.end(Buffer.concat(packed))
  })
  return Buffer.concat(pieces)
}
