/** What the sources of one run share. */
import type { Population } from '../domain/index.ts'
import type { Committer } from './commit.ts'
import type { Companions } from './companions.ts'
import type { ScanDeps, ScanOptions } from './contract.ts'
import type { EventBook } from './events.ts'
import type { Roster } from './roster.ts'
import type { Spending } from './spending.ts'
import type { Stop } from './stop.ts'

export interface RunContext {
  readonly deps: ScanDeps
  readonly options: ScanOptions
  /** number of the scan */
  readonly scan: number
  /** those that may be scanned at all, in order */
  readonly populations: readonly Population[]
  readonly roster: Roster
  /** reads the texts of the roster, once, where they were left out */
  readonly readTexts: () => Promise<void>
  /** number of the lists when the roster was read */
  readonly listsVersion: number
  /** by `Roster.sets`: whether its selectors take part in this run */
  readonly selected: readonly boolean[]
  readonly book: EventBook
  readonly committer: Committer
  readonly companions: Companions
  readonly spending: Spending
  readonly stop: Stop
}

export function nowS({ deps }: Pick<RunContext, 'deps'>): number {
  return Math.floor(deps.clock.wallNow() / 1_000)
}

export function isoNow({ deps }: Pick<RunContext, 'deps'>): string {
  return new Date(deps.clock.wallNow()).toISOString()
}
