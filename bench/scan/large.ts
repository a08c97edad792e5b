/**
 * What a large list costs before and besides its questions. For a list of so many addresses:
 *
 * - `first`: from the start of the process to the first and the 1,000th answer committed, nothing asked before;
 * - `resume`: the same when half of them were answered;
 * - `nothing`: a whole run when all of them were.
 *
 *     node bench/scan/large.ts 1000000
 */
import { execFileSync } from 'node:child_process'
import { runScan } from '../../src/scan/index.ts'
import type { Store } from '../../src/store/index.ts'
import { startPretend } from './pretend.ts'
import { depsOf, makeList, newDirectory, openList, removeDirectory } from './town.ts'

const [count = '1000000', what, directory = ''] = process.argv.slice(2)
const addresses = Number(count)
/** requests of the opening, and answers that may not be committed yet */
const overhead = 5 + 64
if (what === undefined) lead()
else if (what === 'list') await makeList(directory, addresses)
else if (what.startsWith('answer')) await answer(await openList(directory), what === 'answer-half' ? 2 : 1)
else await measure(what)

function lead(): void {
  const workspace = newDirectory()
  const run = (step: string) => {
    const told = execFileSync(process.execPath, [import.meta.filename, count, step, workspace], { encoding: 'utf8' })
    process.stdout.write(told)
  }
  for (const step of ['list', 'first', 'answer-half', 'resume', 'answer-all', 'nothing', 'nothing']) run(step)
  removeDirectory(workspace)
}

/** Makes the answers of a former run, without asking. */
async function answer(store: Store, every: number): Promise<void> {
  const at = Math.floor(Date.now() / 1_000)
  const scan = await store.scans.begin(new Date().toISOString(), {})
  const channel = await store.coverage.channel('hibp', 'breaches')
  const version = await store.coverage.currentVersion('hibp')
  for (let from = 1; from <= addresses; from += 10_000) {
    const absent = Array.from({ length: 10_000 }, (_, index) => from + index).filter(
      (ref) => ref % every === 0 && ref <= addresses,
    )
    const page = { channel, at, version, askedAt: at, absent, sightings: [], requests: 0, credits: 0 }
    await store.exposures.commit(scan, [page])
  }
  await store.scans.end(scan, new Date().toISOString(), 'done', {})
  await store.close()
}

async function measure(step: string): Promise<void> {
  const pretend = await startPretend({ addresses: 0 })
  const startedAt = performance.now()
  const store = await openList(directory)
  const deps = depsOf(store, pretend.url)
  const stop = new AbortController()
  let answered = 0
  let firstMs: number | undefined
  let thousandthMs: number | undefined
  const report = await runScan({
    ...deps,
    signal: stop.signal,
    connect: (source, options) =>
      deps.connect(source, {
        ...options,
        onRequest(trace) {
          options.onRequest(trace)
          if (++answered > 5) firstMs ??= performance.now() - startedAt
        },
      }),
    onProgress(progress) {
      if (progress.type !== 'source' || progress.requests < 1_000 + overhead || step === 'nothing') return
      thousandthMs ??= performance.now() - startedAt
      // no leisurely end: what is measured is over
      process.stdout.write(
        `${step.padEnd(8)} ${addresses} addresses: first answer after ${shown(firstMs)}, 1,000 answers committed after ${shown(thousandthMs)}, ${peakMb()} MB\n`,
      )
      pretend.stop()
      process.exit()
    },
  })
  process.stdout.write(
    `${step.padEnd(8)} ${addresses} addresses: ${shown(performance.now() - startedAt)} in all, ${report.sources[0]!.requests} requests, ${peakMb()} MB\n`,
  )
  await deps.close()
  await store.close()
  pretend.stop()
}

function shown(ms = Number.NaN): string {
  return `${(ms / 1_000).toFixed(2)} s`
}

function peakMb(): string {
  return (process.resourceUsage().maxRSS / 1_024).toFixed(0)
}
