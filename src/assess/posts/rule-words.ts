/**
 * The words of our own rules about posts: all that may be quoted of a text that is dropped. Taken from the patterns, so that
 * a new rule brings its words along. Names of persons are in none.
 */
import { fold } from '../text/fold.ts'
import { postPacks } from './read.ts'

/** Whether a word, as it stands in a text, is one of those that the rules look for. */
export function isRuleWord(word: string): boolean {
  const folded = fold(word).text.trim()
  const { whole, stems } = ruleWords()
  if (whole.has(folded)) return true
  // a stem is the beginning of a word whose ending varies
  for (let length = Math.min(folded.length, longestStem); length >= shortestStem; length--) {
    if (stems.has(folded.slice(0, length))) return folded.length <= length + longestEnding
  }
  return false
}

interface RuleWords {
  readonly whole: ReadonlySet<string>
  readonly stems: ReadonlySet<string>
}

const shortestStem = 4
const longestStem = 20
const longestEnding = 4
/** shorter pieces of a pattern are endings and particles */
const shortestPiece = 3

let known: RuleWords | undefined

function ruleWords(): RuleWords {
  known ??= gather()
  return known
}

function gather(): RuleWords {
  const whole = new Set<string>()
  const stems = new Set<string>()
  for (const { words, rules } of postPacks) {
    for (const word of Object.values(words).flat()) if (/^\p{L}{2,}$/u.test(word)) whole.add(word)
    for (const pattern of [...Object.values(words).flat(), ...rules.map((rule) => rule.pattern)]) {
      for (const [, piece = '', sign] of pattern.replace(notLetters, ' ').matchAll(/(\p{L}+)([?~])?/gu)) {
        if (sign === '~' && piece.length >= shortestStem) stems.add(piece)
        if (sign === '?' && piece.length > shortestPiece) whole.add(piece.slice(0, -1))
        if (piece.length >= shortestPiece) whole.add(piece)
      }
    }
  }
  return { whole, stems }
}

/** names of lists, classes of characters, escapes: letters of the notation, not of a word */
const notLetters = /<[a-z-]+>|\\p\{[^}]*\}|\\[a-zA-Z]|\[[^\]]*\]|\{[\d,]*\}/g
