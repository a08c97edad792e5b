import { Args } from '@oclif/core'
import { SourceError } from '../../src/domain/index.ts'
import { type CheckLine, type Source, uncheckable } from '../../src/sources/index.ts'
import { type ConfiguredSource, type Network, openConfiguration, openNetwork } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { exitCodes } from '../_base/exit-codes.ts'
import { quotasText, sentencesOf } from '../_base/source-facts.ts'
import { requireSource } from '../_base/sources.ts'

interface CheckedSource {
  source: string
  lines: readonly CheckLine[]
}

export default class SourcesCheck extends VigieCommand {
  static override summary = 'call each enabled source with its published test account or its cheapest call'
  static override description =
    'Says whether it can be reached, whether the key is good, what the plan and the quota are, whether it still answers as its contract says, and what credits are left. Nothing about the lists is told. Ends with 20 when something was asked and not answered; what a source tells nowhere is shown as such.'
  static override examples = ['<%= config.bin %> sources check', '<%= config.bin %> sources check hibp --json']
  static override args = {
    source: Args.string({ ignoreStdin: true, description: 'only this one, switched on or not' }),
  }
  static readonly french: FrenchHelp = {
    summary: 'appeler chaque source active par son compte d’essai publié ou son appel le moins cher',
    description:
      'Dit si elle est joignable, si la clé est bonne, quels sont l’abonnement et le quota, si elle répond encore comme son contrat le dit, et combien de crédits restent. Rien n’est révélé des listes. Se termine par 20 quand une question posée est restée sans réponse ; ce qu’une source ne publie nulle part est montré comme tel.',
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
    else this.#tell(chosen, checked)
    if (checked.some(isIncomplete)) process.exitCode = exitCodes.incomplete
    return { sources: checked }
  }

  #tell(chosen: readonly ConfiguredSource[], checked: readonly CheckedSource[]): void {
    const { head, checkHead, checkTopics, checkStates, checkedWell, checkedBadly } = this.messages.sources
    this.table({
      head: [head.id, checkHead.what, head.state, checkHead.detail],
      rows: checked.flatMap(({ source: id, lines }, index) =>
        lines.map((line) => [
          id,
          checkTopics[line.what],
          checkStates[line.state],
          this.#detail(line, chosen[index]!.source),
        ]),
      ),
    })
    const bad = checked.filter(isIncomplete).map(({ source }) => source)
    this.log(`\n${bad.length === 0 ? checkedWell(checked.length) : checkedBadly(bad.join(', '), bad.length)}`)
  }

  #detail(line: CheckLine, source: Source): string {
    const said = this.#said(line, source)
    return line.place === undefined
      ? said
      : this.messages.sources.checkPlace(this.messages.errors.told(line.place), said)
  }

  #said(line: CheckLine, source: Source): string {
    const { sources: words, scan, errors } = this.messages
    const details = words.checkDetails
    switch (line.state) {
      case 'ok':
        return line.detail === '' ? details[line.what as 'reach' | 'key' | 'contract'] : errors.toldParts(line.detail)
      case 'failed': {
        const detail = errors.told(line.detail)
        const said = line.reason === undefined ? detail : words.checkFailure(scan.reasons[line.reason], detail)
        return line.mend === undefined ? said : `${said} → ${errors.told(line.mend)}`
      }
      case 'not-learnt':
        return line.detail === '' ? details.notLearnt : errors.told(line.detail)
      case 'not-published':
        return line.what === 'credits'
          ? details.credits(sentencesOf(source, this.locale).cost)
          : details.pace(quotasText(source, this.messages, this.locale))
      case 'not-needed':
        if (line.what === 'credits') return sentencesOf(source, this.locale).cost
        return source.key === undefined ? details.noKey : details.keyUnused
    }
  }

  async #check(one: ConfiguredSource, network: Network): Promise<CheckedSource> {
    const { source, settings } = one
    try {
      const way = network.connect(source, { signal: this.signal })
      return { source: source.id, lines: await source.check(way, settings) }
    } catch (error) {
      // a key that is not there is what this command is asked to tell
      if (!(error instanceof SourceError)) throw error
      return { source: source.id, lines: await uncheckable(source, error) }
    }
  }
}

function isIncomplete({ lines }: CheckedSource): boolean {
  return lines.some(({ state }) => state === 'failed' || state === 'not-learnt')
}
