/**
 * What was known of one incident at an instant, item by item, with where each comes from. Nothing that came later is in it, so
 * that the same instant gives the same pack; and nothing of a leak's own content but the words that our rules found.
 */
import { InputError, maskSelector } from '../../domain/index.ts'
import type { AuditEntry, EventRow, ExposureRow, IncidentRow, Store } from '../../store/index.ts'
import { webAddress } from '../exchange/incidents.ts'
import { impersonal } from '../model/impersonal.ts'

export interface EvidenceItem {
  /** `01`, in the order in which they came */
  readonly number: string
  readonly source: string
  readonly nature: string
  /** the source's own name of it */
  readonly key: string
  readonly title: string
  /** of a post, paste or leak site */
  readonly url: string | undefined
  /** of a leak that was searched on this machine */
  readonly file: string | undefined
  /** when it was read or told, ISO 8601 UTC */
  readonly capturedAt: string
  /** HTTP status of the answer that held it, where we read it ourselves */
  readonly status: number | undefined
  /** of the bytes as they were read; of the file, where it was searched with its digest */
  readonly sha256Hex: string | undefined
  /** types of fields and words of our own rules, at most 200 characters */
  readonly excerpt: string | undefined
  readonly dataClasses: readonly string[]
  /** how it came to us */
  readonly provenance: EvidenceProvenance
  /** what the holder of a file wrote of where it is from */
  readonly heldAs: string | undefined
  /** login name and host of the run that brought it; `undefined` when the log of that time is gone */
  readonly operator: string | undefined
}

/** `answer`: told by a source when asked · `read`: read by us where it was posted · `file`: found in a file searched in place */
export type EvidenceProvenance = 'answer' | 'read' | 'file'

export interface EvidenceExposure {
  readonly ref: string
  readonly exposure: string
  readonly person: string | undefined
  readonly populations: readonly string[]
  readonly kind: string
  readonly selector: string
  /** numbers of the items it is in */
  readonly items: readonly string[]
  readonly dataClasses: readonly string[]
  readonly firstSeenAt: string
  /** `confirmed B`, `false-positive`; absent when nobody had decided */
  readonly decision: string | undefined
  readonly decidedBy: string | undefined
  readonly decidedAt: string | undefined
}

export interface Evidence {
  readonly incident: string
  readonly title: string
  /** ISO 8601 UTC; what is at or after it is left out */
  readonly asOf: string
  readonly items: readonly EvidenceItem[]
  readonly exposures: readonly EvidenceExposure[]
  readonly audit: readonly AuditEntry[]
  readonly revealed: boolean
}

export interface EvidenceOptions {
  /** `i-…`, or a name that was joined into it */
  readonly incident: string
  readonly asOf: string
  readonly revealed: boolean
}

/** @throws InputError when there is no such incident, or nothing was known of it then */
export async function collectEvidence(store: Store, options: EvidenceOptions): Promise<Evidence> {
  const { asOf, revealed } = options
  const incident = await findIncident(store, options.incident)
  const log = (await store.audit.list({})).filter(({ at }) => at < asOf).reverse()
  const events = (await store.events.all()).filter(
    (event) => event.incident === incident.id && isBefore(event.firstSeenAt, asOf),
  )
  events.sort((a, b) => compare(a.firstSeenAt, b.firstSeenAt) || compare(a.source, b.source) || compare(a.key, b.key))
  const numbers = new Map(events.map(({ id }, index) => [id, String(index + 1).padStart(2, '0')]))
  const items = events.map((event) => toItem(event, numbers.get(event.id)!, asOf, log))

  const exposures: EvidenceExposure[] = []
  for await (const rows of store.exposures.list({ incidents: [incident.id] })) {
    for (const row of rows) {
      if (isBefore(row.firstSeenAt, asOf)) exposures.push(toExposure(row, events, numbers, asOf, revealed))
    }
  }
  if (items.length === 0 || exposures.length === 0) {
    throw new InputError('nothing was known of that incident at that time', { mend: 'choose a later --as-of' })
  }
  exposures.sort((a, b) => compare(a.exposure, b.exposure))
  return {
    incident: incident.name,
    title: impersonal(events.toSorted((a, b) => a.id - b.id)[0]!.title),
    ...{ asOf, items, exposures, revealed },
    audit: extract(log, incident, new Set(exposures.map(({ exposure }) => exposure)), items),
  }
}

async function findIncident(store: Store, name: string): Promise<IncidentRow> {
  const found = (await store.events.incidents()).find((row) => row.name === name || row.aliases.includes(name))
  if (found === undefined) {
    throw new InputError('there is no incident of that name', { mend: 'vigie exposures list --json names them' })
  }
  return found
}

function toItem(event: EventRow, number: string, asOf: string, log: readonly AuditEntry[]): EvidenceItem {
  const post = event.post !== undefined && isBefore(event.post.readAt, asOf) ? event.post : undefined
  const search = event.nature === 'dump' ? searchOf(event, log) : undefined
  return {
    number,
    source: event.source,
    nature: event.nature,
    key: impersonal(event.key),
    title: impersonal(event.title),
    url: webAddress(event.url),
    file: search?.file,
    capturedAt: new Date(post?.readAt ?? event.firstSeenAt).toISOString(),
    status: post?.status,
    sha256Hex: post?.sha256Hex ?? search?.sha256Hex,
    excerpt: post === undefined ? undefined : impersonal(post.excerpt, 200),
    dataClasses: event.dataClasses.map((word) => impersonal(word)),
    provenance: event.nature === 'dump' ? 'file' : post === undefined ? 'answer' : 'read',
    heldAs: search?.heldAs,
    operator: search?.operator ?? operatorOf(event, log),
  }
}

/** The search of files that brought it: its log names the files, each with its digest where that was asked for. */
function searchOf(event: EventRow, log: readonly AuditEntry[]) {
  for (const { action, at, who, details } of log) {
    if (action !== 'dump.scan' || isBefore(at, event.firstSeenAt)) continue
    for (const one of Array.isArray(details.files) ? details.files : []) {
      const [, file = '', sha256Hex] = /^(.*?)(?: ([0-9a-f]{64}))?$/.exec(one) ?? []
      if (file !== event.title && !file.endsWith(`/${event.title}`)) continue
      const told = [details.heldAs, details.provenance].filter((text) => typeof text === 'string')
      return { file: impersonal(file, 500), sha256Hex, operator: who, heldAs: impersonal(told.join(': '), 500) }
    }
  }
  return undefined
}

/** Whoever ran the scan that ended first after it came. */
function operatorOf({ firstSeenAt }: EventRow, log: readonly AuditEntry[]): string | undefined {
  return log.find(({ action, at }) => (action === 'scan' || action === 'dump.scan') && !isBefore(at, firstSeenAt))?.who
}

function toExposure(
  row: ExposureRow,
  events: readonly EventRow[],
  numbers: ReadonlyMap<number, string>,
  asOf: string,
  revealed: boolean,
): EvidenceExposure {
  const { selector, qualification } = row
  const seen = row.sightings.filter(({ event, firstSeenAt }) => numbers.has(event) && isBefore(firstSeenAt, asOf))
  const classes = seen.flatMap(
    ({ event, dataClasses }) => dataClasses ?? events.find(({ id }) => id === event)?.dataClasses ?? [],
  )
  const decided = qualification !== undefined && isBefore(qualification.at, asOf) ? qualification : undefined
  return {
    ref: selector.name,
    exposure: row.name,
    person: selector.person,
    populations: selector.populations,
    kind: selector.kind,
    selector: revealed ? selector.canonical : maskSelector(selector),
    items: seen.map(({ event }) => numbers.get(event)!).sort(),
    dataClasses: [...new Set(classes)].sort().map((word) => impersonal(word)),
    firstSeenAt: new Date(row.firstSeenAt).toISOString(),
    decision: decided === undefined ? undefined : [decided.as, decided.attribution].filter(Boolean).join(' '),
    decidedBy: decided?.who,
    decidedAt: decided?.at,
  }
}

/** how what is in the pack was collected; what the log holds of other persons and other incidents stays here */
const collecting = /^(?:scan|dump\.|lists\.(?:import|adopt))/

function extract(
  log: readonly AuditEntry[],
  { name, aliases }: IncidentRow,
  exposures: ReadonlySet<string>,
  items: readonly EvidenceItem[],
): readonly AuditEntry[] {
  const names = new Set([name, ...aliases])
  const sources = new Set(items.map(({ source }) => source))
  return log
    .filter(({ action, details }) => {
      if (action === 'scan.queries') return typeof details.source === 'string' && sources.has(details.source)
      if (collecting.test(action)) return true
      const told = Object.values(details).flat()
      return told.some((value) => typeof value === 'string' && (names.has(value) || exposures.has(value)))
    })
    .map(({ at, who, action, result, details }) => ({ at, who, action, result, details }))
}

/** instants are written to the second in some places and to the millisecond in others */
function isBefore(at: string, limit: string): boolean {
  return Date.parse(at) < Date.parse(limit)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
