import type { ExposureGlance, WatchedSelector } from '../store/index.ts'
import type { JudgedExposure, Reading } from './judged-exposures.ts'

/** Whole rows, ready to be written, in the form of `utf8Bytes`. */
export interface TextBlock {
  readonly rows: number
  readonly bytes: string
}

/** A row is: before, the exposure's name, after, what is said of it, its own end. Each in the form of `utf8Bytes`. */
export interface RowParts {
  /** made once for the rows of one selector */
  ofSelector(selector: WatchedSelector): readonly [before: string, after: string]
  /** made once for all whose exposure was told of in the same way */
  ofReading(reading: Reading): string
  ofExposure(glance: ExposureGlance): string
}

/** longer texts are moved about in memory more often than they need to */
const blockLength = 32_768

/** A row for each exposure. Of a million rows most of the text is that of the row before, or of many others. */
export async function* textBlocks(
  pages: AsyncIterable<readonly JudgedExposure[]>,
  parts: RowParts,
): AsyncGenerator<TextBlock> {
  const said = new WeakMap<Reading, string>()
  for await (const exposures of pages) {
    let bytes = ''
    let rows = 0
    let selector: WatchedSelector | undefined
    let before = ''
    let after = ''
    for (const { glance, reading } of exposures) {
      if (glance.selector !== selector) {
        selector = glance.selector
        ;[before, after] = parts.ofSelector(selector)
      }
      let told = said.get(reading)
      if (told === undefined) {
        told = parts.ofReading(reading)
        said.set(reading, told)
      }
      bytes += `${before}${glance.name}${after}${told}${parts.ofExposure(glance)}`
      rows++
      if (bytes.length < blockLength) continue
      yield { rows, bytes }
      bytes = ''
      rows = 0
    }
    if (rows > 0) yield { rows, bytes }
  }
}
