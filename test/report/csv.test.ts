import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { ReportError } from '../../src/domain/index.ts'
import { plainLine, safeCell } from '../../src/report/cells.ts'
import { writeCsv } from '../../src/report/csv.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vigie-csv-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function* blocks<T>(...rows: readonly T[]) {
  for (const row of rows) yield [row]
}

describe('a cell', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+cmd|calc', "'+cmd|calc"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'=1"],
    [' =1', "'=1"],
    ['\u00a0=1', "'=1"],
    ['\u200b=1', "'=1"],
    ['＝1', "'＝1"],
    ['"=1"', `'"=1"`],
    ['+33 6 39', "'+33 6 39"],
  ])('%j is not run by a spreadsheet', (cell, safe) => {
    expect(safeCell(cell)).toBe(safe)
  })

  test.each(['+33639980123', '2024-05-01', 'a=b', 'j•••@ville-exemple.fr', '06 39 98 •• ••'])(
    '%s stays whole',
    (cell) => {
      expect(safeCell(cell)).toBe(cell)
    },
  )

  test('never starts a formula, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(safeCell(text).trimStart()).toMatch(/^(?:$|\+\d{6,15}$|[^=+\-@])/u)
      }),
    )
  })
})

describe('a line', () => {
  test('holds no control, no line break and no character that turns the text', () => {
    expect(plainLine('a\u202eb\r\nc\u0000d\u2066e')).toBe('ab cde')
  })

  test('ends where a megabyte would begin', () => {
    expect(plainLine('é'.repeat(1_000_000))).toBe(`${'é'.repeat(499)}…`)
  })

  test('keeps no broken half of a character', () => {
    expect(plainLine('a\ud800b')).toBe('ab')
  })
})

describe('a CSV file', () => {
  test('reads back to the cells that were written', async () => {
    const file = path.join(folder, 'out.csv')

    const count = await writeCsv(file, ['a', 'b'], blocks({ a: 'x;"y"', b: 3 }, { b: 'é, è' }))

    expect(count).toBe(2)
    expect(parse(await readFile(file, 'utf8'))).toEqual([
      ['a', 'b'],
      ['x;"y"', '3'],
      ['', 'é, è'],
    ])
  })

  test('opens by a double click in a French Excel when asked to', async () => {
    const file = path.join(folder, 'out.csv')

    await writeCsv(file, ['a', 'b'], blocks({ a: 'x', b: 'y;z' }), { excel: true })

    expect(await readFile(file, 'utf8')).toBe('\ufeffa;b\r\nx;"y;z"\r\n')
  })

  test('is for its owner only', async () => {
    const file = path.join(folder, 'out.csv')

    await writeCsv(file, ['a'], blocks({ a: 'x' }))

    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test('stays the former one, whole, when writing stops in the middle', async () => {
    const file = path.join(folder, 'out.csv')
    await writeFile(file, 'former')
    const stop = new AbortController()
    async function* interrupted() {
      yield [{ a: 'x'.repeat(400) }]
      stop.abort(new Error('SIGINT'))
      for (let i = 0; i < 2000; i++) yield [{ a: 'x'.repeat(400) }]
    }

    await expect(writeCsv(file, ['a'], interrupted(), { signal: stop.signal })).rejects.toThrow('SIGINT')

    expect(await readFile(file, 'utf8')).toBe('former')
    expect(await readdir(folder)).toEqual(['out.csv'])
  })

  test('appears with the folders above it', async () => {
    const file = path.join(folder, 'a', 'b', 'out.csv')

    await Promise.all([
      writeCsv(file, ['a'], blocks({ a: 'x' })),
      writeCsv(path.join(folder, 'a', 'c', 'out.csv'), ['a'], blocks({ a: 'y' })),
    ])

    expect(await readFile(file, 'utf8')).toBe('a\r\nx\r\n')
  })

  // Node's own recursive mkdir never ends there
  test.each(['/proc/vigie/out.csv', '/proc/vigie/deeper/out.csv', '/proc/out.csv'])(
    'is refused where none can be: %s',
    async (file) => {
      const writing = writeCsv(file, ['a'], blocks({ a: 'x' }))

      await expect(writing).rejects.toThrow(`${file} cannot be written: no file or folder can be made there`)
    },
  )

  test('larger than what is written at a time is whole, whatever its characters take', async () => {
    const file = path.join(folder, 'out.csv')
    const cells = ['é'.repeat(400), '“•”'.repeat(130), 'a'.repeat(400)]
    const rows = Array.from({ length: 3_000 }, (_, i) => ({ a: `${i} ${cells[i % 3]}` }))

    await writeCsv(file, ['a'], blocks(...rows))

    expect(await readFile(file, 'utf8')).toBe(['a', ...rows.map(({ a }) => a), ''].join('\r\n'))
  })

  test('that cannot be written says where and why', async () => {
    await writeFile(path.join(folder, 'file'), '')

    const writing = writeCsv(path.join(folder, 'file', 'out.csv'), ['a'], blocks({ a: 'x' }))

    await expect(writing).rejects.toThrow(ReportError)
    await expect(writing).rejects.toThrow(/a part of its path is a file/)
  })
})
