import { describe, expect, test } from '@jest/globals'
import { InputError } from '../../src/domain/index.ts'
import { roleOfHeader } from '../../src/lists/headers.ts'
import { parseMap } from '../../src/lists/index.ts'
import { read, selectorsOf } from './read.ts'

describe('headers', () => {
  test.each([
    [
      'email',
      [
        'Courriel',
        'COURRIEL',
        'Adresse mél',
        'Mél.',
        'Mail',
        'E-mail',
        'e_mail',
        'emailAddress',
        'Adresse électronique',
        'Mail 2',
        'Mails',
        'Email de l’usager',
        'proxyAddresses',
        'Adresses mail',
        'Courriel du service',
      ],
    ],
    [
      'phone',
      [
        'Tél. portable',
        'Tel',
        'TÉLÉPHONE FIXE',
        'GSM',
        'Mobile',
        'Numéro de téléphone',
        'N° de tél.',
        'telephoneNumber',
        'Téléphone 1',
        'mobilePhone',
        'Portable responsable légal 2',
        'Téléphone de l’agent',
      ],
    ],
    ['domain', ['Domaine', 'Nom de domaine', 'Site web', 'Site internet', 'URL']],
    ['person', ['Matricule', 'N° usager', 'Nº usager', 'Identifiant', 'Numéro d’usager', 'employeeNumber', 'Usager']],
    ['any', ['Mail ou téléphone', 'Courriel / Tél.']],
    [
      'ignored',
      [
        'SIREN',
        'N° SIRET',
        'NIR',
        'Numéro de sécurité sociale',
        'IBAN',
        'Code postal',
        'CP',
        'Domaine d’activité',
        'Fax',
      ],
    ],
    [
      undefined,
      ['Nom', 'Prénom', 'Service', 'Ville', 'Nom de l’usager', 'Adresse', 'Site', '', 'a@ville-exemple.fr', 'Mobilier'],
    ],
  ] as const)('%s', (role, headers) => {
    for (const header of headers) expect([header, roleOfHeader(header)]).toEqual([header, role])
  })

  test('an identifier that is an address is read as one', async () => {
    const list = await read('Identifiant;Nom\na@ville-exemple.fr;A\n')

    expect(list.layout.columns[0]).toEqual({ name: 'Identifiant', role: 'email', foundBy: 'content' })
  })

  test('a header that says nothing leaves it to the content', async () => {
    const list = await read('Contact;Nom\na@ville-exemple.fr;A\nb@ville-exemple.fr;B\n')

    expect(list.layout.columns).toEqual([
      { name: 'Contact', role: 'email', foundBy: 'content' },
      { name: 'Nom', role: 'ignored' },
    ])
    expect(list.rows).toBe(2)
  })
})

describe('cells of several values', () => {
  test.each([
    ['06 39 98 01 23 / 01 99 00 12 34', 2],
    ['06/39/98/01/23', 1],
    ['06.39.98.01.23, 01.99.00.12.34', 2],
    ['0639980123 ou 0199001234 et 0261910001', 3],
    ['0639980123 0199001234', 2],
    ['06 39 98 01 23 - 01 99 00 12 34', 2],
    ['06 - 39 - 98 - 01 - 23', 1],
    ['0639980123;0199001234|0261910001', 3],
    ['+33 (0)6 39 98 01 23', 1],
    ['639980123,00', 1],
    ['6,39980123E8', 1],
    ['Dom : 01 99 00 12 34 / Port : 06 39 98 01 23', 2],
    ['01 99 00 12 34 (bureau)', 1],
    ['01 99 00 12 34 poste 12', 1],
  ])('phones: %s', async (cell, count) => {
    const list = await read(`Tél\tNom\n${cell}\tx\n`)

    expect(list.values).toBe(count)
    expect(list.taken).toHaveLength(count)
  })

  test.each([
    ['a@ville-exemple.fr; b@ville-exemple.fr', 2],
    ['a@ville-exemple.fr / b@ville-exemple.fr', 2],
    ['a@ville-exemple.fr b@ville-exemple.fr', 2],
    ['a@ville-exemple.fr,b@ville-exemple.fr ou c@ville-exemple.fr', 3],
    ['Dupont, Jean <a@ville-exemple.fr>; Élus <b@ville-exemple.fr>', 2],
    ['a@ville-exemple.fr; Jean <b@ville-exemple.fr>', 2],
  ])('addresses: %s', async (cell, count) => {
    const list = await read(`Mail\tNom\n${cell}\tx\n`)

    expect(list.taken).toHaveLength(count)
    expect(list.rejects).toEqual([])
  })

  test('lines inside a quoted cell', async () => {
    const list = await read('Nom;Mail\nA;"a@ville-exemple.fr\nb@ville-exemple.fr"\n')

    expect(list.taken.map(({ line }) => line)).toEqual([2, 2])
  })
})

describe('--map', () => {
  test('names columns in any spelling, and wins over detection', async () => {
    const map = parseMap('contact=email, TEL PORTABLE=phone,Code=person,Courriel=ignored')

    const list = await read(
      'Contact;Tél. portable;Code;Courriel\na@ville-exemple.fr;639980123;7;b@ville-exemple.fr\n',
      { map },
    )

    expect(selectorsOf(list)).toEqual(['email a@ville-exemple.fr', 'phone +33639980123'])
    expect(list.taken.map(({ person }) => person)).toEqual(['7', '7'])
  })

  test('names columns by number where there is no header', async () => {
    const list = await read('x;a@ville-exemple.fr;9\ny;b@ville-exemple.fr;8\n', { map: parseMap('2=email,3=person') })

    expect(list.taken.map(({ person }) => person)).toEqual(['9', '8'])
  })

  test('reaches into LDIF and JSON', async () => {
    const ldif = await read('dn: cn=a\nuid: A1\ndescription: a@ville-exemple.fr\n', {
      map: parseMap('description=email,uid=person'),
    })
    const json = await read('[{"coordonnees":{"pro":"a@ville-exemple.fr"}}]', {
      map: parseMap('coordonnees.pro=email'),
    })

    expect(ldif.taken).toEqual([{ kind: 'email', canonical: 'a@ville-exemple.fr', person: 'A1', line: 1 }])
    expect(selectorsOf(json)).toEqual(['email a@ville-exemple.fr'])
  })

  test('a column that is not there is refused, with what was meant', async () => {
    await expect(read('Contact;Nom\na@ville-exemple.fr;x\n', { map: parseMap('Contatc=email') })).rejects.toMatchObject(
      {
        message: 'liste has no column "Contatc"',
        mend: expect.stringMatching(/Did you mean "Contact"/),
      },
    )
  })

  test.each([
    ['Courriel=emial', /Did you mean email\?/],
    ['Tél=téléphone', /Did you mean phone\?/],
    ['Courriel', /COLUMN=ROLE/],
    ['=email', /COLUMN=ROLE/],
    ['', /COLUMN=ROLE/],
  ])('%s is refused', (text, mend) => {
    expect(() => parseMap(text)).toThrow(InputError)
    expect(() => parseMap(text)).toThrow(expect.objectContaining({ mend: expect.stringMatching(mend) }))
  })

  test('a name may hold commas', () => {
    expect([...parseMap('Nom, prénom=ignored,Mail=email')]).toEqual([
      ['Nom, prénom', 'ignored'],
      ['Mail', 'email'],
    ])
  })
})

test('--kind settles a table whose only open column says nothing', async () => {
  const list = await read('SIRET;Valeur\n73282932000074;639980123\n', { kind: 'phone' })

  expect(list.layout.columns[1]).toEqual({ name: 'Valeur', role: 'phone', foundBy: 'kind' })
  expect(selectorsOf(list)).toEqual(['phone +33639980123'])
})
