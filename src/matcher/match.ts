import { type Emit, type Hit, spellings } from './contract.ts'
import { context, type Kernel, windowBytes } from './kernel.ts'
import { scanPlain } from './scan.ts'
import { kindOfCode, type Table } from './table.ts'
import { detectEncoding, narrow } from './wide.ts'

/** A hit before it has a line: positions in the bytes that were scanned, numbers for names. */
export interface Found {
  selector: number
  offset: number
  length: number
  spelling: number
  variant: boolean
}

/** Below this, copying into the kernel's memory costs more than it saves. */
const worthCopying = 4096

/** Hits of one piece of memory, from its first byte to its last.  */
export function matchAll(table: Table, bytes: Uint8Array, kernel: Kernel): Hit[] {
  const encoding = detectEncoding(bytes)
  const text = encoding === 'bytes' ? bytes : narrow(bytes, encoding)
  const found: Found[] = []
  const emit = (selector: number, offset: number, length: number, spelling: number, variant: boolean): void => {
    found.push({ selector, offset, length, spelling, variant })
  }
  if (!kernel.fast || text.length < worthCopying) scanPlain(table, text, 0, text.length, 0, text.length, emit)
  else scanByWindows(kernel, text, emit)

  const scale = encoding === 'bytes' ? 1 : 2
  let line = 1
  let lineEnd = text.indexOf(0x0a)
  return inOrder(found).map((f) => {
    for (; lineEnd !== -1 && lineEnd < f.offset; lineEnd = text.indexOf(0x0a, lineEnd + 1)) line++
    return toHit(table, f, f.offset * scale, f.length * scale, line)
  })
}

/** By offset, and each once: one place can be found from two anchors. Sorts in place. */
export function inOrder(found: Found[]): Found[] {
  let sorted = true
  for (let i = 1; i < found.length; i++) {
    if (compare(found[i - 1]!, found[i]!) >= 0) {
      sorted = false
      break
    }
  }
  if (sorted) return found
  found.sort(compare)
  return found.filter((f, i) => i === 0 || compare(found[i - 1]!, f) !== 0)
}

function compare(a: Found, b: Found): number {
  return a.offset - b.offset || a.length - b.length || a.selector - b.selector
}

function toHit(table: Table, found: Found, offset: number, length: number, line: number): Hit {
  const hit: Hit = {
    ref: table.refs[found.selector]!,
    kind: kindOfCode[table.kinds[found.selector]!]!,
    offset,
    length,
    line,
    spelling: spellings[found.spelling]!,
  }
  return found.variant ? { ...hit, variant: true } : hit
}

function scanByWindows(kernel: Kernel, text: Uint8Array, emit: Emit): void {
  const room = kernel.parts.rooms[0]!
  for (let at = 0; at < text.length; at += windowBytes) {
    const begin = Math.max(0, at - context)
    const end = Math.min(text.length, at + windowBytes + context)
    kernel.bytes.set(text.subarray(begin, end), room.window)
    const move = begin - room.window
    const last = Math.min(text.length, at + windowBytes)
    kernel.scan(room, at - move, last - move, begin - move, end - move, (selector, offset, length, spelling, variant) =>
      emit(selector, offset + move, length, spelling, variant),
    )
  }
}
