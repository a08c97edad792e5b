/** The same lines as on stderr, kept in a file: for runs that nobody watches. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { InputError, VigieError } from '../../src/domain/index.ts'
import type { Catalogue } from '../../src/messages/index.ts'
import { jsonLine, lines, type Progress, type ProgressFields } from './progress.ts'

export interface LogFile {
  write(level: 'info' | 'error', text: string, fields?: ProgressFields): void
  /** what ended the command, without what only a bug knows: its words may quote what was being worked on */
  writeError(error: unknown, messages: Catalogue): void
  close(): void
}

/**
 * Lines are appended, each with its instant: text as on stderr, or JSON. Only its owner can read a file that is made here.
 * @throws InputError when it cannot be written
 */
export function openLogFile(file: string, format: 'text' | 'json', { scan }: Catalogue): LogFile {
  let descriptor: number
  try {
    descriptor = openSync(file, 'a', 0o600)
  } catch (error) {
    throw new InputError(scan.logUnwritable(file), { mend: scan.logUnwritableMend, cause: error })
  }
  function write(level: 'info' | 'error', text: string, fields: ProgressFields = {}): void {
    const at = new Date().toISOString()
    const line = format === 'json' ? jsonLine(level, text, fields) : text.replace(/^/gm, `${at} `)
    writeSync(descriptor, `${line}\n`)
  }
  return {
    write,
    writeError(error, { errors }) {
      if (error instanceof VigieError) write('error', error.message, { code: error.code })
      else write('error', errors.bug(error instanceof Error ? error.name : typeof error), { code: 'bug' })
    },
    close: () => closeSync(descriptor),
  }
}

/** Tells both. */
export function alsoInto(progress: Progress, log: LogFile | undefined, text: string): Progress {
  if (log === undefined) return progress
  const kept = lines(text, (line, fields) => log.write('info', line, fields))
  return {
    update(line, fields) {
      progress.update(line, fields)
      kept.update(line, fields)
    },
    note(line, fields) {
      progress.note(line, fields)
      kept.note(line, fields)
    },
    done(line, fields) {
      progress.done(line, fields)
      kept.done(line, fields)
    },
  }
}
