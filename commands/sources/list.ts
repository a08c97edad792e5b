import { Flags } from '@oclif/core'
import { setFrench } from '../../src/messages/index.ts'
import { type RetiredSource, retired, type Source } from '../../src/sources/index.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { knownSources, loadConfigurationIfAny } from '../_base/configuration.ts'
import { renderFields } from '../_base/fields.ts'
import {
  hereFields,
  keyWord,
  kindsText,
  operatorText,
  sentencesOf,
  sourceFacts,
  sourceFields,
} from '../_base/source-facts.ts'
import { stateOf } from '../_base/source-state.ts'

/** columns of a terminal in which all of a source fits a line */
const wide = 160

export default class SourcesList extends VigieCommand {
  static override summary = 'what can be asked and watched, who runs it, what each is told and costs, and which are on'
  static override flags = {
    full: Flags.boolean({ summary: 'all that is known of each, a card for each' }),
    retired: Flags.boolean({ summary: 'services that were weighed and left out, and why' }),
  }
  static override examples = [
    '<%= config.bin %> sources list',
    '<%= config.bin %> sources list --full',
    '<%= config.bin %> sources list --retired',
  ]
  static french: FrenchHelp = {
    summary:
      'ce qui peut être interrogé et surveillé, qui l’exploite, ce que chacune apprend et coûte, lesquelles sont actives',
    flags: {
      full: 'tout ce qu’on sait de chacune, une fiche pour chacune',
      retired: 'les services examinés et écartés, et pourquoi',
    },
  }

  async run(): Promise<object> {
    const { flags } = await this.parse(SourcesList)
    if (flags.retired) return this.#listRetired()
    const configuration = await loadConfigurationIfAny(flags, this.messages)
    const known = await knownSources(configuration)
    const words = this.messages.sources
    if (flags.full) {
      const cards = known.map((source) => [
        ...sourceFields(source, this.messages, this.locale),
        ...hereFields(source, configuration, this.messages, this.locale),
      ])
      this.log(cards.map((fields) => renderFields(fields, process.stdout.columns)).join('\n\n'))
    } else if ((process.stdout.columns ?? 0) >= wide) {
      this.#table(known, configuration, ['takes', 'told', 'operator', 'cost', 'key', 'legal', 'state'])
    } else {
      this.log(words.whatTitle)
      this.#table(known, configuration, ['takes', 'told', 'key', 'state'])
      this.log(`\n${words.whoTitle}`)
      this.#table(known, configuration, ['operator', 'cost', 'legal'])
    }
    this.log(`\n${words.retired(retired.length)}`)
    if (!flags.full) this.log(words.more)
    return {
      configuration: configuration?.file ?? null,
      sources: known.map((source) => sourceFacts(source, configuration)),
      retired: retired.map(withoutFrench),
    }
  }

  #table(
    known: readonly Source[],
    configuration: Parameters<typeof stateOf>[1],
    columns: readonly Exclude<keyof SourcesList['messages']['sources']['head'], 'id'>[],
  ): void {
    const words = this.messages.sources
    this.table({
      head: [words.head.id, ...columns.map((column) => words.head[column])],
      rows: known.map((source) => {
        const cells = {
          takes: kindsText(source, this.messages),
          told: words.tellsInColumn[source.tells],
          operator: operatorText(source, this.messages),
          cost: sentencesOf(source, this.locale).cost,
          key: keyWord(source, this.messages),
          legal: words.classWords[source.legalClass],
          state: words.states[stateOf(source, configuration)],
        }
        return [source.id, ...columns.map((column) => cells[column])]
      }),
    })
  }

  #listRetired(): object {
    const { retiredHead } = this.messages.sources
    this.table({
      head: [retiredHead.id, retiredHead.reason, retiredHead.decidedOn],
      rows: retired.map((one) => [one.name, this.locale === 'fr' ? setFrench(one.french) : one.reason, one.decidedOn]),
    })
    return { retired: retired.map(withoutFrench) }
  }
}

function withoutFrench({ id, name, reason, decidedOn }: RetiredSource) {
  return { id, name, reason, decidedOn }
}
