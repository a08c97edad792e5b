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

/** What a phrase of a post does; the combination of these makes the class (`../posts/model.ts`). */
export const cues = [
  'sell', // the author sells
  'told-sale', // somebody's sale is told
  'not-sell', // the author does not sell
  'price', // words about a price
  'amount', // a sum of money
  'bare-amount', // a number where a price stands
  'payment', // coins, escrow, guarantor
  'exclusive', // one buyer, one copy
  'haggle', // negotiable, firm, first come
  'contact', // write to me
  'data', // a base, its rows, its kind
  'bid', // start, step, blitz, bids
  'access', // a way in
  'only-access', // a way in, and no data
  'free', // given away
  'link', // here it is
  'credits', // against the credits of a forum
  'hidden', // hidden until one answers or likes
  'swap', // against other data
  'sample', // a few lines, a proof
  'redacted', // lines with parts struck out
  'in-offer', // the sample belongs to an offer
  'combo', // lists of log-ins
  'ulp-line', // url:login:password
  'logs', // loot of malware
  'machine', // what such loot is made of
  'ransom', // pay, or else
  'deadline', // a countdown, a share published
  'bought-out', // a buyer instead of the victim
  'want', // the author wants data
  'lookup', // answers about one person
  'question', // asks the others
  'forum-talk', // vouches, quarrels, rules
  'report', // press, researchers, officials
  'repost', // again
  'old', // a year gone, stale
  'benign', // lawful trade, games, jobs
  'subscription', // by the week or month
  'sold-mark', // a seller's own "sold"
  'page-price', // a leak page's tariff: extend, delete, download
  'for-now', // free, for the time being
  'forwarded', // another's words passed on
  // words that go with the cue of the same name but mean other things as well
  'sell-weak',
  'want-weak',
  'report-weak',
  'ransom-weak',
  'free-weak',
  'forum-talk-weak',
  'repost-weak',
  'lookup-weak',
  'access-weak',
  'logs-weak',
  'bid-weak',
  'sample-weak',
  'question-weak',
] as const
export type Cue = (typeof cues)[number]

export interface PostRule extends Rule {
  readonly cue: Cue
}

export interface PostPack {
  readonly language: Language | 'any'
  readonly words: Readonly<Record<string, readonly string[]>>
  readonly rules: readonly PostRule[]
}
