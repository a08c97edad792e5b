/**
 * Items of a watched place a second, from the loopback request to the record: fetched, decoded, matched against 500,000
 * selectors, marked read. Every tenth names somebody.
 *
 *     node bench/scan/watch.ts 2000 500000
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { correlate } from '../../src/assess/index.ts'
import { createMatcher } from '../../src/matcher/index.ts'
import { createDoor, systemClock } from '../../src/net/index.ts'
import { runScan } from '../../src/scan/index.ts'
import { emptyWorld, startSimulator } from '../../src/simulator/index.ts'
import { findSource } from '../../src/sources/index.ts'
import { population, scanSource } from '../../test/scan/town.ts'
import { address } from './pretend.ts'
import { makeList, newDirectory, openList, removeDirectory } from './town.ts'

const [count = '2000', listed = '500000', step] = process.argv.slice(2)
const items = Number(count)
const addresses = Number(listed)

if (step === 'pretend') {
  const world = emptyWorld()
  world.pastebin.pastes = []
  const keys = Array.from({ length: items }, (_, index) => world.pastebin.push({ body: bodyOf(index) }).id)
  const simulator = await startSimulator({ world, log: false })
  process.send!({ url: simulator.baseUrl('pastebin'), keys })
  process.once('disconnect', () => process.exit())
} else {
  const child = fork(import.meta.filename, [count, listed, 'pretend'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [{ url, keys }] = (await once(child, 'message')) as [{ readonly url: string; readonly keys: readonly string[] }]
  const directory = newDirectory()
  await makeList(directory, addresses)
  const store = await openList(directory)
  const at = new Date().toISOString()
  await store.watch.listed(
    'pastebin',
    'pastebin',
    keys.map((key) => ({ key, url: `https://pastebin.com/${key}` })),
    at,
  )
  const door = createDoor({ userAgent: 'vigie-bench' })
  let firstAt: number | undefined
  const report = await runScan({
    store,
    sources: [scanSource(findSource('pastebin')!)],
    populations: [population('residents')],
    clock: systemClock,
    connect: ({ id }, options) =>
      door.source({
        id,
        hosts: { main: url },
        quota: { requests: Number.POSITIVE_INFINITY, perMs: 1_000 },
        ...options,
      }),
    correlate,
    createMatcher,
    who: 'bench@host',
    onProgress(progress) {
      // the matcher is built for the first item
      if (progress.type === 'source' && progress.done > 0) firstAt ??= performance.now()
    },
  })
  const seconds = (performance.now() - (firstAt ?? 0)) / 1_000
  const { read, hits } = report.sources[0]!.watch!
  const peakMb = (process.resourceUsage().maxRSS / 1_024).toFixed(0)
  process.stdout.write(`${(read / seconds).toFixed(0)} items/s, ${read} read, ${hits} hits, ${peakMb} MB\n`)
  await door.close()
  await store.close()
  removeDirectory(directory)
  child.disconnect()
}

function bodyOf(index: number): string {
  const filler = Array.from(
    { length: 60 },
    (_, line) => `ligne ${line} de rien du tout, 2026-11-24;quelquun@ailleurs.example`,
  )
  if (index % 10 === 0) filler.push(address(index + 1))
  return filler.join('\n')
}
