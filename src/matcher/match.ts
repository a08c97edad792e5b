import { type Hit, spellings } from './contract.ts'
import { scanPlain } from './scan.ts'
import { kindOfCode, type Table } from './table.ts'
import { detectEncoding, narrow } from './wide.ts'

/** Hits of one piece of memory, from its first byte to its last. */
export function matchAll(table: Table, bytes: Uint8Array): Hit[] {
  const encoding = detectEncoding(bytes)
  const text = encoding === 'bytes' ? bytes : narrow(bytes, encoding)
  const found: number[][] = []
  scanPlain(table, text, 0, text.length, 0, text.length, (selector, offset, length, spelling, variant) =>
    found.push([offset, length, selector, spelling, variant ? 1 : 0]),
  )
  found.sort((a, b) => a[0]! - b[0]! || a[2]! - b[2]!)

  const scale = encoding === 'bytes' ? 1 : 2
  let line = 1
  let lineEnd = text.indexOf(0x0a)
  return found.map(([offset = 0, length = 0, selector = 0, spelling = 0, variant = 0]) => {
    for (; lineEnd !== -1 && lineEnd < offset; lineEnd = text.indexOf(0x0a, lineEnd + 1)) line++
    const hit: Hit = {
      ref: table.refs[selector]!,
      kind: kindOfCode[table.kinds[selector]!]!,
      offset: offset * scale,
      length: length * scale,
      line,
      spelling: spellings[spelling]!,
    }
    return variant === 1 ? { ...hit, variant: true } : hit
  })
}
