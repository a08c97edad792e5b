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

interface Tool {
  readonly name: string
  readonly run: () => Promise<Measured>
}

try {
  await main()
} finally {
  rmSync(directory, { recursive: true })
}

async function main(): Promise<void> {
  const planted = dumpFor('dump.txt', megabytes * 1e6, 500_000, 1)
  dumpFor('thousand.txt', megabytes * 1e6, 1000, 2)
  await pipeline(createReadStream(at('dump.txt')), createGzip({ level: 6 }), createWriteStream(at('dump.txt.gz')))
  await pipeline(createReadStream(at('dump.txt')), createZstdCompress(), createWriteStream(at('dump.txt.zst')))

  await table(`${megabytes} MB of mixed formats, ${planted} places planted, medians of ${runs}`, planted, [
    ours('vigie, 500 k selectors, 2 threads', 'dump', { threads: 2 }),
    ours('vigie, 500 k, 1 thread', 'dump', { threads: 1 }),
    ours('vigie, 500 k, 2 threads, SHA-256', 'dump', { threads: 2, hash: true }),
    ours('vigie, 3 M, 2 threads', 'dump', { threads: 2, selectors: 3_000_000 }, '-'),
    ours('vigie, 500 k, plain scan, 2 threads', 'dump', { threads: 2, plain: true }),
    { name: 'bare read loop of Node', run: async () => one(['read', at('dump.txt')]) },
    ...literalTools(),
  ])
  const few = (JSON.parse(readFileSync(at('thousand.json'), 'utf8')) as Planted[]).length
  await table(`the same with 1,000 selectors, ${few} places`, few, [
    ours('vigie, 1 k, 2 threads', 'thousand', { threads: 2, selectors: 1000 }),
    ...fewTools(),
  ])
  await table('compressed', planted, [
    ours('vigie, gzip', 'dump', { threads: 2 }, undefined, '.txt.gz'),
    { name: 'gunzip of Node', run: async () => one(['gunzip', at('dump.txt.gz')]) },
    ours('vigie, zstd', 'dump', { threads: 2 }, undefined, '.txt.zst'),
    { name: 'zstd of Node', run: async () => one(['unzstd', at('dump.txt.zst')]) },
    ours('vigie, gzip and zstd side by side', 'dump', { threads: 2 }, '-', '.txt.gz', '.txt.zst'),
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
  const told = execFileSync(process.execPath, [join(import.meta.dirname, 'one.ts'), ...args], { encoding: 'utf8' })
  return JSON.parse(told) as Measured
}

// ── others ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

function has(tool: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, tool)))
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
    ...(has('rg')
      ? [
          other('ripgrep -F, case-sensitive, 1.1 M literals', 'dump', 'rg', [
            '-a',
            '-j2',
            '-F',
            '-o',
            '-b',
            '-N',
            '-I',
            '-f',
            all,
          ]),
        ]
      : []),
    ...(has('grep')
      ? [other('grep -F -i, 300 k literals', 'dump', 'grep', ['-a', '-F', '-i', '-o', '-b', '-f', words])]
      : []),
  ]
}

function fewTools(): Tool[] {
  const few = writeLiterals('few.literals', 1000, true)
  return has('rg')
    ? [
        other('ripgrep -F -i, 1 k selectors', 'thousand', 'rg', [
          '-a',
          '-j2',
          '-F',
          '-i',
          '-o',
          '-b',
          '-N',
          '-I',
          '-f',
          few,
        ]),
      ]
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
  ]
  const out = new Table({
    head: ['hostile input, 32 MB, 2 threads', 'MB/s', 'found'],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right'],
  })
  for (const [name, text] of patterns.filter(([pattern]) => pattern.includes(values.only))) {
    writeFileSync(at('hostile.txt'), Buffer.alloc(32e6, text))
    const { bytes, seconds, found = 0 } = one(['vigie', at('hostile.txt'), '-', JSON.stringify({ threads: 2 })])
    out.push([name, (bytes / 1e6 / seconds).toFixed(0), found])
  }
  process.stdout.write(`\n${out.toString()}\n`)
}
