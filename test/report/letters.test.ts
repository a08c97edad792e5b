import { describe, expect, test } from '@jest/globals'
import { load } from 'cheerio'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { catalogue } from '../../src/messages/index.ts'
import {
  concernedPeople,
  DirectoryJoin,
  type DirectoryRow,
  fieldColumns,
  joinDirectory,
  letterPaper,
  lettersCsv,
  readDirectoryMap,
  renderDocx,
  renderHtml,
} from '../../src/report/index.ts'
import type { Store } from '../../src/store/index.ts'
import { importInto, newStore, noon, selector } from '../store/workspace.ts'
import { decide, event, expose, modelOf } from './city.ts'

const scopes = [{}]
const options = { now: new Date(noon), scope: {}, attributions: ['A', 'B'] } as const

async function city(): Promise<Store> {
  const store = await newStore()
  await importInto(store, 'residents', [
    { kind: 'email', canonical: 'anne@example.org', person: 'U1' },
    { kind: 'phone', canonical: '+33639980101', person: 'U1' },
    'benoit@example.org',
    '+33639980102',
  ])
  await importInto(store, 'minors', [{ kind: 'email', canonical: 'enfant@example.org', person: 'E7' }])
  return store
}

function row(cells: Readonly<Record<string, string>>, selectors: readonly string[], person?: string): DirectoryRow {
  return { cells: new Map(Object.entries(cells)), person, selectors: selectors.map(selector) }
}

function rowsOf(text: string): Record<string, string>[] {
  return parse(text, { columns: true, delimiter: ';', bom: true })
}

const words = catalogue('fr').documents.commands

describe('the directory', () => {
  test('is joined row by row with what a person said of its columns', async () => {
    const store = await city()
    const incident = await expose(store, event({ key: 'Portail' }), ['anne@example.org', 'benoit@example.org'])
    await decide(store, incident, { as: 'confirmed', attribution: 'A' })
    const { roles, fields } = readDirectoryMap(['email=Contact', ' nom = NOM MARITAL'], words)
    async function* batches() {
      yield {
        records: [
          { line: 2, cells: new Map([['Nom marital', 'Martin']]), person: 'U1' },
          { line: 3, cells: new Map([['Nom marital', 'Durand']]) },
        ],
        taken: [{ line: 3, ...selector('chloe@example.org') }],
      }
      yield {
        // the same line of another sheet
        records: [{ line: 3, sheet: 'B', cells: new Map([['Nom marital', 'Petit']]) }],
        taken: [{ line: 3, sheet: 'B', ...selector('benoit@example.org') }],
      }
    }

    const directory = { name: 'usagers.csv', headers: ['Nom marital', 'Contact'], batches: batches() }
    const joined = await joinDirectory(store, directory, { ...options, scopes, fields, words })

    expect([...roles]).toEqual([['Contact', 'email']])
    expect([...joined.columns]).toEqual([['nom', 'Nom marital']])
    const [only] = joined.joined
    expect(only?.recipients.map(({ cells }) => cells.get('Nom marital'))).toEqual(['Martin', 'Petit'])
    expect(only?.unmatched).toBe(0)
  })

  test('read once, gives each incident its own persons with what that incident tells', async () => {
    const store = await city()
    const one = event({ key: 'Portail', dataClasses: ['Names'] })
    const other = event({ key: 'Cantine', dataClasses: ['Bank account numbers'] })
    const first = await expose(store, one, ['anne@example.org', 'benoit@example.org'])
    const second = await expose(store, other, ['anne@example.org'])
    for (const incident of [first, second]) await decide(store, incident, { as: 'confirmed', attribution: 'A' })
    async function* batches() {
      const names = ['anne', 'benoit']
      yield {
        records: names.map((name, line) => ({ line, cells: new Map([['Nom', name]]) })),
        taken: names.map((name, line) => ({ line, ...selector(`${name}@example.org`) })),
      }
    }

    const directory = { name: 'usagers.csv', headers: ['Nom', 'Courriel'], batches: batches() }
    const wanted = [{ incident: first }, { incident: second }]
    const { joined } = await joinDirectory(store, directory, { ...options, scopes: wanted, fields: new Map(), words })

    expect(
      joined.map(({ recipients }) =>
        recipients.map(({ cells, concerned }) => [
          cells.get('Nom'),
          [...concerned.incidents],
          [...concerned.dataClasses],
        ]),
      ),
    ).toEqual([
      [
        ['anne', [first], ['Names']],
        ['benoit', [first], ['Names']],
      ],
      [['anne', [second], ['Bank account numbers']]],
    ])
  })

  test('says which words are no field, and which columns it has', async () => {
    const store = await city()
    async function* nothing() {}
    const directory = { name: 'usagers.csv', headers: ['Nom', 'Contact'], batches: nothing() }

    for (const text of ['Contact', 'couleur=Contact', 'nom=']) {
      expect(() => readDirectoryMap([text], words)).toThrow(words.badMap(text))
    }
    const { fields } = readDirectoryMap(['nom=Prénom'], words)
    await expect(joinDirectory(store, directory, { ...options, scopes, fields, words })).rejects.toMatchObject({
      message: words.noColumn('Prénom', 'usagers.csv'),
      mend: words.noColumnMend('Nom, Contact'),
    })
  })
})

describe('the join', () => {
  test('gives one row for each person, however they were found', async () => {
    const store = await city()
    const told = event({ key: 'Portail', dataClasses: ['Names', 'Phone numbers'] })
    const incident = await expose(store, told, [
      'anne@example.org',
      '+33639980101',
      'benoit@example.org',
      '+33639980102',
    ])
    await decide(store, incident, { as: 'confirmed', attribution: 'A' })
    const join = new DirectoryJoin(store, await concernedPeople(store, options))

    // by matricule; by an address and a number that only this file links; again under the address alone; nobody
    await join.meet(row({ Nom: 'Martin', Prénom: 'Anne' }, [], 'U1'))
    await join.meet(row({ Nom: 'Petit', Prénom: 'Benoît' }, ['benoit@example.org', '+33639980102']))
    await join.meet(row({ Nom: 'Martin', Prénom: 'Anne' }, ['anne@example.org']))
    await join.meet(row({ Nom: 'Durand', Prénom: 'Chloé' }, ['chloe@example.org'], 'U9'))

    const columns = fieldColumns(['Nom', 'Prénom'], new Map())
    const rows = rowsOf(lettersCsv(join.recipients, columns, { minors: new Set(['minors']), timezone: 'Europe/Paris' }))
    expect(rows.map((one) => [one.destinataire, one.population, one.donnees])).toEqual([
      ['Anne Martin', 'Usagers', 'noms et prénoms, numéros de téléphone'],
      ['Benoît Petit', 'Usagers', 'noms et prénoms, numéros de téléphone'],
    ])
    expect(join.unmatched).toBe(0)
  })

  test('leaves out what is not confirmed as the city’s, and says who is not in the directory', async () => {
    const store = await city()
    const own = await expose(store, event({ key: 'Portail' }), ['anne@example.org', 'benoit@example.org'])
    await decide(store, own, { as: 'confirmed', attribution: 'B' })
    const foreign = await expose(store, event({ key: 'Boutique' }), ['enfant@example.org'])
    await decide(store, foreign, { as: 'confirmed', attribution: 'D' })
    await expose(store, event({ key: 'Waiting' }), ['+33639980102'])
    const join = new DirectoryJoin(store, await concernedPeople(store, options))

    await join.meet(row({}, ['enfant@example.org'], 'E7'))
    await join.meet(row({}, ['+33639980102']))
    await join.meet(row({ Nom: 'Martin' }, ['anne@example.org']))

    expect(join.recipients.map(({ cells }) => cells.get('Nom'))).toEqual(['Martin'])
    expect(join.unmatched).toBe(1)
  })

  test('writes to who answers for a minor', async () => {
    const store = await city()
    const incident = await expose(store, event({ key: 'Portail' }), ['enfant@example.org'])
    await decide(store, incident, { as: 'confirmed', attribution: 'A' })
    const join = new DirectoryJoin(store, await concernedPeople(store, options))

    const cells = {
      Nom: '=1+1',
      Prénom: 'Zoé',
      Adresse: '3 rue des Lilas',
      'Parent 1': 'Camille Petit',
      'Adresse responsable': '5 rue du Port',
      'CP responsable': '99000',
      'Ville responsable': 'Saint-Exemple',
    }
    await join.meet(row(cells, [], 'E7'))
    const columns = fieldColumns(Object.keys(cells), new Map([['representant_nom', 'Parent 1']]))
    const text = lettersCsv(join.recipients, columns, { minors: new Set(['minors']), timezone: 'Europe/Paris' })

    expect(rowsOf(text)).toMatchObject([
      {
        modele: 'courrier-minors.docx',
        destinataire: 'Camille Petit',
        adresse_postale_1: '5 rue du Port',
        adresse_postale_code: '99000',
        adresse_postale_ville: 'Saint-Exemple',
        personne: 'Zoé =1+1',
        nom: "'=1+1",
      },
    ])
  })
})

test('headers are read in any spelling; what a person says wins', () => {
  const columns = fieldColumns(
    ['NOM_DE_FAMILLE', 'Prénom', 'Code Postal', 'Nom marital'],
    new Map([['nom', 'Nom marital']]),
  )

  expect(Object.fromEntries(columns)).toEqual({ nom: 'Nom marital', prenom: 'Prénom', code_postal: 'Code Postal' })
})

describe('the letter', () => {
  test('says all that article 34 asks for, with no link, and is merged by the columns of the CSV', async () => {
    const store = await city()
    const told = event({ key: 'Portail', occurredOn: '2025-10-25', dataClasses: ['Passwords', 'Bank account numbers'] })
    const incident = await expose(store, told, ['anne@example.org', 'enfant@example.org'])
    await decide(store, incident, { as: 'confirmed', attribution: 'B' })
    const model = await modelOf(store, {
      decided: { base: 'rendez-vous' },
      instants: { awarenessAt: '2026-11-24T09:00:00.000Z' },
    })

    const paper = letterPaper(model, 'minors')
    const html = load(renderHtml(paper))
    const text = html('main')
      .text()
      .replace(/[\u00a0\u202f]/g, ' ')
    const xml = strFromU8(unzipSync(await renderDocx(paper))['word/document.xml']!)

    expect(text).toContain('Nous en avons eu connaissance le 24 novembre 2026.')
    expect(text).toContain('Éditeur Exemple')
    expect(text).toContain('mots de passe, numéros de compte bancaire')
    expect(text).toContain('changez le mot de passe concerné')
    expect(text).toContain('surveillez vos comptes')
    expect(text).toContain('Dominique Modèle, dpo@ville-exemple.fr, 01 99 00 12 34')
    expect(text).toContain('réclamation à la CNIL')
    expect(text).toContain('en votre qualité de représentant légal')
    expect(html('main a').length).toBe(0)
    for (const column of ['destinataire', 'personne', 'donnees', 'reference']) {
      expect(xml).toContain(`MERGEFIELD ${column}`)
    }
  })
})
