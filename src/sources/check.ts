/**
 * Checking a source: a few calls, the cheapest that will do, and what their answers say of it, topic by topic. A check is there
 * to report failures, so it is the one place of this room that catches; anything but a `SourceError` is our bug and goes on.
 */
import {
  AuthError,
  BlockedError,
  ContractError,
  failedReasons,
  QuotaError,
  SourceError,
  UnreachableError,
} from '../domain/index.ts'
import type { SourceNet } from '../net/index.ts'
import {
  type CheckLine,
  type CheckTopic,
  checkTopics,
  type ListPage,
  type SourceFacts,
  type SourceSettings,
  type WatchItem,
  type WatchSource,
} from './contract.ts'
import type { Rows } from './parse.ts'

/** What an answer told, besides that the source was reached: empty for a topic of which its being there says all. */
export type Told = Readonly<Partial<Record<CheckTopic, string>>>

type Call = () => Promise<Told>

export interface Checkup {
  readonly source: Pick<SourceFacts, 'key' | 'paidPerAnswer'>
  /** go without the key, and first. All are made one after the other until one fails; a broken contract stops none */
  readonly free?: readonly Call[]
  readonly keyed?: readonly Call[]
  /**
   * what no call tells. Said already: a source that takes no key needs none, and one whose answers cost nothing counts no credits
   */
  readonly untold?: Readonly<Partial<Record<CheckTopic, 'not-published' | 'not-needed'>>>
  readonly place?: string
  /** topics that get a line each; others only where they failed. Default: all */
  readonly topics?: readonly CheckTopic[]
}

export async function checkUp({
  source,
  free = [],
  keyed = [],
  untold = {},
  place,
  topics = checkTopics,
}: Checkup): Promise<CheckLine[]> {
  const told = new Map<CheckTopic, readonly string[]>()
  const failed = new Map<CheckTopic, SourceError>()
  const note = (answer: Told) => {
    for (const topic of checkTopics) {
      const detail = answer[topic]
      if (detail !== undefined) told.set(topic, [...(told.get(topic) ?? []), detail].filter(Boolean))
    }
  }
  for (const call of [...free, ...keyed]) {
    try {
      note({ reach: '', ...(await call()) })
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      const topic = topicOf(error, keyed.includes(call))
      if (topic !== 'reach') note({ reach: '' })
      if (!failed.has(topic)) failed.set(topic, error)
      if (topic !== 'contract') break
    }
  }
  const without: NonNullable<Checkup['untold']> = {
    ...(source.key === undefined ? { key: 'not-needed' } : {}),
    ...(source.paidPerAnswer ? {} : { credits: 'not-needed' }),
    ...untold,
  }
  return checkTopics
    .filter((what) => topics.includes(what) || failed.has(what))
    .map((what): CheckLine => {
      const error = failed.get(what)
      const details = told.get(what)
      const here = place === undefined ? { what } : { what, place }
      if (error !== undefined) return { ...here, state: 'failed', ...failure(error, what) }
      if (details !== undefined) return { ...here, state: 'ok', detail: details.join(', ') }
      return { ...here, state: without[what] ?? 'not-learnt', detail: '' }
    })
}

/** The lines of a source that was not called, for want of what `error` names. */
export async function uncheckable(source: Checkup['source'], error: SourceError): Promise<readonly CheckLine[]> {
  const failed = topicOf(error, true)
  const lines = await checkUp({ source })
  return lines.map((line) => (line.what === failed ? { ...line, state: 'failed', ...failure(error, failed) } : line))
}

/** What a failure speaks of: where no key went, there was nothing to refuse but us. */
function topicOf(error: SourceError, isKeyed: boolean): CheckTopic {
  if (error instanceof AuthError) return isKeyed ? 'key' : 'reach'
  if (error instanceof QuotaError) return 'plan'
  return error instanceof UnreachableError || error instanceof BlockedError ? 'reach' : 'contract'
}

function failure(error: SourceError, what: CheckTopic): Pick<CheckLine, 'detail' | 'reason' | 'mend'> {
  const reason = failedReasons.find((known) => known === error.code)
  return {
    detail: error.message,
    ...(reason === undefined ? {} : { reason }),
    // the door knows of no refusal but one of the key
    ...(error.mend === undefined || (what === 'reach' && reason === 'auth') ? {} : { mend: error.mend }),
  }
}

/** The rows of an answer that is known to be good: a single bad one says that the contract has moved. @throws ContractError */
export function expectGood<T>(id: string, { rows, badRows }: Rows<T>): readonly T[] {
  if (badRows > 0) throw new ContractError(id, `${id}: rows that are not as promised: ${badRows}`)
  return rows
}

/** What is said of a contract where any question costs a credit: none is put. */
export const accountOnly = 'of the account only: a search costs a credit'

/** `3 breaches`, `1 breach` */
export function counted(count: number, one: string, other: string): string {
  return `${count} ${count === 1 ? one : other}`
}

/**
 * The lines of a watched source: each of its places reached, its list as promised, and its newest item where the list does not
 * hold it.
 */
export async function checkWatch(
  source: WatchSource,
  net: SourceNet,
  settings: SourceSettings,
): Promise<readonly CheckLine[]> {
  const isKeyed = source.key !== undefined && settings.hasKey === true
  const topics: readonly CheckTopic[] = source.key === undefined ? ['reach', 'contract'] : ['reach', 'key', 'contract']
  const places = source.places?.(settings)
  // one that is on and watches nothing
  if (places?.length === 0) {
    return [{ what: 'contract', state: 'not-learnt', detail: `sources.${source.id}.options names no place to watch` }]
  }
  const lines: CheckLine[] = []
  for (const place of places ?? [undefined]) {
    const reading = place === undefined ? undefined : { place: place.key }
    let newest: WatchItem | undefined
    const readList = async () => {
      const page = await source.list(net, settings, reading)
      newest = page.items[0]
      return { contract: shown(page), ...(isKeyed ? { key: '' } : {}) }
    }
    const readNewest = async (): Promise<Told> => {
      if (newest === undefined || newest.body !== undefined) return {}
      const read = await source.read(newest, net, settings)
      return { contract: read === undefined ? 'newest item: gone' : `newest item: ${read.body.byteLength} bytes` }
    }
    const found = await checkUp({
      source,
      [isKeyed ? 'keyed' : 'free']: [readList, readNewest],
      untold: isKeyed ? {} : { key: 'not-needed' },
      topics,
      ...(place === undefined ? {} : { place: place.name }),
    })
    lines.push(...found)
  }
  return places === undefined ? lines : joined(lines)
}

/** What is of the source and not of one of its places is said once, unless it failed. */
function joined(lines: readonly CheckLine[]): readonly CheckLine[] {
  const ofSource = (what: CheckTopic): readonly CheckLine[] => {
    const own = lines.filter((line) => line.what === what)
    const failed = own.filter(({ state }) => state === 'failed')
    const said = own.find(({ state }) => state === 'ok') ?? own[0]
    if (failed.length > 0 || said === undefined) return failed
    const { place: _, ...line } = said
    return [line]
  }
  return checkTopics.flatMap((what) =>
    what === 'contract' ? lines.filter((line) => line.what === what) : ofSource(what),
  )
}

/** of a key, so much as tells it from others */
const shownKey = 16

function shown({ items, badRows }: ListPage): string {
  const first = items.slice(0, 3).map(({ key }) => (key.length > shownKey ? `${key.slice(0, shownKey)}…` : key))
  return [
    `${items.length} items listed`,
    ...(badRows > 0 ? [`${badRows} rows unreadable`] : []),
    ...(first.length > 0 ? [`first: ${first.join(' · ')}`] : []),
  ].join(', ')
}
