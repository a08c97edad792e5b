/**
 * Learns the weights of `src/assess/posts/weights.ts` from the invented posts of `texts/posts.jsonl`: softmax regression on
 * the cues that the rules find and on the wording, by stochastic gradient descent. Deterministic: the same texts and rules
 * give the same file. The labelled posts by which we are measured are never read here.
 *
 *   node bench/quality/train-posts.ts            prints what five folds give, writes nothing
 *   node bench/quality/train-posts.ts --write    writes the weights learned on all of them
 *
 * The rules grew while these posts were written, so cues look better here than in the world. Each post is therefore learned
 * four times with some of its cues left out; the wording has to stand in for them.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gramPlaces } from '../../src/assess/posts/grams.ts'
import { type Commercial, type PostLabel, postLabels } from '../../src/assess/posts/labels.ts'
import { answers, commerceAnswers, featuresOf, type PostFeatures, shapes } from '../../src/assess/posts/model.ts'
import { readPost } from '../../src/assess/posts/read.ts'
import { cues } from '../../src/assess/rules/contract.ts'
import { percent } from './table.ts'

interface Post {
  readonly text: string
  readonly label: PostLabel
  readonly commercial: Commercial
}

interface Example {
  /** index of the label, index of the commerce */
  readonly truth: readonly [number, number]
  readonly features: PostFeatures
}

type Row = readonly (readonly [at: number, value: number])[]

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const decay = 0.002
const rate = 0.2
const rounds = 8
const copies = 4
const leftOut = 0.4
/** learned so often, in different orders, and averaged: a linear model's mean is the mean of its opinions */
const runs = 4

// columns: 0 the start, then two for each cue, one for each that leads, one for each shape, one for each place of the wording
const leadAt = 1 + 2 * cues.length
const shapesAt = leadAt + cues.length
const gramsAt = shapesAt + shapes.length
const width = gramsAt + gramPlaces
const heads = [
  { from: 0, to: postLabels.length },
  { from: postLabels.length, to: answers.length },
] as const

let seed = 7
function random(): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}

const examples = readFileSync(here('texts/posts.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => toExample(JSON.parse(line) as Post))

if (process.argv.includes('--write')) {
  writeFileSync(
    here('../../src/assess/posts/weights.ts'),
    render(mean(Array.from({ length: runs }, () => learn(examples)))),
  )
  console.log(`${examples.length} invented posts learned, wrote src/assess/posts/weights.ts`)
} else {
  const folds = 5
  const right = [0, 0]
  for (let fold = 0; fold < folds; fold += 1) {
    const weights = learn(examples.filter((_, index) => index % folds !== fold))
    for (const [index, { truth, features }] of examples.entries()) {
      if (index % folds !== fold) continue
      const sums = sumsOf(weights, toRow(features))
      for (const [head, { from, to }] of heads.entries()) right[head]! += best(sums, from, to) === truth[head] ? 1 : 0
    }
  }
  console.log(
    `${examples.length} invented posts, ${folds} folds: class ${percent(right[0]! / examples.length)}, commerce ${percent(right[1]! / examples.length)}`,
  )
}

function toExample({ text, label, commercial }: Post): Example {
  const truth = [postLabels.indexOf(label), postLabels.length + commerceAnswers.indexOf(commercial)] as const
  return { truth, features: featuresOf(readPost(text)) }
}

function toRow({ cues: present, lead, shapes: of, grams }: PostFeatures, keeps: () => boolean = () => true): Row {
  return [
    [0, 1] as const,
    ...present.filter(keeps).flatMap(([cue, once, more]) => {
      const at = 1 + 2 * cues.indexOf(cue)
      return more > 0 ? [[at, once] as const, [at + 1, more] as const] : [[at, once] as const]
    }),
    ...(lead !== undefined && keeps() ? [[leadAt + cues.indexOf(lead), 1] as const] : []),
    ...of.map((name) => [shapesAt + shapes.indexOf(name), 1] as const),
    ...grams.map(([place, value]) => [gramsAt + place, value] as const),
  ]
}

/** Adagrad: a step for each post, the smaller the more a weight has moved. */
function learn(examples: readonly Example[]): Float64Array[] {
  const weights = answers.map(() => new Float64Array(width))
  const moved = answers.map(() => new Float64Array(width).fill(1e-6))
  const rows = examples.flatMap(({ truth, features }) =>
    Array.from({ length: copies }, () => ({ truth, row: toRow(features, () => random() >= leftOut) })),
  )
  for (let round = 0; round < rounds; round += 1) {
    for (const { truth, row } of shuffled(rows)) {
      const sums = sumsOf(weights, row)
      for (const [head, { from, to }] of heads.entries()) {
        const shares = softmax(sums, from, to)
        for (let answer = from; answer < to; answer += 1) {
          const error = shares[answer - from]! - (truth[head] === answer ? 1 : 0)
          if (Math.abs(error) > 1e-3) step(weights[answer]!, moved[answer]!, row, error)
        }
      }
    }
  }
  return weights
}

function mean(all: readonly Float64Array[][]): Float64Array[] {
  return answers.map((_, answer) =>
    Float64Array.from({ length: width }, (_, at) => all.reduce((sum, one) => sum + one[answer]![at]!, 0) / all.length),
  )
}

function step(weights: Float64Array, moved: Float64Array, row: Row, error: number): void {
  for (const [at, value] of row) {
    const slope = error * value + decay * weights[at]!
    moved[at]! += slope * slope
    weights[at]! -= (rate * slope) / Math.sqrt(moved[at]!)
  }
}

function sumsOf(weights: readonly Float64Array[], row: Row): number[] {
  return weights.map((of) => {
    let sum = 0
    for (const [at, value] of row) sum += of[at]! * value
    return sum
  })
}

function softmax(sums: readonly number[], from: number, to: number): number[] {
  const of = sums.slice(from, to)
  const top = Math.max(...of)
  const exponents = of.map((sum) => Math.exp(sum - top))
  const total = exponents.reduce((sum, one) => sum + one, 0)
  return exponents.map((one) => one / total)
}

function best(sums: readonly number[], from: number, to: number): number {
  const of = sums.slice(from, to)
  return from + of.indexOf(Math.max(...of))
}

function shuffled<T>(list: readonly T[]): T[] {
  const out = [...list]
  for (let i = out.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    ;[out[i], out[j]] = [out[j]!, out[i]!]
  }
  return out
}

function render(weights: readonly Float64Array[]): string {
  const row = (at: number) => `[${weights.map((of) => Number(of[at]!.toFixed(2))).join(', ')}]`
  const table = (names: readonly string[], at: (index: number) => number) =>
    names.map((name, index) => `  '${name}': ${row(at(index))},`).join('\n')
  let largest = 0
  for (const of of weights) for (let at = gramsAt; at < width; at += 1) largest = Math.max(largest, Math.abs(of[at]!))
  const scale = Number((largest / 127).toPrecision(4))
  const bytes = Buffer.alloc(gramPlaces * answers.length)
  for (let place = 0; place < gramPlaces; place += 1) {
    for (const [answer, of] of weights.entries()) {
      bytes.writeInt8(
        Math.max(-127, Math.min(127, Math.round(of[gramsAt + place]! / scale))),
        place * answers.length + answer,
      )
    }
  }
  return `// biome-ignore-all format: tables of numbers
/**
 * Written by \`bench/quality/train-posts.ts\`, not by hand. One column an answer:
 * ${answers.join(', ')}.
 */
import type { Cue } from '../rules/contract.ts'
import type { Shape } from './model.ts'

type Row = readonly number[]

/** what an answer has before any sign */
export const start: Row = ${row(0)}

/** what the presence of a cue adds to each answer */
export const once: Readonly<Record<Cue, Row>> = {
${table(cues, (index) => 1 + 2 * index)}
}

/** what each doubling of it adds */
export const more: Readonly<Record<Cue, Row>> = {
${table(cues, (index) => 2 + 2 * index)}
}

/** what it adds to be the first cue of the post */
export const lead: Readonly<Record<Cue, Row>> = {
${table(cues, (index) => leadAt + index)}
}

/** what the shape of the text adds */
export const shape: Readonly<Record<Shape, Row>> = {
${table(shapes, (index) => shapesAt + index)}
}

/** what a place of the wording adds, in steps of \`scale\`: one signed byte for each place and answer */
export const gramWeights = { scale: ${scale}, base64: '${bytes.toString('base64')}' } as const
`
}
