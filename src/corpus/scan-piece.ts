/** Searches one piece of text after another: reads ranges of files itself, or looks at text that others put into memory. */
import { readSync } from 'node:fs'
import { context, type Kernel, narrow, openKernel, openTable, type Room, windowBytes } from '../matcher/index.ts'
import type { RecordFacts } from './contract.ts'
import { amidText, plainUntil, RecordReader, reach } from './record.ts'
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
  readonly finds: Finds
  /** numbers of the hits of a piece, see `PieceResult` */
  told: Float64Array<ArrayBuffer>
  /** UTF-16 is read here, and narrowed into the window */
  wide: Buffer | undefined
}

/** A function that does tasks in the calling thread, in the room that it is given. */
export function createScanner(data: ScanThreadData): (task: ScanTask) => PieceFound {
  const kernel = openKernel(data.kernel, openTable(data.table))
  const memory = Buffer.from(kernel.parts.memory.buffer)
  const place: Place = {
    kernel,
    room: kernel.parts.rooms[data.room]!,
    memory,
    finds: new Finds(),
    told: new Float64Array(hitNumbers * 256),
    wide: undefined,
  }
  return (task) => {
    const piece = new Piece(place, task)
    return task.kind === 'range' ? scanRange(place, task, piece) : scanSlot(task, piece)
  }
}

/** Hits of one scan in the order in which they were found: five numbers each. */
class Finds {
  count = 0
  #numbers = new Uint32Array(5 * 256)
  #sorted = true

  readonly add = (selector: number, offset: number, length: number, spelling: number, variant: boolean): void => {
    const at = this.count++ * 5
    if (at === this.#numbers.length) this.#numbers = grown(this.#numbers)
    const n = this.#numbers
    n[at] = offset
    n[at + 1] = length
    n[at + 2] = selector
    n[at + 3] = spelling
    n[at + 4] = variant ? 1 : 0
    this.#sorted &&= at === 0 || this.#compare(at - 5, at) < 0
  }

  /** By offset, and each once: one place can be found from two anchors. `tell` gets the index of `numbers` at which a hit begins. */
  inOrder(tell: (numbers: Uint32Array, at: number) => void): void {
    const n = this.#numbers
    if (this.#sorted) for (let at = 0; at < this.count * 5; at += 5) tell(n, at)
    else {
      const places = Array.from({ length: this.count }, (_, i) => i * 5).sort((a, b) => this.#compare(a, b))
      places.forEach((at, i) => {
        if (i === 0 || this.#compare(places[i - 1]!, at) !== 0) tell(n, at)
      })
    }
    this.count = 0
    this.#sorted = true
  }

  #compare(a: number, b: number): number {
    const n = this.#numbers
    return n[a]! - n[b]! || n[a + 1]! - n[b + 1]! || n[a + 2]! - n[b + 2]!
  }
}

function grown<T extends Uint32Array | Float64Array>(old: T): T {
  const next = (old instanceof Float64Array ? new Float64Array(old.length * 2) : new Uint32Array(old.length * 2)) as T
  next.set(old)
  return next
}

/** What one task has found so far. */
class Piece {
  lines = 0
  readonly place: Place
  readonly task: ScanTask
  hits = 0
  readonly records: RecordFacts[] = []
  readonly known = new Map<string, number>()
  /** where the last hit stood in memory, and its record */
  lastFrom = 0
  lastTo = 0
  lastRecord = 0
  lastFacts: RecordFacts | undefined
  /** text in memory of which `plainUntil` knows that it is plain */
  plainFrom = 0
  plainTo = 0
  /** records of hits amid such text, by the hit */
  readonly amid = new Map<string, RecordFacts>()

  constructor(place: Place, task: ScanTask) {
    this.place = place
    this.task = task
  }

  /** Searches `[begin, end)`; the unit of the stream at `from` is `unit`. */
  scan(from: number, to: number, begin: number, end: number, unit: number): void {
    const { place, task } = this
    const { kernel, room, finds, memory } = place
    kernel.scan(room, begin, end, from, to, finds.add)
    const scale = task.encoding === 'bytes' ? 1 : 2
    const reader = new RecordReader(memory, from, to, task.columns)
    let counted = begin
    this.lastTo = 0
    this.plainTo = 0
    finds.inOrder((found, i) => {
      const offset = found[i]!
      const length = found[i + 1]!
      if (offset > counted) {
        this.lines += newlines(kernel, memory, counted, offset)
        counted = offset
      }
      const at = this.hits++ * hitNumbers
      if (at === place.told.length) place.told = grown(place.told)
      const { told } = place
      told[at] = (offset - from + unit) * scale
      told[at + 1] = length * scale
      told[at + 2] = this.lines
      told[at + 3] = found[i + 2]!
      told[at + 4] = found[i + 3]! * 2 + found[i + 4]!
      told[at + 5] = this.record(reader, offset, offset + length, from, to)
    })
    this.lines += kernel.countLines(counted, end)
  }

  /** Records of one dump are alike: each distinct one is told once. */
  record(reader: RecordReader, start: number, end: number, from: number, to: number): number {
    // the domain of an address that was told just before
    if (start >= this.lastFrom && end <= this.lastTo) return this.lastRecord
    const facts = this.describe(reader, start, end, from, to)
    if (this.lastFacts === undefined || !isSame(facts, this.lastFacts)) {
      const key = `${facts.shape}\n${facts.skeleton}\n${facts.password}\n${facts.classes.join()}`
      let index = this.known.get(key)
      if (index === undefined) {
        index = this.records.push(facts) - 1
        this.known.set(key, index)
      }
      this.lastRecord = index
      this.lastFacts = facts
    }
    this.lastFrom = start
    this.lastTo = end
    return this.lastRecord
  }

  /** A text without lines is looked through once for many hits, and not around each. */
  describe(reader: RecordReader, start: number, end: number, from: number, to: number): RecordFacts {
    const { memory } = this.place
    const first = start - reach
    const last = end + reach
    if (first < this.plainFrom || last > this.plainTo) {
      this.plainFrom = this.plainTo = 0
      const isCut = first >= from && last <= to && !endsSoon(memory, end)
      const until = isCut ? plainUntil(memory, first, Math.min(to, last + plainAhead)) : 0
      if (until < last) return reader.describe(start, end)
      this.plainFrom = first
      this.plainTo = until
    }
    const hit = memory.toString('latin1', start, end)
    let facts = this.amid.get(hit)
    if (facts === undefined) {
      facts = amidText(hit)
      if (this.amid.size < mostAmid) this.amid.set(hit, facts)
    }
    return facts
  }

  told(bytes: number, last: number, error?: string): PieceFound {
    const result = {
      lines: this.lines,
      bytes,
      open: bytes > 0 && this.place.memory[last - 1] !== 0x0a,
      hits: this.place.told.slice(0, this.hits * hitNumbers),
      records: this.records,
    }
    return error === undefined ? result : { ...result, error }
  }
}

const mostAmid = 1000

function isSame(a: RecordFacts, b: RecordFacts): boolean {
  if (a === b) return true
  return (
    a.skeleton === b.skeleton &&
    a.shape === b.shape &&
    a.password === b.password &&
    a.classes.length === b.classes.length &&
    a.classes.every((word, i) => word === b.classes[i])
  )
}

/** A call of the kernel takes longer than looking at a few bytes. */
function newlines(kernel: Kernel, b: Uint8Array, from: number, to: number): number {
  if (to - from > 100) return kernel.countLines(from, to)
  let lines = 0
  for (let i = from; i < to; i++) if (b[i] === 0x0a) lines++
  return lines
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
