import { describe, expect, test } from '@jest/globals'
import { describeRecord, RecordReader, readColumns } from '../../src/corpus/record.ts'

const email = 'a.dupont@ville-exemple.fr'

function facts(text: string, needle = email, head?: string) {
  const bytes = Buffer.from(text)
  const start = bytes.indexOf(needle)
  const columns = head === undefined ? undefined : readColumns(Buffer.from(head))
  return describeRecord(bytes, start, start + Buffer.byteLength(needle), 0, bytes.length, columns)
}

const md5 = '5f4dcc3b5aa765d61d8327deb882cf99'
const bcrypt = '$2b$12$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234'

describe('shape, classes, password and skeleton of the record around a hit', () => {
  test.each([
    ['combo', `${email}:Soleil12`, '<email>:<password>', ['Email addresses', 'Passwords'], 'clear'],
    ['combo', `${email};Soleil12`, '<email>;<password>', ['Email addresses', 'Passwords'], 'clear'],
    ['combo', `${email}|${md5}`, '<email>|<hash>', ['Email addresses', 'Passwords'], 'hash(md5)'],
    ['combo', `${email}:${md5}:salt`, '<email>:<hash>', ['Email addresses', 'Passwords'], 'hash(md5)'],
    ['combo', `${email}:pass:word`, '<email>:<password>', ['Email addresses', 'Passwords'], 'clear'],
    [
      'ulp',
      `https://shop.example/login:${email}:Soleil12`,
      '<url>:<email>:<password>',
      ['Email addresses', 'Passwords'],
      'clear',
    ],
    [
      'ulp',
      `https://shop.example:8443/a/b|${email}|Soleil12`,
      '<url>|<email>|<password>',
      ['Email addresses', 'Passwords'],
      'clear',
    ],
    [
      'ulp',
      `shop.example/login:${email}:Soleil12`,
      '<url>:<email>:<password>',
      ['Email addresses', 'Passwords'],
      'clear',
    ],
    [
      'sql',
      `INSERT INTO users (id, email, pass, naissance) VALUES (1,'x@mail.example','x','1990-01-02'),(2,'${email}','${bcrypt}','1980-02-03');`,
      '(<number>,<email>,<hash>,<date>)',
      ['Email addresses', 'Passwords', 'Dates of birth'],
      'hash(bcrypt)',
    ],
    [
      'sql',
      `(2,N'${email}',N'O''Neil, x','0639980123',NULL),`,
      '(<number>,<email>,<text>,<phone>,<empty>)',
      ['Email addresses', 'Phone numbers'],
      undefined,
    ],
    [
      'json',
      `{"id":7,"email":"${email}","password":"Soleil12","dob":"1980-02-03","ip":"192.0.2.1"}`,
      '{<number>,<email>,<password>,<date>,<ip>}',
      ['Email addresses', 'Passwords', 'Dates of birth', 'IP addresses'],
      'clear',
    ],
    [
      'csv',
      `12,Dupont,Anne,${email},06 39 98 01 23,1980-02-03 10:00`,
      '<number>,<text>,<text>,<email>,<phone>,<date>',
      ['Email addresses', 'Phone numbers'],
      undefined,
    ],
    [
      'csv',
      `12;"Dupont; Anne";${email};FR7630006000011234567890189`,
      '<number>;<text>;<email>;<iban>',
      ['Email addresses', 'Bank account numbers'],
      undefined,
    ],
    ['text', `Bonjour, merci d'écrire à ${email} avant lundi`, '<text> <email> <text>', ['Email addresses'], undefined],
    ['text', email, '<email>', ['Email addresses'], undefined],
  ] as const)('%s: %s', (shape, text, skeleton, classes, password) => {
    const told = facts(text)

    expect(told.shape).toBe(shape)
    expect(told.skeleton).toBe(skeleton)
    expect(told.classes).toEqual(classes)
    expect(told.password).toBe(password)
  })

  test('the first line of a file names its columns', () => {
    const head = 'Nom;Prénom;Courriel;Mot de passe;Date de naissance;Quotient familial\n'

    expect(facts(`Dupont;Anne;${email};Soleil12;03/02/1980;812`, email, head)).toEqual({
      shape: 'csv',
      classes: ['Names', 'Email addresses', 'Passwords', 'Dates of birth', 'Income levels'],
      password: 'clear',
      skeleton: '<text>;<text>;<email>;<password>;<date>;<number>',
    })
    expect(readColumns(Buffer.from(`Dupont;Anne;${email};x\n`))).toBeUndefined()
  })

  test('a domain in the address of a site', () => {
    expect(facts('https://intranet.ville-exemple.fr/login:jean:Soleil12', 'ville-exemple.fr')).toMatchObject({
      shape: 'ulp',
      skeleton: '<url>:<text>:<password>',
      password: 'clear',
    })
  })

  test('neither a value nor more than 200 characters in a skeleton', () => {
    const row = Array.from({ length: 100 }, (_, i) => `Secret${i}`).join(',')
    const { skeleton } = facts(`${email},${row}`)

    expect(skeleton.length).toBeLessThanOrEqual(200)
    expect(skeleton).not.toMatch(/Secret|dupont/)
    expect(skeleton.replace(/<(?:email|text)>|,|…/g, '')).toBe('')
  })
})

test('several hits of one line: each has the record that it would have alone', () => {
  const phone = '06 39 98 01 23'
  const rows = [
    `${email}:Soleil12`,
    `${phone};${email};Dupont;Jean;1980-02-03`,
    `7;${email};${phone};x@mail.example;${md5}`,
    `shop.example/${email}:jean:${email}`,
    `https://shop.example/a:${email}:${phone}`,
    `intranet.ville-exemple.fr:${email}:Soleil12:${phone}`,
    `(1,'${email}','${phone}'),(2,'x','${email}')`,
    `a,(b,${email},${phone},c`,
    `{"email":"${email}","tel":"${phone}"},{"email":"${email}"}`,
    `see ${email}, or ${phone}, or write to ${email} before the end of the month of May, thanks`,
    `${email} ${email} ${phone}`,
    `${'x'.repeat(700)} ${email};${phone};${'y'.repeat(700)};${email}`,
  ]
  const bytes = Buffer.from([...rows, ...rows.toReversed()].join('\n'))
  const reader = new RecordReader(bytes, 0, bytes.length, undefined)
  const text = bytes.toString()
  const hits = [...text.matchAll(/a\.dupont@ville-exemple\.fr|06 39 98 01 23|intranet\.ville-exemple\.fr/g)]

  expect(hits.length).toBe(58)
  for (const { 0: hit, index } of hits) {
    const end = index + hit.length
    expect(reader.describe(index, end)).toEqual(describeRecord(bytes, index, end, 0, bytes.length, undefined))
  }
})
