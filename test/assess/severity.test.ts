import { describe, expect, test } from '@jest/globals'
import { assessSeverity, type SeverityQuestion, severityLevel } from '../../src/assess/index.ts'

const public_: Pick<SeverityQuestion, 'recipients' | 'malicious' | 'persons'> = {
  recipients: 'unknown',
  malicious: true,
  persons: 40,
}

function score(dataClasses: readonly string[], more: Partial<SeverityQuestion> = {}) {
  return assessSeverity({ ...public_, dataClasses, ...more })
}

describe('the worked examples of the method come out as printed', () => {
  test.each([
    ['nominative e-mails only', score(['Email addresses'], { emails: 'nominative' }), [1, 1, 1, 2], 'medium'],
    ['e-mails not revealing the name', score(['Email addresses'], { emails: 'opaque' }), [1, 0.75, 1, 1.75], 'low'],
    [
      'phone numbers alone, small town',
      score(['Phone numbers'], { about: { smallTown: true } }),
      [1, 0.5, 1, 1.5],
      'low',
    ],
    [
      'name, e-mail, phone, address, for sale',
      score(['Names', 'Email addresses', 'Phone numbers', 'Physical addresses']),
      [1, 1, 1, 2],
      'medium',
    ],
    [
      'professional credentials, infostealer',
      score(['Email addresses', 'Passwords'], { emails: 'nominative' }),
      [2, 1, 1, 3],
      'high',
    ],
    [
      'family portal accounts with family quotient',
      score(['Names', 'Email addresses', 'Passwords', 'Quotient familial']),
      [3, 1, 1, 4],
      'very-high',
    ],
    ['IBAN with name', score(['IBAN', 'Names']), [3, 1, 1, 4], 'very-high'],
    [
      'social aid and health notes',
      score(['Names', 'Dates of birth', 'Personal health data']),
      [4, 1, 1, 5],
      'very-high',
    ],
  ] as const)('%s', (_, severity, parts, level) => {
    expect([severity.dpc.value, severity.ei.value, severity.cb.value, severity.score]).toEqual(parts)
    expect(severity.level).toBe(level)
  })

  test.each([
    [
      'the same with birth date, minors',
      score(['Names', 'Email addresses', 'Dates of birth'], { about: { minors: true } }),
      3,
      4,
    ],
    ['IBAN alone', score(['IBAN']), 1.5, 2],
    ['ID scans', score(['ID scans']), 3, 4],
    [
      'bcrypt hashes and nominative e-mail',
      score(['Email addresses', 'Passwords'], { emails: 'nominative', passwords: { form: 'strong-hash' } }),
      2,
      3,
    ],
  ] as const)('%s: inside the printed range, whose ends are told', (_, severity, low, high) => {
    expect(severity.score).toBeGreaterThanOrEqual(low)
    expect(severity.score).toBeLessThanOrEqual(high)
    expect(severity.range).toEqual([low, high])
  })
})

test.each([
  [0.25, 'low'],
  [1.99, 'low'],
  [2, 'medium'],
  [2.99, 'medium'],
  [3, 'high'],
  [3.99, 'high'],
  [4, 'very-high'],
  [6, 'very-high'],
] as const)('%d is %s', (value, level) => {
  expect(severityLevel(value)).toBe(level)
})

test('the CNIL level is proposed beside it', () => {
  expect(score(['Personal health data', 'Names', 'Dates of birth']).cnilLevel).toBe('Maximal')
  expect(score(['IP addresses']).cnilLevel).toBe('Négligeable')
})

describe('each part has its reasons', () => {
  test('in both languages, with the classes they speak of', () => {
    const { dpc, ei, cb } = score(['Email addresses', 'Passwords'], { emails: 'nominative' })

    expect(dpc.type).toBe('behavioural')
    expect(dpc.reasons.map(({ code }) => code)).toEqual(['dpc.behavioural', 'dpc.credentials'])
    expect(ei.reasons).toEqual([
      {
        code: 'ei.email-nominative',
        fr: 'l’adresse électronique révèle le nom',
        en: 'the e-mail address tells the name',
        classes: ['Email addresses'],
      },
    ])
    expect(cb.reasons.map(({ code }) => code)).toEqual(['cb.public', 'cb.malicious'])
  })

  test('credentials take the type of what they open', () => {
    const open = (type: 'simple' | 'financial' | 'sensitive') =>
      score(['Passwords'], { passwords: { open: type } }).dpc.value

    expect([open('simple'), open('financial'), open('sensitive')]).toEqual([1, 3, 4])
  })

  test('raises and lowers of the configuration stay within 1 and 4', () => {
    const raised = score(['Names'], {
      raises: [
        { reason: 'CCAS', toAtLeast: 4 },
        { reason: 'mineurs', by: 2 },
      ],
    })
    const lowered = score(['Names'], { lowers: [{ reason: 'annuaire public' }] })

    expect(raised.dpc.value).toBe(4)
    expect(raised.dpc.reasons.map(({ fr }) => fr)).toContain('relevé par la configuration : CCAS')
    expect(lowered.dpc.value).toBe(1)
  })

  test('an unverified claim is provisional, and the score it would have is told', () => {
    const claim = score(['Names', 'Email addresses'], { claimOnly: true })

    expect(claim).toMatchObject({ score: 1.5, level: 'low', provisional: true, range: [1.5, 2] })
    expect(claim.neighbours).toMatchObject([{ part: 'cb', score: 2, level: 'medium' }])
  })

  test('flags stand beside the score and do not change it', () => {
    const few = score(['Names'], { persons: 100 })
    const many = score(['Names'], { persons: 101, unintelligible: true })

    expect(few.flags).toEqual({ over100Persons: false, unintelligible: false })
    expect(many.flags).toEqual({ over100Persons: true, unintelligible: true })
    expect(many.score).toBe(few.score)
  })

  test('unknown classes and no class at all are scored and said', () => {
    expect(score(['Shoe sizes of pets']).dpc.reasons.map(({ code }) => code)).toContain('dpc.unknown-class')
    expect(score([])).toMatchObject({ dpc: { value: 1 }, ei: { value: 0.25 }, score: 1.25 })
  })
})
