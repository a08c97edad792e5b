/**
 * What the author does with stolen data: offers it for value, does not, or does not say. News, talk and buyers never do;
 * for goods that are sold as well as given away the words about value decide.
 */
import type { Cue } from '../rules/contract.ts'
import { type Commercial, type PostLabel, postLabels } from './labels.ts'
import { type Classification, commerceAnswers } from './model.ts'

type Has = (...cues: Cue[]) => boolean

/**
 * Two opinions multiplied: what each class means for commerce, weighted by how likely the class is, and what the model tells
 * from the text alone. A class that never is commerce, or always, decides alone where the class is likely.
 */
export function commercialOf(
  { label, labels, commerce }: Pick<Classification, 'label' | 'labels' | 'commerce'>,
  has: Has,
): Commercial {
  const certain = certainOf(label)
  if (certain !== undefined && labels[postLabels.indexOf(label)]! >= likely) return certain
  const byClass = commerceAnswers.map((answer) =>
    labels.reduce((sum, share, index) => sum + (ofClass(postLabels[index]!, has) === answer ? share : 0), 0),
  )
  const product = byClass.map((share, index) => (share + doubt) * (commerce[index]! + doubt))
  return commerceAnswers[product.indexOf(Math.max(...product))]!
}

/** neither opinion is ever quite sure */
const doubt = 0.02
/** a class as likely as all others together and half as much again */
const likely = 0.6

function certainOf(label: PostLabel): Commercial | undefined {
  if (label === 'news' || label === 'discussion' || label === 'request_to_buy') return 'no'
  return label === 'sale_offer' || label === 'auction' || label === 'access_sale' ? 'yes' : undefined
}

/** The commerce of a post of that class, by its cues. */
function ofClass(label: PostLabel, has: Has): Commercial {
  const sum = has('amount')
  const value = sum || has('price', 'subscription', 'payment')
  const offers = has('sell', 'sell-weak', 'payment', 'haggle', 'exclusive', 'subscription')
  const given = has('free') && !(sum && offers)
  switch (label) {
    case 'sale_offer':
    case 'auction':
    case 'access_sale':
    case 'news':
    case 'discussion':
    case 'request_to_buy':
      return certainOf(label)!
    case 'free_leak':
      return has('credits', 'swap') ? 'unclear' : 'no'
    case 'sample_proof':
      return has('in-offer') || sum || (has('sell') && !has('not-sell')) ? 'yes' : 'unclear'
    case 'extortion':
      if (has('bought-out', 'sell', 'bid', 'exclusive')) return 'yes'
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
