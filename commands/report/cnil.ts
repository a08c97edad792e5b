import path from 'node:path'
import { Flags } from '@oclif/core'
import type { Catalogue } from '../../src/messages/index.ts'
import { cnilCommand, cnilDocuments, ownIncidents, type ReportModel } from '../../src/report/index.ts'
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

interface CnilResult {
  report: string
  /** findings that no person has decided about: in no count of the notification */
  toQualify: number
  breach: { findings: number; persons: { low: number; high: number }; records: { low: number; high: number } }
  files: ReportFile[]
}

export default class ReportCnil extends VigieCommand {
  static override summary = 'what a notification to the CNIL needs: annex in PDF, worksheet in the order of the form'
  static override description =
    'Nothing is sent: the form is filled in online. Only findings that a person confirmed are counted (vigie exposures qualify). The documents name no person concerned. In French unless --lang en, or the configuration, says otherwise.'
  static override examples = [
    '<%= config.bin %> report cnil --incident i-8h2j5k7m3n4p --aware-at 2026-11-24T09:15 --out notification',
    '<%= config.bin %> report cnil --complementary 2026-000000 --since-report r-20261124-091500-0a1b2c3d --out complement',
  ]
  static override flags = {
    out: Flags.string({ summary: 'folder to write to', required: true, helpValue: 'DIR' }),
    initial: Flags.boolean({
      summary: 'an initial notification, to be completed later; the default',
      exclusive: ['complementary', 'complete'],
    }),
    complementary: Flags.string({ summary: 'completes the one that the CNIL gave this number', helpValue: 'NUMBER' }),
    complete: Flags.boolean({ summary: 'a complete notification, at once', exclusive: ['complementary'] }),
    archive: Flags.boolean({ summary: 'PDF/A-3a with the CSV embedded, in place of the accessible PDF/UA-1' }),
    excel: Flags.boolean({ summary: 'UTF-8 mark and ";" in the CSV, as a French Excel opens it' }),
    ...reportFlags,
  }
  static readonly french: FrenchHelp = {
    summary: 'ce que demande une notification à la CNIL : annexe en PDF, feuille dans l’ordre du formulaire',
    description:
      'Rien n’est envoyé : le formulaire se remplit en ligne. Seuls sont comptés les constats qu’une personne a confirmés (vigie exposures qualify). Les documents ne nomment aucune personne concernée. En français, sauf si --lang en, ou la configuration, en dispose autrement.',
    flags: {
      out: 'dossier où écrire',
      initial: 'une notification initiale, à compléter plus tard ; par défaut',
      complementary: 'complète celle à laquelle la CNIL a donné ce numéro',
      complete: 'une notification complète, d’emblée',
      archive: 'PDF/A-3a avec le CSV incorporé, à la place du PDF/UA-1 accessible',
      excel: 'marque UTF-8 et « ; » dans le CSV, tel qu’un Excel français l’ouvre',
      ...reportFlagsInFrench,
    },
    examples: [
      '<%= config.bin %> report cnil --incident i-8h2j5k7m3n4p --aware-at 2026-11-24T09:15 --out notification',
      '<%= config.bin %> report cnil --complementary 2026-000000 --since-report r-20261124-091500-0a1b2c3d --out complement',
    ],
  }

  async run(): Promise<CnilResult> {
    const { flags } = await this.parse(ReportCnil)
    await using workspace = await openWorkspace({ flag: flags.workspace, messages: this.messages })
    const progress = this.progress(this.messages.documents.commands.making)
    const { model, voice } = await makeReport(workspace, flags, kindOf(flags), this.messages)
    const documents = await cnilDocuments(model, voice, { archive: flags.archive, excel: flags.excel })
    const files = await writeFiles(path.resolve(flags.out), documents, this.signal)
    progress.done()
    await workspace.audit('report.cnil', { report: model.id, files: Object.keys(documents) })
    for (const line of reportRemarks(model, this.messages, this.locale)) this.remark(line)
    const several = severalBreaches(model, this.messages)
    if (several !== undefined) this.remark(several)
    for (const line of describeReport(model, files, this.messages, this.locale)) this.log(line)
    const { findings, persons, records } = model.breach
    return {
      report: model.id,
      toQualify: model.toQualify.findings,
      breach: { findings, persons, records },
      files,
    }
  }
}

/** One breach, one notification: the command for each, where the report joins several. */
function severalBreaches(model: ReportModel, { documents }: Catalogue): string | undefined {
  const incidents = ownIncidents(model)
  if (incidents.length < 2) return undefined
  return documents.worksheet.several(incidents.length, incidents.map(cnilCommand))
}

function kindOf({ complementary, complete }: { complementary?: string | undefined; complete: boolean }) {
  if (complementary !== undefined) return { type: 'complementary' as const, cnilReference: complementary }
  return { type: complete ? ('complete' as const) : ('initial' as const) }
}
