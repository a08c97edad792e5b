/** Watched selectors × bytes → hits. Nothing here reads a file, keeps text or tells anything of it but positions. */
import type { Hit, Matcher, WatchedSelector } from './contract.ts'
import { createKernel, loadKernel } from './kernel.ts'
import { matchAll } from './match.ts'
import { buildTable } from './table.ts'

export * from './contract.ts'
export { decodeText } from './decode-text.ts'
export {
  context,
  createKernel,
  type Kernel,
  type KernelParts,
  loadKernel,
  openKernel,
  type Room,
  slotText,
  windowBytes,
} from './kernel.ts'
export {
  createOrganisationMatcher,
  type OrganisationHit,
  type OrganisationMatcher,
  type OrganisationRule,
  type WatchedOrganisation,
} from './organisations.ts'
export {
  buildTable,
  kindOfCode,
  openTable,
  selectorAt,
  type Table,
  TableBuilder,
  type TableParts,
} from './table.ts'
export { type ByteEncoding, detectEncoding, narrow } from './wide.ts'

export interface MatcherOptions {
  /** leave the SIMD kernel aside: the same hits, several times slower */
  readonly plain?: boolean
}

/**
 * Compiles the selectors, in about a second for a million. `ref` need not be unique, and one canonical form may come with
 * several refs: each is told. Throws RangeError for a selector that could never be found (not canonical).
 */
export function createMatcher(selectors: Iterable<WatchedSelector>, options: MatcherOptions = {}): Matcher {
  const table = buildTable(selectors)
  const kernel = createKernel(table, options.plain === true ? undefined : loadKernel(), 1, 0)
  return { size: table.size, match: (bytes: Uint8Array): readonly Hit[] => matchAll(table, bytes, kernel) }
}
