/** A file of each format, from the terminal into the database and out again. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { workbook } from '../lists/workbook.ts'
import { makePlace, type Place } from './vigie.ts'

let place: Place
beforeAll(async () => {
  place = await makePlace()
})
afterAll(() => place.remove())

let workspaces = 0
/** a workspace for each test in the same folder: making one is most of the time */
beforeEach(async () => {
  const made = await run(['init', '--legal-basis', 'RGPD, art. 6, 1, e', '--keys', `keys-${++workspaces}`])
  expect(made.code).toBe(0)
})

function run(args: readonly string[], input?: string | Uint8Array) {
  return place.start(args, { VIGIE_WORKSPACE: `${place.directory}/w${workspaces}` }, input).ended
}

// biome-ignore lint/suspicious/noExplicitAny: each command has its own
async function json(args: readonly string[], input?: string | Uint8Array): Promise<any> {
  const ended = await run([...args, '--json'], input)
  expect([ended.code, ended.stderr.includes('vigie:')]).toEqual([0, false])
  return JSON.parse(ended.stdout)
}

const reveal = ['--reveal', '--reason', 'essai']

/** What an import took, and what the lists then hold. */
async function roundTrip(content: string | Uint8Array, args: readonly string[] = []) {
  const file = `liste-${workspaces}`
  await place.write(file, content)
  const { files } = await json(['lists', 'import', file, '-p', 'staff', ...args, ...reveal])
  const again = await json(['lists', 'import', file, '-p', 'staff', ...args])
  const { selectors } = await json(['lists', 'show', 'staff', '--limit', '1000', ...reveal])
  const [told] = files
  expect(told.values).toBe(told.taken + told.duplicates + told.objected + told.rejects.length)
  expect(again.files[0]).toMatchObject({ taken: told.taken, added: 0, duplicates: told.duplicates })
  return {
    rows: told.rows as number,
    told: (told.selectors as { kind: string; canonical: string }[]).map((one) => `${one.kind} ${one.canonical}`).sort(),
    held: (selectors as { kind: string; selector: string }[]).map((one) => `${one.kind} ${one.selector}`).sort(),
    rejects: (told.rejects as { line: number; sheet?: string; column?: string; reason: string }[]).map(
      ({ line, sheet, column, reason }) => [line, sheet, column, reason].filter((part) => part !== undefined).join(' '),
    ),
    duplicates: told.duplicates as number,
  }
}

const jeanneAndNoel = ['email jeanne@ville-exemple.fr', 'email noel@ville-exemple.fr', 'phone +33639980123']

describe('an office exports', () => {
  test('CSV as a French spreadsheet writes it: Windows-1252, semicolons, several numbers in a cell', async () => {
    const table = [
      'Matricule;Courriel;Tél. portable;SIRET;Code postal',
      'A1;Jeanne@Ville-Exemple.fr;06 39 98 01 23 / 01.99.00.45.67;73282932000074;14000',
      'A2;noel@ville-exemple.fr;17;;14000',
      'A3;néant;;;',
      'A1;JEANNE@ville-exemple.fr;+33 6 39 98 01 23;;',
    ].join('\r\n')

    const found = await roundTrip(Buffer.from(table, 'latin1'))

    expect(found.told).toEqual([...jeanneAndNoel.slice(0, 2), 'phone +33199004567', 'phone +33639980123'].sort())
    expect(found.held).toEqual(found.told)
    expect(found.rejects).toEqual(['3 Tél. portable short-number', '4 Courriel not-an-email'])
    expect(found.duplicates).toBe(2)
  })

  test('TSV in UTF-16 with a mark', async () => {
    const table = 'Mail\tGSM\nJeanne@ville-exemple.fr\t0639980123\nnoel@ville-exemple.fr\t\n'

    const found = await roundTrip(Buffer.from(`\ufeff${table}`, 'utf16le'))

    expect([found.told, found.held]).toEqual([jeanneAndNoel, jeanneAndNoel])
  })

  test('one value a line, with comments', async () => {
    const found = await roundTrip(
      '# agents\njeanne@ville-exemple.fr\n  0639980123  \nnoel@ville-exemple.fr\nhttps://www.Ville-Exemple.fr/\ngouv.fr\n10.0.0.1\n',
    )

    expect(found.told).toEqual(['domain ville-exemple.fr', ...jeanneAndNoel])
    expect(found.held).toEqual(found.told)
    expect(found.rejects.map((reject) => reject.split(' ').at(-1))).toEqual(['public-suffix', 'ip-address'])
  })

  test('a workbook: all sheets but the hidden one, and a formula is text', async () => {
    const found = await roundTrip(
      workbook([
        {
          name: 'Agents',
          rows: [
            ['Courriel', 'Mobile'],
            ['jeanne@ville-exemple.fr', 639_980_123],
          ],
        },
        {
          name: 'Élus',
          rows: [['Adresse mél'], ['noel@ville-exemple.fr'], [{ formula: 'HYPERLINK("x")', value: '=x' }]],
        },
        { name: 'Brouillon', hidden: true, rows: [['Mail'], ['cache@ville-exemple.fr']] },
      ]),
    )

    expect([found.told, found.held]).toEqual([jeanneAndNoel, jeanneAndNoel])
    expect(found.rejects).toEqual(['3 Élus Adresse mél not-an-email'])
  })

  test('LDIF: base64, folded lines, several values', async () => {
    const found = await roundTrip(
      [
        'dn: uid=jeanne,ou=agents',
        `mail:: ${Buffer.from('Jeanne@ville-exemple.fr').toString('base64')}`,
        'mobile: 06 39 98',
        '  01 23',
        '',
        'dn: uid=noel,ou=agents',
        'proxyAddresses: SMTP:noel@ville-exemple.fr',
        'proxyAddresses: X500:/o=ville',
        '',
      ].join('\n'),
    )

    expect([found.told, found.held]).toEqual([jeanneAndNoel, jeanneAndNoel])
  })

  test.each(['3.0', '4.0'])('vCard %s', async (version) => {
    const card = (...lines: readonly string[]) =>
      ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n')

    const found = await roundTrip(
      card('FN:Jeanne', 'EMAIL;TYPE=work:Jeanne@ville-exemple.fr', 'TEL;TYPE=cell:tel:+33-6-39-98-01-23') +
        card('FN:Noël', 'item1.EMAIL:noel@ville-exemple.fr'),
    )

    expect([found.told, found.held]).toEqual([jeanneAndNoel, jeanneAndNoel])
  })

  test('a JSON array', async () => {
    const found = await roundTrip(
      JSON.stringify([
        { matricule: 'A1', mail: 'jeanne@ville-exemple.fr', mobile: '06 39 98 01 23' },
        { matricule: 'A2', mail: ['noel@ville-exemple.fr'] },
      ]),
    )

    expect([found.told, found.held]).toEqual([jeanneAndNoel, jeanneAndNoel])
  })

  test('NDJSON', async () => {
    const found = await roundTrip(
      '{"mail":"jeanne@ville-exemple.fr","mobile":"0639980123"}\n{"mail":"noel@ville-exemple.fr"}\n{"mail":\n',
    )

    expect([found.told, found.held]).toEqual([jeanneAndNoel, jeanneAndNoel])
    expect(found.rejects).toEqual(['3 malformed-row'])
  })

  test('what comes from another program, through standard input', async () => {
    const taken = await json(
      ['lists', 'import', '-', '-p', 'staff', ...reveal],
      'Mail;GSM\njeanne@ville-exemple.fr;0639980123\nnoel@ville-exemple.fr;\n',
    )
    const { total } = await json(['lists', 'show', 'staff'])

    expect(taken.files[0]).toMatchObject({ file: '-', rows: 2, values: 3, taken: 3 })
    expect(total).toBe(3)
  })

  test('what detection cannot settle, with --map, --kind, --sheet and --encoding', async () => {
    const mapped = await roundTrip('Zone A;Zone B\njeanne@ville-exemple.fr;0639980123\n', [
      '--map',
      'Zone A=email,Zone B=phone',
    ])
    const kind = await roundTrip('0639980124\n', ['--kind', 'phone'])
    const sheet = await roundTrip(
      workbook([
        { name: 'A', rows: [['Mail'], ['a@ville-exemple.fr']] },
        { name: 'B', rows: [['Mail'], ['b@ville-exemple.fr']] },
      ]),
      ['--sheet', 'B'],
    )
    const mac = await roundTrip(
      Buffer.from([...Buffer.from('Pr'), 0x8e, ...Buffer.from('nom;Mail\nx;m@ville-exemple.fr\n')]),
      ['--encoding', 'macintosh'],
    )

    expect(mapped.told).toEqual(['email jeanne@ville-exemple.fr', 'phone +33639980123'])
    expect(kind.told).toEqual(['phone +33639980124'])
    expect(sheet.told).toEqual(['email b@ville-exemple.fr'])
    expect(mac.told).toEqual(['email m@ville-exemple.fr'])
  })
})
