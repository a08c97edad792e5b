import { Args, Flags } from '@oclif/core'
import { InputError, InterruptedError, maskSelector } from '../../src/domain/index.ts'
import { formatNumber } from '../../src/messages/index.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { requireSelector } from '../_base/lists.ts'
import { askYesNo, isInteractive } from '../_base/prompt.ts'

export default class ListsObject extends VigieCommand {
  static override summary =
    'honour an objection (GDPR art. 21): erase a selector for good, and never ask about it again'
  static override examples = ['<%= config.bin %> lists object jean.durand@example.org --yes']
  static override args = {
    selector: Args.string({ ignoreStdin: true, description: 'address, number or domain', required: true }),
  }
  static override flags = { yes: Flags.boolean({ char: 'y', summary: 'do not ask for confirmation' }) }
  static readonly french: FrenchHelp = {
    summary:
      'honorer une opposition (RGPD, art. 21) : effacer un identifiant définitivement, ne plus rien demander à son sujet',
    args: { selector: 'adresse, numéro ou domaine' },
    flags: { yes: 'ne pas demander de confirmation' },
    examples: ['<%= config.bin %> lists object jean.durand@example.org --yes'],
  }

  async run(): Promise<{ ref: string; wasHeld: boolean; exposuresErased: number; othersOfPerson: string[] }> {
    const { args, flags } = await this.parse(ListsObject)
    const { lists } = this.messages
    const selector = requireSelector(args.selector, this.messages)
    if (!flags.yes) {
      if (!isInteractive()) throw new InputError(lists.objectNeedsYes, { mend: lists.objectNeedsYesMend })
      if (!(await askYesNo(lists.objectConfirm, this.locale))) throw new InterruptedError('not confirmed')
    }
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const { store } = workspace
    const held = await store.lists.find(selector)
    const others = held === undefined ? [] : await store.lists.samePerson(held.ref)
    const result = await store.lists.object(selector)
    // the name is made of the keyed digest, which is what stays of an objection
    const ref = await store.lists.nameOf(selector)
    await workspace.audit('lists.object', { ref, kind: selector.kind, ...result })
    this.log(result.wasHeld ? lists.objected(formatNumber(result.exposuresErased, this.locale)) : lists.objectedUnknown)
    const left = (await store.lists.resolve(others)).filter((one) => one !== undefined)
    if (left.length > 0) this.log(`→ ${lists.objectedOthers(left.map(maskSelector).join(', '))}`)
    return { ref, ...result, othersOfPerson: left.map(({ name }) => name) }
  }
}
