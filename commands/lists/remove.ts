import { Args, Flags } from '@oclif/core'
import { InputError } from '../../src/domain/index.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { requirePopulation, requireSelector } from '../_base/lists.ts'

export default class ListsRemove extends VigieCommand {
  static override summary = 'retire one selector from a population; what was found about it stays'
  static override examples = ['<%= config.bin %> lists remove jean.durand@ville-exemple.fr --population staff']
  static override args = {
    selector: Args.string({ ignoreStdin: true, description: 'address, number or domain', required: true }),
  }
  static override flags = {
    population: Flags.string({ char: 'p', summary: 'from which', required: true, helpValue: 'NAME' }),
  }
  static readonly french: FrenchHelp = {
    summary: 'retirer un identifiant d’une population ; ce qui a été trouvé à son sujet reste',
    args: { selector: 'adresse, numéro ou domaine' },
    flags: { population: 'de laquelle' },
    examples: ['<%= config.bin %> lists remove jean.durand@ville-exemple.fr --population staff'],
  }

  async run(): Promise<{ removed: true; population: string }> {
    const { args, flags } = await this.parse(ListsRemove)
    const { lists } = this.messages
    const selector = requireSelector(args.selector, this.messages)
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const population = requirePopulation(workspace.configuration, flags.population, this.messages)
    const held = await workspace.store.lists.find(selector)
    const removed = await workspace.store.lists.remove(selector, population.name)
    if (!removed) throw new InputError(lists.notInPopulation(population.name), { mend: lists.notASelectorMend })
    await workspace.audit('lists.remove', { population: population.name, ref: held?.name ?? '' })
    this.log(lists.removed(population.name))
    return { removed: true, population: population.name }
  }
}
