/** A workspace on disk with a list of so many addresses, and what a scan of it takes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { correlate } from '../../src/assess/index.ts'
import { createMatcher } from '../../src/matcher/index.ts'
import { createDoor, type Quota, systemClock } from '../../src/net/index.ts'
import type { ScanDeps } from '../../src/scan/index.ts'
import { simulatorKey } from '../../src/simulator/index.ts'
import { findSource } from '../../src/sources/index.ts'
import { createStore, openStore, type Store } from '../../src/store/index.ts'
import { population } from '../../test/scan/town.ts'
import { address } from './pretend.ts'

const yearMs = 365 * 86_400_000

export function newDirectory(): string {
  return mkdtempSync(join(process.env.BENCH_DIRECTORY ?? tmpdir(), 'vigie-bench-'))
}

export function removeDirectory(directory: string): void {
  rmSync(directory, { recursive: true })
}

const files = (directory: string) => ({
  file: join(directory, 'vigie.db'),
  keysDirectory: join(directory, 'keys'),
  now: () => new Date(),
})

export async function makeList(directory: string, addresses: number): Promise<void> {
  const store = await createStore(files(directory))
  const at = new Date()
  const started = await store.lists.beginImport({
    population: 'residents',
    list: 'residents.csv',
    at: at.toISOString(),
    expiresAt: new Date(at.getTime() + yearMs).toISOString(),
    replace: false,
  })
  for (let from = 1; from <= addresses; from += 50_000) {
    const count = Math.min(50_000, addresses - from + 1)
    await started.add(
      Array.from({ length: count }, (_, index) => ({ kind: 'email', canonical: address(from + index) })),
    )
  }
  await started.commit()
  await store.close()
}

export function openList(directory: string): Promise<Store> {
  return openStore(files(directory))
}

/** HIBP in clear, one call an address: the plan that costs the most. */
export function depsOf(store: Store, url: string, quota?: Quota): ScanDeps & { close(): Promise<void> } {
  const door = createDoor({ userAgent: 'vigie-bench' })
  const source = findSource('hibp')!
  return {
    store,
    sources: [
      {
        source,
        settings: { hasKey: true, verifiedDomains: [], options: { pastes: false, ownSites: false } },
        freshnessMs: 7 * 86_400_000,
      },
    ],
    populations: [population('residents', { clearTo: ['hibp'] })],
    clock: systemClock,
    connect: ({ id, key }, options) =>
      door.source({
        id,
        hosts: { main: url },
        key: { ...key!, value: simulatorKey },
        quota: quota ?? { requests: Number.POSITIVE_INFINITY, perMs: 1_000 },
        ...options,
      }),
    correlate,
    createMatcher,
    who: 'bench@host',
    close: () => door.close(),
  }
}
