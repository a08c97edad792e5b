import path from 'node:path'
import { Flags } from '@oclif/core'
import { complaintPaper, renderDocx, renderHtml } from '../../src/report/index.ts'
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

export default class ReportComplaint extends VigieCommand {
  static override summary = 'drafts of the complaint and of the report to the prosecutor (art. 40), in French'
  static override description =
    'From confirmed findings (A, B, C). Offences are proposals: have a lawyer read them. An insurance pays for an attack only if the complaint is filed within 72 hours of its being known (--attack-known-at).'
  static override examples = [
    '<%= config.bin %> report complaint --incident i-8h2j5k7m3n4p --attack-known-at 2026-11-24T09:15 --out plainte',
  ]
  static override flags = {
    out: Flags.string({ summary: 'folder to write to', required: true, helpValue: 'DIR' }),
    ...reportFlags,
  }
  static readonly french: FrenchHelp = {
    summary: 'projets de plainte et de signalement au procureur (art. 40)',
    description:
      'À partir des constats confirmés (A, B, C). Les qualifications pénales sont des propositions : à faire relire par un juriste. L’assurance d’une attaque n’est due que si la plainte est déposée dans les 72 heures de sa connaissance (--attack-known-at).',
    flags: { out: 'dossier où écrire', ...reportFlagsInFrench },
    examples: [
      '<%= config.bin %> report complaint --incident i-8h2j5k7m3n4p --attack-known-at 2026-11-24T09:15 --out plainte',
    ],
  }

  async run(): Promise<{ report: string; confirmed: number; files: ReportFile[] }> {
    const { flags } = await this.parse(ReportComplaint)
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const { model } = await makeReport(workspace, flags, { type: 'initial' }, this.messages)
    const [complaint, report] = [complaintPaper(model, 'complaint'), complaintPaper(model, 'report')]
    const documents = {
      'plainte.docx': await renderDocx(complaint),
      'plainte.html': renderHtml(complaint),
      'signalement-article-40.docx': await renderDocx(report),
      'signalement-article-40.html': renderHtml(report),
    }
    const files = await writeFiles(path.resolve(flags.out), documents, this.signal)
    await workspace.audit('report.complaint', { report: model.id, files: Object.keys(documents) })
    for (const line of reportRemarks(model, this.messages, this.locale)) this.remark(line)
    for (const line of describeReport(model, files, this.messages, this.locale)) this.log(line)
    const confirmed = model.breach.findings + model.confirmed.C.findings
    if (confirmed === 0) this.log(this.messages.documents.commands.nothingToDraft)
    return { report: model.id, confirmed, files }
  }
}
