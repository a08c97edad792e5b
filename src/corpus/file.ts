/** One file: text is cut into ranges for all threads, everything else is a stream of its own. */
import type { FileHandle } from 'node:fs/promises'
import { context, detectEncoding } from '../matcher/index.ts'
import { ByteReader } from './byte-reader.ts'
import { detectPacking, headBytes, promisedPacking } from './detect.ts'
import { FileBytes, hashed, ReadError } from './file-bytes.ts'
import { Members } from './members.ts'
import { readColumns } from './record.ts'
import type { PieceFound } from './scan-contract.ts'
import type { Search } from './search.ts'
import { type StreamFacts as TextFacts, TextStream } from './text-stream.ts'
import { textOf } from './threads.ts'
import { systemTrouble } from './walk.ts'

interface OpenFile {
  readonly path: string
  readonly handle: FileHandle
  readonly bytes: FileBytes
  readonly size: number
  /** names its SHA-256 on the hashing thread */
  readonly key: number
}

let nextKey = 0

export async function searchFile(search: Search, path: string, handle: FileHandle, size: number): Promise<void> {
  const file: OpenFile = { path, handle, bytes: new FileBytes(handle, size), size, key: nextKey++ }
  const { tally } = search
  let whole = false
  try {
    const head = await file.bytes.read(0, headBytes)
    const packing = detectPacking(head)
    if (packing.kind === 'text') {
      const promised = promisedPacking(path, head)
      if (promised !== undefined) tally.unread.push({ file: path, reason: 'misnamed', detail: promised })
      whole = await searchText(search, file, head)
    } else if (packing.kind === 'zip') whole = await searchZip(search, file)
    else whole = await searchStream(search, file)
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    tally.unread.push(systemTrouble(path, error.cause, error.offset))
  }
  const sha256 = await digest(search, file, whole)
  tally.files.push(sha256 === undefined ? { path, bytes: size } : { path, bytes: size, sha256 })
  if (whole && !search.stopped()) await checkUnchanged(search, file)
}

/** A file that has grown holds what was not searched; one that has shrunk told so while it was read. */
async function checkUnchanged(search: Search, file: OpenFile): Promise<void> {
  const { size } = await file.handle.stat()
  if (size > file.size) search.tally.unread.push({ file: file.path, reason: 'changed', offset: file.size })
}

async function digest(search: Search, file: OpenFile, whole: boolean): Promise<string | undefined> {
  if (search.options.hash !== true) return undefined
  const { digest } = await search.threads.hash({ do: 'digest', key: file.key })
  return whole ? digest : undefined
}

// ── text ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Returns whether every byte was read. */
async function searchText(search: Search, file: OpenFile, head: Buffer): Promise<boolean> {
  const facts = { encoding: detectEncoding(head), columns: readColumns(head) }
  return search.options.hash === true
    ? await searchHashed(search, file, facts)
    : await searchRanges(search, file, facts)
}

/** Lines told so far of one stream, and how far it is safe. */
class Told {
  lines: number
  open = false
  offset: number
  readonly search: Search
  readonly path: string

  constructor(search: Search, path: string, offset: number, lines: number) {
    this.search = search
    this.path = path
    this.offset = offset
    this.lines = lines
  }

  take(result: PieceFound): void {
    const { tally } = this.search
    tally.take(result, this.path, undefined, this.lines)
    this.lines += result.lines
    this.offset += result.bytes
    if (result.bytes > 0) this.open = result.open
    tally.durable({ file: this.path, offset: this.offset, lines: this.lines, done: false })
  }

  end(): void {
    if (this.open) this.search.tally.openLine()
    this.search.tally.durable({ file: this.path, offset: this.offset, lines: this.lines, done: true })
  }
}

async function searchRanges(search: Search, file: OpenFile, facts: TextFacts): Promise<boolean> {
  const { threads, tally, limits } = search
  const start = startOf(search, file)
  const told = new Told(search, file.path, start.offset, start.lines)
  const piece = facts.encoding === 'bytes' ? limits.pieceBytes : limits.pieceBytes * 2
  const inFlight: Promise<PieceFound>[] = []
  let stoppedAt: number | undefined

  async function settle(): Promise<boolean> {
    const expected = Math.min(piece, file.size - told.offset)
    const result = await inFlight.shift()!
    told.take(result)
    tally.read(result.bytes)
    if (result.error !== undefined) tally.unread.push(systemTrouble(file.path, { code: result.error }, told.offset))
    else if (result.bytes < expected) tally.unread.push({ file: file.path, reason: 'changed', offset: told.offset })
    return result.bytes === expected
  }

  tally.read(start.offset)
  for (let from = start.offset; from < file.size; from += piece) {
    if (search.stopped()) {
      stoppedAt = from
      break
    }
    const task = {
      kind: 'range',
      fd: file.handle.fd,
      from,
      to: Math.min(from + piece, file.size),
      size: file.size,
      step: limits.pieceBytes,
      ...facts,
    } as const
    const scanned = threads.scan(task)
    scanned.catch(() => {}) // thrown where it is awaited
    inFlight.push(scanned)
    if (inFlight.length > threads.count * 2 && !(await settle())) return drop(inFlight)
  }
  while (inFlight.length > 0) if (!(await settle())) return drop(inFlight)
  if (stoppedAt !== undefined) {
    tally.interrupted = true
    tally.unread.push({ file: file.path, reason: 'interrupted', offset: stoppedAt })
    return false
  }
  told.end()
  return true
}

/** Pieces behind the place where reading failed are waited for and not told. */
async function drop(inFlight: readonly Promise<PieceFound>[]): Promise<false> {
  await Promise.all(inFlight)
  return false
}

function startOf(search: Search, file: OpenFile): { readonly offset: number; readonly lines: number } {
  const known = search.options.resumeFrom?.find((position) => position.file === file.path)
  return known !== undefined && known.offset <= file.size ? known : { offset: 0, lines: 0 }
}

/** The hashing thread reads, in order; the others search what it has read. */
async function searchHashed(search: Search, file: OpenFile, facts: TextFacts): Promise<boolean> {
  const { threads, tally, limits } = search
  const start = startOf(search, file)
  const told = new Told(search, file.path, start.offset, start.lines)
  const scale = facts.encoding === 'bytes' ? 1 : 2
  const piece = Math.min(limits.pieceBytes, 1024 * 1024)
  // what was searched before is hashed only, but for what the first hits need on their left
  let position = Math.max(0, start.offset - context * 2 * scale)
  const searched = start.offset - position
  if (!(await hashBefore(search, file, position))) return false
  tally.read(start.offset)
  const first = { unit: position / scale, searched: searched / scale }
  const onPiece = (result: PieceFound): void => {
    told.take(result)
    tally.read(result.bytes)
  }
  const stream = new TextStream(threads, facts, limits.pieceBytes, onPiece, first)
  const begun = position
  const fill = async () => {
    const slot = await threads.takeSlot()
    const length = Math.min(piece, file.size - position)
    const step = { do: 'fill', key: file.key, fd: file.handle.fd, position, length, address: textOf(slot) } as const
    position += length
    return { slot, length, answer: threads.hash(step) }
  }

  let next = position < file.size ? await fill() : undefined
  while (next !== undefined) {
    const { slot, length, answer } = next
    // one ahead: the hash goes on while this piece is handed out
    next = position < file.size && !search.stopped() ? await fill() : undefined
    const { read = 0, error } = await answer
    await takeIn(search, stream, facts, slot, read)
    if (read === length && error === undefined) continue
    if (next !== undefined) {
      await next.answer
      threads.freeSlot(next.slot)
    }
    await stream.end()
    const trouble = error === undefined ? undefined : systemTrouble(file.path, { code: error }, begun + stream.bytes)
    tally.unread.push(trouble ?? { file: file.path, reason: 'changed', offset: begun + stream.bytes })
    return false
  }
  await stream.end()
  if (position < file.size) {
    tally.interrupted = true
    tally.unread.push({ file: file.path, reason: 'interrupted', offset: position })
    return false
  }
  told.end()
  return true
}

async function hashBefore(search: Search, file: OpenFile, length: number): Promise<boolean> {
  if (length === 0) return true
  const step = { do: 'read', key: file.key, fd: file.handle.fd, position: 0, length } as const
  const { read = 0, error } = await search.threads.hash(step)
  if (error === undefined && read === length) return true
  const trouble = error === undefined ? undefined : systemTrouble(file.path, { code: error }, read)
  search.tally.unread.push(trouble ?? { file: file.path, reason: 'changed', offset: read })
  return false
}

async function takeIn(search: Search, stream: TextStream, facts: TextFacts, slot: number, read: number): Promise<void> {
  if (facts.encoding === 'bytes') {
    await stream.writeSlot(slot, read)
    return
  }
  // UTF-16 is narrowed on its way, so that it leaves this slot
  const raw = Buffer.from(search.threads.kernel.bytes.subarray(textOf(slot), textOf(slot) + read))
  search.threads.freeSlot(slot)
  await stream.write(raw)
}

// ── containers ───────────────────────────────────────────────────────────────────────────────────────────────────────────

async function searchStream(search: Search, file: OpenFile): Promise<boolean> {
  const { tally } = search
  let read = 0
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const block of file.bytes.blocks(0, file.size)) {
      if (search.stopped()) return
      read += block.length
      tally.read(block.length)
      yield block
    }
  }
  const blocks = search.options.hash === true ? hashed(counted(), search.threads, file.key) : counted()
  const members = new Members(search, file.path, file.size)
  const reader = new ByteReader(blocks)
  await members.readStream(reader, [], 0)
  // what a container leaves unread at its end belongs to the hash as well
  await reader.skip(Number.POSITIVE_INFINITY)
  return finish(search, file, read)
}

async function searchZip(search: Search, file: OpenFile): Promise<boolean> {
  const members = new Members(search, file.path, file.size)
  await members.readZip(file.bytes, [], 0)
  search.tally.read(file.size)
  if (search.options.hash !== true || search.stopped()) return finish(search, file, file.size)
  // the directory of a zip is at its end and its entries in any order: its hash takes a reading of its own
  const step = { do: 'read', key: file.key, fd: file.handle.fd, position: 0, length: file.size } as const
  const { read = 0, error } = await search.threads.hash(step)
  if (error !== undefined) search.tally.unread.push(systemTrouble(file.path, { code: error }, read))
  return finish(search, file, read)
}

function finish(search: Search, file: OpenFile, read: number): boolean {
  const { tally } = search
  if (search.stopped()) {
    tally.interrupted = true
    tally.unread.push({ file: file.path, reason: 'interrupted' })
    return false
  }
  tally.durable({ file: file.path, offset: read, lines: 0, done: true })
  if (read < file.size) tally.unread.push({ file: file.path, reason: 'changed', offset: read })
  return read === file.size
}
