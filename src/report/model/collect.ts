/** Reads from the store what a report is about: exposures gathered by incident, state and attribution. */
import type { Attribution } from '../../assess/index.ts'
import { InputError, isInvented } from '../../domain/index.ts'
import type { EventRow, ExposureFilter, IncidentRow, IncidentSpread, Store } from '../../store/index.ts'
import { type ExposureLine, exposureLines, type ResaleWord, resaleWord } from '../exposure-lines.ts'
import { NameNumbers } from '../name-numbers.ts'
import type { ReportScope } from './contract.ts'
import { type Dismissal, type Standing, standingOf } from './qualification.ts'
import { CountsTally } from './tally.ts'

export interface CollectOptions {
  readonly now: Date
  readonly scope: ReportScope
  /** the base that a report names for all, in place of what was decided */
  readonly base?: string | undefined
}

/** The exposures of one incident that stand alike: to be decided about, or of one attribution and one base. */
export interface Gathered {
  readonly incident: string
  readonly title: string
  readonly standing: Extract<Standing, { state: 'to-qualify' | 'confirmed' }>
  /** earliest decision on them */
  readonly decision: Confirmed | undefined
  readonly natures: readonly EventRow['nature'][]
  readonly events: readonly EventRow[]
  readonly sources: ReadonlySet<string>
  readonly dataClasses: ReadonlySet<string>
  readonly tally: CountsTally
  readonly firstSeenAt: string
  readonly lastSeenAt: string
  /** addresses under each domain */
  readonly hosts: ReadonlyMap<string, number>
  /** the strongest verdict, on any of them */
  readonly strongest: ExposureLine
  /** the base that each canary record found gives away */
  readonly canaryHits: readonly string[]
  readonly canaries: number
  readonly strangers: number
  /** exposures, by name */
  readonly examples: readonly string[]
}

/** A person's decision that it is so. */
export type Confirmed = Extract<Standing, { state: 'confirmed' }>

export interface Collected {
  readonly gathered: readonly Gathered[]
  readonly confirmed: Readonly<Record<Attribution, CountsTally>>
  readonly toQualify: CountsTally
  /** A and B together */
  readonly breach: CountsTally
  readonly dismissed: Readonly<Record<Dismissal, number>>
  readonly withdrawn: number
  readonly canaries: number
  /** confirmed exposures that were ticked off: password renewed, line changed, … */
  readonly remedied: number
  /** addresses under the city's domains that no list holds, in incidents in which nobody of the lists was found */
  readonly unlisted: { readonly incidents: number; readonly addresses: number }
  /** how far each incident reaches, those beyond the scope included: by public name */
  readonly spread: readonly (Omit<IncidentSpread, 'incident'> & { readonly incident: string })[]
}

const examplesKept = 3
const strongestFirst: readonly ResaleWord[] = ['yes', 'likely', 'historical', 'no-evidence']

/** @throws InputError when there is no incident of that name */
export async function collect(store: Store, { now, scope, base }: CollectOptions): Promise<Collected> {
  const incidents = await store.events.incidents()
  const names = new Map(incidents.map((row) => [row.name, row.id]))
  const events = Map.groupBy(await store.events.all(), (event) => event.incident)
  const strangers = new Map((await store.exposures.strangers()).map(({ incident, count }) => [incident, count]))

  const refs = new NameNumbers()
  const gathered = new Map<string, Gathering>()
  const confirmed = {
    A: new CountsTally(refs),
    B: new CountsTally(refs),
    C: new CountsTally(refs),
    D: new CountsTally(refs),
    E: new CountsTally(refs),
  }
  const toQualify = new CountsTally(refs)
  const breach = new CountsTally(refs)
  const dismissed: Record<Dismissal, number> = { 'false-positive': 0, known: 0, irrelevant: 0 }
  let withdrawn = 0
  let canaries = 0
  let remedied = 0

  const filter = filterOf(incidents, scope)
  for await (const lines of exposureLines(store, { now, filter })) {
    for (const line of lines) {
      if (scope.since !== undefined && line.firstSeenAt < scope.since) continue
      if (line.state === 'withdrawn') {
        withdrawn++
        continue
      }
      const standing = standingOf(line.qualification)
      if (standing.state === 'dismissed') {
        dismissed[standing.because]++
        continue
      }
      const decided = standing.state === 'confirmed' ? [standing.attribution, base ?? standing.base ?? ''] : []
      const key = [line.incident.id, ...decided].join(' ')
      let gathering = gathered.get(key)
      if (gathering === undefined) {
        const id = names.get(line.incident.id)
        gathering = new Gathering(line, standing, id === undefined ? [] : (events.get(id) ?? []), refs)
        gathered.set(key, gathering)
      }
      const tallies = [gathering.tally]
      if (standing.state === 'to-qualify') tallies.push(toQualify)
      else {
        if (line.remedy !== undefined) remedied++
        tallies.push(confirmed[standing.attribution])
        if (isBreach(standing.attribution)) tallies.push(breach)
      }
      gathering.add(line, standing)
      if (line.populations.every(isInvented)) {
        canaries++
        for (const tally of tallies) tally.meet(line.incident.id)
      } else for (const tally of tallies) tally.add(line)
    }
  }
  const nameOf = new Map(incidents.map(({ id, name }) => [id, name]))
  const spread = (await store.exposures.spread()).map((row) => ({ ...row, incident: nameOf.get(row.incident) ?? '' }))
  const met = new Set([...gathered.values()].map(({ incident }) => names.get(incident)))
  const unlisted = [...strangers].filter(
    ([incident, count]) => count > 0 && !met.has(incident) && (filter.incidents?.includes(incident) ?? true),
  )
  return {
    gathered: attachStrangers([...gathered.values()], names, strangers),
    confirmed,
    toQualify,
    breach,
    dismissed,
    withdrawn,
    canaries,
    remedied,
    unlisted: { incidents: unlisted.length, addresses: unlisted.reduce((sum, [, count]) => sum + count, 0) },
    spread,
  }
}

/** Art. 33 is about the city's own processing and its processors'. */
export function isBreach(attribution: Attribution): boolean {
  return attribution === 'A' || attribution === 'B'
}

/** What the store is asked for; that a finding must be young enough is looked at afterwards. @throws InputError for no incident */
export async function incidentFilter(store: Store, scope: ReportScope): Promise<ExposureFilter> {
  return filterOf(scope.incident === undefined ? [] : await store.events.incidents(), scope)
}

function filterOf(incidents: readonly IncidentRow[], { incident }: ReportScope): ExposureFilter {
  return incident === undefined ? {} : { incidents: [findIncident(incidents, incident).id] }
}

function findIncident(incidents: readonly IncidentRow[], name: string): IncidentRow {
  const found = incidents.find((row) => row.name === name || row.aliases.includes(name))
  if (found === undefined) {
    throw new InputError('there is no incident of that name', { mend: 'vigie exposures list --json names them' })
  }
  return found
}

/** They belong to an incident, not to one of its parts: with the part that has most exposures, and once. */
function attachStrangers(
  all: readonly Gathering[],
  names: ReadonlyMap<string, number>,
  strangers: ReadonlyMap<number, number>,
): readonly Gathered[] {
  const first = new Set<string>()
  return [...all]
    .sort((a, b) => b.exposures - a.exposures)
    .map((gathering) => {
      const id = names.get(gathering.incident)
      const count = first.has(gathering.incident) || id === undefined ? 0 : (strangers.get(id) ?? 0)
      first.add(gathering.incident)
      return Object.assign(gathering, { strangers: count })
    })
}

class Gathering {
  readonly incident: string
  readonly title: string
  readonly standing: Gathered['standing']
  readonly natures: readonly EventRow['nature'][]
  readonly events: readonly EventRow[]
  readonly sources = new Set<string>()
  readonly dataClasses = new Set<string>()
  readonly tally: CountsTally
  readonly hosts = new Map<string, number>()
  readonly examples: string[] = []
  readonly canaryHits: string[] = []
  firstSeenAt: string
  lastSeenAt: string
  strongest: ExposureLine
  decision: Confirmed | undefined
  canaries = 0
  exposures = 0

  constructor(line: ExposureLine, standing: Gathered['standing'], events: readonly EventRow[], refs: NameNumbers) {
    this.tally = new CountsTally(refs)
    this.incident = line.incident.id
    this.title = line.incident.title
    this.natures = line.incident.natures
    this.standing = standing
    this.events = events
    this.firstSeenAt = line.firstSeenAt
    this.lastSeenAt = line.lastSeenAt
    this.strongest = line
  }

  add(line: ExposureLine, standing: Gathered['standing']): void {
    this.exposures++
    if (line.populations.every(isInvented)) this.canaries++
    if (line.canaryBase !== undefined) this.canaryHits.push(line.canaryBase)
    for (const source of line.sources) this.sources.add(source)
    for (const word of line.dataClasses) this.dataClasses.add(word)
    if (line.firstSeenAt < this.firstSeenAt) this.firstSeenAt = line.firstSeenAt
    if (line.lastSeenAt > this.lastSeenAt) this.lastSeenAt = line.lastSeenAt
    if (rank(line) < rank(this.strongest)) this.strongest = line
    if (this.examples.length < examplesKept) this.examples.push(line.exposure)
    if (line.kind === 'email') {
      const host = line.selector.slice(line.selector.lastIndexOf('@') + 1)
      this.hosts.set(host, (this.hosts.get(host) ?? 0) + 1)
    }
    if (standing.state === 'confirmed' && (this.decision === undefined || standing.at < this.decision.at)) {
      this.decision = standing
    }
  }
}

function rank(line: ExposureLine): number {
  return strongestFirst.indexOf(resaleWord(line.judgement))
}
