/**
 * The candidate that was most likely meant by `typed`, or `undefined` when none is close: at most one edit in four letters
 * (and one at least), where swapping two neighbours is one edit.
 */
export function nearest(typed: string, candidates: Iterable<string>): string | undefined {
  const most = Math.max(1, Math.floor(typed.length / 4))
  let best: { readonly word: string; readonly edits: number } | undefined
  for (const word of candidates) {
    if (Math.abs(word.length - typed.length) > most) continue
    const edits = editDistance(typed.toLowerCase(), word.toLowerCase())
    if (edits <= most && edits < (best?.edits ?? Number.POSITIVE_INFINITY)) best = { word, edits }
  }
  return best?.word
}

/** Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment). */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      let edits = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1))
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (swapped) edits = Math.min(edits, beforeLast[column - 2]! + 1)
      current.push(edits)
    }
    beforeLast = last
    last = current
  }
  return last[to.length]!
}
