import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import type { DurablePosition, SearchOptions } from '../../src/corpus/index.ts'
import { type Found, inDirectory, search, tarOf, zipOf } from './files.ts'

const line = 'a.dupont@ville-exemple.fr:Soleil12\n'
/** 100 lines of others, then the one that is watched, on line 101 at byte 2,800, then one more. */
const dump = Buffer.from(`${'someone.else@mail.example:1\n'.repeat(100)}${line}x@mail.example:2\n`)
const place = '101 2800 email'

async function searchBytes(bytes: Buffer | string, options: SearchOptions = {}, name = 'dump.bin'): Promise<Found> {
  return inDirectory(async (directory) => {
    const path = join(directory, name)
    writeFileSync(path, bytes)
    return search(path, options)
  })
}

describe.each([
  ['plain scan', { plain: true }],
  ['kernel', {}],
  ['kernel, with the hash', { hash: true }],
  ['kernel, two threads', { threads: 2 }],
  ['kernel, two threads, with the hash', { threads: 2, hash: true }],
] as const)('text: %s', (_, options) => {
  test('offset, line, record of a hit', async () => {
    const { hits, summary } = await searchBytes(dump, options)

    expect(hits).toEqual([
      {
        file: expect.stringContaining('dump.bin'),
        ref: 1,
        kind: 'email',
        offset: 2800,
        length: 25,
        line: 101,
        spelling: 'plain',
        record: {
          shape: 'combo',
          classes: ['Email addresses', 'Passwords'],
          password: 'clear',
          skeleton: '<email>:<password>',
        },
      },
    ])
    expect(summary).toMatchObject({ bytes: dump.length, textBytes: dump.length, lines: 102, hits: 1, unread: [] })
  })

  test.each([1, 7, 100, 1000, 8192, 262_144])('pieces of %d bytes', async (pieceBytes) => {
    const small = pieceBytes < 1000 ? dump.subarray(2700) : dump
    const { places, summary } = await searchBytes(small, { ...options, limits: { pieceBytes } })

    expect(places).toEqual([pieceBytes < 1000 ? '- 5 100 email' : `- ${place}`])
    expect(summary.lines).toBe(pieceBytes < 1000 ? 6 : 102)
  })

  test.each(['utf16le', 'utf16be'])('%s with and without its mark', async (encoding) => {
    const wide = Buffer.from(dump.toString(), 'utf16le')
    const bytes = encoding === 'utf16le' ? wide : wide.swap16()
    const mark = Buffer.from(encoding === 'utf16le' ? [0xff, 0xfe] : [0xfe, 0xff])

    expect((await searchBytes(bytes, options)).places).toEqual(['- 101 5600 email'])
    const marked = await searchBytes(Buffer.concat([mark, bytes]), { ...options, limits: { pieceBytes: 1000 } })
    expect(marked.places).toEqual(['- 101 5602 email'])
    expect(marked.summary.lines).toBe(102)
  })

  test('Windows-1252, NULs, CRLF, no newline at the end', async () => {
    const bytes = Buffer.from(`caf\xe9;\xab${line.trim()}\xbb\r\n\0\0${line.trim()}`, 'latin1')
    const { places, summary } = await searchBytes(bytes, options)

    expect(places).toEqual(['- 1 6 email', '- 2 45 email'])
    expect(summary.lines).toBe(2)
  })

  test('a line longer than any piece', async () => {
    const long = Buffer.concat([Buffer.alloc(5_000_000, 'x '), Buffer.from(line), Buffer.alloc(3_000_000, ' y'), dump])
    const { places } = await searchBytes(long, options)

    expect(places).toEqual(['- 1 5000000 email', '- 102 8002835 email'])
  })

  test('an empty file', async () => {
    expect((await searchBytes('', options)).summary).toMatchObject({ bytes: 0, lines: 0, hits: 0, unread: [] })
  })
})

describe('SHA-256 is of the bytes of the file', () => {
  test.each([
    ['text', dump],
    ['empty', Buffer.alloc(0)],
    ['more than one piece', Buffer.alloc(3_333_333, dump)],
    ['gzip', gzipSync(dump)],
    ['gzip with bytes behind', Buffer.concat([gzipSync(dump), Buffer.from('behind')])],
    ['zip', zipOf([{ name: 'x.txt', content: dump }])],
    ['what we do not read', Buffer.from('377abcaf271c0004', 'hex')],
  ])('%s', async (_, bytes) => {
    const { summary } = await searchBytes(bytes, { hash: true })

    expect(summary.files).toEqual([
      { path: expect.any(String), bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
    ])
  })

  test('absent unless asked for', async () => {
    expect((await searchBytes(dump)).summary.files).toEqual([{ path: expect.any(String), bytes: dump.length }])
  })
})

describe('containers', () => {
  const tar = tarOf([
    { name: 'a/', type: '5' },
    { name: 'a/one.txt', content: dump },
    { name: 'two.txt', content: line },
  ])
  const zip = zipOf([
    { name: 'a/', content: '', stored: true },
    { name: 'a/one.txt', content: dump },
    { name: 'two.txt', content: line, stored: true },
  ])

  test.each([
    ['gzip', gzipSync(dump), 'dump.sql.gz', [`dump.sql ${place}`]],
    [
      'gzip of several members',
      Buffer.concat([gzipSync(dump.subarray(0, 2805)), gzipSync(dump.subarray(2805))]),
      'd.gz',
      [`d ${place}`],
    ],
    ['zstd', zstdCompressSync(dump), 'dump.zst', [`dump ${place}`]],
    [
      'zstd of several frames',
      Buffer.concat([zstdCompressSync(dump.subarray(0, 2805)), zstdCompressSync(dump.subarray(2805))]),
      'd.zst',
      [`d ${place}`],
    ],
    ['tar', tar, 'x.tar', [`a/one.txt ${place}`, 'two.txt 1 0 email']],
    ['tar.gz', gzipSync(tar), 'x.tgz', [`x.tar > a/one.txt ${place}`, 'x.tar > two.txt 1 0 email']],
    ['tar.zst', zstdCompressSync(tar), 'x.tar.zst', [`x.tar > a/one.txt ${place}`, 'x.tar > two.txt 1 0 email']],
    ['zip', zip, 'x.zip', [`a/one.txt ${place}`, 'two.txt 1 0 email']],
    [
      'zip in zip',
      zipOf([{ name: 'in.zip', content: zip }]),
      'x.zip',
      [`in.zip > a/one.txt ${place}`, 'in.zip > two.txt 1 0 email'],
    ],
    ['gzip in zip', zipOf([{ name: 'd.gz', content: gzipSync(dump) }]), 'x.zip', [`d.gz > d ${place}`]],
    [
      'zip in tar.gz',
      gzipSync(tarOf([{ name: 'in.zip', content: zip }])),
      'x.tgz',
      [`x.tar > in.zip > a/one.txt ${place}`, 'x.tar > in.zip > two.txt 1 0 email'],
    ],
    ['UTF-16 in gzip', gzipSync(Buffer.from(dump.toString(), 'utf16le')), 'd.gz', ['d 101 5600 email']],
  ] as const)('%s', async (_, bytes, name, expected) => {
    for (const options of [{}, { limits: { pieceBytes: 1000 } }, { hash: true }]) {
      const { places, summary } = await searchBytes(bytes, options, name)

      expect(places).toEqual(expected)
      expect(summary.unread).toEqual([])
    }
  })

  test('long names, in archives that tar made', async () => {
    const found = await inDirectory(async (directory) => {
      const long = `${'d'.repeat(90)}/${'e'.repeat(90)}/${'f'.repeat(90)}`
      mkdirSync(join(directory, long), { recursive: true })
      writeFileSync(join(directory, long, 'x.txt'), line)
      for (const format of ['gnu', 'pax']) {
        const archive = join(directory, `${format}.tar`)
        execFileSync('tar', [`--format=${format}`, '-cf', archive, '-C', directory, long.slice(0, 90)])
      }
      return search([join(directory, 'gnu.tar'), join(directory, 'pax.tar')])
    })

    expect(found.places.map((p) => p.replace(/^.*\//, ''))).toEqual(['x.txt 1 0 email', 'x.txt 1 0 email'])
    expect(found.hits[0]?.member).toHaveLength(278)
  })

  test('a workbook: the sheet is the member, the row the line', async () => {
    const sheet = (rows: string) =>
      `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
    const workbook = zipOf([
      {
        name: '[Content_Types].xml',
        content:
          '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
      },
      {
        name: 'xl/workbook.xml',
        content:
          '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Agents" sheetId="1" r:id="rId1"/></sheets></workbook>',
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        content:
          '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      },
      {
        name: 'xl/worksheets/sheet1.xml',
        content: sheet(
          '<row r="1"><c r="A1" t="inlineStr"><is><t>Courriel</t></is></c><c r="B1" t="inlineStr"><is><t>Mobile</t></is></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>a.dupont@ville-exemple.fr</t></is></c><c r="B3"><v>639980123</v></c></row>',
        ),
      },
    ])
    const { places, summary } = await searchBytes(workbook, {}, 'agents.xlsx')

    expect(places).toEqual(['Agents 3 18 email', 'Agents 3 44 phone'])
    expect(summary.unread).toEqual([])
  })

  test.each([
    ['7z', '377abcaf271c0004'],
    ['rar', '526172211a0700'],
    ['xz', 'fd377a585a000004'],
    ['bzip2', '425a683931415926'],
    ['pdf', '255044462d312e37'],
    ['ole', 'd0cf11e0a1b11ae1'],
  ])('%s is named as unread', async (name, magic) => {
    const bytes = Buffer.concat([Buffer.from(magic, 'hex'), Buffer.from(line)])

    expect((await searchBytes(bytes)).summary.unread).toEqual([
      { file: expect.any(String), reason: 'container', detail: name },
    ])
    expect((await searchBytes(gzipSync(bytes), {}, 'x.gz')).summary.unread).toEqual([
      { file: expect.any(String), member: 'x', reason: 'container', detail: name },
    ])
  })

  test('an encrypted member and one of another method are named, the others read', async () => {
    const { places, summary } = await searchBytes(
      zipOf([
        { name: 'secret.txt', content: line, encrypted: true },
        { name: 'lzma.txt', content: line, method: 14 },
        { name: 'open.txt', content: line },
      ]),
    )

    expect(places).toEqual(['open.txt 1 0 email'])
    expect(summary.unread.map(({ member, reason, detail }) => [member, reason, detail])).toEqual([
      ['secret.txt', 'encrypted', undefined],
      ['lzma.txt', 'container', 'lzma'],
    ])
  })
})

describe('damage: what was read stays, the rest is told with its offset', () => {
  /** hard to compress, so that cutting the file cuts the text */
  const noise = Buffer.from(
    Array.from({ length: 40_000 }, (_, i) => `${Math.imul(i + 1, 0x9e3779b1) >>> 0}@mail.example\n`).join(''),
  )
  const text = Buffer.concat([dump, noise])

  test.each([
    ['gzip', gzipSync(text), 'd.gz'],
    ['zstd', zstdCompressSync(text), 'd.zst'],
  ])('%s cut short', async (_, packed, name) => {
    const { places, summary } = await searchBytes(packed.subarray(0, packed.length / 2), { hash: true }, name)

    expect(places).toEqual([`d ${place}`])
    expect(summary.unread).toEqual([
      {
        file: expect.any(String),
        member: 'd',
        reason: 'damaged',
        offset: summary.textBytes,
        detail: expect.any(String),
      },
    ])
    expect(summary.textBytes).toBeGreaterThan(100_000)
    expect(summary.textBytes).toBeLessThan(text.length)
  })

  test('gzip with a broken middle', async () => {
    const packed = gzipSync(text)
    const middle = packed.length >> 1
    packed.fill(0xff, middle, middle + 50)
    const { places, summary } = await searchBytes(packed, {}, 'd.gz')

    expect(places).toEqual([`d ${place}`])
    expect(summary.unread).toMatchObject([{ member: 'd', reason: 'damaged', offset: summary.textBytes }])
  })

  test('gzip with a wrong checksum and with bytes behind its end', async () => {
    const packed = gzipSync(dump)
    packed[packed.length - 6]! ^= 1
    const wrong = await searchBytes(packed, {}, 'd.gz')
    const behind = await searchBytes(Buffer.concat([gzipSync(dump), Buffer.from('behind')]), {}, 'd.gz')

    expect(wrong.places).toEqual([`d ${place}`])
    expect(wrong.summary.unread).toMatchObject([{ reason: 'damaged', offset: dump.length }])
    expect(behind.places).toEqual([`d ${place}`])
    expect(behind.summary.unread).toMatchObject([{ reason: 'damaged', offset: dump.length }])
  })

  test('tar cut short inside a member', async () => {
    const { places, summary } = await searchBytes(tarOf([{ name: 'one.txt', content: text }]).subarray(0, 100_000))

    expect(places).toEqual([`one.txt ${place}`])
    expect(summary.unread).toMatchObject([
      { member: 'one.txt', reason: 'damaged', offset: 100_000 - 512 },
      { reason: 'damaged' },
    ])
  })

  test('tar with a broken header', async () => {
    const tar = tarOf([
      { name: 'one.txt', content: dump },
      { name: 'two.txt', content: line },
    ])
    tar.fill(0x41, 512 + 3072, 512 + 3072 + 20)
    const { places, summary } = await searchBytes(tar)

    expect(places).toEqual([`one.txt ${place}`])
    expect(summary.unread).toMatchObject([{ reason: 'damaged', offset: 512 + 3072 + 512 }])
  })

  test('zip without its directory, and with a member that is not what its checksum says', async () => {
    const zip = zipOf([
      { name: 'one.txt', content: dump },
      { name: 'two.txt', content: line, stored: true },
    ])
    const cut = await searchBytes(zip.subarray(0, zip.length - 30))
    const broken = Buffer.from(zip)
    broken[broken.indexOf('Soleil12')]! ^= 1
    const wrong = await searchBytes(broken)

    expect(cut.places).toEqual([`one.txt ${place}`, 'two.txt 1 0 email'])
    expect(cut.summary.unread).toMatchObject([{ reason: 'damaged', detail: 'zip without directory' }])
    expect(wrong.places).toEqual([`one.txt ${place}`, 'two.txt 1 0 email'])
    expect(wrong.summary.unread).toMatchObject([{ member: 'two.txt', reason: 'damaged', detail: 'checksum' }])
  })

  test('a workbook that is none', async () => {
    const { summary } = await searchBytes(zipOf([{ name: 'xl/workbook.xml', content: 'x' }]))

    expect(summary.unread).toMatchObject([{ reason: 'damaged', detail: 'workbook' }])
  })
})

describe('bombs', () => {
  const limits = { expandedBytes: 1_000_000, expandedTimes: 10 }
  const zeros = Buffer.concat([Buffer.from(line), Buffer.alloc(30_000_000)])

  test.each([
    ['gzip', gzipSync(zeros), 'd.gz', 'd'],
    ['zstd', zstdCompressSync(zeros), 'd.zst', 'd'],
    ['zip', zipOf([{ name: 'd', content: zeros }]), 'd.zip', 'd'],
  ])('%s: reading stops where the limit is, and says so', async (_, bytes, name, member) => {
    const { places, summary } = await searchBytes(bytes, { limits }, name)

    expect(places).toEqual([`${member} 1 0 email`])
    expect(summary.unread).toMatchObject([{ member, reason: 'expands-too-much', offset: summary.textBytes }])
    expect(summary.textBytes).toBeLessThan(1_000_000 + 10 * bytes.length)
  })

  test('archives in archives', async () => {
    let nested = zipOf([{ name: 'x', content: line }])
    for (let i = 0; i < 7; i++) nested = zipOf([{ name: `${i}.zip`, content: nested, stored: true }])
    const { summary } = await searchBytes(nested)

    expect(summary.hits).toBe(0)
    expect(summary.unread).toMatchObject([{ reason: 'too-deep', detail: 'zip' }])
  })

  test('members that share their bytes', async () => {
    const one = zipOf([{ name: 'x', content: zeros }])
    const entry = one.subarray(one.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])), one.length - 22)
    const end = Buffer.from(one.subarray(-22))
    end.writeUInt16LE(1000, 10)
    end.writeUInt32LE(entry.length * 1000, 12)
    const bytes = Buffer.concat([one.subarray(0, one.length - 22 - entry.length), ...Array(1000).fill(entry), end])
    const { summary } = await searchBytes(bytes, { limits })

    expect(summary.textBytes).toBeLessThan(2_000_000)
    expect(summary.unread.map(({ reason }) => reason)).toContain('expands-too-much')
  })
})

describe('paths', () => {
  test('directories are walked, links are not followed, special files are refused, the others are searched', async () => {
    const { found, directory } = await inDirectory(async (directory) => {
      mkdirSync(join(directory, 'b'))
      writeFileSync(join(directory, 'b', 'one.txt'), line)
      writeFileSync(join(directory, 'two.txt'), line)
      symlinkSync(join(directory, 'two.txt'), join(directory, 'link'))
      symlinkSync(directory, join(directory, 'b', 'loop'))
      execFileSync('/usr/bin/env', ['mkfifo', join(directory, 'pipe')])
      return { directory, found: await search([directory, join(directory, 'none.txt')]) }
    })

    expect(found.hits.map(({ file }) => file.slice(directory.length)).sort()).toEqual(['/b/one.txt', '/two.txt'])
    expect(found.summary.unread.map(({ file, reason }) => [file.slice(directory.length), reason])).toEqual([
      ['/b/loop', 'symbolic-link'],
      ['/link', 'symbolic-link'],
      ['/pipe', 'special-file'],
      ['/none.txt', 'not-found'],
    ])
  })

  test('a file that may not be read', async () => {
    if (process.getuid?.() === 0) return // root may read everything
    const { summary } = await inDirectory(async (directory) => {
      const path = join(directory, 'x')
      writeFileSync(path, line)
      chmodSync(path, 0)
      return search(path)
    })

    expect(summary.unread).toMatchObject([{ reason: 'permission', detail: 'EACCES' }])
  })

  test.each([{}, { hash: true }])('a file that shrinks and one that grows while they are read: %j', async (options) => {
    const big = Buffer.alloc(8_000_000, 'x@mail.example\n')
    const results = await inDirectory(async (directory) => {
      const path = join(directory, 'x')
      const during = async (change: () => void) => {
        writeFileSync(path, big)
        let changed = false
        const once = () => {
          if (!changed) change()
          changed = true
        }
        return (
          await search(path, {
            ...options,
            threads: 1,
            onProgress: ({ bytes }) => (bytes > 0 ? once() : undefined),
            limits: { pieceBytes: 100_000 },
          })
        ).summary
      }
      return [
        await during(() => truncateSync(path, 4_000_000)),
        await during(() => appendFileSync(path, line)),
      ] as const
    })

    expect(results[0].unread).toMatchObject([{ reason: 'changed', offset: 4_000_000 }])
    expect(results[0].textBytes).toBe(4_000_000)
    expect(results[1].unread).toMatchObject([{ reason: 'changed', offset: 8_000_000 }])
    expect(results[0].files[0]?.sha256).toBeUndefined()
  })
})

describe('stopping and going on', () => {
  const many = Buffer.from(
    Array.from({ length: 50_000 }, (_, i) => (i % 1000 === 7 ? line : `nobody${i}@mail.example\n`)).join(''),
  )

  test.each([
    ['', many, { hash: false }],
    ['with the hash', many, { hash: true }],
    ['UTF-16', Buffer.from(many.toString(), 'utf16le'), { hash: false }],
    ['UTF-16, with the hash', Buffer.from(many.toString(), 'utf16le'), { hash: true }],
  ])(
    'what was found is told, the rest is unread, and a later search goes on without loss or double %s',
    async (_, bytes, options) => {
      await inDirectory(async (directory) => {
        const path = join(directory, 'x')
        writeFileSync(path, bytes)
        const whole = await search(path)
        const stop = new AbortController()
        let durable: DurablePosition | undefined
        const limits = { pieceBytes: 50_000 }
        const first = await search(path, {
          ...options,
          signal: stop.signal,
          limits,
          onDurable: (position) => {
            durable = position
            if (position.offset >= 300_000) stop.abort()
          },
        })
        const second = await search(path, { ...options, resumeFrom: [durable!], limits })

        expect(first.summary.interrupted).toBe(true)
        expect(first.summary.unread).toEqual([{ file: path, reason: 'interrupted', offset: durable!.offset }])
        expect(first.summary.files[0]?.sha256).toBeUndefined()
        expect(first.hits.length).toBeGreaterThan(5)
        expect(second.summary.interrupted).toBe(false)
        expect(second.summary.files[0]?.sha256).toBe(
          options.hash ? createHash('sha256').update(bytes).digest('hex') : undefined,
        )
        expect([...first.places, ...second.places]).toEqual(whole.places)
        expect(first.summary.lines + second.summary.lines).toBe(whole.summary.lines)
        expect(first.summary.textBytes + second.summary.textBytes).toBe(bytes.length)
      })
    },
  )

  test('files that are done are left out', async () => {
    await inDirectory(async (directory) => {
      writeFileSync(join(directory, 'a'), line)
      writeFileSync(join(directory, 'b.gz'), gzipSync(line))
      const positions: DurablePosition[] = []
      await search(directory, { onDurable: (position) => positions.push(position) })
      const again = await search(directory, { resumeFrom: positions.filter(({ done }) => done) })

      expect(again.hits).toEqual([])
      expect(again.summary.bytes).toBe(0)
    })
  })
})

test('a raw deflate stream is searched as the bytes it is', async () => {
  expect((await searchBytes(deflateRawSync(dump))).summary.unread).toEqual([])
})
