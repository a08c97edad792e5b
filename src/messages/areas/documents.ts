import { annex } from './documents/annex.ts'
import { classesInFrench, common } from './documents/common.ts'

/** The documents of a report: annex, worksheet, register, letters, drafts. */
export const documents = {
  en: { common: common.en, annex: annex.en },
  fr: { common: { ...common.fr, classes: classesInFrench }, annex: annex.fr },
}
