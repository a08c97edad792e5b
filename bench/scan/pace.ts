/**
 * A scan under a quota: what it takes beyond the time that the quota makes it take, opening included, and whether the source
 * ever had to say "too many". The simulator allows R requests in any minute, to the millisecond, and answers after 200 ms.
 *
 *     node bench/scan/pace.ts 1200 1200
 */
import { execFileSync } from 'node:child_process'
import { runScan } from '../../src/scan/index.ts'
import { startPretend } from './pretend.ts'
import { depsOf, makeList, newDirectory, openList, removeDirectory } from './town.ts'

const [rate = '1200', count = '1200', directory] = process.argv.slice(2)
const addresses = Number(count)
const quota = { requests: Number(rate), perMs: 60_000 }

if (directory === undefined) {
  const workspace = newDirectory()
  await makeList(workspace, addresses)
  process.stdout.write(
    execFileSync(process.execPath, [import.meta.filename, rate, count, workspace], { encoding: 'utf8' }),
  )
  removeDirectory(workspace)
} else {
  const pretend = await startPretend({ addresses, latencyMs: 200, quota })
  const store = await openList(directory)
  const deps = depsOf(store, pretend.url, quota)
  const startedAt = performance.now()
  const report = await runScan(deps)
  const seconds = (performance.now() - startedAt) / 1_000
  const least = (addresses * 60) / quota.requests
  const { statuses } = await pretend.counts()
  process.stdout.write(
    `${addresses} addresses at ${rate} a minute: ${seconds.toFixed(1)} s, ${(seconds / least).toFixed(3)} x N/R, ` +
      `${statuses[429] ?? 0} answers 429, ${report.complete ? 'complete' : 'incomplete'}\n`,
  )
  await deps.close()
  await store.close()
  pretend.stop()
}
