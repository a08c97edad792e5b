/** The tables as queries see them; `migrations/` makes them. Instants that exist by the million are Unix seconds. */
import type { Generated } from 'kysely'
import type { ExposureState, ImportSpec, ScanRow } from './contract.ts'

export interface Schema {
  migration: { number: number; name: string; at: string }
  /** `store`: random id of this database · `key-check`: proves that the keys are its own · `records-key`: name of a data key */
  meta: { name: 'store' | 'key-check' | 'records-key'; value: string }
  /** `ref`, `block`: the last number given · `lists`: grows with each change of what is watched */
  counter: { name: 'ref' | 'block' | 'lists'; value: number }

  population: { id: Generated<number>; name: string; data_key: string }
  import: {
    id: Generated<number>
    population: number
    list: ImportSpec['list']
    at: string
    expires_at: number
    replaces: number
  }
  /** every selector that is held, by its keyed digest */
  selector: { digest: Uint8Array; ref: number }
  /** who objected; the ref is never given again */
  objection: { digest: Uint8Array; ref: number | null; at: string }
  membership: {
    ref: number
    population: number
    kind: number
    /** the latest import that held it */
    import: number
    block: number
    /** 50 bits of the person's keyed digest */
    person: number | null
    retired_at: number | null
  }
  /** up to 1,024 selectors of one population; columns are packed, one entry per selector (`block.ts`) */
  block: {
    id: number
    population: number
    data_key: string
    refs: Uint8Array
    kinds: Uint8Array
    digests: Uint8Array
    sealed: Uint8Array
  }

  channel: { id: Generated<number>; source: string; question: string }
  clock: { source: string; version: number; clock: string; at: string }
  cell: {
    channel: number
    ref: number
    answer: number
    answered_at: number
    version: number
    note: number
    noted_at: number
    /** what the source was told of the selector (`told.ts`), 0 for nothing */
    told: number
  }
  /** notes in bulk of 4,096 selectors (`note-pages.ts`) */
  note_page: { channel: number; page: number; notes: Uint8Array }
  cursor: { channel: number; endpoint: string; target: Uint8Array; sealed: Uint8Array }

  incident: { id: Generated<number>; name: string; first_seen_at: string; kept_as: number | null }
  incident_join: { other: number; kept: number; evidence: string; at: string }
  /** `incident` was made of events that a person took out of `former` */
  incident_split: { incident: number; former: number; who: string; reason: string; at: string }
  /** events that a person parted, each pair once, the smaller number first */
  parted: { event: number; other: number }
  event: {
    id: Generated<number>
    source: string
    key: string
    incident: number
    /** what the source says of it, as JSON */
    words: string
    evidence: string | null
    first_seen_at: string
    last_seen_at: string
  }
  /** lists of words, each kept once, as JSON */
  word_set: { id: Generated<number>; words: string }
  sighting: {
    ref: number
    event: number
    channel: number
    first_seen: number
    last_seen: number
    withdrawn_at: number | null
    /** `word_set`; null when the event's own classes hold */
    classes: number | null
    details: Uint8Array | null
  }
  exposure: {
    ref: number
    incident: number
    name: string
    state: ExposureState
    state_scan: number
    /** the last scan in which it became new, changed or back */
    news_scan: number
    first_seen: number
    last_seen: number
    /** `word_set` of all data classes seen so far */
    classes: number
  }
  qualification: {
    ref: number
    incident: number
    verdict: string | null
    attribution: string | null
    note: Uint8Array | null
    qualified_by: string | null
    qualified_at: string | null
    remedy: string | null
    remedied_by: string | null
    remedied_at: string | null
    base: string | null
    caused_by: string | null
  }
  exposure_alias: { name: string; ref: number; incident: number }
  /** exposures that were purged: keyed digests of selector and incident, so that they are never new again */
  purged_pair: { digest: Uint8Array; state: ExposureState; first_seen: number; purged_at: string }
  stranger: {
    channel: number
    event: number
    target: Uint8Array
    page: Uint8Array
    asked_at: number
    count: number
  }

  scan: {
    number: Generated<number>
    started_at: string
    ended_at: string | null
    status: ScanRow['status']
    options: string
    summary: string | null
    host: string
    pid: number
    process_start: string
    /** Unix seconds */
    beat_at: number
  }
  usage: { scan: number; channel: number; requests: number; credits: number }
  lock: { source: string; host: string; pid: number; process_start: string; since: string; beat_at: number }

  watch_item: {
    source: string
    key: string
    url: string
    listed_at: string
    status: 'due' | 'read' | 'gone' | 'refused'
    tries: number
    next_try_at: string
    done_at: string | null
    reason: string | null
    /** where it was met first */
    place: string
  }
  /** what the next reading of a place begins with */
  watch_state: { place: string; state: string }
  watch_interval: {
    /** the place: begins with the id of its source */
    source: string
    lists_version: number
    from_at: string
    to_at: string
    readings: number
    failed_readings: number
    gaps: number
    bad_rows: number
    reason: string | null
    tried_at: string
  }

  audit: {
    id: Generated<number>
    at: string
    who: string
    action: string
    result: 'ok' | 'failed' | 'refused'
    details: string
  }
}
