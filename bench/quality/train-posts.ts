/**
 * Learns the weights of `src/assess/posts/weights.ts` from the invented posts of `texts/posts.jsonl`: softmax regression on
 * the cues that the rules find, by plain gradient descent. Deterministic: the same texts and rules give the same file.
 *
 *   node bench/quality/train-posts.ts            prints what five folds give, writes nothing
 *   node bench/quality/train-posts.ts --write    and writes the weights learned on all of them
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type PostLabel, postLabels } from '../../src/assess/posts/labels.ts'
import { featuresOf } from '../../src/assess/posts/model.ts'
import { readPost } from '../../src/assess/posts/read.ts'
import { type Cue, cues } from '../../src/assess/rules/contract.ts'
import { percent } from './table.ts'

interface Example {
  readonly label: number
  /** [index, value] of each feature that is not 0 */
  readonly features: readonly (readonly [number, number])[]
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const decay = 0.003
const rounds = 500
const rate = 0.5
const width = 1 + 2 * cues.length

const examples = readFileSync(here('texts/posts.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => toExample(JSON.parse(line) as { text: string; label: PostLabel }))

const folds = 5
let right = 0
for (let fold = 0; fold < folds; fold += 1) {
  const weights = learn(examples.filter((_, index) => index % folds !== fold))
  right += examples.filter((one, index) => index % folds === fold && bestOf(weights, one) === one.label).length
}
console.log(
  `${examples.length} invented posts, ${folds} folds: ${percent(right / examples.length)} of the classes right`,
)

if (process.argv.includes('--write')) {
  const weights = learn(examples)
  writeFileSync(here('../../src/assess/posts/weights.ts'), render(weights))
  console.log('wrote src/assess/posts/weights.ts')
}

function toExample({ text, label }: { text: string; label: PostLabel }): Example {
  const counts = new Map<Cue, number>()
  for (const { cue } of readPost(text).hits) counts.set(cue, (counts.get(cue) ?? 0) + 1)
  const features = featuresOf(counts).flatMap(([cue, once, more]) => {
    const at = 1 + 2 * cues.indexOf(cue)
    return [[at, once] as const, [at + 1, more] as const]
  })
  return { label: postLabels.indexOf(label), features: [[0, 1], ...features] }
}

function learn(examples: readonly Example[]): Float64Array[] {
  const weights = postLabels.map(() => new Float64Array(width))
  for (let round = 0; round < rounds; round += 1) {
    const slopes = postLabels.map(() => new Float64Array(width))
    for (const example of examples) {
      const sums = sumsOf(weights, example)
      const top = Math.max(...sums)
      const exponents = sums.map((sum) => Math.exp(sum - top))
      const total = exponents.reduce((sum, one) => sum + one, 0)
      for (const [label, slope] of slopes.entries()) {
        const error = exponents[label]! / total - (example.label === label ? 1 : 0)
        for (const [at, value] of example.features) slope[at]! += (error * value) / examples.length
      }
    }
    for (const [label, row] of weights.entries()) {
      for (let at = 0; at < width; at += 1) row[at]! -= rate * (slopes[label]![at]! + (at === 0 ? 0 : decay * row[at]!))
    }
  }
  return weights
}

function sumsOf(weights: readonly Float64Array[], { features }: Example): number[] {
  return weights.map((row) => features.reduce((sum, [at, value]) => sum + row[at]! * value, 0))
}

function bestOf(weights: readonly Float64Array[], example: Example): number {
  const sums = sumsOf(weights, example)
  return sums.indexOf(Math.max(...sums))
}

function render(weights: readonly Float64Array[]): string {
  const row = (at: number) => `[${weights.map((of) => Number(of[at]!.toFixed(2))).join(', ')}]`
  const table = (shift: number) => cues.map((cue, index) => `  '${cue}': ${row(1 + 2 * index + shift)},`).join('\n')
  return `// biome-ignore-all format: tables of numbers
/**
 * Written by \`bench/quality/train-posts.ts\`, not by hand. One column a class, in the order of \`postLabels\`:
 * ${postLabels.join(', ')}.
 */
import type { Cue } from '../rules/contract.ts'

type Row = readonly number[]

/** what a class has before any cue */
export const start: Row = ${row(0)}

/** what the presence of a cue adds to each class */
export const once: Readonly<Record<Cue, Row>> = {
${table(0)}
}

/** what each doubling of it adds */
export const more: Readonly<Record<Cue, Row>> = {
${table(1)}
}
`
}
