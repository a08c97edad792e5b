/**
 * A city's workspace, opened: configuration, keys, store, sources, network and clock, handed down to the rooms that do the
 * jobs. Commands open one, make one call, and close it.
 */
import os from 'node:os'
import path from 'node:path'
import {
  type Configuration,
  loadConfiguration,
  resolveNetwork,
  resolveProxy,
  resolveSecret,
  type SourceConfiguration,
  unconfiguredSource,
  type WorkspaceLocation,
  workspaceLocation,
} from './config/index.ts'
import {
  AuthError,
  ConfigError,
  canaryPopulation,
  cityPopulation,
  type NotAskedReason,
  type Population,
} from './domain/index.ts'
import type { Catalogue } from './messages/index.ts'
import type { DoorOptions, Pace, SourceBinding, SourceDoor } from './net/index.ts'
import type { Budget, ScanSource } from './scan/index.ts'
import { type Source, type SourceSettings, sourceIds } from './sources/index.ts'
import { openStore, type Store } from './store/index.ts'
import { version } from './version.ts'

export interface WorkspaceOptions {
  /** `--workspace` */
  readonly flag?: string | undefined
  readonly messages: Catalogue
  /** leaves the database as it is, and waits for nobody who writes it */
  readonly readOnly?: boolean
  readonly now?: () => Date
}

/** A source as the configuration has it. */
export interface ConfiguredSource {
  readonly source: Source
  readonly configuration: SourceConfiguration
  readonly settings: SourceSettings
  /** why it is not asked at all; absent for one that is */
  readonly off?: NotAskedReason
}

export interface Workspace extends AsyncDisposable {
  readonly location: WorkspaceLocation
  readonly configuration: Configuration
  readonly populations: readonly Population[]
  readonly store: Store
  /** login name and host, as the audit table holds it */
  readonly who: string
  /** Every source there is, and the places of the configuration. The adapters are loaded by the first call: most commands need none. */
  sources(): Promise<readonly ConfiguredSource[]>
  now(): Date
  /** The way to the network. @throws ConfigError for a proxy or certificate that cannot be used */
  openNetwork(options?: Pick<DoorOptions, 'onEvent'>): Promise<Network>
  audit(action: string, details: Parameters<Store['audit']['append']>[0]['details']): Promise<void>
  /** to be written before anything is shown in clear */
  auditReveal(command: string, reason: string): Promise<void>
}

export interface Network extends AsyncDisposable {
  /** keys and proxies that are not where the configuration says, or not well-formed */
  readonly problems: readonly { readonly source: string; readonly problem: ConfigError }[]
  /**
   * The way to one source that is switched on, with its key.
   * @throws AuthError when its key is missing or malformed; ConfigError for a base URL or proxy that cannot be used
   */
  connect(source: Source, options: Partial<Pick<SourceBinding, 'signal' | 'onRequest' | 'mayLeave'>>): SourceDoor
}

/** @throws ConfigError without a configuration or for one that is wrong; StoreError for a database that cannot be opened */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { messages, now = () => new Date() } = options
  const location = workspaceLocation({ flag: options.flag })
  const configuration = await readConfiguration(location, messages)
  const sources = onceOnly(() => configuredSources(configuration))
  // a place that is written wrongly is told by every command, as any other setting
  if (configuration.places.length > 0) await sources()
  const store = await openStore({
    file: sqliteFile(configuration),
    keysDirectory: configuration.keysDirectory,
    now,
    readOnly: options.readOnly ?? false,
  })
  const who = `${os.userInfo().username}@${os.hostname()}`
  const audit: Workspace['audit'] = (action, details) =>
    store.audit.append({ at: now().toISOString(), who, action, result: 'ok', details })
  return {
    location,
    configuration,
    populations: withCity(configuration),
    sources,
    store,
    who,
    now,
    openNetwork: (network = {}) => openNetwork(configuration, messages, network),
    audit,
    auditReveal: (command, reason) => audit('reveal', { command, reason }),
    [Symbol.asyncDispose]: () => store.close(),
  }
}

/** The configuration with its sources, for what needs no database. @throws ConfigError */
export async function openConfiguration(
  options: Pick<WorkspaceOptions, 'flag' | 'messages'>,
): Promise<{ readonly configuration: Configuration; readonly sources: readonly ConfiguredSource[] }> {
  const configuration = await readConfiguration(workspaceLocation({ flag: options.flag }), options.messages)
  return { configuration, sources: await configuredSources(configuration) }
}

async function readConfiguration(
  { configurationFile, insteadOf }: WorkspaceLocation,
  messages: Catalogue,
): Promise<Configuration> {
  const written = await loadConfiguration(configurationFile, { sourceIds, messages, insteadOf })
  return { ...written, populations: withCanaries(written) }
}

function onceOnly<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/**
 * Every source there is, with what the configuration says of it, and its own places to watch.
 * @throws ConfigError for a place that is not written as it must be
 */
export async function configuredSources(configuration: Configuration): Promise<readonly ConfiguredSource[]> {
  const { readRecipes, sources: allSources } = await import('./sources/index.ts')
  const places = await readRecipes(configuration.places, sourceIds)
  return [
    ...allSources.map((source) => configured(source, configuration.sources.get(source.id) ?? unconfiguredSource)),
    // who writes a place down wants it read
    ...places.map((source) => configured(source, { ...unconfiguredSource, enabled: true })),
  ]
}

function configured(source: Source, own: SourceConfiguration): ConfiguredSource {
  const off = whyOff(source, own)
  return {
    source,
    configuration: own,
    settings: {
      verifiedDomains: own.verifiedDomains,
      options: own.options,
      hasKey: own.apiKey !== undefined,
    },
    ...(off === undefined ? {} : { off }),
  }
}

/** The populations of the file, and the city itself: the names of its organisations, of no person and told to nobody. */
function withCity({ populations, legalBasis, retention }: Configuration): readonly Population[] {
  if (populations.some(({ name }) => name === cityPopulation)) return populations
  return [
    ...populations,
    {
      name: cityPopulation,
      legalBasis: legalBasis || 'names of organisations, no personal data',
      disclose: 'nothing',
      clearTo: [],
      expiresAfterDays: neverDays,
      retentionDays: retention.evidenceDays,
      reveal: false,
    },
  ]
}

/** The populations of the file, and the canaries: invented records are about no person, and nobody has to write them down. */
function withCanaries({ populations, legalBasis, retention }: Configuration): readonly Population[] {
  if (populations.some(({ name }) => name === canaryPopulation)) return populations
  return [
    ...populations,
    {
      name: canaryPopulation,
      legalBasis: legalBasis || 'invented records, no personal data',
      disclose: 'nothing',
      clearTo: [],
      expiresAfterDays: neverDays,
      retentionDays: retention.evidenceDays,
      reveal: false,
    },
  ]
}

const neverDays = 36_500

function whyOff(source: Source, own: SourceConfiguration): NotAskedReason | undefined {
  if (!own.enabled) return 'disabled'
  if (source.legalClass === 'needs-acceptance' && own.accepted === undefined) return 'needs-acceptance'
  return undefined
}

/** The sources as the scan takes them; `only` leaves the others out of it. */
export function scanSources(sources: readonly ConfiguredSource[], only?: readonly string[]): ScanSource[] {
  return sources.map(({ source, settings, configuration, off }) => {
    const pace = paceOf(configuration)
    const notAsked = off ?? (only?.includes(source.id) === false ? 'not-selected' : undefined)
    return {
      source,
      settings,
      ...(notAsked === undefined ? {} : { notAsked }),
      freshnessMs: configuration.freshnessMs,
      budget: budgetOf(configuration.budget),
      ...(pace === undefined ? {} : { pace }),
    }
  })
}

/** Ceilings of one run, in the scan's words. */
export function budgetOf({ requests, credits }: Configuration['scan']['budget']): Budget {
  return { ...(requests === undefined ? {} : { requests }), credits }
}

/** @throws ConfigError for another engine than SQLite */
function sqliteFile({ store }: Configuration): string {
  if (store.engine === 'sqlite') return store.file
  throw new ConfigError('store: PostgreSQL is not supported yet', { mend: 'write store: sqlite:vigie.db' })
}

/**
 * The way to the network, for sources that are switched on or named.
 * @throws ConfigError for a proxy or certificate that cannot be used
 */
export async function openNetwork(
  configuration: Configuration,
  messages: Catalogue,
  { ids, ...options }: Pick<DoorOptions, 'onEvent'> & { readonly ids?: readonly string[] } = {},
): Promise<Network> {
  const { createDoor, openLedger, pacedBy } = await import('./net/index.ts')
  const { userAgent = `vigie/${version} (municipal breach monitoring)`, ...network } = await resolveNetwork(
    configuration,
    { messages },
  )
  const bindings = new Map<string, Ready | ConfigError>()
  for (const one of await configuredSources(configuration)) {
    if (one.off === undefined || ids?.includes(one.source.id) === true)
      bindings.set(one.source.id, await makeReady(one, configuration, messages))
  }
  const door = createDoor({ ...network, ...options, userAgent })
  return {
    problems: [...bindings].flatMap(([source, ready]) =>
      ready instanceof ConfigError ? [{ source, problem: ready }] : [],
    ),
    connect(source, { signal, onRequest, mayLeave }) {
      const ready = bindings.get(source.id)
      // what is wrong with a key is that source's failure: the others go on
      if (ready instanceof ConfigError)
        throw new AuthError(source.id, ready.message, { mend: ready.mend, cause: ready })
      if (ready === undefined) throw new Error(`${source.id} is switched off and was to be asked`)
      const { pace, ...binding } = ready
      const way = door.source({
        ...binding,
        quota: pacedBy(pace, binding.quota),
        ledger: openLedger(ledgerFile(configuration, binding)),
        ...(signal === undefined ? {} : { signal }),
        ...(onRequest === undefined ? {} : { onRequest }),
        ...(mayLeave === undefined ? {} : { mayLeave }),
      })
      return { ...way, setQuota: (quota) => way.setQuota(pacedBy(pace, quota)) }
    },
    [Symbol.asyncDispose]: () => door.close(),
  }
}

/** Beside the database: what is sent to a service counts there, whichever run sends it. */
function ledgerFile({ store, directory }: Configuration, { id, hosts }: Pick<SourceBinding, 'id' | 'hosts'>): string {
  const beside = store.engine === 'sqlite' ? path.dirname(store.file) : directory
  const [base = ''] = Object.values(hosts)
  return path.join(beside, 'pace', `${id}-${(URL.parse(base)?.host ?? '').replace(/[^\w.-]/g, '-')}`)
}

interface Ready extends Omit<SourceBinding, 'signal' | 'onRequest'> {
  readonly pace: Pace | undefined
}

/** The configured pace, as the door and the plan go by it. */
function paceOf({ pace, baseUrl }: SourceConfiguration): Pace | undefined {
  return pace === undefined ? undefined : { ...pace, isLocal: isThisMachine(baseUrl) }
}

/** All that the door needs of one source, or what is wrong with its key or proxy. */
async function makeReady(
  { source, configuration: own, settings }: ConfiguredSource,
  configuration: Configuration,
  messages: Catalogue,
): Promise<Ready | ConfigError> {
  try {
    const key = await keyOf(source, own, configuration, messages)
    const setting = `sources.${source.id}.proxy`
    const proxy = own.proxy === false ? false : await resolveProxy(own.proxy, setting, configuration, { messages })
    return {
      id: source.id,
      hosts: hostsOf(source, own, settings),
      quota: source.quota,
      pace: paceOf(own),
      ...(key === undefined ? {} : { key }),
      ...(proxy === undefined ? {} : { proxy }),
    }
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
}

function isThisMachine(url: string | undefined): boolean {
  const host = url === undefined ? undefined : URL.parse(url)?.hostname
  return host !== undefined && (/^127(?:\.\d+){3}$/.test(host) || host === 'localhost' || host === '[::1]')
}

/**
 * A configured base URL replaces the first host, the one that the source's own documentation calls its API; on this machine
 * it replaces all of them, or a trial against the simulator would call the real service by another of its hosts.
 */
function hostsOf(source: Source, own: SourceConfiguration, settings: SourceSettings): Readonly<Record<string, string>> {
  const added = source.shape === 'watch' ? source.hostsOf?.(settings) : undefined
  const hosts = { ...source.hosts, ...added }
  const { baseUrl } = own
  if (baseUrl === undefined) return hosts
  const replaced = isThisMachine(baseUrl) ? Object.keys(hosts) : Object.keys(hosts).slice(0, 1)
  return { ...hosts, ...Object.fromEntries(replaced.map((name) => [name, baseUrl])) }
}

async function keyOf(
  source: Source,
  own: SourceConfiguration,
  configuration: Configuration,
  messages: Catalogue,
): Promise<(NonNullable<Source['key']> & { readonly value: string }) | undefined> {
  if (source.key === undefined) return undefined
  const setting = `sources.${source.id}.apiKey`
  if (own.apiKey === undefined) {
    if (!source.key.required) return undefined
    throw new ConfigError(messages.workspace.keyMissing(setting), { mend: messages.workspace.keyMissingMend(setting) })
  }
  const value = await resolveSecret(own.apiKey, { setting, baseDirectory: configuration.directory, messages })
  if (source.key.format?.test(value) === false) {
    throw new ConfigError(messages.workspace.keyMalformed(setting), { mend: messages.workspace.keyMalformedMend })
  }
  return { ...source.key, value }
}

/** The folder of a workspace, as a person would type it from here. */
export function shownPath(file: string, cwd: string = process.cwd()): string {
  const relative = path.relative(cwd, file)
  return relative === '' ? '.' : relative.startsWith('..') ? file : relative
}
