/** Names of organisations as selectors: what the configuration says is what is watched, from the next scan on. */
import { canonicalizeOrganisation, cityPopulation } from '../domain/index.ts'
import type { ScanDeps } from './contract.ts'

/** 2106: the last second that the store holds. A name is watched for as long as it is written down */
const never = new Date((2 ** 32 - 1) * 1_000).toISOString()

/** Makes the population of the city equal to the names that are configured; where they are equal nothing is written. */
export async function syncOrganisations(
  { store, clock, who }: Pick<ScanDeps, 'store' | 'clock' | 'who'>,
  names: readonly string[],
): Promise<void> {
  const wanted = new Set(names.flatMap((name) => canonicalizeOrganisation(name) ?? []))
  const held = new Set<string>()
  for await (const block of store.lists.watched({ populations: [cityPopulation], kinds: ['organisation'] })) {
    for (const { canonical } of block) held.add(canonical)
  }
  if (wanted.size === held.size && [...wanted].every((name) => held.has(name))) return
  const at = new Date(clock.wallNow()).toISOString()
  const started = await store.lists.beginImport({
    population: cityPopulation,
    list: 'organisationNames',
    at,
    expiresAt: never,
    replace: true,
  })
  await started.add(Array.from(wanted, (canonical) => ({ kind: 'organisation', canonical })))
  const { retired } = await started.commit()
  await store.audit.append({
    at,
    who,
    action: 'lists.import',
    result: 'ok',
    details: {
      population: cityPopulation,
      names: wanted.size,
      added: [...wanted].filter((name) => !held.has(name)).length,
      retired,
    },
  })
}
