/** Files that are whole or not there: written under a temporary name, made durable, renamed. A reader never sees half a file. */
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { ReportError } from '../domain/index.ts'
import { makeFolder } from '../store/index.ts'

/** Takes text, or bytes, in pieces of any size; waits while the disk is behind. */
export interface FileWriter {
  write(piece: string | Uint8Array): Promise<void>
  /** text that is UTF-8 already, each character a byte of it (`utf8Bytes`): of 300 MB, the encoding would be most of the time */
  writeBytes(bytes: string): Promise<void>
}

/** A text in UTF-8, each character one byte of it: what is put together from such pieces needs no encoding any more. */
export function utf8Bytes(text: string): string {
  return Buffer.from(text).toString('latin1')
}

export interface AtomicOptions {
  /** permissions; default 0600: what we write speaks of people */
  readonly mode?: number
  /** leaves the former file and no trace of the new one when it aborts */
  readonly signal?: AbortSignal | undefined
}

/** pieces are gathered up to this size: a system call for each row would be most of the time */
const bufferBytes = 1 << 18
/** a character of a string is at most so many bytes of UTF-8 */
const bytesOfOne = 3

/** A file that is being written under a temporary name. Ends with `commit` or `discard`; the latter does nothing after it. */
export interface AtomicFile extends FileWriter, AsyncDisposable {
  commit(): Promise<void>
  discard(): Promise<void>
}

/**
 * Replaces `file` by what `fill` writes. When anything fails, or the signal aborts, the former file stays as it was.
 * @throws ReportError for a folder that is missing, read-only or full; what `fill` throws passes unchanged
 */
export async function writeAtomically(
  file: string,
  fill: (writer: FileWriter) => Promise<void>,
  options: AtomicOptions = {},
): Promise<void> {
  await using target = await openAtomic(file, options)
  await fill(target)
  await target.commit()
}

/** For what is written piece by piece while something else goes on. @throws ReportError */
export async function openAtomic(file: string, options: AtomicOptions = {}): Promise<AtomicFile> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.part`)
  const handle = await onDisk(file, async () => {
    makeFolder(path.dirname(file))
    return open(temporary, 'wx', options.mode ?? 0o600)
  })
  const buffer = Buffer.allocUnsafe(bufferBytes)
  let used = 0
  let ended = false

  async function flush(): Promise<void> {
    options.signal?.throwIfAborted()
    const bytes = buffer.subarray(0, used)
    used = 0
    await onDisk(file, () => handle.writeFile(bytes))
  }

  async function discard(): Promise<void> {
    if (ended) return
    ended = true
    await handle.close()
    await rm(temporary, { force: true })
  }

  /** Puts it into the buffer, or behind what was there to the disk where it is too large for that. */
  async function put(piece: string | Uint8Array, encoding: 'utf8' | 'latin1'): Promise<void> {
    const most = typeof piece === 'string' && encoding === 'utf8' ? piece.length * bytesOfOne : piece.length
    if (most > buffer.length - used) await flush()
    if (most > buffer.length) await onDisk(file, () => handle.writeFile(piece, { encoding }))
    else if (typeof piece === 'string') used += buffer.write(piece, used, encoding)
    else {
      buffer.set(piece, used)
      used += piece.length
    }
  }

  return {
    write: (piece) => put(piece, 'utf8'),
    writeBytes: (bytes) => put(bytes, 'latin1'),
    async commit() {
      await flush()
      await onDisk(file, async () => {
        await handle.sync()
        await rename(temporary, file)
      })
      ended = true
      await handle.close()
    },
    discard,
    [Symbol.asyncDispose]: discard,
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
  ENOENT: ['no file or folder can be made there', 'choose another folder'],
  ENOTDIR: ['a part of its path is a file', 'choose another folder'],
  EISDIR: ['it is a folder', 'choose another name'],
  EEXIST: ['a part of its path is a file', 'choose another folder'],
}
