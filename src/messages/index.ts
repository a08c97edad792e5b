import { config } from './areas/config.ts'
import { demo } from './areas/demo.ts'
import { errors } from './areas/errors.ts'
import { exposures } from './areas/exposures.ts'
import { lists } from './areas/lists.ts'
import { report } from './areas/report.ts'
import { scan } from './areas/scan.ts'
import { shell } from './areas/shell.ts'
import { sources } from './areas/sources.ts'
import { workspace } from './areas/workspace.ts'
import type { Locale } from './locale.ts'

export { type Locale, locales } from './locale.ts'
export { formatDate, formatInstant, formatNumber, plural, setFrench } from './typography.ts'

const areas = { config, demo, errors, exposures, lists, report, scan, shell, sources, workspace }

export type Catalogue = { readonly [Area in keyof typeof areas]: (typeof areas)[Area][Locale] }

/** Every message in one language: `catalogue('fr').errors.bug`. */
export function catalogue(locale: Locale): Catalogue {
  return Object.fromEntries(Object.entries(areas).map(([name, both]) => [name, both[locale]])) as Catalogue
}
