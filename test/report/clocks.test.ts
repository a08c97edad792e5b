import { describe, expect, test } from '@jest/globals'
import { clocksOf, offsetMinutes, readInstant } from '../../src/report/model/clocks.ts'
import { Voice } from '../../src/report/voice.ts'

const paris = 'Europe/Paris'
const fr = new Voice('fr', paris)
/** with ordinary spaces */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('72 hours', () => {
  test('run in absolute time over the night when the clocks go back', () => {
    const { notification } = clocksOf({ awarenessAt: '2026-10-23T10:00:00.000Z' }, new Date('2026-10-24T00:00:00Z'))

    expect(notification).toEqual({
      startsAt: '2026-10-23T10:00:00.000Z',
      endsAt: '2026-10-26T10:00:00.000Z',
      expired: false,
    })
    expect(plain(fr.local(notification!.startsAt))).toBe('23 octobre 2026 à 12 h 00 (heure de Paris, UTC+2)')
    expect(plain(fr.local(notification!.endsAt))).toBe('26 octobre 2026 à 11 h 00 (heure de Paris, UTC+1)')
    expect(plain(fr.utc(notification!.endsAt))).toBe('26 octobre 2026 à 10 h 00 UTC')
  })

  test('have passed one millisecond after their end, and not at it', () => {
    const awarenessAt = '2026-11-21T12:00:00.000Z'

    const at = clocksOf({ awarenessAt }, new Date('2026-11-24T12:00:00.000Z'))
    const after = clocksOf({ awarenessAt }, new Date('2026-11-24T12:00:00.001Z'))

    expect([at.notification?.expired, after.notification?.expired]).toEqual([false, true])
  })

  test('of the insurance have a start of their own', () => {
    const clocks = clocksOf(
      { awarenessAt: '2026-11-24T08:00:00.000Z', attackKnownAt: '2026-11-23T08:00:00.000Z' },
      new Date('2026-11-24T12:00:00Z'),
    )

    expect(clocks.complaint?.endsAt).toBe('2026-11-26T08:00:00.000Z')
    expect(clocks.notification?.endsAt).toBe('2026-11-27T08:00:00.000Z')
  })

  test('do not run before somebody said when the city knew; the first sighting gives the cautious reading', () => {
    const clocks = clocksOf({ alertSeenAt: '2026-11-24T08:00:00.000Z' }, new Date('2026-11-24T12:00:00Z'))

    expect(clocks.notification).toBeUndefined()
    expect(clocks.cautious?.endsAt).toBe('2026-11-27T08:00:00.000Z')
  })
})

describe('an instant that a person writes', () => {
  test.each([
    ['2026-11-24T09:15', '2026-11-24T08:15:00.000Z'],
    ['2026-07-14 09:15', '2026-07-14T07:15:00.000Z'],
    ['2026-11-24T09:15+02:00', '2026-11-24T07:15:00.000Z'],
    ['2026-11-24T09:15Z', '2026-11-24T09:15:00.000Z'],
    // given twice that night: the earlier one, so that no deadline comes too late
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ])('%s is %s', (written, instant) => {
    expect(readInstant(written, paris)).toBe(instant)
  })

  test.each([
    '2026-11-24',
    '24/11/2026 09:15',
    '2026-02-30T09:15',
    '2026-11-24T25:00',
    // the clocks were put forward over it
    '2026-03-29T02:30',
  ])('%s is refused', (written) => {
    expect(() => readInstant(written, paris)).toThrow(expect.objectContaining({ code: 'input' }))
  })
})

test('the offset is that of the day', () => {
  expect(offsetMinutes(new Date('2026-07-01T00:00:00Z'), paris)).toBe(120)
  expect(offsetMinutes(new Date('2026-12-01T00:00:00Z'), paris)).toBe(60)
  expect(offsetMinutes(new Date('2026-12-01T00:00:00Z'), 'America/Cayenne')).toBe(-180)
})

test('hours below ten have no zero in French, and machines get ISO 8601', () => {
  expect(fr.moment('2026-08-26T07:15:00Z')).toBe('26\u00a0août\u00a02026 à 9\u00a0h\u00a015')
  expect(plain(fr.moment('2026-09-01T07:05:00Z'))).toBe('1er septembre 2026 à 9 h 05')
  expect(fr.iso('2026-11-24T12:00:00.000Z')).toBe('2026-11-24T13:00:00+01:00')
  expect(plain(new Voice('fr', 'America/Cayenne').local('2026-08-26T07:15:00Z'))).toBe(
    '26 août 2026 à 4 h 15 (America/Cayenne, UTC−3)',
  )
})
