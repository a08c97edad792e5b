/**
 * What is kept of a post, a paste or a claim whose own text was read: a verdict, the words of our rules that carry it, and a
 * fingerprint. The text itself is dropped: names and health cannot be masked by rule.
 */

/** What a post is, in one word. Whether its claim is fake or recycled is the claim's state, not a class. */
export const postLabels = [
  'sale_offer', // asks money for data
  'auction', // start, step, blitz
  'access_sale', // sells a way in, not data
  'free_leak', // gives the data, whole
  'sample_proof', // shows a few lines, nothing else
  'combo_ulp', // lists of log-ins, recycled
  'stealer_logs', // loot of malware, a machine each
  'extortion', // pay, or it is published
  'request_to_buy', // wants data
  'lookup_service', // answers about one person
  'discussion', // question, vouch, complaint, anything else
  'news', // press, researchers, official notices
  'repost', // an old leak again
] as const
export type PostLabel = (typeof postLabels)[number]

/** What the author does with stolen data: offers it for value, does not, or does not say. */
export type Commercial = 'yes' | 'no' | 'unclear'

/** A text as it was read once. */
export interface PostReading {
  /** ISO 8601 UTC */
  readonly readAt: string
  /** of the body as it was read */
  readonly sha256Hex: string
  /** HTTP status of the answer that held it */
  readonly status: number
  readonly label: PostLabel
  readonly commercial: Commercial
  /** 0 to 1, of the label */
  readonly confidence: number
  /** what speaks for the label, strongest first */
  readonly evidence: readonly PostEvidence[]
  /** types of fields and words of our own rules and watched names only, at most 200 characters: `vends bdd <text> … <email>;<phone>` */
  readonly excerpt: string
}

export interface PostEvidence {
  /** id of the rule */
  readonly rule: string
  /** words of our own rules only */
  readonly words: string
  readonly language?: 'en' | 'fr' | 'ru'
}
