/** The whole chain behind one verdict: what each source told, why it is one incident, whose breach it is, how bad. */
import { assessEvent } from '../assess/index.ts'
import type { EventRow, Store } from '../store/index.ts'
import { plainLine } from './cells.ts'
import { type ExposureLine, exposureLine } from './exposure-lines.ts'
import { type IncidentHistory, incidentHistory } from './joins.ts'
import { buildModel, type FactsOptions, type Finding, gatherFacts } from './model/index.ts'
import { type ExposureDocument, exposureDocument } from './ndjson.ts'

export interface ExplainedTelling {
  readonly source: string
  readonly event: string
  readonly title: string
  readonly nature: EventRow['nature']
  /** the selector itself is in it; false for an offer that names only the city */
  readonly seen: boolean
  readonly circulation: ReturnType<typeof assessEvent>['level']
  readonly confidence: number
  readonly evidence: readonly { readonly rule: string; readonly words: string }[]
}

export interface ExposureExplanation extends IncidentHistory {
  readonly line: ExposureLine
  /** all that is told of the incident, first told first */
  readonly told: readonly ExplainedTelling[]
  /** what a report would propose; absent for what no report holds: withdrawn or dismissed */
  readonly finding: Finding | undefined
}

export type ExplainOptions = Pick<FactsOptions, 'configuration' | 'sources' | 'now' | 'programVersion'>

/** `undefined` when there is no exposure of that name. */
export async function explainExposure(
  store: Store,
  name: string,
  options: ExplainOptions,
): Promise<ExposureExplanation | undefined> {
  const found = await exposureLine(store, name, { now: options.now })
  if (found === undefined) return undefined
  const { line, row, events } = found
  const seen = new Set(row.sightings.map((sighting) => sighting.event))
  return {
    line,
    told: events.map((event) => telling(event, seen.has(event.id))),
    ...(await incidentHistory(store, row.incident, events)),
    finding: await findingOf(store, line, options),
  }
}

function telling(event: EventRow, seen: boolean): ExplainedTelling {
  const { level, confidence, evidence } = assessEvent(event)
  return {
    source: event.source,
    event: plainLine(event.key),
    title: plainLine(event.title),
    nature: event.nature,
    seen,
    circulation: level,
    confidence,
    evidence: evidence.map(({ rule, words }) => ({ rule, words: plainLine(words) })),
  }
}

/** What a report would say of the incident and of those that stand as this exposure does. */
async function findingOf(store: Store, line: ExposureLine, options: ExplainOptions): Promise<Finding | undefined> {
  const facts = await gatherFacts(store, {
    ...options,
    // of all sources together, and in no finding
    coverage: [],
    notification: { type: 'initial' },
    scope: { incident: line.incident.id },
    instants: {},
    decided: {},
    previous: undefined,
  })
  const findings = buildModel(facts).findings.filter(({ incident }) => incident === line.incident.id)
  return findings.find(({ decision }) => decision?.attribution === line.qualification?.attribution) ?? findings[0]
}

export interface ExplanationDocument extends IncidentHistory {
  readonly exposure: ExposureDocument
  readonly told: readonly ExplainedTelling[]
  readonly attribution: Finding['proposed'] | null
  readonly severity: Finding['severity'] | null
}

/** `exposures explain --json`. Schema in `docs/formats/`. */
export function explanationDocument({ line, told, joins, splits, finding }: ExposureExplanation): ExplanationDocument {
  return {
    exposure: exposureDocument(line),
    told,
    joins,
    splits,
    attribution: finding?.proposed ?? null,
    severity: finding?.severity ?? null,
  }
}
