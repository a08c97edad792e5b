/** What the city configured and what the store holds, in the words of the model. */
import type { CityBase } from '../../assess/index.ts'
import type { Configuration, Organisation, Person, SourceConfiguration } from '../../config/index.ts'
import { allowedDisclosure, cityPopulation, type NotAskedReason, type Population } from '../../domain/index.ts'
import { mostTold, type Source } from '../../sources/index.ts'
import type { Store } from '../../store/index.ts'
import { rangeOf } from '../persons.ts'
import type { ReportFacts } from './build.ts'
import { collect } from './collect.ts'
import type {
  OrganisationFacts,
  PersonFacts,
  PopulationFacts,
  ReportModel,
  ScansFacts,
  SourceUse,
  WatchFacts,
} from './contract.ts'

export interface FactsOptions
  extends Pick<ReportFacts, 'now' | 'notification' | 'scope' | 'instants' | 'decided' | 'coverage' | 'programVersion'> {
  readonly configuration: Configuration
  readonly sources: readonly UsedSource[]
  readonly previous?: ReportModel | undefined
}

/** A source as the configuration has it. */
export interface UsedSource {
  readonly source: Source
  readonly configuration: SourceConfiguration
  readonly off?: NotAskedReason
}

/** @throws InputError when the scope names an incident that is not there */
export async function gatherFacts(store: Store, options: FactsOptions): Promise<ReportFacts> {
  const { configuration, now, scope, coverage } = options
  const at = now.toISOString()
  return {
    now,
    programVersion: options.programVersion,
    notification: options.notification,
    organisation: organisationFacts(configuration.organisation),
    tlp: configuration.tlp,
    scope,
    populations: await populationFacts(store, configuration.populations, at),
    bases: configuration.bases.map(({ processor, ...base }) => ({
      ...base,
      ...(processor === undefined ? {} : { processor }),
    })),
    cityBases: configuration.bases.map(toCityBase),
    cityDomains: await cityDomains(store, configuration),
    sources: options.sources.map((source) => sourceUse(source, configuration.populations)),
    scans: await scansFacts(store),
    coverage,
    watched: await watchFacts(store),
    retention: configuration.retention,
    collected: await collect(store, { now, scope, base: options.decided.base }),
    decided: options.decided,
    instants: options.instants,
    previous: options.previous,
  }
}

function toCityBase({ name, processor, ...base }: Configuration['bases'][number]): CityBase {
  return { ...base, id: name, operator: processor === undefined ? 'city' : 'processor' }
}

function organisationFacts(organisation: Organisation): OrganisationFacts {
  const { name, siren, sector, address, legalRepresentative, dpo, timezone } = organisation
  const { street, postcode, city, country } = address
  return {
    name,
    ...defined({ siren, sector, street, postcode, city }),
    country,
    representative: personFacts(legalRepresentative),
    dpo: personFacts(dpo),
    timezone,
  }
}

function personFacts(person: Person): PersonFacts {
  return defined({ ...person })
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without what is not there: JSON has no `undefined`. */
function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>
}

async function populationFacts(
  store: Store,
  populations: readonly Population[],
  at: string,
): Promise<readonly PopulationFacts[]> {
  const stats = await store.lists.stats(at)
  const persons = new Map((await store.lists.persons(at)).map((row) => [row.population, row]))
  return (
    populations
      // the city itself is no group of persons
      .filter(({ name }) => name !== cityPopulation && stats.some((row) => row.population === name))
      .map((population) => {
        const rows = stats.filter((row) => row.population === population.name)
        const of = persons.get(population.name)
        const lastImportAt = rows
          .flatMap((row) => row.lastImportAt ?? [])
          .sort()
          .at(-1)
        const watched = (kind: string) =>
          rows.filter((row) => row.kind === kind).reduce((sum, row) => sum + row.watched, 0)
        return {
          name: population.name,
          legalBasis: population.legalBasis,
          ...(population.persons === undefined ? {} : { category: population.persons }),
          minors: population.name === 'minors' || population.persons === 'Mineurs',
          discloses: population.disclose,
          clearTo: population.clearTo,
          expiresAfterDays: population.expiresAfterDays,
          retentionDays: population.retentionDays,
          watched: {
            email: watched('email'),
            phone: watched('phone'),
            domain: watched('domain'),
          },
          persons: of === undefined ? { low: 0, high: 0 } : rangeOf(of.named, of.addresses, of.numbers),
          ...(lastImportAt === undefined ? {} : { lastImportAt }),
        }
      })
  )
}

/** Those that are watched, and those whose ownership is proven somewhere. */
async function cityDomains(store: Store, { sources }: Configuration): Promise<readonly string[]> {
  const domains = new Set([...sources.values()].flatMap(({ verifiedDomains }) => verifiedDomains))
  for await (const block of store.lists.watched({ kinds: ['domain'] })) {
    for (const { canonical } of block) domains.add(canonical)
  }
  return [...domains].sort()
}

function sourceUse({ source, configuration, off }: UsedSource, populations: readonly Population[]): SourceUse {
  const { id, name, shape, operator, country, legalClass, tells, attribution, contractReadOn } = source
  return {
    id,
    name,
    shape,
    operator,
    country,
    legalClass,
    ...(configuration.accepted === undefined ? {} : { accepted: configuration.accepted }),
    tells,
    told: populations.map((population) => ({
      population: population.name,
      discloses: mostTold(source, configuration, allowedDisclosure(population, id)),
    })),
    verifiedDomains: off === undefined ? configuration.verifiedDomains : [],
    ...(off === undefined ? {} : { off }),
    ...(attribution === undefined ? {} : { attribution }),
    contractReadOn,
  }
}

const scansRead = 1_000

async function scansFacts(store: Store): Promise<ScansFacts> {
  const rows = await store.scans.list(scansRead)
  const starts = rows.map(({ startedAt }) => startedAt).sort()
  const last = [...rows].sort((a, b) => b.number - a.number)[0]
  return {
    count: rows.length,
    numbers: rows.map(({ number }) => number).sort((a, b) => a - b),
    ...(starts[0] === undefined ? {} : { firstAt: starts[0] }),
    ...(last === undefined ? {} : { lastAt: last.endedAt ?? last.startedAt, lastStatus: last.status }),
  }
}

async function watchFacts(store: Store): Promise<readonly WatchFacts[]> {
  return (await store.watch.intervals()).map((one) => ({
    source: one.place,
    from: one.from,
    to: one.to,
    readings: one.readings,
    failedReadings: one.failedReadings,
    gaps: one.gaps,
    itemsRead: one.itemsRead,
    itemsUnread: one.itemsUnread,
  }))
}
