/**
 * The SIMD kernel and the shared memory it works in. It finds places that may be hits; the exact rules of `scan.ts` decide
 * there. Addresses below are those of assembly/kernel.ts.
 *
 * Memory: one page of configuration, two filters, then for each thread a room (lists, found places, a window to read into) and
 * slots that any thread may fill and any other scan.
 */
import { randomFillSync } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { classOf, isDigit } from './bytes.ts'
import type { Emit } from './contract.ts'
import { phoneAt } from './phone.ts'
import { lookForDomain, lookForEmail, lookForEscape, scanPlain } from './scan.ts'
import type { Table } from './table.ts'

/** Bytes on either side of a range that deciding about it may need. */
export const context = 1024
/** Bytes that one call of the kernel looks at. */
export const windowBytes = 256 * 1024
/** Zeros on either side of text: the kernel reads a little beyond. */
const margin = 512
/** Text that fits a slot: a head of `context * 2` from the slot before, and a mebibyte. */
export const slotText = context * 2 + 1024 * 1024

const workBytes = 20_480 + 3 * (16_384 + 64) * 4 + 16_384 * 8 + 64
const roomBytes = align(workBytes) + windowBytes * 4 + margin + context * 2 + windowBytes + margin
const slotBytes = margin + slotText + margin

/** The part of WebAssembly's interface used here: the types of Node name the rest of it only. */
interface SharedMemory {
  readonly buffer: SharedArrayBuffer
}
interface WebAssemblyFace {
  readonly Module: new (bytes: Uint8Array) => KernelModule
  readonly Memory: new (size: { initial: number; maximum: number; shared: true }) => SharedMemory
  readonly Instance: new (module: KernelModule, imports: object) => { readonly exports: unknown }
}
const wasm = (globalThis as unknown as { WebAssembly: WebAssemblyFace }).WebAssembly

/** A compiled kernel; it can be posted to another thread. */
export type KernelModule = object

/** Addresses of one thread's own memory. */
export interface Room {
  readonly work: number
  readonly out: number
  /** `context + windowBytes + context` bytes for text */
  readonly window: number
}

/** What crosses threads. */
export interface KernelParts {
  /** absent where the kernel was not built: the plain scan then does its work */
  readonly module: KernelModule | undefined
  readonly memory: SharedMemory
  readonly rooms: readonly Room[]
  /** addresses of `slotText` bytes each */
  readonly slots: readonly number[]
}

interface Exports {
  scan(work: number, begin: number, end: number, out: number): number
  countLines(begin: number, end: number): number
  addEmails(text: number, starts: number, kinds: number, n: number): void
  addPhones(slots: number, n: number): void
  addForeign(n: bigint): void
}

export interface Kernel {
  /** false for the plain scan */
  readonly fast: boolean
  readonly parts: KernelParts
  readonly bytes: Uint8Array
  /**
   * Tells hits anchored in `[begin, end)`, addresses, as `scanPlain` does. Text lies in `[from, to)`, its margins are zeros.
   */
  scan(room: Room, begin: number, end: number, from: number, to: number, emit: Emit): void
  countLines(begin: number, end: number): number
}

/** The compiled kernel, `undefined` where it was not built: the plain scan then does all. */
export function loadKernel(): KernelModule | undefined {
  const url = new URL('./kernel.wasm', import.meta.url)
  return existsSync(url) ? new wasm.Module(readFileSync(url)) : undefined
}

/** Memory for `rooms` threads and `slots` pieces of text, with the filters of `table` in it. */
export function createKernel(table: Table, module: KernelModule | undefined, rooms: number, slots: number): Kernel {
  const [emails = 0, phones = 0] = table.counts
  const emailWords = filterWords(emails)
  const phoneWords = filterWords(phones)
  let next = 65_536
  const take = (bytes: number): number => {
    const at = next
    next = align(next + bytes)
    return at
  }
  const emailFilter = take(emailWords * 8)
  const phoneFilter = take(phoneWords * 8)
  const roomList = Array.from({ length: rooms }, (): Room => {
    const work = take(roomBytes)
    const out = work + align(workBytes)
    return { work, out, window: out + windowBytes * 4 + margin }
  })
  const slotList = Array.from({ length: slots }, () => take(slotBytes) + margin)
  const pages = Math.ceil((next + margin) / 65_536)
  if (module === undefined) {
    const memory = { buffer: new SharedArrayBuffer(pages * 65_536) }
    return openKernel({ module, memory, rooms: roomList, slots: slotList }, table)
  }
  const memory = new wasm.Memory({ initial: pages, maximum: pages, shared: true })
  const parts = { module, memory, rooms: roomList, slots: slotList }
  configure(table, memory, [emailFilter, emailWords - 1, phoneFilter, phoneWords - 1])
  fillFilters(table, parts)
  return openKernel(parts, table)
}

/** The kernel in this thread. */
export function openKernel(parts: KernelParts, table: Table): Kernel {
  const bytes = new Uint8Array(parts.memory.buffer)
  const words = new Uint32Array(parts.memory.buffer)
  if (parts.module === undefined) {
    return {
      fast: false,
      parts,
      bytes,
      countLines: (begin, end) => countLines(bytes, begin, end),
      scan: (_, begin, end, from, to, emit) => scanPlain(table, bytes, begin, end, from, to, emit),
    }
  }
  const exports = instantiate(parts.module, parts.memory)
  return {
    fast: true,
    parts,
    bytes,
    countLines: exports.countLines,
    scan(room, begin, end, from, to, emit) {
      bytes.fill(0, from - margin, from)
      bytes.fill(0, to, to + margin)
      for (let at = begin; at < end; at += windowBytes) {
        const n = exports.scan(room.work, at, Math.min(at + windowBytes, end), room.out)
        look(table, bytes, words, room.out >> 2, n, from, to, emit)
      }
    },
  }
}

function look(
  table: Table,
  bytes: Uint8Array,
  words: Uint32Array,
  out: number,
  n: number,
  from: number,
  to: number,
  emit: Emit,
): void {
  for (let i = out; i < out + n; i++) {
    const at = words[i]! & 0x3fffffff
    switch (words[i]! >>> 30) {
      case 0:
        lookForEmail(table, bytes, at, from, to, emit)
        break
      case 1:
        lookForDomain(table, bytes, at, from, to, emit)
        break
      case 2:
        phoneAt(table, bytes, at, from, to, emit)
        break
      default:
        lookForEscape(table, bytes, at, from, to, emit)
    }
  }
}

function countLines(b: Uint8Array, begin: number, end: number): number {
  let lines = 0
  for (let at = b.indexOf(0x0a, begin); at !== -1 && at < end; at = b.indexOf(0x0a, at + 1)) lines++
  return lines
}

function instantiate(module: KernelModule, memory: SharedMemory): Exports {
  const instance = new wasm.Instance(module, { env: { memory, abort: stop } })
  return instance.exports as Exports
}

function stop(): never {
  throw new Error('the kernel stopped')
}

function align(n: number): number {
  return (n + 63) & ~63
}

/** Sixteen to thirty-two bits a selector: about one place in 300 is looked at in vain. */
function filterWords(count: number): number {
  let words = 64
  while (words * 4 < count) words *= 2
  return words
}

function configure(table: Table, memory: SharedMemory, filters: readonly number[]): void {
  const bytes = new Uint8Array(memory.buffer)
  const words = new Uint32Array(memory.buffer)
  bytes.set(randomFillSync(new Uint8Array(64)))
  words.set(filters, 16)
  const [emails = 0, phones = 0, domains = 0] = table.counts
  words[20] =
    (table.hasOddLocals ? 1 : 0) |
    (table.hasIdn ? 2 : 0) |
    (table.hasForeign ? 4 : 0) |
    (emails > 0 ? 8 : 0) |
    (phones > 0 ? 16 : 0) |
    (domains > 0 ? 32 : 0) |
    (table.hasCodes ? 64 : 0)
  bytes.fill(0xff, 144, 160 + 16) // keepRight and keepLeft meet in the middle
  bytes.set(phoneClasses, 256)
  bytes.set(beforeClasses, 512)
  bytes.set(afterClasses, 768)
  bytes.set(secondClasses, 1024)
  bytes.set(table.dotKeys, 4096)
}

function classes(of: (byte: number) => number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => of(byte))
}

function among(text: string): (byte: number) => boolean {
  return (byte) => byte < 0x80 && text.includes(String.fromCharCode(byte))
}

const isSeparator = among(' ()-./')
const phoneClasses = classes((byte) =>
  (classOf[byte]! & isDigit) !== 0 ? 1 : isSeparator(byte) ? 2 : byte >= 0x80 ? 3 : 0,
)
const isOdd = among('%\\])')
const beforeClasses = classes((byte) =>
  isOdd(byte) ? 1 : byte === 0x3b ? 2 : byte >= 0x81 && byte <= 0xa0 ? 3 : byte === 0x20 ? 4 : 0,
)
const opensEscape = among('%\\&[(')
const afterClasses = classes((byte) => (opensEscape(byte) || byte === 0xef ? 1 : 0))
const isSecond = among('24ux#cp.@adCPAD')
const secondClasses = classes((byte) => (isSecond(byte) || byte === 0xbc ? 1 : 0))

const batch = 8192

function fillFilters(table: Table, parts: KernelParts & { readonly module: KernelModule }): void {
  const exports = instantiate(parts.module, parts.memory)
  const bytes = new Uint8Array(parts.memory.buffer)
  const room = parts.rooms[0]!
  const { window, out, work } = room
  for (let i = 0; i < table.size; ) {
    const first = table.starts[i]!
    let n = 0
    while (i + n < table.size && n < batch && table.starts[i + n + 1]! - first < windowBytes) n++
    bytes.set(table.text.subarray(first, table.starts[i + n]!), window)
    new Uint32Array(parts.memory.buffer, out, n + 1).set(table.starts.subarray(i, i + n + 1))
    bytes.set(table.kinds.subarray(i, i + n), work)
    exports.addEmails(window, out, work, n)
    i += n
  }
  for (let at = 0; at < table.phoneSlots.length; at += batch * 2) {
    const slots = table.phoneSlots.subarray(at, at + batch * 2)
    new Uint32Array(parts.memory.buffer, out, slots.length).set(slots)
    exports.addPhones(out, slots.length / 2)
  }
  for (let slot = 0; slot < table.foreignSlots.length; slot += 2) {
    const selector = table.foreignSlots[slot + 1]! - 1
    if (selector === -1) continue
    const digits = table.text.subarray(table.starts[selector]! + 1, table.starts[selector + 1]!)
    exports.addForeign(BigInt(Buffer.from(digits).toString('latin1')))
  }
  bytes.fill(0, work, room.window + context * 2 + windowBytes)
}
