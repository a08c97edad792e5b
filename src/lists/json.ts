/**
 * A JSON array, or one JSON value per line (NDJSON). Elements are objects, nested as they may be, or plain strings. Both
 * are read element by element: a broken one costs one row, and no file is held whole.
 */
import { LineSplitter, LineTooLong } from './lines.ts'
import type { Row, RowParser } from './types.ts'

const maxElementLength = 16 * 1024 * 1024
/** No record of a person is nested deeper; a hostile one could be, and would exhaust the stack. */
const maxDepth = 20

export class NdjsonParser implements RowParser {
  readonly #lines = new LineSplitter()
  #line = 0

  push(text: string): Row[] {
    return this.#lines.push(text).flatMap((line) => this.#takeLine(line))
  }

  end(): Row[] {
    return this.#lines.end().flatMap((line) => this.#takeLine(line))
  }

  #takeLine(line: string): Row[] {
    this.#line++
    return line.trim() === '' ? [] : [readElement(line, this.#line)]
  }
}

/** Finds where each element of the outermost array ends, without parsing what is in it. */
export class JsonArrayParser implements RowParser {
  #state: 'before' | 'inside' | 'after' = 'before'
  #line = 1
  #depth = 0
  #inString = false
  #escaped = false
  /** line where the current element began, 0 between two elements */
  #startLine = 0
  #carry = ''

  push(text: string): Row[] {
    const rows: Row[] = []
    let start = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === newline) this.#line++
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false
        else if (code === backslash) this.#escaped = true
        else if (code === quote) this.#inString = false
        continue
      }
      if (code <= 32) continue
      if (this.#state !== 'inside') {
        if (this.#state === 'before' && code === openSquare) this.#state = 'inside'
        else rows.push({ line: this.#line, cells: [], malformed: text.slice(at, at + 100) })
        if (this.#state === 'inside') continue
        return rows // one reject for all that follows the array
      }
      if (this.#depth === 0 && (code === comma || code === closeSquare)) {
        if (this.#startLine > 0) rows.push(readElement(this.#carry + text.slice(start, at), this.#startLine))
        this.#carry = ''
        this.#startLine = 0
        if (code === closeSquare) this.#state = 'after'
        continue
      }
      if (this.#startLine === 0) {
        this.#startLine = this.#line
        start = at
      }
      if (code === quote) this.#inString = true
      else if (code === openSquare || code === openCurly) this.#depth++
      else if (code === closeSquare || code === closeCurly) this.#depth--
    }
    if (this.#startLine > 0) this.#carry += text.slice(start)
    if (this.#carry.length > maxElementLength) throw new LineTooLong()
    return rows
  }

  /** An array that is cut short leaves one unreadable row, be it in the middle of an element or after one. */
  end(): Row[] {
    if (this.#state === 'after') return []
    return [{ line: this.#startLine > 0 ? this.#startLine : this.#line, cells: [], malformed: this.#carry }]
  }
}

const newline = 10
const quote = 34
const comma = 44
const openSquare = 91
const backslash = 92
const closeSquare = 93
const openCurly = 123
const closeCurly = 125

function readElement(text: string, line: number): Row {
  let element: unknown
  try {
    element = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return { line, cells: [], malformed: text }
    throw error
  }
  const names: string[] = []
  const cells: string[] = []
  flatten(element, '', 0, names, cells)
  if (names.length === 0 && !isObject(element)) return { line, cells: [], malformed: text }
  return { line, names, cells }
}

/** `{contact: {email: "a"}, tel: ["b", "c"]}` gives `contact.email` a, `tel` b, `tel` c. */
function flatten(value: unknown, path: string, depth: number, names: string[], cells: string[]): void {
  if (typeof value === 'string' || typeof value === 'number') {
    names.push(path === '' ? '1' : path)
    cells.push(String(value))
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      // a row written as an array has its columns by number; a list in a field is several values of it
      flatten(item, path === '' ? String(i + 1) : path, depth, names, cells)
    }
  } else if (isObject(value) && depth < maxDepth) {
    for (const [key, item] of Object.entries(value)) {
      flatten(item, path === '' ? key : `${path}.${key}`, depth + 1, names, cells)
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
