import { describe, expect, test } from '@jest/globals'
import { cnilSensitive, cnilTypologies } from '../../src/assess/index.ts'
import { writeAnnex } from '../../src/report/cnil/annex/index.ts'
import {
  bandOf,
  bands,
  causes,
  consequences,
  elsewhere,
  harms,
  information,
  natures,
  notificationTypes,
  origins,
  personCategories,
  severityLevels,
} from '../../src/report/cnil/vocabulary.ts'
import {
  fillWorksheet,
  ownIncidents,
  registerCsv,
  registerLines,
  renderHtml,
  Voice,
  type WorksheetField,
} from '../../src/report/index.ts'
import { importInto, newStore } from '../store/workspace.ts'
import { decide, event, expose, modelOf } from './city.ts'

test('the words of the form are the CNIL’s own, to the sign', () => {
  expect(Object.values(notificationTypes)).toEqual(['initiale', 'complémentaire', 'complète'])
  expect(Object.values(natures)).toEqual([
    'Perte de la confidentialité',
    "Perte de l'intégrité",
    'Perte de la disponibilité',
  ])
  expect(Object.values(origins)).toEqual([
    'Equipement perdu ou volé',
    'Papier perdu, volé ou laissé accessible dans un endroit non sécurisé',
    "Courrier perdu ou ouvert avant d'être retourné à l'envoyeur",
    'Piratage, logiciel malveillant (par exemple rançongiciel) et/ou hameçonnage',
    'Mise au rebut de documents papier contenant des données personnelles sans destruction physique',
    'Mise au rebut d’appareils numériques contenant des données personnelles sans effacement sécurisé',
    "Publication non volontaire d'informations",
    'Données de la mauvaise personne affichées sur le portail du client',
    'Données personnelles envoyées à un mauvais destinataire',
    'Informations personnelles divulguées de façon verbale',
    'Autre',
  ])
  expect(Object.values(causes)).toEqual([
    'Acte interne malveillant',
    'Acte interne accidentel',
    'Acte externe malveillant',
    'Acte externe accidentel',
    'Inconnu',
    'Autre',
  ])
  expect(Object.values(cnilTypologies)).toEqual([
    'Etat civil (ex : nom, sexe, date de naissance, âge...)',
    "NIR (Numéro d'Inscription au Répertoire)",
    'Coordonnées (ex : adresse postale ou électronique, numéros de téléphone fixe ou portable...)',
    'Données d’identification ou d’accès (ex : identifiant, mot de passe, numéro client...)',
    'Données relatives à des informations financières (ex : revenus, numéro de carte de crédit, coordonnées bancaires), économiques',
    'Documents officiels (Passeports, pièces d’identité, etc.)',
    'Données de localisation',
    'Données relatives à des infractions, condamnations, mesures de sûreté',
    'Les données concernées ne sont pas connues pour le moment',
    "La violation concerne d'autres données",
  ])
  expect(Object.values(cnilSensitive)).toEqual([
    'Origine raciale ou ethnique',
    'Opinions politiques',
    'Opinions philosophiques ou religieuses',
    'Appartenance syndicale',
    'Orientation sexuelle',
    'Données de santé',
    'Données biométriques',
    'Données génétiques',
  ])
  expect(Object.values(personCategories)).toEqual([
    'Employés',
    'Utilisateurs',
    'Adhérents',
    'Étudiants / élèves',
    'Personnel militaire',
    'Clients (actuels ou potentiels)',
    'Patients',
    'Mineurs',
    'Personnes vulnérables',
    'Pas déterminé pour le moment',
    'Autres',
  ])
  expect(Object.values(consequences)).toEqual([
    'données diffusées plus que nécessaire et ayant échappé à la maîtrise des personnes',
    "données pouvant être corrélées/croisées avec d'autres informations sur elles",
    "données pouvant être exploitées à d'autres fins que prévu et/ou de manière non loyale",
    'autre',
  ])
  expect(Object.values(harms)).toEqual([
    'Perte de contrôle sur leurs données personnelles',
    'Limitation de leurs droits',
    'Discrimination',
    "Vol d'identité",
    'Fraude',
    'Levée non autorisée de la pseudonymisation',
    'Pertes financières',
    'Atteinte à la réputation',
    'Perte de la confidentialité de données protégées par un secret professionnel',
    'Autre',
  ])
  expect(severityLevels).toEqual(['Négligeable', 'Limité', 'Important', 'Maximal'])
  expect(Object.values(information)).toEqual([
    'Oui, les personnes ont été informées',
    'Non, mais elles le seront',
    'Non ils ne le seront pas',
    'Non déterminé pour le moment',
  ])
  expect(Object.values(elsewhere)).toEqual([
    'Aucune notification à envoyer',
    'traitement transfrontalier',
    'notifiée à la CNIL',
    'notifiée à une autre autorité',
  ])
})

test.each([
  [0, 'Entre 0 et 5 personnes'],
  [5, 'Entre 0 et 5 personnes'],
  [6, 'Entre 6 et 50 personnes'],
  [50, 'Entre 6 et 50 personnes'],
  [51, 'Entre 51 et 300 personnes'],
  [300, 'Entre 51 et 300 personnes'],
  [301, 'Entre 301 et 5000 personnes'],
  [5000, 'Entre 301 et 5000 personnes'],
  [5001, 'Plus de 5000 personnes'],
])('%i persons are published as %s', (persons, band) => {
  expect(bandOf(persons)).toBe(band)
  expect(bands.length).toBe(5)
})

describe('the worksheet', () => {
  test('fills from the configuration, and marks what is missing', async () => {
    const model = await modelOf(await newStore(), {
      text: 'organisation: { name: Ville de Saint-Exemple }\nlegalBasis: x',
    })

    const fields = byId(fillWorksheet(model).flatMap((section) => section.fields))

    expect(fields.get('name')).toEqual({ id: 'name', state: 'configuration', value: 'Ville de Saint-Exemple' })
    expect(fields.get('siren')).toEqual({ id: 'siren', state: 'missing' })
  })

  test('goes in the order of the form', async () => {
    const sections = fillWorksheet(await modelOf(await newStore()))

    expect(sections.map(({ number, id }) => [number, id])).toEqual([
      ['1', 'type'],
      ['2', 'organisation'],
      ['3', 'representative'],
      ['4', 'contact'],
      ['5', 'others'],
      ['6', 'dates'],
      ['7', 'breach'],
      ['8', 'data'],
      ['9', 'before'],
      ['10', 'consequences'],
      ['11', 'harm'],
      ['12', 'taken'],
      ['13', 'information'],
      ['14', 'elsewhere'],
      ['', 'files'],
    ])
  })

  test('guesses nothing about a breach while nothing is confirmed', async () => {
    const store = await newStore()
    await importInto(store, 'staff', ['anne@ville-exemple.fr'])
    await expose(store, event({ key: 'Portail', dataClasses: ['Passwords'] }), ['anne@ville-exemple.fr'])

    const sections = fillWorksheet(await modelOf(store)).filter(({ number }) => Number(number) >= 5)

    const fields = sections.flatMap((section) => section.fields)
    expect(fields.flatMap(({ choices = [] }) => choices.filter(({ ticked }) => ticked))).toEqual([])
    expect(fields.filter(({ value }) => value !== undefined).map(({ id }) => id)).toEqual([])
    expect(new Set(fields.map(({ state }) => state))).toEqual(new Set(['decide']))
  })

  test('never says whether the persons are informed: the DPO does', async () => {
    const store = await newStore()
    await importInto(store, 'staff', ['anne@ville-exemple.fr'])
    const incident = await expose(store, event({ key: 'Portail' }), ['anne@ville-exemple.fr'])
    await decide(store, incident, { as: 'confirmed', attribution: 'A' })

    const fields = byId(fillWorksheet(await modelOf(store)).flatMap((section) => section.fields))

    expect(fields.get('information')).toMatchObject({ state: 'decide' })
    expect(fields.get('information')?.choices?.some(({ ticked }) => ticked)).toBe(false)
    expect(fields.get('awareness')).toEqual({ id: 'awareness', state: 'decide' })
  })
})

describe('one breach, one notification', () => {
  test('with two, the worksheet gives the period of neither, and the date of each', async () => {
    const store = await newStore()
    await importInto(store, 'staff', ['anne@ville-exemple.fr'])
    const told = {
      one: event({ key: 'Portail', occurredOn: '2024-02-01' }),
      other: event({ key: 'Cantine', occurredOn: '2026-03-05' }),
    }
    const [one, other] = [
      await expose(store, told.one, ['anne@ville-exemple.fr']),
      await expose(store, told.other, ['anne@ville-exemple.fr']),
    ]
    for (const incident of [one, other]) await decide(store, incident, { as: 'confirmed', attribution: 'A' })

    const [both, single] = [await modelOf(store), await modelOf(store, { scope: { incident: one } })]
    const fields = (model: typeof both) => byId(fillWorksheet(model).flatMap((section) => section.fields))

    expect(ownIncidents(both).toSorted()).toEqual([one, other].sort())
    expect(fields(both).get('start')).toEqual({ id: 'start', state: 'decide' })
    expect(fields(both).get('end')).toEqual({ id: 'end', state: 'decide' })
    expect(plain(fields(both).get('dateComment')?.value)).toContain(`${one} : 1er février 2024`)
    expect(plain(fields(both).get('dateComment')?.value)).toContain(`${other} : 5 mars 2026`)
    expect(plain(fields(single).get('start')?.value)).toBe('1er février 2024')
  })
})

describe('a finding that is a third party’s', () => {
  test('runs no clock, whatever was said, and the annex says what was confirmed', async () => {
    const store = await newStore()
    await importInto(store, 'staff', ['anne@ville-exemple.fr'])
    const incident = await expose(store, event({ key: 'Boutique' }), ['anne@ville-exemple.fr'])
    await decide(store, incident, { as: 'confirmed', attribution: 'D' })

    const model = await modelOf(store, { instants: { awarenessAt: '2026-11-24T09:00:00.000Z' } })
    const voice = new Voice('fr', 'Europe/Paris')
    const text = plain(renderHtml((await writeAnnex(model, voice)).paper))

    expect(model.clocks).toEqual({})
    expect(text).toContain('Confirmés par une personne : 1 constat, D – ')
    expect(text).toContain('Aucun délai ne court.')
    expect(text).not.toContain('Aucun constat n’a été confirmé par une personne')
    expect(text).not.toContain('72 heures (lecture la plus prudente)')
  })

  test('starts no clock of another that waits', async () => {
    const store = await newStore()
    await importInto(store, 'staff', ['anne@ville-exemple.fr'])
    const incident = await expose(store, event({ key: 'Boutique' }), ['anne@ville-exemple.fr'])
    await decide(store, incident, { as: 'confirmed', attribution: 'D' })
    await expose(store, event({ key: 'Waiting' }), ['anne@ville-exemple.fr'])

    const { clocks } = await modelOf(store)

    expect(clocks.cautious?.endsAt).toBe('2026-11-27T12:00:00.000Z')
  })
})

describe('the register', () => {
  test('holds confirmed breaches of the city and of processors, and no third party’s', async () => {
    const store = await newStore()
    await importInto(store, 'staff', ['anne@ville-exemple.fr'])
    for (const attribution of ['A', 'B', 'C', 'D', 'E'] as const) {
      const incident = await expose(store, event({ key: `Leak ${attribution}` }), ['anne@ville-exemple.fr'])
      await decide(store, incident, { as: 'confirmed', attribution })
    }
    await expose(store, event({ key: 'Waiting' }), ['anne@ville-exemple.fr'])

    const lines = registerLines(await modelOf(store))

    expect(lines.map(({ attribution }) => attribution)).toEqual(['A', 'B'])
    expect(lines[0]).toMatchObject({
      natures: 'Perte de la confidentialité',
      personnes_min: 1,
      personnes_max: 1,
      decouverte: '2026-11-24T13:00:00+01:00',
      decide_par: 'rssi@poste',
      notifiee_cnil: '',
    })
    expect(registerCsv(lines).split('\r\n')).toHaveLength(4)
    expect(registerCsv(lines)).not.toContain('anne@')
  })
})

function plain(text = ''): string {
  return text.replace(/[\u00a0\u202f]/g, ' ')
}

function byId(fields: readonly WorksheetField[]): ReadonlyMap<string, WorksheetField> {
  return new Map(fields.map((field) => [field.id, field]))
}
