/** What containers hold, and what is in the containers that they hold. */
import { crc32 } from 'node:zlib'
import { detectEncoding } from '../matcher/index.ts'
import { ByteReader } from './byte-reader.ts'
import type { Unread } from './contract.ts'
import { detectPacking, headBytes, promisedPacking } from './detect.ts'
import { type FileBytes, heldBytes } from './file-bytes.ts'
import { localFrames } from './frames.ts'
import { readColumns } from './record.ts'
import type { Search } from './search.ts'
import { readTar } from './tar.ts'
import { TextStream } from './text-stream.ts'
import { type Budget, type Compression, DamagedError, ExpandsTooMuchError, unpack } from './unpack.ts'
import { maxWorkbookBytes, readWorkbook } from './workbook.ts'
import { dataOffset, packingOf, readZipDirectory, type ZipEntry } from './zip.ts'

/** A zip inside another container is read in any order, so it is held in memory. */
const maxHeldZip = 256 * 1024 * 1024

type Zip = FileBytes | ReturnType<typeof heldBytes>

export class Members {
  readonly #search: Search
  readonly #file: string
  readonly #budget: Budget
  #isUnpacking = false

  constructor(search: Search, file: string, size: number) {
    this.#search = search
    this.#file = file
    const { expandedBytes, expandedTimes } = search.limits
    this.#budget = { left: expandedBytes + expandedTimes * size }
  }

  /** Reads a stream, whatever it is. `path` are the names of the members it lies in, `depth` the containers around it. */
  async readStream(reader: ByteReader, path: readonly string[], depth: number): Promise<void> {
    const head = await reader.peek(headBytes)
    if (head.length === 0) return
    const packing = detectPacking(head)
    if (packing.kind === 'text') {
      const promised = promisedPacking(path.at(-1) ?? '', head)
      if (promised !== undefined) this.#unread(path, { reason: 'misnamed', detail: promised })
      await this.#readText(reader, head, path)
    } else if (packing.kind === 'unread') this.#unread(path, { reason: 'container', detail: packing.name })
    else if (depth >= this.#search.limits.depth) this.#unread(path, { reason: 'too-deep', detail: packing.kind })
    else if (packing.kind === 'tar') await this.#readTar(reader, path, depth)
    else if (packing.kind === 'zip') await this.#readHeldZip(reader, path, depth)
    else await this.#readPacked(reader, packing.kind, path, depth)
  }

  async readZip(zip: Zip, path: readonly string[], depth: number): Promise<void> {
    const { entries, damagedAt } = await readZipDirectory(zip)
    if (entries.some(({ name }) => name === 'xl/workbook.xml')) await this.#readWorkbook(zip, entries, path)
    else {
      for (const entry of entries) {
        if (this.#search.stopped() || this.#budget.left < 0) break
        if (!entry.name.endsWith('/')) await this.#readEntry(zip, entry, [...path, entry.name], depth)
      }
    }
    if (damagedAt !== undefined)
      this.#unread(path, { reason: 'damaged', offset: damagedAt, detail: 'zip without directory' })
  }

  async #readText(reader: ByteReader, head: Buffer, path: readonly string[]): Promise<void> {
    const { threads, tally, limits } = this.#search
    let lines = 0
    let open = false
    const facts = { encoding: detectEncoding(head), columns: readColumns(head) }
    const stream = new TextStream(threads, facts, limits.pieceBytes, (result) => {
      tally.take(result, this.#file, nameOf(path), lines)
      lines += result.lines
      if (result.bytes > 0) open = result.open
    })
    try {
      await this.#guard(
        path,
        () => stream.bytes,
        async () => {
          for await (const block of reader.take()) {
            if (this.#search.stopped()) break
            await stream.write(block)
          }
        },
      )
    } finally {
      await stream.end()
    }
    if (open) tally.openLine()
  }

  /** Runs what reads a stream and tells where it broke; an error of another sort goes on. */
  async #guard(path: readonly string[], offset: () => number, read: () => Promise<void>): Promise<void> {
    try {
      await read()
    } catch (error) {
      if (error instanceof DamagedError)
        this.#unread(path, { reason: 'damaged', offset: offset(), detail: error.detail })
      else if (error instanceof ExpandsTooMuchError)
        this.#unread(path, { reason: 'expands-too-much', offset: offset() })
      else throw error
    }
  }

  async #readPacked(reader: ByteReader, kind: Compression, path: readonly string[], depth: number): Promise<void> {
    const inner = new ByteReader(this.#unpack(reader.take(), kind))
    const name = unpackedName(path.at(-1) ?? this.#file)
    const within = [...path.slice(0, -1), ...(path.length === 0 ? [] : [path.at(-1)!]), name]
    try {
      await this.#guard(
        within,
        () => inner.offset,
        () => this.readStream(inner, within, depth + 1),
      )
    } finally {
      await inner.close()
    }
  }

  /** What is packed in something else that is packed is unpacked here: slots of memory would run out. */
  async *#unpack(source: AsyncIterable<Buffer>, kind: Compression): AsyncGenerator<Buffer> {
    const isOuter = !this.#isUnpacking
    this.#isUnpacking = true
    try {
      yield* unpack(source, kind, this.#budget, (isOuter ? this.#search.threads.frames : undefined) ?? localFrames())
    } finally {
      if (isOuter) this.#isUnpacking = false
    }
  }

  async #readTar(reader: ByteReader, path: readonly string[], depth: number): Promise<void> {
    await this.#guard(
      path,
      () => reader.offset,
      () =>
        readTar(reader, async ({ name, size, type }) => {
          const within = [...path, name]
          if (type === 'file') {
            const entry = new ByteReader(reader.take(size))
            await this.readStream(entry, within, depth + 1)
            // what follows is damaged as well, and is told for the archive: this says how much of the member was there
            if ((await left(entry)) && entry.offset < size && !this.#search.stopped()) {
              this.#unread(within, { reason: 'damaged', offset: entry.offset, detail: 'cut short' })
            }
          } else if (type === 'symbolic-link') this.#unread(within, { reason: 'symbolic-link' })
          else if (type === 'special') this.#unread(within, { reason: 'special-file' })
          else if (type === 'sparse') this.#unread(within, { reason: 'container', detail: 'sparse member of a tar' })
        }),
    )
  }

  async #readHeldZip(reader: ByteReader, path: readonly string[], depth: number): Promise<void> {
    const bytes = await reader.read(maxHeldZip + 1)
    if (bytes.length > maxHeldZip)
      this.#unread(path, { reason: 'expands-too-much', detail: 'zip inside another container' })
    else await this.readZip(heldBytes(bytes), path, depth)
  }

  async #readEntry(zip: Zip, entry: ZipEntry, path: readonly string[], depth: number): Promise<void> {
    const packing = packingOf(entry.method)
    if (entry.encrypted) this.#unread(path, { reason: 'encrypted' })
    else if (typeof packing === 'object') this.#unread(path, { reason: 'container', detail: packing.unread })
    else {
      const start = await dataOffset(zip, entry)
      if (start === undefined) {
        this.#unread(path, { reason: 'damaged', offset: 0, detail: 'no entry where the directory says' })
        return
      }
      const packed = zip.blocks(start, start + entry.packedBytes)
      const unpacked = packing === 'stored' ? counted(packed, this.#budget) : this.#unpack(packed, packing)
      const inner = new ByteReader(entry.crc === -1 ? unpacked : checked(unpacked, entry.crc))
      try {
        await this.#guard(
          path,
          () => inner.offset,
          async () => {
            await this.readStream(inner, path, depth + 1)
            await inner.skip(Number.POSITIVE_INFINITY)
          },
        )
      } finally {
        await inner.close()
      }
    }
  }

  async #readWorkbook(zip: Zip, entries: readonly ZipEntry[], path: readonly string[]): Promise<void> {
    const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0)
    if (bytes > maxWorkbookBytes || zip.size > maxWorkbookBytes) {
      this.#unread(path, { reason: 'expands-too-much', detail: 'workbook' })
      return
    }
    let sheets: Awaited<ReturnType<typeof readWorkbook>>
    try {
      sheets = await readWorkbook(await zip.read(0, zip.size))
    } catch {
      this.#unread(path, { reason: 'damaged', offset: 0, detail: 'workbook' })
      return
    }
    for (const { name, text } of sheets) {
      this.#budget.left -= text.length
      const reader = new ByteReader(heldBytes(text).blocks(0, text.length))
      await this.#readText(reader, await reader.peek(headBytes), [...path, name])
    }
  }

  #unread(path: readonly string[], why: Omit<Unread, 'file' | 'member'>): void {
    const member = nameOf(path)
    const entry = { file: this.#file, ...why }
    this.#search.tally.unread.push(member === undefined ? entry : { ...entry, member })
  }
}

function nameOf(path: readonly string[]): string | undefined {
  return path.length === 0 ? undefined : path.join(' > ')
}

/** `dump.sql.gz` holds `dump.sql`. */
function unpackedName(name: string): string {
  const base = name.slice(name.lastIndexOf('/') + 1)
  return base.replace(/\.(?:gz|gzip|zst|zstd)$/i, '').replace(/\.t(?:gz|zst)$/i, '.tar')
}

async function left(reader: ByteReader): Promise<boolean> {
  await reader.skip(Number.POSITIVE_INFINITY)
  return true
}

async function* counted(blocks: AsyncIterable<Buffer>, budget: Budget): AsyncGenerator<Buffer> {
  for await (const block of blocks) {
    budget.left -= block.length
    if (budget.left < 0) throw new ExpandsTooMuchError()
    yield block
  }
}

/** Passes blocks on, and throws at their end when the sum is not as the directory says. */
async function* checked(blocks: AsyncIterable<Buffer>, expected: number): AsyncGenerator<Buffer> {
  let sum = 0
  for await (const block of blocks) {
    sum = crc32(block, sum)
    yield block
  }
  if (sum >>> 0 !== expected) throw new DamagedError('checksum')
}
