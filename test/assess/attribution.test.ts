import { describe, expect, test } from '@jest/globals'
import { type AttributionQuestion, attribute, claimState, findRecycled } from '../../src/assess/index.ts'

const question: AttributionQuestion = {
  nature: 'breach',
  dataClasses: ['Email addresses', 'Names'],
  bases: [
    {
      id: 'portail-famille',
      operator: 'city',
      domains: ['famille.ville-exemple.fr'],
      dataClasses: ['Names', 'Email addresses', 'Phone numbers', 'Quotient familial'],
      columns: ['nom', 'mail', 'quotient_familial', 'num_allocataire'],
    },
    {
      id: 'cantine',
      operator: 'processor',
      domains: ['cantine-fictive.example'],
      dataClasses: ['Names', 'Allergies and medical diets'],
    },
  ],
  cityDomains: ['ville-exemple.fr'],
  cityAddresses: 0,
  exposed: 100,
}

describe('whose breach', () => {
  test.each([
    [
      'A: a canary of a city base',
      { canaryHits: ['portail-famille', 'portail-famille'] },
      'A',
      'portail-famille',
      'canary',
    ],
    ['A: the city’s own site', { domain: 'www.ville-exemple.fr' }, 'A', undefined, 'site'],
    [
      'A: columns fit and the population is hit far over the usual',
      {
        nature: 'dump' as const,
        columns: ['NOM', 'mail', 'quotientFamilial'],
        share: { base: 'portail-famille', hit: 300, of: 1000, usual: 0.01 },
      },
      'A',
      'portail-famille',
      'columns',
    ],
    ['B: a canary of a supplier’s base', { canaryHits: ['cantine'] }, 'B', 'cantine', 'canary'],
    [
      'B: identifiers of a supplier’s base',
      { ownIdentifiers: ['cantine'], domain: 'boutique.example' },
      'B',
      'cantine',
      'own-identifier',
    ],
    ['B: the supplier’s site', { domain: 'cantine-fictive.example' }, 'B', 'cantine', 'site'],
    [
      'C: agents’ credentials in a stealer log',
      { nature: 'stealer-log' as const, dataClasses: ['Passwords'], cityAddresses: 34 },
      'C',
      undefined,
      'city-credentials',
    ],
    [
      'C: log-ins at the city’s own site in a stealer log',
      { nature: 'stealer-log' as const, dataClasses: ['Passwords'], domain: 'famille.ville-exemple.fr' },
      'C',
      undefined,
      'city-log-ins',
    ],
    [
      'C: agents’ addresses and passwords at a third party',
      { domain: 'boutique.example', dataClasses: ['Email addresses', 'Passwords'], cityAddresses: 3 },
      'C',
      undefined,
      'city-credentials',
    ],
    [
      'D: agents’ addresses without passwords',
      { domain: 'boutique.example', cityAddresses: 3 },
      'D',
      undefined,
      'city-address',
    ],
    ['D: residents in a shop’s leak', { domain: 'boutique.example' }, 'D', undefined, 'third-party'],
    [
      'E: an anonymous dump whose columns alone fit',
      { nature: 'dump' as const, dataClasses: [] },
      'E',
      undefined,
      'nothing',
    ],
    ['E: canaries of two bases', { canaryHits: ['cantine', 'portail-famille'] }, 'E', undefined, 'canary'],
  ] as const)('%s', (_, more, proposed, base, sign) => {
    const proposal = attribute({ ...question, ...more })

    expect(proposal.proposed).toBe(proposed)
    expect(proposal.base).toBe(base)
    expect(proposal.reasons.map((reason) => reason.sign)).toContain(sign)
  })

  test('a canary counts more than the name of the site', () => {
    const { proposed, reasons } = attribute({ ...question, domain: 'ville-exemple.fr', canaryHits: ['cantine'] })

    expect(proposed).toBe('B')
    expect(reasons.map((reason) => [reason.sign, reason.for])).toEqual([
      ['canary', 'B'],
      ['site', 'A'],
    ])
  })

  test('a lookalike of the city’s domain is not the city’s', () => {
    expect(attribute({ ...question, domain: 'ville-exemple.fr.evil.example' }).proposed).toBe('D')
    expect(attribute({ ...question, domain: 'notville-exemple.fr' }).proposed).toBe('D')
  })
})

describe('recycled', () => {
  const breach = {
    incident: 'old',
    natures: ['breach'],
    occurredOn: '2019-02-03',
    dataClasses: ['email', 'Passwords', 'Names'],
  } as const
  const combo = {
    incident: 'combo',
    natures: ['combo-list'],
    occurredOn: '2024-01-17',
    dataClasses: ['Email addresses', 'Passwords'],
  } as const

  test('a compilation whose data an older breach gave away, with the older day', () => {
    expect(findRecycled([combo, breach])).toEqual(new Map([['combo', '2019-02-03']]))
  })

  test.each([
    ['the breach is younger', [combo, { ...breach, occurredOn: '2025-01-01' }]],
    ['the breach kept the passwords', [combo, { ...breach, dataClasses: ['email'] }]],
    ['nothing else is known', [combo]],
    ['it is a stealer log', [{ ...combo, natures: ['stealer-log'] as const }, breach]],
    ['one of its events is a first breach', [{ ...combo, natures: ['combo-list', 'breach'] as const }, breach]],
  ] as const)('not when %s', (_, exposures) => {
    expect(findRecycled(exposures).size).toBe(0)
  })
})

describe('the state of a claim', () => {
  test.each([
    [{}, 'claimed', 'word-only'],
    [{ sampleSeen: true }, 'sample-seen', 'sample'],
    [{ sampleSeen: true, ownRecordsFound: 0 }, 'refuted', 'no-own-record'],
    [{ sampleSeen: true, ownRecordsFound: 2 }, 'verified', 'own-records'],
    [{ canaryHits: 1, ownRecordsFound: 0 }, 'verified', 'canary'],
    [{ canaryHits: 1, decided: { as: 'refuted', by: 'rssi', at: '2026-11-24T08:00:00Z' } }, 'refuted', 'decided'],
  ] as const)('%j is %s', (facts, state, because) => {
    expect(claimState(facts)).toEqual({ state, because })
  })

  test('old data sold again says so whatever the state', () => {
    expect(claimState({ sampleSeen: true, recycledFrom: '2019-02-03' })).toMatchObject({ recycledFrom: '2019-02-03' })
  })
})
