/**
 * What a start costs, in CPU time beside a bare `node -e 0`, in one run: `node bench/start/run.ts [ROUNDS]`. Needs a build.
 * The commands take turns, so that a busy machine is busy for all; medians are told, and whether they keep what is promised.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const rounds = Number(process.argv[2] ?? 15)
const binary = path.resolve(import.meta.dirname, '../../bin/run.js')
const home = mkdtempSync(path.join(os.tmpdir(), 'vigie-start-'))
const env = { HOME: home, PATH: process.env.PATH ?? '', LANG: 'C.UTF-8' }

const bare = 'node -e 0'
const commands: readonly { readonly name: string; readonly args: readonly string[]; readonly atMost: number }[] = [
  { name: bare, args: ['-e', '0'], atMost: 1 },
  { name: 'vigie --version', args: [binary, '--version'], atMost: 1.6 },
  { name: 'vigie --help', args: [binary, '--help'], atMost: 5 },
  { name: 'vigie lists stats', args: [binary, 'lists', 'stats', '--workspace', path.join(home, 'city')], atMost: 5 },
]

/** milliseconds of CPU, user and system, of one run and its children */
function cpuMs(args: readonly string[]): number {
  const script = `TIMEFORMAT='%3U %3S'; { time "$0" "$@" >/dev/null 2>&1 </dev/null; } 2>&1`
  const told = execFileSync('bash', ['-c', script, process.execPath, ...args], { env, encoding: 'utf8' })
  const [user = 0, system = 0] = told.trim().split(' ').map(Number)
  return (user + system) * 1000
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

try {
  const city = path.join(home, 'city')
  execFileSync(process.execPath, [binary, 'init', '--workspace', city, '--legal-basis', 'bench'], {
    env,
    stdio: 'ignore',
  })
  const spent = new Map<string, number[]>(commands.map(({ name }) => [name, []]))
  // once for nothing: the compile cache fills
  for (const { args } of commands) cpuMs(args)
  for (let round = 0; round < rounds; round++) {
    for (const { name, args } of commands) spent.get(name)?.push(cpuMs(args))
  }
  const bareMs = median(spent.get(bare) ?? [])
  for (const { name, atMost } of commands) {
    const ms = median(spent.get(name) ?? [])
    const ratio = ms / bareMs
    const verdict = name === bare ? '' : ratio <= atMost ? `  kept (≤ ${atMost})` : `  MISSED (≤ ${atMost})`
    if (verdict.includes('MISSED')) process.exitCode = 1
    console.log(`${name.padEnd(18)} ${ms.toFixed(0).padStart(5)} ms CPU  × ${ratio.toFixed(2)}${verdict}`)
  }
} finally {
  rmSync(home, { recursive: true, force: true })
}
