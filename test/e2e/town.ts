/** A workspace against the simulator, driven through the program: for tests of what happens to a list from end to end. */
import {
  addText,
  emptyWorld,
  type HibpBreach,
  type Simulator,
  simulatorKey,
  startSimulator,
  type World,
} from '../../src/simulator/index.ts'
import { type Ended, makePlace, type Place } from './vigie.ts'

export interface Town extends Place {
  readonly simulator: Simulator
  readonly world: World
  /** runs, and expects an exit code (0 when none is given) */
  expectRun(args: readonly string[], code?: number): Promise<Ended>
  /** the document that `--json` prints */
  // biome-ignore lint/suspicious/noExplicitAny: each command has its own
  json(args: readonly string[], code?: number): Promise<any>
}

const populations = `  staff: { persons: Employés, disclose: { default: k-anonymous } }
  residents: { persons: Utilisateurs, disclose: { default: k-anonymous, clear: [hibp] } }`

/** HIBP with `ville-exemple.fr` verified, two watched places, and two populations. */
export async function openTown(more = '', people: string = populations): Promise<Town> {
  const place = await makePlace()
  const world = emptyWorld()
  // a list without a row would be a failure, not an empty place
  world.pastebin.push({ body: 'rien d’utile ici\n' })
  addText(world.places.gists, { body: 'rien d’utile ici\n' })
  const made = await place.run(['init', '--legal-basis', 'RGPD, art. 6, 1, e', '--keys', 'keys'])
  if (made.code !== 0) throw new Error(made.stderr)
  const simulator = await startSimulator({ world, log: true })
  await place.write('key', `${simulatorKey}\n`)
  const pace = 'pace: { requests: 1000, per: 1s }'
  await place.write(
    '.vigie/vigie.yaml',
    `organisation: { name: Ville de Saint-Exemple, dpo: { name: Camille Exemple, email: dpo@ville-exemple.fr } }
legalBasis: "RGPD, art. 6, 1, e"
populations:
${people}
keys: { directory: ../keys }
sources:
  hibp: { enabled: true, apiKey: { file: ../key }, baseUrl: ${simulator.baseUrl('hibp')}, verifiedDomains: [ville-exemple.fr], ${pace} }
  pastebin: { enabled: true, baseUrl: ${simulator.baseUrl('pastebin')}, ${pace} }
  gist: { enabled: true, baseUrl: ${simulator.baseUrl('gist')}, ${pace} }
${more}`,
  )

  async function expectRun(args: readonly string[], code = 0): Promise<Ended> {
    const ended = await place.run(args)
    if (ended.code !== code) throw new Error(`${args.join(' ')}: exit ${ended.code}\n${ended.stderr}${ended.stdout}`)
    return ended
  }
  return {
    ...place,
    simulator,
    world,
    expectRun,
    json: async (args, code) => JSON.parse((await expectRun([...args, '--json'], code)).stdout),
    async remove() {
      await simulator.close()
      await place.remove()
    },
  }
}

/** A breach as HIBP lists it. */
export function breach(Name: string, Description = 'In 2025 a copy of the data was published.'): HibpBreach {
  return {
    ...{ Name, Title: `${Name} (fictif)`, Domain: `${Name.toLowerCase()}.example`, BreachDate: '2025-02-01' },
    ...{ AddedDate: '2025-03-01T00:00:00Z', ModifiedDate: '2025-03-01T00:00:00Z', PwnCount: 1000, Description },
    ...{ LogoPath: '', Attribution: null, DataClasses: ['Email addresses', 'Names'], IsVerified: true },
    ...{ IsFabricated: false, IsSensitive: false, IsRetired: false, IsSpamList: false, IsMalware: false },
    ...{ IsSubscriptionFree: false, IsStealerLog: false },
  }
}
