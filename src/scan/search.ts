/**
 * Leak files that the city lawfully holds, searched where they lie. Hits become sightings of an incident named after the file,
 * beside those of every other source. Nothing of the files is kept: positions, classes of data and a skeleton of the record.
 *
 * What was found before a durable position is committed before that position is handed on, so that a search that goes on from
 * it misses nothing.
 */
import path from 'node:path'
import type { CorpusHit, DurablePosition, SearchProgress, SearchSummary } from '../corpus/index.ts'
import { searchPaths } from '../corpus/index.ts'
import type { SourceEvent } from '../domain/index.ts'
import type { Table } from '../matcher/index.ts'
import type { AnswerRecord, CommitSummary, Store } from '../store/index.ts'

export const dumpSource = 'files'
const question = 'records'

export interface DumpSearch {
  readonly paths: readonly string[]
  /** watched selectors of the workspace, by their refs in the store; or others that are for this run only */
  readonly selectors: Table
  /** the hits are about selectors of the store: they become exposures */
  readonly record?: DumpRecord
  readonly hash: boolean
  readonly now: () => Date
  readonly signal?: AbortSignal
  readonly onHit?: (hit: CorpusHit) => void
  readonly onProgress?: (progress: SearchProgress) => void
  readonly resumeFrom?: readonly DurablePosition[]
  /** after what was found before these positions is committed */
  readonly onSaved?: (positions: readonly DurablePosition[]) => Promise<void>
}

export interface DumpRecord {
  readonly store: Store
  readonly scan: number
  /** one incident for all files; each file has its own when absent */
  readonly incident?: { readonly title: string; readonly id?: number }
  /** `YYYY-MM-DD` of the incident, where it is known */
  readonly occurredOn?: string
}

export interface DumpReport extends SearchSummary {
  /** distinct selectors that were found */
  readonly selectors: number
  readonly exposures: CommitSummary
}

const saveEveryMs = 2_000
/** sightings of one commit */
const groupSize = 2_000

/** Searches; never rejects for trouble with a file, which is told in `unread`. @throws StoreError when it cannot be recorded */
export async function searchDumps(search: DumpSearch): Promise<DumpReport> {
  const found = new Set<number>()
  const positions = new Map<string, DurablePosition>()
  const recorder = search.record === undefined ? undefined : new DumpRecorder(search.record, search.now)
  let saving: Promise<void> = Promise.resolve()
  let failure: unknown

  async function save(): Promise<void> {
    // taken together: every hit before these positions is in the recorder by now
    const reached = [...positions.values()]
    await recorder?.commit()
    await search.onSaved?.(reached)
  }

  const stop = new AbortController()
  const signal = search.signal === undefined ? stop.signal : AbortSignal.any([search.signal, stop.signal])
  const timer = setInterval(() => {
    saving = saving.then(save).catch((error: unknown) => {
      failure ??= error
      stop.abort()
    })
  }, saveEveryMs)
  try {
    const summary = await searchPaths(search.paths, search.selectors, {
      hash: search.hash,
      signal,
      onHit(hit) {
        found.add(hit.ref)
        recorder?.add(hit)
        search.onHit?.(hit)
      },
      onDurable: (position) => positions.set(position.file, position),
      ...(search.onProgress === undefined ? {} : { onProgress: search.onProgress }),
      ...(search.resumeFrom === undefined ? {} : { resumeFrom: search.resumeFrom }),
    })
    await saving
    if (failure !== undefined) throw failure
    await save()
    const none = { newExposures: 0, backExposures: 0, withdrawnExposures: 0 }
    return { ...summary, selectors: found.size, exposures: recorder?.exposures ?? none }
  } finally {
    clearInterval(timer)
    await saving
  }
}

interface Waiting {
  readonly classes: Set<string>
  readonly details: Set<string>
}

class DumpRecorder {
  readonly #record: DumpRecord
  readonly #now: () => Date
  /** by file, then by ref */
  #waiting = new Map<string, Map<number, Waiting>>()
  readonly #events = new Map<string, number>()
  #exposures = { newExposures: 0, backExposures: 0, withdrawnExposures: 0 }

  constructor(record: DumpRecord, now: () => Date) {
    this.#record = record
    this.#now = now
  }

  get exposures(): CommitSummary {
    return this.#exposures
  }

  add({ file, ref, record }: CorpusHit): void {
    const ofFile = this.#waiting.get(file) ?? new Map<number, Waiting>()
    this.#waiting.set(file, ofFile)
    const waiting = ofFile.get(ref) ?? { classes: new Set(), details: new Set() }
    ofFile.set(ref, waiting)
    for (const word of record.classes) waiting.classes.add(word)
    if (record.password !== undefined) waiting.details.add(`password: ${record.password}`)
  }

  async commit(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = new Map()
    const { store, scan } = this.#record
    const channel = await store.coverage.channel(dumpSource, question)
    for (const [file, ofFile] of waiting) {
      const event = await this.#eventOf(file)
      const all = [...ofFile]
      for (let from = 0; from < all.length; from += groupSize) {
        const at = Math.floor(this.#now().getTime() / 1000)
        const group = all.slice(from, from + groupSize)
        const record: AnswerRecord = {
          channel,
          at,
          version: 0,
          askedAt: at,
          present: group.map(([ref]) => ref),
          sightings: group.map(([ref, { classes, details }]) => ({
            ref,
            event,
            dataClasses: [...classes],
            ...(details.size === 0 ? {} : { details: [...details] }),
          })),
          requests: 0,
          credits: 0,
        }
        this.#count(await store.exposures.commit(scan, [record]))
      }
    }
  }

  #count(summary: CommitSummary): void {
    this.#exposures = {
      newExposures: this.#exposures.newExposures + summary.newExposures,
      backExposures: this.#exposures.backExposures + summary.backExposures,
      withdrawnExposures: this.#exposures.withdrawnExposures + summary.withdrawnExposures,
    }
  }

  async #eventOf(file: string): Promise<number> {
    const { store, incident, occurredOn } = this.#record
    const title = incident?.title ?? path.basename(file)
    const known = this.#events.get(title)
    if (known !== undefined) return known
    const event: SourceEvent = {
      key: title,
      title,
      nature: 'dump',
      dataClasses: [],
      ...(occurredOn === undefined ? {} : { occurredOn }),
    }
    const join =
      incident?.id === undefined ? {} : { join: { incident: incident.id, evidence: 'named by the operator' } }
    const [row] = await store.events.save(dumpSource, [{ event, ...join }], this.#now().toISOString())
    if (row === undefined) throw new Error('an event that was saved has no row')
    this.#events.set(title, row.id)
    return row.id
  }
}
