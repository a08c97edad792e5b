import { Args } from '@oclif/core'
import { SourceError } from '../../src/domain/index.ts'
import type { CheckLine } from '../../src/sources/index.ts'
import { type ConfiguredSource, type Network, openConfiguration, openNetwork } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { exitCodes } from '../_base/exit-codes.ts'
import { requireSource } from '../_base/sources.ts'

interface CheckedSource {
  source: string
  lines: readonly CheckLine[]
}

export default class SourcesCheck extends VigieCommand {
  static override summary = 'call each enabled source with its published test account or its cheapest call'
  static override description =
    'Says whether it can be reached, whether the key is good, what the plan and the quota are, and whether it still answers as its contract says. Nothing about the lists is told.'
  static override examples = ['<%= config.bin %> sources check', '<%= config.bin %> sources check hibp --json']
  static override args = {
    source: Args.string({ ignoreStdin: true, description: 'only this one, switched on or not' }),
  }
  static readonly french: FrenchHelp = {
    summary: 'appeler chaque source active par son compte d’essai publié ou son appel le moins cher',
    description:
      'Dit si elle est joignable, si la clé est bonne, quels sont l’abonnement et le rythme, et si elle répond encore comme son contrat le dit. Rien n’est révélé des listes.',
    args: { source: 'seulement celle-ci, active ou non' },
    examples: ['<%= config.bin %> sources check', '<%= config.bin %> sources check hibp --json'],
  }

  async run(): Promise<{ sources: CheckedSource[] }> {
    const { args, flags } = await this.parse(SourcesCheck)
    const words = this.messages.sources
    const { configuration, sources } = await openConfiguration({ flag: flags.workspace, messages: this.messages })
    const known = sources.map((one) => one.source)
    if (args.source !== undefined) requireSource(args.source, this.messages, known)
    const chosen = sources.filter((one) =>
      args.source === undefined ? one.off === undefined : one.source.id === args.source,
    )
    const ids = chosen.map((one) => one.source.id)
    await using network = await openNetwork(configuration, this.messages, { ids })
    const progress = this.progress(words.checking)
    const checked = await Promise.all(chosen.map((one) => this.#check(one, network)))
    progress.done()
    if (checked.length === 0) this.log(words.noneOn)
    else {
      this.table({
        head: [words.head.id, words.checkHead.what, words.head.state, words.checkHead.detail],
        rows: checked.flatMap(({ source, lines }) =>
          lines.map((line) => [source, line.what, words.checkStates[line.state], line.detail]),
        ),
      })
    }
    const isBad = checked.some(({ lines }) => lines.some((line) => line.state !== 'ok'))
    if (isBad) process.exitCode = exitCodes.incomplete
    return { sources: checked }
  }

  async #check(one: ConfiguredSource, network: Network): Promise<CheckedSource> {
    const { source, settings } = one
    try {
      const way = network.connect(source, { signal: this.signal })
      return { source: source.id, lines: await source.check(way, settings) }
    } catch (error) {
      // a key that is not there is what this command is asked to tell
      if (!(error instanceof SourceError)) throw error
      const detail = error.mend === undefined ? error.message : `${error.message} → ${error.mend}`
      return {
        source: source.id,
        lines: [{ what: this.messages.sources.labels.key, state: 'failed', detail, reason: 'auth' }],
      }
    }
  }
}
