/** What a source is, for `sources list` and `show`: as data, and in the words of the reader. */
import type { Configuration } from '../../src/config/index.ts'
import { type Catalogue, formatDate, formatNumber, type Locale, setFrench } from '../../src/messages/index.ts'
import { quotasOf } from '../../src/net/index.ts'
import type { Source, SourceFacts, SourceKey } from '../../src/sources/index.ts'
import type { Field } from './fields.ts'
import { shownDuration } from './scan.ts'
import { type SourceState, stateOf } from './source-state.ts'

/** The facts as data, without what is for the engine alone. Keys are a public promise. */
export function sourceFacts(source: Source, configuration: Configuration | undefined) {
  const { id, name, shape, kinds, questions, tells, operator, country, legalClass, legalReason, termsUrl, hosts } =
    source
  const { contractReadOn, quota, quotaFrom, cost, ownershipProof, attribution, paidPerAnswer } = source
  return {
    ...{ id, name, shape, kinds, questions, tells, operator, country, legalClass, legalReason, termsUrl, hosts },
    ...{ contractReadOn, quotaFrom, cost, ownershipProof, attribution: attribution ?? null, paidPerAnswer },
    quota: quotasOf(quota),
    key: source.key === undefined ? null : { ...placeOf(source.key), required: source.key.required },
    state: stateOf(source, configuration),
    accepted: configuration?.sources.get(id)?.accepted ?? null,
  }
}

/** All that is known of one source, a line each. */
export function sourceFields(source: Source, messages: Catalogue, locale: Locale): Field[] {
  const { sources: words } = messages
  const { labels } = words
  const said = sentencesOf(source, locale)
  return [
    [labels.name, `${source.name} (${source.id})`],
    [labels.shape, words.shapes[source.shape]],
    [labels.takes, kindsText(source, messages)],
    [labels.questions, source.questions.map((question) => words.question(question)).join(', ')],
    [
      labels.tells,
      [words.tells[source.tells], ...(source.hashTold === undefined ? [] : [words.orHash[source.hashTold]])].join('\n'),
    ],
    [labels.operator, operatorText(source, messages)],
    [labels.legal, words.classes[source.legalClass]],
    [labels.why, said.legalReason],
    [labels.terms, source.termsUrl],
    [labels.hosts, Object.values(source.hosts).join('\n')],
    [labels.key, keyText(source, messages)],
    [labels.quota, quotaText(source, messages, locale)],
    [labels.cost, said.cost],
    [labels.proof, said.ownershipProof],
    [labels.attribution, source.attribution],
    [labels.read, formatDate(source.contractReadOn, locale)],
  ]
}

/** Whether it is on here, and who accepted it. */
export function hereFields(
  source: Source,
  configuration: Configuration | undefined,
  { sources: words }: Catalogue,
  locale: Locale,
): Field[] {
  const state: SourceState = stateOf(source, configuration)
  const accepted = configuration?.sources.get(source.id)?.accepted
  return [
    [
      words.labels.state,
      configuration === undefined
        ? words.states[state]
        : `${words.states[state]}, ${words.workspace(configuration.file)}`,
    ],
    [words.labels.accepted, accepted && words.accepted(accepted.by, formatDate(accepted.on, locale), accepted.because)],
  ]
}

export function kindsText({ kinds }: Source, { sources }: Catalogue): string {
  return kinds.map((kind) => sources.kinds[kind]).join(', ')
}

export function operatorText(
  { operator, country }: Pick<Source, 'operator' | 'country'>,
  { sources }: Catalogue,
): string {
  const who = operator === 'unknown' ? sources.operatorUnknown : sources.operator(operator)
  return country === 'unknown' ? who : `${who}, ${sources.country(country)}`
}

export function keyWord({ key }: Source, { sources }: Catalogue): string {
  return key === undefined ? sources.key.none : key.required ? sources.key.required : sources.key.optional
}

/** What only the source can say of itself, in the language of the reader. */
export function sentencesOf(source: Source, locale: Locale): Readonly<SourceFacts['french']> {
  if (locale !== 'fr') return source
  const { legalReason, quotaFrom, cost, ownershipProof } = source.french
  return {
    legalReason: setFrench(legalReason),
    quotaFrom: setFrench(quotaFrom),
    cost: setFrench(cost),
    ownershipProof: setFrench(ownershipProof),
  }
}

/** `10 in 60 s (from where it is known)` */
function quotaText(source: Source, messages: Catalogue, locale: Locale): string {
  return messages.sources.quotaFrom(quotasText(source, messages, locale), sentencesOf(source, locale).quotaFrom)
}

/** `2 in 1 s, 25 in 60 min` */
export function quotasText(source: Source, { sources, scan }: Catalogue, locale: Locale): string {
  return quotasOf(source.quota)
    .map(({ requests, perMs }) => sources.quota(formatNumber(requests, locale), shownDuration(perMs, scan)))
    .join(', ')
}

function keyText(source: Source, messages: Catalogue): string {
  const { key } = source
  if (key === undefined) return keyWord(source, messages)
  const { header, formField } = messages.sources
  return `${keyWord(source, messages)}, ${'header' in key ? header(key.header) : formField(key.formField)}`
}

function placeOf(key: SourceKey): { readonly header: string } | { readonly formField: string } {
  return 'header' in key ? { header: key.header } : { formField: key.formField }
}
