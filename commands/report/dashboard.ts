import path from 'node:path'
import { Flags } from '@oclif/core'
import { formatNumber } from '../../src/messages/index.ts'
import { exposureLines, renderDashboard, summarize, Voice, writeAtomically } from '../../src/report/index.ts'
import { openWorkspace, shownPath } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { currentModel } from '../_base/current-model.ts'
import { checkReveal, revealFlags, revealFlagsInFrench } from '../_base/reveal.ts'
import { shownSize } from '../_base/size.ts'

export default class ReportDashboard extends VigieCommand {
  static override summary = 'write the dashboard: one HTML file to open in a browser'
  static override description =
    'The file needs neither network nor scripts: with scripts it filters, sorts and turns pages. Identifiers are masked unless --reveal. Its language is that of the command.'
  static override examples = [
    '<%= config.bin %> report dashboard --out dashboard.html',
    '<%= config.bin %> report dashboard --out tableau.html --lang fr',
  ]
  static override flags = {
    out: Flags.string({ summary: 'file to write', required: true, helpValue: 'FILE' }),
    ...revealFlags,
  }
  static readonly french: FrenchHelp = {
    summary: 'écrire le tableau de bord : un fichier HTML à ouvrir dans un navigateur',
    description:
      'Le fichier n’a besoin ni de réseau ni de scripts : avec eux il filtre, trie et tourne les pages. Les identifiants sont masqués, sauf avec --reveal. Sa langue est celle de la commande.',
    flags: { out: 'fichier à écrire', ...revealFlagsInFrench },
    examples: [
      '<%= config.bin %> report dashboard --out tableau.html',
      '<%= config.bin %> report dashboard --out dashboard.html --lang en',
    ],
  }

  async run(): Promise<{ file: string; exposures: number; bytes: number; revealed: boolean }> {
    const { flags } = await this.parse(ReportDashboard)
    const reveal = checkReveal(flags, this.messages)
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    if (reveal !== undefined) await workspace.auditReveal('report.dashboard', reveal.reason)
    const { store, configuration } = workspace
    const selection = { now: workspace.now(), filter: {} }
    const voice = new Voice(this.locale, configuration.organisation.timezone)
    const revealed = reveal !== undefined
    const { html, exposures } = await renderDashboard(
      {
        model: await currentModel(workspace),
        summary: await summarize(store, selection),
        lines: exposureLines(store, { ...selection, ...(revealed ? { reveals: () => true } : {}) }),
        revealed,
      },
      voice,
    )
    const file = path.resolve(flags.out)
    await writeAtomically(file, (writer) => writer.write(html), { signal: this.signal })
    await workspace.audit('report.dashboard', { file: path.basename(file), rows: exposures, revealed })
    const bytes = Buffer.byteLength(html)
    const words = this.messages.dashboard.command
    this.log(words.written(shownPath(file), formatNumber(exposures, this.locale), shownSize(bytes, this.locale)))
    this.log(`→ ${words.open}`)
    return { file, exposures, bytes, revealed }
  }
}
