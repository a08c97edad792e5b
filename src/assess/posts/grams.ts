/**
 * The wording of a post as numbers, for the second opinion: its words, pairs of words and first words; pieces of three to five
 * letters, which carry endings, prefixes and misspellings that no list of words holds; and up to three steps of its outline.
 * Each is hashed into one of 65,536 places.
 */
import { outlineOf } from './kinds.ts'

/** places that pieces are hashed into */
export const gramPlaces = 1 << 16

/** A post longer than this says nothing new by its wording. */
const wordsRead = 1500
/** The purpose of a post is mostly told by its first words. */
const firstWords = 3
const longestWord = 40
const stepsTogether = 3

/** How often each place is met, by the kind of piece; counts are damped by their logarithm. */
export interface Grams {
  readonly words: readonly (readonly [place: number, count: number])[]
  readonly letters: readonly (readonly [place: number, count: number])[]
  readonly outline: readonly (readonly [place: number, count: number])[]
}

/** The pieces of a text that is folded already. */
export function gramsOf(text: string): Grams {
  const words = wordsOf(text).slice(0, wordsRead)
  const ofWords = new Counts()
  const ofLetters = new Counts()
  for (const [index, word] of words.entries()) {
    ofWords.add(`w${word}`)
    if (index > 0) ofWords.add(`b${words[index - 1]} ${word}`)
    if (index < firstWords) ofWords.add(`s${word}`)
    if (word.length <= longestWord) eachPiece(`^${word}$`, (piece) => ofLetters.add(piece))
  }
  return {
    words: ofWords.damped(),
    letters: ofLetters.damped(),
    outline: countOutline(outlineOf(text).slice(0, wordsRead)),
  }
}

function countOutline(steps: readonly string[]): Grams['outline'] {
  const counts = new Counts()
  for (let from = 0; from < steps.length; from += 1) {
    let piece = 'o'
    for (let to = from; to < Math.min(from + stepsTogether, steps.length); to += 1) {
      piece = `${piece} ${steps[to]}`
      counts.add(piece)
      if (from === 0) counts.add(`f${piece}`)
    }
  }
  return counts.damped()
}

/** [place, value] of all pieces: rare ones count more, and each kind is brought to length one so that neither drowns the other. */
export function weighGrams(
  { words, letters, outline }: Grams,
  rarity: (place: number) => number,
): readonly (readonly [place: number, value: number])[] {
  const values = new Map<number, number>()
  for (const kind of [words, letters, outline]) {
    const weighed = kind.map(([place, count]) => [place, count * rarity(place)] as const)
    const length = Math.sqrt(weighed.reduce((sum, [, value]) => sum + value * value, 0)) || 1
    for (const [place, value] of weighed) {
      if (value !== 0) values.set(place, (values.get(place) ?? 0) + value / length)
    }
  }
  return [...values]
}

/** Words, and signs one by one, as the pieces are made of them; any number is one number. */
export function wordsOf(text: string): readonly string[] {
  return text.replace(/\d+/g, '0').match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []
}

/** The places of one word alone, wherever it stands. */
export function placesOfWord(word: string): readonly number[] {
  const places: number[] = [placeOf(`w${word}`)]
  eachPiece(`^${word}$`, (piece) => places.push(placeOf(piece)))
  return places
}

class Counts {
  readonly #counts = new Map<number, number>()

  add(piece: string): void {
    const place = placeOf(piece)
    this.#counts.set(place, (this.#counts.get(place) ?? 0) + 1)
  }

  damped(): readonly (readonly [place: number, count: number])[] {
    return [...this.#counts].map(([place, count]) => [place, 1 + Math.log(count)] as const)
  }
}

function eachPiece(word: string, add: (piece: string) => void): void {
  for (let size = 3; size <= 5; size += 1) {
    for (let at = 0; at + size <= word.length; at += 1) add(`c${word.slice(at, at + size)}`)
  }
}

/** FNV-1a with a last stir. */
function placeOf(piece: string): number {
  let hash = 2_166_136_261
  for (let i = 0; i < piece.length; i += 1) hash = Math.imul(hash ^ piece.charCodeAt(i), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 13), 0x5bd1e995)
  return ((hash ^ (hash >>> 15)) >>> 0) % gramPlaces
}
