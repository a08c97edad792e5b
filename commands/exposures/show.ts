import { Args } from '@oclif/core'
import type { PostReading } from '../../src/domain/index.ts'
import { formatDate, formatInstant, formatNumber, formatShare } from '../../src/messages/index.ts'
import {
  type ExposureDocument,
  exposureDocument,
  exposureLine,
  incidentStrangers,
  plainLine,
  resaleWord,
  type ToldBy,
  toldBy,
} from '../../src/report/index.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { becauseLines, detailWords, sourceWords, unknownExposure } from '../_base/exposures.ts'
import { type Field, renderFields } from '../_base/fields.ts'
import { checkReveal, revealFlags, revealFlagsInFrench } from '../_base/reveal.ts'

export default class ExposuresShow extends VigieCommand {
  static override summary = 'one exposure: what is known, who told it, and the words that carry the verdict'
  static override examples = ['<%= config.bin %> exposures show e-7k3m9q2x4b']
  static override args = {
    exposure: Args.string({ ignoreStdin: true, description: 'its name, from the list', required: true }),
  }
  static override flags = { ...revealFlags }
  static readonly french: FrenchHelp = {
    summary: 'une exposition : ce qu’on en sait, qui l’a dit, et les mots qui portent le verdict',
    args: { exposure: 'son nom, pris dans la liste' },
    flags: { ...revealFlagsInFrench },
    examples: ['<%= config.bin %> exposures show e-7k3m9q2x4b'],
  }

  async run(): Promise<ExposureDocument & { toldBy: readonly ToldBy[]; strangers: number }> {
    const { args, flags } = await this.parse(ExposuresShow)
    const { documents, exposures, sources } = this.messages
    const reveal = checkReveal(flags, this.messages)
    await using workspace = await openWorkspace({
      flag: flags.workspace,
      messages: this.messages,
      readOnly: reveal === undefined,
    })
    if (reveal !== undefined) await workspace.auditReveal('exposures.show', reveal.reason)
    const found = await exposureLine(workspace.store, args.exposure, {
      now: workspace.now(),
      reveals: reveal === undefined ? undefined : () => true,
    })
    if (found === undefined) throw unknownExposure(args.exposure, this.messages)
    const { line } = found
    const told = toldBy(found)
    const others = await incidentStrangers(workspace.store)
    const strangers = others.find(({ incident }) => incident === line.incident.id)?.count ?? 0

    const { labels } = exposures
    const { judgement } = line
    const zone = workspace.configuration.organisation.timezone
    const instant = (at: string) => formatInstant(at, this.locale, zone)
    const fields: Field[] = [
      [labels.selector, `${line.selector} (${sources.kinds[line.kind]}, ${line.ref})`],
      [labels.person, line.person],
      [labels.canary, line.canaryBase && exposures.canary(line.canaryBase)],
      [labels.populations, line.populations.join(', ')],
      [labels.incident, `${line.incident.title} (${line.incident.id})`],
      [
        labels.strangers,
        strangers > 0 ? exposures.strangers(formatNumber(strangers, this.locale), strangers) : undefined,
      ],
      [labels.occurredOn, line.incident.occurredOn && formatDate(line.incident.occurredOn, this.locale)],
      [labels.dataClasses, line.dataClasses.map(documents.common.dataClass).join(', ')],
      [labels.verdict, exposures.resale[resaleWord(judgement)]],
      [labels.confidence, formatShare(judgement.confidence, this.locale)],
      [labels.circulation, exposures.circulation[judgement.circulation]],
      [labels.lastOffered, judgement.lastOfferedOn && formatDate(judgement.lastOfferedOn, this.locale)],
      [labels.why, becauseLines(judgement, this.messages)],
      [labels.toldBy, told.map((one) => this.#tell(one, instant)).join('\n')],
      [labels.read, told.flatMap(({ post }) => (post === undefined ? [] : [this.#read(post, instant)])).join('\n')],
      [labels.state, exposures.states[line.state]],
      [labels.firstSeen, instant(line.firstSeenAt)],
      [labels.lastSeen, instant(line.lastSeenAt)],
    ]
    this.log(renderFields(fields, process.stdout.columns))
    this.log(`\n${exposures.claim}`)
    return { ...exposureDocument(line), toldBy: told, strangers }
  }

  #read({ label, readAt, status, sha256Hex, excerpt }: PostReading, instant: (at: string) => string): string {
    const { assess, exposures } = this.messages
    return [exposures.read(assess.labels[label], instant(readAt), String(status)), plainLine(excerpt), sha256Hex].join(
      '\n',
    )
  }

  #tell(told: ToldBy, instant: (at: string) => string): string {
    const withdrawn =
      told.withdrawnAt === undefined ? [] : [this.messages.exposures.withdrawn(instant(told.withdrawnAt))]
    const url = told.url === undefined ? [] : [told.url]
    const details = told.details.map((detail) => detailWords(detail, this.messages))
    const source = sourceWords(told.source, told.source, this.messages)
    const head = this.messages.exposures.toldBy(source, told.title)
    return [head, ...details, ...url, ...withdrawn].join(' · ')
  }
}
