/**
 * Letters that are drawn alike in two scripts, for words that mix scripts to escape a search (`sеlling` with a Cyrillic
 * `е`). One character becomes one character, so offsets stay. The table is the small part of Unicode's confusables (UTS #39)
 * that is seen in posts, lower case only: folding lower-cases first.
 *
 * @see https://www.unicode.org/reports/tr39/
 */
// biome-ignore format: a table
const cyrillicToLatin: Readonly<Record<string, string>> = {
  а: 'a', в: 'b', с: 'c', е: 'e', н: 'h', і: 'i', ј: 'j', к: 'k', м: 'm', о: 'o', р: 'p', ѕ: 's', т: 't', у: 'y',
  х: 'x', ԁ: 'd', ԛ: 'q', ԝ: 'w', һ: 'h', ӏ: 'l', г: 'r', п: 'n', и: 'u',
}

// biome-ignore format: a table
const greekToLatin: Readonly<Record<string, string>> = {
  α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', σ: 'o', τ: 't', υ: 'u', χ: 'x', ω: 'w',
}

// biome-ignore format: a table
const latinToCyrillic: Readonly<Record<string, string>> = {
  a: 'а', b: 'в', c: 'с', e: 'е', h: 'н', k: 'к', m: 'м', n: 'п', o: 'о', p: 'р', r: 'г', t: 'т', u: 'и', x: 'х', y: 'у',
}

/** Letters that NFKC leaves alone though they stand for a Latin one: small capitals and a few strokes. */
// biome-ignore format: a table
export const latinVariants: Readonly<Record<string, string>> = {
  ᴀ: 'a', ʙ: 'b', ᴄ: 'c', ᴅ: 'd', ᴇ: 'e', ꜰ: 'f', ɢ: 'g', ʜ: 'h', ɪ: 'i', ᴊ: 'j', ᴋ: 'k', ʟ: 'l', ᴍ: 'm', ɴ: 'n',
  ᴏ: 'o', ᴘ: 'p', ʀ: 'r', ꜱ: 's', ᴛ: 't', ᴜ: 'u', ᴠ: 'v', ᴡ: 'w', ʏ: 'y', ᴢ: 'z', ı: 'i', ł: 'l', ø: 'o', đ: 'd',
  ɑ: 'a', ɡ: 'g', ɩ: 'i', ƅ: 'b', ѵ: 'v',
}

/** Cyrillic letters so drawn that a writer of Latin would pick them; the last three of the table above are too far off. */
const disguises = new Set('авсеніјкморѕтухԁԛԝһӏ')

/** The script of the text around a word. */
export type Around = 'latin' | 'cyrillic' | 'both'

/**
 * The word in the one script it was meant in. A word of one script comes back as it is, unless it is made of look-alikes
 * only within a text of the other script.
 *
 * @param word lower-cased
 */
export function oneScript(word: string, around: Around): string {
  let latin = 0
  let cyrillic = 0
  let greek = 0
  let onlyDisguises = true
  for (const letter of word) {
    if (letter >= 'a' && letter <= 'z') latin += 1
    else if (letter >= 'Ѐ' && letter <= 'ԯ') {
      cyrillic += 1
      onlyDisguises &&= disguises.has(letter)
    } else if (letter >= 'Ͱ' && letter <= 'Ͽ') greek += 1
  }
  if (greek > 0 && latin > 0 && cyrillic === 0) return mapped(word, greekToLatin)
  if (cyrillic === 0) return word
  if (latin === 0) return around === 'latin' && onlyDisguises && word.length > 1 ? mapped(word, cyrillicToLatin) : word
  const isCyrillic =
    !onlyDisguises || (around === 'cyrillic' && [...word].every((c) => c in latinToCyrillic || c > 'z'))
  return isCyrillic ? mapped(word, latinToCyrillic) : mapped(word, cyrillicToLatin)
}

function mapped(word: string, table: Readonly<Record<string, string>>): string {
  let out = ''
  for (const letter of word) out += table[letter] ?? letter
  return out
}
