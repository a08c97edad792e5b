/**
 * The demonstration: a workspace of the fictional city, its files as an office exports them, and the pretend sources on
 * loopback. Typed again, it goes on where it was stopped; once finished, it shows another night of the same city.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { freshConfiguration } from './config/index.ts'
import { ConfigError } from './domain/index.ts'
import type { Catalogue, Locale } from './messages/index.ts'
import { createWorkspace } from './new-workspace.ts'
import {
  type City,
  cityFiles,
  demoChannel,
  demoFeeds,
  leakFile,
  makeCity,
  makeWorld,
  type PretendSourceId,
  type Simulator,
  simulatorKey,
  startSimulator,
} from './simulator/index.ts'

export interface DemoOptions {
  /** holds `lists/`, `seized/`, `workspace/` and `results/` */
  readonly directory: string
  readonly locale: Locale
  readonly messages: Catalogue
  readonly now: () => Date
}

export interface Demo extends AsyncDisposable {
  readonly city: City
  readonly simulator: Simulator
  /** for `--workspace` */
  readonly workspace: string
  readonly results: string
  /** the city's files, with the population that each is about */
  readonly lists: readonly { readonly file: string; readonly population: string }[]
  /** a leak file that the police handed over, where it lies */
  readonly leak: { readonly file: string; readonly provenance: string; readonly takenOn: string }
}

/** which population each of the city's files is about; its own domains are told to sources as the staff's are */
const populationOf: Readonly<Record<string, string>> = {
  'agents.csv': 'staff',
  'domaines.txt': 'staff',
  'usagers.csv': 'residents',
}
const markFile = 'DEMO.txt'

/** @throws ConfigError for a folder that was made by something else */
export async function openDemo(options: DemoOptions): Promise<Demo> {
  const { directory, messages } = options
  const mark = path.join(directory, markFile)
  if (existsSync(directory) && !existsSync(mark)) {
    throw new ConfigError(messages.demo.notDemo(directory), { mend: messages.demo.notDemoMend })
  }
  await mkdir(path.join(directory, 'lists'), { recursive: true })
  await writeFile(mark, `${messages.demo.intro}\n`)
  const city = makeCity()
  const lists = cityFiles(city).map(({ name, text }) => ({ name, text, file: path.join(directory, 'lists', name) }))
  for (const { file, text } of lists) await writeFile(file, text)
  const leak = await layLeakFile(path.join(directory, 'seized'), city, messages.demo.provenance)

  const simulator = await startSimulator({ world: makeWorld(city), log: false })
  const workspace = path.join(directory, 'workspace')
  try {
    await prepareWorkspace(workspace, simulator, city, options)
  } catch (error) {
    await simulator.close()
    throw error
  }
  return {
    city,
    simulator,
    workspace,
    results: path.join(directory, 'results'),
    leak,
    lists: lists.flatMap(({ name, file }) => {
      const population = populationOf[name]
      return population === undefined ? [] : [{ file, population }]
    }),
    [Symbol.asyncDispose]: () => simulator.close(),
  }
}

/** The file and, beside it, where it comes from. */
async function layLeakFile(folder: string, city: City, provenance: string): Promise<Demo['leak']> {
  const { name, text, takenOn } = leakFile(city)
  const file = path.join(folder, name)
  await mkdir(folder, { recursive: true })
  await writeFile(file, text, { mode: 0o600 })
  await writeFile(path.join(folder, 'PROVENANCE.txt'), `${name} : ${provenance}\n`)
  return { file, provenance, takenOn }
}

/** Makes it when it is not there; the configuration is written anew each time, since the port of the simulator changes. */
async function prepareWorkspace(
  workspace: string,
  simulator: Simulator,
  city: City,
  { locale, messages, now }: DemoOptions,
): Promise<void> {
  const key = 'simulator.key'
  const configuration = {
    organisation: messages.demo.organisation,
    organisationFacts: factsOf(city),
    legalBasis: messages.demo.legalBasis,
    organisationNames: city.organisations,
    bases: basesOf(simulator),
    sources: sourcesOf(simulator, city, key),
  }
  if (!existsSync(path.join(workspace, 'vigie.yaml'))) {
    await createWorkspace({ flag: workspace, locale, messages, now, keysDirectory: 'keys', configuration })
  }
  await writeFile(path.join(workspace, key), `${simulatorKey}\n`, { mode: 0o600 })
  const text = freshConfiguration({ locale, keysDirectory: 'keys', ...configuration })
  const file = path.join(workspace, 'vigie.yaml')
  if ((await readFile(file, 'utf8')) !== text) await writeFile(file, text, { mode: 0o600 })
}

/** What the CNIL's form asks of an organisation. Invented: the SIREN, of zeros, passes its check and is nobody's. */
function factsOf({ domains: [domain] }: City): Record<string, unknown> {
  return {
    siren: '000000000',
    sector: 'Administration publique',
    address: { street: '1 place de la Mairie', postcode: '99000', city: 'Saint-Exemple' },
    legalRepresentative: { title: 'Mme', firstName: 'Claude', lastName: 'Exemple', email: `maire@${domain}` },
    dpo: {
      ...{ title: 'M.', firstName: 'Dominique', lastName: 'Modèle' },
      ...{ email: `dpo@${domain}`, phone: '01 99 00 12 34' },
    },
  }
}

/** Two processings of the town, so that whose breach it is can be told: a desk of its own, and a supplier's software. */
function basesOf({ world }: Simulator): Record<string, Record<string, unknown>> {
  const siteOf = (name: string) =>
    world.hibp.breaches.filter((breach) => breach.Name === name).map((breach) => breach.Domain)
  const dataClasses = ['Names', 'Email addresses', 'Phone numbers']
  return {
    'portail-famille': { dataClasses, domains: siteOf('PortailFamilleDemo'), vulnerable: true },
    'rendez-vous': { processor: 'Éditeur Exemple', dataClasses, domains: siteOf('LogicielMairieExemple') },
  }
}

/** Of the watched places, those that the configuration names. */
const watched: Partial<Record<PretendSourceId, Record<string, unknown>>> = {
  telegram: { options: { channels: [demoChannel] } },
  rss: { options: { feeds: [{ key: 'presse', url: `https://presse.example.org${demoFeeds.press}` }] } },
}

function sourcesOf(simulator: Simulator, city: City, key: string): Record<string, Record<string, unknown>> {
  const at = (source: PretendSourceId) => ({ enabled: true, baseUrl: simulator.baseUrl(source) })
  // on this machine nobody is hurried: at the real pace this would take days
  const pace = { requests: 1000, per: '1s' }
  return {
    hibp: { ...at('hibp'), apiKey: { file: key }, verifiedDomains: city.domains, pace },
    // other names for what Have I Been Pwned tells of, too
    xposedornot: { ...at('xposedornot'), apiKey: { file: key }, verifiedDomains: city.domains, pace },
    leakcheck: { ...at('leakcheck'), pace },
    ...Object.fromEntries(
      (['pastebin', 'gist', 'telegram', 'ransomware-live', 'rss'] as const).map((source) => [
        source,
        { ...at(source), pace: { requests: 100, per: '1s' }, ...watched[source] },
      ]),
    ),
  }
}
