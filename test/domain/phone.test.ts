import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalizePhone, frenchNumber, isFictionPhone } from '../../src/domain/index.ts'

/** The canonical form, or the reason why there is none. */
function phone(value: string, knownPhone = true): string {
  const form = canonicalizePhone(value, { knownPhone })
  return form.ok ? form.canonical : form.reason
}

test.each([
  '0639980123',
  '06 39 98 01 23',
  '06.39.98.01.23',
  '06-39-98-01-23',
  '06/39/98/01/23',
  '06 39 980 123',
  '639980123',
  '33639980123',
  '+33639980123',
  '+33 6 39 98 01 23',
  '+33 (0)6 39 98 01 23',
  '+33(0)639980123',
  '+33 ( 0 ) 6 39 98 01 23',
  '(+33) 6 39 98 01 23',
  '0033639980123',
  '00 33 6 39 98 01 23',
  '0033 (0)6 39 98 01 23',
  '+330639980123',
  '+33 06 39 98 01 23',
  '330639980123',
  '6.39980123E8',
  '6,39980123E+8',
  '3.3639980123E10',
  '639980123,00',
  '639980123.0',
  'tel:+33639980123',
  'TEL:+33-6-39-98-01-23;ext=12',
  'tel:0639980123;phone-context=+33',
  '="0639980123"',
  "'0639980123",
  '"06 39 98 01 23"',
  '06\u00a039\u00a098\u00a001\u00a023',
  '06\u202f39\u202f98\u202f01\u202f23',
  '06\u200939\u200998\u200901\u200923',
  '06\u200b39\u200b98\u200b01\u200b23',
  '\u200f06 39 98 01 23\u200e',
  '\u202a+33639980123\u202c',
  '06\u201139\u201198\u201101\u201123',
  '06–39–98–01–23',
  '０６３９９８０１２３',
  '＋３３６３９９８０１２３',
  '06\t39\t98\t01\t23',
  ' 06 39 98 01 23 ',
  'tel 0639980123',
  'tél. : 06 39 98 01 23',
  'Téléphone portable : 06 39 98 01 23',
  'gsm 0639980123',
  'Mobile: +33639980123',
  'portable=0639980123',
  'phone: 0639980123',
  'msisdn=33639980123',
  'telephone1: 0639980123',
  '06 39 98 01 23 poste 12',
  '06 39 98 01 23 (bureau)',
  'Dom. : 06 39 98 01 23',
  'N° de tél. : 06 39 98 01 23',
])('%j is +33639980123', (spelling) => {
  expect(phone(spelling)).toBe('+33639980123')
})

describe('what is refused', () => {
  test.each([
    ['3,36E+10', 'precision-lost'],
    ['3.36E+10', 'precision-lost'],
    ['6.4E8', 'precision-lost'],
    ['6.399801235E8', 'not-a-phone'],
    ['17', 'short-number'],
    ['112', 'short-number'],
    ['3949', 'short-number'],
    ['39 49', 'short-number'],
    ['1014', 'short-number'],
    ['116 000', 'short-number'],
    ['118218', 'short-number'],
    ['+33 3949', 'short-number'],
    ['06 39 98 01 23 / 01 99 00 12 34', 'not-a-phone'],
    ['06 39 98 01 23; 01 99 00 12 34', 'not-a-phone'],
    ['06xxxxxx23', 'not-a-phone'],
    ['06****0123', 'not-a-phone'],
    ['06 39 98 •• ••', 'not-a-phone'],
    ['06 39 98 01 2', 'not-a-phone'],
    ['06 39 98 01 234', 'not-a-phone'],
    ['+33 6 39 98 01 2', 'not-a-phone'],
    ['0012', 'not-a-phone'],
    ['73282932000074', 'not-a-phone'],
    ['1700000000', 'not-a-phone'],
    ['832829320', 'not-a-phone'],
    ['FR7630006000011234567890189', 'not-a-phone'],
    ['639980123a', 'not-a-phone'],
    ['d41d8cd98f00b204e9800998ecf8427e', 'not-a-phone'],
    ['06 39 98 01 23 (fax)', 'not-a-phone'],
    ['SIREN 732829320', 'not-a-phone'],
    ['+', 'not-a-phone'],
    ['-', 'not-a-phone'],
    ['', 'not-a-phone'],
    ['07001234567890', 'not-a-phone'],
  ])('%j: %s', (value, reason) => {
    expect(phone(value)).toBe(reason)
  })

  test('nine digits where anything may stand: they may be a SIREN', () => {
    expect(phone('639980123', false)).toBe('ambiguous-phone')
    expect(phone('732829320', false)).toBe('ambiguous-phone')
    expect(phone('732 829 320', false)).toBe('ambiguous-phone')
  })

  test('a number written in full is no less one where anything may stand', () => {
    expect(phone('06 39 98 01 23', false)).toBe('+33639980123')
    expect(phone('33639980123', false)).toBe('+33639980123')
  })
})

describe('overseas numbers belong to their own country code', () => {
  test.each([
    ['0262 12 34 56', '+262262123456'],
    ['0263 12 34 56', '+262263123456'],
    ['0692 12 34 56', '+262692123456'],
    ['06 93 12 34 56', '+262693123456'],
    ['+33692123456', '+262692123456'],
    ['33692123456', '+262692123456'],
    ['692123456', '+262692123456'],
    ['+262692123456', '+262692123456'],
    ['+262 0692 12 34 56', '+262692123456'],
    ['00262692123456', '+262692123456'],
    ['262692123456', '+262692123456'],
    ['0269 12 34 56', '+262269123456'],
    ['0639 12 34 56', '+262639123456'],
    ['0590 12 34 56', '+590590123456'],
    ['0690 12 34 56', '+590690123456'],
    ['+33691123456', '+590691123456'],
    ['0594 12 34 56', '+594594123456'],
    ['0694 12 34 56', '+594694123456'],
    ['0596 12 34 56', '+596596123456'],
    ['0696 12 34 56', '+596696123456'],
    ['+33 6 97 12 34 56', '+596697123456'],
  ])('%s is %s', (value, canonical) => {
    expect(phone(value)).toBe(canonical)
  })

  test('the fiction block comes before Mayotte, in whose prefix it lies', () => {
    expect(phone('06 39 98 01 23')).toBe('+33639980123')
    expect(phone('06 39 97 01 23')).toBe('+262639970123')
    expect(phone('+262 639 98 01 23')).toBe('+262639980123')
  })
})

describe('numbers for fiction', () => {
  test.each([
    '01 99 00 12 34',
    '02 61 91 12 34',
    '03 53 01 12 34',
    '04 65 71 12 34',
    '05 36 49 12 34',
    '06 39 98 12 34',
  ])('%s is taken, and known as such', (value) => {
    const canonical = phone(value)

    expect(canonical).toBe(`+33${value.slice(1).replaceAll(' ', '')}`)
    expect(isFictionPhone(canonical)).toBe(true)
  })

  test('others are not', () => {
    expect(isFictionPhone('+33199010000')).toBe(false)
    expect(isFictionPhone('+262639980123')).toBe(false)
  })
})

describe('foreign numbers', () => {
  test.each([
    ['+44 20 7946 0123', '+442079460123'],
    ['+44 (0)20 7946 0123', '+442079460123'],
    ['0044 20 7946 0123', '+442079460123'],
    ['+4402079460123', '+442079460123'],
    ['+1 (202) 555-0123', '+12025550123'],
    ['+508 41 12 34', '+508411234'],
    ['+687 25 12 34', '+687251234'],
    ['+689 87 12 34 56', '+68987123456'],
    ['+681 72 12 34', '+681721234'],
    ['+44 1', 'not-a-phone'],
    ['+999 123456789', 'not-a-phone'],
  ])('%s is %s', (value, canonical) => {
    expect(phone(value)).toBe(canonical)
  })
})

describe('what always holds', () => {
  const noise = fc.constantFrom('', ' ', '.', '-', '\u00a0', '\u202f', '\u2011', '\u200b')

  test('any cutting of a national number is the same number', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[1-9]\d{8}$/),
        fc.constantFrom('0', '+33', '+33 (0)', '0033', '33', '+330', '330', '(+33) '),
        fc.array(noise, { minLength: 8, maxLength: 8 }),
        (number, prefix, between) => {
          const cut = Array.from(number, (digit, i) => digit + (between[i] ?? '')).join('')

          expect(phone(prefix + cut, false)).toBe(phone(`0${number}`, false))
          expect(phone(`0${number}`)).toMatch(/^\+(?:33|262|590|594|596)[1-9]\d{8}$/)
        },
      ),
    )
  })

  test('the canonical form is its own canonical form', () => {
    const digits = fc.stringMatching(/^[+0]?\d{2,16}$/)
    const international = fc
      .tuple(fc.constantFrom('+', '00'), fc.stringMatching(/^[1-9]\d{6,14}$/))
      .map((p) => p.join(''))
    fc.assert(
      fc.property(fc.oneof(digits, international, fc.string({ unit: 'binary' })), fc.boolean(), (value, known) => {
        const form = canonicalizePhone(value, { knownPhone: known })
        if (!form.ok) return

        expect(form.canonical).toMatch(/^\+[1-9]\d{4,14}$/)
        expect(canonicalizePhone(form.canonical)).toEqual(form)
      }),
      { numRuns: 3000 },
    )
  })
})

test('the nine digits that follow the 0, for numbers that are dialled so from France', () => {
  expect(frenchNumber('+33639980123')).toBe('639980123')
  expect(frenchNumber('+262692123456')).toBe('692123456')
  expect(frenchNumber('+262639980123')).toBeUndefined()
  expect(frenchNumber('+442079460123')).toBeUndefined()
})
