import { expect, test } from '@jest/globals'
import { load } from 'cheerio'
import { complaintPaper, type DraftKind, renderHtml } from '../../src/report/index.ts'
import { importInto, newStore } from '../store/workspace.ts'
import { decide, event, expose, modelOf } from './city.ts'

async function draftOf(kind: DraftKind) {
  const store = await newStore()
  await importInto(store, 'staff', ['anne@ville-exemple.fr', 'paul@ville-exemple.fr', 'lea@ville-exemple.fr'])
  const told = {
    A: ['anne@ville-exemple.fr'],
    B: ['anne@ville-exemple.fr', 'paul@ville-exemple.fr'],
    C: ['lea@ville-exemple.fr'],
    D: ['paul@ville-exemple.fr'],
  }
  for (const [attribution, addresses] of Object.entries(told) as [keyof typeof told, string[]][]) {
    const incident = await expose(store, event({ key: `Fuite ${attribution}` }), addresses)
    await decide(store, incident, { as: 'confirmed', attribution })
  }
  const html = load(
    renderHtml(complaintPaper(await modelOf(store, { instants: { attackKnownAt: '2026-11-24T08:00:00.000Z' } }), kind)),
  )
  return {
    html,
    text: html('main')
      .text()
      .replace(/[\u00a0\u202f]/g, ' '),
  }
}

test('what is counted, and apart from what, is what the table shows', async () => {
  const { html, text } = await draftOf('complaint')

  expect(text).toContain('un sous-traitant (A et B) : 2 constats, 2 personnes et 3 enregistrements.')
  expect(text).toContain('divulgués par un tiers (C) : 1 constat, 1 personne.')
  const rows = html('table')
    .filter((_, table) => html(table).find('caption').text() === 'Constats confirmés (A, B et C)')
    .find('tbody tr')
  expect(
    rows
      .map((_, row) => html(row).find('td').first().text())
      .get()
      .sort(),
  ).toEqual(['Fuite A', 'Fuite B', 'Fuite C'])
})

test('a complaint shows the power to file it and the time limit of the insurance; a report to the prosecutor neither', async () => {
  const { text: complaint } = await draftOf('complaint')
  const { text: report } = await draftOf('report')

  for (const words of ['déposer plainte]', 'L. 12-10-1', 'Échéance de la plainte pour l’assurance']) {
    expect([words, complaint.includes(words), report.includes(words)]).toEqual([words, true, false])
  }
  expect(report).toContain('article 40, alinéa 2')
})

test('a heading and the caption under it, in the same words, are shown once', async () => {
  const { html } = await draftOf('complaint')

  const shown = html('caption:not(.heard), .fill-label:not(.heard)')
    .map((_, one) => html(one).text())
    .get()
  const headings = html('h2')
    .map((_, one) => html(one).text())
    .get()
  expect(headings).toEqual(expect.arrayContaining(['Le plaignant', 'Dates', 'Préjudice']))
  expect(shown.filter((text) => headings.includes(text))).toEqual([])
  expect(html('caption.heard').first().text()).toBe('Le plaignant')
})
