/** The configuration as the program uses it: every default filled in, durations as numbers, paths absolute. */
import type { Disclosure, Population } from '../domain/index.ts'
import { canonicalizeDomain, toldToNobody } from '../domain/index.ts'
import type { Locale } from '../messages/index.ts'
import { daysOf, parseDuration } from './duration.ts'
import type { Environment } from './environment.ts'
import { defaultKeysDirectory, resolvePath } from './locations.ts'
import type { RawConfiguration, SecretReference } from './schema.ts'

export interface Configuration {
  /** absolute */
  readonly file: string
  /** folder of the file: relative paths in it start there */
  readonly directory: string
  readonly organisation: Organisation
  /** what every population without its own relies on; blank when none was written */
  readonly legalBasis: string
  /** in the order of the file */
  readonly populations: readonly Population[]
  readonly bases: readonly Base[]
  readonly organisationNames: readonly string[]
  /** by id; those that the file does not name are absent, and off */
  readonly sources: ReadonlyMap<string, SourceConfiguration>
  /** recipes, not yet looked at */
  readonly places: readonly unknown[]
  readonly scan: { readonly forMs: number | undefined; readonly budget: Budget }
  readonly store:
    | { readonly engine: 'sqlite'; readonly file: string }
    | { readonly engine: 'postgresql'; readonly urlFile: string }
  readonly keysDirectory: string
  readonly retention: {
    readonly evidenceDays: number
    readonly irrelevantDays: number
    readonly registerDays: number
    readonly auditDays: number
  }
  /** not yet looked at */
  readonly alerts: readonly unknown[]
  readonly network: {
    readonly proxy: string | SecretReference | undefined
    /** `system`, or an absolute path of a PEM file */
    readonly ca: string
    readonly userAgent: string | undefined
    /** to the beginning of an answer; `undefined`: as the door has it */
    readonly timeoutMs: number | undefined
  }
  readonly tlp: string
  /** settings that are written and change nothing, `populations.minors.disclose`; absent where there are none */
  readonly withoutEffect?: readonly string[]
}

export interface Organisation {
  readonly name: string
  readonly siren: string | undefined
  readonly sector: string | undefined
  readonly address: {
    readonly street: string | undefined
    readonly postcode: string | undefined
    readonly city: string | undefined
    readonly country: string
  }
  /** the mayor */
  readonly legalRepresentative: Person
  readonly dpo: Person
  readonly timezone: string
  /** language of reports */
  readonly locale: Locale
}

export interface Person {
  readonly title: string | undefined
  readonly firstName: string | undefined
  readonly lastName: string | undefined
  /** first and last name, where they were written as one */
  readonly name: string | undefined
  readonly email: string | undefined
  readonly phone: string | undefined
}

/** A processing of the city. */
export interface Base {
  readonly name: string
  readonly processor: string | undefined
  readonly dataClasses: readonly string[]
  /** canonical */
  readonly domains: readonly string[]
  readonly columns: readonly string[]
  readonly sensitive: boolean
  readonly vulnerable: boolean
}

export interface Budget {
  /** `undefined`: no ceiling of our own */
  readonly requests: number | undefined
  /** 0 until a number is written: nothing is spent by accident */
  readonly credits: number
}

export interface SourceConfiguration {
  readonly enabled: boolean
  /** written acceptance, for sources whose legal class asks for one */
  readonly accepted: { readonly by: string; readonly on: string; readonly because: string } | undefined
  readonly apiKey: SecretReference | undefined
  readonly baseUrl: string | undefined
  /** canonical */
  readonly verifiedDomains: readonly string[]
  readonly budget: Budget
  /** answers younger than this are not asked again */
  readonly freshnessMs: number
  /** `false`: direct; `undefined`: as `network.proxy` says */
  readonly proxy: string | false | SecretReference | undefined
  /** our own pace: slows down, and speeds up only where `baseUrl` is on this machine */
  readonly pace: { readonly requests: number; readonly perMs: number } | undefined
  readonly options: Readonly<Record<string, unknown>>
}

/** A source that the file does not name. */
export const unconfiguredSource: SourceConfiguration = toSource({})

/** The population of that name; `undefined` when the file has none. */
export function findPopulation(configuration: Configuration, name: string): Population | undefined {
  return configuration.populations.find((population) => population.name === name)
}

/** `raw` passed the schema. */
export function toConfiguration(
  raw: RawConfiguration,
  { file, directory, env }: { readonly file: string; readonly directory: string; readonly env: Environment },
): Configuration {
  const local = (written: string) => resolvePath(written, directory, env)
  const legalBasis = raw.legalBasis?.trim() ?? ''
  const { network, retention, scan } = raw
  return {
    file,
    directory,
    organisation: toOrganisation(raw.organisation ?? {}),
    legalBasis,
    populations: Object.entries(raw.populations ?? {}).map(([name, given]) => toPopulation(name, given, legalBasis)),
    bases: Object.entries(raw.bases ?? {}).map(([name, given]) => ({
      name,
      processor: given.processor ?? undefined,
      dataClasses: given.dataClasses ?? [],
      domains: (given.domains ?? []).map(canonicalDomain),
      columns: given.columns ?? [],
      sensitive: given.sensitive ?? false,
      vulnerable: given.vulnerable ?? false,
    })),
    organisationNames: raw.organisationNames ?? [],
    sources: new Map(Object.entries(raw.sources ?? {}).map(([id, given]) => [id, toSource(given)])),
    places: raw.places ?? [],
    scan: { forMs: optionalMs(scan?.for), budget: toBudget(scan?.budget) },
    store: toStore(raw.store ?? 'sqlite:vigie.db', local),
    keysDirectory: raw.keys?.directory ? local(raw.keys.directory) : defaultKeysDirectory(env),
    retention: {
      evidenceDays: days(retention?.evidence, '1y'),
      irrelevantDays: days(retention?.irrelevant, '7d'),
      registerDays: days(retention?.register, '5y'),
      auditDays: days(retention?.audit, '3y'),
    },
    alerts: raw.alerts ?? [],
    network: {
      proxy: network?.proxy ?? undefined,
      ca: network?.ca && network.ca !== 'system' ? local(network.ca) : 'system',
      userAgent: network?.userAgent ?? undefined,
      timeoutMs: optionalMs(network?.timeout),
    },
    tlp: raw.reports?.tlp ?? 'TLP:AMBER+STRICT',
    ...withoutEffect(raw),
  }
}

type Given<K extends keyof RawConfiguration> = NonNullable<RawConfiguration[K]>

function toOrganisation(given: Given<'organisation'>): Organisation {
  return {
    name: given.name ?? '',
    siren: given.siren ?? undefined,
    sector: given.sector ?? undefined,
    address: {
      street: given.address?.street ?? undefined,
      postcode: given.address?.postcode ?? undefined,
      city: given.address?.city ?? undefined,
      country: given.address?.country ?? 'FR',
    },
    legalRepresentative: toPerson(given.legalRepresentative ?? {}),
    dpo: toPerson(given.dpo ?? {}),
    timezone: given.timezone ?? 'Europe/Paris',
    locale: given.locale ?? 'fr',
  }
}

function toPerson(given: NonNullable<Given<'organisation'>['dpo']>): Person {
  return {
    title: given.title ?? undefined,
    firstName: given.firstName ?? undefined,
    lastName: given.lastName ?? undefined,
    name: given.name ?? undefined,
    email: given.email ?? undefined,
    phone: given.phone ?? undefined,
  }
}

/** Somebody wrote that people may be told of who are told to nobody. */
function withoutEffect({ populations }: RawConfiguration): Pick<Configuration, 'withoutEffect'> {
  const settings = Object.entries(populations ?? {}).flatMap(([name, { disclose }]) => {
    const tells = (disclose?.default ?? 'nothing') !== 'nothing' || (disclose?.clear ?? []).length > 0
    return tells && toldToNobody.includes(name) ? [`populations.${name}.disclose`] : []
  })
  return settings.length === 0 ? {} : { withoutEffect: settings }
}

/** whose addresses are the city's own: a prefix of their hash may be told unless the file says otherwise */
const cityPeople: readonly string[] = ['staff', 'elected']

function toPopulation(name: string, given: Given<'populations'>[string], legalBasis: string): Population {
  const hidden = toldToNobody.includes(name)
  const usual: Disclosure = cityPeople.includes(name) ? 'k-anonymous' : 'nothing'
  return {
    name,
    legalBasis: given.legalBasis?.trim() || legalBasis,
    ...(given.persons ? { persons: given.persons } : {}),
    disclose: hidden ? 'nothing' : (given.disclose?.default ?? usual),
    clearTo: hidden ? [] : (given.disclose?.clear ?? []),
    expiresAfterDays: days(given.expiresAfter, '1y'),
    retentionDays: days(given.retention, '2y'),
    reveal: given.reveal ?? false,
  }
}

function toSource(given: Given<'sources'>[string]): SourceConfiguration {
  return {
    enabled: given.enabled ?? false,
    accepted: given.accepted ?? undefined,
    apiKey: given.apiKey ?? undefined,
    baseUrl: given.baseUrl ?? undefined,
    verifiedDomains: (given.verifiedDomains ?? []).map(canonicalDomain),
    budget: toBudget(given.budget),
    freshnessMs: optionalMs(given.freshness ?? '7d')!,
    proxy: given.proxy ?? undefined,
    pace: given.pace ? { requests: given.pace.requests, perMs: parseDuration(given.pace.per)! } : undefined,
    options: given.options ?? {},
  }
}

function canonicalDomain(written: string): string {
  const domain = canonicalizeDomain(written)
  return domain.ok ? domain.canonical : written
}

function toBudget(
  given:
    | { readonly requests?: number | null | undefined; readonly credits?: number | null | undefined }
    | null
    | undefined,
): Budget {
  return { requests: given?.requests ?? undefined, credits: given?.credits ?? 0 }
}

function toStore(given: Given<'store'>, local: (written: string) => string): Configuration['store'] {
  if (typeof given !== 'string') return { engine: 'postgresql', urlFile: local(given.urlFile) }
  return { engine: 'sqlite', file: local(given.slice('sqlite:'.length)) }
}

function optionalMs(duration: string | null | undefined): number | undefined {
  return duration ? parseDuration(duration) : undefined
}

function days(duration: string | null | undefined, usual: string): number {
  return daysOf(parseDuration(duration ?? usual)!)
}
