/** What the watched places show: texts, posts, claims, reports, entries of feeds. Lists are newest first. */

/** A text that anybody may read at its raw address: a gist, a snippet, a code. */
export interface PretendText {
  id: string
  /** name of its file */
  name: string
  body: string
  /** ISO 8601 UTC */
  postedAt: string
  /** `pending` answers with a notice that it is not there yet, `removed` 404 */
  state: 'public' | 'pending' | 'removed'
  /** announced with its body; `text/plain; charset=utf-8` when absent */
  type?: string
}

export interface PretendPost {
  number: number
  /** plain text; line breaks are kept */
  text: string
  postedAt: string
  /** name of an attached document */
  document?: string
  /** the post that it answers to, quoted above it */
  answers?: number
  /** `service`: a line of the channel itself ("pinned a message") */
  kind?: 'message' | 'service'
}

export interface PretendClaim {
  /** as the group typed it */
  victim: string
  group: string
  /** `''` where nobody knew it */
  domain: string
  country: string
  sector: string
  /** `YYYY-MM-DD` */
  attackedOn: string
  /** ISO 8601 UTC */
  discoveredAt: string
  /** the attackers' text */
  words: string
}

export interface PretendReport {
  title: string
  victim: string
  domain: string
  /** ISO alpha-2 */
  country: string
  date: string
  added: string
  summary: string
  url: string
}

export interface PretendEntry {
  /** guid or id; `''` for an entry without one */
  name: string
  link: string
  title: string
  /** HTML */
  summary: string
  publishedAt: string
}

export interface PretendFeed {
  format: 'rss' | 'atom'
  entries: PretendEntry[]
}

export interface PlacesWorld {
  gists: PretendText[]
  snippets: PretendText[]
  codes: PretendText[]
  /** public name in lower case → posts */
  channels: Map<string, PretendPost[]>
  claims: PretendClaim[]
  reports: PretendReport[]
  /** path of the feed → the feed */
  feeds: Map<string, PretendFeed>
  /** id of a pretend source → its robots.txt; none for those that are not named */
  robots: Map<string, string>
}
