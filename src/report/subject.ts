/**
 * All that is held about one person, as an answer to an access request (GDPR art. 15): where each address or number came from,
 * which source was told what and when, what each answered, what was found, what was done. For the person to read: no name of
 * whoever works here, and nothing of anybody else.
 */
import { type AnswerKind, type Disclosure, maskSelector, type Population, type Selector } from '../domain/index.ts'
import { findSource } from '../sources/index.ts'
import type { SelectorCell, Store, WatchedSelector } from '../store/index.ts'
import { type ExposureDetail, exposureDetails } from './exposure-lines.ts'
import { type ExposureDocument, exposureDocument } from './ndjson.ts'
import { type ToldBy, toldBy } from './told-by.ts'

export interface SubjectOptions {
  readonly now: Date
  readonly populations: readonly Population[]
  /** shows the person's other addresses and numbers in clear, too */
  readonly revealOthers: boolean
}

export interface SubjectFile {
  readonly schema: 1
  /** ISO 8601 UTC: what was held then */
  readonly at: string
  /** the one that was asked about, held or not */
  readonly ref: string
  readonly held: boolean
  /** since when an objection is honoured */
  readonly objectedAt?: string
  /** the one asked about first, then those that a list links to the same person; empty when it is not held */
  readonly selectors: readonly SubjectSelector[]
  /** entries of the audit log that name one of these selectors or exposures, oldest first */
  readonly operations: readonly SubjectOperation[]
}

export interface SubjectSelector extends Selector {
  readonly ref: string
  /** `canonical` is masked where this is false */
  readonly revealed: boolean
  readonly lists: readonly SubjectList[]
  readonly told: readonly SubjectDisclosure[]
  readonly answers: readonly SubjectAnswer[]
  readonly exposures: readonly SubjectExposure[]
}

export interface SubjectList {
  readonly population: string
  /** who the population is about, in the configuration's words */
  readonly persons?: string
  /** absent for a population that the configuration no longer has */
  readonly legalBasis?: string
  readonly list: string
  readonly importedAt: string
  /** nothing is asked from then on */
  readonly expiresAt: string
  readonly retiredAt?: string
  /** days that what was found is kept */
  readonly exposuresKeptDays?: number
}

/** The most that one question told its source of a selector, and the last time. */
export interface SubjectDisclosure {
  readonly source: string
  readonly name: string
  readonly operator: string
  readonly country: string
  readonly question: string
  readonly discloses: Exclude<Disclosure, 'nothing'>
  readonly at: string
}

export interface SubjectAnswer {
  readonly source: string
  readonly name: string
  readonly question: string
  readonly answer: AnswerKind
  /** of `not-asked` and `failed` */
  readonly reason?: string
  readonly asOf: string
  /** a later attempt or decision that left the answer as it was */
  readonly since?: { readonly answer: AnswerKind; readonly reason: string; readonly at: string }
}

export interface SubjectExposure
  extends Omit<ExposureDocument, 'schema' | 'ref' | 'person' | 'kind' | 'selector' | 'revealed'> {
  readonly toldBy: readonly ToldBy[]
  /** why it was decided so; the person may read it */
  readonly note?: string
}

export interface SubjectOperation {
  readonly at: string
  readonly action: string
  readonly result: string
}

/**
 * All that is held about a selector and about the others that lists link to the same person: lists, exposures, answers and which
 * source was told what, for an access request (GDPR, art. 15). One that no list holds has an answer too: what is on record of it.
 */
export async function subjectFile(store: Store, selector: Selector, options: SubjectOptions): Promise<SubjectFile> {
  const ref = await store.lists.nameOf(selector)
  const objectedAt = await store.lists.objectedAt(selector)
  const found = await store.lists.find(selector)
  const others = found === undefined ? [] : await store.lists.resolve(await store.lists.samePerson(found.ref))
  const held = [found, ...others].filter((one) => one !== undefined)
  const exposures = await exposuresOf(store, held, options.now)
  const selectors: SubjectSelector[] = []
  for (const one of held) {
    const revealed = one === found || options.revealOthers
    selectors.push({
      ref: one.name,
      kind: one.kind,
      canonical: revealed ? one.canonical : maskSelector(one),
      revealed,
      lists: await listsOf(store, one, options.populations),
      ...cellsOf(await store.coverage.of(one.ref)),
      exposures: (exposures.get(one.ref) ?? []).map(subjectExposure),
    })
  }
  const names = [ref, ...selectors.flatMap((one) => [one.ref, ...one.exposures.map(({ exposure }) => exposure)])]
  return {
    schema: 1,
    at: options.now.toISOString(),
    ref,
    held: found !== undefined,
    ...(objectedAt === undefined ? {} : { objectedAt }),
    selectors,
    operations: await operationsOn(store, names),
  }
}

async function exposuresOf(
  store: Store,
  selectors: readonly WatchedSelector[],
  now: Date,
): Promise<ReadonlyMap<number, readonly ExposureDetail[]>> {
  const all: ExposureDetail[] = []
  const refs = selectors.map(({ ref }) => ref)
  if (refs.length === 0) return new Map()
  for await (const block of exposureDetails(store, { now, filter: { refs } })) all.push(...block)
  return Map.groupBy(all, ({ row }) => row.selector.ref)
}

async function listsOf(
  store: Store,
  selector: Selector,
  populations: readonly Population[],
): Promise<readonly SubjectList[]> {
  const memberships = await store.lists.memberships(selector)
  return memberships.map(({ population, list, importedAt, expiresAt, retiredAt }) => {
    const rules = populations.find(({ name }) => name === population)
    return {
      population,
      ...(rules?.persons === undefined ? {} : { persons: rules.persons }),
      ...(rules === undefined ? {} : { legalBasis: rules.legalBasis, exposuresKeptDays: rules.retentionDays }),
      list,
      importedAt,
      expiresAt: isoOf(expiresAt),
      ...(retiredAt === undefined ? {} : { retiredAt: isoOf(retiredAt) }),
    }
  })
}

function cellsOf(cells: readonly SelectorCell[]): Pick<SubjectSelector, 'told' | 'answers'> {
  return {
    told: cells.flatMap(({ source, question, told }): SubjectDisclosure[] => {
      if (told === undefined) return []
      const { name, operator, country } = factsOf(source)
      return [{ source, name, operator, country, question, ...told }]
    }),
    answers: cells.map(answerOf),
  }
}

function answerOf({ source, question, answer, note, told }: SelectorCell): SubjectAnswer {
  const asked = { source, name: factsOf(source).name, question }
  if (answer === undefined && note === undefined) {
    // it was told something, and nothing came of it
    return { ...asked, answer: 'failed', reason: 'interrupted', asOf: told?.at ?? '' }
  }
  if (answer === undefined) return { ...asked, ...note!.state, asOf: note!.at }
  return {
    ...asked,
    answer: answer.kind,
    asOf: answer.at,
    ...(note === undefined ? {} : { since: { ...note.state, at: note.at } }),
  }
}

/** A source that was retired since is known by its id alone. */
function factsOf(source: string): { readonly name: string; readonly operator: string; readonly country: string } {
  return findSource(source) ?? { name: source, operator: 'unknown', country: 'unknown' }
}

function subjectExposure(detail: ExposureDetail): SubjectExposure {
  const { schema, ref, person, kind, selector, revealed, ...exposure } = exposureDocument(detail.line)
  const note = detail.row.qualification?.note
  return { ...exposure, toldBy: toldBy(detail), ...(note === undefined ? {} : { note }) }
}

/** Who did it is left out: it is about the person who asks, not about those who work here. */
async function operationsOn(store: Store, names: readonly string[]): Promise<readonly SubjectOperation[]> {
  const entries = await store.audit.list({ naming: [...new Set(names)] })
  return entries.toReversed().map(({ at, action, result }) => ({ at, action, result }))
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
