/** What the commands about exposures share: which of them, and how they are shown. */
import { Flags } from '@oclif/core'
import { InputError, selectorKinds } from '../../src/domain/index.ts'
import type { Catalogue, Locale } from '../../src/messages/index.ts'
import { formatDate } from '../../src/messages/index.ts'
import { type ExplainedTelling, type ExposureLine, plainLine, resaleWord } from '../../src/report/index.ts'
import { type ExposureFilter, exposureStates } from '../../src/store/index.ts'
import type { Workspace } from '../../src/workspace.ts'
import { requireKnownPopulation } from './lists.ts'
import type { Table } from './table.ts'

export const filterFlags = {
  population: Flags.string({ char: 'p', summary: 'only this one', multiple: true, helpValue: 'NAME' }),
  kind: Flags.option({ options: selectorKinds, summary: 'only this kind', multiple: true })(),
  state: Flags.option({ options: exposureStates, summary: 'only in this state', multiple: true })(),
  'new-since': Flags.string({
    summary: 'only what became new, changed or back since then: "last" (in the last scan), a date, or a scan number',
    helpValue: 'last|DATE|SCAN',
  }),
}

export const filterFlagsInFrench = {
  population: 'seulement celle-ci',
  kind: 'seulement cette nature',
  state: 'seulement dans cet état',
  'new-since':
    'seulement ce qui est devenu nouveau, changé ou revenu depuis : « last » (à la dernière recherche), une date ou un numéro de recherche',
} as const

interface Filters {
  readonly population?: readonly string[] | undefined
  readonly kind?: ExposureFilter['kinds'] | undefined
  readonly state?: ExposureFilter['states'] | undefined
  readonly 'new-since'?: string | undefined
}

/** @throws InputError for a population, date or scan that is none */
export async function exposureFilter(
  flags: Filters,
  workspace: Workspace,
  messages: Catalogue,
): Promise<ExposureFilter> {
  const { population = [], kind = [], state = [] } = flags
  for (const name of population) requireKnownPopulation(workspace.configuration, name, messages)
  const since = flags['new-since']
  return {
    ...(population.length === 0 ? {} : { populations: population }),
    ...(kind.length === 0 ? {} : { kinds: kind }),
    ...(state.length === 0 ? {} : { states: state }),
    ...(since === undefined ? {} : { sinceScan: await scanBefore(since, workspace, messages) }),
  }
}

/** The number of the scan after which things count. */
async function scanBefore(since: string, { store }: Workspace, { exposures }: Catalogue): Promise<number> {
  if (/^\d{1,9}$/.test(since)) return Number(since)
  const scans = await store.scans.list(10_000)
  if (since === 'last') {
    // a scan that was killed, or failed, told nobody what it found: that is news of the one that went on from there
    const before = scans.slice(1).find((scan) => scan.endedAt !== undefined && scan.status !== 'failed')
    return before?.number ?? 0
  }
  const at = /^\d{4}-\d\d-\d\d(?:T.*)?$/.test(since) ? Date.parse(since) : Number.NaN
  if (Number.isNaN(at)) throw new InputError(exposures.badSince(plainLine(since)), { mend: exposures.badSinceMend })
  const before = scans.filter((scan) => Date.parse(scan.startedAt) < at).map((scan) => scan.number)
  return Math.max(0, ...before)
}

/** An exposure that is not there; where an incident was named, how to come to its exposures. */
export function unknownExposure(name: string, { exposures }: Catalogue): InputError {
  const isIncident = /^i-[0-9a-z]+$/.test(name)
  return new InputError(exposures.unknownExposure(plainLine(name)), {
    mend: isIncident ? exposures.incidentMend(name) : exposures.unknownExposureMend,
  })
}

/** The same words once, in any case of letters: rules of several languages know some of them. */
export function saidOnce<One extends { readonly words: string; readonly source?: string }>(
  evidence: readonly One[],
): readonly One[] {
  const first = new Map<string, One>()
  for (const one of evidence) {
    const said = `${one.source ?? ''} ${plainLine(one.words).toLowerCase()}`
    if (!first.has(said)) first.set(said, one)
  }
  return [...first.values()]
}

/** The words that carry a verdict, one of each source a line. */
export function becauseLines({ evidence }: ExposureLine['judgement'], { exposures }: Catalogue): string {
  return saidOnce(evidence)
    .map(({ words, source, rule }) => exposures.because(plainLine(words), source, rule))
    .join('\n')
}

/**
 * Why what goes round is no sign of resale here, a line for each source that says so; empty where nothing does, and for what
 * is resold. A recycled one has its own words.
 */
export function notResoldLines(
  { resale, recycledFrom }: ExposureLine['judgement'],
  told: readonly Pick<ExplainedTelling, 'source' | 'nature' | 'circulation' | 'seen'>[],
  { exposures: { notResold } }: Catalogue,
): string {
  if (resale !== 'no-evidence' || recycledFrom !== undefined) return ''
  return told
    .filter(({ circulation }) => circulation === 'traded' || circulation === 'for-sale')
    .map(({ source, nature, seen }) =>
      // an event that is neither, and still counts for nothing, is one that its source calls fabricated
      notResold[nature === 'spam-list' ? 'spam-list' : seen ? 'fabricated' : 'not-seen'](source),
    )
    .join('\n')
}

/** `dumpSource` of the scan, whose whole room a list need not load for one word; a test holds the two together */
export const filesSource = 'files'

/** A source by its name, or by its id where that is all there is; files of our own are none. */
export function sourceWords(id: string, name: string, { documents, exposures }: Catalogue): string {
  return id === filesSource ? exposures.files : documents.common.sourceName(name)
}

/** What a source says of the selector itself, in the language of the reader; as it came where it has no known form. */
export function detailWords(detail: string, { documents, exposures }: Catalogue): string {
  const [, leaks, dataClass] = /^in one of (\d+) leaks: (.+)$/.exec(detail) ?? []
  if (leaks !== undefined && dataClass !== undefined) {
    return exposures.oneOfLeaks(leaks, documents.common.dataClass(dataClass))
  }
  const form = /^password: (.+)$/.exec(detail)?.[1]
  if (form === undefined) return detail
  return exposures.password(form === 'clear' ? exposures.clear : form)
}

export function exposuresTable(lines: readonly ExposureLine[], { exposures }: Catalogue, locale: Locale): Table {
  const { head } = exposures
  return {
    head: [head.exposure, head.selector, head.incident, head.resale, head.lastOffered, head.state],
    rows: lines.map((line) => [
      line.exposure,
      line.selector,
      `${line.incident.title} (${line.incident.id})`,
      exposures.resale[resaleWord(line.judgement)],
      line.judgement.lastOfferedOn === undefined ? '' : formatDate(line.judgement.lastOfferedOn, locale),
      exposures.states[line.state],
    ]),
  }
}
