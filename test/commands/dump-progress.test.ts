import { describe, expect, test } from '@jest/globals'
import { Pace, shortDuration } from '../../commands/_base/dump.ts'
import { catalogue } from '../../src/messages/index.ts'

describe('progress of a search of files', () => {
  test.each([
    [0, '0 s'],
    [44.2, '45 s'],
    [119, '119 s'],
    [120, '2 min'],
    [601, '11 min'],
  ])('%d seconds are %s', (seconds, text) => expect(shortDuration(seconds)).toBe(text))

  test('bytes that were searched by an earlier run say nothing of the rate', () => {
    const pace = new Pace(true)

    expect(pace.at(900, 1000)).toEqual({ rate: 0, left: 0 })
    const { rate, left } = pace.at(950, 1000)
    // as much is left as was read by this run
    expect(rate * left).toBeCloseTo(50)
    expect(new Pace(false).at(500, 1000).rate).toBeGreaterThan(0)
  })

  test('in words', () => {
    expect(catalogue('en').dump.progress('350', '1,240', '176', '5 s', '22')).toBe(
      '350 of 1,240 MB, 176 MB/s, 5 s left, 22 hits',
    )
    expect(catalogue('fr').dump.progress('350', '1 240', '176', '5 s', '22')).toMatch(/Mo\/s, reste 5.s, 22/)
  })
})
