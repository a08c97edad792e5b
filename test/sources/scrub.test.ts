import { describe, expect, test } from '@jest/globals'
import { dayOf } from '../../src/sources/dates.ts'
import { scrub } from '../../src/sources/scrub.ts'

describe('text that services hand on', () => {
  test.each([
    ['write to Jean.Dupont@ville-exemple.fr, quickly', 'write to [address], quickly'],
    ['call +33 6 39 98 01 23 or 0639980123', 'call [number] or [number]'],
    ['logs of 2025-05-06,\n  1204311 rows', 'logs of 2025-05-06, 1204311 rows'],
    ['agent@ville-exemple.fr.txt', '[address]'],
  ])('%j becomes %j', (told, kept) => {
    expect(scrub(told)).toBe(kept)
  })
})

test.each([
  ['20260203', '2026-02-03'],
  [20260203, '2026-02-03'],
  ['2026-02-03T04:05:06.123456789Z', '2026-02-03'],
  [1770091506, '2026-02-03'],
  ['20261303', undefined],
  ['2026-02-30', undefined],
  ['yesterday', undefined],
  ['', undefined],
  [null, undefined],
])('the day of %j is %j', (told, day) => {
  expect(dayOf(told)).toBe(day)
})
