import type { Keyring } from './keys.ts'
import type { Db } from './sqlite.ts'

/** What the parts of the store share. */
export interface StoreContext {
  readonly db: Db
  readonly keys: Keyring
  /** seals what belongs to no population: cursors, details of sightings */
  readonly recordsKey: Buffer
  /** random id of this database: what is sealed here opens nowhere else */
  readonly storeId: string
  readonly file: string
  readonly keysDirectory: string
  readonly now: () => Date
  /** for public names only; keys and nonces have their own */
  readonly random: (size: number) => Uint8Array
  /** a second connection, for the one transaction that stays open between calls: an import */
  readonly connect: () => Db
  /** Unix seconds of the latest note in bulk, by channel, where it was asked for; see `note-pages.ts` */
  readonly latestNotes: Map<number, number>
}

export function unixSeconds(iso: string): number {
  return Math.floor(Date.parse(iso) / 1000)
}

export function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}
