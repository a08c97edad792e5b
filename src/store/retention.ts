/** What is kept no longer than it may be. */
import type { Store } from './contract.ts'

export interface IrrelevantOptions {
  readonly now: Date
  /** days that what a person found irrelevant is kept after the decision */
  readonly days: number
  /** operator, for the audit log */
  readonly who: string
}

const dayMs = 86_400_000

/**
 * Erases what a person found irrelevant, once its time is over; only what keeps it from being new again is left.
 *
 * @returns how many exposures; the audit log has their number, too
 */
export async function purgeIrrelevant(
  { qualifications, exposures, audit }: Pick<Store, 'qualifications' | 'exposures' | 'audit'>,
  { now, days, who }: IrrelevantOptions,
): Promise<number> {
  const before = new Date(now.getTime() - days * dayMs)
  const names = await qualifications.irrelevantBefore(before.toISOString())
  if (names.length === 0) return 0
  const purged = await exposures.purge(names)
  const at = now.toISOString()
  await audit.append({ at, who, action: 'purge.irrelevant', result: 'ok', details: { exposures: purged } })
  return purged
}
