import path from 'node:path'
import { Flags } from '@oclif/core'
import { dpiaFacts, dpiaPaper, noticePaper, renderDocx, renderHtml } from '../../src/report/index.ts'
import { openWorkspace } from '../../src/workspace.ts'
import { type FrenchHelp, VigieCommand } from '../_base/command.ts'
import { describeFilesOf, makeReport, type ReportFile, writeFiles } from '../_base/report.ts'

export default class ReportDpia extends VigieCommand {
  static override summary = 'the facts that an impact assessment needs, and the text of the public notice, in French'
  static override description =
    'Sources, flows, what each source is told, retention, recipients, from the configuration and the database. What is to be weighed is marked, not answered.'
  static override examples = ['<%= config.bin %> report dpia --out aipd']
  static override flags = {
    out: Flags.string({ summary: 'folder to write to', required: true, helpValue: 'DIR' }),
  }
  static readonly french: FrenchHelp = {
    summary: 'les faits utiles à une analyse d’impact, et le texte d’information du public',
    description:
      'Sources, flux, ce que chaque source apprend, durées, destinataires, tirés de la configuration et de la base. Ce qui est à apprécier est marqué, sans réponse.',
    flags: { out: 'dossier où écrire' },
    examples: ['<%= config.bin %> report dpia --out aipd'],
  }

  async run(): Promise<{ report: string; files: ReportFile[] }> {
    const { flags } = await this.parse(ReportDpia)
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const { model } = await makeReport(workspace, {}, { type: 'initial' }, this.messages)
    const [facts, notice] = [dpiaPaper(model), noticePaper(model)]
    const documents = {
      'aipd.docx': await renderDocx(facts),
      'aipd.html': renderHtml(facts),
      'aipd.json': `${JSON.stringify(dpiaFacts(model), null, 1)}\n`,
      'information-public.docx': await renderDocx(notice),
      'information-public.html': renderHtml(notice),
    }
    const files = await writeFiles(path.resolve(flags.out), documents, this.signal)
    await workspace.audit('report.dpia', { report: model.id, files: Object.keys(documents) })
    for (const line of describeFilesOf(files, this.messages, this.locale)) this.log(line)
    return { report: model.id, files }
  }
}
