import { expect, test } from '@jest/globals'
import { scanLines } from '../../commands/_base/scan.ts'
import { catalogue, type Locale } from '../../src/messages/index.ts'
import type { ScanReport } from '../../src/scan/index.ts'

type SourceReport = ScanReport['sources'][number]

const hibp: SourceReport = {
  ...{
    source: 'hibp',
    name: 'Have I Been Pwned',
    shape: 'ask',
    outcome: 'stopped',
    requests: 1,
    queries: 0,
    credits: 0,
  },
  left: { queries: 0, ms: 0 },
}

function linesOf(source: SourceReport, locale: Locale): string[] {
  const report: ScanReport = {
    ...{ scan: 1, startedAt: '2026-11-24T01:00:00.000Z', endedAt: '2026-11-24T01:01:00.000Z', coverage: [] },
    exposures: { new: 0, back: 0, withdrawn: 0 },
    ...{ sources: [source], complete: false, unmetRequirements: [] },
  }
  return scanLines(report, catalogue(locale), locale, 'Europe/Paris')
}

test('a source that stopped says why and what to do, in words of the language', () => {
  const refused: SourceReport = { ...hibp, reason: 'auth', because: 'hibp: status 401', mend: 'renew the subscription' }

  expect(linesOf(refused, 'en').slice(0, 2)).toEqual([
    'Have I Been Pwned stopped: key missing or refused (status 401)',
    '  → renew the subscription',
  ])
  expect(linesOf(refused, 'fr').slice(0, 2)).toEqual([
    'Have I Been Pwned\u00a0: arrêt, clé absente ou refusée (statut 401)',
    '  → vérifier sources.hibp.apiKey et ce que l’abonnement permet',
  ])
  expect(linesOf({ ...refused, mend: 'renew the subscription at haveibeenpwned.com' }, 'fr')[1]).toBe(
    '  → renouveler l’abonnement sur haveibeenpwned.com',
  )
})

test('what was stopped with the whole run is said once, of the run', () => {
  const stopped: SourceReport = { ...hibp, reason: 'interrupted' }

  expect(linesOf(stopped, 'en').filter((line) => line.includes('Have I Been Pwned'))).toEqual([])
})
