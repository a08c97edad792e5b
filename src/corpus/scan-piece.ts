/** Searches one piece of text after another: reads ranges of files itself, or looks at text that others put into memory. */
import { readSync } from 'node:fs'
import {
  context,
  type Found,
  inOrder,
  type Kernel,
  narrow,
  openKernel,
  openTable,
  type Room,
  windowBytes,
} from '../matcher/index.ts'
import type { RecordFacts } from './contract.ts'
import { amidText, describeRecord, plainUntil, reach } from './record.ts'
import {
  hitNumbers,
  type PieceFound,
  type RangeTask,
  type ScanTask,
  type ScanThreadData,
  type SlotTask,
} from './scan-contract.ts'

/** Bytes beyond a hit's own surroundings that are looked through with them. */
const plainAhead = 8192

/** What a task is done with: everything of one thread that outlives it. */
interface Place {
  readonly kernel: Kernel
  readonly room: Room
  readonly memory: Buffer
  /** UTF-16 is read here, and narrowed into the window */
  wide: Buffer | undefined
}

/** A function that does tasks in the calling thread, in the room that it is given. */
export function createScanner(data: ScanThreadData): (task: ScanTask) => PieceFound {
  const kernel = openKernel(data.kernel, openTable(data.table))
  const memory = Buffer.from(kernel.parts.memory.buffer)
  const place: Place = { kernel, room: kernel.parts.rooms[data.room]!, memory, wide: undefined }
  return (task) => {
    const piece = new Piece(place, task)
    return task.kind === 'range' ? scanRange(place, task, piece) : scanSlot(task, piece)
  }
}

/** What one task has found so far. */
class Piece {
  lines = 0
  readonly place: Place
  readonly task: ScanTask
  readonly numbers: number[] = []
  readonly records: RecordFacts[] = []
  readonly known = new Map<string, number>()
  /** where the last hit stood in memory, and its record */
  lastFrom = 0
  lastTo = 0
  lastRecord = 0
  /** text in memory of which `plainUntil` knows that it is plain */
  plainFrom = 0
  plainTo = 0

  constructor(place: Place, task: ScanTask) {
    this.place = place
    this.task = task
  }

  /** Searches `[begin, end)`; the unit of the stream at `from` is `unit`. */
  scan(from: number, to: number, begin: number, end: number, unit: number): void {
    const { kernel, room } = this.place
    const found: Found[] = []
    kernel.scan(room, begin, end, from, to, (selector, offset, length, spelling, variant) => {
      found.push({ selector, offset, length, spelling, variant })
    })
    const scale = this.task.encoding === 'bytes' ? 1 : 2
    let counted = begin
    this.lastTo = 0
    this.plainTo = 0
    for (const hit of inOrder(found)) {
      this.lines += kernel.countLines(counted, hit.offset)
      counted = Math.max(counted, hit.offset)
      this.numbers.push(
        (hit.offset - from + unit) * scale,
        hit.length * scale,
        this.lines,
        hit.selector,
        hit.spelling * 2 + (hit.variant ? 1 : 0),
        this.record(hit, from, to),
      )
    }
    this.lines += kernel.countLines(counted, end)
  }

  /** Records of one dump are alike: each distinct one is told once. */
  record(hit: Found, from: number, to: number): number {
    const end = hit.offset + hit.length
    // the domain of an address that was told just before
    if (hit.offset >= this.lastFrom && end <= this.lastTo) return this.lastRecord
    const facts = this.describe(hit.offset, end, from, to)
    const key = `${facts.shape}\n${facts.skeleton}\n${facts.password}\n${facts.classes.join()}`
    let index = this.known.get(key)
    if (index === undefined) {
      index = this.records.push(facts) - 1
      this.known.set(key, index)
    }
    this.lastFrom = hit.offset
    this.lastTo = end
    this.lastRecord = index
    return index
  }

  /** A text without lines is looked through once for many hits, and not around each. */
  describe(start: number, end: number, from: number, to: number): RecordFacts {
    const { memory } = this.place
    const first = start - reach
    const last = end + reach
    if (first < this.plainFrom || last > this.plainTo) {
      this.plainFrom = this.plainTo = 0
      const isCut = first >= from && last <= to && !endsSoon(memory, end)
      const until = isCut ? plainUntil(memory, first, Math.min(to, last + plainAhead)) : 0
      if (until < last) return describeRecord(memory, start, end, from, to, this.task.columns)
      this.plainFrom = first
      this.plainTo = until
    }
    return amidText(memory.toString('latin1', start, end))
  }

  told(bytes: number, last: number, error?: string): PieceFound {
    const hits = Float64Array.from(this.numbers)
    if (hits.length % hitNumbers !== 0) throw new Error('a hit has lost a number')
    const result = {
      lines: this.lines,
      bytes,
      open: bytes > 0 && this.place.memory[last - 1] !== 0x0a,
      hits,
      records: this.records,
    }
    return error === undefined ? result : { ...result, error }
  }
}

/** Most lines end near: those need no looking through. */
function endsSoon(b: Uint8Array, end: number): boolean {
  for (let i = end; i < end + 100; i++) if (b[i] === 0x0a) return true
  return false
}

function scanSlot(task: SlotTask, piece: Piece): PieceFound {
  piece.scan(task.from, task.to, task.begin, task.end, task.unit)
  const scale = task.encoding === 'bytes' ? 1 : 2
  return piece.told((task.end - task.begin) * scale, task.end)
}

function scanRange(place: Place, task: RangeTask, piece: Piece): PieceFound {
  const scale = task.encoding === 'bytes' ? 1 : 2
  const step = Math.min(task.step, windowBytes) * scale
  let last = 0
  for (let at = task.from; at < task.to; at += step) {
    const begin = Math.max(0, at - context * scale)
    const end = Math.min(task.size, Math.min(at + step, task.to) + context * scale)
    const until = Math.min(at + step, task.to)
    let read: number
    try {
      read = readText(place, task, begin, end)
    } catch (error) {
      return piece.told(at - task.from, last, (error as NodeJS.ErrnoException).code ?? 'EIO')
    }
    const from = place.room.window
    const to = from + Math.floor(read / scale)
    const first = from + (at - begin) / scale
    last = Math.min(to, from + Math.floor((until - begin) / scale))
    if (first < last) piece.scan(from, to, first, last, begin / scale)
    if (begin + read < until) return piece.told(Math.max(0, begin + read - task.from), last)
  }
  return piece.told(task.to - task.from, last)
}

/** Reads `[begin, end)` of the file into the window and returns how many bytes there were. */
function readText(place: Place, task: RangeTask, begin: number, end: number): number {
  const { memory, room } = place
  if (task.encoding === 'bytes') return readFully(task.fd, memory, room.window, end - begin, begin)
  place.wide ??= Buffer.alloc((windowBytes + 2 * context) * 2)
  const read = readFully(task.fd, place.wide, 0, end - begin, begin)
  narrow(place.wide.subarray(0, read), task.encoding, memory.subarray(room.window))
  return read
}

function readFully(fd: number, into: Buffer, at: number, length: number, position: number): number {
  let read = 0
  while (read < length) {
    const n = readSync(fd, into, at + read, length - read, position + read)
    if (n === 0) break
    read += n
  }
  return read
}
