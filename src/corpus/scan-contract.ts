import type { ByteEncoding, KernelParts, TableParts } from '../matcher/index.ts'
import type { RecordFacts } from './contract.ts'
import type { Columns } from './record.ts'

/** What a scanning thread is started with. */
export interface ScanThreadData {
  readonly table: TableParts
  readonly kernel: KernelParts
  /** which of the kernel's rooms is its own */
  readonly room: number
}

interface PieceFacts {
  readonly encoding: ByteEncoding
  readonly columns: Columns | undefined
}

/** A range of an open file, which the thread reads itself. Even bounds for UTF-16. */
export interface RangeTask extends PieceFacts {
  readonly kind: 'range'
  readonly fd: number
  readonly from: number
  readonly to: number
  /** size of the file: context is read up to there */
  readonly size: number
  /** bytes looked at in one go */
  readonly step: number
}

/** Text that lies in the shared memory already, one byte a unit. Addresses. */
export interface SlotTask extends PieceFacts {
  readonly kind: 'slot'
  readonly from: number
  readonly to: number
  readonly begin: number
  readonly end: number
  /** unit of the stream that lies at `from` */
  readonly unit: number
}

export type ScanTask = RangeTask | SlotTask

/** Numbers that a hit takes in `PieceResult.hits`. */
export const hitNumbers = 6

export interface PieceResult {
  /** of the task, among those that one thread was sent */
  readonly id: number
  /** newlines in the piece */
  readonly lines: number
  /** bytes of the file that were there; fewer than asked for when it has shrunk */
  readonly bytes: number
  /** the last byte is no newline */
  readonly open: boolean
  /** offset, length (bytes of the stream), newlines of the piece before it, selector, spelling × 2 + variant, record */
  readonly hits: Float64Array
  readonly records: readonly RecordFacts[]
  /** code of the system's error that stopped the reading */
  readonly error?: string
}

/** What a piece gave, wherever it was searched. */
export type PieceFound = Omit<PieceResult, 'id'>
