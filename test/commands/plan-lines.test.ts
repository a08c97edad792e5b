import { expect, test } from '@jest/globals'
import { believedLines, disclosureTable } from '../../commands/_base/plan.ts'
import { catalogue } from '../../src/messages/index.ts'
import type { ScanPlan, SourcePlan } from '../../src/scan/index.ts'

const none = { from: 0, to: 0 }
function planned(source: string, more: Partial<SourcePlan> = {}): SourcePlan {
  return {
    ...{ source, name: source, shape: 'ask', operator: 'Exemple', country: 'unknown', summary: '', queries: 1 },
    ...{ requests: none, timeMs: none, credits: none, questions: [], disclosures: [], domainsTold: [], itemsDue: 0 },
    ...more,
  }
}

test('a plan says of whom it cannot know the verified domains, where that changes what is asked', () => {
  const plan: ScanPlan = {
    sources: [planned('hibp', { name: 'HIBP' }), planned('leakcheck'), planned('spycloud', { queries: 0 })],
  }

  expect(believedLines(plan, catalogue('en'))).toEqual([
    'Domains verified at HIBP are taken from vigie.yaml, since a plan asks nobody. Where the account has others, the scan searches those whole and makes fewer requests than said here; where it lacks some, more. "vigie sources check hibp" counts them.',
  ])
})

test('a hash that is one address’s own is not called like one that many share', () => {
  const disclosures = [{ population: 'residents', discloses: 'k-anonymous', selectors: 3 }] as const
  const plan: ScanPlan = { sources: [planned('hibp', { disclosures }), planned('leakcheck', { disclosures })] }

  expect(disclosureTable(plan, catalogue('fr'), 'fr').rows.map((row) => row[3])).toEqual([
    'un préfixe d’empreinte, commun à beaucoup d’adresses',
    'une empreinte tronquée, propre à une adresse en pratique',
  ])
})
