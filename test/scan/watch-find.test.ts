import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isRuleWord } from '../../src/assess/index.ts'
import type { SourceEvent } from '../../src/domain/index.ts'
import { createMatcher, createOrganisationMatcher } from '../../src/matcher/index.ts'
import { findIn } from '../../src/scan/watch-find.ts'

const names = [{ ref: 4, name: 'mairie de Saint-Exemple' }]
const watched = {
  listsVersion: 1,
  matcher: createMatcher([
    { ref: 1, kind: 'email', canonical: 'jeanne.durand@example.org' },
    { ref: 2, kind: 'phone', canonical: '+33639980123' },
    { ref: 3, kind: 'domain', canonical: 'ville-exemple.fr' },
  ]),
  organisations: createOrganisationMatcher({ names, domains: ['ville-exemple.fr'] }),
  terms: new Map([
    [3, 'ville-exemple.fr'],
    [4, 'mairie de Saint-Exemple'],
  ]),
}
const paste: SourceEvent = { key: 'gist:1', title: 'Gist 1', nature: 'paste', dataClasses: [] }
const claim: SourceEvent = { ...paste, nature: 'claim', domain: 'ville-exemple.fr' }

function find(text: string | Uint8Array, event = paste) {
  const body = typeof text === 'string' ? Buffer.from(text) : text
  return findIn({ body, status: 200, readAt: '2026-11-24T12:00:00.000Z' }, event, watched)
}

describe('a text', () => {
  test('in which nobody is watched leaves nothing', () => {
    expect(find('xjeanne.durand@example.org, Saint-Exemple-sur-Mer, 06 39 98 01 24')).toBeUndefined()
  })

  test('tells who is in it, and what stands beside', () => {
    const found = find(
      'mairie de Saint-Exemple\njeanne.durand@example.org:Fictif123\nDurand;Jeanne;1980-01-01;jeanne.durand@example.org;06 39 98 01 23',
    )

    expect(found!.selectors).toEqual([
      {
        ref: 1,
        dataClasses: ['Email addresses', 'Passwords', 'Dates of birth', 'Phone numbers'],
        mentioned: false,
      },
      { ref: 2, dataClasses: ['Phone numbers', 'Dates of birth', 'Email addresses'], mentioned: false },
      { ref: 4, dataClasses: [], mentioned: false },
    ])
  })

  test.each([
    ['UTF-8', Buffer.from('Prénom jeanne.durand@example.org de la mairie de Saint-Exemple')],
    ['UTF-16', Buffer.from('\ufeffPrénom jeanne.durand@example.org de la mairie de Saint-Exemple', 'utf16le')],
    ['Windows-1252', Buffer.from('Prénom jeanne.durand@example.org de la mairie de Saint-Exemple', 'latin1')],
  ])('in %s is the same text', (_, body) => {
    const found = find(body)

    expect(found!.selectors.map(({ ref }) => ref)).toEqual([1, 4])
    expect(found!.post.excerpt).toContain('mairie de Saint-Exemple')
  })

  test('of a claim is about its victim; who stands further down is mentioned', () => {
    const about = (text: string) => find(text, claim)?.selectors.map(({ ref, mentioned }) => [ref, mentioned])

    expect(about('Mairie de Saint-Exemple\nville-exemple.fr\nPublic sector')).toEqual([
      [3, false],
      [4, false],
    ])
    expect(about('Prestataire\nprestataire.example\nclients: mairie de Saint-Exemple')).toEqual([[4, true]])
    expect(about('Article\nMairie de Saint-Exemple\nVille-Exemple.fr\nla suite')).toEqual([
      [3, false],
      [4, false],
    ])
  })

  test('says in 200 characters what it offers, without a word that is not ours', () => {
    const { post } = find(
      [
        'Vends BDD mairie de Saint-Exemple (ville-exemple.fr), 41 200 lignes, jamais diffusée',
        'Mme Jeanne Durand, diabétique, 3 rue des Lilas',
        'Prix 150 $ en XMR, contact @vendeur_fictif',
        'Durand;Jeanne;jeanne.durand@example.org;06 39 98 01 23',
      ].join('\n'),
    )!

    expect(post).toMatchObject({ label: 'sale_offer', commercial: 'yes' })
    expect(post.excerpt).toBe(
      'vends bdd mairie de Saint-Exemple ville-exemple.fr <number> lignes jamais diffusée / prix <number> $ <text> xmr contact <handle> / <text>;<text>;<email>;<phone>',
    )
  })
})

test('whatever is written, no word is kept but ours', () => {
  const word = fc.stringMatching(/^[a-zà-ÿ]{1,12}$/)
  const piece = fc.oneof(
    word,
    fc.emailAddress(),
    fc.stringMatching(/^0[67]( \d\d){4}$/),
    fc.constantFrom('mairie de Saint-Exemple', 'ville-exemple.fr', 'vends', 'selling', '\n', ';', ':', '$', '@pseudo'),
  )
  const known = /^(?:<[a-z]+>|…|[/$€£₽;:,|()]|mairie|de|Saint-Exemple|ville-exemple\.fr)$/
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const found = find(['mairie de Saint-Exemple', ...pieces, 'jeanne.durand@example.org'].join(' '))!
      const { excerpt, evidence } = found.post

      expect(excerpt.length).toBeLessThanOrEqual(200)
      for (const text of [excerpt, ...evidence.map(({ words }) => words)]) {
        for (const one of text.split(/(<[a-z]+>)|[\s;:,|]+/).filter(Boolean)) {
          const isOurs = known.test(one) || one.split(/['’-]/).every((part) => isRuleWord(part))
          expect([one, isOurs]).toEqual([one, true])
        }
      }
    }),
    { numRuns: 300 },
  )
})
