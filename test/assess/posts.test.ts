import { readdirSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { assessPost } from '../../src/assess/index.ts'
import { postPacks } from '../../src/assess/posts/read.ts'
import { findHits } from '../../src/assess/rules/match.ts'
import { fold } from '../../src/assess/text/fold.ts'

const watchTerms = ['ville-exemple.fr', 'Saint-Exemple', 'mairie de Saint-Exemple', 'Exempleville']

function byLanguage(a: { readonly language: string }, b: { readonly language: string }): number {
  return a.language < b.language ? -1 : 1
}

describe('every rule about posts keeps its pair', () => {
  for (const pack of postPacks) {
    test.each(pack.rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
      const fires = (text: string) => findHits([rule], pack.words, fold(text)).length > 0

      expect(fires(rule.fires)).toBe(true)
      expect(fires(rule.spares)).toBe(false)
      expect(id).toMatch(new RegExp(`^${pack.language}\\.post\\.[a-z-]+$`))
    })
  }

  test('no file of rules is left out', async () => {
    const files = readdirSync(new URL('../../src/assess/rules/', import.meta.url))
    const packs = await Promise.all(files.map(async (file) => (await import(`../../src/assess/rules/${file}`)).posts))

    expect(packs.filter((pack) => pack !== undefined).sort(byLanguage)).toEqual([...postPacks].sort(byLanguage))
  })

  test('no id is used twice', () => {
    const ids = postPacks.flatMap((pack) => pack.rules.map((rule) => rule.id))

    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('what a post is', () => {
  test.each([
    ['Selling 40k rows of a town hall database, 300$ in xmr, escrow, PM me', 'sale_offer', 'yes'],
    ['Vends base de la cantine, 12 000 lignes, 150 €, séquestre, contact en MP', 'sale_offer', 'yes'],
    ['Продам базу жителей, 40к строк, цена 300$, гарант, писать в лс', 'sale_offer', 'yes'],
    ['Start: 500$, step: 100$, blitz: 2k. Base of an insurer. Ends 24h after the last bid.', 'auction', 'yes'],
    [
      'Accès VPN avec compte du domaine, 600 postes, rien n’a été extrait. 400 €, un seul acheteur.',
      'access_sale',
      'yes',
    ],
    ['Раздаю бесплатно, забирайте: база на 40к строк, ссылка ниже', 'free_leak', 'no'],
    ['Échantillon : 10 lignes sur 23 918, noms masqués, pour ceux qui doutent', 'sample_proof', 'unclear'],
    ['Selling HQ combo mail:pass, 90k, 60% valid, 20$', 'combo_ulp', 'yes'],
    ['Облако логов, стилер, свежие логи каждый день, подписка 60$ в месяц', 'stealer_logs', 'yes'],
    [
      'We have downloaded 95 GB. You refuse to pay: everything will be published. Deadline: 3 days left',
      'extortion',
      'no',
    ],
    ['Cherche fichier de retraités, j’achète tout de suite, budget 200 €, vendeurs en MP', 'request_to_buy', 'no'],
    ['Пробив по номеру, от 10$ за запрос, сроки 1-2 дня', 'lookup_service', 'yes'],
    ['Je ne vends rien, j’ai juste demandé si quelqu’un sait d’où vient cette colonne', 'discussion', 'no'],
    [
      'According to the prosecutor, the data had been offered for sale; the mayor confirmed the attack on Tuesday.',
      'news',
      'no',
    ],
    ['Reupload of the 2021 leak, the old links are dead, originally shared by another member', 'repost', 'no'],
  ])('%s', (text, label, commercial) => {
    expect(assessPost(text)).toMatchObject({ label, commercial })
  })

  test('a disguised text is read, and quoted as it was written', () => {
    const { label, evidence, rules } = assessPost('Пpoдaм бaзy житeлeй, 300$, чepeз гapaнтa')

    expect(label).toBe('sale_offer')
    expect(rules).toContain('ru.post.sell')
    expect(evidence.find(({ rule }) => rule === 'ru.post.sell')).toMatchObject({
      words: 'Пpoдaм',
      at: 0,
      language: 'ru',
    })
  })

  test('of the wording, known words are told and names are not', () => {
    const { evidence } = assessPost(
      'Enchères ouvertes chez Zebulon Fictifski, mise à prix 50, la meilleure offre emporte le lot',
    )

    const told = evidence.find(({ rule }) => rule === 'model.wording')?.words ?? ''

    expect(told).toMatch(/^\(\+\d+\.\d\)(?: \p{L}+){1,4}$/u)
    expect(told).not.toMatch(/zebulon|fictifski/i)
  })

  test.each(['vends base', 'selling db', 'продам базу'])('even two words are enough: %s', (text) => {
    expect(assessPost(text)).toMatchObject({ label: 'sale_offer', commercial: 'yes' })
  })

  test('a language that no rule and no word is known of is told as unclear', () => {
    expect(assessPost('بيع قاعدة بيانات')).toMatchObject({
      label: 'discussion',
      commercial: 'unclear',
      confidence: 0.1,
    })
  })

  test('a line of credentials or of persons is never quoted, not even a word of it', () => {
    const text =
      'https://rdv.example.org/:parent01@example.org:bitcoin\nhttps://rdv.example.org/:parent02@example.org:escrow\nr***@example.org | Payroll | Vends'

    const told = JSON.stringify(assessPost(text).evidence)

    expect(told).not.toMatch(/bitcoin|escrow|parent01|Payroll|Vends/)
    expect(told).toContain('(url:login:password)')
  })
})

describe('about the city', () => {
  const about = (text: string) => assessPost(text, { watchTerms }).aboutCity

  test.each([
    'base Saint-Exemple',
    'St-Exemple, fiches agents',
    'SAINT EXEMPLE database',
    'mairie_saint_exemple_agents.csv',
    'dump `stexemple_famille`',
    're post : agents st ex3mple',
    'V1lle-exemple[.]fr, compte éditeur',
    'ville-exemple (dot) fr',
    'x22 @ville-exemple.fr',
    'mail: agent@ville-exemple.fr',
    'exempleville2025.sql',
    'S a i n t - E x e m p l e agents',
    'https://famille.ville-exemple.fr/connexion',
    'ville-exemple.fr.sql',
    'Ex3mplev1lle, 1,2k lgn',
    'E x e m p l e v i l l e',
    'Saint‑Exemple (France)',
    'Saint-Ex*mple',
    'Ехеmрlеville', // Е, х, е, р are Cyrillic
    'Somebody at Exempleville city hall plays a browser game',
  ])('%s', (text) => {
    expect(about(text)).toBe(true)
  })

  test.each([
    'ville-exemple.fr.evil.example',
    'ville-exemple.com',
    'evil-ville-exemple.fr',
    'maville-exemple.fr',
    'Saint-Exempleau, crèches',
    'Exemplevillette',
    'Saint-Exemple-sur-Mer',
    'Mont-Saint-Exemple',
    'gare de Saint-Exemple-Port',
    'lycée Saint-Exemple de Port-Fictif, élèves',
    'Clinique Saint-Exemple (Lyon), 30k patients',
    'cabinet Exempleville & Associés',
    'user exempleville_fan92 vouched',
    'Exempleville Township (Ohio)',
    'ville-exemple.fr@evil.example',
    'https://ville-exemple.fr-login.example',
    'Exempleville (Belgique)',
    '12 rue de Saint-Exemple, Port-Fictif',
    'appelez M. Saint-Exemple',
    'il donne un saint exemple à suivre',
    'une ville exemple pour le tri',
    'Exempleville is the starting town of the tycoon game',
    '***-*******',
  ])('not %s', (text) => {
    expect(about(text)).toBe(false)
  })

  test('a name that is a common word needs a second word of the city', () => {
    const read = (text: string) => assessPost(text, { watchTerms: ['Orange', 'ville-orange.example'] }).aboutCity

    expect(read('WTS 40k orange juice lovers')).toBe(false)
    expect(read('WTS base of the mairie, Orange, 40k rows')).toBe(true)
    expect(read('Orange: agent01@ville-orange.example')).toBe(true)
  })

  test('without watched terms nothing is about the city', () => {
    expect(assessPost('Exempleville').aboutCity).toBe(false)
  })

  test('the place is told', () => {
    const { evidence } = assessPost('la base de St-Exemple', { watchTerms })

    expect(evidence).toContainEqual({ rule: 'city.name', words: 'St-Exemple', field: 'text', at: 11 })
  })
})

describe('bad input', () => {
  test('nothing to read is a discussion of low confidence, its commerce unclear', () => {
    for (const text of ['', ' \n ', '🙂', '\u200b'.repeat(10_000)]) {
      const verdict = assessPost(text, { watchTerms })
      expect(verdict).toMatchObject({ commercial: 'unclear', aboutCity: false })
      expect(verdict.confidence).toBeLessThanOrEqual(0.3)
    }
  })

  test.each([
    ['a megabyte of one letter', 'a'.repeat(2 ** 20)],
    ['a megabyte of spaced letters', 'v e n d s '.repeat(100_000)],
    ['a megabyte of colons', 'a:b:'.repeat(2 ** 18)],
    ['a megabyte of bars', 'a|'.repeat(2 ** 19)],
    ['a megabyte of stars', '*'.repeat(2 ** 20)],
    ['a megabyte of digits', '1 '.repeat(2 ** 19)],
    ['mixed alphabets', 'аaеeоo '.repeat(150_000)],
    ['zero-width between all letters', [...'vends base '.repeat(2000)].join('\u200b')],
    ['lone surrogates', '\ud800'.repeat(10_000)],
  ])('%s is read to the end', (_, text) => {
    expect(assessPost(text, { watchTerms }).label).toMatch(/^[a-z_]+$/)
  })

  test('the city is found at the end of a megabyte', () => {
    expect(assessPost(`${'x '.repeat(2 ** 19)} Saint-Exemple`, { watchTerms }).aboutCity).toBe(true)
  })
})
