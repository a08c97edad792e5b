/** From the patterns of a pack to regular expressions, each made at its first use. */

const compiled = new WeakMap<Words, Map<string, RegExp>>()

type Words = Readonly<Record<string, readonly string[]>>

/**
 * The pattern as a global regular expression over folded text.
 *
 * @throws Error for a `<name>` that the pack does not list: a mistake of ours, found by the test of the pairs
 */
export function toRegExp(pattern: string, words: Words): RegExp {
  const ofPack = compiled.get(words) ?? new Map<string, RegExp>()
  compiled.set(words, ofPack)
  const known = ofPack.get(pattern)
  if (known !== undefined) {
    known.lastIndex = 0
    return known
  }
  const made = new RegExp(`(?<![\\p{L}\\p{N}])(?:${expand(pattern, words, 0)})(?![\\p{L}\\p{N}])`, 'gu')
  ofPack.set(pattern, made)
  return made
}

function expand(pattern: string, words: Words, depth: number): string {
  return pattern
    .replace(/<([a-z-]+)>/g, (_, name: string) => {
      const list = words[name]
      if (list === undefined || depth > 3) throw new Error(`no words named ${name}`)
      return `(?:${list.map((word) => expand(word, words, depth + 1)).join('|')})`
    })
    .replace(/ \+(\d)/g, "(?: [\\p{L}'-]+){0,$1}")
    .replace(/(\d)\+ /g, "(?:[\\p{L}'-]+ ){0,$1}")
    .replaceAll(' … ', '[^.!?\\n]{1,60}?')
    .replaceAll('…', '[^.!?\\n]{0,60}?')
    .replaceAll('~', '[\\p{L}\\p{N}]{0,14}')
}
