/** Which populations a run is about, and whether it may be. */
import { ConfigError, InputError, type Population } from '../domain/index.ts'
import type { LedgerDeps } from './contract.ts'

export interface ChosenPopulations {
  /** all that may be scanned, in order: an answer about one may tell of another */
  readonly lawful: readonly Population[]
  /** names of those that this run is about */
  readonly chosen: ReadonlySet<string>
  /** selectors held, about: one of several populations counts in each */
  readonly held: number
}

/**
 * @param names as asked for; all that hold selectors when absent
 * @throws InputError for a name that nobody configured
 * @throws ConfigError, before anything is asked, for a population without a written legal basis
 */
export async function choosePopulations(
  { store, populations, clock }: LedgerDeps,
  names: readonly string[] | undefined,
): Promise<ChosenPopulations> {
  const unknown = names?.find((name) => !populations.some((population) => population.name === name))
  if (unknown !== undefined) throw new InputError(`there is no population ${unknown} in the configuration`)
  const counts = await store.lists.counts(new Date(clock.wallNow()).toISOString())
  const held = new Set(counts.filter(({ watched }) => watched > 0).map(({ population }) => population))
  const chosen = populations.filter(({ name }) => names?.includes(name) ?? held.has(name))
  const blank = chosen.find(({ legalBasis }) => legalBasis.trim() === '')
  if (blank !== undefined) {
    throw new ConfigError(`the population ${blank.name} has no written legal basis`, {
      mend: `write it down under populations.${blank.name}.legalBasis, or legalBasis for all of them`,
    })
  }
  return {
    lawful: populations.filter(({ legalBasis }) => legalBasis.trim() !== ''),
    chosen: new Set(chosen.map(({ name }) => name)),
    held: counts.reduce((sum, { watched, expired }) => sum + watched + expired, 0),
  }
}
