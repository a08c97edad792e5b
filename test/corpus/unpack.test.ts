/** What is packed, unpacked on threads of its own and in the calling one: the same hits at the same offsets. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import type { SearchOptions } from '../../src/corpus/index.ts'
import { inDirectory, search, tarOf, zipOf } from './files.ts'

const hit = 'a.dupont@ville-exemple.fr:Soleil12\n'

/** 3.2 MB of lines that hardly pack, a hit after every 20,000 of them. */
function makeText(): { text: Buffer; places: string[] } {
  const lines: string[] = []
  const places: string[] = []
  let offset = 0
  for (let i = 1; i <= 120_000; i++) {
    const line = `${(Math.imul(i, 0x9e3779b1) >>> 0).toString(36)}@mail.example:${(i * 7919) % 65_537}\n`
    lines.push(line)
    offset += line.length
    if (i % 20_000 !== 0) continue
    places.push(`${lines.length + 1} ${offset} email`)
    lines.push(hit)
    offset += hit.length
  }
  return { text: Buffer.from(lines.join('')), places }
}

const { text, places } = makeText()
const half = text.indexOf(0x0a, text.length / 2) + 1

function cut(packed: Buffer, share: number): Buffer {
  return packed.subarray(0, packed.length * share)
}

function broken(packed: Buffer): Buffer {
  const bytes = Buffer.from(packed)
  bytes.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 50)
  return bytes
}

/** Many members, as `bgzip` and log rotation write them. */
function inMembers(bytes: Buffer, size: number): Buffer {
  const members: Buffer[] = []
  for (let at = 0; at < bytes.length; at += size) members.push(gzipSync(bytes.subarray(at, at + size)))
  return Buffer.concat(members)
}

const packings: readonly (readonly [name: string, file: string, bytes: Buffer, member: string])[] = [
  ['gzip', 'd.gz', gzipSync(text), 'd'],
  ['zstd', 'd.zst', zstdCompressSync(text), 'd'],
  [
    'gzip of two members',
    'd.gz',
    Buffer.concat([gzipSync(text.subarray(0, half)), gzipSync(text.subarray(half))]),
    'd',
  ],
  ['gzip of members of 3,000 bytes', 'd.gz', inMembers(text, 3000), 'd'],
  ['gzip of members of 100,000 bytes', 'd.gz', inMembers(text, 100_000), 'd'],
  [
    'zstd of two frames',
    'd.zst',
    Buffer.concat([zstdCompressSync(text.subarray(0, half)), zstdCompressSync(text.subarray(half))]),
    'd',
  ],
  ['gzip with zeros behind it', 'd.gz', Buffer.concat([gzipSync(text), Buffer.alloc(3000)]), 'd'],
  ['gzip in zstd', 'd.gz.zst', zstdCompressSync(gzipSync(text)), 'd.gz > d'],
  ['tar.gz', 'd.tgz', gzipSync(tarOf([{ name: 'one.txt', content: text }])), 'd.tar > one.txt'],
  ['gzip in tar.gz', 'd.tgz', gzipSync(tarOf([{ name: 'one.gz', content: gzipSync(text) }])), 'd.tar > one.gz > one'],
  ['gzip in tar', 'd.tar', tarOf([{ name: 'one.gz', content: gzipSync(text) }]), 'one.gz > one'],
  ['zip', 'd.zip', zipOf([{ name: 'one.txt', content: text }]), 'one.txt'],
  ['zip in gzip', 'd.zip.gz', gzipSync(zipOf([{ name: 'one.txt', content: text }])), 'd.zip > one.txt'],
]

describe.each([
  ['on threads', { threads: 2 }],
  ['on threads, with the hash', { threads: 2, hash: true }],
  ['on threads, in pieces of 100,000', { threads: 2, limits: { pieceBytes: 100_000 } }],
  ['in the calling thread', {}],
] as readonly (readonly [string, SearchOptions])[])('%s', (_, how) => {
  test.each(packings)('%s', (_name, file, bytes, member) =>
    inDirectory(async (directory) => {
      writeFileSync(join(directory, file), bytes)
      const found = await search(directory, how)

      expect(found.places).toEqual(places.map((place) => `${member} ${place}`))
      expect(found.summary).toMatchObject({ textBytes: text.length, lines: 120_006, unread: [] })
    }),
  )

  test.each([
    ['gzip', 'd.gz', gzipSync(text), 'Z_BUF_ERROR'],
    ['zstd', 'd.zst', zstdCompressSync(text), 'Z_BUF_ERROR'],
  ])('%s cut short: all but the last piece is read', (_name, file, packed, detail) =>
    inDirectory(async (directory) => {
      writeFileSync(join(directory, file), cut(packed, 0.8))
      const { summary, places: told } = await search(directory, how)

      expect(summary.unread).toEqual([
        { file: join(directory, file), member: 'd', reason: 'damaged', offset: summary.textBytes, detail },
      ])
      expect(summary.textBytes).toBeGreaterThan(text.length * 0.7)
      expect(told).toEqual(places.map((place) => `d ${place}`).slice(0, told.length))
      expect(told.length).toBeGreaterThanOrEqual(4)
    }),
  )

  test('gzip cut within its header, wherever', () =>
    inDirectory(async (directory) => {
      // extra field, name, comment and sum of the header
      const head = Buffer.from('1f8b081f0000000000030300616263646500' + '6600' + '0000', 'hex')
      for (let bytes = 3; bytes <= head.length; bytes++)
        writeFileSync(join(directory, `${bytes}.gz`), head.subarray(0, bytes))
      writeFileSync(join(directory, 'whole.txt'), hit)
      const { summary, places: told } = await search(directory, how)

      expect(told).toEqual(['- 1 0 email'])
      expect(summary.unread.filter(({ reason }) => reason === 'damaged')).toHaveLength(head.length - 2)
    }))

  test('a member of a tar that begins where a mebibyte does leaves what follows it alone', () =>
    inDirectory(async (directory) => {
      const fill = (bytes: number) => Buffer.alloc(bytes, 'nobody@mail.example:1\n')
      const tar = tarOf([
        { name: 'one.txt', content: fill(2 ** 20 - 1024) },
        { name: 'two.txt', content: Buffer.concat([fill(220_000), Buffer.from(`\n${hit}`)]) },
        { name: 'three.txt', content: Buffer.concat([Buffer.from(hit), fill(220_000)]) },
        { name: 'four.txt', content: Buffer.concat([fill(22), Buffer.from(hit)]) },
      ])
      writeFileSync(join(directory, 'd.tgz'), gzipSync(tar))
      const found = await search(directory, how)

      expect(tar.indexOf('two.txt') + 512).toBe(2 ** 20)
      expect(found.summary.unread).toEqual([])
      expect(found.places).toEqual([
        'd.tar > two.txt 10002 220001 email',
        'd.tar > three.txt 1 0 email',
        'd.tar > four.txt 2 22 email',
      ])
    }))

  test('gzip with a broken middle', () =>
    inDirectory(async (directory) => {
      writeFileSync(join(directory, 'd.gz'), broken(gzipSync(text)))
      const { summary, places: told } = await search(directory, how)

      expect(summary.unread).toMatchObject([{ member: 'd', reason: 'damaged', offset: summary.textBytes }])
      expect(summary.textBytes).toBeGreaterThan(text.length * 0.4)
      expect(told.length).toBeGreaterThanOrEqual(2)
    }))

  test('what is not read inside leaves the threads to others, and a bomb stops', () =>
    inDirectory(async (directory) => {
      for (let i = 0; i < 20; i++)
        writeFileSync(
          join(directory, `7z-${i}.gz`),
          gzipSync(Buffer.concat([Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), text])),
        )
      writeFileSync(join(directory, 'bomb.gz'), gzipSync(Buffer.alloc(40_000_000)))
      writeFileSync(join(directory, 'd.gz'), gzipSync(text))
      const limits = { expandedBytes: 10_000_000, expandedTimes: 10 }
      const { summary, places: told } = await search(directory, { ...how, limits: { ...limits, ...how.limits } })

      expect(told).toEqual(places.map((place) => `d ${place}`))
      expect(summary.unread.map(({ reason }) => reason).sort()).toEqual([
        ...Array.from({ length: 20 }, () => 'container'),
        'expands-too-much',
      ])
    }))
})
