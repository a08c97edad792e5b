/** Streams that are compressed, as streams that are not: gzip of several members, zstd of several frames, deflate. */
import { ByteReader } from './byte-reader.ts'
import type { Frame, Frames, Room } from './frames.ts'
import { Inflater } from './inflate.ts'
import type { Unpacked } from './unpack-steps.ts'

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

/** Packed bytes that wait to be unpacked: few at first, since many frames are small and what one does not use is given again. */
const leastWaiting = 64 * 1024
/** Of a frame that breaks within so many packed bytes, nothing before the break is lost. */
const keptBytes = 256 * 1024

/**
 * Unpacks ahead of the reader; pieces are valid until the next is asked for.
 * Throws DamagedError where the stream breaks, after all that came before it, and for bytes behind its end that are no padding;
 * ExpandsTooMuchError when the budget is spent.
 */
export async function* unpack(
  source: AsyncIterable<Buffer>,
  compression: Compression,
  budget: Budget,
  frames: Frames,
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
    let size = 0
    const made: Made = { sum: 0 }
    for await (const piece of unpackFrame(reader, compression, made, frames)) {
      budget.left -= piece.length
      if (budget.left < 0) throw new ExpandsTooMuchError()
      size += piece.length
      yield piece
    }
    if (compression === 'deflate') return
    if (compression === 'gzip') await checkGzipTrailer(reader, made.sum, size)
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
  if ((flags & 4) !== 0) {
    const length = await reader.read(2)
    if (length.length < 2) throw new DamagedError('cut short')
    await reader.skip(length.readUInt16LE(0))
  }
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

/** CRC-32 of what a frame of gzip has given so far. */
interface Made {
  sum: number
}

/** One frame, to its end; what the stream holds behind it is left to the reader. */
async function* unpackFrame(
  reader: ByteReader,
  compression: Compression,
  made: Made,
  frames: Frames,
): AsyncGenerator<Buffer> {
  const frame = frames.open()
  const feed = new Feed(reader, frame)
  const asked: { readonly room: Room; readonly answer: Promise<Unpacked> }[] = []
  let told = 0

  async function ask(): Promise<void> {
    await feed.fill()
    const room = await frames.takeRoom()
    const answer = frame.take({
      compression: compression === 'zstd' ? 'zstd' : 'deflate',
      sum: compression === 'gzip',
      given: feed.given,
      isLast: feed.ended,
      address: room.address,
      length: frames.roomBytes,
    })
    answer.catch(() => {}) // thrown where it is awaited
    asked.push({ room, answer })
  }

  try {
    for (;;) {
      while (asked.length < (told === 0 ? 1 : frames.ahead)) await ask()
      const { room, answer } = asked.shift()!
      let ended: boolean
      try {
        const step = await answer
        feed.used = step.used
        made.sum = step.sum
        told += step.bytes
        if (step.bytes > 0) yield room.text(step.bytes)
        if (step.error !== undefined) {
          if (step.used <= keptBytes) yield salvage(feed.first(), compression, told)
          throw new DamagedError(step.error)
        }
        if (step.isHungry && feed.failure !== undefined) throw feed.failure.error
        ended = step.ended
      } finally {
        room.free()
      }
      if (ended) break
    }
    feed.putBack()
  } finally {
    for (const { room, answer } of asked) {
      await answer.catch(() => {}) // what it would have told is not wanted any more
      room.free()
    }
    frame.close()
  }
}

/** Packed bytes on their way to where they are unpacked. */
class Feed {
  given = 0
  /** as the thread told last */
  used = 0
  ended = false
  failure: { readonly error: unknown } | undefined
  readonly #reader: ByteReader
  readonly #ring: Buffer
  /** what is given again must not have been overwritten */
  readonly #most: number

  constructor(reader: ByteReader, { ring }: Frame) {
    this.#reader = reader
    this.#ring = ring
    this.#most = ring.length * 0.75
  }

  /** Gives as much as should be waiting; a source that fails is asked about it when all is used. */
  async fill(): Promise<void> {
    const goal = Math.min(Math.max(this.used, leastWaiting), this.#most)
    while (!this.ended && this.failure === undefined && this.given - this.used < goal) {
      try {
        const block = await this.#reader.some(goal - (this.given - this.used))
        if (block === undefined) this.ended = true
        else this.#put(block)
      } catch (error) {
        this.failure = { error }
      }
    }
  }

  /** The beginning of the frame, as long as no more was used than is kept. */
  first(): Buffer {
    return Buffer.from(this.#ring.subarray(0, this.given))
  }

  /** Gives what was not used back to the reader. */
  putBack(): void {
    const from = this.used % this.#ring.length
    const unused = this.given - this.used
    const parts = [
      this.#ring.subarray(from, from + unused),
      this.#ring.subarray(0, Math.max(0, from + unused - this.#ring.length)),
    ]
    this.#reader.putBack(Buffer.concat(parts))
  }

  #put(block: Buffer): void {
    const at = this.given % this.#ring.length
    const part = block.copy(this.#ring, at)
    block.copy(this.#ring, 0, part)
    this.given += block.length
  }
}

/** Unpacks the beginning of a broken frame once more in the smallest steps there are, and returns what lies between `told` and the break. */
function salvage(packed: Buffer, compression: Compression, told: number): Buffer {
  const inflater = new Inflater(compression === 'zstd' ? 'zstd' : 'deflate')
  const room = Buffer.alloc(64)
  const pieces: Buffer[] = []
  let skip = told
  let rest = packed
  for (let made = room.length; rest.length > 0 || made === room.length; ) {
    made = inflater.write(rest, room, false)
    if (inflater.error !== undefined) break
    if (skip < made) pieces.push(Buffer.from(room.subarray(skip, made)))
    skip = Math.max(0, skip - made)
    if (made < room.length && inflater.left === rest.length) break
    rest = inflater.left === 0 ? rest.subarray(rest.length) : rest.subarray(-inflater.left)
  }
  inflater.close()
  return Buffer.concat(pieces)
}
