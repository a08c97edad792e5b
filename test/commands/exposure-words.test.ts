import { describe, expect, test } from '@jest/globals'
import {
  becauseLines,
  detailWords,
  filesSource,
  notResoldLines,
  saidOnce,
  sourceWords,
  unknownExposure,
} from '../../commands/_base/exposures.ts'
import { catalogue } from '../../src/messages/index.ts'
import type { ExposureLine } from '../../src/report/index.ts'
import { dumpSource } from '../../src/scan/index.ts'

type Judgement = ExposureLine['judgement']
const unsold: Judgement = {
  resale: 'no-evidence',
  confidence: 0.96,
  evidence: [],
  historical: false,
  circulation: 'traded',
}

function word(rule: string, words: string, source = 'hibp'): Judgement['evidence'][number] {
  return { rule, words, source, event: 'AnnonceExemple', field: 'description' }
}

describe('the words that carry a verdict', () => {
  test('stand once for each source, whichever rules know them', () => {
    const evidence = [
      word('en.trade.circulate', 'circulating'),
      word('fr.trade.circule', 'Circulating'),
      word('en.trade.circulate', 'circulating', 'xposedornot'),
      word('en.sale.sold', 'sold'),
    ]

    expect(becauseLines({ ...unsold, evidence }, catalogue('en'))).toBe(
      [
        '“circulating” (hibp, rule en.trade.circulate)',
        '“circulating” (xposedornot, rule en.trade.circulate)',
        '“sold” (hibp, rule en.sale.sold)',
      ].join('\n'),
    )
    expect(saidOnce([{ words: 'a' }, { words: 'A' }, { words: 'b' }])).toEqual([{ words: 'a' }, { words: 'b' }])
  })
})

describe('why what goes round is no sign of resale', () => {
  const told = { source: 'hibp', nature: 'breach', circulation: 'traded', seen: true } as const

  test.each([
    [{ ...told, nature: 'spam-list' } as const, /^hibp\u00a0: une liste de pourriel/],
    [{ ...told, seen: false }, /^hibp\u00a0: cela circule, mais cet identifiant n’y a pas été vu$/],
    [told, /^hibp\u00a0: cela circule, mais la source le tient pour fabriqué$/],
  ])('is told of %j', (one, expected) => {
    expect(notResoldLines(unsold, [one], catalogue('fr'))).toMatch(expected)
  })

  test('is not told where nothing goes round, of what is resold, and of what is recycled, which has its own words', () => {
    const lines = (judgement: Judgement, circulation: 'traded' | 'none') =>
      notResoldLines(judgement, [{ ...told, circulation }], catalogue('en'))

    expect(lines(unsold, 'none')).toBe('')
    expect(lines({ ...unsold, resale: 'likely' }, 'traded')).toBe('')
    expect(lines({ ...unsold, recycledFrom: '2019-11-01' }, 'traded')).toBe('')
  })
})

test('sources and what they say of the selector are told in the language of the reader', () => {
  const french = catalogue('fr')

  expect(filesSource).toBe(dumpSource)
  expect(sourceWords('files', 'files', french)).toBe('fichier de fuite détenu ici')
  expect(sourceWords('hibp', 'Have I Been Pwned', french)).toBe('Have I Been Pwned')
  expect(detailWords('in one of 2 leaks: Passwords', french)).toBe('dans l’une de 2 fuites\u00a0: mots de passe')
  expect(detailWords('password: hash(bcrypt)', french)).toBe('mot de passe\u00a0: hash(bcrypt)')
  expect(detailWords('password: clear', french)).toBe('mot de passe\u00a0: en clair')
  expect(detailWords('in one of 2 leaks: Passwords', catalogue('en'))).toBe('in one of 2 leaks: Passwords')
  expect(detailWords('anything else', french)).toBe('anything else')
})

test('an incident that was typed for an exposure leads to its exposures', () => {
  const messages = catalogue('en')

  expect(unknownExposure('e-nowhere', messages).mend).toBe('vigie exposures list shows their names')
  expect(unknownExposure('i-8h2j5k7m3n4p', messages).mend).toBe(
    'i-8h2j5k7m3n4p names an incident, which may have many: vigie exposures list --incident i-8h2j5k7m3n4p',
  )
})
