/**
 * From cues to a class: each cue speaks for or against each class by a learned weight, and the class with the highest sum is
 * taken. Linear, so that every verdict comes apart into the phrases that made it.
 *
 * The weights are learned by `bench/quality/train-posts.ts` on the invented posts of `bench/quality/texts/`.
 */
import { type Cue, cues } from '../rules/contract.ts'
import { type PostLabel, postLabels } from './labels.ts'
import { more, once, start } from './weights.ts'

export type CueCounts = ReadonlyMap<Cue, number>

/** Two features a cue: that it is there, and how often beyond the first (binary logarithm, at most three). */
export function featuresOf(counts: CueCounts): readonly (readonly [cue: Cue, once: number, more: number])[] {
  return cues.flatMap((cue) => {
    const count = counts.get(cue) ?? 0
    return count === 0 ? [] : [[cue, 1, Math.log2(Math.min(count, 8))] as const]
  })
}

export interface Classification {
  readonly label: PostLabel
  /** probability that the model gives its label, 0 to 1 */
  readonly probability: number
  /** what each cue adds to the label's sum, against the mean of the others; strongest first */
  readonly support: readonly { readonly cue: Cue; readonly weight: number }[]
}

export function classify(counts: CueCounts): Classification {
  const features = featuresOf(counts)
  const sums = postLabels.map((_, index) =>
    features.reduce((sum, [cue, one, rest]) => sum + one * once[cue][index]! + rest * more[cue][index]!, start[index]!),
  )
  const best = sums.indexOf(Math.max(...sums))
  const exponents = sums.map((sum) => Math.exp(sum - sums[best]!))
  const support = features
    .map(([cue, one, rest]) => ({ cue, weight: one * above(once[cue], best) + rest * above(more[cue], best) }))
    .sort((a, b) => b.weight - a.weight)
  return { label: postLabels[best]!, probability: 1 / exponents.reduce((sum, one) => sum + one, 0), support }
}

function above(weights: readonly number[], index: number): number {
  return weights[index]! - weights.reduce((sum, weight) => sum + weight, 0) / weights.length
}
