/** What an import changes, and what it leaves as it was. */
import { statSync } from 'node:fs'
import { chmod, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { listLines } from '../../bench/lists/make-list.ts'
import { workbook } from '../lists/workbook.ts'
import { breach, openTown, type Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
})
afterEach(() => town.remove())

const importStaff = (...args: readonly string[]) => town.json(['lists', 'import', ...args, '-p', 'staff'])

async function held(population = 'staff'): Promise<readonly string[]> {
  const { selectors } = await town.json([
    'lists',
    'show',
    population,
    '--limit',
    '100000',
    '--reveal',
    '--reason',
    'essai',
  ])
  return (selectors as { selector: string }[]).map(({ selector }) => selector).sort()
}

async function stats(): Promise<readonly string[]> {
  const { lists } = await town.json(['lists', 'stats'])
  return (lists as { population: string; kind: string; watched: number; retired: number; persons: number }[]).map(
    ({ population, kind, watched, retired, persons }) =>
      `${population} ${kind}: ${watched} watched, ${retired} retired, ${persons} persons`,
  )
}

describe('an import', () => {
  test('with --dry-run shows what it would take, column by column, and changes nothing', async () => {
    await town.write('agents.csv', 'Courriel;SIRET;Truc\na@ville-exemple.fr;73282932000074;x\n')

    const tried = await town.expectRun(['lists', 'import', 'agents.csv', '-p', 'staff', '--dry-run', '--lang', 'fr'])

    expect(tried.stdout).toMatch(/Courriel\s+adresse électronique\s+son intitulé/)
    expect(tried.stdout).toMatch(/SIRET\s+non lue/)
    expect(tried.stdout).toMatch(/Valeurs\s: 1 = retenues 1/)
    expect(await stats()).toEqual([])
  })

  test('with --replace retires what is gone, keeps what was found of it, and takes it back', async () => {
    town.world.hibp.breaches.push(breach('Fuite'))
    town.world.hibp.accounts.set('b@ville-exemple.fr', ['Fuite'])
    await town.write('avant.csv', 'Courriel\na@ville-exemple.fr\nb@ville-exemple.fr\n')
    await town.write('apres.csv', 'Courriel\na@ville-exemple.fr\nc@ville-exemple.fr\n')
    await importStaff('avant.csv')
    await town.expectRun(['scan', '--source', 'hibp'], 10)

    const replaced = await importStaff('apres.csv', '--replace')

    expect(replaced).toMatchObject({ retired: 1, files: [{ taken: 2, added: 1 }] })
    expect(await held()).toEqual(['a@ville-exemple.fr', 'c@ville-exemple.fr'])
    expect(await stats()).toEqual(['staff email: 2 watched, 1 retired, 2 persons'])
    expect((await town.json(['exposures', 'list'])).total).toBe(1)
    expect(await importStaff('avant.csv', '--replace')).toMatchObject({ retired: 1, files: [{ taken: 2, added: 1 }] })
    expect(await held()).toEqual(['a@ville-exemple.fr', 'b@ville-exemple.fr'])
  })

  test('of the same selector into two populations keeps both, until it is retired from one', async () => {
    await town.write('l.csv', 'Matricule;Courriel;Tél.\n7;a@ville-exemple.fr;0639980123\n')
    await importStaff('l.csv')
    await town.expectRun(['lists', 'import', 'l.csv', '-p', 'residents'])
    const both = await stats()

    await town.expectRun(['lists', 'remove', 'a@ville-exemple.fr', '-p', 'staff'])

    expect(both).toEqual([
      'staff email: 1 watched, 0 retired, 1 persons',
      'staff phone: 1 watched, 0 retired, 1 persons',
      'residents email: 1 watched, 0 retired, 1 persons',
      'residents phone: 1 watched, 0 retired, 1 persons',
    ])
    expect(await held('residents')).toEqual(['+33639980123', 'a@ville-exemple.fr'])
    expect(await held('staff')).toEqual(['+33639980123'])
  })

  test('sets an end: as asked, or as the population has it', async () => {
    await town.write('a.txt', 'a@ville-exemple.fr\n')
    await town.write('b.txt', 'b@ville-exemple.fr\n')
    await importStaff('a.txt', '--expires', '2039-06-30')
    await importStaff('b.txt')

    const { selectors } = await town.json(['lists', 'show', '--reveal', '--reason', 'essai'])

    const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10)
    const ends = (selectors as { selector: string; expiresOn: string }[]).map(({ selector, expiresOn }) => [
      selector[0],
      expiresOn,
    ])
    expect(ends).toEqual([
      ['a', '2039-06-30'],
      ['b', inAYear],
    ])
  })

  test('of which one file is wrong takes none of them', async () => {
    await town.write('bon.csv', 'Courriel\na@ville-exemple.fr\n')
    await town.write('vide.csv', 'Courriel\n')

    const refused = await town.run(['lists', 'import', 'bon.csv', 'vide.csv', '-p', 'staff'])

    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('vide.csv has a header and no row')
    expect(await stats()).toEqual([])
  })

  test('writes what it did not take line by line: masked, or revealed, and never as a formula', async () => {
    await town.write(
      'l.csv',
      'Nom;Courriel\nx;=HYPERLINK("http://x.example")\ny;y@ville-exemple.fr\nz;pas une adresse\n',
    )

    const masked = await town.expectRun([
      'lists',
      'import',
      'l.csv',
      '-p',
      'staff',
      '--rejects',
      'r.csv',
      '--lang',
      'fr',
    ])
    const rows = await town.csv('r.csv')
    await importStaff('l.csv', '--rejects', 'r.csv', '--reveal', '--reason', 'essai')

    expect(rows.map(({ file, line, column, reason, value }) => [file, line, column, reason, value])).toEqual([
      ['l.csv', '2', 'Courriel', 'not-an-email', "'=•••••"],
      ['l.csv', '4', 'Courriel', 'not-an-email', 'p•••••'],
    ])
    expect(masked.stdout).toContain('r.csv')
    expect((await town.csv('r.csv')).map(({ value }) => value)).toEqual([
      `'=HYPERLINK("http://x.example")`,
      'pas une adresse',
    ])
    expect((await stat(path.join(town.directory, 'r.csv'))).mode & 0o077).toBe(0)
  })

  test('that is killed in the middle leaves the former state, and can be made again', async () => {
    await town.write('avant.csv', 'Courriel\navant@ville-exemple.fr\n')
    await importStaff('avant.csv')
    await town.write('gros.csv', [...listLines(300_000, 7)].join(''))
    const before = await stats()

    const { child, ended } = town.start(['lists', 'import', 'gros.csv', '-p', 'staff', '--replace'])
    // the journal grows with what is not committed yet
    const journal = path.join(town.directory, '.vigie/vigie.db-wal')
    while ((statSync(journal, { throwIfNoEntry: false })?.size ?? 0) < 10_000_000 && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    child.kill('SIGKILL')
    await ended

    expect(child.signalCode).toBe('SIGKILL')
    expect(await stats()).toEqual(before)
    expect(await held()).toEqual(['avant@ville-exemple.fr'])
    const whole = await importStaff('avant.csv')
    expect(whole.files[0]).toMatchObject({ taken: 1, added: 0 })
  }, 60_000)
})

describe('bad input gets one line, a mend and exit 2, and changes nothing', () => {
  const book = workbook([{ name: 'Agents', rows: [['Mail'], ['a@ville-exemple.fr']] }])

  test.each<[string, string | Uint8Array, RegExp]>([
    ['an empty file', '', /liste is empty/],
    ['a header only', 'Nom;Courriel\r\n', /header and no row/],
    ['a binary file', Uint8Array.from({ length: 512 }, (_, i) => (i * 7) % 256), /binary file/],
    ['a password-protected workbook', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), /password-protected/],
    ['a truncated workbook', book.subarray(0, book.length - 30), /truncated or damaged/],
  ])('%s', async (_, content, says) => {
    await town.write('liste', content)

    await expectRefusal(['lists', 'import', 'liste', '-p', 'staff'], says)
  })

  test('a directory, and a file that is not there', async () => {
    await expectRefusal(['lists', 'import', '.vigie', '-p', 'staff'], /\.vigie is a directory/)
    await expectRefusal(['lists', 'import', 'absent.csv', '-p', 'staff'], /absent\.csv does not exist/)
  })

  const isRoot = process.getuid?.() === 0
  ;(isRoot ? test.skip : test)('a file that may not be read', async () => {
    await chmod(await town.write('liste', 'a@ville-exemple.fr\n'), 0)

    await expectRefusal(['lists', 'import', 'liste', '-p', 'staff'], /liste may not be read/)
  })

  test.each([
    ['a day that is none', ['--expires', '2027-02-30'], /2027-02-30/],
    ['a day in words', ['--expires', 'demain'], /demain/],
    ['a day that is past', ['--expires', '2020-01-01'], /2020-01-01 is past/],
    ['a column that is not there', ['--map', 'Absente=email'], /Absente/],
    ['a map that is none', ['--map', 'Courriel'], /map/i],
    ['an unknown population', ['-p', 'nobody'], /no population "nobody"/],
  ])('%s', async (_, args, says) => {
    await town.write('liste', 'Courriel\na@ville-exemple.fr\n')
    const population = args.includes('-p') ? [] : ['-p', 'staff']

    await expectRefusal(['lists', 'import', 'liste', ...population, ...args], says)
  })

  async function expectRefusal(args: readonly string[], says: RegExp): Promise<void> {
    const refused = await town.run(args)
    const errors = refused.stderr.split('\n').filter((line) => line.startsWith('vigie: ') || line.startsWith('  → '))
    expect(errors[0]).toMatch(says)
    expect(errors).toHaveLength(2)
    expect(refused.stdout).toBe('')
    expect(refused.code).toBe(2)
    expect(await stats()).toEqual([])
  }
})
