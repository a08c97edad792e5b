/**
 * The record around a hit: its shape, which classes of data it holds, and a skeleton of types. Reads at most `reach` bytes on
 * either side, so that the answer does not depend on how the input was cut into pieces.
 */
import type { RecordFacts, RecordShape } from './contract.ts'
import { classOfField, classOfName, type FieldType, fieldType, hashName, mayBeBirthDate } from './fields.ts'

/** Bytes on either side of a hit that are looked at. */
export const reach = 600
const maxFields = 40
const maxSkeleton = 200

/** Names of the columns of a delimited file, by its first line. */
export type Columns = readonly string[]

/**
 * Tells records of one stretch of memory. What does not hang on where in its line a hit stands is worked out once a line: a line
 * of a city's own dump holds several.
 */
export class RecordReader {
  readonly #bytes: Buffer
  readonly #from: number
  readonly #to: number
  readonly #columns: Columns | undefined
  #first = -1
  #last = -1
  #line: Line | undefined

  /** Nothing outside `[from, to)` is read. */
  constructor(bytes: Buffer, from: number, to: number, columns: Columns | undefined) {
    this.#bytes = bytes
    this.#from = from
    this.#to = to
    this.#columns = columns
  }

  /** `[start, end)` is the hit. Of two hits with the same answer it may be the same object. */
  describe(start: number, end: number): RecordFacts {
    const bytes = this.#bytes
    const whole = addressStart(bytes, start, this.#from)
    const first = lineStart(bytes, whole, Math.max(this.#from, whole - reach))
    const last = lineEnd(bytes, end, Math.min(this.#to, end + reach))
    if (this.#line === undefined || first !== this.#first || last !== this.#last) {
      this.#line = new Line(bytes.toString('latin1', first, last), this.#columns)
      this.#first = first
      this.#last = last
    }
    const line = this.#line
    const at = whole - first
    const until = end - first
    // without an end of a line in reach it is one of the formats that need none, or nothing can be said
    if (first === whole - reach && last === end + reach) {
      return line.asJson(at, until) ?? line.asSql(at, until) ?? amidText(line.text.slice(at, until))
    }
    // most dumps are of this shape, and most others do not begin with the hit
    const combo = at === 0 ? asCombo(line.text, at, until) : undefined
    return (
      combo ??
      line.asJson(at, until) ??
      line.asSql(at, until) ??
      line.asUlp(at, until) ??
      asCombo(line.text, at, until) ??
      line.asCsv(at) ??
      asText(line.text, at, until)
    )
  }
}

/** One record, of which no neighbour is asked for. */
export function describeRecord(
  bytes: Buffer,
  start: number,
  end: number,
  from: number,
  to: number,
  columns: Columns | undefined,
): RecordFacts {
  return new RecordReader(bytes, from, to, columns).describe(start, end)
}

/** A line, or as much of it as is in reach. */
class Line {
  readonly text: string
  readonly #columns: Columns | undefined
  readonly #mayBeJson: boolean
  readonly #mayBeSql: boolean
  #ulp: Ulp | null | undefined
  #row: Row | null | undefined

  constructor(text: string, columns: Columns | undefined) {
    this.text = text
    this.#columns = columns
    this.#mayBeJson = text.includes('":') || text.includes('" :')
    this.#mayBeSql = text.includes('(')
  }

  asJson(at: number, until: number): RecordFacts | undefined {
    return this.#mayBeJson ? asJson(this.text, at, until) : undefined
  }

  asSql(at: number, until: number): RecordFacts | undefined {
    return this.#mayBeSql ? asSql(this.text, at, until) : undefined
  }

  /** url:login:password, as stealers write it. */
  asUlp(at: number, until: number): RecordFacts | undefined {
    if (this.#ulp === undefined) this.#ulp = readUlp(this.text) ?? null
    const found = this.#ulp
    if (found === null || until > found.end) return undefined
    // without a scheme it may be any list whose first column is a host
    return found.needsHit && at < found.start ? undefined : found.facts
  }

  asCsv(at: number): RecordFacts | undefined {
    if (this.#row === undefined) this.#row = readRow(this.text, this.#columns) ?? null
    return this.#row !== null && this.#row.end >= at ? this.#row.facts : undefined
  }
}

/** A domain after an at-sign is told as the address that it ends. */
function addressStart(b: Uint8Array, start: number, from: number): number {
  if (start === from || b[start - 1] !== 0x40) return start
  let i = start - 1
  while (i > from && start - i < 66 && isLocal(b[i - 1]!)) i--
  return i
}

function isLocal(byte: number): boolean {
  const lower = byte | 0x20
  if ((lower >= 0x61 && lower <= 0x7a) || (byte >= 0x30 && byte <= 0x39)) return true
  return byte === 0x2e || byte === 0x2d || byte === 0x5f || byte === 0x2b
}

function lineStart(b: Uint8Array, start: number, stop: number): number {
  let i = start
  while (i > stop && b[i - 1] !== 0x0a && b[i - 1] !== 0x0d) i--
  return i
}

function lineEnd(b: Uint8Array, end: number, stop: number): number {
  let i = end
  while (i < stop && b[i] !== 0x0a && b[i] !== 0x0d) i++
  return i
}

/** Gathers facts field by field. */
class Facts {
  readonly classes: string[] = []
  password: string | undefined

  add(name: string | undefined): void {
    if (name !== undefined && !this.classes.includes(name)) this.classes.push(name)
  }

  /** Takes a value in and returns the word for it. `named` is the class that a column or key promises. */
  field(raw: string, named?: string): FieldType {
    const value = unquote(raw)
    const type = fieldType(value)
    if (type === 'empty') return type
    if (named === 'Passwords') return this.secret(value)
    if (type === 'hash') return this.secret(value)
    this.add(classOfField(type) ?? (type === 'date' ? undefined : named))
    if (type === 'date' && (named === 'Dates of birth' || (named === undefined && mayBeBirthDate(value)))) {
      this.add('Dates of birth')
    }
    return type
  }

  secret(value: string): FieldType {
    const hash = hashName(value)
    this.add('Passwords')
    this.password ??= hash === undefined ? 'clear' : `hash(${hash})`
    return hash === undefined ? 'password' : 'hash'
  }

  told(shape: RecordShape, skeleton: string): RecordFacts {
    const short =
      skeleton.length <= maxSkeleton ? skeleton : `${skeleton.slice(0, skeleton.lastIndexOf('<', maxSkeleton - 1))}…`
    const facts = { shape, classes: this.classes, skeleton: short }
    return this.password === undefined ? facts : { ...facts, password: this.password }
  }
}

function unquote(raw: string): string {
  const text = raw.trim()
  // N'…' of SQL Server
  const value = text[1] === "'" && (text[0] === 'N' || text[0] === 'n') ? text.slice(1) : text
  const quote = value[0]
  return value.length > 1 && (quote === '"' || quote === "'") && value.endsWith(quote) ? value.slice(1, -1) : value
}

// ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const pair = /"((?:[^"\\]|\\.){1,60})"\s*:\s*("(?:[^"\\]|\\.)*"?|-?[\d.eE+]+|true|false|null|[[{])/g

function asJson(line: string, at: number, until: number): RecordFacts | undefined {
  const open = Math.max(0, line.lastIndexOf('{', at))
  const close = line.indexOf('}', until)
  const text = line.slice(open, close === -1 ? line.length : close + 1)
  const facts = new Facts()
  const parts: string[] = []
  for (const [, key = '', value = ''] of text.matchAll(pair)) {
    if (parts.length === maxFields) break
    if (value === '{' || value === '[') continue
    const named = classOfName(key)
    parts.push(`<${facts.field(value, named)}>`)
  }
  return parts.length === 0 ? undefined : facts.told('json', `{${parts.join(',')}}`)
}

// ── SQL ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

function asSql(line: string, at: number, until: number): RecordFacts | undefined {
  const open = tupleStart(line, at)
  if (open === -1) return undefined
  const fields = tupleFields(line, open + 1)
  if (fields.end <= until - 1 || fields.values.length < 2) return undefined
  const columns = sqlColumns(line.slice(0, open))
  const facts = new Facts()
  const words = fields.values.map((value, i) => `<${facts.field(value, columns?.[i])}>`)
  return facts.told('sql', `(${words.join(',')})`)
}

/** The bracket that opens the row: before it a comma, VALUES or nothing. */
function tupleStart(line: string, at: number): number {
  for (let i = line.lastIndexOf('(', at); i !== -1; i = i === 0 ? -1 : line.lastIndexOf('(', i - 1)) {
    if (
      /(?:^|,|values|\))\s*$/i.test(line.slice(Math.max(0, i - 8), i)) &&
      /^\(\s*(?:['"\d-]|null|n')/i.test(line.slice(i, i + 8))
    ) {
      return i
    }
  }
  return -1
}

function tupleFields(line: string, from: number): { values: string[]; end: number } {
  const values: string[] = []
  let start = from
  let quote = ''
  let i = from
  for (; i < line.length && values.length < maxFields; i++) {
    const c = line[i]!
    if (quote !== '') {
      if (c === '\\') i++
      else if (c === quote) quote = ''
    } else if (c === "'" || c === '"') quote = c
    else if (c === ',' || c === ')') {
      values.push(line.slice(start, i))
      start = i + 1
      if (c === ')') break
    }
  }
  if (i === line.length) values.push(line.slice(start))
  return { values, end: i }
}

function sqlColumns(head: string): readonly (string | undefined)[] | undefined {
  const list = /\(([\w\s,`"[\]]+)\)\s*values\s*(?:\(.*)?$/i.exec(head)?.[1]
  return list?.split(',').map((name) => classOfName(name.replace(/[`"[\]]/g, '').trim()))
}

// ── lines of lists ───────────────────────────────────────────────────────────────────────────────────────────────────────

const ulp =
  /^\s*(?:[a-z][a-z\d+.-]*:\/\/[^\s/:|;,]+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?::\d+(?=[/:|;, \t]))?(?:\/[^\s|;,:]*)?([:|;, \t])([^\s:|;,]+)([:|;, \t])(\S.*)$/i

/** The login of such a line, as positions in it. */
interface Ulp {
  readonly start: number
  readonly end: number
  /** only when the hit is the login or stands behind it */
  readonly needsHit: boolean
  readonly facts: RecordFacts
}

function readUlp(line: string): Ulp | undefined {
  const match = ulp.exec(line)
  if (match === null) return undefined
  const [, before = '', login = '', after = '', secret = ''] = match
  const start = line.length - secret.length - after.length - login.length
  if (line.lastIndexOf('@', start) !== -1) return undefined
  const facts = new Facts()
  const type = facts.field(login)
  return {
    start,
    end: start + login.length,
    needsHit: !line.includes('://') && type !== 'email',
    facts: facts.told('ulp', `<url>${before}<${type}>${after}<${facts.secret(secret.trim())}>`),
  }
}

function asCombo(line: string, at: number, until: number): RecordFacts | undefined {
  if (line.slice(0, at).trim() !== '') return undefined
  const separator = line[until]
  if (separator === undefined || !':|;,\t '.includes(separator)) return undefined
  const rest = line.slice(until + 1).trim()
  if (rest === '' || (separator === ' ' && rest.includes(' '))) return undefined
  // more of the same separator: a row of columns, unless it is the colon of a hash and its salt
  if (rest.includes(separator) && !(separator === ':' && (hashName(rest) !== undefined || !/:.*:/.test(rest))))
    return undefined
  const facts = new Facts()
  const login = facts.field(line.slice(at, until))
  const type = fieldType(rest)
  const isOther = separator !== ':' && type !== 'hash' && type !== 'text'
  const word = isOther ? facts.field(rest) : facts.secret(rest)
  return facts.told('combo', `<${login}>${separator}<${word}>`)
}

const separators = '\t;,|:'

/** The separator that makes most fields of a line; `undefined` when none makes three. */
function separatorOf(line: string): string | undefined {
  const counts = [0, 0, 0, 0, 0]
  for (let i = 0; i < line.length; i++) {
    switch (line.charCodeAt(i)) {
      case 0x09:
        counts[0]!++
        break
      case 0x3b:
        counts[1]!++
        break
      case 0x2c:
        counts[2]!++
        break
      case 0x7c:
        counts[3]!++
        break
      case 0x3a:
        counts[4]!++
        break
    }
  }
  let best = 0
  for (let i = 1; i < counts.length; i++) if (counts[i]! > counts[best]!) best = i
  return counts[best]! > 1 ? separators[best] : undefined
}

interface Row {
  /** of the last field that was looked at */
  readonly end: number
  readonly facts: RecordFacts
}

function readRow(line: string, columns: Columns | undefined): Row | undefined {
  const separator = separatorOf(line)
  if (separator === undefined) return undefined
  const values = splitQuoted(line, separator)
  const wordy = values.filter(({ text }) => hasManyWords(text)).length
  if (wordy > values.length / 3) return undefined
  const names = columns !== undefined && columns.length === values.length ? columns : undefined
  const facts = new Facts()
  const words = values.map(
    ({ text }, i) => `<${facts.field(text, names === undefined ? undefined : classOfName(names[i]!))}>`,
  )
  return { end: values.at(-1)?.end ?? -1, facts: facts.told('csv', words.join(separator)) }
}

/** More than six words. */
function hasManyWords(text: string): boolean {
  return text.length > 12 && text.trim().split(/\s+/).length > 6
}

function splitQuoted(line: string, separator: string): { text: string; end: number }[] {
  const values: { text: string; end: number }[] = []
  let start = 0
  let quoted = false
  for (let i = 0; i <= line.length && values.length < maxFields; i++) {
    if (line[i] === '"') quoted = !quoted
    else if (i === line.length || (line[i] === separator && !quoted)) {
      values.push({ text: line.slice(start, i), end: i })
      start = i + 1
    }
  }
  return values
}

/** What a hit amid text without lines, quotes and brackets has for its record, whatever the text is. */
export function amidText(hit: string): RecordFacts {
  const facts = new Facts()
  return facts.told('text', `<text> <${facts.field(hit)}> <text>`)
}

/** The first byte of `[from, to)` that could make more of a text without lines than `amidText` does; `to` when none does. */
export function plainUntil(bytes: Buffer, from: number, to: number): number {
  const text = bytes.subarray(from, to)
  let first = to
  for (const byte of [0x0a, 0x0d, 0x22, 0x28, 0x40]) {
    const at = text.subarray(0, first - from).indexOf(byte)
    if (at !== -1) first = from + at
  }
  return first
}

/** Free text: the words around say nothing that may be told. */
function asText(line: string, at: number, until: number): RecordFacts {
  const facts = new Facts()
  const type = facts.field(line.slice(at, until))
  const before = line.slice(0, at).trim() === '' ? '' : '<text> '
  const after = line.slice(until).trim() === '' ? '' : ' <text>'
  return facts.told('text', `${before}<${type}>${after}`)
}

/** Names of the columns when the first line of a file holds them; `undefined` when it holds data. */
export function readColumns(head: Buffer): Columns | undefined {
  const end = head.indexOf(0x0a)
  if (end === -1 || end > 2000) return undefined
  const line = head
    .toString('utf8', 0, end)
    .replace(/^\ufeff/, '')
    .trimEnd()
  const separator = separatorOf(line)
  if (separator === undefined || /@|\d{5}/.test(line)) return undefined
  const names = splitQuoted(line, separator).map(({ text }) => unquote(text))
  return names.some((name) => classOfName(name) !== undefined) ? names : undefined
}
