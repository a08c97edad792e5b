import { describe, expect, test } from '@jest/globals'
import { cnilSensitive, cnilTypologies, dataClass, summarizeData } from '../../src/assess/index.ts'

describe('a word of a source', () => {
  test.each([
    ['Email addresses', 'Email addresses'],
    ['email', 'Email addresses'],
    ['first_name', 'Names'],
    ['Prénom', 'Names'],
    ["Driver's licenses", "Driver's licenses"],
    ['Driver’s License', "Driver's licenses"],
    ['drivers_licenses', "Driver's licenses"],
    ['Mot de passe', 'Passwords'],
    ['IBAN', 'Bank account numbers'],
    ['Quotient familial', 'Family quotients'],
    ['Government IDs', 'Government IDs'],
    ['Vehicle identification numbers (VINs)', 'Vehicle identification numbers (VINs)'],
  ])('%s is %s', (word, name) => {
    expect(dataClass(word)).toMatchObject({ name, known: true })
  })

  test('an unknown word is itself, under the heading of other data', () => {
    expect(dataClass(' Pointures de chat ')).toEqual({
      name: 'Pointures de chat',
      known: false,
      typology: "La violation concerne d'autres données",
      enisa: 'simple',
    })
  })

  test('a social security number is a NIR only in French registers', () => {
    expect(dataClass('ssn')).toMatchObject({ typology: cnilTypologies.nir, check: 'nir-only-if-french' })
    expect(dataClass('ssn', { french: false })).toMatchObject({ typology: cnilTypologies.documents })
  })
})

test('the form’s two questions are ticked in its own words and order, and nothing is dropped', () => {
  const summary = summarizeData([
    'Passwords',
    'email',
    'Email addresses',
    'Religions',
    'allergie',
    'Zodiac of pets',
    'dob',
  ])

  expect(summary.typologies).toEqual([
    'Etat civil (ex : nom, sexe, date de naissance, âge...)',
    'Coordonnées (ex : adresse postale ou électronique, numéros de téléphone fixe ou portable...)',
    'Données d’identification ou d’accès (ex : identifiant, mot de passe, numéro client...)',
    "La violation concerne d'autres données",
  ])
  expect(summary.sensitive).toEqual([cnilSensitive.religious, cnilSensitive.health])
  expect(summary.unmapped).toEqual(['Zodiac of pets'])
  expect(summary.classes.map(({ name }) => name)).toEqual([
    'Allergies and medical diets',
    'Dates of birth',
    'Email addresses',
    'Passwords',
    'Religions',
    'Zodiac of pets',
  ])
})

test('no class known yet is its own box', () => {
  expect(summarizeData([]).typologies).toEqual(['Les données concernées ne sont pas connues pour le moment'])
})
