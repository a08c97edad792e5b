import { annex } from './documents/annex.ts'
import { commands } from './documents/commands.ts'
import { common } from './documents/common.ts'
import { worksheet } from './documents/worksheet.ts'

export { complaintWords, dpiaWords } from './documents/drafts.ts'
export { letterWords } from './documents/letters.ts'
export { registerWords } from './documents/register.ts'
export { drafts } from './documents/worksheet.ts'

/** The documents of a report: annex, worksheet, register, letters, drafts. */
export const documents = {
  en: { common: common.en, annex: annex.en, worksheet: worksheet.en, commands: commands.en },
  fr: { common: common.fr, annex: annex.fr, worksheet: worksheet.fr, commands: commands.fr },
}
