/** What a post is, in one word. Whether its claim is fake or recycled is the claim's state (`../claim.ts`), not a class. */
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
