import path from 'node:path'
import { Flags } from '@oclif/core'
import { type RegisterLine, registerCsv, registerLines } from '../../src/report/index.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import {
  describeReport,
  makeReport,
  type ReportFile,
  reportFlags,
  reportFlagsInFrench,
  reportRemarks,
  writeFiles,
} from '../_base/report.ts'

export default class ReportRegister extends VigieCommand {
  static override summary = 'the lines of the register of breaches (GDPR, art. 33(5)), in CSV and JSON'
  static override description =
    'One line for each confirmed breach of the city or of a processor (A, B). Columns for what the DPO decides are left blank. Columns: docs/formats/registre.md.'
  static override examples = ['<%= config.bin %> report register --out registre --excel']
  static override flags = {
    out: Flags.string({ summary: 'folder to write to', required: true, helpValue: 'DIR' }),
    excel: Flags.boolean({ summary: 'UTF-8 mark and ";", as a French Excel opens it' }),
    reference: Flags.string({ summary: 'number that the CNIL gave to the notification', helpValue: 'NUMBER' }),
    ...reportFlags,
  }
  static readonly french: FrenchHelp = {
    summary: 'les lignes du registre des violations (RGPD, art. 33, paragraphe 5), en CSV et JSON',
    description:
      'Une ligne par violation confirmée de la ville ou d’un sous-traitant (A, B). Les colonnes de ce que décide le DPO restent vides. Colonnes : docs/formats/registre.md.',
    flags: {
      out: 'dossier où écrire',
      excel: 'marque UTF-8 et « ; », tel qu’un Excel français l’ouvre',
      reference: 'numéro donné par la CNIL à la notification',
      ...reportFlagsInFrench,
    },
    examples: ['<%= config.bin %> report register --out registre --excel'],
  }

  async run(): Promise<{ report: string; toQualify: number; lines: readonly RegisterLine[]; files: ReportFile[] }> {
    const { flags } = await this.parse(ReportRegister)
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const reference = flags.reference === undefined ? {} : { cnilReference: flags.reference }
    const { model } = await makeReport(workspace, flags, { type: 'initial', ...reference }, this.messages)
    const lines = registerLines(model)
    const documents = {
      'registre.csv': registerCsv(lines, { excel: flags.excel }),
      'registre.json': `${JSON.stringify(lines, null, 1)}\n`,
    }
    const files = await writeFiles(path.resolve(flags.out), documents, this.signal)
    await workspace.audit('report.register', { report: model.id, files: Object.keys(documents), lines: lines.length })
    this.log(this.messages.documents.commands.register(String(lines.length)))
    for (const line of reportRemarks(model, this.messages, this.locale)) this.remark(line)
    for (const line of describeReport(model, files, this.messages, this.locale)) this.log(line)
    return { report: model.id, toQualify: model.toQualify.findings, lines, files }
  }
}
