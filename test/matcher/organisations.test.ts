import { describe, expect, test } from '@jest/globals'
import { createOrganisationMatcher } from '../../src/matcher/organisations.ts'

const names = [
  { ref: 1, name: 'mairie de Saint-Exemple' },
  { ref: 2, name: 'Saint-Exemple' },
  { ref: 3, name: 'Nice' },
  { ref: 4, name: 'Éditeur Fictif' },
]
const matcher = createOrganisationMatcher({ names, domains: ['ville-exemple.fr'] })

/** What was found, as `ref rule "words"`. */
function found(text: string, which = matcher): string[] {
  return which
    .match(text)
    .map(({ ref, rule, offset, length }) => `${ref} ${rule} ${text.slice(offset, offset + length)}`)
}

describe('a name that says enough by itself', () => {
  test.each([
    ['as it is written', 'Fuite à la mairie de Saint-Exemple hier', 'mairie de Saint-Exemple'],
    ['in capitals', 'MAIRIE DE SAINT-EXEMPLE', 'MAIRIE DE SAINT-EXEMPLE'],
    ['with blanks for hyphens', 'mairie de Saint Exemple', 'mairie de Saint Exemple'],
    ['with another hyphen', 'mairie de Saint\u2011Exemple', 'mairie de Saint\u2011Exemple'],
    ['over two lines', 'mairie de\nSaint-Exemple', 'mairie de\nSaint-Exemple'],
    ['with the saint cut short', 'mairie de St-Exemple', 'mairie de St-Exemple'],
    ['with a dot behind it', 'mairie de St. Exemple', 'mairie de St. Exemple'],
    ['as the name of a file', 'mairie_de_saint_exemple.sql', 'mairie_de_saint_exemple'],
  ])('is found %s', (_, text, words) => {
    const hits = found(text).filter((hit) => hit.startsWith('1 '))

    expect(hits).toEqual([`1 name ${words}`])
  })

  test('is found without its accents, or with composed ones', () => {
    expect(found('Editeur fictif')).toEqual(['4 name Editeur fictif'])
    expect(found('E\u0301diteur Fictif')).toEqual(['4 name E\u0301diteur Fictif'])
  })

  test('is not found inside other words, nor with a word between', () => {
    expect(found('mairie de Saint-Exemplette')).toEqual([])
    expect(found('lÉditeur Fictif')).toEqual([])
    expect(found('Éditeur très Fictif')).toEqual([])
  })

  test('tells offset, length and line', () => {
    const text = 'un\ndeux\nvoir mairie de Saint-Exemple ici'

    expect(matcher.match(text)[0]).toEqual({ ref: 1, offset: 13, length: 23, line: 3, rule: 'name' })
  })
})

describe('the name of a town alone', () => {
  test.each([
    'Je suis né à Saint-Exemple.',
    'Saint-Exemple : le marché de Noël ouvre samedi',
    'have a Nice day',
    'Tours, Lens, Nice, Orange',
  ])('says nothing: %s', (text) => {
    expect(found(text)).toEqual([])
  })

  test('counts with a word of a town hall within reach, which is told', () => {
    const text = 'Base Saint-Exemple à vendre : état civil complet'
    const [hit] = matcher.match(text)

    expect(hit).toMatchObject({ ref: 2, rule: 'near-city-word' })
    expect(text.slice(hit?.near?.offset, (hit?.near?.offset ?? 0) + (hit?.near?.length ?? 0))).toBe('état civil')
  })

  test.each([
    ['mairie', 'mairie Saint-Exemple'],
    ['CCAS', 'CCAS Saint-Exemple, 300 lignes'],
    ['town hall', 'town hall of Saint-Exemple'],
    ['city of', 'city of Saint-Exemple database'],
    ['portail famille', 'Portail famille - Saint-Exemple'],
    ['cantine', 'fichier cantine Saint-Exemple'],
    ['gouv.fr', 'saint-exemple vu sur interieur.gouv.fr : Saint-Exemple'],
    ['мэрия', 'Saint-Exemple мэрия база'],
  ])('counts with %s', (_, text) => {
    expect(found(text).some((hit) => hit.startsWith('2 near-city-word'))).toBe(true)
  })

  test('counts with the domain of the city, in an address too', () => {
    expect(found('Saint-Exemple leak, agent@ville-exemple.fr')).toEqual(['2 near-domain Saint-Exemple'])
    expect(found('Saint-Exemple leak, www.ville-exemple.fr/x')).toEqual(['2 near-domain Saint-Exemple'])
    expect(found('Saint-Exemple leak, notville-exemple.fr')).toEqual([])
    expect(found('Saint-Exemple leak, ville-exemple.fr.example')).toEqual([])
  })

  test('counts with another watched name that says enough', () => {
    expect(found('Éditeur Fictif, client Saint-Exemple')).toEqual([
      '4 name Éditeur Fictif',
      '2 near-name Saint-Exemple',
    ])
  })

  test('does not count when that stands further than 200 characters away', () => {
    const filler = (length: number) => ` ${'x '.repeat(length / 2)}`

    expect(found(`Saint-Exemple${filler(180)}mairie`)).toHaveLength(1)
    expect(found(`Saint-Exemple${filler(220)}mairie`)).toEqual([])
  })

  test('does not count with the town hall of another place', () => {
    expect(found('Nice base de la mairie de Lyon, 40 000 lignes')).toEqual([])
    expect(found('A Nice dump from the town hall of Lyon')).toEqual([])
    expect(found('Nice : base de la ville de Lyon')).toEqual([])
    expect(found('Nice : base de la mairie, 40 000 lignes')).toEqual(['3 near-city-word Nice'])
  })

  test('does not count for a street that is named after the town hall', () => {
    expect(found('Dupont;Jean;12 rue de la Mairie;06000;Nice')).toEqual([])
    expect(found("Dupont;Jean;place de l'Hôtel de ville, Nice")).toEqual([])
  })

  test('of one word begins with a capital, unless it stands right behind the word of the town hall', () => {
    expect(found('nice fresh dump, mairie, 40k lines')).toEqual([])
    expect(found('vends bdd mairie de nice, 40k')).toEqual(['3 near-city-word nice'])
    expect(found('vends bdd ville de nice')).toEqual(['3 near-city-word nice'])
    expect(found('VENDS BDD MAIRIE NICE')).toEqual(['3 near-city-word NICE'])
  })

  test('is not what a host name or an address is made of', () => {
    expect(found('mairie : https://www.saint-exemple.fr et contact@saint-exemple.example')).toEqual([])
    expect(found('mairie : nice@example.org, jean.Nice@example.org')).toEqual([])
  })
})

describe('the matcher of names', () => {
  test('finds nothing when nothing is watched', () => {
    expect(createOrganisationMatcher({ names: [] }).match('mairie de Saint-Exemple')).toEqual([])
  })

  test('refuses a name without a letter', () => {
    expect(() => createOrganisationMatcher({ names: [{ ref: 1, name: ' - ' }] })).toThrow(RangeError)
  })

  test('reads what is not about it in a time that grows with the text, whatever the text', () => {
    const hostile = ['mairie de saint-', 'saint ', 'a'.repeat(1000), 'nice ', '.gouv.fr ']
    for (const piece of hostile) {
      const text = piece.repeat(Math.ceil(300_000 / piece.length))
      expect(matcher.match(text).length).toBeLessThanOrEqual(400)
    }
  })

  test('tells at most a hundred mentions of one name', () => {
    expect(matcher.match('mairie de Saint-Exemple\n'.repeat(1_000)).filter(({ ref }) => ref === 1)).toHaveLength(100)
  })
})
