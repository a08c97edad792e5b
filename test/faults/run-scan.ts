/**
 * One scan in a process of its own, to be killed. Waits pass at once; the calendar does not move, so that a killed run and
 * the next one agree on the time. Argument: `RunOptions` as JSON. Says `asking` over IPC when the first question may leave,
 * and its report at the end; `watching` when a watched place is about to be read.
 */
import { join } from 'node:path'
import { correlate } from '../../src/assess/index.ts'
import { createMatcher } from '../../src/matcher/index.ts'
import { type Clock, createDoor, systemClock } from '../../src/net/index.ts'
import { runScan } from '../../src/scan/index.ts'
import { type PretendSourceId, simulatorKey } from '../../src/simulator/index.ts'
import { findSource } from '../../src/sources/index.ts'
import { openStore } from '../../src/store/index.ts'
import { population, scanSource } from '../scan/town.ts'

export interface RunOptions {
  readonly directory: string
  readonly baseUrls: Readonly<Partial<Record<PretendSourceId, string>>>
  /** how far the calendar is ahead of the machine's, ms */
  readonly aheadMs: number
  readonly organisationNames?: readonly string[]
}

const { directory, baseUrls, aheadMs, organisationNames = [] } = JSON.parse(process.argv[2] ?? '') as RunOptions

const isAsking = baseUrls.hibp !== undefined
let skipped = 0
const clock: Clock = {
  now: () => systemClock.now() + skipped,
  wallNow: () => systemClock.wallNow() + aheadMs,
  async sleep(ms, signal) {
    signal?.throwIfAborted()
    await new Promise((resolve) => setImmediate(resolve))
    signal?.throwIfAborted()
    skipped += ms
  },
}

const store = await openStore({
  file: join(directory, 'vigie.db'),
  keysDirectory: join(directory, 'keys'),
  now: () => new Date(clock.wallNow()),
})
const door = createDoor({ userAgent: 'vigie-test', clock, defaults: { headersMs: 300, bodyMs: 300 } })
const report = await runScan({
  store,
  sources: Object.keys(baseUrls).map((id) =>
    scanSource(findSource(id)!, {
      settings: {
        hasKey: id === 'hibp',
        verifiedDomains: ['ville-exemple.fr'],
        options: id === 'telegram' ? { channels: ['canal'] } : { ownSites: false },
      },
    }),
  ),
  populations: [population('staff', { clearTo: ['hibp'] }), population('city')],
  organisationNames,
  clock,
  connect: ({ id, key, hosts }, options) =>
    door.source({
      id,
      hosts: Object.fromEntries(Object.keys(hosts).map((name) => [name, baseUrls[id as PretendSourceId]!])),
      ...(key === undefined ? {} : { key: { ...key, value: simulatorKey } }),
      quota: { requests: Number.POSITIVE_INFINITY, perMs: 1_000 },
      ...options,
    }),
  correlate,
  createMatcher,
  who: 'test@host',
  onProgress(progress) {
    if (progress.type !== 'source') return
    if (progress.phase === 'asking' || (progress.phase === 'watching' && !isAsking)) process.send?.(progress.phase)
  },
})
await door.close()
await store.close()
process.send?.({ complete: report.complete })
process.disconnect()
