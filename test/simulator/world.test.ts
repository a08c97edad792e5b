import { describe, expect, test } from '@jest/globals'
import { CountedMap, emptyWorld, makeCity, makeWorld, type World } from '../../src/simulator/index.ts'

const city = makeCity()

describe('the world that the pretend sources know', () => {
  test('is the same for the same city', () => {
    const plain = ({ hibp, pastebin }: World) => [
      hibp.breaches,
      [...hibp.accounts],
      [...hibp.pastes],
      [...hibp.stealerLogs],
      pastebin.pastes,
    ]

    expect(plain(makeWorld(city))).toEqual(plain(makeWorld(city)))
  })

  test('lists breaches of every nature that the resale rules must tell apart', () => {
    const { breaches } = makeWorld(city).hibp

    expect(breaches.length).toBeGreaterThanOrEqual(12)
    expect(breaches.filter((breach) => breach.IsStealerLog)).toHaveLength(1)
    expect(breaches.filter((breach) => breach.IsSpamList)).toHaveLength(1)
    expect(breaches.filter((breach) => breach.IsSensitive)).toHaveLength(1)
    expect(breaches.filter((breach) => breach.IsFabricated)).toHaveLength(1)
    expect(breaches.filter((breach) => breach.IsRetired)).toHaveLength(1)
    expect(breaches.some((breach) => /sold on a hacking forum/.test(breach.Description))).toBe(true)
    expect(breaches.some((breach) => /combo list/.test(breach.Description))).toBe(true)
    expect(breaches.every((breach) => breach.Domain === '' || breach.Domain.endsWith('.example'))).toBe(true)
    expect(breaches.every((breach) => breach.DataClasses.join() === [...breach.DataClasses].sort().join())).toBe(true)
  })

  test('exposes between 5 and 30 in a hundred of each population, in breaches that are listed', () => {
    const { accounts, breaches } = makeWorld(city).hibp
    const share = (people: readonly { email: string }[]) =>
      people.filter((person) => accounts.has(person.email)).length / people.length
    const names = new Set(breaches.map((breach) => breach.Name))

    for (const people of [city.staff, city.residents]) {
      expect(share(people)).toBeGreaterThan(0.05)
      expect(share(people)).toBeLessThan(0.3)
    }
    expect([...accounts.values()].flat().every((name) => names.has(name))).toBe(true)
  })

  test('gives a city its own copy: changing one world leaves the next as it was', () => {
    const first = makeWorld(city)
    const before = first.hibp.breaches[0]?.Title

    first.hibp.breaches[0]!.Title = 'Renamed'

    expect(makeWorld(city).hibp.breaches[0]?.Title).toBe(before)
  })

  test('plants the canary in the pastes that give secrets away', () => {
    const world = makeWorld(city, { canarySecret: 'FICTIF-planted' })

    expect(world.pastebin.pastes.some((paste) => paste.body.includes(':FICTIF-planted'))).toBe(true)
  })

  test('can begin with nobody and nothing', () => {
    const world = emptyWorld(['ville-exemple.fr'])

    expect(world.hibp.breaches).toEqual([])
    expect(world.pastebin.pastes).toEqual([])
    expect(world.pastebin.push({ body: 'x' }).id).toMatch(/^[A-Za-z0-9]{8}$/)
    expect(world.pastebin.pastes).toHaveLength(1)
  })
})

test('a counted map counts each change of its keys', () => {
  const map = new CountedMap<number>()

  map.set('a', 1)
  map.delete('a')
  map.clear()

  expect(map.changes).toBe(3)
})

describe('what services other than HIBP know', () => {
  const { leaks, records, hibp } = makeWorld(city)

  test('is about the same people and the same events, under other names', () => {
    const social = leaks.find((leak) => leak.key === 'ReseauSocialExemple')

    expect(social?.names).toMatchObject({
      xposedornot: 'ReseauSocialExemple-2021',
      leakcheck: 'ReseauSocial.example 2021',
      enzoic: 'reseausocialexemple.example',
    })
    const atHibp = [...hibp.accounts].filter(
      ([who, names]) => who.includes('@') && names.includes('ReseauSocialExemple'),
    )
    const here = new Set(
      records.filter((record) => record.leak === 'ReseauSocialExemple').map((record) => record.email),
    )
    expect([...here].sort()).toEqual(atHibp.map(([email]) => email).sort())
  })

  test('has an event that HIBP never loaded, and machines behind stealer logs', () => {
    expect(
      leaks.filter((leak) => !hibp.breaches.some((breach) => breach.Name === leak.key)).map((leak) => leak.key),
    ).toEqual(['AnnuaireSportif'])
    expect(records.some((record) => record.leak === 'AnnuaireSportif')).toBe(true)
    const logs = records.filter((record) => record.leak === 'JournauxVoleursDemo')
    expect(logs.length).toBeGreaterThan(0)
    expect(logs.every((record) => record.machine !== undefined && record.website !== undefined)).toBe(true)
  })

  test('is the same for the same city', () => {
    expect([makeWorld(city).leaks, makeWorld(city).records]).toEqual([leaks, records])
  })
})
