import { type Locale, locales } from '../messages/index.ts'
import type { Environment } from './environment.ts'

/**
 * The language to speak: the flag, else the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set; French when that begins
 * with `fr`, English otherwise.
 */
export function chooseLocale(flag: string | undefined, env: Environment = process.env): Locale {
  const asked = locales.find((locale) => locale === flag)
  if (asked !== undefined) return asked
  // POSIX: a variable that is set to nothing counts as not set
  const spoken = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^fr(?![a-z])/i.test(spoken) ? 'fr' : 'en'
}
