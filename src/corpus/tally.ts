/** What a search has found and read so far, and the only place from which it is told. */
import { type Table, toHit } from '../matcher/index.ts'
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
    for (let i = 0; i < hits.length; i += hitNumbers) {
      this.#hits++
      if (this.#options.onHit === undefined) continue
      const spelling = hits[i + 4]!
      const found = {
        selector: hits[i + 3]!,
        offset: 0,
        length: 0,
        spelling: spelling >> 1,
        variant: (spelling & 1) !== 0,
      }
      const hit = toHit(this.#table, found, hits[i]!, hits[i + 1]!, linesBefore + hits[i + 2]! + 1)
      const told: CorpusHit = { ...hit, file, record: records[hits[i + 5]!]! }
      this.#options.onHit(member === undefined ? told : { ...told, member })
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
