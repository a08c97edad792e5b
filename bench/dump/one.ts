/**
 * One measured search, in a process of its own. Prints a line of JSON.
 *
 *     node bench/dump/one.ts vigie PATH TRUTH '{"selectors":500000,"threads":2}'
 *     node bench/dump/one.ts read-sync|read-async|stream|stream-256k PATH
 *     node bench/dump/one.ts gunzip PATH.gz
 */
import { closeSync, createReadStream, openSync, readFileSync, readSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { type SearchOptions, searchPaths } from '../../src/corpus/index.ts'
import { buildTable } from '../../src/matcher/index.ts'
import { type Planted, selectorsOf } from './town.ts'

export interface Measured {
  /** seconds from the start of the search on; the table is built before */
  readonly seconds: number
  /** CPU of the process over the same time */
  readonly cpu: number
  readonly peakMb: number
  readonly bytes: number
  readonly buildSeconds?: number
  readonly found?: number
  readonly right?: number
  readonly wrong?: number
}

interface OneOptions extends SearchOptions {
  readonly selectors?: number
}

async function vigie(paths: readonly string[], truthPath: string | undefined): Promise<Measured> {
  const { selectors = 500_000, ...options } = JSON.parse(optionsText) as OneOptions
  const buildStarted = performance.now()
  const table = buildTable(selectorsOf(selectors))
  const buildSeconds = (performance.now() - buildStarted) / 1000
  const got: number[] = []
  const clock = startClock()
  const summary = await searchPaths(paths, table, {
    ...options,
    onHit: (hit) => got.push(hit.offset, hit.line, hit.ref),
  })
  const spent = clock()
  if (summary.unread.length > 0) throw new Error(`unread: ${JSON.stringify(summary.unread)}`)
  const checked = truthPath === undefined || truthPath === '-' ? {} : compare(got, truthPath)
  return { ...spent, bytes: summary.textBytes, buildSeconds, found: got.length / 3, ...checked }
}

/** Right: the same offset, line and selector as planted. Wrong: anything else that was told. */
function compare(got: readonly number[], truthPath: string): { right: number; wrong: number } {
  const planted = new Set((JSON.parse(readFileSync(truthPath, 'utf8')) as Planted[]).map((place) => place.join()))
  let right = 0
  let wrong = 0
  for (let i = 0; i < got.length; i += 3) {
    if (planted.delete(`${got[i]},${got[i + 1]},${got[i + 2]}`)) right++
    else wrong++
  }
  return { right, wrong }
}

const blockBytes = 256 * 1024

/** Bare loops of Node that read a file and do nothing with it. */
const loops: Readonly<Record<string, (file: string) => Promise<Measured>>> = {
  async 'read-sync'(file) {
    const clock = startClock()
    const buffer = Buffer.alloc(blockBytes)
    const fd = openSync(file, 'r')
    let bytes = 0
    for (let n = readSync(fd, buffer, 0, blockBytes, 0); n > 0; n = readSync(fd, buffer, 0, blockBytes, bytes))
      bytes += n
    closeSync(fd)
    return { ...clock(), bytes }
  },
  async 'read-async'(file) {
    const clock = startClock()
    const buffer = Buffer.alloc(blockBytes)
    await using handle = await open(file)
    let bytes = 0
    for (let n = -1; n !== 0; bytes += n) ({ bytesRead: n } = await handle.read(buffer, 0, blockBytes, bytes))
    return { ...clock(), bytes }
  },
  stream: (file) => stream(file, {}),
  'stream-256k': (file) => stream(file, { highWaterMark: blockBytes }),
}

async function stream(file: string, options: { highWaterMark?: number }): Promise<Measured> {
  const clock = startClock()
  let bytes = 0
  for await (const block of createReadStream(file, options)) bytes += (block as Buffer).length
  return { ...clock(), bytes }
}

async function inflate(file: string, kind: string): Promise<Measured> {
  const clock = startClock()
  const chunkSize = 128 * 1024
  const unpacker = kind === 'gunzip' ? createGunzip({ chunkSize }) : createZstdDecompress({ chunkSize })
  let bytes = 0
  for await (const piece of createReadStream(file, { highWaterMark: 256 * 1024 }).pipe(unpacker))
    bytes += (piece as Buffer).length
  return { ...clock(), bytes }
}

function startClock(): () => Pick<Measured, 'seconds' | 'cpu' | 'peakMb'> {
  const started = performance.now()
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    const peakMb = process.resourceUsage().maxRSS / 1024
    return { seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6, peakMb }
  }
}

const [what, path, truth, optionsText = '{}'] = process.argv.slice(2)
if (path !== undefined) {
  const measured = what === 'vigie' ? await vigie(path.split(','), truth) : await (loops[what!] ?? inflate)(path, what!)
  process.stdout.write(JSON.stringify(measured))
}
