/** `exposures.ndjson`: one JSON object a line, with all that `exposures.csv` must shorten. Schema in `docs/formats/`. */

import type { Qualification } from '../store/index.ts'
import { plainLine } from './cells.ts'
import { type ExposureLine, type ResaleWord, resaleWord } from './exposure-lines.ts'

export interface ExposureDocument {
  readonly schema: 1
  readonly ref: string
  readonly exposure: string
  readonly person?: string
  /** the base of the city that an invented record was seeded in: the leak came from there */
  readonly canaryBase?: string
  readonly populations: readonly string[]
  readonly kind: string
  readonly selector: string
  readonly revealed: boolean
  readonly incident: {
    readonly id: string
    readonly title: string
    readonly occurredOn?: string
    readonly natures: readonly string[]
  }
  readonly sources: readonly string[]
  readonly dataClasses: readonly string[]
  readonly resale: {
    readonly verdict: ResaleWord
    /** the verdict apart from its age */
    readonly appears: 'yes' | 'likely' | 'no-evidence'
    readonly confidence: number
    readonly circulation: string
    readonly lastOfferedOn?: string
    readonly recycledFrom?: string
    readonly evidence: readonly {
      readonly rule: string
      readonly words: string
      readonly source: string
      readonly event: string
    }[]
  }
  readonly state: string
  /** what a person decided; the note stays in the store */
  readonly qualification?: {
    readonly as: Qualification['as']
    readonly attribution?: string
    readonly base?: string
    readonly causedBy?: string
    readonly who: string
    readonly at: string
  }
  readonly remedy?: { readonly what: string; readonly who: string; readonly at: string }
  readonly firstSeenAt: string
  readonly lastSeenAt: string
}

/** The same shape in `export ndjson`, `exposures list --json` and `--ndjson`, and `exposures show --json`. */
export function exposureDocument(line: ExposureLine): ExposureDocument {
  const { judgement, incident } = line
  return {
    schema: 1,
    ref: line.ref,
    exposure: line.exposure,
    ...(line.person === undefined ? {} : { person: line.person }),
    ...(line.canaryBase === undefined ? {} : { canaryBase: line.canaryBase }),
    populations: line.populations,
    kind: line.kind,
    selector: line.selector,
    revealed: line.revealed,
    incident: {
      id: incident.id,
      title: incident.title,
      ...(incident.occurredOn === undefined ? {} : { occurredOn: incident.occurredOn }),
      natures: incident.natures,
    },
    sources: line.sources,
    dataClasses: line.dataClasses,
    resale: {
      verdict: resaleWord(judgement),
      appears: judgement.resale,
      confidence: judgement.confidence,
      circulation: judgement.circulation,
      ...(judgement.lastOfferedOn === undefined ? {} : { lastOfferedOn: judgement.lastOfferedOn }),
      ...(judgement.recycledFrom === undefined ? {} : { recycledFrom: judgement.recycledFrom }),
      evidence: judgement.evidence.map(({ rule, words, source, event }) => ({
        rule,
        words: plainLine(words),
        source,
        event: plainLine(event),
      })),
    },
    state: line.state,
    ...(line.qualification === undefined ? {} : { qualification: withoutNote(line.qualification) }),
    ...(line.remedy === undefined ? {} : { remedy: line.remedy }),
    firstSeenAt: line.firstSeenAt,
    lastSeenAt: line.lastSeenAt,
  }
}

function withoutNote({
  as,
  attribution,
  base,
  causedBy,
  who,
  at,
}: Qualification): NonNullable<ExposureDocument['qualification']> {
  return {
    as,
    ...(attribution === undefined ? {} : { attribution }),
    ...(base === undefined ? {} : { base }),
    ...(causedBy === undefined ? {} : { causedBy }),
    who,
    at,
  }
}
