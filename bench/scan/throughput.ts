/**
 * Answered and committed queries a second without a quota, beside a plain loop over npm `hibp` that records nothing: one
 * request at a time, and 64 side by side. Each in a process of its own, the simulator in another.
 *
 *     node bench/scan/throughput.ts 20000
 */
import { execFileSync } from 'node:child_process'
import { breachedAccount } from 'hibp'
import { runScan } from '../../src/scan/index.ts'
import { simulatorKey } from '../../src/simulator/index.ts'
import { address, startPretend } from './pretend.ts'
import { depsOf, newDirectory, openList, removeDirectory } from './town.ts'

const [count = '20000', only] = process.argv.slice(2)
const addresses = Number(count)

if (only === undefined) {
  for (const what of ['vigie', 'hibp, one at a time', 'hibp, 64 at a time']) {
    process.stdout.write(execFileSync(process.execPath, [import.meta.filename, count, what], { encoding: 'utf8' }))
  }
} else {
  const pretend = await startPretend({ addresses })
  const startedAt = performance.now()
  const answered = only === 'vigie' ? await scan(pretend.url) : await loop(pretend.url, only.includes('64') ? 64 : 1)
  const seconds = (answered.endedAt - (answered.startedAt ?? startedAt)) / 1_000
  if (process.env.BENCH_MEMORY !== undefined) process.stderr.write(`${JSON.stringify(process.memoryUsage())}\n`)
  const peakMb = process.resourceUsage().maxRSS / 1_024
  const rate = (answered.queries / seconds).toFixed(0)
  process.stdout.write(
    `${only.padEnd(22)} ${rate.padStart(6)} queries/s  ${peakMb.toFixed(0).padStart(4)} MB  ${answered.what}\n`,
  )
  pretend.stop()
}

interface Answered {
  readonly queries: number
  readonly startedAt?: number
  readonly endedAt: number
  readonly what: string
}

async function scan(url: string): Promise<Answered> {
  const directory = newDirectory()
  execFileSync(process.execPath, [
    '-e',
    `import(${JSON.stringify(import.meta.resolve('./town.ts'))}).then((town) => town.makeList(${JSON.stringify(directory)}, ${addresses}))`,
  ])
  const store = await openList(directory)
  const deps = depsOf(store, url)
  const startedAt = performance.now()
  const report = await runScan(deps)
  const endedAt = performance.now()
  await deps.close()
  await store.close()
  removeDirectory(directory)
  const [source] = report.sources
  return { queries: source!.queries, startedAt, endedAt, what: `${report.exposures.new} exposures recorded` }
}

async function loop(baseUrl: string, width: number): Promise<Answered> {
  let next = 1
  let present = 0
  const options = { apiKey: simulatorKey, baseUrl, userAgent: 'bench' }
  const one = async () => {
    while (next <= addresses) if ((await breachedAccount(address(next++), options)) !== null) present++
  }
  await Promise.all(Array.from({ length: width }, one))
  return { queries: addresses, endedAt: performance.now(), what: `${present} found, nothing recorded` }
}
