/** Files that are whole or not there: written under a temporary name, made durable, renamed. A reader never sees half a file. */
import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { ReportError } from '../domain/index.ts'

/** Takes text in pieces of any size; waits while the disk is behind. */
export interface FileWriter {
  write(text: string): Promise<void>
}

export interface AtomicOptions {
  /** permissions; default 0600: what we write speaks of people */
  readonly mode?: number
  /** leaves the former file and no trace of the new one when it aborts */
  readonly signal?: AbortSignal | undefined
}

/** pieces are gathered up to this size: a system call for each row would be most of the time */
const bufferChars = 1 << 18

/**
 * Replaces `file` by what `fill` writes. When anything fails, or the signal aborts, the former file stays as it was.
 * @throws ReportError for a folder that is missing, read-only or full; what `fill` throws passes unchanged
 */
export async function writeAtomically(
  file: string,
  fill: (writer: FileWriter) => Promise<void>,
  options: AtomicOptions = {},
): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.part`)
  const handle = await onDisk(file, async () => {
    await mkdir(path.dirname(file), { recursive: true })
    return open(temporary, 'wx', options.mode ?? 0o600)
  })
  try {
    await fillWhole(handle, file, fill, options.signal)
    await onDisk(file, () => rename(temporary, file))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

async function fillWhole(
  handle: FileHandle,
  file: string,
  fill: (writer: FileWriter) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  let waiting = ''
  async function flush(): Promise<void> {
    signal?.throwIfAborted()
    const text = waiting
    waiting = ''
    await onDisk(file, () => handle.writeFile(text))
  }
  try {
    await fill({
      async write(text) {
        waiting += text
        if (waiting.length >= bufferChars) await flush()
      },
    })
    await flush()
    await onDisk(file, () => handle.sync())
  } finally {
    await handle.close()
  }
}

async function onDisk<T>(file: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    const why = reasons[code]
    throw new ReportError(`${file} cannot be written: ${why?.[0] ?? code}`, {
      mend: why?.[1] ?? 'check the folder',
      cause: error,
    })
  }
}

const reasons: Readonly<Record<string, readonly [string, string]>> = {
  EACCES: ['no permission', 'choose a folder that you may write to'],
  EPERM: ['no permission', 'choose a folder that you may write to'],
  EROFS: ['the folder is read-only', 'choose a folder that you may write to'],
  ENOSPC: ['no space is left', 'free some space; the former file is unchanged'],
  EDQUOT: ['the quota is used', 'free some space; the former file is unchanged'],
  ENOTDIR: ['a part of its path is a file', 'choose another folder'],
  EISDIR: ['it is a folder', 'choose another name'],
  EEXIST: ['a part of its path is a file', 'choose another folder'],
}
