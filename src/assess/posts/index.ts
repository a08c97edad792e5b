/** One post judged: what it is, whether it is commerce with stolen data, whether it is about the city, and why. */
import { type Evidence, quoteHit, shorten } from '../evidence.ts'
import type { Cue } from '../rules/contract.ts'
import { readCity } from './city.ts'
import { commercialOf } from './commercial.ts'
import type { Commercial, PostLabel } from './labels.ts'
import { classify, featuresOf, isReadable, tellingWords } from './model.ts'
import { type CueHit, type ReadPost, readPost } from './read.ts'

export interface PostOptions {
  /** the city's names and domains: `ville-exemple.fr`, `Saint-Exemple` */
  readonly watchTerms?: readonly string[]
}

export interface PostVerdict {
  readonly label: PostLabel
  readonly commercial: Commercial
  readonly aboutCity: boolean
  /** the words that speak for the label, strongest first, then those that name the city */
  readonly evidence: readonly Evidence[]
  /** ids of the rules in the evidence */
  readonly rules: readonly string[]
  /** 0 to 1, of the label */
  readonly confidence: number
}

const evidenceKept = 8

/**
 * Judges a text of any size and alphabet, in bounded time. Never throws; a text that says nothing is a `discussion` of low
 * confidence, whose commerce is `unclear`.
 */
export function assessPost(text: string, options: PostOptions = {}): PostVerdict {
  const read = readPost(text)
  const city = readCity(text, options.watchTerms ?? [])
  const classification = classify(featuresOf(read))
  const { label, probability, support, wording } = classification
  const silent = read.hits.length === 0 && !isReadable(read.spoken)
  const evidence = [
    ...quote(
      read,
      support.filter(({ weight }) => weight > noticeable).map(({ cue }) => cue),
    ),
    ...(wording > noticeable && !silent
      ? [wordingEvidence(wording, tellingWords(withoutRecords(read.spoken), label))]
      : []),
    ...city.evidence,
  ]
  return {
    label: silent ? 'discussion' : label,
    commercial: silent ? 'unclear' : commercialOf(classification, (...cues) => holds(read.hits, cues)),
    aboutCity: city.aboutCity,
    evidence,
    rules: [...new Set(evidence.map(({ rule }) => rule))],
    confidence: silent ? 0.1 : Math.round(100 * probability) / 100,
  }
}

/** Below this a cue is company, no reason. */
const noticeable = 0.05

function holds(hits: readonly CueHit[], cues: readonly Cue[]): boolean {
  return hits.some(({ cue }) => cues.includes(cue))
}

/** The wording speaks by thousands of small pieces: its weight is told, and the few known words that carry most of it. */
function wordingEvidence(weight: number, words: readonly string[]): Evidence {
  return { rule: 'model.wording', words: [`(+${weight.toFixed(1)})`, ...words].join(' '), field: 'text' }
}

/** The first words of each cue that may be shown. What stands in a line of credentials or of persons is told as what it is. */
function quote({ folded, hits }: ReadPost, cues: readonly Cue[]): readonly Evidence[] {
  return cues.slice(0, evidenceKept).flatMap((cue) => {
    const of = hits.filter((one) => one.cue === cue)
    const open = of.find((hit) => !isPersonal(folded.text, hit))
    if (open !== undefined && open.language !== 'any') return [quoteHit(open, folded, 'text', open.language)]
    const hit = open ?? of[0]
    if (hit === undefined) return []
    const words = open === undefined ? (personal[cue] ?? '(…)') : shorten(folded.quote(hit.start, hit.end))
    return [{ rule: hit.rule.id, words, field: 'text' as const, at: folded.at(hit.start) }]
  })
}

const personal: Partial<Record<Cue, string>> = {
  'ulp-line': '(url:login:password)',
  redacted: '(***)',
  sample: '(a|b|c)',
  contact: '(@…)',
  link: '(url)',
}

/** `login:password`, `a|b|c`, `a;b;c`: no word of such a line is shown, as any of them may be somebody's secret. */
const recordLine = /\S[:|;](?!\/\/)\S+?[:|;](?!\/\/)\S|[|;][^|;]*[|;]|@\S+[,:|;]|\*\*/

/** Lines that look like somebody's record give no words either. */
function withoutRecords(text: string): string {
  return text
    .split('\n')
    .filter((line) => !recordLine.test(line.slice(0, 300)))
    .join('\n')
}

function isPersonal(text: string, hit: CueHit): boolean {
  if (hit.language === 'any') return hit.cue in personal
  const start = Math.max(text.lastIndexOf('\n', hit.start) + 1, hit.start - 300)
  const stop = text.indexOf('\n', hit.end)
  return recordLine.test(text.slice(start, stop < 0 ? hit.end + 300 : Math.min(stop, hit.end + 300)))
}
