import { describe, expect, test } from '@jest/globals'
import { load } from 'cheerio'
import { writeAnnex } from '../../src/report/cnil/annex/index.ts'
import { dpiaPaper, noticePaper, renderHtml } from '../../src/report/index.ts'
import { Voice } from '../../src/report/voice.ts'
import { importInto, newStore } from '../store/workspace.ts'
import { configurationText, modelOf } from './city.ts'

function textOf(html: string): string {
  return load(html)('main')
    .text()
    .replace(/[\u00a0\u202f]/g, ' ')
}

async function modelWith(text: string) {
  const store = await newStore()
  await importInto(store, 'staff', ['anne@ville-exemple.fr'])
  await importInto(store, 'residents', ['usager@example.org'])
  return modelOf(store, { text })
}

describe('the public notice', () => {
  test('says how long findings are kept, and who beyond the Union learns an address', async () => {
    const model = await modelWith(configurationText)

    const text = textOf(renderHtml(noticePaper(model)))

    expect(text).toContain('Les constats qui vous concernent sont conservés 730 jours au plus.')
    expect(text).toContain('Transferts hors de l’Union européenne : Have I Been Pwned (Australie).')
    expect(text).toContain('Pastebin (page d’archive, flux PRO), exploitant non communiqué')
    expect(text).not.toMatch(/archive page|exploitant inconnu/)
  })

  test('gives each population its own time, and says that nobody beyond the Union learns an address', async () => {
    const text = configurationText
      .replace('clear: [hibp]', 'clear: []')
      .replace('residents: { persons: Utilisateurs }', 'residents: { persons: Utilisateurs, retention: 1y }')

    const notice = textOf(renderHtml(noticePaper(await modelWith(text))))

    expect(notice).toContain('730 jours (Agents) ; 365 jours (Usagers)')
    expect(notice).toContain('Aucune source établie hors de l’Union européenne n’apprend votre adresse')
    expect(notice).toContain('reçoivent seulement une empreinte tronquée : Have I Been Pwned (Australie).')
  })
})

test('documents in French name sources in French', async () => {
  const model = await modelWith(
    `${configurationText}  rss: { enabled: true, options: { feeds: [{ key: presse, url: "https://presse.example.org/f" }] } }\n`,
  )

  expect(textOf(renderHtml(dpiaPaper(model)))).toContain('Flux (RSS, Atom)l’éditeur de chaque flux')
  const { paper } = await writeAnnex(model, new Voice('fr', 'Europe/Paris'))
  expect(textOf(renderHtml(paper))).not.toMatch(/archive page|Feeds|publisher of/)
  const [french, english] = [new Voice('fr', 'Europe/Paris'), new Voice('en', 'Europe/Paris')]
  expect(french.sourceName('ransomware.live, claims of the country')).toBe('ransomware.live, revendications du pays')
  expect(french.sourceName('Telegram (public channels)')).toBe('Telegram (canaux publics)')
  expect(french.sourceName('Have I Been Pwned')).toBe('Have I Been Pwned')
  expect(english.sourceName('Telegram (public channels)')).toBe('Telegram (public channels)')
})
