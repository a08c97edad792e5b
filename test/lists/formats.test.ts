import { describe, expect, test } from '@jest/globals'
import { read, reasonsOf, selectorsOf } from './read.ts'
import { workbook } from './workbook.ts'

const bothSelectors = ['email jeanne@ville-exemple.fr', 'phone +33639980123']

describe('CSV and its kin', () => {
  test.each([
    ['semicolon', ';'],
    ['comma', ','],
    ['tab', '\t'],
    ['bar', '|'],
  ])('a table cut by %s gives its columns', async (_, delimiter) => {
    const table = [
      ['Nom', 'Courriel', 'Tél. portable', 'Matricule'],
      ['Dupont', 'Jeanne@Ville-Exemple.fr', '06 39 98 01 23', 'A12'],
    ]

    const list = await read(table.map((cells) => cells.join(delimiter)).join('\n'))

    expect(list.layout).toMatchObject({ format: 'csv', delimiter, encoding: 'utf-8' })
    expect(list.layout.columns.map(({ name, role }) => `${name}=${role}`)).toEqual([
      'Nom=ignored',
      'Courriel=email',
      'Tél. portable=phone',
      'Matricule=person',
    ])
    expect(list.taken).toEqual([
      { kind: 'email', canonical: 'jeanne@ville-exemple.fr', person: 'A12', line: 2 },
      { kind: 'phone', canonical: '+33639980123', person: 'A12', line: 2 },
    ])
  })

  test('quoted cells may hold delimiters, doubled quotes and line ends, and lines stay exact', async () => {
    const list = await read(
      'Nom;Adresse;Mail\r\n"Dupont; ""Jo""";"1 rue du Port\r\n14000 Ville";jo@ville-exemple.fr\r\nB;;b@ville-exemple.fr\r\n',
    )

    expect(list.taken.map(({ canonical, line }) => [canonical, line])).toEqual([
      ['jo@ville-exemple.fr', 2],
      ['b@ville-exemple.fr', 4],
    ])
  })

  test('a quote inside a cell is text', async () => {
    const list = await read('Nom;Mail\n"Jean "Jojo" Dupont";jo@ville-exemple.fr\n5" de long;b@ville-exemple.fr\n')

    expect(selectorsOf(list)).toEqual(['email b@ville-exemple.fr', 'email jo@ville-exemple.fr'])
    expect(list.rejects).toEqual([])
  })

  test('a quote that never closes costs its row, not the rest of the file', async () => {
    const list = await read('Nom;Mail\n"Jean;a@ville-exemple.fr\nB;b@ville-exemple.fr\n"C";"c@ville-exemple.fr"\n')

    expect(reasonsOf(list)).toEqual(['2 - malformed-row'])
    expect(list.taken.map(({ canonical, line }) => [canonical, line])).toEqual([
      ['b@ville-exemple.fr', 3],
      ['c@ville-exemple.fr', 4],
    ])
  })

  test('titles and comments above the header are no rows', async () => {
    const list = await read(
      '# export du 3 mars\nListe des mails du service\n\nNom;Mail;Service\nA;a@ville-exemple.fr;Sport\n',
    )

    expect(list).toMatchObject({ rows: 1, rejects: [], taken: [{ canonical: 'a@ville-exemple.fr', line: 5 }] })
  })

  test('rows may be ragged: the header tells the delimiter', async () => {
    const list = await read('Nom;Mail;Tél\nA;a@ville-exemple.fr\nB\n;;\n\nC;c@ville-exemple.fr;0639980123;de trop\n')

    expect(selectorsOf(list)).toEqual(['email a@ville-exemple.fr', 'email c@ville-exemple.fr', 'phone +33639980123'])
    expect(reasonsOf(list)).toEqual(['3 - empty', '4 - empty'])
  })

  test('proxyAddresses of a directory’s CSV are read, what is no address among them is rejected', async () => {
    const list = await read(
      '"mail","proxyAddresses"\n"a@ville-exemple.fr","SMTP:a@ville-exemple.fr;smtp:b@ville-exemple.fr;X500:/o=x"\n',
    )

    expect(selectorsOf(list)).toEqual(['email a@ville-exemple.fr', 'email b@ville-exemple.fr'])
    expect(reasonsOf(list)).toEqual(['2 proxyAddresses not-an-email'])
  })

  test('a spreadsheet’s line sep= settles the delimiter', async () => {
    const list = await read('sep=|\nNom, prénom|Mail\nA, B|a@ville-exemple.fr\n')

    expect(list.layout.delimiter).toBe('|')
    expect(list.taken).toEqual([{ kind: 'email', canonical: 'a@ville-exemple.fr', line: 3 }])
  })

  test('without a header the content tells the columns, and administrative numbers are no phones', async () => {
    const rows = Array.from(
      { length: 12 },
      (_, i) =>
        `Nom${i};732829320;73282932000074;14000;0639980${100 + i};n${i}@ville-exemple.fr;FR7630006000011234567890189`,
    )

    const list = await read(rows.join('\n'))

    expect(list.layout.columns.map(({ role }) => role)).toEqual([
      'ignored',
      'ignored',
      'ignored',
      'ignored',
      'phone',
      'email',
      'ignored',
    ])
    expect(list.taken).toHaveLength(24)
  })

  test('columns of SIREN, SIRET, NIR, IBAN and post codes are never read, whatever they hold', async () => {
    const list = await read(
      'SIREN;N° SIRET;N° de sécurité sociale;IBAN;Code postal;Courriel\n639980123;0639980123;0639980123;0639980123;0639980123;a@ville-exemple.fr',
    )

    expect(selectorsOf(list)).toEqual(['email a@ville-exemple.fr'])
  })

  test('a line of a megabyte is a line', async () => {
    const list = await read(
      `Note;Mail\n${'x'.repeat(1_100_000)};a@ville-exemple.fr\n"${'y'.repeat(1_100_000)}";b@ville-exemple.fr`,
    )

    expect(selectorsOf(list)).toEqual(['email a@ville-exemple.fr', 'email b@ville-exemple.fr'])
  })

  test('a formula is text', async () => {
    const list = await read('Mail;Tél\n=1+1;="0639980123"\n')

    expect(selectorsOf(list)).toEqual(['phone +33639980123'])
    expect(reasonsOf(list)).toEqual(['2 Mail not-an-email'])
  })
})

describe('plain text', () => {
  test('one value per line, with comments', async () => {
    const list = await read(
      '# agents\nJeanne@ville-exemple.fr\n\n06 39 98 01 23 # standard\nville-exemple.fr\nhttps://www.saint-exemple.example/\n',
    )

    expect(list.layout).toMatchObject({ format: 'text', columns: [{ name: '1', role: 'any' }] })
    expect(selectorsOf(list)).toEqual(['domain saint-exemple.example', 'domain ville-exemple.fr', ...bothSelectors])
    expect(list.taken.map(({ line }) => line)).toEqual([2, 4, 5, 6])
  })

  test('a header on the first line names the kind', async () => {
    const list = await read('Tél. portable\n639980123\n"06 39 98 01 24"\n')

    expect(list.layout.columns).toEqual([{ name: 'Tél. portable', role: 'phone', foundBy: 'header' }])
    expect(selectorsOf(list)).toEqual(['phone +33639980123', 'phone +33639980124'])
  })

  test('nine digits are ambiguous until the kind is told', async () => {
    const untold = await read('639980123\n')
    const told = await read('639980123\n', { kind: 'phone' })

    expect(reasonsOf(untold)).toEqual(['1 1 ambiguous-phone'])
    expect(selectorsOf(told)).toEqual(['phone +33639980123'])
  })

  test('a domain with the name of a column in it is a domain', async () => {
    const list = await read('mairie-web.fr\nville-exemple.fr\n')

    expect(selectorsOf(list)).toEqual(['domain mairie-web.fr', 'domain ville-exemple.fr'])
  })
})

describe('LDIF', () => {
  test('base64, folded lines, several values and the prefixes of proxyAddresses are read', async () => {
    const list = await read(
      [
        'version: 1',
        '# annuaire',
        'dn: uid=jd,ou=agents,dc=ville-exemple,dc=fr',
        'objectClass: inetOrgPerson',
        `mail:: ${Buffer.from('Jeanne@ville-exemple.fr').toString('base64')}`,
        'mail;lang-fr: j.dupont@ville-',
        ' exemple.fr',
        'proxyAddresses: SMTP:jeanne@ville-exemple.fr',
        'proxyAddresses: smtp:jd@ville-exemple.fr',
        'proxyAddresses: X500:/o=Ville/cn=jd',
        'telephoneNumber: +33 1 99 00 12 34',
        'mobile: 06 39 98 01 23',
        'employeeNumber: 4711',
        'jpegPhoto:: !!!!',
        '',
        'dn: ou=agents,dc=ville-exemple,dc=fr',
        'ou: agents',
      ].join('\n'),
    )

    expect(list.layout.format).toBe('ldif')
    expect(selectorsOf(list)).toEqual([
      'email j.dupont@ville-exemple.fr',
      'email jd@ville-exemple.fr',
      'email jeanne@ville-exemple.fr',
      'phone +33199001234',
      'phone +33639980123',
    ])
    expect(new Set(list.taken.map(({ person, line }) => `${person} ${line}`))).toEqual(new Set(['4711 3']))
    expect(list.rejects).toEqual([
      { line: 3, column: 'proxyAddresses', reason: 'not-an-email', value: 'X500:/o=Ville/cn=jd' },
      { line: 16, reason: 'empty', value: '' },
    ])
  })

  test('what ldapsearch says around the entries is no entry', async () => {
    const list = await read(
      '# extended LDIF\n#\n# LDAPv3\n\n# a, ville\ndn: cn=a\nmail: a@ville-exemple.fr\n\n# search result\nsearch: 2\nresult: 0 Success\n\n# numEntries: 1\n',
    )

    expect(list).toMatchObject({ rows: 1, rejects: [], taken: [{ canonical: 'a@ville-exemple.fr', line: 6 }] })
  })

  test('a value that stands in another file is not fetched', async () => {
    const list = await read('dn: cn=a\nmail:< file:///etc/hostname\n')

    expect(list.rejects).toMatchObject([{ column: 'mail', reason: 'not-an-email', value: 'file:///etc/hostname' }])
  })

  test('broken base64, a line without colon and a deletion are malformed', async () => {
    const list = await read(
      'dn: cn=a\nmail:: ab*c\nmail: a@ville-exemple.fr\nno colon here\n\ndn: cn=b\nchangetype: delete\n',
    )

    expect(reasonsOf(list).sort()).toEqual(['2 - malformed-row', '4 - malformed-row', '6 - malformed-row'])
    expect(selectorsOf(list)).toEqual(['email a@ville-exemple.fr'])
  })
})

describe('vCard', () => {
  test.each(['3.0', '4.0'])('cards of version %s give their addresses and numbers', async (version) => {
    const list = await read(
      [
        'BEGIN:VCARD',
        `VERSION:${version}`,
        'UID:urn:uuid:0639980199',
        'item1.EMAIL;TYPE=INTERNET:Jeanne@ville-',
        ' exemple.fr',
        'TEL;VALUE=uri;TYPE="voice,cell":tel:+33-6-39-98-01-23;ext=12',
        'END:VCARD',
        'BEGIN:VCARD',
        `VERSION:${version}`,
        'FN:Personne',
        'END:VCARD',
      ].join('\r\n'),
    )

    expect(list.layout.format).toBe('vcard')
    expect(selectorsOf(list)).toEqual(bothSelectors)
    expect(list.taken.map(({ person }) => person)).toEqual([undefined, undefined])
    expect(reasonsOf(list)).toEqual(['8 - empty'])
  })

  test('quoted-printable is tolerated, and a card that never ends is malformed', async () => {
    const list = await read(
      'BEGIN:VCARD\nEMAIL;ENCODING=QUOTED-PRINTABLE:jeanne=40ville-=\nexemple.fr\nEND:VCARD\nBEGIN:VCARD\nTEL:0639980123\n',
    )

    expect(selectorsOf(list)).toEqual(['email jeanne@ville-exemple.fr'])
    expect(reasonsOf(list)).toEqual(['5 - malformed-row'])
  })
})

describe('JSON', () => {
  const people = [
    { matricule: 12, contact: { email: 'Jeanne@ville-exemple.fr' }, telephones: ['06 39 98 01 23', '01 99 00 12 34'] },
    { matricule: 13, contact: null, emails: [{ type: 'work', value: 'b@ville-exemple.fr' }] },
  ]
  const selectors = [
    'email b@ville-exemple.fr',
    'email jeanne@ville-exemple.fr',
    'phone +33199001234',
    'phone +33639980123',
  ]

  test.each([
    ['json', JSON.stringify(people)],
    ['json', JSON.stringify(people, null, 2)],
    ['ndjson', people.map((person) => JSON.stringify(person)).join('\n')],
  ])('%s: nested fields and lists in a field are read', async (format, text) => {
    const list = await read(text, {}, 7)

    expect(list.layout.format).toBe(format)
    expect(selectorsOf(list)).toEqual(selectors)
    expect(list.taken.map(({ person }) => person)).toEqual(['12', '12', '12', '13'])
    expect(list.rejects).toEqual([])
  })

  test('fields are found however deep they are', async () => {
    const list = await read('[{"a":{"b":{"c":{"mail":"a@ville-exemple.fr"}}}}]')

    expect(selectorsOf(list)).toEqual(['email a@ville-exemple.fr'])
  })

  test('a list wrapped in an object is refused: read as one record, it would make everybody one person', async () => {
    const agents = '{"total":2,"agents":[{"id":1,"mail":"a@ville-exemple.fr"},{"id":2,"mail":"b@ville-exemple.fr"}]}'

    await expect(read(agents)).rejects.toThrow('liste is a JSON object, not a list')
    expect(selectorsOf(await read('{"nom":"A","emails":[{"value":"a@ville-exemple.fr"}]}'))).toEqual([
      'email a@ville-exemple.fr',
    ])
  })

  test('elements may be plain strings', async () => {
    const list = await read('["jeanne@ville-exemple.fr", "06 39 98 01 23"]')

    expect(selectorsOf(list)).toEqual(bothSelectors)
  })

  test('the line of an element is where it begins', async () => {
    const list = await read('[\n  {"email": "a@ville-exemple.fr"},\n  {"email":\n "b@ville-exemple.fr"}\n]\n')

    expect(list.taken.map(({ line }) => line)).toEqual([2, 3])
  })

  test('a broken element and a truncated array are malformed rows', async () => {
    const list = await read('[{"email":"a@ville-exemple.fr"},\n{"email":},\n{"email":"b@ville-exemple.fr"},\n{"ema')

    expect(selectorsOf(list)).toEqual(['email a@ville-exemple.fr', 'email b@ville-exemple.fr'])
    expect(reasonsOf(list)).toEqual(['2 - malformed-row', '4 - malformed-row'])
  })

  test('a broken line of NDJSON costs that line', async () => {
    const list = await read('{"mail":"a@ville-exemple.fr"}\n{"mail":\n{"mail":"b@ville-exemple.fr","x":1}\n')

    expect(selectorsOf(list)).toEqual(['email a@ville-exemple.fr', 'email b@ville-exemple.fr'])
    expect(reasonsOf(list)).toEqual(['2 - malformed-row'])
  })
})

describe('XLSX', () => {
  const book = workbook([
    {
      name: 'Agents & élus',
      rows: [
        ['Annuaire'],
        ['Courriel', 'Mobile', 'Matricule', 'SIRET'],
        ['Jeanne@ville-exemple.fr', 639980123, 4711, 73282932000074],
        [],
        [{ formula: '"b"&"@ville-exemple.fr"', value: 'b@ville-exemple.fr' }, '=1+1', 'X'],
      ],
    },
    { name: 'Caché', hidden: true, rows: [['Mail'], ['cache@ville-exemple.fr']] },
    { name: 'Notice', rows: [['Comment remplir ce fichier']] },
    { name: 'Usagers', rows: [['E-mail'], ['c@ville-exemple.fr']] },
  ])

  test('all visible sheets are read, with numbers and formulas as text', async () => {
    const list = await read(book)

    expect(list.layout.format).toBe('xlsx')
    expect(list.taken).toEqual([
      { kind: 'email', canonical: 'jeanne@ville-exemple.fr', person: '4711', line: 3, sheet: 'Agents & élus' },
      { kind: 'phone', canonical: '+33639980123', person: '4711', line: 3, sheet: 'Agents & élus' },
      { kind: 'email', canonical: 'b@ville-exemple.fr', person: 'X', line: 5, sheet: 'Agents & élus' },
      { kind: 'email', canonical: 'c@ville-exemple.fr', line: 2, sheet: 'Usagers' },
    ])
    expect(list.rejects).toMatchObject([{ line: 5, sheet: 'Agents & élus', column: 'Mobile', value: '=1+1' }])
    expect(list.layout.columns).toContainEqual({ name: '1', role: 'ignored', sheet: 'Notice' })
  })

  test('a sheet that is named is the only one read, hidden or not', async () => {
    const list = await read(book, { sheet: 'Caché' })

    expect(selectorsOf(list)).toEqual(['email cache@ville-exemple.fr'])
  })
})
