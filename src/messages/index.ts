import type { Messages } from './area.ts'
import { assess } from './areas/assess.ts'
import { canaries } from './areas/canaries.ts'
import { config } from './areas/config.ts'
import { dashboard } from './areas/dashboard.ts'
import { demo } from './areas/demo.ts'
import { documents } from './areas/documents.ts'
import { dump } from './areas/dump.ts'
import { errors } from './areas/errors.ts'
import { evidence } from './areas/evidence.ts'
import { exchange } from './areas/exchange.ts'
import { exposures } from './areas/exposures.ts'
import { lists } from './areas/lists.ts'
import { qualify } from './areas/qualify.ts'
import { report } from './areas/report.ts'
import { scan } from './areas/scan.ts'
import { shell } from './areas/shell.ts'
import { sources } from './areas/sources.ts'
import { subject } from './areas/subject.ts'
import { workspace } from './areas/workspace.ts'
import type { Locale } from './locale.ts'
import { setFrench } from './typography.ts'

export { complaintWords, dpiaWords, drafts, letterWords, registerWords } from './areas/documents.ts'
export { type Locale, locales } from './locale.ts'
export { formatDate, formatInstant, formatNumber, formatShare, plural, setFrench } from './typography.ts'

const areas = {
  assess,
  canaries,
  config,
  dashboard,
  demo,
  documents,
  dump,
  errors,
  evidence,
  exchange,
  exposures,
  lists,
  qualify,
  report,
  scan,
  shell,
  sources,
  subject,
  workspace,
}

export type Catalogue = { readonly [Area in keyof typeof areas]: (typeof areas)[Area][Locale] }

/** Every message in one language: `catalogue('fr').errors.bug`. */
export function catalogue(locale: Locale): Catalogue {
  let whole = made.get(locale)
  if (whole === undefined) {
    const spoken = Object.fromEntries(Object.entries(areas).map(([name, both]) => [name, both[locale]]))
    whole = (locale === 'fr' ? setTexts(spoken) : spoken) as Catalogue
    made.set(locale, whole)
  }
  return whole
}

const made = new Map<Locale, Catalogue>()

/** French texts that stand alone need no fr`…`: they are set here. Functions set their own, since values stay as they are. */
function setTexts(messages: Messages): Messages {
  const set = Object.entries(messages).map(([key, message]) => {
    if (typeof message === 'string') return [key, setFrench(message)]
    return [key, typeof message === 'function' ? message : setTexts(message)]
  })
  return Object.fromEntries(set)
}
