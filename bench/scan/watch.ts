/**
 * Items of a watched place a second, from the loopback request to the record: fetched, decoded, matched against 500,000
 * selectors, marked read. Every tenth names somebody.
 *
 *     node bench/scan/watch.ts 2000 500000
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { holdLittle } from '../../commands/_base/frugal.ts'
import { correlate } from '../../src/assess/index.ts'
import { createMatcher } from '../../src/matcher/index.ts'
import { createDoor, systemClock } from '../../src/net/index.ts'
import { runScan } from '../../src/scan/index.ts'
import { findSource } from '../../src/sources/index.ts'
import { openStore } from '../../src/store/index.ts'

const [count = '2000', listed = '500000', step, where = ''] = process.argv.slice(2)
const items = Number(count)
const addresses = Number(listed)

if (step === 'pretend') {
  const { emptyWorld, startSimulator } = await import('../../src/simulator/index.ts')
  const { address } = await import('./pretend.ts')
  const world = emptyWorld()
  world.pastebin.pastes = []
  const keys = Array.from({ length: items }, (_, index) => world.pastebin.push({ body: bodyOf(index, address) }).id)
  const simulator = await startSimulator({ world, log: false })
  process.send!({ url: simulator.baseUrl('pastebin'), keys })
  process.once('disconnect', () => process.exit())
} else if (step === 'list') {
  // in a process of its own: importing takes more memory than watching
  const { makeList } = await import('./town.ts')
  await makeList(where, addresses)
} else {
  const child = fork(import.meta.filename, [count, listed, 'pretend'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [{ url, keys }] = (await once(child, 'message')) as [{ readonly url: string; readonly keys: readonly string[] }]
  const directory = mkdtempSync(join(process.env.BENCH_DIRECTORY ?? tmpdir(), 'vigie-bench-'))
  await once(fork(import.meta.filename, [count, listed, 'list', directory]), 'exit')
  const store = await openStore({
    file: join(directory, 'vigie.db'),
    keysDirectory: join(directory, 'keys'),
    now: () => new Date(),
  })
  const at = new Date().toISOString()
  await store.watch.listed(
    'pastebin',
    'pastebin',
    keys.map((key) => ({ key, url: `https://pastebin.com/${key}` })),
    at,
  )
  const door = createDoor({ userAgent: 'vigie-bench' })
  let firstAt: number | undefined
  let cpuBefore: NodeJS.CpuUsage | undefined
  // the heap as `vigie scan` keeps it
  holdLittle()
  let isLimited = false
  const report = await runScan({
    store,
    sources: [
      {
        source: findSource('pastebin')!,
        settings: { verifiedDomains: [], options: {} },
        freshnessMs: 0,
      },
    ],
    populations: [
      {
        name: 'residents',
        legalBasis: 'RGPD art. 6(1)(e)',
        disclose: 'nothing',
        clearTo: [],
        expiresAfterDays: 365,
        retentionDays: 730,
        reveal: false,
      },
    ],
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
      if (!isLimited) isLimited = holdLittle()
      // the matcher is built for the first item
      if (progress.type === 'source' && progress.done > 0) {
        firstAt ??= performance.now()
        cpuBefore ??= process.cpuUsage()
      }
    },
  })
  const seconds = (performance.now() - (firstAt ?? 0)) / 1_000
  const { read, hits } = report.sources[0]!.watch!
  const peakMb = (process.resourceUsage().maxRSS / 1_024).toFixed(0)
  const { user, system } = process.cpuUsage(cpuBefore)
  const cpu = `${((user + system) / 1_000 / read).toFixed(2)} ms of CPU each`
  process.stdout.write(`${(read / seconds).toFixed(0)} items/s, ${cpu}, ${read} read, ${hits} hits, ${peakMb} MB\n`)
  await door.close()
  await store.close()
  rmSync(directory, { recursive: true })
  child.disconnect()
}

function bodyOf(index: number, address: (index: number) => string): string {
  const filler = Array.from(
    { length: 60 },
    (_, line) => `ligne ${line} de rien du tout, 2026-11-24;quelquun@ailleurs.example`,
  )
  if (index % 10 === 0) filler.push(address(index + 1))
  return filler.join('\n')
}
