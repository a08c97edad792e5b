/**
 * What the pretend sources know. Plain data that a test may change between two requests: add a breach, rename its title,
 * take an address out. Nothing is cached between requests but indexes that follow their map.
 */
import type { PlacesWorld } from './places-model.ts'

/** The breach model of Have I Been Pwned v3, in its own words. */
export interface HibpBreach {
  /** never changes; the join key */
  Name: string
  Title: string
  /** the breached site, `''` when there is none */
  Domain: string
  BreachDate: string
  AddedDate: string
  ModifiedDate: string
  PwnCount: number
  /** HTML fragment */
  Description: string
  LogoPath: string
  Attribution: string | null
  DataClasses: string[]
  IsVerified: boolean
  IsFabricated: boolean
  IsSensitive: boolean
  IsRetired: boolean
  IsSpamList: boolean
  IsMalware: boolean
  IsSubscriptionFree: boolean
  IsStealerLog: boolean
}

/** The paste model of Have I Been Pwned v3; `Title` may be missing. */
export interface HibpPaste {
  Source: string
  Id: string
  Title?: string | null
  Date: string | null
  EmailCount: number
}

export interface HibpWorld {
  breaches: HibpBreach[]
  /** lower-case address (or international digits of a number) → names of breaches */
  accounts: CountedMap<string[]>
  /** lower-case address → pastes, newest first */
  pastes: Map<string, HibpPaste[]>
  /** lower-case address → web domains for which a stealer log held credentials */
  stealerLogs: Map<string, string[]>
  /** strangers' rows in each k-anonymity range; with 0 an unknown range answers 404 */
  rangeDecoys: number
}

export interface PretendPaste {
  /** eight letters or digits */
  id: string
  title: string
  /** Pastebin's word, `text` for none */
  syntax: string
  /** ISO 8601 UTC */
  postedAt: string
  body: string
  /** `private` answers 200 with an error text, `pending` 404 with it, `removed` 404 */
  state: 'public' | 'private' | 'pending' | 'removed'
  user: string
}

export interface PastebinWorld {
  /** newest first */
  pastes: PretendPaste[]
  /** whether our address is on the allow-list of the paid feed */
  scrapeAllowed: boolean
  /** Puts a new paste on top of the archive and returns it; what is not given is invented. */
  push(paste: Partial<PretendPaste> & { body: string }): PretendPaste
}

/** One leak, under the names that the services have for it. */
export interface PretendLeak {
  /** ours; HIBP's name where HIBP has it */
  key: string
  nature: 'breach' | 'combo-list' | 'stealer-log' | 'spam-list'
  /** the breached site, `''` when there is none */
  site: string
  /** `YYYY-MM-DD` */
  occurredOn: string
  /** ISO 8601 UTC */
  addedAt: string
  size: number
  /** vocabulary of HIBP */
  dataClasses: string[]
  /** how passwords stand in it; absent when there are none */
  passwords?: 'clear' | 'bcrypt' | 'md5'
  /** id of a pretend source → its name there; a source that is not named does not know the leak */
  names: Record<string, string>
}

/** One row of a leak. Where a service would give its password away, it gives `World.canarySecret`. */
export interface PretendRecord {
  /** `PretendLeak.key` */
  leak: string
  /** lower-case */
  email: string
  phoneE164?: string
  /** stealer logs: the web domain that the credentials were for, and the machine they were taken from */
  website?: string
  machine?: PretendMachine
}

export interface PretendMachine {
  name: string
  /** ISO 8601 UTC with milliseconds */
  infectedAt: string
  family: string
}

/** Something that a host of the city shows to anybody. */
export interface LeakixLeak {
  host: string
  port: string
  plugin: string
  severity: string
  rows: number
  /** RFC 3339, with nanoseconds as the service has them */
  seenAt: string
}

/** How Intelligence X runs its searches. */
export interface IntelxWorld {
  credits: number
  concurrentSearches: number
  /** polls that find nothing yet */
  emptyPolls: number
  resultsPerCall: number
}

/** What Breachsense knows beside the records of leaks. */
export interface BreachsenseWorld {
  /** on leak sites; `words` are the actor's own */
  claims: { domain: string; actor: string; foundOn: string; words: string }[]
  /** in forums and on markets */
  posts: { domain: string; url: string; foundOn: string }[]
  pageSize: number
  /** of the month */
  queriesLeft: number
}

export interface World {
  /** channels, leak sites, gists, feeds: what is watched beside the archive of pastes */
  places: PlacesWorld
  /** domains of the city, verified by the simulator's own key */
  domains: string[]
  hibp: HibpWorld
  /** upper-case SHA-1 of a password → times seen */
  pwnedPasswords: Map<string, number>
  pastebin: PastebinWorld
  /** what the services that hold leaked records know; the same people and the same events as at HIBP, under other names */
  leaks: PretendLeak[]
  records: PretendRecord[]
  /** addresses whose owners had XposedOrNot hide them */
  xposedornot: { hidden: string[] }
  /** the watch list at SpyCloud, beside the city's domains, and whether the contract leaves passwords out */
  spycloud: { watchedEmails: string[]; lastDiscovered: string; masksSecrets: boolean }
  /** whether ProjectDiscovery's counts come in the shape of its prose */
  projectdiscovery: { flat: boolean }
  /** queries left of the plan at LeakCheck Pro */
  leakcheckQuota: number
  leakix: { leaks: LeakixLeak[] }
  intelx: IntelxWorld
  breachsense: BreachsenseWorld
  /** credits left at DeHashed */
  dehashed: { credits: number }
  /**
   * Planted wherever a source would give a secret away and in every body of a fault, so that a sweep of logs, database
   * and reports can look for it. Bodies of pastes take it when the world is made, faults when they happen.
   */
  canarySecret: string
}

/** A map that counts its changes, so that an index over it knows when it is stale. */
export class CountedMap<Value> extends Map<string, Value> {
  /** grows with each change of keys or values by `set`, `delete` or `clear` */
  changes = 0

  override set(key: string, value: Value): this {
    // `Map`'s own constructor calls `set` before fields exist
    this.changes = (this.changes ?? 0) + 1
    return super.set(key, value)
  }

  override delete(key: string): boolean {
    this.changes++
    return super.delete(key)
  }

  override clear(): void {
    this.changes++
    super.clear()
  }
}
