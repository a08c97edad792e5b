import { describe, expect, test } from '@jest/globals'
import { cityFiles, makeCity, spellings } from '../../src/simulator/index.ts'

const city = makeCity()
const fiction = /^\+33(63998\d{4}|26191\d{4})$/

describe('the city of Saint-Exemple', () => {
  test('has 300 agents and 2,000 residents, each with an address of their own', () => {
    const emails = [...city.staff, ...city.residents].map((person) => person.email)

    expect(city.staff).toHaveLength(300)
    expect(city.residents).toHaveLength(2000)
    expect(new Set(emails).size).toBe(2300)
    expect(emails.every((email) => /^[a-z0-9._-]+@[a-z0-9.-]+\.[a-z]+$/.test(email))).toBe(true)
  })

  test('is the same for the same seed and another for another', () => {
    expect(makeCity(7)).toEqual(makeCity(7))
    expect(makeCity(7)).not.toEqual(makeCity(8))
  })

  test('puts agents at the town hall and residents at domains that nobody can own', () => {
    const domains = new Set(city.residents.map((resident) => resident.email.split('@')[1]))

    expect(city.staff.every((agent) => agent.email.endsWith('@ville-exemple.fr'))).toBe(true)
    expect([...domains].sort()).toEqual([
      'courriel.example',
      'example.com',
      'example.net',
      'example.org',
      'messagerie.example',
    ])
  })

  test('gives each number to one person, from the ranges kept for fiction', () => {
    const phones = [...city.staff, ...city.residents].flatMap((person) => person.phoneE164 ?? [])

    expect(phones.length).toBeGreaterThan(1500)
    expect(new Set(phones).size).toBe(phones.length)
    expect(phones.every((phone) => fiction.test(phone))).toBe(true)
  })
})

describe('the files that the office exports', () => {
  const files = new Map(cityFiles(city).map((file) => [file.name, file.text]))

  test('are agents with semicolons, residents with commas, domains one a line', () => {
    expect([...files.keys()]).toEqual(['agents.csv', 'usagers.csv', 'domaines.txt'])
    expect(files.get('agents.csv')).toMatch(/^\uFEFFMatricule;Nom;Prénom;Courriel;Téléphone;Service\r\n10000;/)
    expect(files.get('usagers.csv')).toMatch(/^N° usager,Nom,Prénom,Courriel,Tél\. portable\nU000001,/)
    expect(files.get('domaines.txt')).toBe('ville-exemple.fr\nsaint-exemple.example\nagglo-exemple.fr\n')
  })

  test('hold every person, and one of each kind of dirt', () => {
    const agents = files.get('agents.csv')?.trimEnd().split('\r\n') ?? []
    const usagers = files.get('usagers.csv')?.trimEnd().split('\n') ?? []

    expect(agents).toHaveLength(1 + 300 + 2)
    expect(usagers).toHaveLength(1 + 2000 + 3)
    expect(agents.length - new Set(agents).size).toBe(1)
    expect(usagers.length - new Set(usagers).size).toBe(1)
    expect(agents.some((row) => /;[A-Z.-]+@VILLE-EXEMPLE\.FR;/.test(row))).toBe(true)
    expect(agents.filter((row) => row.includes(';en.cours.ville-exemple.fr;'))).toHaveLength(1)
    expect(usagers.filter((row) => row.includes('3,36E+10'))).toHaveLength(1)
  })

  test('spell one number in ten ways that say the same digits', () => {
    const forms = spellings('+33639980123')

    expect(new Set(forms).size).toBe(10)
    expect(forms).toContain('06 39 98 01 23')
    expect(forms).toContain('+33 (0)6 39 98 01 23')
    expect(forms.every((form) => form.replace(/\D/g, '').endsWith('639980123'))).toBe(true)
  })
})
