import { Flags } from '@oclif/core'
import { formatNumber } from '../../src/messages/index.ts'
import { type Qualification, qualificationWords } from '../../src/store/index.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import {
  chosenExposures,
  decisionArgs,
  decisionArgsInFrench,
  decisionFlags,
  decisionFlagsInFrench,
  mustHaveOtherCause,
  readDecision,
} from '../_base/decisions.ts'

export default class ExposuresQualify extends VigieCommand {
  static override summary = 'decide about exposures: only what a person confirmed enters a notification'
  static override description =
    'Irrelevant ones are purged after the time that retention.irrelevant gives (7 days at most); what is left of them keeps them from ever being new again.'
  static override examples = [
    '<%= config.bin %> exposures qualify e-7k3m9q2x4b1c --as confirmed --attribution C --note "compte vérifié avec la DSI"',
    '<%= config.bin %> exposures qualify --incident i-8h2j5k7m3n4p --population residents --as confirmed --attribution D',
    '<%= config.bin %> exposures qualify --incident i-8h2j5k7m3n4p --as confirmed --base portail-famille',
  ]
  static override strict = false
  static override args = decisionArgs
  static override flags = {
    as: Flags.option({ options: qualificationWords, summary: 'the decision', required: true })(),
    attribution: Flags.option({
      options: ['A', 'B', 'C', 'D', 'E'] as const,
      summary:
        'whose breach: A the city, B its processor, C city credentials elsewhere, D a third party, E undetermined',
    })(),
    base: Flags.string({
      summary: "of A and B, the city's base that the data comes from, as configured; the CNIL report takes it",
      helpValue: 'NAME',
    }),
    'caused-by': Flags.string({
      summary: 'of A and B, the incident that opened the door to it; the CNIL report takes it',
      helpValue: 'i-…',
    }),
    note: Flags.string({ summary: 'why; sealed in the database', helpValue: 'TEXT' }),
    ...decisionFlags,
  }
  static readonly french: FrenchHelp = {
    summary: 'décider des expositions : seul ce qu’une personne a confirmé entre dans une notification',
    description:
      'Celles qui sont sans rapport sont purgées après le délai de retention.irrelevant (7 jours au plus) ; ce qui en reste les empêche d’être de nouveau « nouvelles ».',
    args: decisionArgsInFrench,
    flags: {
      as: 'la décision',
      attribution:
        'de qui est la violation : A la ville, B son sous-traitant, C identifiants de la ville ailleurs, D un tiers, E indéterminé',
      base: 'pour A et B, la base de la ville d’où viennent les données, telle que configurée ; le rapport CNIL la reprend',
      'caused-by': 'pour A et B, l’incident qui a ouvert la porte à celui-ci ; le rapport CNIL le reprend',
      note: 'pourquoi ; scellé dans la base',
      ...decisionFlagsInFrench,
    },
    examples: [
      '<%= config.bin %> exposures qualify e-7k3m9q2x4b1c --as confirmed --attribution C --note "compte vérifié avec la DSI"',
      '<%= config.bin %> exposures qualify --incident i-8h2j5k7m3n4p --population residents --as confirmed --attribution D',
      '<%= config.bin %> exposures qualify --incident i-8h2j5k7m3n4p --as confirmed --base portail-famille',
    ],
  }

  async run(): Promise<{ qualified: number } & Pick<Qualification, 'as' | 'attribution' | 'base' | 'causedBy'>> {
    const { argv, flags } = await this.parse(ExposuresQualify)
    const { qualify } = this.messages
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const decision = await readDecision(flags, workspace, this.messages)
    const names = await chosenExposures(argv as string[], flags, workspace, this.messages)
    if (decision.causedBy !== undefined) await mustHaveOtherCause(names, decision.causedBy, workspace, this.messages)
    const qualified = await workspace.store.qualifications.qualify(names, {
      ...decision,
      ...(flags.note === undefined ? {} : { note: flags.note }),
      who: workspace.who,
      at: workspace.now().toISOString(),
    })
    await workspace.audit('exposures.qualify', { ...decision, exposures: names.slice(0, 1000), qualified })
    this.log(qualify.done(formatNumber(qualified, this.locale), qualified, qualify.words[flags.as]))
    return { qualified, ...decision }
  }
}
