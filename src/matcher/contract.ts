import type { ListedKind } from '../domain/index.ts'

/** One watched selector. `ref` is the caller's own number for it, a whole number below 2^32, and all that a hit tells. */
export interface WatchedSelector {
  readonly ref: number
  readonly kind: ListedKind
  /** e-mail in lower case, phone in E.164 (`+33639980123`), domain as A-label with at least one dot */
  readonly canonical: string
}

/** One place in the bytes where a watched selector stands. */
export interface Hit {
  readonly ref: number
  readonly kind: ListedKind
  /** first byte of the selector's spelling; for a domain the domain itself, not the host or address around it */
  readonly offset: number
  /** bytes of the spelling */
  readonly length: number
  /** from 1; lines end with `\n` */
  readonly line: number
  /** names the pattern in which it was written, and is never text of the input */
  readonly spelling: Spelling
  /** true when the text names the selector only by a rule (a tag, a wrong country code, masked digits) and not exactly */
  readonly variant?: boolean
}

/**
 * How a selector was written. Index in this list is the number that crosses threads, so new names go at the end.
 *
 * E-mail: `plain`, `plus-tag`, `escaped` (`%40`, `\u0040`, `&#64;`), `defanged` (`[at]`, `[.]`).
 * Domain: `address` (`x@ville.fr`), `address-under` (`x@mail.ville.fr`), `host`, `host-under`.
 * Phone: see `phone.ts`.
 */
export const spellings = [
  'plain',
  'plus-tag',
  'escaped',
  'defanged',
  'address',
  'address-under',
  'host',
  'host-under',
  'national', // 0639980123
  'national-grouped', // 06 39 98 01 23
  'international', // +33639980123
  'international-grouped', // +33 6 39 98 01 23
  'international-trunk-zero', // +33 (0)6 39 98 01 23, +330639980123
  'international-00', // 0033639980123, 00 33 6 39 98 01 23
  'international-bare', // 33639980123
  'nine-digits', // 639980123: a spreadsheet took the zero
  'scientific', // 6.39980123E8
  'full-width', // ０６３９９８０１２３
  'masked', // 06****0123
] as const
type Spelling = (typeof spellings)[number]

/** Watched selectors, compiled. */
export interface Matcher {
  /** how many selectors it holds */
  readonly size: number
  /**
   * Every hit in `bytes`, ordered by offset. Reads UTF-8, Windows-1252 and (by byte order mark or by its pattern of NULs)
   * UTF-16; offsets and lengths always count bytes of `bytes` as given. What overlaps the end of `bytes` is judged as if
   * nothing followed.
   */
  match(bytes: Uint8Array): readonly Hit[]
}

/** Receives a hit while scanning; `selector` is the position in the table and `spelling` one in `spellings`. */
export type Emit = (selector: number, offset: number, length: number, spelling: number, variant: boolean) => void
