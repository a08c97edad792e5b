import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { InputError } from '../domain/index.ts'
import type { ListInput } from './types.ts'

/** Enough to tell format, encoding and columns. */
const headBytes = 256 * 1024
/** Measured on a million rows: 256 KB a read costs a third more CPU and twice the memory, for what a batch keeps alive. */
const pieceBytes = 32 * 1024

export interface ByteSource {
  readonly file: string
  /** the first bytes, up to `headBytes`, more when they came in larger pieces */
  readonly head: Buffer
  /** true when `head` is all there is */
  readonly whole: boolean
  readonly rest: AsyncGenerator<Buffer>
}

/** Opens a file or stream and reads its head. Throws InputError for a directory, a missing or an unreadable file. */
export async function openBytes(input: ListInput): Promise<ByteSource> {
  const pieces = readPieces(input.file, input.stream ?? (await openFile(input.file)))
  const head: Buffer[] = []
  let size = 0
  let whole = false
  while (size < headBytes && !whole) {
    const next = await pieces.next()
    if (next.done === true) {
      whole = true
    } else {
      head.push(next.value)
      size += next.value.length
    }
  }
  return { file: input.file, head: Buffer.concat(head), whole, rest: pieces }
}

/** The whole content, for the one format that cannot be read in pieces. */
export async function readAll(source: ByteSource): Promise<Buffer> {
  const pieces = [source.head]
  for await (const piece of source.rest) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function openFile(file: string): Promise<AsyncIterable<Uint8Array>> {
  if (file === '-') throw new InputError('no standard input to read', { mend: 'Name a file, or pipe one in.' })
  try {
    const found = await stat(file)
    if (found.isDirectory()) {
      throw new InputError(`${file} is a directory`, { mend: 'Name the files in it, for example with a wildcard.' })
    }
  } catch (error) {
    throw unreadable(file, error)
  }
  return createReadStream(file, { highWaterMark: pieceBytes })
}

async function* readPieces(file: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  try {
    for await (const piece of bytes) {
      yield Buffer.isBuffer(piece) ? piece : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    }
  } catch (error) {
    throw unreadable(file, error)
  }
}

function unreadable(file: string, error: unknown): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  if (typeof code !== 'string' || error instanceof InputError) return error
  if (code === 'ENOENT') return new InputError(`${file} does not exist`, { mend: 'Check the path.', cause: error })
  if (code === 'EACCES' || code === 'EPERM') {
    return new InputError(`${file} may not be read`, { mend: 'Give this account the right to read it.', cause: error })
  }
  return new InputError(`${file} cannot be read (${code})`, {
    mend: 'Copy it to a local disk and try again.',
    cause: error,
  })
}
