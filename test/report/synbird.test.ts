/**
 * Autumn 2025, an appointment platform of about 1,300 communes: an agent's account was opened with credentials from an earlier
 * leak, and lists of appointments were taken. What the documents must come to say of it, on invented data.
 */

import { beforeEach, describe, expect, test } from '@jest/globals'
import { load } from 'cheerio'
import {
  cnilDocuments,
  fillWorksheet,
  type ReportModel,
  registerLines,
  Voice,
  type WorksheetField,
} from '../../src/report/index.ts'
import { importInto, newStore } from '../store/workspace.ts'
import { decide, event, expose, modelOf } from './city.ts'

/** with ordinary spaces */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

let model: ReportModel
let stealer = ''

beforeEach(async () => {
  const store = await newStore()
  await importInto(store, 'staff', ['agent@ville-exemple.fr'])
  const residents = Array.from({ length: 120 }, (_, i) => [
    { kind: 'email' as const, canonical: `usager${i}@example.org`, person: `u${i}` },
    { kind: 'phone' as const, canonical: `+3363998${String(1000 + i)}`, person: `u${i}` },
  ]).flat()
  await importInto(store, 'residents', residents)
  stealer = await expose(
    store,
    event({
      key: 'StealerExemple',
      title: 'Stealer logs',
      nature: 'stealer-log',
      dataClasses: ['Email addresses', 'Passwords'],
    }),
    ['agent@ville-exemple.fr'],
  )
  const platform = await expose(
    store,
    event({
      key: 'RendezVousExemple',
      title: 'Rendez-vous Exemple',
      domain: 'rendez-vous.example',
      occurredOn: '2025-10-25',
      addedAt: '2025-10-28T09:00:00Z',
      dataClasses: ['Names', 'Email addresses', 'Phone numbers', 'Physical addresses'],
      records: 65_000,
    }),
    residents.map(({ canonical }) => canonical),
  )
  await decide(store, stealer, { as: 'confirmed', attribution: 'C' })
  await decide(store, platform, { as: 'confirmed', attribution: 'B' })
  const options = {
    decided: { base: 'rendez-vous', causedBy: stealer },
    instants: { awarenessAt: '2026-11-24T09:00:00.000Z' },
  } as const
  const first = await modelOf(store, options)
  model = await modelOf(store, {
    ...options,
    notification: { type: 'complementary', cnilReference: '2025-000000' },
    previous: first,
  })
})

function field(id: string): WorksheetField {
  return fillWorksheet(model)
    .flatMap(({ fields }) => fields)
    .find((one) => one.id === id)!
}

function ticked(id: string): readonly string[] {
  return (field(id).choices ?? []).filter((choice) => choice.ticked).map(({ text }) => text)
}

describe('the appointment platform', () => {
  test('is the processor’s breach, caused by credentials of the city elsewhere', () => {
    expect(model.findings.map(({ decision }) => decision?.attribution)).toEqual(['B', 'C'])
    expect(model.findings[0]?.decision).toMatchObject({ base: 'rendez-vous', causedBy: stealer })
    expect(field('others').value).toBe('Éditeur Exemple – sous-traitant')
  })

  test('concerns 120 persons, not 240 records, and not what the source claims', () => {
    expect(model.breach.persons).toEqual({ low: 120, high: 120 })
    expect(model.breach.records).toEqual({ low: 120, high: 240 })
    expect(field('persons')).toMatchObject({ state: 'counted', value: '120' })
    expect(plain(field('records').value!)).toMatch(/^120 à 240 /)
  })

  test('is answered in the CNIL’s words', () => {
    expect(ticked('type')).toEqual(['complémentaire'])
    expect(field('reference').value).toBe('2025-000000')
    expect(ticked('nature')).toEqual(['Perte de la confidentialité'])
    expect(ticked('origin')).toEqual(['Piratage, logiciel malveillant (par exemple rançongiciel) et/ou hameçonnage'])
    expect(ticked('cause')).toEqual(['Acte externe malveillant'])
    expect(ticked('data')).toEqual([
      'Etat civil (ex : nom, sexe, date de naissance, âge...)',
      'Coordonnées (ex : adresse postale ou électronique, numéros de téléphone fixe ou portable...)',
    ])
    expect(ticked('sensitive')).toEqual([])
    expect(ticked('categories')).toEqual(['Utilisateurs'])
    expect(ticked('severity')).toEqual(['Limité'])
  })

  test('is of ENISA severity 1 × 1 + 1.0 = 2.00, medium, with over 100 persons', () => {
    const { severity } = model.breach

    expect(severity).toMatchObject({ score: 2, level: 'medium', cnilLevel: 'Limité', over100: true })
    expect([severity?.dpc.value, severity?.ei.value, severity?.cb.value]).toEqual([1, 1, 1])
    expect(plain(field('severityWhy').value!)).toContain('SE = 1,00 × 1,00 + 1,00 = 2,00 (moyen)')
  })

  test('has its two clocks, and its register line', () => {
    expect(model.clocks.notification?.endsAt).toBe('2026-11-27T09:00:00.000Z')
    expect(plain(field('awareness').value!)).toBe(
      '24 novembre 2026 à 10 h 00 (heure de Paris, UTC+1) ; 24 novembre 2026 à 9 h 00 UTC',
    )
    expect(model.clocks.complaint).toBeUndefined()
    expect(registerLines(model)).toMatchObject([
      { attribution: 'B', traitements_lies: 'rendez-vous', sous_traitants_lies: 'Éditeur Exemple' },
    ])
  })

  test('gives documents without an identifier, the same each time', async () => {
    const documents = await cnilDocuments(model, new Voice('fr', 'Europe/Paris'), { archive: false, excel: false })
    const again = await cnilDocuments(model, new Voice('fr', 'Europe/Paris'), { archive: false, excel: false })

    expect(Object.keys(documents)).toEqual([
      'annexe-cnil.pdf',
      'annexe-cnil.html',
      'feuille-cnil.html',
      'feuille-cnil.docx',
      'constats.csv',
      'modele.json',
    ])
    for (const [name, content] of Object.entries(documents)) {
      expect(Buffer.from(content).equals(Buffer.from(again[name]!))).toBe(true)
      const text = Buffer.from(content).toString('utf8')
      expect(text).not.toMatch(/usager\d|agent@|\+?3363998|06 ?39 ?98/)
    }
    const annex = plain(load(String(documents['annexe-cnil.html'])).text())
    expect(annex).toContain(
      '1 constat confirmé met en cause un traitement de la ville ou de l’un de ses sous-traitants',
    )
    expect(annex).toContain('120 personnes et 120 à 240 enregistrements')
    expect(annex).toContain('27 novembre 2026 à 10 h 00 (heure de Paris, UTC+1)')
    expect(annex).toContain('65 000 enregistrements selon les sources')
    expect(annex).toContain('limite de la source atteinte (4)')
  })
})
