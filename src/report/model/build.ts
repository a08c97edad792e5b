/** From what was collected and what the city configured to the model. Pure: the same facts give the same model, to the byte. */
import { createHash } from 'node:crypto'
import { type Attribution, type CityBase, cnilSensitive, cnilTypologies } from '../../assess/index.ts'
import type { CoverageLine } from '../coverage-csv.ts'
import { changesBetween } from './changes.ts'
import { clocksOf, type Instants } from './clocks.ts'
import type { Collected } from './collect.ts'
import type {
  BaseFacts,
  Breach,
  Finding,
  NotificationKind,
  OrganisationFacts,
  PopulationFacts,
  ReportModel,
  ReportScope,
  RetentionFacts,
  ScansFacts,
  SourceUse,
  WatchFacts,
} from './contract.ts'
import { modelSchema } from './contract.ts'
import { type DecidedBreach, type FindingContext, gravest, Memory, toFinding } from './finding.ts'

export interface ReportFacts {
  readonly now: Date
  readonly programVersion: string
  readonly notification: Omit<NotificationKind, 'since'>
  readonly organisation: OrganisationFacts
  readonly tlp: string
  readonly scope: ReportScope
  readonly populations: readonly PopulationFacts[]
  readonly bases: readonly BaseFacts[]
  /** what is known of the bases for telling whose breach it is */
  readonly cityBases: readonly CityBase[]
  readonly cityDomains: readonly string[]
  readonly sources: readonly SourceUse[]
  readonly scans: ScansFacts
  readonly coverage: readonly CoverageLine[]
  readonly watched: readonly WatchFacts[]
  readonly retention: RetentionFacts
  readonly collected: Collected
  /** what a person said of the whole breach */
  readonly decided: DecidedBreach
  /** what a person decided; the first sighting comes from what was collected */
  readonly instants: Omit<Instants, 'alertSeenAt'>
  /** the report that this one goes on from */
  readonly previous?: ReportModel | undefined
}

export function buildModel(facts: ReportFacts): ReportModel {
  const { collected, previous, now } = facts
  const categories = new Map(
    facts.populations.flatMap(({ name, category }) => (category === undefined ? [] : [[name, category] as const])),
  )
  const context: FindingContext = {
    ...facts,
    categories,
    usualShare: usualShares(collected, facts.populations),
    memory: new Memory(),
  }
  const findings = collected.gathered.map((one) => toFinding(one, context)).sort(inOrder)
  const waiting = findings.filter(({ state }) => state === 'to-qualify')

  const content: Omit<ReportModel, 'id' | 'digest'> = {
    schema: modelSchema,
    madeAt: now.toISOString(),
    program: { name: 'vigie', version: facts.programVersion },
    notification: {
      ...facts.notification,
      ...(previous === undefined ? {} : { since: { id: previous.id, madeAt: previous.madeAt } }),
    },
    organisation: facts.organisation,
    tlp: facts.tlp,
    scope: facts.scope,
    populations: facts.populations,
    bases: facts.bases,
    sources: facts.sources,
    scans: facts.scans,
    coverage: facts.coverage,
    watched: facts.watched,
    clocks: clocksOf(instantsOf(facts, findings), now),
    findings,
    confirmed: {
      A: collected.confirmed.A.counts(categories),
      B: collected.confirmed.B.counts(categories),
      C: collected.confirmed.C.counts(categories),
      D: collected.confirmed.D.counts(categories),
      E: collected.confirmed.E.counts(categories),
    },
    toQualify: { ...collected.toQualify.counts(categories), proposed: proposedOf(waiting) },
    dismissed: collected.dismissed,
    withdrawn: collected.withdrawn,
    canaries: collected.canaries,
    remedied: collected.remedied,
    unlisted: collected.unlisted,
    breach: breachOf(findings, facts, categories),
    retention: facts.retention,
  }
  const changes = previous === undefined ? {} : { changes: changesBetween(previous, content) }
  return named({ ...content, ...changes })
}

/** Gives a model its name and digest. */
function named(content: Omit<ReportModel, 'id' | 'digest'>): ReportModel {
  const digest = digestOf(content)
  const [day, time] = content.madeAt.slice(0, 19).replace(/[-:]/g, '').split('T')
  return { ...content, id: `r-${day}-${time}-${digest.slice(0, 8)}`, digest }
}

/** SHA-256 of the content. Keys keep their order through a file, so that the digest can be found again. */
export function digestOf(content: Omit<ReportModel, 'id' | 'digest'>): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

function instantsOf({ instants, previous }: ReportFacts, findings: readonly Finding[]): Instants {
  const reported = findings.filter(isOfBreach)
  const open = findings.filter((one) => !isThirdPartys(one))
  const seen = (reported.length > 0 ? reported : open).map(({ firstSeenAt }) => firstSeenAt).sort()[0]
  const decided = reported.flatMap(({ decision }) => decision?.at ?? []).sort()[0]
  const before = previous?.clocks
  const attackKnownAt = instants.attackKnownAt ?? before?.attackKnownAt
  if (isOnlyThirdParties({ findings })) return { attackKnownAt }
  return {
    alertSeenAt: earliest(seen, before?.alertSeenAt),
    verifiedAt: instants.verifiedAt ?? before?.verifiedAt ?? decided,
    awarenessAt: instants.awarenessAt ?? before?.awarenessAt,
    attackKnownAt,
  }
}

function earliest(...instants: readonly (string | undefined)[]): string | undefined {
  return instants.filter((one) => one !== undefined).sort()[0]
}

/** A confirmed finding of the city's own breach, or of its processor's. */
export function isOfBreach({ decision }: Finding): boolean {
  return decision?.attribution === 'A' || decision?.attribution === 'B'
}

/** The incidents of the city's own breaches and its processors', each once: a notification or a letter is about one of them. */
export function ownIncidents({ findings }: Pick<ReportModel, 'findings'>): readonly string[] {
  return unique(findings.filter(isOfBreach).map(({ incident }) => incident))
}

/** Everything in it was decided to be a third party's affair: the city has nothing to notify, and no time limit runs. */
export function isOnlyThirdParties({ findings }: Pick<ReportModel, 'findings'>): boolean {
  return findings.length > 0 && findings.every(isThirdPartys)
}

function isThirdPartys({ decision }: Finding): boolean {
  return decision?.attribution === 'D'
}

function breachOf(findings: readonly Finding[], facts: ReportFacts, categories: ReadonlyMap<string, string>): Breach {
  const own = findings.filter(isOfBreach)
  const classes = unique(own.flatMap(({ dataClasses }) => dataClasses)).sort()
  const dates = own.flatMap(({ occurredOn }) => occurredOn ?? []).sort()
  const bases = unique(own.flatMap(({ decision }) => decision?.base ?? []))
  const processors = facts.bases.flatMap(({ name, processor }) =>
    processor !== undefined && bases.includes(name) ? [processor] : [],
  )
  return {
    ...facts.collected.breach.counts(categories),
    typologies: Object.values(cnilTypologies).filter((one) => own.some(({ typologies }) => typologies.includes(one))),
    sensitive: Object.values(cnilSensitive).filter((one) => own.some(({ sensitive }) => sensitive.includes(one))),
    dataClasses: classes,
    unmapped: unique(own.flatMap(({ unmapped }) => unmapped)).sort(),
    ...(own.length === 0 ? {} : { severity: gravest(own.flatMap(({ severityParts }) => severityParts ?? [])) }),
    ...(dates[0] === undefined ? {} : { occurredFrom: dates[0], occurredTo: dates.at(-1)! }),
    processors: unique(processors),
    bases,
    natures: unique(own.flatMap(({ natures }) => natures)),
    strangers: own.reduce((sum, { strangers }) => sum + strangers, 0),
  }
}

function proposedOf(waiting: readonly Finding[]): Record<Attribution, number> {
  const proposed = { A: 0, B: 0, C: 0, D: 0, E: 0 }
  for (const { proposed: one } of waiting) proposed[one.attribution]++
  return proposed
}

/** Of fewer other incidents nothing is usual yet. */
const fewestOthers = 2

/**
 * The base rate: which share of a population all other incidents hit on average, whether or not the report is about them.
 * Somebody's address and number count as two here, so that it is rather too high than too low.
 */
function usualShares({ spread }: Collected, populations: readonly PopulationFacts[]): FindingContext['usualShare'] {
  const persons = new Map(populations.map(({ name, persons: { high } }) => [name, high]))
  const others = new Set(spread.map(({ incident }) => incident)).size - 1
  const own = new Map(spread.map(({ incident, population, exposures }) => [`${incident} ${population}`, exposures]))
  const total = new Map<string, number>()
  for (const { population, exposures } of spread) total.set(population, (total.get(population) ?? 0) + exposures)
  return (incident, population) => {
    const of = persons.get(population) ?? 0
    if (others < fewestOthers || of === 0) return undefined
    return ((total.get(population) ?? 0) - (own.get(`${incident} ${population}`) ?? 0)) / others / of
  }
}

function inOrder(a: Finding, b: Finding): number {
  const [one, other] = [a, b].map(({ incident, decision }) => `${incident} ${decision?.base ?? ''}`)
  return rankOf(a) - rankOf(b) || b.counts.persons.high - a.counts.persons.high || (one! < other! ? -1 : 1)
}

function rankOf({ state, decision, proposed }: Finding): number {
  const letter = 'ABCED'.indexOf(decision?.attribution ?? proposed.attribution)
  return (state === 'confirmed' ? 0 : 10) + letter
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}
