/** From a scan to what goes to the CNIL, through the program. */
import { chmod, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { breach, openTown, type Town } from './town.ts'

let town: Town
let incident = ''

beforeAll(async () => {
  town = await openTown()
  const { hibp } = town.world
  hibp.breaches.push(breach('Alpha'), breach('Beta'))
  hibp.accounts.set('agent@ville-exemple.fr', ['Alpha'])
  hibp.accounts.set('usager@example.org', ['Alpha', 'Beta'])
  await town.write('agents.csv', 'Courriel\nagent@ville-exemple.fr\n')
  await town.write(
    'usagers.csv',
    'N° usager;Nom;Prénom;Courriel;Adresse;Code postal;Ville\n7;Petit;Zoé;usager@example.org;3 rue des Lilas;99000;Saint-Exemple\n8;Durand;Luc;luc@example.org;;;\n',
  )
  await town.expectRun(['lists', 'import', 'agents.csv', '-p', 'staff'])
  await town.expectRun(['lists', 'import', 'usagers.csv', '-p', 'residents'])
  await town.expectRun(['scan', '--source', 'hibp'], 10)
  const { exposures } = await town.json(['exposures', 'list'])
  incident = exposures.find((one: { incident: { title: string } }) => one.incident.title.startsWith('Alpha')).incident
    .id
}, 60_000)
afterAll(() => town.remove())

async function bytes(file: string): Promise<string> {
  return readFile(path.join(town.directory, file), 'latin1')
}

describe('report cnil', () => {
  test('before anybody decided: documents that say so, and nothing counted', async () => {
    const made = await town.json(['report', 'cnil', '--out', 'before'])

    expect(made).toMatchObject({ toQualify: 2, breach: { findings: 0, persons: { low: 0, high: 0 } } })
    expect(await town.read('before/annexe-cnil.html')).toContain('Aucun constat n’a été confirmé par une personne')
    expect(await town.read('before/feuille-cnil.html')).toContain('2 constats attendent une décision')
  }, 30_000)

  test('after: counts, clocks, the same again, and what changed since', async () => {
    const qualify = ['exposures', 'qualify', '--incident', incident, '--as', 'confirmed', '--attribution', 'A']
    await town.expectRun(qualify)
    const first = ['report', 'cnil', '--incident', incident, '--aware-at', '2025-11-24T09:15', '--lang', 'fr']

    const said = await town.expectRun([...first, '--out', 'first'])
    const { report, breach: counts } = await town.json([...first, '--out', 'second'])
    await town.expectRun(['report', 'cnil', '--again', report, '--out', 'again'])
    await town.expectRun([
      'report',
      'cnil',
      '--complementary',
      '2026-000000',
      '--since-report',
      report,
      '--out',
      'later',
      '--archive',
    ])

    expect(said.stdout.replace(/[\u00a0\u202f]/g, ' ')).toContain(
      '(prise de connaissance + 72 heures) : 27 novembre 2025 à 9 h 15 (heure de Paris, UTC+1)',
    )
    // the town knew before anything was seen here
    expect(said.stderr).toContain('précède la première observation')
    expect(counts).toEqual({ findings: 1, persons: { low: 2, high: 2 }, records: { low: 2, high: 2 } })
    for (const file of ['annexe-cnil.pdf', 'feuille-cnil.docx', 'feuille-cnil.html', 'constats.csv', 'modele.json']) {
      expect([file, (await bytes(`again/${file}`)) === (await bytes(`second/${file}`))]).toEqual([file, true])
    }
    expect(await town.read('later/annexe-cnil.html')).toContain('Ce qui a changé')
    expect(await bytes('later/annexe-cnil.pdf')).toContain('<pdfaid:part>3</pdfaid:part>')
    for (const [name, content] of await town.everything()) {
      if (!/^(?:first|second|again|later)\//.test(name)) continue
      expect([name, /agent@|usager@/.test(content)]).toEqual([name, false])
    }
  }, 60_000)

  test.each([
    ['an incident that is not there', ['--incident', 'i-000000000000']],
    ['an instant that is none', ['--aware-at', 'yesterday']],
    ['an instant that has not come', ['--aware-at', '2199-11-24T09:15']],
    ['a report that was never made', ['--since-report', 'r-20261124-000000-00000000']],
    ['a base that is not configured', ['--base', 'cantine']],
    ['a day that is none', ['--since', '24/11/2026']],
  ])('refuses %s', async (_, args) => {
    const { code, stderr } = await town.run(['report', 'cnil', '--out', 'refused', ...args])

    expect([code, /\n {2}→ /.test(stderr)]).toEqual([2, true])
  })

  test('leaves the former file whole where it may not write', async () => {
    await town.expectRun(['report', 'register', '--out', 'written'])
    const before = await bytes('written/registre.csv')
    const folder = path.join(town.directory, 'written')
    // root may write everywhere, but not below a file
    const out = process.getuid?.() === 0 ? 'written/registre.csv' : 'written'
    await chmod(folder, 0o500)

    const { code, stderr } = await town.run(['report', 'register', '--out', out])

    await chmod(folder, 0o700)
    expect(code).toBe(1)
    expect(stderr).toContain('registre.csv')
    expect(await bytes('written/registre.csv')).toBe(before)
  }, 30_000)
})

test('report register, letters, complaint and dpia write what they say', async () => {
  await town.expectRun(['exposures', 'qualify', '--incident', incident, '--as', 'confirmed', '--attribution', 'A'])

  const register = await town.json(['report', 'register', '--out', 'out'])
  const letters = await town.json(['report', 'letters', '--directory', 'usagers.csv', '--out', 'out'])
  const complaint = await town.json(['report', 'complaint', '--out', 'out'])
  const dpia = await town.json(['report', 'dpia', '--out', 'out'])

  expect(register.lines).toHaveLength(1)
  expect(letters).toMatchObject({ recipients: 1, unmatched: 1 })
  const csv = await town.read('out/courriers.csv')
  expect(csv).toContain(';courrier-residents.docx;Usagers;Zoé Petit;3 rue des Lilas;;99000;Saint-Exemple;')
  expect(csv).not.toContain('Durand')
  expect(complaint.confirmed).toBe(1)
  expect(dpia.files.map(({ file }: { file: string }) => path.basename(file))).toEqual([
    'aipd.docx',
    'aipd.html',
    'aipd.json',
    'information-public.docx',
    'information-public.html',
  ])
}, 60_000)

test('with several incidents of the city, each has its own letters, and report cnil names the command for each', async () => {
  const { exposures } = await town.json(['exposures', 'list'])
  const titled = (title: string): string =>
    exposures.find((one: { incident: { title: string } }) => one.incident.title.startsWith(title)).incident.id
  const beta = titled('Beta')
  await town.expectRun(['exposures', 'qualify', '--incident', incident, '--as', 'confirmed', '--attribution', 'A'])
  await town.expectRun(['exposures', 'qualify', '--incident', beta, '--as', 'confirmed', '--attribution', 'B'])
  const typed = ['report', 'letters', '--directory', 'usagers.csv', '--out', 'many']

  const letters = await town.json(typed)
  const refused = await town.run([...typed, '--aware-at', '2025-11-24T09:15'])
  const joined = await town.expectRun(['report', 'cnil', '--out', 'joined', '--lang', 'fr'])
  const one = await town.json([...typed, '--incident', beta, '--aware-at', '2025-11-24T09:15'])

  expect(letters).toMatchObject({ recipients: 2, unmatched: 1 })
  expect(letters.incidents.map((each: { incident: string }) => each.incident).sort()).toEqual([incident, beta].sort())
  for (const id of [incident, beta]) {
    const text = await town.read(`many/${id}/courriers.csv`)
    const rows: Record<string, string>[] = parse(text, { columns: true, delimiter: ';', bom: true })
    expect(rows.map((row) => [row.personne, row.constats])).toEqual([['Zoé Petit', id]])
  }
  expect([refused.code, refused.stderr.includes('--aware-at'), refused.stderr.includes(beta)]).toEqual([2, true, true])
  expect(one).toMatchObject({ recipients: 1, unmatched: 0 })
  for (const id of [incident, beta]) {
    const command = `vigie report cnil --incident ${id} --out cnil/${id}`
    expect(joined.stderr).toContain(command)
    expect(await town.read('joined/feuille-cnil.html')).toContain(command)
  }
}, 60_000)
