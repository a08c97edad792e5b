/** Runs the rules of a pack over a folded text. */
import type { Folded } from '../text/fold.ts'
import { toRegExp } from './compile.ts'

export interface Hit<R> {
  readonly rule: R
  /** place in the folded text */
  readonly start: number
  readonly end: number
}

/** Hits kept of one rule: a text of a thousand offers says no more than one of eight. */
const hitsKept = 8

/** Every place where a rule matches, in the order of the rules; at most eight a rule. */
export function findHits<R extends { readonly pattern: string }>(
  rules: readonly R[],
  words: Readonly<Record<string, readonly string[]>>,
  folded: Folded,
): readonly Hit<R>[] {
  const hits: Hit<R>[] = []
  for (const rule of rules) {
    const pattern = toRegExp(rule.pattern, words)
    let kept = 0
    for (let match = pattern.exec(folded.text); match !== null && kept < hitsKept; match = pattern.exec(folded.text)) {
      hits.push({ rule, start: match.index, end: match.index + match[0].length })
      kept += 1
      if (match[0] === '') pattern.lastIndex += 1
    }
  }
  return hits
}

export function overlaps(a: Hit<unknown>, b: Hit<unknown>): boolean {
  return a.start < b.end && b.start < a.end
}
