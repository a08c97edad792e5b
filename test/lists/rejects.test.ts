import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { read, reasonsOf, selectorsOf } from './read.ts'

describe('rejects', () => {
  test.each([
    ['not-an-email', 'Courriel', 'jeanne.ville-exemple'],
    ['not-a-phone', 'Tél', 'demander au standard'],
    ['not-a-domain', 'Domaine', 'pas un domaine!'],
    ['public-suffix', 'Domaine', 'asso.fr'],
    ['ip-address', 'Domaine', '192.0.2.7'],
    ['short-number', 'Tél', '3949'],
    ['precision-lost', 'Tél', '3,36E+10'],
    ['undecodable', 'Courriel', 'jean\ufffdne@ville-exemple.fr'],
  ])('%s: with line, column and value', async (reason, column, value) => {
    const list = await read(`${column}|Nom\n${value}|x\n`)

    expect(list).toMatchObject({ rows: 1, values: 1, taken: [] })
    expect(list.rejects).toEqual([{ line: 2, column, reason, value }])
  })

  test('ambiguous-phone: nine digits in a mixed list', async () => {
    expect(reasonsOf(await read('a@ville-exemple.fr\n732829320\n'))).toEqual(['2 1 ambiguous-phone'])
  })

  test('empty: a row whose known columns hold nothing', async () => {
    const list = await read('Nom;Mail;Tél\nA;a@ville-exemple.fr;\nB; ;\n;;\nC;;-;\n')

    expect(reasonsOf(list)).toEqual(['3 - empty', '4 - empty', '5 Tél not-a-phone'])
    expect(list).toMatchObject({ rows: 4, values: 4 })
  })

  test('a word in a mixed list is a failed address, a suffix alone is told as such', async () => {
    expect(reasonsOf(await read('a@ville-exemple.fr\ndurand\nfr\n192.0.2.7\n17\n'))).toEqual([
      '2 1 not-an-email',
      '3 1 public-suffix',
      '4 1 ip-address',
      '5 1 short-number',
    ])
  })

  test('the value of a reject is kept short', async () => {
    const list = await read(`Mail;Nom\n${'x'.repeat(5000)};y\n`)

    expect(list.rejects[0]?.value).toHaveLength(1000)
  })
})

describe('what always holds', () => {
  const email = fc.integer({ min: 0, max: 9999 }).map((n) => `agent${n}@ville-exemple.fr`)
  const phone = fc.integer({ min: 0, max: 9999 }).map((n) => `06 39 98 ${String(n).padStart(4, '0')}`)
  const junk = fc.constantFrom('néant', '17', '-', 'a@', 'N/A', '', '  ', '" "', 'x"y', ';', '3,36E+10')
  const separator = fc.constantFrom(';', ', ', ' / ', ' | ', '\n', ' ou ', ' et ')
  const cell = fc
    .tuple(fc.array(fc.oneof(email, phone, junk), { maxLength: 3 }), separator)
    .map(([values, between]) => values.join(between))
  const row = fc.tuple(fc.constantFrom('A', 'Nom; composé', ''), cell, cell, fc.constantFrom('M1', 'M2', ''))
  const csv = (rows: readonly (readonly string[])[]) =>
    rows.map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(';')).join('\r\n')
  const header = ['Nom', 'Courriel', 'Tél. portable', 'Matricule']

  test('every value is taken or rejected, each row gives at least one, and nothing is read from other columns', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 50 }),
        async (rows, pieceBytes) => {
          const list = await read(csv([header, ...rows]), {}, pieceBytes)

          expect(list.rows).toBe(rows.length)
          expect(list.values).toBe(list.taken.length + list.rejects.length)
          expect(list.values).toBeGreaterThanOrEqual(list.rows)
          const lines = new Set([...list.taken, ...list.rejects].map(({ line }) => line))
          expect(lines.size).toBe(rows.length)
          for (const rejected of list.rejects)
            expect([undefined, 'Courriel', 'Tél. portable']).toContain(rejected.column)
        },
      ),
      { numRuns: 100 },
    )
  })

  test('values in = values taken + rejects, counted by who wrote the file', async () => {
    const emails = fc.array(fc.oneof(email, phone, fc.constantFrom('néant', '17', 'N/A', 'x"y')), { maxLength: 3 })
    const phones = fc.array(fc.oneof(email, phone, fc.constantFrom('néant', '17', '3,36E+10')), { maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(emails, phones), { minLength: 1, maxLength: 20 }),
        fc.constantFrom(';', '|', '\n', ' ; '),
        async (rows, between) => {
          const list = await read(csv([header, ...rows.map(([a, b]) => ['A', a.join(between), b.join(between), 'M1'])]))

          const perRow = rows.map(([a, b]) => a.length + b.length)
          expect(list.values).toBe(perRow.reduce((sum, count) => sum + Math.max(count, 1), 0))
          expect(list.taken.length + list.rejects.length).toBe(list.values)
          expect(list.rejects.filter(({ reason }) => reason === 'empty')).toHaveLength(
            perRow.filter((count) => count === 0).length,
          )
        },
      ),
      { numRuns: 100 },
    )
  })

  test('the order of rows changes nothing to the set that is taken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
        const list = await read(csv([header, ...rows]))
        const reversed = await read(csv([header, ...rows.toReversed()]))

        expect(selectorsOf(reversed)).toEqual(selectorsOf(list))
        expect(reversed.values).toBe(list.values)
      }),
      { numRuns: 50 },
    )
  })

  test('any bytes are read or refused with an InputError, and add up', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '"',
        ';',
        ',',
        '\t',
        '\n',
        '\r\n',
        '\r',
        '\0',
        '[',
        '{',
        '}',
        ']',
        ':',
        'dn: x',
        'BEGIN:VCARD',
        '#',
        '=',
        ' ',
      ),
      fc.constantFrom(
        'Mail',
        'a@ville-exemple.fr',
        '0639980123',
        'mail: a@ville-exemple.fr',
        '{"mail":"a@ville-exemple.fr"}',
        'END:VCARD',
      ),
      fc.string(),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 30 }),
        fc.integer({ min: 1, max: 40 }),
        async (pieces, pieceBytes) => {
          const outcome = await read(pieces.join(''), {}, pieceBytes).catch((error: Error) => error)

          if (outcome instanceof Error) expect(outcome.name).toBe('InputError')
          else expect(outcome.values).toBe(outcome.taken.length + outcome.rejects.length)
        },
      ),
      { numRuns: 300 },
    )
  })
})
