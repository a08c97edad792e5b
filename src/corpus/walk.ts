import { lstatSync, readdirSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import type { Unread, UnreadReason } from './contract.ts'

export interface FoundFile {
  readonly path: string
  readonly size: number
}

/**
 * Regular files under `paths`, directories in the order of their names. What is not one is told to `unread`: symbolic links are
 * not followed, FIFOs, sockets and devices are not opened.
 */
export function walkFiles(paths: readonly string[], unread: (entry: Unread) => void): FoundFile[] {
  const files: FoundFile[] = []
  const visit = (path: string): void => {
    let stats: Stats
    try {
      stats = lstatSync(path)
      if (stats.isDirectory()) {
        for (const name of readdirSync(path).sort()) visit(join(path, name))
        return
      }
    } catch (error) {
      unread(systemTrouble(path, error))
      return
    }
    if (stats.isFile()) files.push({ path, size: stats.size })
    else unread({ file: path, reason: stats.isSymbolicLink() ? 'symbolic-link' : 'special-file' })
  }
  for (const path of paths) visit(path)
  return files
}

/** What the system said, as an entry of the list of what was not read. */
export function systemTrouble(file: string, error: unknown, offset?: number): Unread {
  const code = (error as NodeJS.ErrnoException).code
  if (code === undefined) throw error
  const entry = { file, reason: reasons[code] ?? ('io' as const), detail: code }
  return offset === undefined ? entry : { ...entry, offset }
}

const reasons: Readonly<Record<string, UnreadReason>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  EACCES: 'permission',
  EPERM: 'permission',
  ELOOP: 'symbolic-link',
  ENXIO: 'special-file',
}
