/** Where compressed frames are unpacked: here, in the calling thread; or on threads of their own, see `threads.ts`. */
import { createUnpacking, type FillStep, type Unpacked } from './unpack-steps.ts'

/** One frame: steps are asked for ahead, and answered in their order. */
export interface Frame {
  /** for packed bytes, see `FillStep` */
  readonly ring: Buffer
  take(step: Omit<FillStep, 'do' | 'key' | 'ring'>): Promise<Unpacked>
  close(): void
}

/** Room to unpack into, at `address` of the memory of the frames. */
export interface Room {
  readonly address: number
  /** What was unpacked there: valid until `free`. */
  text(bytes: number): Buffer
  /** Whoever was given the text may have made the room its own; then nothing happens. */
  free(): void
}

export interface Frames {
  /** rooms that are filled before the first of them is looked at */
  readonly ahead: number
  readonly roomBytes: number
  open(): Frame
  takeRoom(): Promise<Room> | Room
}

const localRoomBytes = 128 * 1024
const localRingBytes = 512 * 1024

/** One room, in memory of its own. */
export function localFrames(): Frames {
  const memory = new SharedArrayBuffer(localRoomBytes)
  const ring = new SharedArrayBuffer(localRingBytes)
  const unpack = createUnpacking(memory)
  let key = 0
  const room: Room = { address: 0, text: (bytes) => Buffer.from(memory, 0, bytes), free: () => {} }
  return {
    ahead: 1,
    roomBytes: localRoomBytes,
    takeRoom: () => room,
    open() {
      key++
      return {
        ring: Buffer.from(ring),
        take: async (step) => unpack({ do: 'fill', key, ring, ...step }),
        close: () => void unpack({ do: 'close', key }),
      }
    },
  }
}
