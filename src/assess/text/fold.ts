/**
 * A text made comparable: one script a word, lower case, no accents, nothing invisible; every position of it leads back to
 * the original, because evidence is quoted as it was written.
 *
 * Steps: NFKC and lower case; combining marks, zero-width and other format characters dropped (й stays й, ё becomes е);
 * dashes, quotes and spaces made plain; letters spaced out (`v e n d s`) drawn together, runs of spaces made one; look-alikes
 * of another script folded a word at a time; leet digits inside a word. Each step reads the text once.
 */
import { type Around, latinVariants, oneScript } from './lookalikes.ts'

export interface Folded {
  /** what patterns are matched against */
  readonly text: string
  readonly original: string
  /** the original words behind `text.slice(start, end)` */
  quote(start: number, end: number): string
  /** where `text[index]` begins in the original */
  at(index: number): number
}

// biome-ignore format: a table
const plainPunctuation: Readonly<Record<string, string>> = {
  '‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '―': '-', '−': '-', '’': "'", '‘': "'", 'ʼ': "'", '′': "'", '`': "'",
  '“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '\t': ' ', '\r': '', '…': '...', œ: 'oe', æ: 'ae', ß: 'ss', ё: 'е', Ё: 'е',
}

const ascii = /^[\x20-\x7e\n]*$/
const invisible = /[\p{Cf}\p{Mn}\p{Me}]|[\u115f\u1160\u3164\uffa0]/u
const control = /\p{Cc}/u
const space = /\p{Zs}/u

export function fold(original: string): Folded {
  const { text: spelt, from } = oneSpace(drawTogether(eachCharacter(original)))
  const text = eachWord(spelt)
  return {
    text,
    original,
    at: (index) => from[Math.min(index, from.length - 1)]!,
    quote: (start, end) => original.slice(from[start]!, end >= text.length ? original.length : from[end]!).trimEnd(),
  }
}

interface Traced {
  readonly text: string
  /** `from[i]`: index in the original of what became `text[i]`; one more entry for the end */
  readonly from: Uint32Array
}

function eachCharacter(original: string): Traced {
  if (ascii.test(original)) {
    const from = new Uint32Array(original.length + 1)
    for (let i = 0; i <= original.length; i += 1) from[i] = i
    return { text: original.toLowerCase(), from }
  }
  const out: string[] = []
  const from: number[] = []
  let at = 0
  for (const character of original) {
    // и + breve is й, which is a letter of its own and not an accented one
    if (character === '\u0306' && out.at(-1) === 'и') out[out.length - 1] = 'й'
    const plain = foldCharacter(character)
    for (let i = 0; i < plain.length; i += 1) {
      out.push(plain[i]!)
      from.push(at)
    }
    at += character.length
  }
  from.push(at)
  return { text: out.join(''), from: Uint32Array.from(from) }
}

function foldCharacter(character: string): string {
  const code = character.charCodeAt(0)
  if (code >= 0x20 && code < 0x7f)
    return code >= 0x41 && code <= 0x5a ? character.toLowerCase() : (plainPunctuation[character] ?? character)
  if (character === '\n' || character === '\u2028' || character === '\u2029' || character === '\u0085') return '\n'
  const known = plainPunctuation[character]
  if (known !== undefined) return known
  if (character === 'й' || character === 'Й') return 'й'
  if (control.test(character) || invisible.test(character)) return ''
  if (space.test(character)) return ' '
  if (code >= 0x0430 && code <= 0x044f) return character
  const lower = character.normalize('NFKC').toLowerCase()
  let out = ''
  for (const part of lower.normalize('NFD')) {
    if (invisible.test(part)) continue
    out += latinVariants[part] ?? plainPunctuation[part] ?? part
  }
  return out
}

const wordShape = /[\p{L}\p{N}@$!|]+/gu
const someCyrillicOrGreek = /[\u0370-\u052f]/
/** the rest of a host after its first word: `.example`, `-exemple.fr` */
const hostGoesOn = /^(?:-[\p{L}\p{N}-]*)?\.[\p{L}\p{N}]/u
const someDigit = /[0-9@$!|]/

/** Script and leet of each word, one character for one. */
function eachWord(text: string): string {
  const mixed = someCyrillicOrGreek.test(text)
  if (!mixed && !someDigit.test(text)) return text
  const around = mixed ? mainScript(text) : 'latin'
  return text.replace(wordShape, (word, at: number) => {
    const script = mixed ? oneScript(word, around) : word
    // `name@host.example` is an address, not a word with an `a` disguised
    const isAddress = word.includes('@') && hostGoesOn.test(text.slice(at + word.length, at + word.length + 64))
    return someDigit.test(script) && !isAddress ? unleet(script) : script
  })
}

/** The script of most letters; `both` where a tenth or more are of the other one. */
function mainScript(text: string): Around {
  let cyrillic = 0
  let latin = 0
  // a letter that only one script has counts for it; look-alikes count for none
  for (const letter of text) {
    if (letter >= 'а' && letter <= 'я') cyrillic += 'авсенкмортух'.includes(letter) ? 0 : 1
    else if (letter >= 'a' && letter <= 'z') latin += 'abcehkmoptxy'.includes(letter) ? 0 : 1
  }
  if (cyrillic > latin) return 'cyrillic'
  return cyrillic * 10 > latin ? 'both' : 'latin'
}

const leet: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
}
// a digit among letters, or one before at least three; never a digit after them (`md5`, `agent07`) nor a count (`12k`)
const leetWord = /^(?=.{4,24}$)(?:[a-z][a-z]*[01345@$7!]{1,2}[a-z][a-z01345@$7]*|[1345$7][a-z]{3,}[a-z01345@$7]*)$/
const countWord = /^\d+[a-z]{1,3}$/

function unleet(word: string): string {
  if (!leetWord.test(word) || countWord.test(word) || /^[0-9a-f]{8,}$/.test(word)) return word
  return word.replace(/[01345@$7!](?=.*[a-z])/g, (digit) => leet[digit] ?? digit)
}

// four letters or more, each parted by the same one sign
const spacedLetters = /(?<![\p{L}\p{N}])\p{L}([ ._*·-])\p{L}(?:\1\p{L}){2,}(?![\p{L}\p{N}])/gu

function drawTogether(traced: Traced): Traced {
  return without(traced, spacedLetters, (_, index) => index % 2 === 1)
}

const spaces = / {2,}/g

function oneSpace(traced: Traced): Traced {
  return without(traced, spaces, (_, index) => index > 0)
}

/** The text without those characters of each match that `drops` names. */
function without(traced: Traced, pattern: RegExp, drops: (match: string, index: number) => boolean): Traced {
  const { text, from } = traced
  const out: string[] = []
  const kept = new Uint32Array(from.length)
  let length = 0
  let done = 0
  const keep = (start: number, end: number) => {
    out.push(text.slice(start, end))
    kept.set(from.subarray(start, end), length)
    length += end - start
  }
  for (const match of text.matchAll(pattern)) {
    keep(done, match.index)
    for (let i = 0; i < match[0].length; i += 1) {
      if (!drops(match[0], i)) keep(match.index + i, match.index + i + 1)
    }
    done = match.index + match[0].length
  }
  if (done === 0) return traced
  keep(done, text.length)
  kept[length] = from[text.length]!
  return { text: out.join(''), from: kept.slice(0, length + 1) }
}
