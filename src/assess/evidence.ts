import type { Language } from './rules/contract.ts'
import type { Hit } from './rules/match.ts'
import type { Folded } from './text/fold.ts'

/** Why we say what we say: a rule, the words that made it fire as they were written, and where they stood. */
export interface Evidence {
  /** id of the rule, `en.sale.put-up` or `nature.stealer-log` */
  readonly rule: string
  /** verbatim, at most 160 characters; for a rule about structure, the fact itself */
  readonly words: string
  /** of the words; absent where a rule reads structure and not language */
  readonly language?: Language
  readonly field: 'title' | 'description' | 'text' | 'nature' | 'flags' | 'classes' | 'dates' | 'sources'
  /** where the words begin in the original field; absent for structure */
  readonly at?: number
}

const wordsKept = 160

export function quoteHit(
  hit: Hit<{ readonly id: string }>,
  folded: Folded,
  field: Evidence['field'],
  language: Language,
): Evidence {
  const words = folded.quote(hit.start, hit.end)
  return { rule: hit.rule.id, words: shorten(words), language, field, at: folded.at(hit.start) }
}

export function shorten(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim()
  return line.length <= wordsKept ? line : `${line.slice(0, wordsKept - 1)}…`
}
