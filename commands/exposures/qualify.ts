import { Flags } from '@oclif/core'
import { InputError } from '../../src/domain/index.ts'
import { formatNumber } from '../../src/messages/index.ts'
import { qualificationWords } from '../../src/store/index.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import {
  chosenExposures,
  decisionArgs,
  decisionArgsInFrench,
  decisionFlags,
  decisionFlagsInFrench,
} from '../_base/decisions.ts'

export default class ExposuresQualify extends VigieCommand {
  static override summary = 'decide about exposures: only what a person confirmed enters a notification'
  static override description =
    'Irrelevant ones are purged after the time that retention.irrelevant gives (7 days at most); what is left of them keeps them from ever being new again.'
  static override examples = [
    '<%= config.bin %> exposures qualify e-7k3m9q2x4b1c --as confirmed --attribution C --note "compte vérifié avec la DSI"',
    '<%= config.bin %> exposures qualify --incident i-8h2j5k7m3n4p --population residents --as confirmed --attribution D',
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
      note: 'pourquoi ; scellé dans la base',
      ...decisionFlagsInFrench,
    },
    examples: [
      '<%= config.bin %> exposures qualify e-7k3m9q2x4b1c --as confirmed --attribution C --note "compte vérifié avec la DSI"',
      '<%= config.bin %> exposures qualify --incident i-8h2j5k7m3n4p --population residents --as confirmed --attribution D',
    ],
  }

  async run(): Promise<{ qualified: number; as: string; attribution?: string }> {
    const { argv, flags } = await this.parse(ExposuresQualify)
    const { qualify } = this.messages
    if (flags.as === 'confirmed' && flags.attribution === undefined) {
      throw new InputError(qualify.needsAttribution, { mend: qualify.needsAttributionMend })
    }
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const names = await chosenExposures(argv as string[], flags, workspace, this.messages)
    const decision = flags.attribution === undefined ? {} : { attribution: flags.attribution }
    const qualified = await workspace.store.qualifications.qualify(names, {
      as: flags.as,
      ...decision,
      ...(flags.note === undefined ? {} : { note: flags.note }),
      who: workspace.who,
      at: workspace.now().toISOString(),
    })
    await workspace.audit('exposures.qualify', {
      as: flags.as,
      ...decision,
      exposures: names.slice(0, 1000),
      qualified,
    })
    this.log(qualify.done(formatNumber(qualified, this.locale), qualified, qualify.words[flags.as]))
    return { qualified, as: flags.as, ...decision }
  }
}
