/** What an import did not take, line by line, so that the office can correct its list. */
import { openAtomic } from './atomic.ts'
import { csvText } from './csv.ts'

const columns = ['file', 'line', 'sheet', 'column', 'reason', 'explanation', 'what_to_do', 'value'] as const

export interface RejectLine {
  readonly file: string
  readonly line: number
  readonly sheet?: string
  readonly column?: string
  /** stable code, `not-an-email` */
  readonly reason: string
  /** masked, or in clear where that was asked for */
  readonly value: string
}

/** The words for each reason code, in the language of the person who reads the file. */
export interface RejectWords {
  readonly reasons: Readonly<Record<string, string>>
  readonly mends: Readonly<Record<string, string>>
}

export interface RejectWriter extends AsyncDisposable {
  write(reject: RejectLine): Promise<void>
  /** the file appears now, whole */
  commit(): Promise<void>
}

/** @throws ReportError when it cannot be written */
export async function openRejects(file: string, words: RejectWords): Promise<RejectWriter> {
  const target = await openAtomic(file)
  await target.write(csvText([columns]))
  return {
    write: (reject) =>
      target.write(
        csvText([
          [
            reject.file,
            reject.line,
            reject.sheet,
            reject.column,
            reject.reason,
            words.reasons[reject.reason],
            words.mends[reject.reason],
            reject.value,
          ],
        ]),
      ),
    commit: () => target.commit(),
    [Symbol.asyncDispose]: () => target.discard(),
  }
}
