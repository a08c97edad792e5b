import { Args } from '@oclif/core'
import { assessEvent } from '../../src/assess/index.ts'
import { InputError } from '../../src/domain/index.ts'
import { formatDate, formatInstant } from '../../src/messages/index.ts'
import {
  buildModel,
  type ExposureDocument,
  exposureDocument,
  exposureLine,
  type Finding,
  gatherFacts,
  plainLine,
  resaleWord,
} from '../../src/report/index.ts'
import { version } from '../../src/version.ts'
import { openWorkspace, type Workspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { readCoverage } from '../_base/exports.ts'
import { type Field, renderFields } from '../_base/fields.ts'

interface TellingDocument {
  source: string
  event: string
  title: string
  nature: string
  /** the selector itself is in it; false for an offer that names only the city */
  seen: boolean
  circulation: string
  confidence: number
  evidence: readonly { rule: string; words: string }[]
}

interface Explanation {
  exposure: ExposureDocument
  told: TellingDocument[]
  attribution: Finding['proposed'] | null
  severity: Finding['severity'] | null
}

export default class ExposuresExplain extends VigieCommand {
  static override summary =
    'why a verdict is what it is: every telling of the incident, the rules and words, whose breach, how bad'
  static override examples = ['<%= config.bin %> exposures explain e-7k3m9q2x4b1c']
  static override args = {
    exposure: Args.string({ ignoreStdin: true, description: 'its name, from the list', required: true }),
  }
  static readonly french: FrenchHelp = {
    summary:
      'pourquoi un verdict est ce qu’il est : tout ce qui est dit de l’incident, les règles et les mots, de qui est la violation, sa gravité',
    args: { exposure: 'son nom, pris dans la liste' },
    examples: ['<%= config.bin %> exposures explain e-7k3m9q2x4b1c'],
  }

  async run(): Promise<Explanation> {
    const { args, flags } = await this.parse(ExposuresExplain)
    const { exposures, qualify } = this.messages
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const found = await exposureLine(workspace.store, args.exposure, { now: workspace.now() })
    if (found === undefined) {
      throw new InputError(exposures.unknownExposure(plainLine(args.exposure)), { mend: exposures.unknownExposureMend })
    }
    const { line, row, events } = found
    const seen = new Set(row.sightings.map((sighting) => sighting.event))
    const told = events.map((event): TellingDocument => {
      const { level, confidence, evidence } = assessEvent(event)
      return {
        source: event.source,
        event: plainLine(event.key),
        title: plainLine(event.title),
        nature: event.nature,
        seen: seen.has(event.id),
        circulation: level,
        confidence,
        evidence: evidence.map(({ rule, words }) => ({ rule, words: plainLine(words) })),
      }
    })
    const finding = await findingOf(workspace, line.incident.id)

    const { labels } = qualify
    const { judgement } = line
    const instant = (at: string) => formatInstant(at, this.locale, workspace.configuration.organisation.timezone)
    const decided = line.qualification
    const fields: Field[] = [
      [exposures.labels.selector, `${line.selector} (${line.ref})`],
      [exposures.labels.incident, `${line.incident.title} (${line.incident.id})`],
      [labels.verdict, qualify.level(exposures.resale[resaleWord(judgement)], judgement.confidence.toFixed(2))],
      [exposures.labels.lastOffered, judgement.lastOfferedOn && formatDate(judgement.lastOfferedOn, this.locale)],
      [
        exposures.labels.why,
        judgement.evidence
          .map(({ words, source, rule }) => exposures.because(plainLine(words), source, rule))
          .join('\n'),
      ],
      [
        labels.recycled,
        judgement.recycledFrom && qualify.recycledFrom(formatDate(judgement.recycledFrom, this.locale)),
      ],
      [labels.told, told.map((one) => this.#tell(one)).join('\n')],
      [
        labels.attribution,
        finding &&
          [
            qualify.level(qualify.attributions[finding.proposed.attribution], finding.proposed.confidence.toFixed(2)),
            ...finding.proposed.reasons.map((reason) => `${reason.for}: ${plainLine(reason.words)}`),
          ].join('\n'),
      ],
      [
        labels.severity,
        finding &&
          qualify.severity(finding.severity.score.toFixed(2), finding.severity.level, finding.severity.cnilLevel),
      ],
      [
        labels.qualified,
        decided &&
          `${qualify.words[decided.as]} ${decided.attribution ?? ''} ${qualify.by(decided.who, instant(decided.at))}`,
      ],
      [labels.note, decided?.note],
      [labels.remedy, line.remedy && `${line.remedy.what} ${qualify.by(line.remedy.who, instant(line.remedy.at))}`],
    ]
    this.log(renderFields(fields, process.stdout.columns))
    this.log(`\n${exposures.claim}`)
    return {
      exposure: exposureDocument(line),
      told,
      attribution: finding?.proposed ?? null,
      severity: finding?.severity ?? null,
    }
  }

  #tell({ source, title, nature, circulation, confidence, evidence }: TellingDocument): string {
    const { qualify, exposures } = this.messages
    const level = qualify.level(exposures.circulation[circulation as 'none'], confidence.toFixed(2))
    const words = evidence.map((one) => qualify.rule(one.rule, one.words))
    return [`${source}: ${title} (${nature}), ${level}`, ...words].join(' · ')
  }
}

/** What a report would propose about the incident. */
async function findingOf(workspace: Workspace, incident: string): Promise<Finding | undefined> {
  const facts = await gatherFacts(workspace.store, {
    configuration: workspace.configuration,
    sources: await workspace.sources(),
    coverage: await readCoverage(workspace),
    now: workspace.now(),
    programVersion: version,
    notification: { type: 'initial' },
    scope: { incident },
    instants: {},
    decided: {},
    previous: undefined,
  })
  return buildModel(facts).findings.find((finding) => finding.incident === incident)
}
