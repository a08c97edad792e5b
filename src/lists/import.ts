/**
 * From the city's files into the store: one transaction for all files of a command, so that an import is there whole or not
 * at all. Every value ends as exactly one of taken, duplicate, objected or rejected, and the counts say so.
 */
import type { Population, Selector } from '../domain/index.ts'
import type { Import, ImportValue, Store } from '../store/index.ts'
import { importOutcomes } from '../store/index.ts'
import { expiryOf } from './expiry.ts'
import { openList } from './open.ts'
import type { ListBatch, ListInput, ListLayout, ListOptions, Reject, RejectReason, Taken } from './types.ts'
import { limitYoungGeneration } from './young-generation.ts'

export interface ImportRequest {
  readonly inputs: readonly ListInput[]
  readonly options: ListOptions
  readonly population: Population
  /** make the population equal to the files */
  readonly replace: boolean
  /** reads and judges everything, and leaves the store as it was */
  readonly dryRun: boolean
  /** `YYYY-MM-DD` or an instant; the population's own time when absent */
  readonly expiresAt?: string | undefined
  readonly now: Date
  /** login name and host, for the audit table */
  readonly who: string
  /** each reject as it is met, in clear */
  readonly onReject?: (file: string, reject: Reject) => void | Promise<void>
  /** each selector taken, once */
  readonly onSelector?: (file: string, selector: Selector) => void
  readonly onProgress?: (file: string, rows: number) => void
  readonly signal?: AbortSignal | undefined
}

/** `values === taken + duplicates + objected + rejected` */
export interface FileImport {
  readonly file: string
  readonly layout: ListLayout
  readonly rows: number
  readonly values: number
  /** distinct selectors of this file that no earlier file of the command held */
  readonly taken: number
  /** of those taken, how many the population did not hold before */
  readonly added: number
  readonly duplicates: number
  readonly objected: number
  readonly rejected: number
  readonly rejectsByReason: Readonly<Partial<Record<RejectReason, number>>>
}

export interface ListsImport {
  readonly files: readonly FileImport[]
  /** selectors that `replace` retired */
  readonly retired: number
}

/** values handed on at once: sorting a large batch by digest is what makes the store fast */
const batchValues = 50_000

/**
 * @throws ConfigError while the population has no legal basis (checked by the caller's `requireLegalBasis`)
 * @throws InputError for a file that cannot be read as a list; nothing is changed then
 */
export async function importLists(store: Store, request: ImportRequest): Promise<ListsImport> {
  const { population, now } = request
  const at = now.toISOString()
  const target = await store.lists.beginImport({
    population: population.name,
    list: request.inputs.map((input) => baseName(input.file)).join(', '),
    at,
    expiresAt: expiryOf(request),
    replace: request.replace,
  })
  const files: FileImport[] = []
  let retired = 0
  try {
    for (const input of request.inputs) files.push(await importFile(input, target, request))
    if (request.dryRun) await target.rollback()
    else retired = (await target.commit()).retired
  } catch (error) {
    await target.rollback()
    throw error
  }
  await store.audit.append({
    at,
    who: request.who,
    action: request.dryRun ? 'lists.dry-run' : 'lists.import',
    result: 'ok',
    details: {
      population: population.name,
      files: files.map((file) => baseName(file.file)),
      taken: sum(files, 'taken'),
      added: sum(files, 'added'),
      duplicates: sum(files, 'duplicates'),
      objected: sum(files, 'objected'),
      rejected: sum(files, 'rejected'),
      retired,
    },
  })
  return { files, retired }
}

async function importFile(input: ListInput, target: Import, request: ImportRequest): Promise<FileImport> {
  const list = await openList(input, request.options)
  const counts = { rows: 0, values: 0, added: 0, known: 0, duplicates: 0, objected: 0, rejected: 0 }
  const rejectsByReason: Partial<Record<RejectReason, number>> = {}
  let waiting: Taken[] = []

  async function hand(): Promise<void> {
    const outcomes = await target.add(waiting satisfies readonly ImportValue[])
    for (let i = 0; i < outcomes.length; i++) {
      const outcome = importOutcomes[outcomes[i]!]!
      if (outcome === 'new') counts.added++
      else if (outcome === 'known') counts.known++
      else if (outcome === 'duplicate') counts.duplicates++
      else counts.objected++
      if (outcome === 'new' || outcome === 'known') request.onSelector?.(input.file, waiting[i]!)
    }
    waiting = []
  }

  async function take(batch: ListBatch): Promise<void> {
    counts.rows += batch.rows
    counts.values += batch.values
    counts.rejected += batch.rejects.length
    for (const reject of batch.rejects) {
      rejectsByReason[reject.reason] = (rejectsByReason[reject.reason] ?? 0) + 1
      await request.onReject?.(input.file, reject)
    }
    for (const taken of batch.taken) waiting.push(taken)
    if (waiting.length >= batchValues) await hand()
  }

  let isLimited = false
  try {
    for await (const batch of list.batches) {
      request.signal?.throwIfAborted()
      if (!isLimited) isLimited = limitYoungGeneration()
      await take(batch)
      request.onProgress?.(input.file, counts.rows)
    }
    if (waiting.length > 0) await hand()
  } finally {
    await list.close()
  }
  const taken = counts.added + counts.known
  const { rows, values, added, duplicates, objected, rejected } = counts
  if (values !== taken + duplicates + objected + rejected) {
    throw new Error(
      `${values} values, but ${taken} taken, ${duplicates} duplicates, ${objected} objected, ${rejected} rejected`,
    )
  }
  return {
    file: input.file,
    layout: list.layout,
    rows,
    values,
    taken,
    added,
    duplicates,
    objected,
    rejected,
    rejectsByReason,
  }
}

function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
}

function sum(files: readonly FileImport[], count: 'taken' | 'added' | 'duplicates' | 'objected' | 'rejected'): number {
  return files.reduce((total, file) => total + file[count], 0)
}
