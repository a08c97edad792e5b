/** Progress on stderr, honest and quiet: stdout is for results. */
import type { Ora } from 'ora'

/** Ids and numbers that go with a line, for `--log-format json`. */
export type ProgressFields = Readonly<Record<string, string | number | boolean>>

export interface Progress {
  /** what is going on now; shown in place on a terminal, every ten seconds elsewhere */
  update(text: string, fields?: ProgressFields): void
  /** a line that stays */
  note(text: string, fields?: ProgressFields): void
  /** ends it; with a line that stays when there is a text */
  done(text?: string, fields?: ProgressFields): void
}

export interface ProgressOptions {
  readonly format: 'text' | 'json'
  /** say nothing: the one document of `--json` is all that is wanted */
  readonly quiet: boolean
}

const betweenLinesMs = 10_000

export async function startSpinner(text: string): Promise<Ora> {
  const { default: ora } = await import('ora')
  return ora({ text, stream: process.stderr, discardStdin: false }).start()
}

export function startProgress(text: string, { format, quiet }: ProgressOptions): Progress {
  if (format === 'json') return lines(text, (message, fields) => writeLine(jsonLine('info', message, fields)))
  if (quiet) return { update() {}, note() {}, done() {} }
  return process.stderr.isTTY ? spinner(text) : lines(text, writeLine)
}

/** One line for machines: level, instant, text and fields. */
export function jsonLine(level: 'info' | 'error', message: string, fields: ProgressFields = {}): string {
  return JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })
}

function writeLine(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** A line at the start, one for each note, and what is going on every ten seconds. */
export function lines(text: string, write: (text: string, fields?: ProgressFields) => void): Progress {
  let lastAt = performance.now()
  write(text)
  return {
    update(update, fields) {
      if (performance.now() - lastAt < betweenLinesMs) return
      lastAt = performance.now()
      write(update, fields)
    },
    note: write,
    done(last, fields) {
      if (last !== undefined) write(last, fields)
    },
  }
}

/** ora takes a while to load: what is said before it is there is shown when it is. */
function spinner(text: string): Progress {
  let current = text
  let ora: Ora | undefined
  let ended = false
  const kept: string[] = []
  void startSpinner(text).then((started) => {
    ora = started
    for (const line of kept) keep(line)
    if (ended) ora.stop()
    else ora.text = current
  })

  function keep(line: string): void {
    if (ora === undefined) kept.push(line)
    else ora.stopAndPersist({ symbol: '•', text: line })
    if (ora !== undefined && !ended) ora.start(current)
  }

  return {
    update(update) {
      current = update
      if (ora !== undefined) ora.text = update
    },
    note: keep,
    done(last) {
      ended = true
      if (last !== undefined) keep(last)
      ora?.stop()
    },
  }
}
