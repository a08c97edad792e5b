import { describe, expect, test } from '@jest/globals'
import { read, reasonsOf, selectorsOf } from './read.ts'

const table = 'Prénom;Courriel;Téléphone\r\nÉlodie;elodie@ville-exemple.fr;06 39 98 01 23\r\n'
const expected = ['email elodie@ville-exemple.fr', 'phone +33639980123']

const macRomanE = 0x8e // é
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()
const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from([part]))))

describe('encodings', () => {
  test.each([
    ['utf-8', 'UTF-8', Buffer.from(table)],
    ['utf-8', 'UTF-8 with a BOM', Buffer.from(`\ufeff${table}`)],
    ['utf-16le', 'UTF-16 LE with a BOM', Buffer.from(`\ufeff${table}`, 'utf16le')],
    ['utf-16le', 'UTF-16 LE without', Buffer.from(table, 'utf16le')],
    ['utf-16be', 'UTF-16 BE with a BOM', utf16be(`\ufeff${table}`)],
    ['utf-16be', 'UTF-16 BE without', utf16be(table)],
    ['windows-1252', 'Windows-1252', Buffer.from(table, 'latin1')],
  ] as const)('%s is found in %s, in pieces of any size', async (encoding, _, content) => {
    for (const pieceBytes of [1, 3, 1000]) {
      const list = await read(content, {}, pieceBytes)

      expect(list.layout.encoding).toBe(encoding)
      expect(list.layout.columns.map(({ name }) => name)).toEqual(['Prénom', 'Courriel', 'Téléphone'])
      expect(selectorsOf(list)).toEqual(expected)
    }
  })

  test.each([
    ['ldif', `dn:: ${Buffer.from('cn=Élodie').toString('base64')}\ncn: Élodie\nmail: elodie@ville-exemple.fr\n`],
    ['vcard', 'BEGIN:VCARD\nVERSION:4.0\nFN:Élodie\nEMAIL:elodie@ville-exemple.fr\nEND:VCARD\n'],
    ['json', '[{"prénom":"Élodie","mail":"elodie@ville-exemple.fr"}]'],
    ['ndjson', '{"prénom":"Élodie","mail":"elodie@ville-exemple.fr"}\n'],
    ['text', '# Élodie\nelodie@ville-exemple.fr\n'],
  ])('%s is read in any of them', async (format, text) => {
    for (const content of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(text, 'utf16le'),
      utf16be(`\ufeff${text}`),
      utf16be(text),
      Buffer.from(text, 'latin1'),
      Buffer.from(text.replaceAll('\n', '\r\n')),
      Buffer.from(text.replaceAll('\n', '\r')),
    ]) {
      const list = await read(content, {}, 5)

      expect(list.layout.format).toBe(format)
      expect(list.rejects).toEqual([])
      expect(selectorsOf(list)).toEqual(['email elodie@ville-exemple.fr'])
    }
  })

  test('MacRoman is read when told', async () => {
    const content = bytes('T', macRomanE, 'l', macRomanE, 'phone;Nom\n0639980123;x\n')

    const list = await read(content, { encoding: 'macintosh' })

    expect(list.layout.columns[0]).toEqual({ name: 'Téléphone', role: 'phone', foundBy: 'header' })
  })

  test('a byte that is no UTF-8, in a file that is, rejects its value only', async () => {
    const content = Buffer.concat([
      Buffer.from('Prénom;Mail\nÉlodie;a@ville-exemple.fr\nÉmile;b'),
      Buffer.from([0xe9]),
      Buffer.from('@ville-exemple.fr\nAndr'),
      Buffer.from([0xe9]),
      Buffer.from(';c@ville-exemple.fr\n'),
    ])

    const list = await read(content)

    expect(list.layout.encoding).toBe('utf-8')
    expect(selectorsOf(list)).toEqual(['email a@ville-exemple.fr', 'email c@ville-exemple.fr'])
    expect(reasonsOf(list)).toEqual(['3 Mail undecodable'])
  })

  test('an undecodable person makes the row’s values undecodable: two persons must not become one', async () => {
    const list = await read(
      Buffer.concat([Buffer.from('Prénom;Mail;Matricule\né;a@ville-exemple.fr;'), Buffer.from([0xff])]),
      { encoding: 'utf-8' },
    )

    expect(list.taken).toEqual([])
    expect(reasonsOf(list)).toEqual(['2 Mail undecodable'])
  })

  test('a file that is ASCII for long and then Windows-1252 is read as such', async () => {
    const ascii = 'a@ville-exemple.fr;Paul\n'.repeat(20_000)
    const content = Buffer.concat([Buffer.from(`Mail;Nom\n${ascii}`), bytes('b@ville-exemple.fr;', 0xc9, 'mile')])

    const list = await read(content)

    expect(list.rows).toBe(20_001)
    expect(selectorsOf(list)).toEqual(['email a@ville-exemple.fr', 'email b@ville-exemple.fr'])
    expect(list.rejects).toEqual([])
  })

  test('line ends may be mixed, and cut between two pieces', async () => {
    for (const pieceBytes of [1, 2, 5, 1000]) {
      const list = await read(
        'a@ville-exemple.fr\r\nb@ville-exemple.fr\rc@ville-exemple.fr\nd@ville-exemple.fr\r',
        {},
        pieceBytes,
      )

      expect(list.taken.map(({ canonical, line }) => `${line} ${canonical[0]}`)).toEqual(['1 a', '2 b', '3 c', '4 d'])
    }
  })

  test('NULs are dropped', async () => {
    const list = await read('Mail\0;Nom\na@ville\0-exemple.fr;x\0\n')

    expect(selectorsOf(list)).toEqual(['email a@ville-exemple.fr'])
  })
})
