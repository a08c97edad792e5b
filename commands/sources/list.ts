import { Flags } from '@oclif/core'
import { retired, type Source } from '../../src/sources/index.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { knownSources, loadConfigurationIfAny } from '../_base/configuration.ts'
import { stateOf } from '../_base/source-state.ts'

export default class SourcesList extends VigieCommand {
  static override summary = 'what can be asked and watched, what each is told, and which are on'
  static override flags = { retired: Flags.boolean({ summary: 'services that were weighed and left out, and why' }) }
  static override examples = ['<%= config.bin %> sources list', '<%= config.bin %> sources list --retired']
  static french: FrenchHelp = {
    summary: 'ce qui peut être interrogé et surveillé, ce que chacune apprend, lesquelles sont actives',
    flags: { retired: 'les services examinés et écartés, et pourquoi' },
  }

  async run(): Promise<object> {
    const { flags } = await this.parse(SourcesList)
    if (flags.retired) return this.#listRetired()
    const configuration = await loadConfigurationIfAny(flags, this.messages)
    const known = await knownSources(configuration)
    const listed = known.map((source) => ({ ...factsOf(source), state: stateOf(source, configuration) }))
    const words = this.messages.sources
    this.table({
      head: [words.head.id, words.head.takes, words.head.told, words.head.key, words.head.state],
      rows: listed.map((source) => [
        source.id,
        source.kinds.map((kind) => words.kinds[kind]).join(', '),
        words.tells[source.tells],
        words.key[source.key],
        words.states[source.state],
      ]),
    })
    this.log(`\n${words.retired(retired.length)}`)
    return { configuration: configuration?.file ?? null, sources: listed, retired }
  }

  #listRetired(): object {
    const { retiredHead } = this.messages.sources
    this.table({
      head: [retiredHead.id, retiredHead.reason, retiredHead.decidedOn],
      rows: retired.map(({ name, reason, decidedOn }) => [name, reason, decidedOn]),
    })
    return { retired }
  }
}

function factsOf(source: Source) {
  const { id, name, shape, kinds, tells, legalClass, questions, paidPerAnswer } = source
  const key = source.key === undefined ? 'none' : source.key.required ? 'required' : 'optional'
  return { id, name, shape, kinds, questions, tells, legalClass, key, paidPerAnswer } as const
}
