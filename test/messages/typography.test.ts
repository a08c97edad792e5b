import { describe, expect, test } from '@jest/globals'
import { formatDate, formatInstant, formatNumber, formatShare, plural } from '../../src/messages/index.ts'
import { fr } from '../../src/messages/typography.ts'

describe('a French text', () => {
  test('has no-break spaces before its high signs and inside its quotation marks', () => {
    expect(fr`Lesquelles ? Celles-ci : « une » ; 3 % !`).toBe(
      'Lesquelles\u00a0? Celles-ci\u00a0: «\u00a0une\u00a0»\u00a0; 3\u00a0%\u00a0!',
    )
  })

  test('leaves what is told as it is', () => {
    expect(fr`fichier : ${'a : b ?'} !`).toBe('fichier\u00a0: a : b ?\u00a0!')
    expect(fr`${1} : ${''}`).toBe('1\u00a0: ')
  })

  test('leaves other colons alone', () => {
    expect(fr`à 14:05, https://ville-exemple.fr`).toBe('à 14:05, https://ville-exemple.fr')
  })
})

describe('a number', () => {
  test.each([
    [0, '0', '0'],
    [999, '999', '999'],
    [1234, '1\u202f234', '1,234'],
    [1_234_567, '1\u202f234\u202f567', '1,234,567'],
    [-1234, '-1\u202f234', '-1,234'],
  ])('%d', (value, french, english) => {
    expect(formatNumber(value, 'fr')).toBe(french)
    expect(formatNumber(value, 'en')).toBe(english)
  })

  test.each([
    [0, 'adresse', 'addresses'],
    [1, 'adresse', 'address'],
    [2, 'adresses', 'addresses'],
  ])('%d takes its form', (value, french, english) => {
    expect(plural(value, 'fr', 'adresse', 'adresses')).toBe(french)
    expect(plural(value, 'en', 'address', 'addresses')).toBe(english)
  })
})

describe('a date', () => {
  test('is told with the name of its month', () => {
    expect(formatDate('2026-11-24', 'fr')).toBe('24\u00a0novembre\u00a02026')
    expect(formatDate('2026-11-24', 'en')).toBe('24\u00a0November\u00a02026')
    expect(formatDate('2026-08-01', 'fr')).toBe('1er\u00a0août\u00a02026')
    expect(formatDate('2026-08-01', 'en')).toBe('1\u00a0August\u00a02026')
  })

  test('of an instant is the one it was there', () => {
    expect(formatDate('2026-11-23T23:30:00.000Z', 'fr')).toBe('24\u00a0novembre\u00a02026')
    expect(formatDate('2026-11-23T23:30:00.000Z', 'fr', 'UTC')).toBe('23\u00a0novembre\u00a02026')
    expect(formatInstant('2026-07-01T12:05:00.000Z', 'fr')).toBe('1er\u00a0juillet\u00a02026 à 14\u00a0h\u00a005')
    expect(formatInstant('2026-11-24T00:43:00.000Z', 'fr')).toBe('24\u00a0novembre\u00a02026 à 1\u00a0h\u00a043')
    expect(formatInstant('2026-11-23T23:05:00.000Z', 'fr')).toBe('24\u00a0novembre\u00a02026 à 0\u00a0h\u00a005')
    expect(formatInstant('2026-07-01T12:05:00.000Z', 'en', 'UTC')).toBe('1\u00a0July\u00a02026 at 12:05')
  })
})

test('a share has two decimals, after a comma in French', () => {
  expect([formatShare(0.96, 'fr'), formatShare(0.9, 'en'), formatShare(3, 'fr')]).toEqual(['0,96', '0.90', '3,00'])
})
