/** At most `requests` accepted in any window of `perMs`, strictly: no smoothing, no grace. */
export interface PretendQuota {
  readonly requests: number
  readonly perMs: number
}

export interface SlidingWindow {
  /** Takes a place and returns 0, or takes none and returns the milliseconds until one is free. */
  take(key: string): number
}

/** One window per key. `now` in milliseconds, monotonic. A refused request does not count. */
export function slidingWindow(quota: PretendQuota, now: () => number = () => performance.now()): SlidingWindow {
  // per key, a ring of the instants of the last `requests` accepted: constant time whatever the quota
  const rings = new Map<string, { instants: Float64Array; next: number }>()

  function take(key: string): number {
    let ring = rings.get(key)
    if (ring === undefined) {
      ring = { instants: new Float64Array(quota.requests).fill(Number.NEGATIVE_INFINITY), next: 0 }
      rings.set(key, ring)
    }
    const instant = now()
    const oldest = ring.instants[ring.next] ?? Number.NEGATIVE_INFINITY
    const waitMs = oldest + quota.perMs - instant
    if (waitMs > 0) return waitMs
    ring.instants[ring.next] = instant
    ring.next = (ring.next + 1) % quota.requests
    return 0
  }

  return { take }
}
