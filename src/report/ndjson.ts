/** `exposures.ndjson`: one JSON object a line, with all that `exposures.csv` must shorten. Schema in `docs/formats/`. */
import { maskSelector } from '../domain/index.ts'
import type { Qualification, Store, WatchedSelector } from '../store/index.ts'
import { utf8Bytes } from './atomic.ts'
import { plainLine } from './cells.ts'
import { type ExposureLine, isRevealed, type LineOptions, type ResaleWord, resaleWord } from './exposure-lines.ts'
import { instant, judgedExposures } from './judged-exposures.ts'
import { type TextBlock, textBlocks } from './text-blocks.ts'

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
  return {
    schema: 1,
    ref: line.ref,
    exposure: line.exposure,
    ...selectorPart(line),
    ...saidPart(line),
    state: line.state,
    ...decidedPart(line),
    firstSeenAt: line.firstSeenAt,
    lastSeenAt: line.lastSeenAt,
  }
}

/** Lines of the same, in blocks of ready text: each part is made once for all that share it, as in `exposures.csv`. */
export function exposuresNdjson(store: Store, options: LineOptions): AsyncGenerator<TextBlock> {
  return textBlocks(judgedExposures(store, options), {
    ofSelector: (selector) => [
      `{"schema":1,"ref":"${selector.name}","exposure":"`,
      utf8Bytes(`",${keysOf(selectorPart(shownOf(selector, options.reveals)))},`),
    ],
    ofReading: (reading) => utf8Bytes(`${keysOf(saidPart({ ...reading, incident: reading.told.line }))},`),
    ofExposure: ({ qualified, state, firstSeen, lastSeen }) => {
      const decided = keysOf(decidedPart(qualified))
      const own = decided === '' ? '' : `,${utf8Bytes(decided)}`
      return `"state":"${state}"${own},"firstSeenAt":"${instant(firstSeen)}","lastSeenAt":"${instant(lastSeen)}"}\n`
    },
  })
}

/** An object without its braces. */
function keysOf(part: object): string {
  return JSON.stringify(part).slice(1, -1)
}

function shownOf(selector: WatchedSelector, reveals: LineOptions['reveals']): SelectorFacts {
  const revealed = isRevealed(selector, reveals)
  return { ...selector, selector: revealed ? selector.canonical : maskSelector(selector), revealed }
}

type SelectorFacts = Pick<ExposureLine, 'canaryBase' | 'populations' | 'kind' | 'selector' | 'revealed'> &
  Partial<Pick<ExposureLine, 'person'>>

function selectorPart({ person, canaryBase, populations, kind, selector, revealed }: SelectorFacts) {
  return {
    ...(person === undefined ? {} : { person }),
    ...(canaryBase === undefined ? {} : { canaryBase }),
    ...{ populations, kind, selector, revealed },
  }
}

type SaidFacts = Pick<ExposureLine, 'incident' | 'sources' | 'dataClasses' | 'judgement'>

function saidPart({ incident, sources, dataClasses, judgement }: SaidFacts) {
  return {
    incident: {
      id: incident.id,
      title: incident.title,
      ...(incident.occurredOn === undefined ? {} : { occurredOn: incident.occurredOn }),
      natures: incident.natures,
    },
    sources,
    dataClasses,
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
  }
}

function decidedPart({ qualification, remedy }: Pick<ExposureLine, 'qualification' | 'remedy'>) {
  return {
    ...(qualification === undefined ? {} : { qualification: withoutNote(qualification) }),
    ...(remedy === undefined ? {} : { remedy }),
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
