/**
 * One question of one source during a run: its cells as they were loaded, kept up with what is committed, and which of them
 * this run has taken in hand already.
 */
import { type CoverageColumns, noteCode, type Store, type UnansweredState } from '../store/index.ts'
import { type DueRule, isDue, isFailed, isOurs } from './cell.ts'

const answerNumber = { absent: 1, present: 2 } as const

export class Channel {
  readonly number: number
  readonly question: string
  readonly columns: CoverageColumns
  /** by ref: the pass that took the cell in hand, 0 for none */
  #claimed: Uint8Array | undefined
  /** by ref: 1 where the latest word of this run is a failure of the source's */
  #failed: Uint8Array | undefined
  #pass = 1
  /** how many of those there are */
  unanswered = 0

  constructor(number: number, question: string, columns: CoverageColumns) {
    this.number = number
    this.question = question
    this.columns = columns
  }

  static async load(store: Store, source: string, question: string): Promise<Channel> {
    const number = await store.coverage.channel(source, question)
    return new Channel(number, question, await store.coverage.load(number))
  }

  /** The next pass asks once more about cells that failed in this one for a passing reason. */
  nextPass(): void {
    this.#pass++
  }

  isDue(ref: number, rule: DueRule): boolean {
    const claimed = this.#claimed?.[ref] ?? 0
    if (this.#pass === 1) return claimed === 0 && isDue(this.columns, ref, rule)
    return claimed === this.#pass - 1 && passing.has(this.columns.note[ref] ?? 0)
  }

  claim(ref: number): void {
    this.#claimed ??= new Uint8Array(this.columns.answer.length)
    this.#claimed[ref] = this.#pass
  }

  wasPresent(ref: number): boolean {
    return this.columns.answer[ref] === answerNumber.present
  }

  /** What was committed of these. */
  answered(refs: readonly number[], answer: keyof typeof answerNumber, at: number, version: number): void {
    const { columns } = this
    for (const ref of refs) {
      columns.answer[ref] = answerNumber[answer]
      columns.answeredAt[ref] = at
      columns.version[ref] = version
      columns.note[ref] = 0
      columns.notedAt[ref] = 0
      this.#mark(ref, false)
    }
  }

  noted(refs: readonly number[], state: UnansweredState, at: number): void {
    const code = noteCode(state)
    const isFailure = isFailed(code) && !isOurs(state.reason)
    for (const ref of refs) {
      this.columns.note[ref] = code
      this.columns.notedAt[ref] = at
      this.#mark(ref, isFailure)
    }
  }

  #mark(ref: number, isFailure: boolean): void {
    if (this.#failed === undefined && !isFailure) return
    this.#failed ??= new Uint8Array(this.columns.answer.length)
    this.unanswered += Number(isFailure) - (this.#failed[ref] ?? 0)
    this.#failed[ref] = Number(isFailure)
  }

  /** Whether a note would say anything that is not noted yet. */
  isNews(ref: number, state: UnansweredState): boolean {
    return this.columns.note[ref] !== noteCode(state)
  }
}

/** What may well be different a little later in the same run. */
const passing: ReadonlySet<number> = new Set(
  (['network', 'blocked'] as const).map((reason) => noteCode({ answer: 'failed', reason })),
)
