import { describe, expect, test } from '@jest/globals'
import type { Clock } from '../../src/net/clock.ts'
import type { Quotas } from '../../src/net/index.ts'
import { Pacer } from '../../src/net/pace.ts'
import { slowedBy, timeTakenMs } from '../../src/net/quota.ts'

/** A clock that jumps to the next waker as soon as nobody has anything else to do. */
function jumpingClock(): Clock {
  let now = 0
  return {
    now: () => now,
    wallNow: () => now,
    async sleep(ms, signal) {
      await new Promise((resolve) => setImmediate(resolve))
      signal?.throwIfAborted()
      now += ms
    },
  }
}

/** Instants at which so many requests leave, one after the other, answered at once. */
async function departures(quota: Quotas, count: number): Promise<readonly number[]> {
  const clock = jumpingClock()
  const pacer = new Pacer(clock, quota, 64)
  const at: number[] = []
  for (let sent = 0; sent < count; sent++) {
    const turn = await pacer.take()
    turn.left()
    turn.done()
    at.push(clock.now())
  }
  return at
}

function mostInAny(windowMs: number, at: readonly number[]): number {
  return Math.max(...at.map((from) => at.filter((one) => one >= from && one < from + windowMs).length))
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const threeQuotas = [
  { requests: 2, perMs: 1_000 },
  { requests: 25, perMs: hourMs },
  { requests: 100, perMs: dayMs },
]

describe('several quotas at once', () => {
  test('the first requests go at the fastest pace, and none of the windows is ever overfull', async () => {
    const at = await departures(threeQuotas, 230)

    expect(at[24]).toBeLessThan(13_000)
    expect(mostInAny(1_000, at)).toBe(2)
    expect(mostInAny(hourMs, at)).toBe(25)
    expect(mostInAny(dayMs, at)).toBe(100)
  })

  test('a window that is full holds the next request until it opens, and no longer', async () => {
    const at = await departures(threeQuotas, 201)

    expect(at[25]! / hourMs).toBeCloseTo(1, 1)
    expect(at[100]! / dayMs).toBeCloseTo(1, 1)
    expect(at[200]! / dayMs).toBeCloseTo(2, 1)
  })

  test('are the same in whatever order they are given', async () => {
    expect(await departures(threeQuotas.toReversed(), 60)).toEqual(await departures(threeQuotas, 60))
  })

  test('a quota learnt later counts what left before it', async () => {
    const clock = jumpingClock()
    const pacer = new Pacer(clock, { requests: 2, perMs: 1_000 }, 64)
    const send = async () => {
      const turn = await pacer.take()
      turn.left()
      turn.done()
    }
    for (let sent = 0; sent < 10; sent++) await send()

    pacer.setQuota([
      { requests: 2, perMs: 1_000 },
      { requests: 3, perMs: hourMs },
    ])
    await send()
    await send()

    // two of the ten are remembered: one more goes at once
    expect(clock.now()).toBeGreaterThan(hourMs - 10_000)
  })

  test('one that allows nothing is refused', () => {
    const none = [
      { requests: 2, perMs: 1_000 },
      { requests: 0, perMs: hourMs },
    ]
    expect(() => new Pacer(jumpingClock(), none, 64)).toThrow(RangeError)
    expect(() => new Pacer(jumpingClock(), [], 64)).toThrow(RangeError)
  })
})

test('one quota is spread evenly over its window', async () => {
  const at = await departures({ requests: 10, perMs: 60_000 }, 21)

  const gaps = at.slice(1).map((instant, index) => instant - at[index]!)
  expect(Math.min(...gaps)).toBeGreaterThan(6_000)
  expect(at[20]).toBeLessThan(1.03 * 20 * 6_000)
})

test('what requests take: the pace of the fastest until a longer window is full', () => {
  expect([1, 25, 26, 100, 101, 301].map((requests) => timeTakenMs(requests, threeQuotas))).toEqual([
    500,
    12_500,
    hourMs,
    3 * hourMs,
    dayMs,
    3 * dayMs,
  ])
  expect(timeTakenMs(0, threeQuotas)).toBe(0)
  expect(timeTakenMs(30, { requests: 10, perMs: 60_000 })).toBe(180_000)
})

test('our own pace slows a source down and never hurries it', () => {
  const pace = { requests: 1, perMs: 60_000 }

  expect(slowedBy(pace, { requests: 10, perMs: 60_000 })).toEqual([pace])
  expect(slowedBy(pace, { requests: 1, perMs: 120_000 })).toEqual({ requests: 1, perMs: 120_000 })
  expect(slowedBy(pace, threeQuotas)).toEqual([pace, threeQuotas[1], threeQuotas[2]])
})
