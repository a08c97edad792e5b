import { Args } from '@oclif/core'
import { formatDate, formatInstant, formatNumber } from '../../src/messages/index.ts'
import {
  type ExplainedTelling,
  type ExplanationDocument,
  type ExposureExplanation,
  explainExposure,
  explanationDocument,
  type Finding,
  type IncidentHistory,
  type IncidentJoinLine,
  type JoinedTelling,
  plainLine,
  resaleWord,
  Voice,
} from '../../src/report/index.ts'
import { version } from '../../src/version.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { becauseLines, notResoldLines, saidOnce, unknownExposure } from '../_base/exposures.ts'
import { type Field, renderFields } from '../_base/fields.ts'

export default class ExposuresExplain extends VigieCommand {
  static override summary =
    'why a verdict is what it is: every telling of the incident, why they are one, the rules and words, whose breach, how bad'
  static override examples = ['<%= config.bin %> exposures explain e-7k3m9q2x4b1c']
  static override args = {
    exposure: Args.string({ ignoreStdin: true, description: 'its name, from the list', required: true }),
  }
  static readonly french: FrenchHelp = {
    summary:
      'pourquoi un verdict est ce qu’il est : tout ce qui est dit de l’incident, pourquoi il n’y en a qu’un, les règles et les mots, de qui est la violation, sa gravité',
    args: { exposure: 'son nom, pris dans la liste' },
    examples: ['<%= config.bin %> exposures explain e-7k3m9q2x4b1c'],
  }

  async run(): Promise<ExplanationDocument> {
    const { args, flags } = await this.parse(ExposuresExplain)
    const { exposures } = this.messages
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages, readOnly: true })
    const { store, configuration } = workspace
    const facts = { configuration, sources: await workspace.sources(), now: workspace.now(), programVersion: version }
    const explained = await explainExposure(store, args.exposure, facts)
    if (explained === undefined) throw unknownExposure(args.exposure, this.messages)
    const fields = this.#fields(explained, configuration.organisation.timezone)
    this.log(renderFields(fields, process.stdout.columns))
    this.log(`\n${exposures.claim}`)
    if (explained.told.length > 1) this.log(`→ ${this.messages.qualify.splitMend(explained.line.incident.id)}`)
    return explanationDocument(explained)
  }

  #fields({ line, told, joins, splits, finding }: ExposureExplanation, timezone: string): readonly Field[] {
    const { documents, exposures, qualify } = this.messages
    const { labels } = qualify
    const { judgement, qualification, remedy } = line
    const instant = (at: string) => formatInstant(at, this.locale, timezone)
    const day = (date: string | undefined) => date && formatDate(date, this.locale)
    return [
      [exposures.labels.selector, `${line.selector} (${line.ref})`],
      [exposures.labels.incident, `${line.incident.title} (${line.incident.id})`],
      [labels.verdict, qualify.level(exposures.resale[resaleWord(judgement)], judgement.confidence.toFixed(2))],
      [exposures.labels.lastOffered, day(judgement.lastOfferedOn)],
      [exposures.labels.why, becauseLines(judgement, this.messages)],
      [exposures.labels.whyNot, notResoldLines(judgement, told, this.messages)],
      [
        labels.recycled,
        judgement.recycledFrom && qualify.recycledFrom(formatDate(judgement.recycledFrom, this.locale)),
      ],
      [labels.told, told.map((one) => this.#tell(one)).join('\n')],
      [labels.joins, joins.map((one) => this.#join(one)).join('\n')],
      [labels.splits, splits.map((one) => this.#split(one, instant)).join('\n')],
      [labels.attribution, finding && this.#attribution(finding.proposed, new Voice(this.locale, timezone))],
      [
        labels.severity,
        finding &&
          qualify.severity(
            finding.severity.score.toFixed(2),
            documents.common.level[finding.severity.level],
            finding.severity.cnilLevel,
          ),
      ],
      [
        labels.qualified,
        qualification &&
          [
            qualify.words[qualification.as],
            ...[qualification.attribution, qualification.base, qualification.causedBy].filter(Boolean),
            qualify.by(qualification.who, instant(qualification.at)),
          ].join(' '),
      ],
      [labels.note, qualification?.note],
      [labels.remedy, remedy && `${remedy.what} ${qualify.by(remedy.who, instant(remedy.at))}`],
    ]
  }

  #tell({ source, title, nature, circulation, confidence, evidence }: ExplainedTelling): string {
    const { documents, qualify, exposures } = this.messages
    const level = qualify.level(exposures.circulation[circulation], confidence.toFixed(2))
    const words = saidOnce(evidence).map((one) => qualify.rule(one.rule, one.words))
    return [qualify.told(source, title, documents.common.nature[nature], level), ...words].join(' · ')
  }

  #join({ telling, with: other, alias, reasons, points, needed }: IncidentJoinLine): string {
    const { qualify } = this.messages
    const said = reasons.map(({ fact, words, weight }) =>
      // a word that is missing has no words of its own
      qualify.joinFact(
        qualify.joinFacts[fact],
        fact === 'no-date' ? '' : words,
        weight > 0 ? `+${weight}` : `${weight}`,
      ),
    )
    const line = qualify.join(this.#said(telling), this.#said(other), said.join(', '), `${points}`, `${needed}`)
    return alias === undefined ? line : `${line} · ${qualify.joinedAlias(alias)}`
  }

  #said({ source, title, domain, occurredOn, records }: JoinedTelling): string {
    const { qualify } = this.messages
    const facts = [
      domain,
      occurredOn && formatDate(occurredOn, this.locale),
      records === undefined ? undefined : qualify.records(formatNumber(records, this.locale)),
    ]
    return qualify.telling(source, title, facts.filter(Boolean).join(', '))
  }

  #split(
    { incident, former, reason, who, at }: IncidentHistory['splits'][number],
    instant: (at: string) => string,
  ): string {
    const { qualify } = this.messages
    return `${qualify.split(incident, former, plainLine(reason))} ${qualify.by(who, instant(at))}`
  }

  #attribution({ attribution, confidence, reasons }: Finding['proposed'], voice: Voice): string {
    const { documents, qualify } = this.messages
    return [
      qualify.level(qualify.attributions[attribution], confidence.toFixed(2)),
      ...reasons.map((reason) => documents.annex.findings.card.sign(reason.for, plainLine(voice.sign(reason)))),
    ].join('\n')
  }
}
