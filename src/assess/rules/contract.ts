/**
 * Rules are data: a pattern, what it says, and the pair of texts that keeps it honest. They are matched against folded text
 * (`../text/fold.ts`: lower case, no accents, one script a word), never against the original.
 *
 * A few signs keep patterns readable; all else is a regular expression:
 * - `<name>` stands for the words listed under that name in the pack (`<data>`: data, database, records, …);
 * - `…` skips up to 60 characters of the same sentence;
 * - ` +3` stands for up to three words after a word, `3+ ` for up to three before one (`list~ +2 for sale`);
 * - `~` ends a stem: the rest of the word may follow (`прода~`).
 * A pattern matches whole words only. No pattern repeats a repetition: time stays linear in the text.
 */

export type Language = 'en' | 'fr' | 'ru'

/** What texts and structure support; each includes less than the one before it. */
export type CirculationLevel = 'for-sale' | 'traded' | 'leaked' | 'none'

interface Rule {
  /** `en.sale.put-up`: language, what it speaks of, which way of saying it */
  readonly id: string
  readonly pattern: string
  /** a text in which the rule fires */
  readonly fires: string
  /** a near text in which it does not */
  readonly spares: string
}

/** What is told of a breach's data, by somebody who reports it. */
export interface CirculationRule extends Rule {
  readonly says: Exclude<CirculationLevel, 'none'>
  /** 0 to 1: how far the words alone carry */
  readonly strength: number
}

/** Words that take the sense out of a circulation rule that overlaps them: negation, lawful trade, another sense. */
export interface CirculationVeto extends Rule {
  readonly takesFrom: readonly Exclude<CirculationLevel, 'none'>[]
}

export interface CirculationPack {
  readonly language: Language
  readonly words: Readonly<Record<string, readonly string[]>>
  readonly rules: readonly CirculationRule[]
  readonly vetoes: readonly CirculationVeto[]
}
