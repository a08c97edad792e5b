import { Flags } from '@oclif/core'
import { InputError } from '../src/domain/index.ts'
import {
  type FaultMode,
  type FaultRule,
  faultModes,
  makeCity,
  makeWorld,
  type PretendSourceId,
  pretendSourceIds,
  type Simulator as RunningSimulator,
  simulatorKey,
  startSimulator,
} from '../src/simulator/index.ts'
import { findSource, type Source } from '../src/sources/index.ts'
import { type FrenchHelp, VigieCommand } from './_base/command.ts'

export default class Simulator extends VigieCommand {
  static override summary = 'the pretend sources on loopback, for tests, training and trying a configuration'
  static override description =
    'Prints the configuration under which Vigie asks it in place of the services, then answers until Ctrl-C. It knows the invented people of the lists that "vigie demo" writes (vigie-demo/lists, with the default --seed), and finds no other address.'
  static override flags = {
    port: Flags.integer({ summary: 'port to listen on; 0 lets the system choose', min: 0, max: 65_535, default: 0 }),
    latency: Flags.integer({ summary: 'milliseconds to wait before each answer', min: 0, default: 0, helpValue: 'MS' }),
    quota: Flags.integer({ summary: 'requests a minute that each source takes; no limit when absent', min: 1 }),
    fault: Flags.string({
      summary: `how a source fails, SOURCE=MODE, or SOURCE=MODE:N for one request in N only; modes: ${faultModes.join(', ')}`,
      multiple: true,
      helpValue: 'SOURCE=MODE[:N]',
    }),
    seed: Flags.integer({ summary: 'another number, another invented city', default: 2022 }),
  }
  static override examples = [
    '<%= config.bin %> simulator --port 8181',
    '<%= config.bin %> simulator --quota 10 --fault hibp=429:5',
  ]
  static french: FrenchHelp = {
    summary: "les sources factices en local, pour essais, formation et mise au point d'une configuration",
    description:
      'Affiche la configuration avec laquelle Vigie l’interroge à la place des services, puis répond jusqu’à Ctrl-C. Il connaît les personnes inventées des listes que « vigie demo » écrit (vigie-demo/lists, avec le --seed par défaut), et ne trouve aucune autre adresse.',
    flags: {
      port: "port d'écoute ; 0 laisse le système choisir",
      latency: "millisecondes d'attente avant chaque réponse",
      quota: 'requêtes par minute acceptées par chaque source ; sans limite si absent',
      fault: `comment une source échoue, SOURCE=MODE, ou SOURCE=MODE:N pour une requête sur N seulement ; modes : ${faultModes.join(', ')}`,
      seed: 'un autre nombre, une autre ville inventée',
    },
  }

  async run(): Promise<object> {
    const { flags } = await this.parse(Simulator)
    const { signal } = this
    const faults = Object.fromEntries((flags.fault ?? []).map((typed) => this.#readFault(typed)))
    const quota = flags.quota === undefined ? undefined : { requests: flags.quota, perMs: 60_000 }
    const simulator = await this.#start({
      world: makeWorld(makeCity(flags.seed)),
      port: flags.port,
      latencyMs: flags.latency,
      faults,
      ...(quota === undefined ? {} : { quota: Object.fromEntries(pretendSourceIds.map((id) => [id, quota])) }),
      log: false,
    })
    this.#tell(simulator, flags.quota === undefined)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    const { counts } = simulator
    await simulator.close()
    this.logToStderr(this.messages.shell.simulator.stopped)
    return { url: simulator.url, counts }
  }

  #readFault(typed: string): readonly [PretendSourceId, FaultRule] {
    const [, source, mode, every] = /^([a-z-]+)=([\w-]+)(?::(\d+))?$/.exec(typed) ?? []
    const id = pretendSourceIds.find((known) => known === source)
    const fault = faultModes.find((known): known is FaultMode => known === mode)
    const words = this.messages.shell.simulator
    if (id === undefined) throw new InputError(words.noSource, { mend: words.known(pretendSourceIds.join(', ')) })
    if (fault === undefined) throw new InputError(words.noMode, { mend: words.known(faultModes.join(', ')) })
    return [id, { fault, ...(every === undefined ? {} : { every: Math.max(1, Number(every)) }) }]
  }

  #tell(simulator: RunningSimulator, isFast: boolean): void {
    const words = this.messages.shell.simulator
    const sources = pretendSourceIds.flatMap((id) => {
      const source = findSource(id)
      return source === undefined ? [] : [settingsOf(source, simulator.baseUrl(id), isFast)]
    })
    // on stderr with --json: its one document comes at the end, and the address is needed now
    const print = this.jsonEnabled()
      ? (text: string) => process.stderr.write(`${text}\n`)
      : (text: string) => this.log(text)
    print(words.listening(simulator.url))
    print(`\n${words.snippet}\n\nsources:\n${sources.join('\n')}\n\nexport VIGIE_SIMULATOR_KEY=${simulatorKey}\n`)
  }

  async #start(options: Parameters<typeof startSimulator>[0]): Promise<RunningSimulator> {
    try {
      return await startSimulator(options)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
      const words = this.messages.shell.simulator
      throw new InputError(words.portTaken(String(options.port)), { mend: words.portMend, cause: error })
    }
  }
}

/** The settings under which `source` asks the simulator instead of the service. */
function settingsOf(source: Source, baseUrl: string, isFast: boolean): string {
  const settings = [
    'enabled: true',
    `baseUrl: "${baseUrl}"`,
    // one that may be left out leads to another host of the same service
    ...(source.key?.required === true ? ['apiKey: { env: VIGIE_SIMULATOR_KEY }'] : []),
    ...(source.legalClass === 'usable'
      ? []
      : ['accepted: { by: simulator, on: 2026-11-24, because: invented people }']),
    ...(isFast ? ['pace: { requests: 1000, per: 1s }'] : []),
  ]
  return `  ${source.id}: { ${settings.join(', ')} }`
}
