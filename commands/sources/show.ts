import { Args } from '@oclif/core'
import { type Catalogue, formatDate, formatNumber, type Locale } from '../../src/messages/index.ts'
import { quotasOf } from '../../src/net/index.ts'
import type { Source, SourceKey } from '../../src/sources/index.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { knownSources, loadConfigurationIfAny } from '../_base/configuration.ts'
import { type Field, renderFields } from '../_base/fields.ts'
import { shownDuration } from '../_base/scan.ts'
import { stateOf } from '../_base/source-state.ts'
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
    const state = stateOf(source, configuration)
    const accepted = configuration?.sources.get(source.id)?.accepted
    const words = this.messages.sources
    const here =
      configuration === undefined
        ? words.states[state]
        : `${words.states[state]}, ${words.workspace(configuration.file)}`
    this.log(
      renderFields(
        [
          ...this.#fieldsOf(source),
          [words.labels.state, here],
          [
            words.labels.accepted,
            accepted && words.accepted(accepted.by, formatDate(accepted.on, this.locale), accepted.because),
          ],
        ],
        process.stdout.columns,
      ),
    )
    return { ...factsOf(source), state, configuration: configuration?.file ?? null, accepted: accepted ?? null }
  }

  #fieldsOf(source: Source): Field[] {
    const words = this.messages.sources
    const { key } = source
    const keyWord = key === undefined ? words.key.none : key.required ? words.key.required : words.key.optional
    return [
      [words.labels.name, `${source.name} (${source.id})`],
      [words.labels.shape, words.shapes[source.shape]],
      [words.labels.takes, source.kinds.map((kind) => words.kinds[kind]).join(', ')],
      [words.labels.questions, source.questions.join(', ')],
      [words.labels.tells, words.tells[source.tells]],
      [words.labels.operator, `${source.operator}, ${source.country}`],
      [words.labels.legal, words.classes[source.legalClass]],
      [words.labels.why, source.legalReason],
      [words.labels.terms, source.termsUrl],
      [words.labels.hosts, Object.values(source.hosts).join('\n')],
      [words.labels.key, key === undefined ? keyWord : `${keyWord}, ${placeOf(key, words)}`],
      [words.labels.quota, shownQuota(source, this.messages, this.locale)],
      [words.labels.cost, source.cost],
      [words.labels.proof, source.ownershipProof],
      [words.labels.attribution, source.attribution],
      [words.labels.read, formatDate(source.contractReadOn, this.locale)],
    ]
  }
}

function placeOf(key: SourceKey, words: Catalogue['sources']): string {
  return 'header' in key ? words.header(key.header) : words.formField(key.formField)
}

function keyPlace(key: SourceKey): { readonly header: string } | { readonly formField: string } {
  return 'header' in key ? { header: key.header } : { formField: key.formField }
}

/** The facts as data, without what is for the engine alone. */
function factsOf(source: Source) {
  const { id, name, shape, kinds, questions, tells, operator, country, legalClass, legalReason, termsUrl, hosts } =
    source
  const { contractReadOn, quota, quotaFrom, cost, ownershipProof, attribution, paidPerAnswer } = source
  const key = source.key && { ...keyPlace(source.key), required: source.key.required }
  return {
    ...{ id, name, shape, kinds, questions, tells, operator, country, legalClass, legalReason, termsUrl, hosts },
    ...{ contractReadOn, quota, quotaFrom, cost, ownershipProof, attribution: attribution ?? null, paidPerAnswer },
    key: key ?? null,
  }
}

/** `10 in 60 s (from where it is known)`; several one after the other. */
function shownQuota({ quota, quotaFrom }: Source, { sources, scan }: Catalogue, locale: Locale): string {
  const each = quotasOf(quota).map(({ requests, perMs }) =>
    sources.quota(formatNumber(requests, locale), shownDuration(perMs, scan)),
  )
  return sources.quotaFrom(each.join(', '), quotaFrom)
}
