/** Breaking text into lines of a terminal, so that nothing is cut in the middle of a word, and nothing is left out. */

export const usualWidth = 80

/** Signs of East Asia and pictures take two columns, marks that combine take none. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u
const combining = /\p{M}/u

/** How many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  // nearly all texts: no need to look at each sign
  if (/^[\u0020-\u02ff\u2000-\u22ff]*$/.test(text)) return text.length
  let columns = 0
  for (const sign of text) columns += combining.test(sign) ? 0 : wide.test(sign) ? 2 : 1
  return columns
}

/** The hyphen of a public name of ours, `e-7k3m9q2x4bhd`: such a name is copied whole or not at all. */
const nameHyphen = String.raw`(?<=(?<![\p{L}\p{N}])[eips])-(?=[0-9a-hjkmnp-tv-z]{12}(?![\p{L}\p{N}]))`
const name = new RegExp(nameHyphen, 'u')
/** the space of a date that does not break is one too: better there than in the middle of its year */
const ends = String.raw`-/.,;:@_=&?\u00a0`
const inside = `(?:[^${ends}]|${nameHyphen})`
const piece = new RegExp(`${inside}*(?:(?!${nameHyphen})[${ends}])+|${inside}+$`, 'gu')

/** Pieces of a word after which it may go on in the next line: `stealer-` `logs`, `agent@` `ville.` `fr`. */
export function piecesOf(word: string): readonly string[] {
  return word.match(piece) ?? [word]
}

/** Whether there is one of our public names in it, which no line may break. */
export function holdsName(text: string): boolean {
  return name.test(text)
}

/**
 * Lines of at most `width` columns. Breaks at plain spaces (never at those that do not break); a word that is too long, after
 * a hyphen, a slash, a dot…; one without any, where the line ends. Our own names stay whole, whatever the width.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`
    if (columnsOf(joined) <= width) {
      line = joined
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = columnsOf(word) <= width ? [word] : breakWord(word, width)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  return [...lines, line]
}

function breakWord(word: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(word)) {
    if (columnsOf(line + piece) <= width) {
      line += piece
      continue
    }
    if (line !== '') lines.push(line)
    line = ''
    if (holdsName(piece)) {
      line = piece
      continue
    }
    for (const sign of piece) {
      if (columnsOf(line + sign) > width) {
        lines.push(line)
        line = ''
      }
      line += sign
    }
  }
  return [...lines, line]
}

/**
 * A text of several lines, each wrapped with its own indent; continued under the text of a list item (`1. `, `→ `, `• `).
 * Long words (paths, commands) stay whole: they are to be copied.
 */
export function wrapText(text: string, width = usualWidth): string {
  return text
    .split('\n')
    .flatMap((line) => {
      if (columnsOf(line) <= width) return [line]
      const indent = /^ *(?:\d+\. |[→•✓] )?/.exec(line)?.[0] ?? ''
      const room = Math.max(20, width - indent.length)
      const words = line.slice(indent.length).split(' ')
      const lines: string[] = []
      for (const word of words) {
        const last = lines.at(-1)
        if (last !== undefined && columnsOf(last) + 1 + columnsOf(word) <= room)
          lines[lines.length - 1] = `${last} ${word}`
        else lines.push(word)
      }
      return lines.map((one, index) => (index === 0 ? indent : ' '.repeat(indent.length)) + one)
    })
    .join('\n')
}
