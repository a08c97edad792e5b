import { Args } from '@oclif/core'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { knownSources, loadConfigurationIfAny } from '../_base/configuration.ts'
import { renderFields } from '../_base/fields.ts'
import { hereFields, sourceFacts, sourceFields } from '../_base/source-facts.ts'
import { requireSource } from '../_base/sources.ts'

export default class SourcesShow extends VigieCommand {
  static override summary = 'what one source is, who runs it, what it is told, costs and allows'
  static override args = {
    source: Args.string({ ignoreStdin: true, required: true, description: 'id, as "sources list" shows it' }),
  }
  static override examples = ['<%= config.bin %> sources show hibp']
  static french: FrenchHelp = {
    summary: "ce qu'est une source, qui l'exploite, ce qu'elle apprend, coûte et permet",
    args: { source: 'son identifiant, comme le montre « sources list »' },
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(SourcesShow)
    const configuration = await loadConfigurationIfAny(flags, this.messages)
    const source = requireSource(args.source, this.messages, await knownSources(configuration))
    const fields = [
      ...sourceFields(source, this.messages, this.locale),
      ...hereFields(source, configuration, this.messages, this.locale),
    ]
    this.log(renderFields(fields, process.stdout.columns))
    return { ...sourceFacts(source, configuration), configuration: configuration?.file ?? null }
  }
}
