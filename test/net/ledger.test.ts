/** Quotas count what was sent, whoever was killed meanwhile. */
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Clock } from '../../src/net/clock.ts'
import type { Quotas } from '../../src/net/index.ts'
import { type Ledger, openLedger, type Past } from '../../src/net/ledger.ts'
import { Pacer } from '../../src/net/pace.ts'

const hourMs = 3_600_000
const start = 1_795_000_000_000

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vigie-ledger-'))
  file = path.join(folder, 'pace', 'hibp-example.org')
})
afterEach(() => {
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true })
})

/** A process that begins `atMs` after the first; its own clock starts at nothing, and waits pass at once. */
function process(atMs: number): Clock {
  let now = 0
  return {
    now: () => now,
    wallNow: () => start + atMs + now,
    async sleep(ms, signal) {
      await new Promise((resolve) => setImmediate(resolve))
      signal?.throwIfAborted()
      now += ms
    },
  }
}

/** Instants, since the first process began, at which so many requests left in a process that is then killed. */
async function run(count: number, quota: Quotas, beginsAtMs: number, ledger: Ledger): Promise<readonly number[]> {
  const clock = process(beginsAtMs)
  const pacer = new Pacer(clock, quota, 64, ledger)
  const at: number[] = []
  for (let sent = 0; sent < count; sent++) {
    const turn = await pacer.take()
    turn.left()
    turn.done()
    at.push(clock.wallNow() - start)
  }
  return at
}

function mostInAny(windowMs: number, at: readonly number[]): number {
  return Math.max(...at.map((from) => at.filter((one) => one >= from && one < from + windowMs).length))
}

describe('two processes, one after the other', () => {
  const xposedornot = [
    { requests: 2, perMs: 1_000 },
    { requests: 25, perMs: hourMs },
    { requests: 100, perMs: 24 * hourMs },
  ]

  test('send no more together than one alone, in none of the windows', async () => {
    const first = await run(20, xposedornot, 0, openLedger(file))
    const second = await run(85, xposedornot, first.at(-1)! + 300, openLedger(file))
    const all = [...first, ...second]

    expect(mostInAny(1_000, all)).toBe(2)
    expect(mostInAny(hourMs, all)).toBe(25)
    expect(mostInAny(24 * hourMs, all)).toBe(100)
    // five are left of the hour, and are used at once
    expect(second[4]! - second[0]!).toBeLessThan(4_000)
    expect(second[5]!).toBeGreaterThan(hourMs)
  })

  test('keep the distance from the last request of the first', async () => {
    const slow = { requests: 10, perMs: 60_000 }
    const first = await run(3, slow, 0, openLedger(file))
    const [next] = await run(1, slow, first.at(-1)! + 500, openLedger(file))

    expect(next! - first.at(-1)!).toBeGreaterThanOrEqual(6_000)
    expect(next! - first.at(-1)!).toBeLessThan(6_200)
  })

  test('a wide quota is written down some requests at once: the second waits for these at most', async () => {
    const wide = { requests: 600, perMs: 60_000 }
    const first = await run(61, wide, 0, openLedger(file))
    const [next] = await run(1, wide, first.at(-1)! + 500, openLedger(file))

    expect(readFileSync(file, 'latin1').split('\n')).toHaveLength(5)
    expect(next! - first.at(-1)!).toBeLessThan(60_000 * 0.055)
  })

  test('a quota that the source told counts in the next as well, as long as its past does', async () => {
    const assumed = { requests: 10, perMs: 60_000 }
    const real = { requests: 600, perMs: 60_000 }
    const told = async (beginsAtMs: number, count: number) => {
      const clock = process(beginsAtMs)
      const pacer = new Pacer(clock, assumed, 64, openLedger(file))
      const at: number[] = []
      for (let sent = 0; sent < count; sent++) {
        const turn = await pacer.take()
        turn.left()
        turn.done()
        at.push(clock.wallNow() - start)
        pacer.setQuota(real)
      }
      return at
    }

    const first = await told(0, 101)
    const [soon] = await told(first.at(-1)! + 500, 1)
    const slowAgain = await run(2, assumed, soon! + 600_000, openLedger(file))

    // not a minute, as ten in a minute would have it
    expect(soon! - first.at(-1)!).toBeLessThan(3_500)
    expect(slowAgain[1]! - slowAgain[0]!).toBeGreaterThan(6_000)
    expect(await run(1, { requests: 5, perMs: 60_000 }, soon! + 5_000, openLedger(file))).not.toEqual([soon! + 5_000])
  })

  test('a past that is wider than the quota counts in full', async () => {
    const ledger = openLedger(file)
    for (let sent = 0; sent < 40; sent++) ledger.write({ at: start - 2_000 + sent, count: 1 })

    const [first] = await run(1, { requests: 40, perMs: 60_000 }, 0, openLedger(file))

    // the oldest of the forty has to be out of the window
    expect(first).toBeGreaterThanOrEqual(58_000)
  })

  test('what is long past holds nothing up', async () => {
    await run(25, xposedornot, 0, openLedger(file))

    const [next] = await run(1, xposedornot, 30 * hourMs, openLedger(file))

    expect(next).toBe(30 * hourMs)
  })
})

describe('the file', () => {
  const assumed = { requests: 10, perMs: 60_000 }
  const read = (): Past => openLedger(file).read(start - hourMs, start, assumed)

  test('holds instants and counts, for its owner alone', () => {
    openLedger(file).write({ at: start - 0.4, count: 3 })

    expect(readFileSync(file, 'latin1')).toBe('1795000000000 3\n')
    expect([statSync(file).mode & 0o777, statSync(path.dirname(file)).mode & 0o777]).toEqual([0o600, 0o700])
    expect(read()).toEqual({ left: [{ at: start, count: 3 }] })
  })

  test('that was cut in the middle of a line, or holds something else, is read as far as it goes', () => {
    openLedger(file).write({ at: start - 5, count: 1 })
    appendFileSync(
      file,
      `${start - 4} 1\n${start - 4} 999999999\nnothing\ntold 10/60000 x\n${start - 3} x\n${start - 2}`,
    )

    expect(read()).toEqual({
      left: [
        { at: start - 5, count: 1 },
        { at: start - 4, count: 1 },
      ],
    })
  })

  test('written by a clock that was ahead by an hour is not believed', () => {
    openLedger(file).write({ at: start + hourMs, count: 25 })

    expect(read()).toEqual({ left: [] })
  })

  test('that has grown is tidied when it is read', () => {
    const ledger = openLedger(file)
    ledger.tell(assumed, [{ requests: 500, perMs: 60_000 }])
    ledger.write({ at: start, count: 1 })
    appendFileSync(file, `${start - 2 * hourMs} 1\n`.repeat(5_000))

    const past = { left: [{ at: start, count: 1 }], quota: [{ requests: 500, perMs: 60_000 }] }
    expect(read()).toEqual(past)
    expect(readFileSync(file, 'latin1')).toBe(`told 10/60000 500/60000\n${start} 1\n`)
    expect(read()).toEqual(past)
  })

  test('whose place is taken by a folder, or by a link to itself, leaves the pace of one process', async () => {
    mkdirSync(path.join(folder, 'taken'))
    symlinkSync('round', path.join(folder, 'round'))

    for (const name of ['taken', 'round']) {
      const times = await run(3, { requests: 10, perMs: 1_000 }, 0, openLedger(path.join(folder, name)))
      expect(times).toHaveLength(3)
    }
  })

  test('that cannot be written leaves the pace of one process', async () => {
    writeFileSync(path.join(folder, 'pace'), 'a file where a folder should be')

    expect(await run(3, { requests: 10, perMs: 1_000 }, 0, openLedger(path.join(folder, 'pace', 'hibp')))).toHaveLength(
      3,
    )
  })
})
