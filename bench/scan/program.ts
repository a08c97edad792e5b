/**
 * What a scan costs as a user runs it, `bin/run.js scan`, against the simulator in a process of its own. For a list of so many
 * addresses, one call each:
 *
 * - `ask`: answered and committed queries a second, beside a plain loop over npm `hibp` that records nothing, one request at a
 *   time and 64 side by side; peak of memory and processor time of each;
 * - `nothing`: the next run, with nothing due.
 *
 *     node bench/scan/program.ts 20000
 *
 * Times are shown with the processor time they took: on a busy machine only that is comparable.
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { breachedAccount } from 'hibp'
import { simulatorKey } from '../../src/simulator/index.ts'
import { address, startPretend } from './pretend.ts'
import { newDirectory, removeDirectory } from './town.ts'

const [count = '20000', only, url] = process.argv.slice(2)
const addresses = Number(count)
const program = join(import.meta.dirname, '../../bin/run.js')

interface Usage {
  readonly wallMs: number
  readonly cpuMs: number
  readonly peakMb: number
  readonly stdout: string
}

if (only !== undefined) {
  await loop(url!, only === 'one' ? 1 : 64)
} else {
  const directory = newDirectory()
  const pretend = await startPretend({ addresses })
  makeWorkspace(directory, pretend.url)
  const scan = await measure([program, 'scan', '--json'], directory)
  const asked = queriesOf(scan)
  tell('vigie scan', asked, scan)
  for (const [what, name] of [
    ['one', 'hibp, one at a time'],
    ['many', 'hibp, 64 at a time'],
  ] as const) {
    tell(name, addresses, await measure([import.meta.filename, count, what, pretend.url], directory))
  }
  const nothing = await measure([program, 'scan', '--json'], directory)
  tell('vigie scan, nothing due', queriesOf(nothing), nothing)
  const bytes = readFileSync(join(directory, '.vigie/vigie.db')).length
  process.stdout.write(`database: ${(bytes / 1e6).toFixed(1)} MB\n`)
  pretend.stop()
  removeDirectory(directory)
}

function queriesOf({ stdout }: Usage): number {
  const { sources } = JSON.parse(stdout) as { sources: { source: string; queries: number }[] }
  return sources.find(({ source }) => source === 'hibp')!.queries
}

function tell(what: string, queries: number, { wallMs, cpuMs, peakMb }: Usage): void {
  const rate = queries === 0 ? '' : `${((queries * 1_000) / wallMs).toFixed(0)} queries/s`
  const cost = queries === 0 ? '' : `${((cpuMs * 1_000) / queries).toFixed(0)} µs of processor a query`
  process.stdout.write(
    `${what.padEnd(24)} ${rate.padStart(15)} ${(wallMs / 1_000).toFixed(2).padStart(8)} s, processor ${(cpuMs / 1_000).toFixed(2)} s, ${peakMb.toFixed(0)} MB  ${cost}\n`,
  )
}

/** Runs Node on this, with a probe that says at the end what the process took. */
async function measure(args: readonly string[], directory: string): Promise<Usage> {
  const told = join(directory, 'usage.json')
  const probe = join(directory, 'probe.mjs')
  writeFileSync(
    probe,
    `import { writeFileSync } from 'node:fs'
process.on('exit', () => writeFileSync(${JSON.stringify(told)}, JSON.stringify(process.resourceUsage())))`,
  )
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, {
    cwd: directory,
    env: { PATH: process.env.PATH, HOME: directory, LANG: 'C.UTF-8', NODE_OPTIONS: `--import ${probe}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  await new Promise((resolve) => child.once('close', resolve))
  const wallMs = performance.now() - startedAt
  const usage = JSON.parse(readFileSync(told, 'utf8')) as NodeJS.ResourceUsage
  return { wallMs, cpuMs: (usage.userCPUTime + usage.systemCPUTime) / 1_000, peakMb: usage.maxRSS / 1_024, stdout }
}

function makeWorkspace(directory: string, baseUrl: string): void {
  const vigie = (...args: string[]) =>
    execFileSync(process.execPath, [program, ...args], {
      cwd: directory,
      env: { PATH: process.env.PATH, HOME: directory, LANG: 'C.UTF-8' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  vigie('init', '--legal-basis', 'RGPD', '--keys', 'keys')
  mkdirSync(join(directory, '.vigie'), { recursive: true })
  writeFileSync(join(directory, 'key'), `${simulatorKey}\n`, { mode: 0o600 })
  writeFileSync(
    join(directory, '.vigie/vigie.yaml'),
    `legalBasis: RGPD
populations:
  residents: { disclose: { default: k-anonymous, clear: [hibp] } }
keys: { directory: ../keys }
sources:
  hibp: { enabled: true, baseUrl: ${baseUrl}, apiKey: { file: ../key }, pace: { requests: 100000, per: 1s }, options: { plan: core, pastes: false } }
`,
  )
  writeFileSync(
    join(directory, 'residents.csv'),
    `Courriel\n${Array.from({ length: addresses }, (_, index) => address(index + 1)).join('\n')}\n`,
  )
  vigie('lists', 'import', 'residents.csv', '--population', 'residents')
}

async function loop(baseUrl: string, width: number): Promise<void> {
  let next = 1
  const options = { apiKey: simulatorKey, baseUrl, userAgent: 'bench' }
  const one = async () => {
    while (next <= addresses) await breachedAccount(address(next++), options)
  }
  await Promise.all(Array.from({ length: width }, one))
}
