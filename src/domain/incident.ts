/**
 * A source speaks of *events* in its own words and under its own key. Events that are the same thing make one *incident*
 * (ours, with a random id that never changes); a selector in an incident is one *exposure*.
 */
import type { PostReading } from './post.ts'
import type { ListedKind } from './selector.ts'

/** What kind of thing an event is; decides how it is read, not how grave it is. */
export type EventNature = 'breach' | 'paste' | 'stealer-log' | 'combo-list' | 'spam-list' | 'post' | 'claim' | 'dump'

/** One event as one source tells it, already mapped to our words. No field holds a person's data. */
export interface SourceEvent {
  /** stable at this source; the join key (`Adobe`, `pastebin:AbCd1234`) */
  readonly key: string
  readonly title: string
  readonly nature: EventNature
  /** the breached site, `''` or absent when there is none (combo lists) */
  readonly domain?: string
  /** date of the event, `YYYY-MM-DD`, often approximate */
  readonly occurredOn?: string
  /** when the source published it, ISO 8601 UTC */
  readonly addedAt?: string
  /** plain text, markup removed */
  readonly description?: string
  /** the vocabulary of HIBP, unknown words kept as they came */
  readonly dataClasses: readonly string[]
  readonly records?: number
  readonly url?: string
  /** what the source says of its own trust in it */
  readonly flags?: readonly EventFlag[]
  /** of a post, paste or claim that we read ourselves */
  readonly post?: PostReading
}

export type EventFlag = 'verified' | 'fabricated' | 'sensitive' | 'retired' | 'malware'

/** What one source said of one selector in one event. */
export interface Sighting {
  readonly kind: ListedKind
  readonly canonical: string
  /** `SourceEvent.key` */
  readonly event: string
  /** only when the source tells them per selector; otherwise the event's */
  readonly dataClasses?: readonly string[]
  /** words without personal data, e.g. the web domains a stealer log held credentials for */
  readonly details?: readonly string[]
}

/** `Sighting.details` of who is named in a text about another victim. */
export const mentionDetail = 'mention'
