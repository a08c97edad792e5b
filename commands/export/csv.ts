import path from 'node:path'
import { Flags } from '@oclif/core'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { describeFiles, type WrittenFile, writeExports } from '../_base/exports.ts'
import { exposureFilter, filterFlags, filterFlagsInFrench } from '../_base/exposures.ts'
import { checkReveal, revealFlags, revealFlagsInFrench } from '../_base/reveal.ts'

export default class ExportCsv extends VigieCommand {
  static override summary = 'write exposures.csv, persons.csv, coverage.csv and watched.csv'
  static override description =
    'Each file appears whole or not at all. Identifiers are masked, except for populations with "reveal: true" in the configuration, or with --reveal. Columns: docs/formats.'
  static override examples = [
    '<%= config.bin %> export csv --out results',
    '<%= config.bin %> export csv --out results --new-since last --excel',
  ]
  static override flags = {
    out: Flags.string({ summary: 'folder to write to', required: true, helpValue: 'DIR' }),
    excel: Flags.boolean({ summary: 'UTF-8 mark and ";", as a French Excel opens it' }),
    cells: Flags.boolean({ summary: 'coverage-cells.csv too: a row for each selector and question' }),
    ...filterFlags,
    ...revealFlags,
  }
  static readonly french: FrenchHelp = {
    summary: 'écrire exposures.csv, persons.csv, coverage.csv et watched.csv',
    description:
      'Chaque fichier apparaît entier ou pas du tout. Les identifiants sont masqués, sauf pour les populations à « reveal: true » dans la configuration, ou avec --reveal. Colonnes : docs/formats.',
    flags: {
      out: 'dossier où écrire',
      excel: 'marque UTF-8 et « ; », tel qu’un Excel français l’ouvre',
      cells: 'aussi coverage-cells.csv : une ligne par identifiant et par question',
      ...filterFlagsInFrench,
      ...revealFlagsInFrench,
    },
    examples: [
      '<%= config.bin %> export csv --out resultats',
      '<%= config.bin %> export csv --out resultats --new-since last --excel',
    ],
  }

  async run(): Promise<{ files: WrittenFile[] }> {
    const { flags } = await this.parse(ExportCsv)
    const reveal = checkReveal(flags, this.messages)
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const filter = await exposureFilter(flags, workspace, this.messages)
    if (reveal !== undefined) await workspace.auditReveal('export.csv', reveal.reason)
    const files = await writeExports(workspace, {
      directory: path.resolve(flags.out),
      filter,
      revealAll: reveal !== undefined,
      excel: flags.excel ?? false,
      cells: flags.cells ?? false,
      signal: this.signal,
    })
    for (const line of describeFiles(files, this.messages, this.locale)) this.log(line)
    return { files }
  }
}
