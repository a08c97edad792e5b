/**
 * Unpacking into memory of our own, in the calling thread. Node's streams allot a new buffer for every piece and hand it over by
 * an event, which takes as long as unpacking does; and a zstd stream that is paused near the end of a frame takes the frame
 * behind it for garbage (Node 24.21). So what they call for the work itself is called from here. It is no promised face of
 * Node, though it has been the same since Node 11: a Node where it is not is told so, before anything is read wrongly.
 */
import { createInflateRaw, createZstdDecompress } from 'node:zlib'

export type RawCompression = 'deflate' | 'zstd'

/** What lies below a stream of node:zlib. */
interface Handle {
  onerror: (message: string, errno: number, code: string) => void
  writeSync(
    flush: number,
    packed: Uint8Array,
    at: number,
    length: number,
    out: Uint8Array,
    outAt: number,
    room: number,
  ): void
  close(): void
}

interface Face {
  readonly _handle?: Partial<Handle>
  /** room left, then packed bytes left, after each write */
  readonly _writeState?: Uint32Array
  destroy(): void
}

const finish: Readonly<Record<RawCompression, number>> = { deflate: 4, zstd: 2 } // Z_FINISH, ZSTD_e_end

function open(compression: RawCompression): Face {
  return (compression === 'zstd' ? createZstdDecompress() : createInflateRaw()) as unknown as Face
}

/** One deflate stream or zstd frame. */
export class Inflater {
  /** packed bytes that the last write left */
  left = 0
  /** code of what is wrong with the stream; nothing more comes out of it */
  error: string | undefined
  readonly #face: Face
  readonly #handle: Handle
  readonly #state: Uint32Array
  readonly #finish: number

  constructor(compression: RawCompression) {
    this.#face = open(compression)
    const { _handle: handle, _writeState: state } = this.#face
    if (typeof handle?.writeSync !== 'function' || state?.length !== 2)
      throw new Error(`node:zlib of ${process.version} is not as it is known`)
    this.#handle = handle as Handle
    this.#state = state
    this.#finish = finish[compression]
    this.#handle.onerror = (_message, _errno, code) => {
      this.error = code
    }
  }

  /** Unpacks `packed` into `out` as far as it has room, and returns how many bytes came out; after `isLast` none is missing. */
  write(packed: Uint8Array, out: Uint8Array, isLast: boolean): number {
    this.#handle.writeSync(isLast ? this.#finish : 0, packed, 0, packed.length, out, 0, out.length)
    if (this.error !== undefined) return 0
    this.left = this.#state[1]!
    return out.length - this.#state[0]!
  }

  close(): void {
    this.#face.destroy()
  }
}
