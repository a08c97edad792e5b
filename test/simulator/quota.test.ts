import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { slidingWindow } from '../../src/simulator/quota.ts'

describe('the sliding window', () => {
  test('refuses the request after the last allowed one and says how long to wait', () => {
    let now = 0
    const window = slidingWindow({ requests: 2, perMs: 1000 }, () => now)

    expect(window.take('key')).toBe(0)
    now = 300
    expect(window.take('key')).toBe(0)
    now = 400
    expect(window.take('key')).toBe(600)
    now = 1000
    expect(window.take('key')).toBe(0)
    expect(window.take('key')).toBe(300)
  })

  test('keeps keys apart', () => {
    const window = slidingWindow({ requests: 1, perMs: 1000 }, () => 5)

    expect(window.take('one')).toBe(0)
    expect(window.take('two')).toBe(0)
    expect(window.take('one')).toBeGreaterThan(0)
  })

  test('never accepts more than its number in any window, and never refuses below it', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), pauses, (requests, steps) => {
        let now = 0
        const window = slidingWindow({ requests, perMs: 1000 }, () => now)
        const accepted: number[] = []
        for (const step of steps) {
          now += step
          const recent = accepted.filter((at) => at > now - 1000).length
          const ok = window.take('key') === 0
          expect(ok).toBe(recent < requests)
          if (ok) accepted.push(now)
        }
      }),
    )
  })
})
