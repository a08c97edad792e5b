/** Leak files too large for one thread, through the built program: its threads, containers, encodings, bad input, going on. */
import { execFileSync } from 'node:child_process'
import { truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { tarOf, zipOf } from '../corpus/files.ts'
import { makePlace, type Place } from './vigie.ts'

const held = ['--held-as', 'police', '--provenance', 'PV 2026/123, gendarmerie', '--list', 'agents.csv']
const hit = 'jean.durand@ville-exemple.fr:FICTIF\n'

/** 6 MB, a hit after every 30,000 lines. */
function makeText(): { text: string; places: number[][] } {
  const lines: string[] = []
  const places: number[][] = []
  let offset = 0
  for (let i = 1; i <= 180_000; i++) {
    const line = `prénom${(i * 7919) % 9973}@ailleurs.example:${(Math.imul(i, 0x9e3779b1) >>> 0).toString(36)}\n`
    lines.push(line)
    offset += line.length
    if (i % 30_000 !== 0) continue
    places.push([lines.length + 1, offset])
    lines.push(hit)
    offset += hit.length
  }
  return { text: lines.join(''), places }
}

const { text, places } = makeText()
const latin = Buffer.from(text, 'latin1')
const wide = Buffer.from(text, 'utf16le')

interface Line {
  readonly file: string
  readonly line: number
  readonly offset: number
  readonly summary?: { readonly hits: number; readonly unread: readonly Record<string, unknown>[] }
}

let place: Place
beforeAll(async () => {
  place = await makePlace()
  await place.run(['init', '--legal-basis', 'RGPD', '--keys', 'keys'])
  await place.write('agents.csv', 'Courriel\njean.durand@ville-exemple.fr\n')
})
afterAll(() => place.remove())

function readLines(stdout: string): Line[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
}

describe('dump scan of files of megabytes', () => {
  test.each([
    ['Windows-1252', 'a.txt', latin, 1, 0],
    ['UTF-16 with a mark', 'b.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), wide]), 2, 2],
    ['UTF-16, big end first, without a mark', 'c.txt', Buffer.from(wide).swap16(), 2, 0],
    ['gzip', 'd.gz', gzipSync(latin), 1, 0],
    ['gzip of UTF-16', 'e.gz', gzipSync(wide), 2, 0],
    ['zstd', 'f.zst', zstdCompressSync(latin), 1, 0],
    ['tar', 'g.tar', tarOf([{ name: 'one.txt', content: latin }]), 1, 0],
    ['tar.gz', 'h.tgz', gzipSync(tarOf([{ name: 'one.txt', content: latin }])), 1, 0],
    ['zip', 'i.zip', zipOf([{ name: 'one.txt', content: latin }]), 1, 0],
    ['gzip in zip', 'j.zip', zipOf([{ name: 'one.gz', content: gzipSync(latin), stored: true }]), 1, 0],
  ] as const)('%s: every hit at its line and byte, and the digest of the file', async (_, name, bytes, scale, mark) => {
    await place.write(name, bytes)

    const scan = await place.run(['dump', 'scan', name, ...held, '--ndjson'])

    expect([scan.code, scan.stderr]).toEqual([10, expect.any(String)])
    const lines = readLines(scan.stdout)
    expect(lines.slice(0, -1).map(({ line, offset }) => [line, offset])).toEqual(
      places.map(([line, offset]) => [line, offset! * scale + mark]),
    )
    const [sum] = execFileSync('sha256sum', [path.join(place.directory, name)], { encoding: 'utf8' }).split(' ')
    expect(lines.at(-1)!.summary).toMatchObject({ hits: 6, unread: [], files: [{ path: name, sha256: sum }] })
  })

  test('bad input: each is named in one line, the others are searched, and the end is 30', async () => {
    execFileSync('mkdir', ['bad'], { cwd: place.directory })
    const at = (name: string) => path.join(place.directory, 'bad', name)
    writeFileSync(at('good.txt'), latin)
    writeFileSync(at('line.txt'), `${'bruit;'.repeat(9_000_000)};${hit}`)
    writeFileSync(at('cut.gz'), gzipSync(latin).subarray(0, 900_000))
    writeFileSync(at('sparse.txt'), hit)
    truncateSync(at('sparse.txt'), 300_000_000)
    execFileSync('mkfifo', [at('pipe')])
    execFileSync('ln', ['-s', 'good.txt', at('link.txt')])

    const scan = await place.run(['dump', 'scan', 'bad', ...held, '--ndjson'])

    expect(scan.code).toBe(30)
    const lines = readLines(scan.stdout)
    const found = lines.slice(0, -1).map(({ file, line, offset }) => [file, line, offset])
    expect(found.filter(([file]) => file === 'bad/good.txt')).toEqual(places.map((one) => ['bad/good.txt', ...one]))
    expect(found).toContainEqual(['bad/line.txt', 1, 54_000_001])
    expect(found).toContainEqual(['bad/sparse.txt', 1, 0])
    const { unread } = lines.at(-1)!.summary!
    expect(unread.map(({ file, member, reason }) => [file, member, reason]).sort()).toEqual([
      ['bad/cut.gz', 'cut', 'damaged'],
      ['bad/link.txt', undefined, 'symbolic-link'],
      ['bad/pipe', undefined, 'special-file'],
    ])
  }, 60_000)

  test('stopped by a signal and by a kill, --resume tells all that was not told', async () => {
    const copies = 60
    await place.write('long.txt', Buffer.concat(Array.from({ length: copies }, () => latin)))
    const told = new Set<number>()
    const take = (stdout: string) => {
      // what was killed may have left half a line
      for (const line of stdout
        .slice(0, stdout.lastIndexOf('\n') + 1)
        .trim()
        .split('\n')) {
        const { offset } = (line === '' ? {} : JSON.parse(line)) as Partial<Line>
        if (offset !== undefined) told.add(offset)
      }
    }
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const { child, ended } = place.start(['dump', 'scan', 'long.txt', ...held, '--ndjson', '--resume'])
      child.stdout?.once('data', () => child.kill(signal))
      take((await ended).stdout)
    }

    const last = await place.run(['dump', 'scan', 'long.txt', ...held, '--ndjson', '--resume'])
    take(last.stdout)

    expect(last.stdout).toContain('"unread":[]')
    const expected = Array.from({ length: copies }, (_, i) =>
      places.map(([, offset]) => i * latin.length + offset!),
    ).flat()
    expect([...told].sort((a, b) => a - b)).toEqual(expected)
  }, 60_000)
})
