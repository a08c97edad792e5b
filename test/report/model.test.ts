import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, test } from '@jest/globals'
import { keepModel, keptModels, loadModel } from '../../src/report/index.ts'
import type { Store } from '../../src/store/index.ts'
import { importInto, newStore, noon, temporaryDirectory } from '../store/workspace.ts'
import { configurationText, decide, event, expose, modelOf } from './city.ts'

const anne = ['anne@ville-exemple.fr', '+33639980101'] as const

/** Anne, whose address and number the lists link; Benoît's address and a number that is nobody's. */
async function city(): Promise<Store> {
  const store = await newStore()
  await importInto(store, 'staff', [
    { kind: 'email', canonical: anne[0], person: 'm1' },
    { kind: 'phone', canonical: anne[1], person: 'm1' },
  ])
  await importInto(store, 'residents', ['benoit@example.org', '+33639980102', '+33639980103'])
  return store
}

describe('what nobody decided about', () => {
  test('is in no count of the notification, and is told', async () => {
    const store = await city()
    await expose(store, event({ key: 'Boutique', domain: 'boutique.example' }), [...anne, 'benoit@example.org'])

    const { breach, toQualify, confirmed, findings } = await modelOf(store)

    expect(breach).toMatchObject({ findings: 0, persons: { low: 0, high: 0 }, records: { low: 0, high: 0 } })
    expect(Object.values(confirmed).map((counts) => counts.findings)).toEqual([0, 0, 0, 0, 0])
    expect(toQualify).toMatchObject({ findings: 1, exposures: 3, persons: { low: 2, high: 2 } })
    expect(findings.map(({ state }) => state)).toEqual(['to-qualify'])
  })

  test('waits too where it was confirmed without an attribution', async () => {
    const store = await city()
    const incident = await expose(store, event({ key: 'Boutique' }), [...anne])
    await decide(store, incident, { as: 'confirmed' })

    const { breach, toQualify } = await modelOf(store)

    expect([breach.findings, toQualify.findings]).toEqual([0, 1])
  })
})

describe('counts', () => {
  test('an address and a number are one person only where the lists link them', async () => {
    const store = await city()
    const incident = await expose(store, event({ key: 'Portail' }), [
      ...anne,
      'benoit@example.org',
      '+33639980102',
      '+33639980103',
    ])
    await decide(store, incident, { as: 'confirmed', attribution: 'A' })

    const { breach } = await modelOf(store)

    // Anne, and between two and three others
    expect(breach.persons).toEqual({ low: 3, high: 4 })
    expect(breach.records).toEqual({ low: 3, high: 5 })
    expect(breach.populations).toEqual([
      { population: 'staff', category: 'Employés', persons: { low: 1, high: 1 }, records: { low: 1, high: 2 } },
      { population: 'residents', category: 'Utilisateurs', persons: { low: 2, high: 3 }, records: { low: 2, high: 3 } },
    ])
  })

  test('a person in two leaks is one person and two records', async () => {
    const store = await city()
    for (const key of ['Portail', 'Cantine']) {
      await decide(store, await expose(store, event({ key }), [anne[0]]), { as: 'confirmed', attribution: 'A' })
    }

    const { breach } = await modelOf(store)

    expect(breach).toMatchObject({ findings: 2, persons: { low: 1, high: 1 }, records: { low: 2, high: 2 } })
  })

  test('of the five attributions are kept apart; only A and B make the breach', async () => {
    const store = await city()
    for (const attribution of ['A', 'B', 'C', 'D', 'E'] as const) {
      const incident = await expose(store, event({ key: `Leak ${attribution}` }), [anne[0]])
      await decide(store, incident, { as: 'confirmed', attribution })
    }

    const { confirmed, breach } = await modelOf(store)

    expect(Object.entries(confirmed).map(([letter, counts]) => [letter, counts.findings, counts.persons.high])).toEqual(
      [
        ['A', 1, 1],
        ['B', 1, 1],
        ['C', 1, 1],
        ['D', 1, 1],
        ['E', 1, 1],
      ],
    )
    expect(breach).toMatchObject({ findings: 2, persons: { low: 1, high: 1 } })
  })

  test('hold only the exposures of an incident that were confirmed', async () => {
    const store = await city()
    const incident = await expose(store, event({ key: 'Portail' }), [anne[0], 'benoit@example.org', '+33639980102'])
    await decide(store, incident, { as: 'confirmed', attribution: 'B' }, [anne[0]])
    await decide(store, incident, { as: 'false-positive' }, ['benoit@example.org'])

    const { breach, toQualify, dismissed, findings } = await modelOf(store)

    expect([breach.exposures, toQualify.exposures, dismissed['false-positive']]).toEqual([1, 1, 1])
    expect(findings.map(({ state, decision }) => [state, decision?.attribution])).toEqual([
      ['confirmed', 'B'],
      ['to-qualify', undefined],
    ])
  })

  test('leave out what a seller claims', async () => {
    const store = await city()
    const incident = await expose(store, event({ key: 'Portail', records: 1_000_000 }), [anne[0]])
    await decide(store, incident, { as: 'confirmed', attribution: 'A' })

    const { breach, findings } = await modelOf(store)

    expect(breach.records).toEqual({ low: 1, high: 1 })
    expect(findings[0]?.claimedRecords).toBe(1_000_000)
  })

  test('know minors', async () => {
    const store = await newStore()
    await importInto(store, 'minors', ['enfant@example.org'])
    const incident = await expose(store, event({ key: 'Portail', dataClasses: ['Names', 'Email addresses'] }), [
      'enfant@example.org',
    ])
    await decide(store, incident, { as: 'confirmed', attribution: 'A' })

    const { breach } = await modelOf(store)

    // ENISA: simple data raised by one for minors
    expect(breach.severity).toMatchObject({ score: 3, level: 'high', cnilLevel: 'Important' })
  })
})

describe('scope', () => {
  test('one incident, by its name', async () => {
    const store = await city()
    const one = await expose(store, event({ key: 'One' }), [anne[0]])
    await expose(store, event({ key: 'Other' }), [anne[0]])

    const { findings } = await modelOf(store, { scope: { incident: one } })

    expect(findings.map(({ incident }) => incident)).toEqual([one])
  })

  test('refuses an incident that is not there', async () => {
    await expect(modelOf(await city(), { scope: { incident: 'i-000000000000' } })).rejects.toMatchObject({
      code: 'input',
    })
  })

  test('since an instant', async () => {
    const store = await city()
    await expose(store, event({ key: 'One' }), [anne[0]])

    const { findings } = await modelOf(store, { scope: { since: '2026-11-25T00:00:00.000Z' } })

    expect(findings).toEqual([])
  })
})

describe('an earlier report', () => {
  test('is the same again, to the byte, and refuses to be another', async () => {
    const directory = temporaryDirectory()
    const store = await city()
    await expose(store, event({ key: 'One' }), [anne[0]])
    const model = await modelOf(store)

    const file = await keepModel(directory, model)

    expect(await modelOf(store)).toEqual(model)
    expect(await loadModel(directory, model.id)).toEqual(model)
    expect(await keptModels(directory)).toEqual([model.id])
    await writeFile(file, (await readFile(file, 'utf8')).replace('"high":1', '"high":2'))
    await expect(loadModel(directory, model.id)).rejects.toMatchObject({ code: 'input' })
    await expect(loadModel(directory, '../../etc/passwd')).rejects.toMatchObject({ code: 'input' })
  })

  test('tells a later one what changed', async () => {
    const directory = temporaryDirectory()
    const store = await city()
    const one = await expose(store, event({ key: 'One' }), [anne[0]])
    await decide(store, one, { as: 'confirmed', attribution: 'A' })
    const first = await modelOf(store, { instants: { awarenessAt: '2026-11-24T09:00:00.000Z' } })
    await keepModel(directory, first)

    const two = await expose(store, event({ key: 'Two', dataClasses: ['Passwords'] }), ['benoit@example.org'])
    await decide(store, one, { as: 'confirmed', attribution: 'B' })
    await decide(store, two, { as: 'confirmed', attribution: 'A' })
    const later = await modelOf(store, {
      notification: { type: 'complementary', cnilReference: '2026-000000' },
      previous: await loadModel(directory, first.id),
    })

    expect(later.notification).toEqual({
      type: 'complementary',
      cnilReference: '2026-000000',
      since: { id: first.id, madeAt: noon },
    })
    // the DPO said it once
    expect(later.clocks.awarenessAt).toBe('2026-11-24T09:00:00.000Z')
    expect(later.changes).toMatchObject({
      added: [{ incident: two, what: [] }],
      gone: [],
      changed: [{ incident: one, what: ['attribution'] }],
      persons: { before: { low: 1, high: 1 }, now: { low: 2, high: 2 } },
      typologiesAdded: ['Données d’identification ou d’accès (ex : identifiant, mot de passe, numéro client...)'],
    })
  })
})

test('a confirmed finding tells what each source calls it, where they differ', async () => {
  const store = await city()
  const incident = await expose(store, event({ key: 'Portail', title: 'Portail Famille' }), [...anne])
  await decide(store, incident, { as: 'confirmed', attribution: 'B' })
  expect((await modelOf(store)).findings[0]?.names).toBeUndefined()
  const { id } = (await store.events.incidents())[0]!
  const title = 'portail-famille.example (anne@ville-exemple.fr)'
  const join = { incident: id, evidence: '{}' }
  await store.events.save('leakcheck', [{ event: event({ key: 'PF', title }), join }], noon)

  const { findings } = await modelOf(store)

  expect(findings[0]?.names).toEqual([
    { source: 'hibp', title: 'Portail Famille' },
    { source: 'leakcheck', title: 'portail-famille.example ([adresse])' },
  ])
})

describe('the base and the cause that a person named with the decision', () => {
  const text = configurationText.replace('bases:', 'bases:\n  cantine: { dataClasses: [Names] }')

  test('are taken by the report, each base with its own findings', async () => {
    const store = await city()
    const door = await expose(store, event({ key: 'Voleur', nature: 'stealer-log' }), [...anne])
    const incident = await expose(store, event({ key: 'Portail' }), [
      'benoit@example.org',
      '+33639980102',
      '+33639980103',
    ])
    const confirmed = { as: 'confirmed', attribution: 'B', base: 'rendez-vous', causedBy: door } as const
    await decide(store, incident, confirmed, ['benoit@example.org', '+33639980102'])
    await decide(store, incident, { as: 'confirmed', attribution: 'A', base: 'cantine' }, ['+33639980103'])

    const { findings, breach } = await modelOf(store, { text, scope: { incident } })

    expect(findings.map(({ decision, counts }) => [decision?.base, decision?.causedBy, counts.exposures])).toEqual([
      ['cantine', undefined, 1],
      ['rendez-vous', door, 2],
    ])
    expect([breach.bases, breach.processors]).toEqual([['cantine', 'rendez-vous'], ['Éditeur Exemple']])
  })

  test('give way to what is said of the whole report', async () => {
    const store = await city()
    const incident = await expose(store, event({ key: 'Portail' }), [...anne, 'benoit@example.org'])
    await decide(store, incident, { as: 'confirmed', attribution: 'B', base: 'rendez-vous' }, [...anne])
    await decide(store, incident, { as: 'confirmed', attribution: 'B' }, ['benoit@example.org'])

    const { findings } = await modelOf(store, { text, decided: { base: 'cantine', causedBy: incident } })

    expect(findings.map(({ decision, counts }) => [decision?.base, decision?.causedBy, counts.exposures])).toEqual([
      ['cantine', incident, 3],
    ])
  })
})

describe('a population that is hit far over the usual', () => {
  const residents = Array.from({ length: 40 }, (_, index) => `usager${index}@example.org`)
  const dump = event({
    key: 'anonyme.csv',
    nature: 'dump',
    dataClasses: ['Names', 'Email addresses', 'Phone numbers', 'Physical addresses'],
  })

  test('points at the base whose data it is, in a report about that incident alone as well', async () => {
    const store = await newStore()
    await importInto(store, 'residents', residents)
    const incident = await expose(store, dump, residents.slice(0, 20))
    for (const key of ['Boutique', 'Forum'])
      await expose(store, event({ key, domain: `${key}.example` }), [residents[0]!])

    const [whole, alone] = [await modelOf(store), await modelOf(store, { scope: { incident } })]

    const proposed = { attribution: 'B', base: 'rendez-vous', confidence: 0.7 }
    expect(whole.findings.find((one) => one.incident === incident)?.proposed).toMatchObject(proposed)
    expect(alone.findings[0]?.proposed).toMatchObject(proposed)
    expect(alone.findings[0]?.proposed.reasons[0]).toMatchObject({
      sign: 'share',
      words: '20 of 40, usual 2.5 %',
    })
  })

  test('is not known while there is nothing to compare it with', async () => {
    const store = await newStore()
    await importInto(store, 'residents', residents)
    await expose(store, dump, residents.slice(0, 20))

    const { findings } = await modelOf(store)

    expect(findings[0]?.proposed.attribution).toBe('E')
  })
})

test('a source is told nothing of those whose address it may not have, unless it takes a hash', async () => {
  const text = `${configurationText}  xposedornot: { enabled: true, verifiedDomains: [ville-exemple.fr] }
  leakcheck: { enabled: true }
`
    .replace('clear: [hibp]', 'clear: [hibp, xposedornot]')
    .replace('persons: Utilisateurs', 'persons: Utilisateurs, disclose: { default: k-anonymous }')

  const { sources } = await modelOf(await city(), { text })

  const told = (id: string) => sources.find((one) => one.id === id)?.told.map(({ discloses }) => discloses)
  // staff, residents, minors
  expect(told('xposedornot')).toEqual(['clear', 'nothing', 'nothing'])
  expect(told('hibp')).toEqual(['clear', 'k-anonymous', 'nothing'])
  expect(told('leakcheck')).toEqual(['k-anonymous', 'k-anonymous', 'nothing'])
})
