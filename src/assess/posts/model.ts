/**
 * From cues and wording to a class, and to commerce: each cue, and each piece of the wording, speaks for or against each
 * answer by a learned weight; the answer with the highest sum is taken. Linear, so that every verdict comes apart into the
 * phrases that made it.
 *
 * The weights are learned by `bench/quality/train-posts.ts` on the invented posts of `bench/quality/texts/`. There cues are
 * left out at random, so that a post whose words no rule lists is judged by its wording instead.
 */
import { inflateRawSync } from 'node:zlib'
import { type Cue, cues } from '../rules/contract.ts'
import { type Grams, gramPlaces, gramsOf, placesOfWord, weighGrams, wordsOf } from './grams.ts'
import { type Commercial, type PostLabel, postLabels } from './labels.ts'
import type { ReadPost } from './read.ts'
import { familiarWords, gramWeights, lead, more, once, shape, start } from './weights.ts'

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
  'loot',
  'rows',
  'tariff',
] as const
export type Shape = (typeof shapes)[number]

export interface PostFeatures {
  /** [cue, 1, how often beyond the first: binary logarithm, at most three] */
  readonly cues: readonly (readonly [cue: Cue, once: 1, more: number])[]
  /** the purpose that the very first words tell: `[WTB]`, `Vends`, `According to` */
  readonly lead: Cue | undefined
  readonly shapes: readonly Shape[]
  readonly grams: Grams
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
  const lines = text.split('\n', linesRead).filter((line) => line.trim() !== '')
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
    // most lines are log-ins; some are records; some are a good with its price
    loot: share(lines, lootLine) > 0.5,
    rows: lines.filter((line) => rowLine.test(line.slice(0, 400)) && !lootLine.test(line.slice(0, 400))).length > 1,
    tariff: lines.filter((line) => tariffLine.test(line.slice(0, 100))).length > 1,
  }
  return shapes.filter((shape) => is[shape])
}

/** A post says at its beginning what its lines are. */
const linesRead = 40
const lootLine = /^\s*(?:https?:\/\/)?[^\s:|;]{3,120}[:|;][^\s:|;]{2,80}[:|;]\S{3,60}\s*$|^\s*\S+@\S+[:|;]\S{3,60}\s*$/
const rowLine = /^[^|;,\t\n]{1,40}(?:[|;\t] ?[^|;\t\n]{0,40}){2,12}$|^[^,\n]{1,30}(?:,[^,\s][^,\n]{0,30}){2,12}$/
const tariffLine =
  /^[^\n]{1,40}?[\p{L})'"] ?(?:[-–—:=.…·|➜→>]+|\s{2,}) ?[$€£]? ?\d[\d ,.]{0,8}k? ?(?:[$€£₽]|\p{L}{1,4}\.?)?$/u

function share(lines: readonly string[], is: RegExp): number {
  return lines.length === 0 ? 0 : lines.filter((line) => is.test(line.slice(0, 400))).length / lines.length
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

/**
 * The words that speak most for the label, strongest first. Only words that several of the invented posts hold: a name or a
 * secret of the text is none of them.
 */
export function tellingWords(spoken: string, label: PostLabel): readonly string[] {
  const answer = postLabels.indexOf(label)
  return [...new Set(wordsOf(spoken.slice(0, wordsSought)))]
    .filter((word) => familiar().has(word))
    .map((word) => ({ word, weight: placesOfWord(word).reduce((sum, place) => sum + gramAbove(place, answer), 0) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, wordsTold)
    .map(({ word }) => word)
}

/** Whether the text holds any word that the model has met often; of a language that it does not know it can tell nothing. */
export function isReadable(spoken: string): boolean {
  return wordsOf(spoken.slice(0, wordsSought)).some((word) => familiar().has(word))
}

const wordsSought = 12_000
const wordsTold = 4

function sumOf(features: PostFeatures, answer: number): number {
  let sum = start[answer]!
  for (const [cue, one, rest] of features.cues) sum += one * once[cue][answer]! + rest * more[cue][answer]!
  if (features.lead !== undefined) sum += lead[features.lead][answer]!
  for (const name of features.shapes) sum += shape[name][answer]!
  return sum
}

interface GramTable {
  readonly weights: Int8Array
  readonly rarity: Uint8Array
}

let table: GramTable | undefined
let words: ReadonlySet<string> | undefined

/** Unpacked at the first post. */
function grams(): GramTable {
  table ??= {
    weights: new Int8Array(inflateRawSync(Buffer.from(gramWeights.weights, 'base64'))),
    rarity: new Uint8Array(inflateRawSync(Buffer.from(gramWeights.rarity, 'base64'))),
  }
  return table
}

function familiar(): ReadonlySet<string> {
  words ??= new Set(familiarWords.split(' '))
  return words
}

function wordingOf({ grams: pieces }: PostFeatures): readonly number[] {
  const { weights, rarity } = grams()
  const sums = answers.map(() => 0)
  for (const [place, value] of weighGrams(pieces, (at) => rarity[at]! * gramWeights.rarityStep)) {
    for (let answer = 0; answer < answers.length; answer += 1) {
      sums[answer]! += value * gramWeights.weightStep * weights[answer * gramPlaces + place]!
    }
  }
  return sums
}

function gramAbove(place: number, label: number): number {
  const { weights, rarity } = grams()
  const of = postLabels.map((_, answer) => weights[answer * gramPlaces + place]! * rarity[place]!)
  return of[label]! - of.reduce((sum, weight) => sum + weight, 0) / of.length
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
