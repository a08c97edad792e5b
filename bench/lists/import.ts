/**
 * What a whole `vigie lists import` costs beside csv-parse alone on the same file, each as a process of its own, from start to
 * exit: `node bench/lists/import.ts [ROWS…]` (100,000, 1,000,000 and 2,000,000 by default). Needs a build.
 *
 * Two lists of each length: `pairs` is a directory's export, an address, a number and a matricule to a row, in the spellings of
 * offices, so two values a row; `mixed` has one value a row, addresses and numbers in turns, all different.
 *
 * CPU and not wall time, so that a busy machine gives nearly the same figures.
 */
import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { listLines } from './make-list.ts'

const lengths = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100_000, 1_000_000, 2_000_000]
const binary = path.resolve(import.meta.dirname, '../../bin/run.js')
const directory = mkdtempSync(path.join(os.tmpdir(), 'vigie-import-'))
const most = { cpuSeconds: 14, rows: 1_000_000, peakMb: 300 }

const lists: Readonly<Record<string, (rows: number) => Iterable<string>>> = {
  pairs: (rows) => listLines(rows, 1),
  *mixed(rows) {
    yield 'Contact\r\n'
    for (let i = 0; i < rows / 2; i++) {
      yield `Usager${i}@courriel${i % 997}.example\r\n`
      // foreign-looking numbers would leave the path that city lists take
      yield `06 ${String(i)
        .padStart(8, '0')
        .replace(/(..)(?=.)/g, '$1 ')}\r\n`
    }
  },
}

interface Usage {
  readonly cpuSeconds: number
  readonly peakMb: number
}

/** Tells at its exit what the process took. */
const teller = `data:text/javascript,${encodeURIComponent(`
  import { writeFileSync } from 'node:fs'
  process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    const peakMb = process.resourceUsage().maxRSS / 1024
    writeFileSync(process.env.VIGIE_BENCH_USAGE, JSON.stringify({ cpuSeconds: (user + system) / 1e6, peakMb }))
  })`)}`

const parseAlone = `
  import { createReadStream } from 'node:fs'
  import { parse } from 'csv-parse'
  let rows = 0
  const delimiter = process.argv[2]
  for await (const _ of createReadStream(process.argv[1], { highWaterMark: 262144 }).pipe(parse({ delimiter }))) rows++`

function run(args: readonly string[]): Usage {
  const file = path.join(directory, 'usage.json')
  execFileSync(process.execPath, ['--import', teller, ...args], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    env: { ...process.env, HOME: directory, VIGIE_BENCH_USAGE: file, LANG: 'C.UTF-8' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return JSON.parse(readFileSync(file, 'utf8')) as Usage
}

function write(name: string, lines: Iterable<string>): string {
  const file = path.join(directory, name)
  const handle = openSync(file, 'w')
  let block = ''
  for (const line of lines) {
    block += line
    if (block.length < 1 << 16) continue
    writeSync(handle, block)
    block = ''
  }
  writeSync(handle, block)
  closeSync(handle)
  return file
}

process.stdout.write('list      rows        import CPU  csv-parse  beyond     RSS\n')
try {
  for (const [name, make] of Object.entries(lists)) {
    for (const rows of lengths) {
      const file = write(`${name}.csv`, make(rows))
      const workspace = path.join(directory, `${name}-${rows}`)
      run([binary, 'init', '--workspace', workspace, '--legal-basis', 'bench', '--keys', `${workspace}-keys`])
      const ours = run([binary, 'lists', 'import', file, '-p', 'residents', '--workspace', workspace])
      const alone = run(['--input-type=module', '-e', parseAlone, file, name === 'pairs' ? ';' : ','])
      const beyond = ours.cpuSeconds - alone.cpuSeconds
      const kept = beyond <= (most.cpuSeconds * Math.max(rows, most.rows)) / most.rows && ours.peakMb <= most.peakMb
      process.stdout.write(
        `${name.padEnd(8)}${String(rows).padStart(9)}  ${seconds(ours.cpuSeconds)}  ${seconds(alone.cpuSeconds)}  ${seconds(beyond)}  ${ours.peakMb.toFixed(0)} MB${kept ? '' : '  (more than promised)'}\n`,
      )
      rmSync(file)
      rmSync(workspace, { recursive: true })
    }
  }
} finally {
  rmSync(directory, { recursive: true })
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`.padStart(8)
}
