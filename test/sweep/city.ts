/** A workspace whose lists are small, in which every source that can be asked is on, accepted, and answered by the simulator. */
import { copyFile, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import {
  makeCity,
  makeWorld,
  type Simulator,
  simulatorKey,
  startSimulator,
  type World,
} from '../../src/simulator/index.ts'
import { type AskSource, sources } from '../../src/sources/index.ts'
import { type Ended, makePlace, type Place } from '../e2e/vigie.ts'

export const askSources: readonly AskSource[] = sources.filter((source) => source.shape === 'ask')
export const askIds = askSources.map(({ id }) => id)

export const ownDomain = 'ville-exemple.fr'

export interface CityOptions {
  /** YAML of a source's settings, added to what makes it answer: `budget: { credits: 3 }`; `off` leaves it out */
  readonly settings?: Readonly<Record<string, string>>
  /** `false`: none is verified anywhere */
  readonly verified?: boolean
  /** YAML of `populations` */
  readonly populations?: string
  readonly more?: string
  /** of the scan; each paid source has 500 of its own */
  readonly credits?: number
  /** YAML, more of the scan's budget: `requests: 20` */
  readonly scan?: string
  /** so many staff and residents, of whom the first are known to many sources */
  readonly staff?: number
  readonly residents?: number
}

export interface SweptCity extends Place {
  readonly simulator: Simulator
  readonly world: World
  /** runs, and expects one of these exit codes */
  expectRun(args: readonly string[], codes?: readonly number[], env?: Readonly<Record<string, string>>): Promise<Ended>
  configure(options: CityOptions): Promise<void>
  /** as it was after the lists were imported: no fault, no latency, nothing asked, nothing written */
  reset(): Promise<void>
}

export const everythingInClear = `  staff: { disclose: { default: k-anonymous, clear: [${askIds.join(', ')}] } }
  residents: { disclose: { default: k-anonymous, clear: [${askIds.join(', ')}] } }`

/** The key of every source; Enzoic's is a pair. It is what a sweep looks for. */
export const canaryKey = simulatorKey

export async function openCity(options: CityOptions = {}): Promise<SweptCity> {
  const place = await makePlace()
  const city = makeCity()
  const world = makeWorld(city)
  const simulator = await startSimulator({ world })
  const expectRun: SweptCity['expectRun'] = async (args, codes = [0], env = {}) => {
    const ended = await place.run(args, env)
    if (!codes.includes(ended.code ?? -1)) {
      throw new Error(`${args.join(' ')}: exit ${ended.code}\n${ended.stderr}${ended.stdout}`)
    }
    return ended
  }
  await expectRun(['init', '--legal-basis', 'RGPD, art. 6, 1, e', '--keys', 'keys'])
  await place.write('key', `${simulatorKey}\n`)
  await place.write('pair', `${simulatorKey}:${simulatorKey}\n`)
  const configure = (now: CityOptions) =>
    place.write('.vigie/vigie.yaml', yaml(simulator, { ...options, ...now })).then(() => undefined)
  await configure({})

  const known = new Set(world.records.map(({ email }) => email))
  const byFame = <T extends { readonly email: string }>(people: readonly T[]) =>
    people.toSorted((a, b) => Number(known.has(b.email)) - Number(known.has(a.email)))
  const lines = (people: readonly { readonly email: string; readonly phoneE164?: string }[]) =>
    people.map(({ email, phoneE164 = '' }) => `${email};${phoneE164}`)
  const staff = byFame(city.staff).slice(0, options.staff ?? 3)
  const residents = byFame(city.residents).slice(0, options.residents ?? 3)
  await place.write('agents.csv', ['Courriel;Téléphone', ...lines(staff), `inconnu@${ownDomain};`].join('\n'))
  await place.write('usagers.csv', ['Courriel;Téléphone', ...lines(residents), 'inconnue@example.org;'].join('\n'))
  await place.write('domaines.txt', `${ownDomain}\n`)
  for (const [file, population] of [
    ['agents.csv', 'staff'],
    ['usagers.csv', 'residents'],
    ['domaines.txt', 'staff'],
  ] as const) {
    await expectRun(['lists', 'import', file, '--population', population])
  }
  const database = path.join(place.directory, '.vigie', 'vigie.db')
  const untouched = path.join(place.directory, '.vigie', 'untouched.db')
  await copyFile(database, untouched)
  async function reset(): Promise<void> {
    simulator.clearFaults()
    simulator.setLatency(0)
    simulator.forgetRequests()
    for (const name of await readdir(place.directory)) {
      if (/^(results|export|scan\.log)/.test(name)) await rm(path.join(place.directory, name), { recursive: true })
    }
    for (const suffix of ['-wal', '-shm']) await rm(`${database}${suffix}`, { force: true })
    await copyFile(untouched, database)
    await configure({})
  }
  return {
    ...place,
    simulator,
    world,
    expectRun,
    configure,
    reset,
    async remove() {
      await simulator.close()
      await place.remove()
    },
  }
}

function yaml(
  simulator: Simulator,
  { settings = {}, verified = true, populations, more = '', credits = 5_000, scan }: CityOptions,
): string {
  const entries = askSources
    .filter(({ id }) => settings[id] !== 'off')
    .map(({ id, key, legalClass, paidPerAnswer }) => {
      const parts = [
        'enabled: true',
        `baseUrl: ${simulator.baseUrl(id as Parameters<Simulator['baseUrl']>[0])}`,
        'pace: { requests: 1000, per: 1s }',
        ...(key === undefined ? [] : [`apiKey: { file: ../${id === 'enzoic' ? 'pair' : 'key'} }`]),
        ...(legalClass === 'usable' ? [] : ['accepted: { by: Camille Exemple, on: 2026-11-24, because: essai }']),
        ...(verified ? [`verifiedDomains: [${ownDomain}]`] : []),
        ...(settings[id]?.includes('budget') || !paidPerAnswer ? [] : ['budget: { credits: 500 }']),
        ...(settings[id] === undefined ? [] : [settings[id]]),
      ]
      return `  ${id}: { ${parts.join(', ')} }`
    })
  const scanBudget = scan === undefined ? '' : `, ${scan}`
  return `organisation: { name: Ville de Saint-Exemple }
legalBasis: "RGPD, art. 6, 1, e"
populations:
${populations ?? everythingInClear}
keys: { directory: ../keys }
scan: { budget: { credits: ${credits}${scanBudget} } }
sources:
${entries.join('\n')}
${more}
`
}
