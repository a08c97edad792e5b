/**
 * What is kept of a text's wording: types of fields, words of our own rules, and the city's own names and domains. Everything
 * else is somebody's: it becomes `<text>`, however harmless it looks, since names and health cannot be told by rule.
 */
import { isRuleWord } from '../assess/index.ts'
import { describeRecord, fieldType } from '../corpus/index.ts'

/** A place in the text that may be shown as `shown`: a watched name or domain. */
export interface ShownTerm {
  readonly offset: number
  readonly length: number
  readonly shown: string
}

/** A line of records in which a watched selector stands, by its place in the bytes. */
export interface RecordPlace {
  readonly offset: number
  readonly length: number
}

const longest = 200
const prosePieces = 3

/**
 * At most 200 characters: the lines that say most, then the first record that names somebody we watch.
 *
 * @param marks where in `text` our rules found words, strongest first
 */
export function skeletonOf(
  text: string,
  marks: readonly number[],
  terms: readonly ShownTerm[],
  record: { readonly bytes: Buffer; readonly place: RecordPlace } | undefined,
): string {
  const starts = new Set([...terms.map(({ offset }) => offset), ...marks].map((at) => lineStart(text, at)))
  const prose = [...starts]
    .slice(0, prosePieces)
    .sort((a, b) => a - b)
    .map((start) => safeWords(text, start, lineEnd(text, start), terms))
    .filter((line) => line !== '' && line !== unknown)
  const last = record === undefined ? [] : [recordSkeleton(record.bytes, record.place)]
  const room = longest - last.reduce((sum, one) => sum + one.length + separator.length, 0)
  return [...fitting(prose, room), ...last].join(separator)
}

/** The same for a few words quoted as evidence. */
export function safeQuote(words: string): string {
  return cut(safeWords(words, 0, words.length, []), longest)
}

const unknown = '<text>'
const separator = ' / '
const shortestPiece = 15

function fitting(lines: readonly string[], room: number): readonly string[] {
  const kept: string[] = []
  let left = room
  for (const line of lines) {
    const piece = cut(line, left)
    // the first word or two of a line say nothing
    if (piece.length < Math.min(line.length, shortestPiece)) break
    kept.push(piece)
    left -= piece.length + separator.length
  }
  return kept
}

function recordSkeleton(bytes: Buffer, { offset, length }: RecordPlace): string {
  return cut(describeRecord(bytes, offset, offset + length, 0, bytes.length, undefined).skeleton, longest / 2)
}

/** Between two words, never inside one. */
function cut(line: string, room: number): string {
  if (line.length <= room) return line
  const end = line.lastIndexOf(' ', room - 2)
  return end <= 0 ? '' : `${line.slice(0, end)} …`
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', Math.max(0, at - 1)) + 1
}

/** no more is read of a line: what it says, it says at its beginning */
const lineRead = 1_000

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return Math.min(end === -1 ? text.length : end, start + lineRead)
}

function safeWords(text: string, from: number, to: number, terms: readonly ShownTerm[]): string {
  const out: string[] = []
  const add = (word: string) => {
    if (word !== '' && !(runsTogether.has(word) && out.at(-1) === word)) out.push(word)
  }
  let at = from
  for (const { offset, length, shown } of terms.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < at || offset + length > to) continue
    for (const word of text.slice(at, offset).matchAll(wordPattern)) add(safeWord(word[0]))
    add(shown)
    at = offset + length
  }
  for (const word of text.slice(at, to).matchAll(wordPattern)) add(safeWord(word[0]))
  return out.join(' ')
}

/** `41 200` is one number, and a run of words that are not ours says no more than one */
const runsTogether: ReadonlySet<string> = new Set([unknown, '<number>'])
const wordPattern = /\S+/g
const currency = /^[$€£₽]$/

function safeWord(written: string): string {
  const word = written.replace(/^[^\p{L}\p{N}+@$€£₽]+|[^\p{L}\p{N}$€£₽]+$/gu, '')
  if (word === '') return ''
  if (currency.test(word)) return word
  if (word.startsWith('@')) return '<handle>'
  const type = fieldType(word)
  if (type !== 'text' && type !== 'empty') return `<${type}>`
  if (/^[$€£₽]?\d[\d.,]*[$€£₽k%]?$/i.test(word)) return '<number>'
  return word.split(/['’-]/).every((part) => isRuleWord(part)) ? word.toLowerCase() : unknown
}
