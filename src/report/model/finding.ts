/** One finding from what was gathered of it: data, proposed attribution, severity. */
import {
  type Attribution,
  type AttributionQuestion,
  assessSeverity,
  attribute,
  type CityBase,
  dataClass,
  type Severity,
  type SeverityPart,
  type SeverityQuestion,
  summarizeData,
} from '../../assess/index.ts'
import type { EventNature } from '../../domain/index.ts'
import { resaleWord } from '../exposure-lines.ts'
import { type Gathered, isBreach } from './collect.ts'
import type {
  BaseFacts,
  Counts,
  Decision,
  Finding,
  PopulationFacts,
  ProposedAttribution,
  ResaleFacts,
  SeverityFacts,
  SeverityResult,
} from './contract.ts'
import { impersonal } from './impersonal.ts'

export interface FindingContext {
  readonly populations: readonly PopulationFacts[]
  readonly bases: readonly BaseFacts[]
  readonly cityBases: readonly CityBase[]
  readonly cityDomains: readonly string[]
  readonly categories: ReadonlyMap<string, string>
  /** what a person said of the whole breach */
  readonly decided: DecidedBreach
  readonly memory: Memory
  /** share of a population that incidents other than this one hit on average; `undefined` where too little is known */
  usualShare(incident: string, population: string): number | undefined
}

/** The same question is asked of thousands of findings: it is answered once. */
export class Memory {
  readonly #known = new Map<string, unknown>()

  once<Question extends object, T>(what: string, question: Question, answer: (question: Question) => T): T {
    const key = what + JSON.stringify(question)
    if (!this.#known.has(key)) this.#known.set(key, answer(question))
    return this.#known.get(key) as T
  }
}

/** What the DPO says when the report is made, in place of what was decided about the exposures. */
export interface DecidedBreach {
  /** the city's base it came from, as the configuration names it */
  readonly base?: string
  /** public name of the incident that opened the door to it */
  readonly causedBy?: string
}

const evidenceKept = 3

export function toFinding(gathered: Gathered, context: FindingContext): Finding {
  const { standing, decision, events } = gathered
  const { findings: _, ...counts } = gathered.tally.counts(context.categories)
  const words = [...gathered.dataClasses]
  const data = context.memory.once('data', words, (asked) => summarizeData(asked))
  const proposed = proposeAttribution(gathered, counts, words, context)
  const base = context.bases.find(({ name }) => name === (context.decided.base ?? decision?.base ?? proposed.base))
  const severities = severitiesOf(gathered, counts, words, base, context)
  const published = events.flatMap(({ addedAt }) => addedAt?.slice(0, 10) ?? []).sort()[0]
  const occurred = events.flatMap(({ occurredOn }) => occurredOn ?? []).sort()[0]
  const claimed = events.flatMap(({ records }) => records ?? [])
  return {
    incident: gathered.incident,
    title: impersonal(gathered.title),
    ...namesOf(gathered),
    state: standing.state,
    ...(standing.state === 'confirmed' && decision !== undefined
      ? { decision: toDecision(standing.attribution, decision, proposed, context) }
      : {}),
    proposed,
    natures: gathered.natures,
    sources: [...gathered.sources].sort(),
    ...(occurred === undefined ? {} : { occurredOn: occurred }),
    ...(published === undefined ? {} : { publishedOn: published }),
    firstSeenAt: gathered.firstSeenAt,
    lastSeenAt: gathered.lastSeenAt,
    dataClasses: data.classes.map(({ name }) => impersonal(name)),
    unmapped: data.unmapped.map((word) => impersonal(word)),
    typologies: data.typologies,
    sensitive: data.sensitive,
    ...(claimed.length === 0 ? {} : { claimedRecords: Math.max(...claimed) }),
    resale: resaleOf(gathered),
    counts,
    strangers: gathered.strangers,
    canaries: gathered.canaries,
    severity: resultOf(gravest(severities)),
    severities:
      severities.length > 1 ? severities.map((one) => ({ population: one.population, ...resultOf(one) })) : [],
    ...(isDetailed(gathered) ? { severityParts: gravest(severities) } : {}),
    examples: gathered.examples,
  }
}

const namesKept = 12

/** Two names for one event are for the reader to judge, too. */
function namesOf(gathered: Gathered): Pick<Finding, 'names'> {
  const titles = new Set(gathered.events.map(({ title }) => title))
  if (titles.size < 2 || !isDetailed(gathered)) return {}
  const names = gathered.events.map(({ source, title }) => ({ source, title: impersonal(title) }))
  return { names: names.sort((a, b) => (a.source < b.source ? -1 : 1)).slice(0, namesKept) }
}

/** The gravest of several; the first of equals. */
export function gravest<T extends SeverityFacts>(severities: readonly T[]): SeverityFacts {
  const [first] = [...severities].sort((a, b) => b.score - a.score)
  if (first === undefined) throw new Error('a finding has at least one severity')
  const { score, level, cnilLevel, type, dpc, ei, cb, over100, unintelligible, provisional, neighbours, range } = first
  return { score, level, cnilLevel, type, dpc, ei, cb, over100, unintelligible, provisional, neighbours, range }
}

function resultOf({ score, level, cnilLevel }: SeverityFacts): SeverityResult {
  return { score, level, cnilLevel }
}

/** Thousands of third parties' leaks are not to be argued one by one. */
function isDetailed({ standing }: Gathered): boolean {
  return standing.state === 'confirmed' && standing.attribution !== 'D'
}

/**
 * The base that a person named for the report, else with the decision; else the one that the signs point at, when they and the
 * person agree on whose breach it is.
 */
function toDecision(
  attribution: Attribution,
  { base, causedBy, by, at }: NonNullable<Gathered['decision']>,
  proposed: ProposedAttribution,
  { decided }: FindingContext,
): Decision {
  if (!isBreach(attribution)) return { attribution, by, at }
  const from = decided.base ?? base ?? (proposed.attribution === attribution ? proposed.base : undefined)
  const door = decided.causedBy ?? causedBy
  return {
    attribution,
    ...(from === undefined ? {} : { base: from }),
    ...(door === undefined ? {} : { causedBy: door }),
    by,
    at,
  }
}

function resaleOf(gathered: Gathered): ResaleFacts {
  const { judgement } = gathered.strongest
  return {
    word: resaleWord(judgement),
    confidence: judgement.confidence,
    circulation: judgement.circulation,
    ...(judgement.lastOfferedOn === undefined ? {} : { lastOfferedOn: judgement.lastOfferedOn }),
    evidence: judgement.evidence
      .slice(0, isDetailed(gathered) ? evidenceKept : 1)
      .map(({ words, source, rule }) => ({ words: impersonal(words, 240), source, rule })),
  }
}

function proposeAttribution(
  gathered: Gathered,
  counts: Omit<Counts, 'findings'>,
  dataClasses: readonly string[],
  { cityBases, cityDomains, usualShare, populations, memory }: FindingContext,
): ProposedAttribution {
  const domain = gathered.events.find((event) => event.domain !== undefined && event.domain !== '')?.domain
  const cityAddresses = [...gathered.hosts]
    .filter(([host]) => cityDomains.some((city) => host === city || host.endsWith(`.${city}`)))
    .reduce((sum, [, count]) => sum + count, 0)
  const share = strangestShare(counts, populations, (population) => usualShare(gathered.incident, population))
  const base = memory.once('base', dataClasses, (asked) => ({ id: likestBase(asked, cityBases) })).id
  const question: AttributionQuestion = {
    nature: gathered.natures[0] ?? 'breach',
    ...(domain === undefined ? {} : { domain }),
    dataClasses,
    canaryHits: gathered.canaryHits,
    bases: cityBases,
    cityDomains,
    cityAddresses,
    exposed: counts.exposures,
    ...(share === undefined || base === undefined ? {} : { share: { base, ...share } }),
  }
  // the bases and domains are the same for all
  const { bases: _, cityDomains: __, ...own } = question
  const proposal = memory.once('attribution', own, () => attribute(question))
  return {
    attribution: proposal.proposed,
    confidence: proposal.confidence,
    ...(proposal.base === undefined ? {} : { base: proposal.base }),
    reasons: proposal.reasons.map((reason) => ({
      sign: reason.sign,
      for: reason.for,
      words: impersonal(reason.words),
    })),
  }
}

/** The population that is hit farthest beyond what is usual. */
function strangestShare(
  { populations: counted }: Omit<Counts, 'findings'>,
  populations: readonly PopulationFacts[],
  usualShare: (population: string) => number | undefined,
): { hit: number; of: number; usual: number } | undefined {
  const shares = counted.flatMap(({ population, persons }) => {
    const of = populations.find(({ name }) => name === population)?.persons.high ?? 0
    const usual = usualShare(population)
    return of === 0 || usual === undefined
      ? []
      : [{ hit: persons.low, of, usual, lift: persons.low / of / Math.max(usual, 0.001) }]
  })
  const [best] = shares.sort((a, b) => b.lift - a.lift)
  return best === undefined ? undefined : { hit: best.hit, of: best.of, usual: best.usual }
}

function likestBase(dataClasses: readonly string[], bases: readonly CityBase[]): string | undefined {
  const seen = new Set(dataClasses.map((word) => dataClass(word).name))
  const likeness = bases.map((base) => ({
    id: base.id,
    common: (base.dataClasses ?? []).filter((word) => seen.has(dataClass(word).name)).length,
  }))
  return likeness.sort((a, b) => b.common - a.common).find(({ common }) => common > 0)?.id
}

/** Taken or handed round on purpose; who collects addresses to mail them need not have broken in anywhere. */
const malicious: readonly EventNature[] = ['breach', 'stealer-log', 'combo-list', 'post', 'claim', 'dump', 'paste']
const mereWords: readonly EventNature[] = ['claim', 'post']

function severitiesOf(
  gathered: Gathered,
  counts: Omit<Counts, 'findings'>,
  dataClasses: readonly string[],
  base: BaseFacts | undefined,
  { populations, memory }: FindingContext,
): readonly (SeverityFacts & { population: string })[] {
  const isClaim =
    gathered.natures.every((nature) => mereWords.includes(nature)) && gathered.standing.state === 'to-qualify'
  const question: Omit<SeverityQuestion, 'persons'> = {
    dataClasses,
    recipients: 'unknown',
    malicious: gathered.natures.some((nature) => malicious.includes(nature)),
    claimOnly: isClaim,
    ...(base?.sensitive === true ? { raises: [{ reason: base.name, by: 1 }] } : {}),
  }
  const groups = counts.populations.length > 0 ? counts.populations : [{ population: '', persons: { low: 0, high: 0 } }]
  return groups.map(({ population, persons }) => {
    const minors = populations.find(({ name }) => name === population)?.minors ?? false
    const about = { ...(minors ? { minors } : {}), ...(base?.vulnerable === true ? { vulnerable: true } : {}) }
    // of the number of persons only whether it is over 100 counts
    const whole = { ...question, persons: persons.high > 100 ? 101 : 1, about }
    return { population, ...memory.once('severity', whole, (asked) => severityFacts(assessSeverity(asked))) }
  })
}

/** A word that a source made up may hold a person's address: reasons quote such words. */
function impersonalReasons({ value, reasons }: SeverityPart): SeverityPart {
  return { value, reasons: reasons.map((one) => ({ ...one, classes: one.classes.map((word) => impersonal(word)) })) }
}

function severityFacts({ dpc, ei, cb, flags, ...severity }: Severity): SeverityFacts {
  return {
    score: severity.score,
    level: severity.level,
    cnilLevel: severity.cnilLevel,
    type: dpc.type,
    dpc: impersonalReasons(dpc),
    ei: impersonalReasons(ei),
    cb: impersonalReasons(cb),
    over100: flags.over100Persons,
    unintelligible: flags.unintelligible,
    provisional: severity.provisional,
    neighbours: severity.neighbours.map((one) => ({
      ...one,
      reason: { ...one.reason, classes: one.reason.classes.map((word) => impersonal(word)) },
    })),
    range: severity.range,
  }
}
