/** A workspace on disk with a list of so many addresses, and what a scan of it takes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { correlate } from '../../src/assess/index.ts'
import { createMatcher } from '../../src/matcher/index.ts'
import { type Clock, createDoor, type Door, type Quota, systemClock } from '../../src/net/index.ts'
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

export function pathsOf(directory: string): { readonly file: string; readonly keysDirectory: string } {
  return { file: join(directory, 'vigie.db'), keysDirectory: join(directory, 'keys') }
}

const files = (directory: string) => ({ ...pathsOf(directory), now: () => new Date() })

export async function makeList(directory: string, addresses: number): Promise<void> {
  const store = await createStore(files(directory))
  await addToList(store, 1, addresses, Date.now())
  await store.close()
}

/** @returns how many were added */
export async function addToList(store: Store, first: number, addresses: number, atMs: number): Promise<number> {
  const started = await store.lists.beginImport({
    population: 'residents',
    list: 'residents.csv',
    at: new Date(atMs).toISOString(),
    expiresAt: new Date(atMs + yearMs).toISOString(),
    replace: false,
  })
  for (let from = 0; from < addresses; from += 50_000) {
    const count = Math.min(50_000, addresses - from)
    const value = (index: number) => ({ kind: 'email', canonical: address(first + from + index) }) as const
    await started.add(Array.from({ length: count }, (_, index) => value(index)))
  }
  await started.commit()
  return addresses
}

export function openList(directory: string): Promise<Store> {
  return openStore(files(directory))
}

/** HIBP in clear, one call an address: the plan that costs the most. */
export function depsOf(
  store: Store,
  url: string,
  quota?: Quota,
  clock: Clock = systemClock,
  door: Door = createDoor({ userAgent: 'vigie-bench' }),
): ScanDeps & { close(): Promise<void> } {
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
    clock,
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
