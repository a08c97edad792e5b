/**
 * Which characters a font can show. A document that claims to be accessible or archival may hold no other: the compiler refuses
 * it, and a title in another script must not be what stops a report.
 * @see https://learn.microsoft.com/typography/opentype/spec/cmap
 */

/** what stands for a character that the fonts lack */
const missing = '\u25a1'

/** Text with what these fonts cannot show replaced by □. */
export function showable(text: string, fonts: readonly Coverage[]): string {
  let changed = false
  const shown = Array.from(text, (sign) => {
    const code = sign.codePointAt(0)!
    if (fonts.every((font) => font.has(code))) return sign
    changed = true
    return missing
  })
  return changed ? shown.join('') : text
}

/** Code points from–to of the font, in their order. */
export class Coverage {
  readonly #starts: number[] = []
  readonly #ends: number[] = []

  /** @param font a TrueType or OpenType file */
  constructor(font: Uint8Array) {
    const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
    const table = findTable(view, 'cmap')
    const ranges = readCmap(view, table).sort(([a], [b]) => a - b)
    for (const [start, end] of ranges) {
      this.#starts.push(start)
      this.#ends.push(end)
    }
  }

  has(code: number): boolean {
    let low = 0
    let high = this.#starts.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      if (code < this.#starts[middle]!) high = middle - 1
      else if (code > this.#ends[middle]!) low = middle + 1
      else return true
    }
    return false
  }
}

function findTable(view: DataView, tag: string): number {
  const count = view.getUint16(4)
  for (let i = 0; i < count; i++) {
    const at = 12 + 16 * i
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte)))
    if (name === tag) return view.getUint32(at + 8)
  }
  throw new Error(`the font has no table ${tag}`)
}

type Range = readonly [start: number, end: number]

/** The fullest Unicode subtable: format 12, else 4. */
function readCmap(view: DataView, table: number): Range[] {
  const subtables = Array.from(
    { length: view.getUint16(table + 2) },
    (_, i) => table + view.getUint32(table + 8 + 8 * i),
  )
  const full = subtables.find((at) => view.getUint16(at) === 12)
  if (full !== undefined) {
    return Array.from({ length: view.getUint32(full + 12) }, (_, i) => {
      const at = full + 16 + 12 * i
      return [view.getUint32(at), view.getUint32(at + 4)] as const
    })
  }
  const basic = subtables.find((at) => view.getUint16(at) === 4)
  if (basic === undefined) throw new Error('the font maps no Unicode')
  return readSegments(view, basic)
}

function readSegments(view: DataView, at: number): Range[] {
  const segments = view.getUint16(at + 6) / 2
  const ends = at + 14
  const starts = ends + 2 * segments + 2
  const deltas = starts + 2 * segments
  const offsets = deltas + 2 * segments
  return Array.from({ length: segments }, (_, i): Range[] => {
    const [start, end] = [view.getUint16(starts + 2 * i), view.getUint16(ends + 2 * i)]
    const offset = view.getUint16(offsets + 2 * i)
    if (start === 0xffff) return []
    if (offset === 0) return [[start, end]]
    // through an array of glyphs, in which 0 is none
    return Array.from({ length: end - start + 1 }, (__, k): Range[] => {
      const glyph = view.getUint16(offsets + 2 * i + offset + 2 * k)
      return glyph === 0 ? [] : [[start + k, start + k]]
    }).flat()
  }).flat()
}
