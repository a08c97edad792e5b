import { Flags } from '@oclif/core'
import { formatNumber } from '../../src/messages/index.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import {
  chosenExposures,
  decisionArgs,
  decisionArgsInFrench,
  decisionFlags,
  decisionFlagsInFrench,
} from '../_base/decisions.ts'

export default class ExposuresRemediate extends VigieCommand {
  static override summary = 'tick off what was done: password reset, line changed, person told'
  static override examples = [
    '<%= config.bin %> exposures remediate e-7k3m9q2x4b1c --what "mot de passe réinitialisé"',
    '<%= config.bin %> exposures list --to-do',
  ]
  static override strict = false
  static override args = decisionArgs
  static override flags = {
    what: Flags.string({ summary: 'what was done', required: true, helpValue: 'TEXT' }),
    ...decisionFlags,
  }
  static readonly french: FrenchHelp = {
    summary: 'cocher ce qui a été fait : mot de passe réinitialisé, ligne changée, personne prévenue',
    args: decisionArgsInFrench,
    flags: { what: 'ce qui a été fait', ...decisionFlagsInFrench },
    examples: [
      '<%= config.bin %> exposures remediate e-7k3m9q2x4b1c --what "mot de passe réinitialisé"',
      '<%= config.bin %> exposures list --to-do',
    ],
  }

  async run(): Promise<{ remediated: number }> {
    const { argv, flags } = await this.parse(ExposuresRemediate)
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const names = await chosenExposures(argv as string[], flags, workspace, this.messages)
    const remediated = await workspace.store.qualifications.remedy(names, {
      what: flags.what,
      who: workspace.who,
      at: workspace.now().toISOString(),
    })
    await workspace.audit('exposures.remediate', { exposures: names.slice(0, 1000), remediated })
    this.log(this.messages.qualify.remedied(formatNumber(remediated, this.locale), remediated))
    return { remediated }
  }
}
