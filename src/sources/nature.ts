import type { EventNature } from '../domain/index.ts'

const stealerWords = /\b(?:info[\s-]?)?stealers?(?:[\s-]?logs?)?\b/i
const comboWords =
  /\b(?:combo[\s-]?lists?|compilations?|credential[\s-]stuffing|collection\s?#?\d|anti[\s-]?public|breach compilation|ulp)\b/i

/** What a service's title or description says an event is; `undefined` when it does not say. */
export function natureOfWords(words: string): Extract<EventNature, 'stealer-log' | 'combo-list'> | undefined {
  if (stealerWords.test(words)) return 'stealer-log'
  return comboWords.test(words) ? 'combo-list' : undefined
}

/** A title that is the name of a site (`Boutique.example.org`, `ReseauSocial.example 2021`), as a domain. */
export function siteOf(title: string): string | undefined {
  return /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?=$|\s)/i.exec(title.trim())?.[0].toLowerCase()
}
