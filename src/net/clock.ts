/** Time as the door sees it; passed in, so that tests need not wait. */
export interface Clock {
  /** milliseconds that only ever grow; pace, closures and cool-downs count in them */
  now(): number
  /** milliseconds since 1970 UTC; only for instants that are shown, and for a Retry-After given as a date */
  wallNow(): number
  /** resolves after `ms`; rejects with the signal's reason when it aborts first */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => performance.now(),
  wallNow: () => Date.now(),
  sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const timer = setTimeout(done, ms)
      signal?.addEventListener('abort', stopped, { once: true })
      function done(): void {
        signal?.removeEventListener('abort', stopped)
        resolve()
      }
      function stopped(): void {
        clearTimeout(timer)
        reject(signal?.reason)
      }
    })
  },
}
