/**
 * The search of leak files beside ripgrep, grep and a bare read loop, on the same file in the same run, tools in alternation.
 *
 *     node bench/dump/run.ts [--mb 256] [--runs 3] [--only WORD]
 *
 * CPU is of the whole process from the start of the search on (ours: with its threads; others: all of it). Recall is of the
 * places planted by the generator: right means the same offset, line and selector (others: the same offset); false is all else
 * that was told.
 */
import { execFileSync, spawn } from 'node:child_process'
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createGzip, createZstdCompress } from 'node:zlib'
import Table from 'cli-table3'
import { buildOne } from './built.ts'
import type { Measured } from './one.ts'
import { type Planted, selectorsOf, writeDump } from './town.ts'

const { values } = parseArgs({
  options: {
    mb: { type: 'string', default: '256' },
    runs: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
  },
})
const megabytes = Number(values.mb)
const runs = Number(values.runs)
const directory = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
const at = (name: string): string => join(directory, name)

/** What `× a bare read loop` may be told of: they differ by a factor of ten. */
const readLoops = [
  ['bare readSync, 256 KiB at positions', 'read-sync'],
  ['bare fs/promises read, 256 KiB at positions', 'read-async'],
  ['bare createReadStream', 'stream'],
  ['bare createReadStream of 256 KiB', 'stream-256k'],
] as const

const two = 'vigie, 500 k selectors, 2 threads'
const oneThread = 'vigie, 500 k, 1 thread'
const hashing = 'vigie, 500 k, 2 threads, SHA-256'
const many = 'vigie, 3 M, 2 threads'
const fewOurs = 'vigie, 1 k, 2 threads'
const ripgrep = 'ripgrep -F, case-sensitive, 1.1 M literals'
const grep = 'grep -F -i, 300 k literals'
const fewRipgrep = 'ripgrep -F -i, 1 k selectors'
const twoFiles = 'vigie, two gzip files'

interface Tool {
  readonly name: string
  readonly run: () => Promise<Measured>
}

/** The program, as it is built: see `built.ts`. */
let program = ''

async function main(): Promise<void> {
  writeFileSync(at('package.json'), '{"type":"module"}')
  program = await buildOne(directory)
  const planted = dumpFor('dump.txt', megabytes * 1e6, 500_000, 1)
  dumpFor('thousand.txt', megabytes * 1e6, 1000, 2)
  await pipeline(createReadStream(at('dump.txt')), createGzip({ level: 6 }), createWriteStream(at('dump.txt.gz')))
  copyFileSync(at('dump.txt.gz'), at('dump.again.gz'))
  await pipeline(createReadStream(at('dump.txt')), createZstdCompress(), createWriteStream(at('dump.txt.zst')))

  await table(`${megabytes} MB of mixed formats, ${planted} places planted, medians of ${runs}`, planted, [
    ours(two, 'dump', { threads: 2 }),
    ours(oneThread, 'dump', { threads: 1 }),
    ours(hashing, 'dump', { threads: 2, hash: true }),
    ours(many, 'dump', { threads: 2, selectors: 3_000_000 }, '-'),
    ours('vigie, 500 k, plain scan, 2 threads', 'dump', { threads: 2, plain: true }),
    ...readLoops.map(([name, how]) => ({ name, run: async () => one([how, at('dump.txt')]) })),
    ...literalTools(),
  ])
  const few = (JSON.parse(readFileSync(at('thousand.json'), 'utf8')) as Planted[]).length
  await table(`the same with 1,000 selectors, ${few} places`, few, [
    ours(fewOurs, 'thousand', { threads: 2, selectors: 1000 }),
    ...fewTools(),
  ])
  await table('compressed', planted, [
    ours('vigie, gzip', 'dump', { threads: 2 }, undefined, '.txt.gz'),
    { name: 'gunzip of Node', run: async () => one(['gunzip', at('dump.txt.gz')]) },
    ours('vigie, zstd', 'dump', { threads: 2 }, undefined, '.txt.zst'),
    { name: 'zstd of Node', run: async () => one(['unzstd', at('dump.txt.zst')]) },
    ours('vigie, gzip and zstd side by side', 'dump', { threads: 2 }, '-', '.txt.gz', '.txt.zst'),
    ours(twoFiles, 'dump', { threads: 2 }, '-', '.txt.gz', '.again.gz'),
  ])
  const small = dumpFor('small.txt', 16e6, 500_000, 3)
  await table(
    `16 MB in pieces, ${small} places`,
    small,
    [1000, 8192, 262_144].map((pieceBytes) =>
      ours(`pieces of ${pieceBytes}`, 'small', { threads: 2, limits: { pieceBytes } }),
    ),
  )
  await hostile()
  tellRatios()
}

/** Writes a dump and its truth, and returns how many places were planted. */
function dumpFor(name: string, bytes: number, selectors: number, seed: number): number {
  const { planted } = writeDump(at(name), bytes, selectors, seed)
  writeFileSync(at(name.replace('.txt', '.json')), JSON.stringify(planted))
  return planted.length
}

function ours(
  name: string,
  dump: string,
  options: object,
  truth = at(`${dump}.json`),
  ...endings: readonly string[]
): Tool {
  const paths = (endings.length === 0 ? ['.txt'] : endings).map((ending) => at(dump + ending)).join()
  return { name, run: async () => one(['vigie', paths, truth, JSON.stringify(options)]) }
}

function one(args: readonly string[]): Measured {
  const told = execFileSync(process.execPath, [program, ...args], { encoding: 'utf8' })
  return JSON.parse(told) as Measured
}

// ── others ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

function has(tool: string): boolean {
  const found = (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, tool)))
  if (!found) process.stdout.write(`${tool}: not installed\n`)
  return found
}

/** Literals for tools that know no spellings: e-mails and domains as they are, phones in the four most usual ways. */
function writeLiterals(name: string, selectors: number, phones: boolean): string {
  const lines: string[] = []
  for (const { kind, canonical } of selectorsOf(selectors)) {
    if (kind !== 'phone') lines.push(canonical)
    else if (phones) {
      const national = `0${canonical.slice(3)}`
      lines.push(
        national,
        national.replace(/(?<=^(?:..)+)(?=.)/g, ' '),
        national.replace(/(?<=^(?:..)+)(?=.)/g, '.'),
        canonical,
      )
    }
  }
  writeFileSync(at(name), `${lines.join('\n')}\n`)
  return at(name)
}

function literalTools(): Tool[] {
  const all = writeLiterals('all.literals', 500_000, true)
  const words = writeLiterals('words.literals', 500_000, false)
  return [
    ...(has('rg') ? [other(ripgrep, 'dump', 'rg', ['-a', '-j2', '-F', '-o', '-b', '-N', '-I', '-f', all])] : []),
    ...(has('grep') ? [other(grep, 'dump', 'grep', ['-a', '-F', '-i', '-o', '-b', '-f', words])] : []),
  ]
}

function fewTools(): Tool[] {
  const few = writeLiterals('few.literals', 1000, true)
  return has('rg')
    ? [other(fewRipgrep, 'thousand', 'rg', ['-a', '-j2', '-F', '-i', '-o', '-b', '-N', '-I', '-f', few])]
    : []
}

function other(name: string, dump: string, command: string, args: readonly string[]): Tool {
  return { name, run: () => measureOther(command, [...args, at(`${dump}.txt`)], at(`${dump}.json`)) }
}

/** Runs a tool that prints `offset:match`, with the CPU that the shell tells and the peak that the kernel tells. */
async function measureOther(command: string, args: readonly string[], truth: string): Promise<Measured> {
  const out = at('other.out')
  const script = `TIMEFORMAT='%R %U %S'; time "$0" "$@" > ${out}`
  const child = spawn('bash', ['-c', script, command, ...args], { env: { ...process.env, LC_ALL: 'C' } })
  let said = ''
  child.stderr.on('data', (piece: Buffer) => {
    said += piece.toString()
  })
  let peakMb = 0
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, peakOf(child.pid ?? 0))
  }, 20)
  await new Promise((resolve) => child.on('close', resolve))
  clearInterval(watch)
  const [seconds = 0, user = 0, system = 0] = said.trim().split('\n').at(-1)!.split(' ').map(Number)
  const places = new Set((JSON.parse(readFileSync(truth, 'utf8')) as Planted[]).map(([offset]) => offset))
  const told = new Set<number>()
  for (const line of readFileSync(out, 'latin1').split('\n'))
    if (/^\d+:/.test(line)) told.add(Number.parseInt(line, 10))
  const right = [...told].filter((offset) => places.has(offset)).length
  return {
    seconds,
    cpu: user + system,
    peakMb,
    bytes: megabytes * 1e6,
    found: told.size,
    right,
    wrong: told.size - right,
  }
}

function peakOf(shell: number): number {
  try {
    const child = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').trim().split(' ')[0]
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0 // it has ended
  }
}

// ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

async function table(title: string, planted: number, tools: readonly Tool[]): Promise<void> {
  const chosen = tools.filter(({ name }) => name.includes(values.only))
  const measured = new Map<string, Measured[]>(chosen.map(({ name }) => [name, []]))
  for (let run = 0; run < runs; run++) {
    for (const tool of chosen) measured.get(tool.name)!.push(await tool.run())
  }
  for (const [name, all] of measured) medians.set(name, summarize(all))
  const out = new Table({
    head: ['', 'wall s', 'CPU s', 'MB/s', 'MB/CPU-s', 'peak MB', 'found', 'false'],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'right'],
  })
  for (const [name, all] of measured) {
    const one = all.at(-1)!
    const seconds = median(all.map((m) => m.seconds))
    const cpu = median(all.map((m) => m.cpu))
    out.push([
      name,
      seconds.toFixed(2),
      cpu.toFixed(2),
      (one.bytes / 1e6 / seconds).toFixed(0),
      (one.bytes / 1e6 / cpu).toFixed(0),
      Math.max(...all.map((m) => m.peakMb)).toFixed(0),
      one.right === undefined ? '' : `${one.right} (${((100 * one.right) / planted).toFixed(1)} %)`,
      one.wrong === undefined ? '' : String(one.wrong),
    ])
  }
  if (measured.size > 0) process.stdout.write(`\n${title}\n${out.toString()}\n`)
}

interface Median {
  readonly seconds: number
  readonly cpu: number
  readonly buildSeconds: number
  readonly megabytes: number
  readonly peakMb: number
}

const medians = new Map<string, Median>()

function summarize(all: readonly Measured[]): Median {
  return {
    seconds: median(all.map((m) => m.seconds)),
    cpu: median(all.map((m) => m.cpu)),
    buildSeconds: median(all.map((m) => m.buildSeconds ?? 0)),
    megabytes: all[0]!.bytes / 1e6,
    peakMb: Math.max(...all.map((m) => m.peakMb)),
  }
}

/** What the issue of the search asked for, as measured in this run; each ratio names both of its sides. */
function tellRatios(): void {
  const out = new Table({
    head: ['measured', 'wanted', ''],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right'],
  })
  const tell = (name: string, wanted: string, of: readonly string[], value: (...all: Median[]) => number): void => {
    const all = of.map((one) => medians.get(one))
    if (all.every((one) => one !== undefined)) out.push([name, wanted, value(...all).toFixed(2)])
  }
  for (const [name] of readLoops) {
    tell(`CPU, × ${name}`, '≤ 4', [two, name], (a, b) => a.cpu / b.cpu)
    tell(`CPU with SHA-256, × ${name}`, '≤ 5.2', [hashing, name], (a, b) => a.cpu / b.cpu)
  }
  for (const [name, wanted] of [
    [ripgrep, '≥ 25'],
    [grep, '≥ 25'],
  ] as const) {
    tell(`CPU of ${name}, × ours`, wanted, [name, two], (a, b) => a.cpu / b.cpu)
  }
  tell(`CPU of ${fewRipgrep}, × ours`, '≥ 8', [fewRipgrep, fewOurs], (a, b) => a.cpu / b.cpu)
  tell('MB/s on 2 threads', '≥ 700', [two], (a) => a.megabytes / a.seconds)
  tell('MB per CPU-second', '≥ 350', [two], (a) => a.megabytes / a.cpu)
  tell('second thread, × one', '≥ 1.5', [oneThread, two], (a, b) => a.seconds / b.seconds)
  tell('CPU with 500 k selectors, × with 1 k', '≤ 1.5', [two, fewOurs], (a, b) => a.cpu / b.cpu)
  tell('table of 500 k built, s', '≤ 0.6', [two], (a) => a.buildSeconds)
  tell('peak MB, 500 k', '≤ 300', [two], (a) => a.peakMb)
  tell('peak MB, 3 M', '≤ 800', [many], (a) => a.peakMb)
  for (const [name, bare] of [
    ['vigie, gzip', 'gunzip of Node'],
    ['vigie, zstd', 'zstd of Node'],
  ] as const) {
    tell(`rate of ${name}, × ${bare}`, '≥ 0.85', [name, bare], (a, b) => b.seconds / a.seconds)
    tell(`CPU of ${name}, × half that of ${bare}`, '', [name, bare], (a, b) => a.cpu / 2 / b.seconds)
  }
  tell('rate of two gzip files, × one', '> 1', [twoFiles, 'vigie, gzip'], (a, b) => (b.seconds * 2) / a.seconds)
  process.stdout.write(`\n${out.toString()}\n`)
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!
}

/** Inputs made to be slow; each must still be read at 25 MB/s. */
async function hostile(): Promise<void> {
  const patterns: readonly (readonly [name: string, text: string])[] = [
    ['only @', '@'],
    ['a@', 'a@'],
    ['only dots', '.'],
    ['zeros', '0'],
    ['06 06 06', '06 '],
    ['33 33 33', '33 '],
    ['00 33 00 33', '00 33 '],
    ['%40%40', '%40'],
    ['a%40a%2e', 'a%40a%2e'],
    ['\\u0040', '\\u0040'],
    ['[at][at]', '[at]'],
    ['&#64;', '&#64;'],
    ['a+a@a.fr', 'a+a@a.fr '],
    ['é@é', 'é@é'],
    ['full-width digits', '０'],
    ['zeros and zero-width spaces', '0\u200b'],
    ['a watched domain on end', 'ville1-exemple.fr['],
    ['a watched address on every line', 'jeanne.durand0@ville0-exemple.fr:x\n'],
    ['nothing but newlines', '\n'],
    ['a watched number on end', '0701000000 '],
    ['a row of watched ones', '0701000000;jeanne.durand0@ville0-exemple.fr;Durand;Jeanne;1980-01-02\n'],
  ]
  const out = new Table({
    head: ['hostile input, 32 MB, 2 threads', 'MB/s', 'CPU s', 'found'],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right'],
  })
  for (const [name, text] of patterns.filter(([pattern]) => pattern.includes(values.only))) {
    writeFileSync(at('hostile.txt'), Buffer.alloc(32e6, text))
    const { bytes, seconds, cpu, found = 0 } = one(['vigie', at('hostile.txt'), '-', JSON.stringify({ threads: 2 })])
    out.push([name, (bytes / 1e6 / seconds).toFixed(0), cpu.toFixed(2), found])
  }
  process.stdout.write(`\n${out.toString()}\n`)
}

try {
  await main()
} finally {
  rmSync(directory, { recursive: true })
}
