import { expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { safeCell } from '../../src/report/cells.ts'
import { csvText } from '../../src/report/csv.ts'

const cell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...' ",;\r\n=+-@\t\'é•a1') }),
  fc.constantFrom('s-7k3m9q2x4bhd', 'j•••••@ville-exemple.fr', '+33639980123', '2026-11-24T12:00:00Z', 'Adobe (i-1)'),
  fc.integer(),
  fc.constant(undefined),
)

test.each([',', ';'] as const)(
  'rows with %s are as the library writes their cleaned cells, whatever they hold',
  (delimiter) => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const clean = rows.map((row) => row.map((one) => (typeof one === 'string' ? safeCell(one) : String(one ?? ''))))

        const text = csvText(rows, delimiter)

        expect(text).toBe(stringify(clean, { delimiter, record_delimiter: '\r\n' }))
        expect(parse(text, { delimiter, relax_column_count: true })).toEqual(clean)
      }),
      { numRuns: 300 },
    )
  },
)

test('a cell is the same however often it came before', () => {
  const many = Array.from({ length: 25_000 }, (_, index) => [`=cell ${index}`, 'a "quoted" one'])

  const text = csvText([...many, ...many])

  expect(text.slice(text.length / 2)).toBe(text.slice(0, text.length / 2))
  expect(text.slice(0, 33)).toBe(`'=cell 0,"a ""quoted"" one"\r\n'=ce`)
})
