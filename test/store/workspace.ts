/** A store on real files, in a directory of its own that goes when the test ends. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from '@jest/globals'
import type { Selector } from '../../src/domain/index.ts'
import {
  type AnswerRecord,
  createStore,
  type ImportSpec,
  type ImportValue,
  importOutcomes,
  openStore,
  type Store,
  type StoreOptions,
  type WatchedSelector,
} from '../../src/store/index.ts'

export const noon = '2026-11-24T12:00:00.000Z'
export const noonSeconds = Date.parse(noon) / 1000
export const inAYear = '2027-11-24T12:00:00.000Z'

const directories: string[] = []
const stores: Store[] = []

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true })
})

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-store-'))
  directories.push(directory)
  return directory
}

export function storeOptions(directory: string, more: Partial<StoreOptions> = {}): StoreOptions {
  return {
    file: join(directory, 'vigie.db'),
    keysDirectory: join(directory, 'keys'),
    now: () => new Date(noon),
    patienceMs: 200,
    ...more,
  }
}

/** A new store; closed when the test ends. */
export async function newStore(directory = temporaryDirectory(), more: Partial<StoreOptions> = {}): Promise<Store> {
  return closedAfterwards(await createStore(storeOptions(directory, more)))
}

export async function reopen(directory: string, more: Partial<StoreOptions> = {}): Promise<Store> {
  return closedAfterwards(await openStore(storeOptions(directory, more)))
}

function closedAfterwards(store: Store): Store {
  stores.push(store)
  return store
}

/** Imports in one batch; gives the outcomes in words. */
export async function importInto(
  store: Store,
  population: string,
  values: readonly (string | ImportValue)[],
  more: Partial<ImportSpec> = {},
): Promise<{ readonly outcomes: readonly string[]; readonly retired: number }> {
  const spec = { population, list: `${population}.csv`, at: noon, expiresAt: inAYear, replace: false, ...more }
  const run = await store.lists.beginImport(spec)
  const outcomes = await run.add(values.map((value) => (typeof value === 'string' ? selector(value) : value)))
  const { retired } = await run.commit()
  return { outcomes: Array.from(outcomes, (outcome) => importOutcomes[outcome]!), retired }
}

/** `anne@ville-exemple.fr`, `+33639980123` or `ville-exemple.fr` */
export function selector(canonical: string): Selector {
  const kind = canonical.includes('@') ? 'email' : canonical.startsWith('+') ? 'phone' : 'domain'
  return { kind, canonical }
}

export async function allWatched(
  store: Store,
  options: Parameters<Store['lists']['watched']>[0] = {},
): Promise<readonly WatchedSelector[]> {
  const all: WatchedSelector[] = []
  for await (const block of store.lists.watched(options)) all.push(...block)
  return all
}

export async function refOf(store: Store, canonical: string): Promise<number> {
  const found = await store.lists.find(selector(canonical))
  if (found === undefined) throw new Error(`${canonical} is not held`)
  return found.ref
}

export async function allExposures(store: Store, filter: Parameters<Store['exposures']['list']>[0] = {}) {
  const all = []
  for await (const block of store.exposures.list(filter)) all.push(...block)
  return all
}

/** A whole answer of one page. */
export function answer(channel: number, more: Partial<AnswerRecord>): AnswerRecord {
  return {
    channel,
    at: noonSeconds,
    askedAt: noonSeconds - 1,
    version: 1,
    sightings: [],
    requests: 1,
    credits: 0,
    ...more,
  }
}

/** All bytes that a directory holds, files of its directories included. */
export function bytesIn(directory: string): Buffer {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile())
  return Buffer.concat(files.map((path) => readFileSync(path)))
}
