/** Why several tellings are one incident: what was compared when they were joined, and what a person set apart since. */
import * as v from 'valibot'
import { type JoinEvidence, type JoinReason, joinFacts, joinFrom } from '../assess/index.ts'
import type { EventName, EventRow, IncidentSplit, Store } from '../store/index.ts'
import { plainLine } from './cells.ts'

/** What a source calls the event, and what it said that could be compared. */
export interface JoinedTelling {
  readonly source: string
  readonly event: string
  readonly title: string
  readonly domain?: string
  /** as the source dates it */
  readonly occurredOn?: string
  readonly records?: number
}

export interface IncidentJoinLine {
  readonly telling: JoinedTelling
  /** what was told before, and it was taken for the same as */
  readonly with: JoinedTelling
  /** public name of an incident that became one with this by it */
  readonly alias?: string
  /** what speaks for it less what speaks against it, at the time of the join */
  readonly points: number
  /** from so many points on two are one */
  readonly needed: number
  readonly reasons: readonly JoinReason[]
  readonly at: string
}

export interface IncidentHistory {
  /** oldest first */
  readonly joins: readonly IncidentJoinLine[]
  /** what a person set apart from this incident, or made it */
  readonly splits: readonly IncidentSplit[]
}

/** Joins with what was set apart again since are left out. @param events all that is told of the incident */
export async function incidentHistory(
  store: Store,
  incident: number,
  events: readonly EventRow[],
): Promise<IncidentHistory> {
  const find = (name: EventName) => events.find(({ source, key }) => source === name.source && key === name.key)
  const joins = (await store.events.joins(incident)).flatMap(({ event, alias, evidence, at }): IncidentJoinLine[] => {
    const read = alias === undefined ? readJoin(evidence) : readMerge(evidence)
    if (read === undefined) return []
    const telling = read.event === undefined ? events.find(({ id }) => id === event) : find(read.event)
    const before = find(read.evidence.with)
    if (telling === undefined || before === undefined) return []
    const { points, reasons } = read.evidence
    return [
      {
        telling: joinedTelling(telling),
        with: joinedTelling(before),
        ...(alias === undefined ? {} : { alias }),
        points,
        needed: joinFrom,
        reasons: reasons.map((reason) => ({ ...reason, words: plainLine(reason.words) })),
        at,
      },
    ]
  })
  return { joins, splits: await store.events.splits(incident) }
}

function joinedTelling({ source, key, title, domain, occurredOn, records }: EventRow): JoinedTelling {
  return {
    source,
    event: plainLine(key),
    title: plainLine(title),
    ...(domain === undefined || domain === '' ? {} : { domain: plainLine(domain) }),
    ...(occurredOn === undefined ? {} : { occurredOn }),
    ...(records === undefined ? {} : { records }),
  }
}

interface ReadEvidence {
  /** absent where the store knows which it was */
  readonly event?: EventName
  readonly evidence: JoinEvidence
}

const nameShape = v.object({ source: v.string(), key: v.string() })
const evidenceShape = v.object({
  with: nameShape,
  points: v.number(),
  reasons: v.array(v.object({ fact: v.picklist(joinFacts), weight: v.number(), words: v.string() })),
})
/** a new event that belonged to two incidents: how it is like the one, and like the other */
const mergeShape = v.object({ event: nameShape, evidence: v.tuple([evidenceShape, evidenceShape]) })

/** As the scan writes it; `undefined` for what says nothing. */
function readJoin(text: string): ReadEvidence | undefined {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), evidenceShape), text)
  return read.success ? { evidence: read.output } : undefined
}

function readMerge(text: string): ReadEvidence | undefined {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), mergeShape), text)
  return read.success ? { event: read.output.event, evidence: read.output.evidence[1] } : undefined
}
