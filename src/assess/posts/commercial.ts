/**
 * What the author does with stolen data: offers it for value, does not, or does not say. News, talk and buyers never do;
 * for goods that are sold as well as given away the words about value decide.
 */
import type { Cue } from '../rules/contract.ts'
import type { Commercial, PostLabel } from './labels.ts'

/** The commerce of a post of that class. */
export function commercialOf(label: PostLabel, has: (...cues: Cue[]) => boolean): Commercial {
  const sum = has('amount')
  const value = sum || has('price', 'subscription', 'payment')
  const offers = has('sell', 'sell-weak', 'payment', 'haggle', 'exclusive', 'subscription')
  const given = has('free') && !(sum && offers)
  switch (label) {
    case 'sale_offer':
    case 'auction':
    case 'access_sale':
      return 'yes'
    case 'news':
    case 'discussion':
    case 'request_to_buy':
      return 'no'
    case 'free_leak':
      return has('credits', 'swap') ? 'unclear' : 'no'
    case 'sample_proof':
      return has('in-offer') || sum || (has('sell') && !has('not-sell')) ? 'yes' : 'unclear'
    case 'extortion':
      if (has('bought-out')) return 'yes'
      return has('page-price') ? 'unclear' : 'no'
    case 'repost':
      if (sum && !has('credits')) return 'yes'
      return has('credits', 'swap') || (has('forwarded') && !has('free', 'free-weak')) ? 'unclear' : 'no'
    case 'lookup_service':
      if (has('for-now') && !sum) return 'unclear'
      return has('free') && !value ? 'no' : 'yes'
    case 'combo_ulp':
    case 'stealer_logs':
      if (given || has('not-sell')) return 'no'
      if (value || has('sell')) return 'yes'
      if (has('credits', 'swap', 'hidden')) return 'unclear'
      if (has('free-weak', 'link')) return 'no'
      return label === 'combo_ulp' && has('ulp-line') ? 'no' : 'unclear'
  }
}
