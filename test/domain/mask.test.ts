import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalizePhone, maskSelector, maskValue } from '../../src/domain/index.ts'

describe('addresses', () => {
  test.each([
    ['jeanne.dupont@ville-exemple.fr', 'j•••••@ville-exemple.fr'],
    ['j@ville-exemple.fr', 'j•••••@ville-exemple.fr'],
    ['élodie@ville-exemple.fr', 'é•••••@ville-exemple.fr'],
    ['𝒿o@ville-exemple.fr', '𝒿•••••@ville-exemple.fr'],
  ])('%s is shown as %s', (canonical, masked) => {
    expect(maskSelector({ kind: 'email', canonical })).toBe(masked)
  })

  test('nothing of the local part beyond its first letter is shown, nor how long it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9._+-]{1,64}$/), fc.domain(), (local, domain) => {
        const masked = maskSelector({ kind: 'email', canonical: `${local}@${domain}` })

        expect(masked).toBe(`${local[0]}•••••@${domain}`)
      }),
    )
  })
})

describe('phones', () => {
  test.each([
    ['+33639980123', '06 39 98 •• ••'],
    ['+33199001234', '01 99 00 •• ••'],
    ['+262692123456', '06 92 12 •• ••'],
    ['+590590123456', '05 90 12 •• ••'],
    ['+262639980123', '+262 63998 •• ••'],
    ['+442079460123', '+44 20794 •• ••'],
    ['+12025550123', '+1 20255 •• ••'],
    ['+508411234', '+508 41 •• ••'],
    ['+35812345', '+358 1 •• ••'],
    ['+2901234', '+290 •• ••'],
    ['+290123', '+290 •• ••'],
  ])('%s is shown as %s', (canonical, masked) => {
    expect(maskSelector({ kind: 'phone', canonical })).toBe(masked)
  })

  test('the last four digits are never shown, and at most five before them', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9]\d{6,14}$/), (canonical) => {
        const masked = maskSelector({ kind: 'phone', canonical })
        const shown = masked.replace(/\D/g, '').replace(/^0/, '')

        expect(masked).toMatch(/ •• ••$/)
        expect(canonical.slice(0, -4)).toContain(shown)
        expect(shown.length).toBeLessThanOrEqual(8)
      }),
    )
  })

  test('what is masked cannot be read back as a selector', () => {
    expect(canonicalizePhone('06 39 98 •• ••', { knownPhone: true })).toEqual({ ok: false, reason: 'not-a-phone' })
  })
})

test('a domain is shown whole: it is the city’s own', () => {
  expect(maskSelector({ kind: 'domain', canonical: 'ville-exemple.fr' })).toBe('ville-exemple.fr')
})

test('a value that was not taken keeps its first character only', () => {
  expect(maskValue('jeanne.ville-exemple')).toBe('j•••••')
  expect(maskValue(' 3949')).toBe('3•••••')
  expect(maskValue('  ')).toBe('')
})
