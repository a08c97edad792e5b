/** Exposures as lists and reports show them: one line is one selector in one incident, with the verdict on it. */
import type { ExposureJudgement } from '../assess/index.ts'
import { isPersonalKind, maskSelector, type SelectorKind } from '../domain/index.ts'
import type {
  EventRow,
  ExposureRow,
  ExposureState,
  Qualification,
  Remedy,
  Store,
  WatchedSelector,
} from '../store/index.ts'
import {
  type IncidentLine,
  instant,
  type JudgedExposure,
  type JudgeOptions,
  judgedExposures,
} from './judged-exposures.ts'

export interface ExposureLine {
  /** stable public name of the selector */
  readonly ref: string
  /** public name of the exposure */
  readonly exposure: string
  readonly person: string | undefined
  /** the base that this canary's address gives away */
  readonly canaryBase?: string
  readonly populations: readonly string[]
  readonly kind: SelectorKind
  /** masked, or in clear where that was asked for */
  readonly selector: string
  readonly revealed: boolean
  readonly incident: IncidentLine
  /** in alphabetical order */
  readonly sources: readonly string[]
  readonly dataClasses: readonly string[]
  readonly judgement: ExposureJudgement
  readonly state: ExposureState
  readonly firstSeenAt: string
  readonly lastSeenAt: string
  /** what a person decided, and what was done */
  readonly qualification?: Qualification
  readonly remedy?: Remedy
}

export interface LineOptions extends JudgeOptions {
  /** whose selectors are shown in clear; absent: nobody's */
  readonly reveals?: ((populations: readonly string[]) => boolean) | undefined
}

/** A line with what it was made of. */
export interface ExposureDetail {
  readonly line: ExposureLine
  readonly row: ExposureRow
  /** all that is told of its incident, whoever is in it; first told first */
  readonly events: readonly EventRow[]
}

/** In blocks, in the order of the store. */
export async function* exposureLines(store: Store, options: LineOptions): AsyncGenerator<readonly ExposureLine[]> {
  for await (const exposures of judgedExposures(store, options)) {
    yield exposures.map((judged) => toLine(judged, options.reveals))
  }
}

/** The same with what each line was made of. */
export async function* exposureDetails(store: Store, options: LineOptions): AsyncGenerator<readonly ExposureDetail[]> {
  for await (const exposures of judgedExposures(store, options)) {
    yield exposures.map((judged) => toDetail(judged, options.reveals))
  }
}

/** The line of one exposure; `undefined` when there is none of that name. */
export async function exposureLine(
  store: Store,
  name: string,
  options: Omit<LineOptions, 'filter'>,
): Promise<ExposureDetail | undefined> {
  const row = await store.exposures.byName(name)
  if (row === undefined) return undefined
  const filter = { refs: [row.selector.ref], incidents: [row.incident] }
  for await (const exposures of judgedExposures(store, { now: options.now, filter })) {
    for (const judged of exposures) return toDetail(judged, options.reveals)
  }
  return undefined
}

function toDetail(judged: JudgedExposure, reveals: LineOptions['reveals']): ExposureDetail {
  return { line: toLine(judged, reveals), row: judged.glance.row(), events: judged.reading.told.events }
}

function toLine({ glance, reading }: JudgedExposure, reveals: LineOptions['reveals']): ExposureLine {
  const { selector, qualified } = glance
  const revealed = isRevealed(selector, reveals)
  return {
    ref: selector.name,
    exposure: glance.name,
    person: selector.person,
    ...(selector.canaryBase === undefined ? undefined : { canaryBase: selector.canaryBase }),
    populations: selector.populations,
    kind: selector.kind,
    selector: revealed ? selector.canonical : maskSelector(selector),
    revealed,
    incident: reading.told.line,
    sources: reading.sources,
    dataClasses: reading.dataClasses,
    judgement: reading.judgement,
    state: glance.state,
    firstSeenAt: instant(glance.firstSeen),
    lastSeenAt: instant(glance.lastSeen),
    ...(qualified.qualification === undefined ? undefined : { qualification: qualified.qualification }),
    ...(qualified.remedy === undefined ? undefined : { remedy: qualified.remedy }),
  }
}

/** Whether it is shown whole: the city's own domains and names are, a person's only where that was asked for. */
export function isRevealed({ kind, populations }: WatchedSelector, reveals: LineOptions['reveals']): boolean {
  return !isPersonalKind(kind) || (reveals?.(populations) ?? false)
}

/** `yes`, `likely`, `no-evidence`; `historical` for a verdict on an offer of more than 24 months ago, so that no sum holds both. */
export type ResaleWord = 'yes' | 'likely' | 'no-evidence' | 'historical'

export function resaleWord(judgement: ExposureJudgement): ResaleWord {
  return judgement.historical ? 'historical' : judgement.resale
}

/**
 * Still to act on: nobody dismissed it or ticked it off, and it appears resold, likely so, or gave a credential away: a
 * password that was once published opens doors until it is changed, however old it is.
 */
export function isToDo({ qualification, remedy, judgement, dataClasses }: ExposureLine): boolean {
  if (remedy !== undefined || qualification?.as === 'false-positive' || qualification?.as === 'irrelevant') return false
  const isResold = judgement.resale !== 'no-evidence' && !judgement.historical
  return isResold || dataClasses.some((word) => /password|credential|token|cookie/i.test(word))
}
