import type { Hit } from '../matcher/index.ts'

/** How the record around a hit is written. */
export type RecordShape =
  | 'combo' // address:password
  | 'ulp' // url:login:password, as stealers write it
  | 'sql' // a row of an INSERT or COPY
  | 'csv'
  | 'json'
  | 'text'

/** What stands beside a hit, told without a word of it. */
export interface RecordFacts {
  readonly shape: RecordShape
  /** in the vocabulary of HIBP, in the order of first sight, e.g. `Email addresses`, `Passwords` */
  readonly classes: readonly string[]
  /** `clear` or `hash(bcrypt)`; absent when no password was recognised */
  readonly password?: string
  /** types of the fields in their order, at most 200 characters: `<email>:<password>`, `(<number>,<email>,<hash>)` */
  readonly skeleton: string
}

export interface CorpusHit extends Hit {
  /** the path as it was given or walked to */
  readonly file: string
  /** names inside containers, outermost first, joined with ` > `; absent for a plain file */
  readonly member?: string
  readonly record: RecordFacts
}

/** Why something was not read. Codes are a public promise. */
export type UnreadReason =
  | 'not-found'
  | 'permission'
  | 'symbolic-link'
  | 'special-file' // FIFO, socket, device
  | 'container' // a packing that we do not read, named in `detail`
  | 'encrypted'
  | 'misnamed' // by its name a packing, named in `detail`, and by its bytes neither that nor text: searched as it is
  | 'damaged' // truncated or broken from `offset` on; what came before was read
  | 'too-deep' // archives in archives beyond the limit
  | 'expands-too-much' // beyond what the limits allow one file to unpack to
  | 'changed' // grew or shrank while it was read
  | 'interrupted'
  | 'io' // the disk failed, or the system refused for a reason of its own

export interface Unread {
  readonly file: string
  readonly member?: string
  readonly reason: UnreadReason
  /** first byte that was not read, in the member if there is one (after unpacking) and else in the file; absent: all of it */
  readonly offset?: number
  /** a word more, without content: `7z`, `EACCES`, `deflate64` */
  readonly detail?: string
}

export interface SearchedFile {
  readonly path: string
  readonly bytes: number
  /** of all bytes of the file as they were read; absent without `hash`, and when not all could be read */
  readonly sha256?: string
}

export interface SearchSummary {
  /** bytes of files read from disk */
  readonly bytes: number
  /** bytes of text searched, after unpacking */
  readonly textBytes: number
  readonly lines: number
  readonly hits: number
  readonly seconds: number
  readonly interrupted: boolean
  readonly files: readonly SearchedFile[]
  readonly unread: readonly Unread[]
}

export interface SearchProgress {
  /** bytes of files dealt with so far, and in all */
  readonly bytes: number
  readonly totalBytes: number
  readonly hits: number
}

/** How far a plain file has been searched: everything before `offset` is told. */
export interface DurablePosition {
  readonly file: string
  readonly offset: number
  /** newlines before `offset` */
  readonly lines: number
  /** the file is done, whatever it was */
  readonly done: boolean
}

export interface SearchOptions {
  /** stops after the pieces under way; what was found is told and the rest is unread */
  readonly signal?: AbortSignal
  /** hits of one file come in the order of its bytes; files side by side may interleave */
  readonly onHit?: (hit: CorpusHit) => void
  readonly onProgress?: (progress: SearchProgress) => void
  /** called when all hits before a position have been told; keep the last one for each file to resume */
  readonly onDurable?: (position: DurablePosition) => void
  /** SHA-256 of each file, on a thread of its own */
  readonly hash?: boolean
  /** the last durable position of each file of an interrupted search; what is done is left out */
  readonly resumeFrom?: readonly DurablePosition[]
  /** threads that search; default: one for each processor, at most 8, and none but the calling one for a few megabytes */
  readonly threads?: number
  /** leave the SIMD kernel aside */
  readonly plain?: boolean
  readonly limits?: Partial<SearchLimits>
}

export interface SearchLimits {
  /** archives inside archives */
  readonly depth: number
  /** what one file may unpack to: so many bytes, and so many times its own size more */
  readonly expandedBytes: number
  readonly expandedTimes: number
  /** bytes that one thread takes at once; streams are cut into a mebibyte at most */
  readonly pieceBytes: number
}

export const defaultLimits: SearchLimits = {
  depth: 5,
  expandedBytes: 2 * 1024 * 1024 * 1024,
  expandedTimes: 250,
  pieceBytes: 4 * 1024 * 1024,
}
