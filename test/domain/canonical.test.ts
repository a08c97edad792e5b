import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalize, canonicalizeOrganisation, kindOf, listedKinds, readSelector } from '../../src/domain/index.ts'

describe('a selector of unknown kind', () => {
  test.each([
    ['Test@ville-exemple.fr', 'email', 'test@ville-exemple.fr'],
    ['ｔｅｓｔ＠ville-exemple.fr', 'email', 'test@ville-exemple.fr'],
    ['06 39 98 01 23', 'phone', '+33639980123'],
    ['tel:+33639980123', 'phone', '+33639980123'],
    ['+33 (0)6 39 98 01 23', 'phone', '+33639980123'],
    ['www.ville-exemple.fr', 'domain', 'ville-exemple.fr'],
    ['https://agent@ville-exemple.fr/', 'domain', 'ville-exemple.fr'],
    ['06.39.98.01.23', 'phone', '+33639980123'],
  ] as const)('%s is the %s %s', (value, kind, canonical) => {
    expect(readSelector(value)).toEqual({ ok: true, selector: { kind, canonical } })
  })

  test.each([
    ['durand', 'not-an-email'],
    ['', 'not-an-email'],
    ['test@', 'not-an-email'],
    ['fr', 'public-suffix'],
    ['gouv.fr', 'public-suffix'],
    ['192.0.2.7', 'ip-address'],
    ['192.0.2.0/24', 'ip-address'],
    ['2001:db8::1', 'ip-address'],
    ['639980123', 'ambiguous-phone'],
    ['3949', 'short-number'],
    ['3,36E+10', 'precision-lost'],
  ])('%j is refused: %s', (value, reason) => {
    expect(readSelector(value)).toEqual({ ok: false, reason })
  })

  test('a canonical form is read as the kind it is of', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...listedKinds),
        fc.oneof(fc.emailAddress(), fc.domain(), fc.stringMatching(/^0[1-9]\d{8}$/), fc.string()),
        (kind, value) => {
          const form = canonicalize(kind, value)
          if (!form.ok) return

          expect(kindOf(form.canonical)).toBe(kind)
          expect(readSelector(form.canonical)).toEqual({ ok: true, selector: { kind, canonical: form.canonical } })
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe("an organisation's name", () => {
  test.each([
    ['  Mairie\u00a0de  Saint-Exemple ', 'Mairie de Saint-Exemple'],
    ['Ｍａｉｒｉｅ de\tSaint\u00adExemple', 'Mairie de SaintExemple'],
    ['CCAS', 'CCAS'],
  ])('%j is %j', (written, canonical) => {
    expect(canonicalizeOrganisation(written)).toBe(canonical)
    expect(canonicalizeOrganisation(canonical)).toBe(canonical)
  })

  test.each(['', '   ', '-', '…'])('%j is none', (written) => {
    expect(canonicalizeOrganisation(written)).toBeUndefined()
  })
})
