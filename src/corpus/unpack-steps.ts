/** Unpacks frames into the memory of the search, a slot at a time. */
import { crc32 } from 'node:zlib'
import { Inflater, type RawCompression } from './inflate.ts'

/** Unpacks into a room. Steps of one frame are taken in the order in which they are posted. */
export interface FillStep {
  readonly do: 'fill'
  readonly key: number
  readonly compression: RawCompression
  /** the sum of what was unpacked is asked for */
  readonly sum: boolean
  /** where packed bytes lie, one after another and round again */
  readonly ring: SharedArrayBuffer
  /** of this frame, packed bytes that have been put there so far */
  readonly given: number
  /** and after which there are none */
  readonly isLast: boolean
  /** room in the memory of the search */
  readonly address: number
  readonly length: number
}

export type UnpackStep = FillStep | { readonly do: 'close'; readonly key: number }

export interface Unpacked {
  /** put into the memory by this step */
  readonly bytes: number
  /** packed bytes used up so far by this frame */
  readonly used: number
  /** CRC-32 so far */
  readonly sum: number
  readonly ended: boolean
  /** all that was given has been used, and more is needed */
  readonly isHungry: boolean
  readonly error?: string
}

export interface UnpackAnswer extends Unpacked {
  readonly id: number
}

/** In one go: it is summed up while it lies in the cache, and no more is lost when the stream breaks. */
const goBytes = 128 * 1024

interface Frame {
  readonly inflater: Inflater
  used: number
  sum: number
  ended: boolean
  /** the last go filled its room: more may come out without more going in */
  isFull: boolean
}

/** A function that takes steps in the calling thread. */
export function createUnpacking(memory: SharedArrayBuffer): (step: UnpackStep) => Unpacked {
  const frames = new Map<number, Frame>()
  return (step) => {
    const known = frames.get(step.key)
    if (step.do === 'close') {
      known?.inflater.close()
      frames.delete(step.key)
      return { bytes: 0, used: 0, sum: 0, ended: true, isHungry: false }
    }
    const frame = known ?? openFrame(step.compression)
    frames.set(step.key, frame)
    const bytes = fill(frame, step, new Uint8Array(memory, step.address, step.length))
    const { used, sum, ended, isFull, inflater } = frame
    const isHungry = used === step.given && !step.isLast && !isFull
    const told = { bytes, used, sum, ended, isHungry }
    return inflater.error === undefined ? told : { ...told, error: inflater.error }
  }
}

function openFrame(compression: RawCompression): Frame {
  return { inflater: new Inflater(compression), used: 0, sum: 0, ended: false, isFull: false }
}

/** Returns how many bytes of `into` were filled. */
function fill(frame: Frame, step: FillStep, into: Uint8Array): number {
  const { inflater } = frame
  const ring = new Uint8Array(step.ring)
  let bytes = 0
  while (bytes < into.length && !frame.ended) {
    const from = frame.used % ring.length
    const packed = ring.subarray(from, from + step.given - frame.used)
    const isLast = packed.length === 0 && step.isLast
    if (packed.length === 0 && !isLast && !frame.isFull) break
    const room = into.subarray(bytes, bytes + goBytes)
    const made = inflater.write(packed, room, isLast)
    if (inflater.error !== undefined) break
    if (step.sum) frame.sum = crc32(room.subarray(0, made), frame.sum)
    bytes += made
    frame.isFull = made === room.length
    frame.used += packed.length - inflater.left
    // room is left and so is what goes in, or nothing comes in any more: it wants no more
    frame.ended = !frame.isFull && (inflater.left > 0 || isLast)
  }
  return bytes
}
