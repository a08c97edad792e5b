/**
 * A linear model of posts, learned: one support vector machine an answer (squared hinge, by dual coordinate descent), over the
 * cues that the rules find and over the wording. Deterministic: the same texts and rules give the same weights.
 *
 * The rules grew while posts were written, so cues look better here than in the world. Each post is therefore learned several
 * times with more and more of its cues left out; the wording has to stand in for them.
 */
import { type Grams, gramPlaces, weighGrams } from '../../src/assess/posts/grams.ts'
import { type Commercial, type PostLabel, postLabels } from '../../src/assess/posts/labels.ts'
import { answers, commerceAnswers, featuresOf, type PostFeatures, shapes } from '../../src/assess/posts/model.ts'
import { readPost } from '../../src/assess/posts/read.ts'
import { cues } from '../../src/assess/rules/contract.ts'

export interface Post {
  readonly id: string
  readonly lang: string
  readonly text: string
  readonly label: PostLabel
  readonly commercial: Commercial
}

export interface Example {
  readonly post: Post
  /** index of the label, index of the commerce */
  readonly truth: readonly [label: number, commerce: number]
  readonly features: PostFeatures
}

/** Which features take part. */
export type Part = 'rules' | 'wording' | 'both'

export interface Learned {
  readonly weights: readonly Float64Array[]
  readonly rarity: Float64Array
}

// columns: 0 the start, then two for each cue, one for each that leads, one for each shape, one for each place of the wording
export const leadAt = 1 + 2 * cues.length
export const shapesAt = leadAt + cues.length
export const gramsAt = shapesAt + shapes.length
export const width = gramsAt + gramPlaces

/** where the answers of each question stand */
export const questions = [
  { from: 0, to: postLabels.length },
  { from: postLabels.length, to: answers.length },
] as const

const cost = 0.5
/** a cue weighs this much of a whole wording */
const cueScale = 0.5
/** of each copy of a post, the share of cues left out */
const leftOut = [0.2, 0.4, 0.6, 0.8]
const rounds = 40
const goodEnough = 0.05

export function toExample(post: Post): Example {
  const truth = [postLabels.indexOf(post.label), postLabels.length + commerceAnswers.indexOf(post.commercial)] as const
  return { post, truth, features: featuresOf(readPost(post.text)) }
}

export function learn(examples: readonly Example[], part: Part = 'both'): Learned {
  const random = randomFrom(7)
  const rarity = rarityOf(examples.map(({ features }) => features.grams))
  const copies = part === 'both' ? leftOut : part === 'rules' ? leftOut.slice(0, 2) : [1]
  const rows = examples.flatMap(({ truth, features }) =>
    copies.map((share) => ({ truth, row: toRow(features, rarity, part, cueScale, () => random() >= share) })),
  )
  const weights = answers.map((_, answer) => {
    const question = answer < postLabels.length ? 0 : 1
    return separate(
      rows.map(({ row }) => row),
      rows.map(({ truth }) => (truth[question] === answer ? 1 : -1)),
      random,
    )
  })
  return { weights, rarity }
}

/** The sum of each answer. */
export function sumsOf({ weights, rarity }: Learned, { features }: Example, part: Part = 'both'): readonly number[] {
  const row = toRow(features, rarity, part, 1, () => true)
  return weights.map((of) => dot(of, row))
}

/** How much a piece counts: the rarer among the posts, the more; one that no post holds counts nothing. */
function rarityOf(all: readonly Grams[]): Float64Array {
  const held = new Float64Array(gramPlaces)
  for (const { words, letters, outline } of all) {
    for (const place of new Set([...words, ...letters, ...outline].map(([at]) => at))) held[place]! += 1
  }
  return held.map((count) => (count === 0 ? 0 : 1 + Math.log((1 + all.length) / (1 + count))))
}

interface Row {
  readonly at: Int32Array
  readonly value: Float64Array
}

function toRow(
  { cues: present, lead, shapes: of, grams }: PostFeatures,
  rarity: Float64Array,
  part: Part,
  scale: number,
  keeps: () => boolean,
): Row {
  const pairs: (readonly [number, number])[] = [[0, 1]]
  if (part !== 'wording') {
    for (const [cue, once, more] of present) {
      const at = 1 + 2 * cues.indexOf(cue)
      if (!keeps()) continue
      pairs.push([at, once * scale])
      if (more > 0) pairs.push([at + 1, more * scale])
    }
    if (lead !== undefined && keeps()) pairs.push([leadAt + cues.indexOf(lead), scale])
    for (const name of of) pairs.push([shapesAt + shapes.indexOf(name), scale])
  }
  if (part !== 'rules') {
    for (const [place, value] of weighGrams(grams, (at) => rarity[at]!)) pairs.push([gramsAt + place, value])
  }
  return { at: Int32Array.from(pairs, ([at]) => at), value: Float64Array.from(pairs, ([, value]) => value) }
}

/** The weights of one answer; cues are scaled back, so that the presence of one is worth its weight. */
function separate(rows: readonly Row[], signs: readonly number[], random: () => number): Float64Array {
  const weights = new Float64Array(width)
  const pull = new Float64Array(rows.length)
  const slack = 1 / (2 * cost)
  const size = rows.map(({ value }) => value.reduce((sum, one) => sum + one * one, slack))
  const order = rows.map((_, index) => index)
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, random)
    let worst = 0
    for (const index of order) {
      const row = rows[index]!
      const sign = signs[index]!
      const slope = sign * dot(weights, row) - 1 + slack * pull[index]!
      if (pull[index] === 0 && slope >= 0) continue
      worst = Math.max(worst, Math.abs(slope))
      const before = pull[index]!
      pull[index] = Math.max(before - slope / size[index]!, 0)
      const step = (pull[index]! - before) * sign
      for (let i = 0; i < row.at.length; i += 1) weights[row.at[i]!]! += step * row.value[i]!
    }
    if (worst < goodEnough) break
  }
  for (let at = 1; at < gramsAt; at += 1) weights[at]! *= cueScale
  return weights
}

function dot(weights: Float64Array, { at, value }: Row): number {
  let sum = 0
  for (let i = 0; i < at.length; i += 1) sum += weights[at[i]!]! * value[i]!
  return sum
}

function shuffle(list: number[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    ;[list[i], list[j]] = [list[j]!, list[i]!]
  }
}

/** Mulberry32. */
function randomFrom(start: number): () => number {
  let seed = start
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
