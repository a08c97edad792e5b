/**
 * Local leak files, searched where they lie: nothing is copied, indexed or unpacked to disk, and nothing of their text leaves
 * but positions, types and names of classes.
 */
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { buildTable, type Table, type WatchedSelector } from '../matcher/index.ts'
import { defaultLimits, type SearchLimits, type SearchOptions, type SearchSummary } from './contract.ts'
import { searchFile } from './file.ts'
import { Tally } from './tally.ts'
import { startThreads, type Threads, withoutThreads } from './threads.ts'
import { type FoundFile, systemTrouble, walkFiles } from './walk.ts'

/** What the parts of one search share. */
export interface Search {
  readonly threads: Threads
  readonly tally: Tally
  readonly options: SearchOptions
  readonly limits: SearchLimits
  stopped(): boolean
}

/**
 * Searches files and directories. `selectors` are watched selectors, or a table built of them before. Trouble with a file
 * never stops the search: it is told in `unread`, the others are searched. Rejects only for selectors that could never be found
 * (RangeError), a fault of our own, or what a callback throws.
 */
export async function searchPaths(
  paths: readonly string[],
  selectors: Iterable<WatchedSelector> | Table,
  options: SearchOptions = {},
): Promise<SearchSummary> {
  const table = 'parts' in selectors ? selectors : buildTable(selectors)
  const limits = { ...defaultLimits, ...options.limits }
  const trouble: SearchSummary['unread'][number][] = []
  const done = new Set(options.resumeFrom?.filter((position) => position.done).map((position) => position.file))
  const files = walkFiles(paths, (entry) => trouble.push(entry)).filter(({ path }) => !done.has(path))
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  const tally = new Tally(table, options, bytes)
  tally.unread.push(...trouble)
  if (files.length === 0) return tally.summary()

  const threads = chooseThreads(table, options, bytes)
  const search = { threads, tally, options, limits, stopped: () => options.signal?.aborted === true }
  try {
    const waiting = files.values()
    // files side by side: one that only one thread can unpack leaves the others free
    await Promise.all(Array.from({ length: threads.count }, () => searchAll(search, waiting)))
  } finally {
    await threads.close()
  }
  return tally.summary()
}

/** Below so many bytes of files, threads are not worth their start. */
const little = 4 * 1024 * 1024

function chooseThreads(table: Table, options: SearchOptions, bytes: number): Threads {
  const plain = options.plain === true
  if (options.threads === undefined && bytes < little) return withoutThreads(table, plain)
  return startThreads(table, options.threads ?? Math.min(availableParallelism(), 8), plain)
}

async function searchAll(search: Search, files: Iterator<FoundFile>): Promise<void> {
  for (let next = files.next(); next.done !== true; next = files.next()) {
    const file = next.value
    if (search.stopped()) {
      search.tally.interrupted = true
      search.tally.unread.push({ file: file.path, reason: 'interrupted' })
    } else await openAndSearch(search, file)
  }
}

async function openAndSearch(search: Search, file: FoundFile): Promise<void> {
  let handle: FileHandle
  try {
    // without waiting: it may have become a FIFO since it was seen
    handle = await open(file.path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    search.tally.unread.push(systemTrouble(file.path, error))
    return
  }
  try {
    const stats = await handle.stat()
    if (!stats.isFile()) search.tally.unread.push({ file: file.path, reason: 'special-file' })
    else await searchFile(search, file.path, handle, stats.size)
  } finally {
    await handle.close()
  }
}
