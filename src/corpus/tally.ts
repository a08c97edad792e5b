/** What a search has found and read so far, and the only place from which it is told. */
import { kindOfCode, spellings, type Table } from '../matcher/index.ts'
import type { CorpusHit, DurablePosition, SearchedFile, SearchOptions, SearchSummary, Unread } from './contract.ts'
import { hitNumbers, type PieceFound } from './scan-contract.ts'

export class Tally {
  readonly unread: Unread[] = []
  readonly files: SearchedFile[] = []
  interrupted = false
  #textBytes = 0
  #lines = 0
  #hits = 0
  #bytes = 0
  readonly #table: Table
  readonly #options: SearchOptions
  readonly #totalBytes: number
  readonly #started = performance.now()

  constructor(table: Table, options: SearchOptions, totalBytes: number) {
    this.#table = table
    this.#options = options
    this.#totalBytes = totalBytes
  }

  /** Bytes of a file that have been dealt with, whatever became of them. */
  read(bytes: number): void {
    this.#bytes += bytes
    this.#options.onProgress?.({ bytes: this.#bytes, totalBytes: this.#totalBytes, hits: this.#hits })
  }

  /** Tells the hits of one piece; `linesBefore` are newlines of the stream before it. */
  take(result: PieceFound, file: string, member: string | undefined, linesBefore: number): void {
    this.#textBytes += result.bytes
    this.#lines += result.lines
    const { hits, records } = result
    this.#hits += hits.length / hitNumbers
    const { onHit } = this.#options
    if (onHit === undefined) return
    const { refs, kinds } = this.#table
    for (let i = 0; i < hits.length; i += hitNumbers) {
      const selector = hits[i + 3]!
      const spelling = hits[i + 4]!
      const hit: { -readonly [Key in keyof CorpusHit]: CorpusHit[Key] } = {
        ref: refs[selector]!,
        kind: kindOfCode[kinds[selector]!]!,
        offset: hits[i]!,
        length: hits[i + 1]!,
        line: linesBefore + hits[i + 2]! + 1,
        spelling: spellings[spelling >> 1]!,
        file,
        record: records[hits[i + 5]!]!,
      }
      if ((spelling & 1) !== 0) hit.variant = true
      if (member !== undefined) hit.member = member
      onHit(hit)
    }
  }

  /** The last line of a stream ends without a newline. */
  openLine(): void {
    this.#lines++
  }

  durable(position: DurablePosition): void {
    this.#options.onDurable?.(position)
  }

  summary(): SearchSummary {
    return {
      bytes: this.#bytes,
      textBytes: this.#textBytes,
      lines: this.#lines,
      hits: this.#hits,
      seconds: (performance.now() - this.#started) / 1000,
      interrupted: this.interrupted,
      files: this.files,
      unread: this.unread,
    }
  }
}
