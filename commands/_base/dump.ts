/** What `dump scan` searches for, and where it goes on. */
import { createHash } from 'node:crypto'
import { lstat, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { DurablePosition } from '../../src/corpus/index.ts'
import { InputError, type ListedSelector } from '../../src/domain/index.ts'
import { readList } from '../../src/lists/index.ts'
import { selectorAt, type Table, TableBuilder } from '../../src/matcher/index.ts'
import type { Catalogue } from '../../src/messages/index.ts'
import { plainLine, writeAtomically } from '../../src/report/index.ts'
import type { Workspace } from '../../src/workspace.ts'
import { frugally } from './frugal.ts'

/** What is searched for, compiled: a million selectors are not held in another form; a hit's `ref` leads to the selector. */
export interface Targets {
  readonly table: Table
  of(ref: number): ListedSelector & { readonly name?: string }
}

/**
 * One that is missing among others is told as unread; where none is there, it is the path that is wrong.
 * @throws InputError
 */
export async function requireSomePath(paths: readonly string[], { dump }: Catalogue): Promise<void> {
  for (const one of paths) if (await isThere(one)) return
  throw new InputError(dump.noneThere(paths.map(plainLine).join(', ')), { mend: dump.noneThereMend })
}

async function isThere(file: string): Promise<boolean> {
  try {
    await lstat(file)
    return true
  } catch (error) {
    // what the system will not say may be there: the search itself tells that
    return !['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')
  }
}

/** All that the workspace watches. @throws InputError when that is nothing */
export async function watchedTargets({ store }: Workspace, { dump }: Catalogue): Promise<Targets> {
  const builder = new TableBuilder()
  const names: string[] = []
  let positions = new Uint32Array(1024) // by ref: the store counts them from 1 on
  for await (const block of frugally(store.lists.watched({}))) {
    for (const { ref, kind, canonical, name } of block) {
      // names of organisations are looked for in texts that are read, not in bytes
      if (kind === 'organisation') continue
      if (ref >= positions.length) {
        const longer = new Uint32Array(Math.max(ref + 1, positions.length * 2))
        longer.set(positions)
        positions = longer
      }
      positions[ref] = builder.size
      names.push(name)
      builder.add({ ref, kind, canonical })
    }
  }
  if (builder.size === 0) throw new InputError(dump.noSelectors, { mend: dump.noSelectorsMend })
  const table = builder.build()
  return {
    table,
    of(ref) {
      const position = positions[ref]!
      return { ...selectorAt(table, position), name: names[position]! }
    },
  }
}

/** Lists for this run only; who objected is left out. @throws InputError as `lists import` does */
export async function listedTargets(
  files: readonly string[],
  { store }: Workspace,
  { dump }: Catalogue,
): Promise<Targets> {
  const builder = new TableBuilder()
  const seen = new Set<string>()
  for (const file of files) {
    for await (const { taken } of frugally(readList({ file }))) {
      // the kind shows in the form: an @, a plus, neither
      const fresh = taken.filter(({ canonical }) => !seen.has(canonical) && seen.add(canonical))
      const objected = await store.lists.objected(fresh)
      for (const [index, { kind, canonical }] of fresh.entries()) {
        if (!objected.has(index)) builder.add({ kind, canonical, ref: builder.size })
      }
    }
  }
  if (builder.size === 0) throw new InputError(dump.noSelectors, { mend: dump.noSelectorsMend })
  const table = builder.build()
  return { table, of: (ref) => selectorAt(table, ref) }
}

/** How fast a search goes, and how long it has to; bytes that it was begun with (`--resume`) say nothing of that. */
export class Pace {
  readonly #startedAt = performance.now()
  #before: number | undefined

  constructor(isResumed: boolean) {
    this.#before = isResumed ? undefined : 0
  }

  /** Bytes a second, and seconds left. */
  at(bytes: number, totalBytes: number): { readonly rate: number; readonly left: number } {
    this.#before ??= bytes
    const rate = (bytes - this.#before) / Math.max(0.001, (performance.now() - this.#startedAt) / 1000)
    return { rate, left: rate === 0 ? 0 : Math.max(0, totalBytes - bytes) / rate }
  }
}

/** `45 s`, `3 min`: the same in both languages. */
export function shortDuration(seconds: number): string {
  return seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`
}

/** Where an interrupted search stands: one file for each set of paths, beside the database. Positions only, no content. */
export interface SavedSearch {
  load(): Promise<readonly DurablePosition[]>
  save(positions: readonly DurablePosition[]): Promise<void>
  forget(): Promise<void>
}

/** A position holds for the file that it was reached in, and not for one that was replaced since. */
interface SavedPosition {
  readonly position: DurablePosition
  readonly size: number
  readonly modifiedMs: number
}

export function savedSearch(workspace: Workspace, paths: readonly string[]): SavedSearch {
  const name = createHash('sha256').update(JSON.stringify(paths.toSorted())).digest('hex').slice(0, 16)
  const file = path.join(workspace.location.directory, 'dump-scans', `${name}.json`)
  return {
    async load() {
      const saved = await readSaved(file)
      const same = await Promise.all(saved.map((one) => isSameFile(one)))
      return saved.filter((_, index) => same[index]).map(({ position }) => position)
    },
    async save(positions) {
      const saved: SavedPosition[] = []
      for (const position of positions) {
        const found = await stat(position.file)
        saved.push({ position, size: found.size, modifiedMs: found.mtimeMs })
      }
      await writeAtomically(file, (writer) => writer.write(JSON.stringify(saved)))
    },
    forget: () => rm(file, { force: true }),
  }
}

async function readSaved(file: string): Promise<readonly SavedPosition[]> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as readonly SavedPosition[]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

async function isSameFile({ position, size, modifiedMs }: SavedPosition): Promise<boolean> {
  try {
    const found = await stat(position.file)
    return found.size === size && found.mtimeMs === modifiedMs
  } catch (error) {
    // gone meanwhile: the search itself will say so
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
