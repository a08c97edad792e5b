/** What HIBP's words mean in ours. */
import { hash } from 'node:crypto'
import type { CheerioAPI } from 'cheerio/slim'
import type { EventFlag, EventNature, Sighting, SourceEvent } from '../../domain/index.ts'
import type { Breach, Paste } from './contract.ts'

/** The key of the one event that stands for all stealer logs told by domain: the call names web domains, no breach. */
export const stealerLogsEvent: SourceEvent = {
  key: 'stealer-logs',
  title: 'HIBP stealer logs',
  nature: 'stealer-log',
  dataClasses: ['Email addresses', 'Passwords'],
  url: 'https://haveibeenpwned.com/API/v3#StealerLogs',
}

/** Logins at one of the city's own sites. */
export function siteLoginsEvent(site: string): SourceEvent {
  return {
    ...stealerLogsEvent,
    key: `stealer-logs:${site}`,
    title: `HIBP stealer logs: logins at ${site}`,
    domain: site,
  }
}

/** Web domains kept per address. */
const websitesKept = 50

/** HIBP has no flag for combo lists: they are the breaches of no site whose own description says so. */
const comboWords =
  /\b(?:combo[\s-]?lists?|credential[\s-]stuffing|combinations? of (?:email|e-mail|user)|username and password pairs|email address(?:es)? and password pairs)\b/i

export function toEvent(breach: Breach, plain: (html: string) => string): SourceEvent {
  const description = plain(breach.Description)
  return {
    key: breach.Name,
    title: plain(breach.Title),
    nature: natureOf(breach, description),
    domain: breach.Domain,
    occurredOn: breach.BreachDate,
    addedAt: new Date(breach.AddedDate).toISOString(),
    description,
    dataClasses: breach.DataClasses,
    records: breach.PwnCount,
    url: `https://haveibeenpwned.com/Breach/${encodeURIComponent(breach.Name)}`,
    flags: flagsOf(breach),
  }
}

function natureOf(breach: Breach, description: string): EventNature {
  if (breach.IsStealerLog) return 'stealer-log'
  if (breach.IsSpamList) return 'spam-list'
  const isCombo = breach.Domain === '' && comboWords.test(`${breach.Title}. ${description}`)
  return isCombo ? 'combo-list' : 'breach'
}

function flagsOf(breach: Breach): readonly EventFlag[] {
  const flags: readonly (readonly [EventFlag, boolean])[] = [
    ['verified', breach.IsVerified],
    ['fabricated', breach.IsFabricated],
    ['sensitive', breach.IsSensitive],
    ['retired', breach.IsRetired],
    ['malware', breach.IsMalware],
  ]
  return flags.filter(([, set]) => set).map(([flag]) => flag)
}

/** HTML fragment → plain text: entities decoded, scripts and styles dropped, white space run together. */
export function plainText(html: string, load: (html: string) => CheerioAPI): string {
  const $ = load(html)
  $('script, style').remove()
  $('br, p, li').before(' ')
  return $.root().text().replace(/\s+/g, ' ').trim()
}

/** Moves when a breach is added or the latest one is edited. */
export function clockOf(latest: { Name: string; AddedDate: string; ModifiedDate: string }): string {
  return `${latest.Name} ${latest.AddedDate} ${latest.ModifiedDate}`
}

export function pasteEvent(paste: Paste): SourceEvent {
  const url = pasteUrl(paste)
  return {
    key: `paste:${paste.Source}:${paste.Id}`,
    // the paste's own title may name a person, and so may the address of an ad hoc one
    title: paste.Source === 'AdHocUrl' ? 'Paste at a web address' : `${paste.Source} ${paste.Id}`,
    nature: 'paste',
    dataClasses: ['Email addresses'],
    ...(paste.Date == null ? {} : { occurredOn: new Date(paste.Date).toISOString().slice(0, 10) }),
    ...(url === undefined ? {} : { url }),
  }
}

function pasteUrl({ Source, Id }: Paste): string | undefined {
  if (Source === 'Pastebin') return `https://pastebin.com/${encodeURIComponent(Id)}`
  return Source === 'AdHocUrl' && /^https?:\/\//i.test(Id) ? Id : undefined
}

/** `OptOut` and `PermanentOptOut` are no pastes: the person asked HIBP to tell nothing more. */
export function isOptOut(paste: Paste): boolean {
  return /^(?:permanent)?optout$/i.test(paste.Source)
}

export function emailSighting(canonical: string, event: string): Sighting {
  return { kind: 'email', canonical, event }
}

/** Sorted, at most 50; what is left out is said in a last word `+12`. */
export function websiteDetails(websites: readonly string[]): readonly string[] {
  const sorted = [...new Set(websites)].sort()
  if (sorted.length <= websitesKept) return sorted
  return [...sorted.slice(0, websitesKept), `+${sorted.length - websitesKept}`]
}

/** SHA-1 of the canonical address, 40 upper-case hex digits: 6 are sent, 34 are compared here. */
export function accountSha1Hex(canonical: string): string {
  return hash('sha1', canonical, 'hex').toUpperCase()
}
