import { Args, Flags } from '@oclif/core'
import { maskSelector, selectorKinds } from '../../src/domain/index.ts'
import { formatDate, formatNumber } from '../../src/messages/index.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { requireKnownPopulation } from '../_base/lists.ts'
import { checkReveal, revealFlags, revealFlagsInFrench } from '../_base/reveal.ts'

interface Row {
  ref: string
  kind: string
  selector: string
  populations: readonly string[]
  person?: string
  expiresOn: string
}

export default class ListsShow extends VigieCommand {
  static override summary = 'the selectors of the lists, masked'
  static override examples = ['<%= config.bin %> lists show staff --kind phone']
  static override args = { population: Args.string({ ignoreStdin: true, description: 'only this one' }) }
  static override flags = {
    kind: Flags.option({ options: selectorKinds, summary: 'only this kind' })(),
    limit: Flags.integer({ summary: 'at most so many', default: 50, min: 1 }),
    ...revealFlags,
  }
  static readonly french: FrenchHelp = {
    summary: 'les identifiants des listes, masqués',
    args: { population: 'seulement celle-ci' },
    flags: { kind: 'seulement cette nature', limit: 'au plus ce nombre', ...revealFlagsInFrench },
    examples: ['<%= config.bin %> lists show staff --kind phone'],
  }

  async run(): Promise<{ selectors: Row[]; total: number }> {
    const { args, flags } = await this.parse(ListsShow)
    const { lists } = this.messages
    const reveal = checkReveal(flags, this.messages)
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    if (args.population !== undefined) requireKnownPopulation(workspace.configuration, args.population, this.messages)
    if (reveal !== undefined) await workspace.auditReveal('lists.show', reveal.reason)
    const rows: Row[] = []
    let total = 0
    for await (const block of workspace.store.lists.watched({
      ...(args.population === undefined ? {} : { populations: [args.population] }),
      ...(flags.kind === undefined ? {} : { kinds: [flags.kind] }),
    })) {
      total += block.length
      for (const one of block.slice(0, Math.max(0, flags.limit - rows.length))) {
        rows.push({
          ref: one.name,
          kind: one.kind,
          selector: reveal === undefined ? maskSelector(one) : one.canonical,
          populations: one.populations,
          ...(one.person === undefined ? {} : { person: one.person }),
          expiresOn: new Date(one.expiresAt * 1000).toISOString().slice(0, 10),
        })
      }
    }
    if (total === 0) this.log(lists.empty)
    else {
      const { head } = lists
      this.table({
        head: [head.ref, head.selector, head.population, head.expires],
        rows: rows.map((row) => [
          row.ref,
          row.selector,
          row.populations.join(', '),
          formatDate(row.expiresOn, this.locale),
        ]),
      })
      this.log(lists.shown(formatNumber(rows.length, this.locale), formatNumber(total, this.locale)))
    }
    return { selectors: rows, total }
  }
}
