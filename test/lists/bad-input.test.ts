import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { InputError } from '../../src/domain/index.ts'
import { openList, readList } from '../../src/lists/index.ts'
import { read, readInput, selectorsOf } from './read.ts'
import { workbook, zip } from './workbook.ts'

const book = workbook([{ name: 'Agents', rows: [['Mail'], ['a@ville-exemple.fr']] }])

/** The same archive, its last entry said to be of that size once unpacked. */
function claimingSize(archive: Buffer, bytes: number): Buffer {
  const copy = Buffer.from(archive)
  copy.writeUInt32LE(bytes, copy.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24)
  return copy
}

describe('bad input gives one clear line naming the file and the mend', () => {
  test.each<[string, string | Buffer, RegExp]>([
    ['an empty file', '', /is empty/],
    ['blanks only', ' \r\n\r\n', /is empty/],
    ['comments only', '# rien\n', /is empty/],
    ['a header only', 'Nom;Courriel\r\n', /header and no row/],
    ['a one-column header only', 'Courriel\n', /header and no row/],
    ['an empty JSON array', '[]', /is empty/],
    ['a lone JSON object', '{\n "mail": "a@ville-exemple.fr"\n}', /JSON object, not a list/],
    ['a PDF', '%PDF-1.7\n1 0 obj', /binary file/],
    ['other binary content', Buffer.from(Array.from({ length: 512 }, (_, i) => (i * 7) % 256)), /binary file/],
    ['a password-protected workbook', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), /password-protected/],
    ['a truncated workbook', book.subarray(0, book.length - 30), /truncated or damaged/],
    ['a workbook cut in its middle', book.subarray(0, 300), /truncated or damaged/],
    ['a workbook that unpacks to gigabytes', claimingSize(book, 3_000_000_000), /too large a workbook/],
    ['an archive that is no workbook', zip([['content.xml', '<x/>']]), /OpenDocument/],
    ['a damaged workbook', zip([['xl/workbook.xml', '<workbook>']]), /truncated or damaged/],
    ['an empty workbook', workbook([{ name: 'Agents', rows: [] }]), /is empty/],
    ['a workbook with a header only', workbook([{ name: 'Agents', rows: [['Mail', 'Nom']] }]), /header and no row/],
    ['no column that is known', 'Nom;Ville\nDupont;Rouen\n', /no column of liste is recognised/],
    ['a list of SIRET', 'SIRET\n73282932000074\n', /no column of liste is recognised/],
  ])('%s', async (_, content, message) => {
    const error = await read(content).catch((thrown: unknown) => thrown)

    expect(error).toBeInstanceOf(InputError)
    const { message: told, mend } = error as InputError
    expect(told).toMatch(message)
    expect(told).toContain('liste')
    expect(told).not.toContain('\n')
    expect(mend).toMatch(/\w/)
  })

  test('a directory, a missing file and standard input without a stream', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vigie-lists-'))
    try {
      await expect(openList({ file: folder })).rejects.toThrow(/is a directory/)
      await expect(openList({ file: join(folder, 'absent.csv') })).rejects.toThrow(/does not exist/)
      await expect(openList({ file: '-' })).rejects.toThrow(InputError)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  const isRoot = process.getuid?.() === 0
  ;(isRoot ? test.skip : test)('an unreadable file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vigie-lists-'))
    const file = join(folder, 'agents.csv')
    await writeFile(file, 'Mail\n')
    await chmod(file, 0)
    try {
      await expect(openList({ file })).rejects.toThrow(/may not be read/)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('a stream that fails is an error of the input', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('Mail\n')
      throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' })
    }

    await expect(readInput({ file: '-', stream: failing() })).rejects.toThrow('- cannot be read (EIO)')
  })

  test('a line that never ends is no list', async () => {
    await expect(read(`Mail;Nom\n${'x'.repeat(17_000_000)}`)).rejects.toThrow(
      /a line of more than 16 million characters/,
    )
  })

  test('an unknown sheet is told with those that there are', async () => {
    await expect(read(book, { sheet: 'Élus' })).rejects.toMatchObject({ mend: 'Its sheets are: Agents.' })
  })
})

describe('a file on disk', () => {
  test('is what it holds, whatever its name says', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vigie-lists-'))
    try {
      await writeFile(join(folder, 'agents.csv'), book)
      await writeFile(join(folder, 'agents.xlsx'), 'Mail;Nom\na@ville-exemple.fr;A\n')
      await writeFile(join(folder, 'agents'), '[{"mail":"a@ville-exemple.fr"}]')

      expect((await readInput({ file: join(folder, 'agents.csv') })).layout.format).toBe('xlsx')
      expect((await readInput({ file: join(folder, 'agents.xlsx') })).layout.format).toBe('csv')
      expect((await readInput({ file: join(folder, 'agents') })).layout.format).toBe('json')
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('is read in batches, and may be left half-way', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vigie-lists-'))
    const file = join(folder, 'agents.txt')
    await writeFile(file, Array.from({ length: 60_000 }, (_, i) => `agent${i}@ville-exemple.fr\n`).join(''))
    try {
      const list = await readInput({ file })
      expect(list).toMatchObject({ rows: 60_000, values: 60_000, rejects: [] })
      expect(selectorsOf(list)).toHaveLength(60_000)
      expect(list.taken.at(-1)).toEqual({ kind: 'email', canonical: 'agent59999@ville-exemple.fr', line: 60_000 })

      let batches = 0
      for await (const batch of readList({ file })) {
        batches += batch.rows > 0 ? 1 : 0
        break
      }
      expect(batches).toBe(1)
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
