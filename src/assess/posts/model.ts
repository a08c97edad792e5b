/**
 * From cues and wording to a class, and to commerce: each cue, and each piece of the wording, speaks for or against each
 * answer by a learned weight; the answer with the highest sum is taken. Linear, so that every verdict comes apart into the
 * phrases that made it.
 *
 * The weights are learned by `bench/quality/train-posts.ts` on the invented posts of `bench/quality/texts/`. There cues are
 * left out at random, so that a post whose words no rule lists is judged by its wording instead.
 */
import { type Cue, cues } from '../rules/contract.ts'
import { gramsOf } from './grams.ts'
import { type Commercial, type PostLabel, postLabels } from './labels.ts'
import type { ReadPost } from './read.ts'
import { gramWeights, lead, more, once, shape, start } from './weights.ts'

export const commerceAnswers = ['yes', 'no', 'unclear'] as const satisfies readonly Commercial[]
/** the answers of both questions, in the order of the weights */
export const answers = [...postLabels, ...commerceAnswers] as const

export const shapes = [
  'short',
  'brief',
  'long',
  'asks',
  'lines',
  'headed',
  'exclaims',
  'figures',
  'goodless',
  'lawful',
] as const
export type Shape = (typeof shapes)[number]

export interface PostFeatures {
  /** [cue, 1, how often beyond the first: binary logarithm, at most three] */
  readonly cues: readonly (readonly [cue: Cue, once: 1, more: number])[]
  /** the purpose that the very first words tell: `[WTB]`, `Vends`, `According to` */
  readonly lead: Cue | undefined
  readonly shapes: readonly Shape[]
  readonly grams: readonly (readonly [place: number, value: number])[]
}

const purposes: ReadonlySet<Cue> = new Set<Cue>([
  'sell',
  'not-sell',
  'bid',
  'free',
  'sample',
  'ransom',
  'want',
  'lookup',
  'report',
  'repost',
  'forwarded',
  'sold-mark',
])
/** a purpose told later than this is one among others */
const headLength = 12

export function featuresOf({ folded, spoken, hits }: ReadPost): PostFeatures {
  const counts = new Map<Cue, number>()
  for (const { cue } of hits) counts.set(cue, (counts.get(cue) ?? 0) + 1)
  const present = cues.filter((cue) => counts.has(cue))
  const first = hits
    .filter(({ cue, start }) => start <= headLength && purposes.has(cue))
    .sort((a, b) => a.start - b.start)[0]
  return {
    lead: first?.cue,
    cues: present.map((cue) => [cue, 1, Math.log2(Math.min(counts.get(cue)!, 8))] as const),
    shapes: shapesOf(folded.text, counts),
    grams: gramsOf(spoken),
  }
}

const goods: readonly Cue[] = [
  'data',
  'access',
  'access-weak',
  'combo',
  'ulp-line',
  'logs',
  'logs-weak',
  'machine',
  'lookup',
  'lookup-weak',
  'redacted',
]
const dealing: readonly Cue[] = [
  'sell',
  'sell-weak',
  'bid',
  'bid-weak',
  'want',
  'want-weak',
  'price',
  'amount',
  'free',
  'free-weak',
]

function shapesOf(text: string, counts: ReadonlyMap<Cue, number>): readonly Shape[] {
  const goodless = !goods.some((cue) => counts.has(cue))
  const is: Readonly<Record<Shape, boolean>> = {
    short: text.length < 60,
    brief: text.length < 120,
    long: text.length > 250,
    asks: text.includes('?'),
    lines: text.includes('\n'),
    headed: /^[[#=]/.test(text),
    exclaims: text.includes('!'),
    figures: /\d/.test(text),
    // nothing that is stolen is named; dealing in it is then likely lawful
    goodless,
    lawful: goodless && dealing.some((cue) => counts.has(cue)),
  }
  return shapes.filter((shape) => is[shape])
}

export interface Classification {
  readonly label: PostLabel
  /** probability that the model gives its label, 0 to 1 */
  readonly probability: number
  /** probability of each label, in their order */
  readonly labels: readonly number[]
  /** probability of yes, no and unclear, told from the text alone */
  readonly commerce: readonly number[]
  /** what each cue adds to the label's sum, against the mean of the others; strongest first */
  readonly support: readonly { readonly cue: Cue; readonly weight: number }[]
  /** what the wording adds to it */
  readonly wording: number
}

export function classify(features: PostFeatures): Classification {
  const wording = wordingOf(features)
  const sums = answers.map((_, answer) => sumOf(features, answer) + wording[answer]!)
  const labels = shares(sums.slice(0, postLabels.length))
  const best = labels.indexOf(Math.max(...labels))
  const support = features.cues
    .map(([cue, one, rest]) => {
      const ahead = cue === features.lead ? above(lead[cue], best) : 0
      return { cue, weight: one * above(once[cue], best) + rest * above(more[cue], best) + ahead }
    })
    .sort((a, b) => b.weight - a.weight)
  return {
    label: postLabels[best]!,
    probability: labels[best]!,
    labels,
    commerce: shares(sums.slice(postLabels.length)),
    support,
    wording: above(wording, best),
  }
}

function sumOf(features: PostFeatures, answer: number): number {
  let sum = start[answer]!
  for (const [cue, one, rest] of features.cues) sum += one * once[cue][answer]! + rest * more[cue][answer]!
  if (features.lead !== undefined) sum += lead[features.lead][answer]!
  for (const name of features.shapes) sum += shape[name][answer]!
  return sum
}

let table: { readonly weights: Int8Array; readonly scale: number } | undefined

function grams(): { readonly weights: Int8Array; readonly scale: number } {
  table ??= { weights: new Int8Array(Buffer.from(gramWeights.base64, 'base64')), scale: gramWeights.scale }
  return table
}

function wordingOf({ grams: pieces }: PostFeatures): readonly number[] {
  const { weights, scale } = grams()
  const sums = answers.map(() => 0)
  for (const [place, value] of pieces) {
    for (let answer = 0; answer < answers.length; answer += 1) {
      sums[answer]! += value * scale * weights[place * answers.length + answer]!
    }
  }
  return sums
}

function shares(sums: readonly number[]): readonly number[] {
  const top = Math.max(...sums)
  const exponents = sums.map((sum) => Math.exp(sum - top))
  const total = exponents.reduce((sum, one) => sum + one, 0)
  return exponents.map((one) => one / total)
}

function above(weights: readonly number[], label: number): number {
  const of = weights.slice(0, postLabels.length)
  return of[label]! - of.reduce((sum, weight) => sum + weight, 0) / of.length
}
