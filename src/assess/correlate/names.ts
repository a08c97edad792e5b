/** What an event's title and domain call the thing, in a form that two sources can share. */
import { getDomain } from 'tldts'
import { fold } from '../text/fold.ts'

/** Words that sources add around the name of what was breached. */
const around = new Set(
  (
    'data breach breaches leak leaks leaked dump dumps database databases db sql the of and by for from full part records users accounts ' +
    'scrape scraped scraping incident hack hacked hacking breached update new old site website forum forums app inc ltd llc sa sas gmbh corp company group ' +
    'fuite fuites donnees base bdd de du des la le les et clients utilisateurs comptes piratage violation official ' +
    'утечка база данных дамп слив сайт форум'
  ).split(' '),
)
const endings = /\.(?:com|net|org|fr|ru|io|co|eu|de|uk|info|biz|me|tv|us|app|gg|cc|to|be|ch|it|es|br|in|pl|nl)$/

export interface Names {
  /** name letters and digits run together, `''` when the title holds nothing of its own */
  readonly brand: string
  /** years written in the title: two different ones are two events */
  readonly years: readonly string[]
  /** registrable domain, `''` when the event has none */
  readonly site: string
  /** the site's own label without hyphens, `villeexemple` for `www.ville-exemple.fr` */
  readonly label: string
  /** what follows it, `.fr` */
  readonly ending: string
}

export function namesOf(title: string, domain: string | undefined): Names {
  const site = siteOf(domain ?? '') || siteOf(title.trim())
  const ending = site.replace(/^[^.]*/, '')
  const words = fold(title.slice(0, 300))
    .text.replace(/\([^)]{0,80}\)/g, ' ')
    .split(/[^\p{L}\p{N}.]+/u)
  const own = words
    .map((word) => withoutEnding(word.replace(/^\.+|\.+$/g, ''), ending).replaceAll('.', ''))
    .filter((word) => word !== '' && !around.has(word) && !year.test(word))
  const years = [...new Set(title.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? [])]
  const label = site.split('.')[0]!.replaceAll('-', '')
  return { brand: own.join('') || label, years, site, label, ending }
}

/** `ville-exemple` for `ville-exemple.fr`: without a usual ending, or that of the event's own site. */
function withoutEnding(word: string, own: string): string {
  return own !== '' && word.endsWith(own) ? word.slice(0, -own.length) : word.replace(endings, '')
}

const year = /^(?:19|20)\d\d$/

/** The registrable domain of a host or an address written as a title; `''` for anything else. */
function siteOf(text: string): string {
  const host = text
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '')
  if (!/^[\p{L}\p{N}.-]{3,253}$/u.test(host) || !host.includes('.')) return ''
  return getDomain(host, { allowPrivateDomains: true }) ?? ''
}

/** True when two names differ by one slip: a letter more, less, another, or two swapped. Short names must be equal. */
export function sameSpelling(a: string, b: string): boolean {
  if (a === b) return true
  if (Math.min(a.length, b.length) < 7 || Math.abs(a.length - b.length) > 1) return false
  if (/\d/.test(a + b)) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  let endA = a.length
  let endB = b.length
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1
    endB -= 1
  }
  const left = a.slice(start, endA)
  const right = b.slice(start, endB)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
