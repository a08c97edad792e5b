import { digestLength } from './digest.ts'

/** An index takes 17 bits, the other 47 are of the digest. */
const indexBits = 17
const maxBatch = 2 ** indexBits

/**
 * The places of a run of digests in the order of their first 47 bits, equal ones in their own order. Sorting one array of
 * 64-bit numbers that carry digest and place is ten times as fast as sorting places by a comparison.
 */
export function sortedByDigest(digests: Buffer): Uint32Array {
  const length = digests.length / digestLength
  const order = new Uint32Array(length)
  // a longer run is sorted in parts: order within each is what makes inserting fast
  for (let from = 0; from < length; from += maxBatch) sortPart(digests, order, from, Math.min(from + maxBatch, length))
  return order
}

function sortPart(digests: Buffer, order: Uint32Array, from: number, to: number): void {
  const keys = new BigUint64Array(to - from)
  const halves = new Uint32Array(keys.buffer) // low, high: every machine that Node runs on is little-endian
  for (let i = 0; i < keys.length; i++) {
    const at = (from + i) * digestLength
    halves[2 * i + 1] = digests.readUInt32BE(at)
    halves[2 * i] = ((digests.readUInt32BE(at + 4) >>> indexBits) << indexBits) | i
  }
  keys.sort()
  for (let i = 0; i < keys.length; i++) order[from + i] = from + (halves[2 * i]! & (maxBatch - 1))
}
