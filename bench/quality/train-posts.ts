/**
 * Learns the weights of `src/assess/posts/weights.ts` from the invented posts of `texts/posts.jsonl` (`learn.ts` says how).
 * The labelled posts by which we are measured are never read here.
 *
 *   node bench/quality/train-posts.ts                     each batch judged by what the others teach; writes nothing
 *   node bench/quality/train-posts.ts --blind FILE.jsonl  a batch that is not among the texts; writes nothing
 *   node bench/quality/train-posts.ts --write             the weights learned on all of them
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { deflateRawSync } from 'node:zlib'
import { commercialOf } from '../../src/assess/posts/commercial.ts'
import { gramPlaces, wordsOf } from '../../src/assess/posts/grams.ts'
import { postLabels } from '../../src/assess/posts/labels.ts'
import { answers, commerceAnswers, shapes } from '../../src/assess/posts/model.ts'
import { readPost } from '../../src/assess/posts/read.ts'
import { cues } from '../../src/assess/rules/contract.ts'
import {
  type Example,
  gramsAt,
  type Learned,
  leadAt,
  learn,
  type Part,
  type Post,
  questions,
  shapesAt,
  sumsOf,
  toExample,
} from './learn.ts'
import { accuracy, percent, printTable, scores } from './table.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Log-odds of a unit of the sums, of classes and of commerce: what makes the probabilities of unseen batches most likely. */
const sharpness = [7, 2] as const

/** a weight of the wording is kept as a whole number between minus and plus this */
const steps = 15

const examples = readExamples(here('texts/posts.jsonl'))
const args = process.argv.slice(2)
if (args.includes('--write')) {
  writeFileSync(here('../../src/assess/posts/weights.ts'), render(learn(examples)))
  console.log(`${examples.length} invented posts learned, wrote src/assess/posts/weights.ts`)
} else {
  const file = args[args.indexOf('--blind') + 1]
  const blind = args.includes('--blind') && file !== undefined ? readExamples(file) : undefined
  const batches = [...new Set(examples.map(batchOf))].sort()
  const tests =
    blind === undefined
      ? batches.map((batch) => ({
          name: `batch ${batch}`,
          taught: examples.filter((one) => batchOf(one) !== batch),
          asked: examples.filter((one) => batchOf(one) === batch),
        }))
      : [{ name: file!, taught: examples, asked: blind }]
  compare(tests)
}

interface Test {
  readonly name: string
  readonly taught: readonly Example[]
  readonly asked: readonly Example[]
}

interface Answered {
  readonly example: Example
  readonly sums: readonly number[]
}

function compare(tests: readonly Test[]): void {
  const all: Answered[] = []
  const rows = tests.map(({ name, taught, asked }) => {
    const by = (part: Part): readonly Answered[] => {
      const learned = learn(taught, part)
      return asked.map((example) => ({ example, sums: sumsOf(learned, example, part) }))
    }
    const both = by('both')
    all.push(...both)
    const of = [by('rules'), by('wording'), both].map((answered) => percent(rightLabels(answered)))
    return [name, `${asked.length}`, ...of, ...commerceFigures(both)]
  })
  const total =
    tests.length > 1 ? [['all', `${all.length}`, '', '', percent(rightLabels(all)), ...commerceFigures(all)]] : []
  printTable(
    ['learned without', 'n', 'rules', 'wording', 'both', 'commercial P', 'R', 'F1', 'three-way'],
    [...rows, ...total],
  )
  for (const [question, name] of ['classes', 'commerce'].entries())
    console.log(`${name}: the likeliest sharpness is ${likeliest(all, question)}`)
}

function rightLabels(answered: readonly Answered[]): number {
  return accuracy(
    answered.map(({ example, sums }) => [example.post.label, postLabels[best(sums, questions[0])]!] as const),
  )
}

function commerceFigures(answered: readonly Answered[]): readonly string[] {
  const pairs = answered.map(({ example: { post, features }, sums }) => {
    const labels = shares(sums, 0, sharpness[0])
    const held = new Set(features.cues.map(([cue]) => cue))
    const ours = commercialOf(
      { label: postLabels[best(sums, questions[0])]!, labels, commerce: shares(sums, 1, sharpness[1]) },
      (...wanted) => wanted.some((cue) => held.has(cue)),
    )
    return [post.commercial, ours] as const
  })
  const { precision, recall, f1 } = scores(
    pairs.filter(([told]) => told !== 'unclear').map(([told, ours]) => [told === 'yes', ours === 'yes']),
  )
  return [percent(precision), percent(recall), percent(f1), percent(accuracy(pairs))]
}

function likeliest(answered: readonly Answered[], question: number): number {
  const tried = Array.from({ length: 40 }, (_, index) => (index + 1) / 4)
  const surprise = tried.map((sharp) =>
    answered.reduce((sum, { example, sums }) => {
      const at = example.truth[question]! - questions[question]!.from
      return sum - Math.log(Math.max(shares(sums, question, sharp)[at]!, 1e-9))
    }, 0),
  )
  return tried[surprise.indexOf(Math.min(...surprise))]!
}

function readExamples(file: string): readonly Example[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => toExample(JSON.parse(line) as Post))
}

/** Posts written in one sitting share the letters of their id. */
function batchOf({ post }: Example): string {
  return post.id.replace(/\d+$/, '')
}

function shares(sums: readonly number[], question: number, sharp: number): readonly number[] {
  const { from, to } = questions[question]!
  const of = sums.slice(from, to).map((sum) => sum * sharp)
  const top = Math.max(...of)
  const exponents = of.map((sum) => Math.exp(sum - top))
  const total = exponents.reduce((sum, one) => sum + one, 0)
  return exponents.map((one) => one / total)
}

function best(sums: readonly number[], { from, to }: (typeof questions)[number]): number {
  const of = sums.slice(from, to)
  return of.indexOf(Math.max(...of))
}

/** Words that several posts hold: those that may be named as a reason. */
function familiarWords(): readonly string[] {
  const held = new Map<string, number>()
  for (const { post } of examples) {
    for (const word of new Set(wordsOf(readPost(post.text).spoken)))
      if (/^\p{L}{3,}$/u.test(word)) held.set(word, (held.get(word) ?? 0) + 1)
  }
  return [...held]
    .filter(([, posts]) => posts >= 5)
    .map(([word]) => word)
    .sort()
}

function render({ weights, rarity }: Learned): string {
  const sharp = (answer: number) => sharpness[answer < postLabels.length ? 0 : 1]
  const row = (at: number) =>
    `[${weights.map((of, answer) => Number((of[at]! * sharp(answer)).toFixed(2))).join(', ')}]`
  const table = (names: readonly string[], at: (index: number) => number) =>
    names.map((name, index) => `  '${name}': ${row(at(index))},`).join('\n')

  const grams = weights.flatMap((of, answer) => [...of.slice(gramsAt)].map((weight) => weight * sharp(answer)))
  // half of the largest weight in 15 steps: coarser than a byte holds, and judged alike
  const weightStep = Number(
    (grams.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 2 / steps).toPrecision(4),
  )
  const rarityStep = Number((rarity.reduce((most, one) => Math.max(most, one), 0) / 255).toPrecision(4))
  const pack = (bytes: Buffer) => deflateRawSync(bytes, { level: 9 }).toString('base64')
  const ofWeights = Buffer.from(
    Int8Array.from(grams, (weight) => Math.max(-steps, Math.min(steps, Math.round(weight / weightStep)))).buffer,
  )
  const ofRarity = Buffer.from(rarity.slice(0, gramPlaces).map((one) => Math.min(255, Math.round(one / rarityStep))))
  return `// biome-ignore-all format: tables of numbers
/**
 * Written by \`bench/quality/train-posts.ts\`, not by hand. One column an answer:
 * ${[...postLabels, ...commerceAnswers].join(', ')}.
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

/** what a place of the wording adds, a small whole number for each of ${answers.length} answers and ${gramPlaces} places; and how rare it is; deflated */
export const gramWeights = {
  weightStep: ${weightStep},
  rarityStep: ${rarityStep},
  weights: '${pack(ofWeights)}',
  rarity: '${pack(ofRarity)}',
} as const

/** words that several of the posts hold */
export const familiarWords = '${familiarWords().join(' ')}'
`
}
