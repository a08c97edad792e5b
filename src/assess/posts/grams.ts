/**
 * The wording of a post as numbers, for the second opinion: its words, pairs of words, and pieces of three to five letters,
 * each hashed into one of 8,192 places. Pieces carry endings, prefixes and misspellings that no list of words holds.
 */

/** places that pieces are hashed into */
export const gramPlaces = 1 << 13

/** A wording counts as much as about two cues. */
const length = 2
/** A post longer than this says nothing new by its wording. */
const wordsRead = 1500

/** [place, value] of each piece, all together of one length; the text is folded already. */
export function gramsOf(text: string): readonly (readonly [place: number, value: number])[] {
  const words = (text.replace(/\d+/g, '0').match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []).slice(0, wordsRead)
  const counts = new Map<number, number>()
  const add = (piece: string) => {
    const place = placeOf(piece)
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  for (const [index, word] of words.entries()) {
    add(`w${word}`)
    if (index > 0) add(`b${words[index - 1]} ${word}`)
    if (word.length <= 40) eachPiece(`^${word}$`, add)
  }
  const values = [...counts].map(([place, count]) => [place, 1 + Math.log(count)] as const)
  const norm = Math.sqrt(values.reduce((sum, [, value]) => sum + value * value, 0)) || 1
  return values.map(([place, value]) => [place, (length * value) / norm] as const)
}

/** The places of one word alone. */
export function placesOfWord(word: string): readonly number[] {
  const places: number[] = [placeOf(`w${word}`)]
  eachPiece(`^${word}$`, (piece) => places.push(placeOf(piece)))
  return places
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
