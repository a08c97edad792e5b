/** The files that go with a notification. */
import { renderDocx, renderHtml } from '../document/index.ts'
import type { ReportModel } from '../model/index.ts'
import type { Voice } from '../voice.ts'
import { annexPdf, findingsFile, writeAnnex } from './annex/index.ts'
import { findingsCsv } from './findings-csv.ts'
import { worksheetPaper } from './worksheet.ts'

export interface CnilOptions {
  /** PDF/A-3a with the CSV embedded, in place of PDF/UA-1 */
  readonly archive: boolean
  /** `;` and a byte order mark */
  readonly excel: boolean
}

/** By name. The same model, voice and options give the same bytes. @throws ReportError when the PDF cannot be made */
export async function cnilDocuments(
  model: ReportModel,
  voice: Voice,
  { archive, excel }: CnilOptions,
): Promise<Readonly<Record<string, string | Uint8Array>>> {
  const annex = await writeAnnex(model, voice)
  const worksheet = worksheetPaper(model, voice)
  const csv = findingsCsv(model, { excel })
  const attachments = [
    {
      name: findingsFile,
      type: 'text/csv',
      description: voice.words.annex.csvDescription,
      // the archive is read by machines
      content: Buffer.from(excel ? findingsCsv(model) : csv),
    },
  ]
  return {
    'annexe-cnil.pdf': await annexPdf(annex, voice, archive ? attachments : undefined),
    'annexe-cnil.html': renderHtml({ ...annex.paper, blocks: [...annex.cover, ...annex.paper.blocks] }),
    'feuille-cnil.html': renderHtml(worksheet),
    'feuille-cnil.docx': await renderDocx(worksheet),
    [findingsFile]: csv,
    'modele.json': `${JSON.stringify(model)}\n`,
  }
}
