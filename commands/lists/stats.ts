import { formatDate, formatNumber } from '../../src/messages/index.ts'
import { type IncidentStrangers, incidentStrangers } from '../../src/report/index.ts'
import type { ListStats } from '../../src/store/index.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { strangersLine } from '../_base/lists.ts'

export default class ListsStats extends VigieCommand {
  static override summary = 'how many selectors and persons each list holds'
  static override examples = ['<%= config.bin %> lists stats']
  static readonly french: FrenchHelp = {
    summary: 'combien d’identifiants et de personnes contient chaque liste',
    examples: ['<%= config.bin %> lists stats'],
  }

  async run(): Promise<{ lists: readonly ListStats[]; strangers: readonly IncidentStrangers[] }> {
    const { flags } = await this.parse(ListsStats)
    const { lists } = this.messages
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages, readOnly: true })
    const stats = await workspace.store.lists.stats(workspace.now().toISOString())
    if (stats.length === 0) this.log(lists.empty)
    else {
      const { head } = lists
      const number = (value: number) => formatNumber(value, this.locale)
      this.table({
        head: [head.population, head.kind, head.watched, head.persons, head.expired, head.retired, head.lastImport],
        rows: stats.map((row) => [
          row.population,
          this.messages.sources.kinds[row.kind],
          number(row.watched),
          number(row.persons),
          number(row.expired),
          number(row.retired),
          row.lastImportAt === undefined
            ? ''
            : formatDate(row.lastImportAt, this.locale, workspace.configuration.organisation.timezone),
        ]),
        right: [2, 3, 4, 5],
      })
    }
    const strangers = await incidentStrangers(workspace.store)
    const line = strangersLine(strangers, this.messages, this.locale)
    if (line !== undefined) this.log(`\n${line}`)
    return { lists: stats, strangers }
  }
}
