import { readdirSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { assessCatalogueEntry, assessEvent } from '../../src/assess/index.ts'
import type { CirculationPack } from '../../src/assess/rules/contract.ts'
import { circulation as en } from '../../src/assess/rules/en.ts'
import { circulation as fr } from '../../src/assess/rules/fr.ts'
import { findHits } from '../../src/assess/rules/match.ts'
import { circulation as ru } from '../../src/assess/rules/ru.ts'
import { fold } from '../../src/assess/text/fold.ts'
import type { SourceEvent } from '../../src/domain/index.ts'

function event(description: string, more: Partial<SourceEvent> = {}): SourceEvent {
  return { key: 'Example', title: 'Example', nature: 'breach', dataClasses: ['Email addresses'], description, ...more }
}

describe('every rule about circulation keeps its pair', () => {
  for (const pack of [en, fr, ru]) {
    test.each([...pack.rules, ...pack.vetoes].map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
      expect(fires(pack, rule, rule.fires)).toBe(true)
      expect(fires(pack, rule, rule.spares)).toBe(false)
      expect(id).toMatch(new RegExp(`^${pack.language}\\.(?:sale|trade|leak|veto)\\.[a-z-]+$`))
    })
  }

  test('no file of rules is left out', async () => {
    const files = readdirSync(new URL('../../src/assess/rules/', import.meta.url))
    const packs = await Promise.all(
      files.map(async (file) => (await import(`../../src/assess/rules/${file}`)).circulation),
    )

    expect(packs.filter((pack) => pack !== undefined)).toEqual(expect.arrayContaining([en, fr, ru]))
    expect(packs.filter((pack) => pack !== undefined)).toHaveLength(3)
  })

  test('no id is used twice', () => {
    const ids = [en, fr, ru].flatMap((pack) => [...pack.rules, ...pack.vetoes].map((rule) => rule.id))

    expect(new Set(ids).size).toBe(ids.length)
  })

  function fires(pack: CirculationPack, rule: { pattern: string }, text: string): boolean {
    return findHits([rule], pack.words, fold(text)).length > 0
  }
})

describe('circulation of an event', () => {
  test.each([
    ['In May 2024 the shop was breached and its data was then listed for sale on a hacking forum.', 'for-sale'],
    ['The 40k accounts were being actively traded among criminals.', 'traded'],
    ['The file was published on a popular hacking forum.', 'leaked'],
    ['In May 2024 the shop suffered a data breach that exposed 40k names.', 'none'],
    ['The shop suffered a data breach. There is no evidence that the data was sold online.', 'none'],
    ['In 2021 the currency trading platform Fictif suffered a data breach that exposed names.', 'none'],
    ['The data broker, which sells contact lists to advertisers, left a server open.', 'none'],
    ['The underground market Fictif, where drugs were on offer, was hacked and lost its user table.', 'none'],
    ['En mai 2024, la base a été mise en vente sur un forum.', 'for-sale'],
    ['La boutique de vente en ligne a été piratée. Les données n’ont pas été mises en vente.', 'none'],
    ['Le fichier circule depuis sur plusieurs canaux.', 'traded'],
    ['База выставлена на продажу на форуме.', 'for-sale'],
    ['Данные выложены в открытом доступе.', 'leaked'],
    ['In 2026 the police took down the infostealer and handed over the addresses that it had taken.', 'none'],
    ['The shop suffered a data breach that was publicly disclosed in May.', 'none'],
    ['The shop was extorted. The data was later published after the deadline passed.', 'leaked'],
  ])('%s → %s', (description, level) => {
    expect(assessEvent(event(description)).level).toBe(level)
  })

  test('the words are quoted as they were written, with their place', () => {
    const description = 'Breached in May. The «données» were рut  UP for sаle on a forum.' // р and а are Cyrillic

    const { level, evidence } = assessEvent(event(description))

    expect(level).toBe('for-sale')
    expect(evidence[0]).toMatchObject({ rule: 'en.sale.put-up', language: 'en', field: 'description' })
    const put = evidence.find(({ rule }) => rule === 'en.sale.put-up')
    expect(put).toMatchObject({ words: 'рut UP for sаle' })
    expect(description.slice(put?.at)).toMatch(/^рut/)
  })

  test('a stealer log and a combo list are traded by nature; a spam list says nothing by itself', () => {
    expect(assessEvent(event('', { nature: 'stealer-log' }))).toMatchObject({
      level: 'traded',
      evidence: [{ rule: 'nature.stealer-log', field: 'nature' }],
    })
    expect(assessEvent(event('', { nature: 'combo-list' })).level).toBe('traded')
    expect(assessEvent(event('', { nature: 'spam-list' })).level).toBe('none')
  })

  test('nothing told is a weak none, a full description without a word of it a strong one', () => {
    const silent = assessEvent(event(''))
    const told = assessEvent(
      event(`The site suffered a breach that exposed names and passwords. ${'More on it. '.repeat(9)}`),
    )

    expect(silent).toMatchObject({ level: 'none', evidence: [] })
    expect(silent.confidence).toBeLessThan(0.5)
    expect(told.confidence).toBe(0.9)
  })

  test('a date beside the offer is the date of the offer, a date beside the breach is not', () => {
    const offer = assessEvent(
      event('In May 2022 the shop was breached. It appeared for sale on a forum in February 2023.'),
    )
    const breach = assessEvent(event('In May 2022 the shop suffered a breach and the data was later sold online.'))

    expect(offer.saidOn).toBe('2023-02-01')
    expect(breach.saidOn).toBeUndefined()
  })

  test('a description of a megabyte is judged by its beginning', () => {
    const long = `The data was sold on a forum. ${'a very long tale '.repeat(60_000)}`

    expect(assessEvent(event(long)).level).toBe('for-sale')
  })
})

describe('a catalogue entry', () => {
  test('markup and entities are read through', () => {
    const entry = {
      Name: 'Exemple',
      Description:
        'The data was <a href="https://example.org/sold">put&nbsp;up for&#32;sale</a> on a forum &amp; copied.',
    }

    expect(assessCatalogueEntry(entry)).toMatchObject({ name: 'Exemple', label: 'for-sale' })
  })

  test('a stealer log is known by its title where the flag is missing', () => {
    const logs = { Title: 'Exemple Stealer Logs', Description: '9M addresses with the sites they were typed into.' }

    expect(assessCatalogueEntry(logs).label).toBe('traded')
    expect(assessCatalogueEntry({ ...logs, Domain: 'stealer-logs.example' }).label).toBe('none')
  })

  test.each([[{}], [{ Name: 7, Description: null }], [{ Name: 'X', DataClasses: 'none', PwnCount: '1' }]])(
    'fields missing or of another type make no crash: %j',
    (entry) => {
      expect(assessCatalogueEntry(entry)).toMatchObject({ label: 'none', evidence: [], confidence: 0.3 })
    },
  )
})
