/** What a mayor is told: how many persons of each population, and which incidents, in plain numbers. */
import { isInvented, isNobodys, isPersonalKind } from '../domain/index.ts'
import type { ListStats, PopulationPersons, Store } from '../store/index.ts'
import { type ExposureLine, exposureLines, type LineOptions, type ResaleWord, resaleWord } from './exposure-lines.ts'
import type { IncidentLine } from './judged-exposures.ts'
import { NameNumbers } from './name-numbers.ts'
import { type CountedSelector, PersonCounter, type PersonRange, rangeOf } from './persons.ts'
import { type IncidentStrangers, incidentStrangers } from './strangers.ts'

export interface Summary {
  readonly populations: readonly PopulationSummary[]
  /** that appear resold, or did; strongest verdict first, then most persons */
  readonly incidents: readonly IncidentSummary[]
  /** invented records that turned up, and the base each was seeded in */
  readonly canaries: readonly CanaryHit[]
  /** addresses of the city's domains that no list holds; of all incidents, whatever the filter */
  readonly strangers: readonly IncidentStrangers[]
  readonly exposures: number
}

export interface CanaryHit {
  readonly incident: IncidentLine
  readonly base: string
  readonly count: number
}

export interface PopulationSummary {
  readonly population: string
  readonly lists: readonly ListStats[]
  /** that the lists hold */
  readonly persons: PersonRange
  /** in any incident */
  readonly exposed: PersonRange
  /** by the strongest verdict on each person: nobody is in two of these */
  readonly byResale: Readonly<Record<ResaleWord, PersonRange>>
  /** the city's own domains that are exposed */
  readonly domains: number
  /** names of organisations that were met in a leak, an offer or a claim */
  readonly names: number
}

export interface IncidentSummary {
  readonly incident: IncidentLine
  readonly resale: ResaleWord
  readonly persons: PersonRange
  readonly sources: readonly string[]
  readonly lastOfferedOn: string | undefined
  /** the words that carry the verdict, verbatim, and who told them */
  readonly words: string | undefined
  readonly wordsFrom: string | undefined
}

const strongestFirst = ['yes', 'likely', 'historical', 'no-evidence'] as const satisfies readonly ResaleWord[]

/** Reads all that passes the filter once; nothing in it names anybody. */
export async function summarize(store: Store, options: Omit<LineOptions, 'reveals'>): Promise<Summary> {
  const populations = new Map<string, PopulationTally>()
  const incidents = new Map<string, IncidentTally>()
  const canaries = new CanaryTally()
  const refs = new NameNumbers()
  let exposures = 0
  for await (const lines of exposureLines(store, options)) {
    for (const line of lines) {
      exposures++
      for (const name of line.populations) {
        if (!isInvented(name)) tallyOf(populations, name, () => new PopulationTally(refs)).add(line)
      }
      tallyOf(incidents, line.incident.id, () => new IncidentTally(line.incident, refs)).add(line)
      if (line.canaryBase !== undefined && line.state !== 'withdrawn') canaries.add(line.incident, line.canaryBase)
    }
  }
  const at = options.now.toISOString()
  const persons = new Map((await store.lists.persons(at)).map((row) => [row.population, row]))
  const lists = Map.groupBy(await store.lists.stats(at), (stats) => stats.population)
  const names = new Set([...lists.keys(), ...populations.keys()])
  return {
    populations: [...names]
      .filter((name) => !isInvented(name))
      .map((name) =>
        (populations.get(name) ?? new PopulationTally(refs)).summary(name, lists.get(name) ?? [], persons.get(name)),
      ),
    incidents: [...incidents.values()]
      .map((tally) => tally.summary())
      .filter((incident) => incident.resale !== 'no-evidence')
      .sort((a, b) => rank(a.resale) - rank(b.resale) || b.persons.high - a.persons.high),
    canaries: canaries.hits(),
    strangers: await incidentStrangers(store),
    exposures,
  }
}

function tallyOf<T>(tallies: Map<string, T>, key: string, make: () => T): T {
  const known = tallies.get(key)
  if (known !== undefined) return known
  const made = make()
  tallies.set(key, made)
  return made
}

function rank(word: ResaleWord): number {
  return strongestFirst.indexOf(word)
}

class CanaryTally {
  readonly #hits = new Map<string, { readonly incident: IncidentLine; readonly base: string; count: number }>()

  add(incident: IncidentLine, base: string): void {
    tallyOf(this.#hits, `${incident.id} ${base}`, () => ({ incident, base, count: 0 })).count++
  }

  hits(): readonly CanaryHit[] {
    return [...this.#hits.values()]
  }
}

class PopulationTally {
  /** strongest verdict on each person, or on each selector that is nobody's in particular */
  readonly #strongest = new Map<string, { word: ResaleWord; readonly counted: CountedSelector }>()
  readonly #domains = new Set<string>()
  readonly #names = new Set<string>()
  readonly #refs: NameNumbers

  constructor(refs: NameNumbers) {
    this.#refs = refs
  }

  add(line: ExposureLine): void {
    if (line.kind === 'domain') this.#domains.add(line.ref)
    if (line.kind === 'organisation') this.#names.add(line.ref)
    if (!isPersonalKind(line.kind)) return
    const word = resaleWord(line.judgement)
    const key = line.person ?? line.ref
    const known = this.#strongest.get(key)
    if (known === undefined) {
      const { ref, person, kind } = line
      this.#strongest.set(key, { word, counted: { ref, person, kind } })
    } else if (rank(word) < rank(known.word)) known.word = word
  }

  summary(population: string, lists: readonly ListStats[], persons: PopulationPersons | undefined): PopulationSummary {
    const counters = {
      yes: new PersonCounter(this.#refs),
      likely: new PersonCounter(this.#refs),
      historical: new PersonCounter(this.#refs),
      'no-evidence': new PersonCounter(this.#refs),
    }
    const exposed = new PersonCounter(this.#refs)
    for (const { word, counted } of this.#strongest.values()) {
      exposed.add(counted)
      counters[word].add(counted)
    }
    return {
      population,
      lists,
      persons: persons === undefined ? { low: 0, high: 0 } : rangeOf(persons.named, persons.addresses, persons.numbers),
      exposed: exposed.range(),
      byResale: {
        yes: counters.yes.range(),
        likely: counters.likely.range(),
        historical: counters.historical.range(),
        'no-evidence': counters['no-evidence'].range(),
      },
      domains: this.#domains.size,
      names: this.#names.size,
    }
  }
}

class IncidentTally {
  readonly #incident: IncidentLine
  readonly #persons: PersonCounter
  readonly #sources = new Set<string>()
  #strongest: ExposureLine | undefined

  constructor(incident: IncidentLine, refs: NameNumbers) {
    this.#incident = incident
    this.#persons = new PersonCounter(refs)
  }

  add(line: ExposureLine): void {
    if (!line.populations.every(isNobodys)) this.#persons.add(line)
    for (const source of line.sources) this.#sources.add(source)
    const held = this.#strongest
    if (held === undefined || rank(resaleWord(line.judgement)) < rank(resaleWord(held.judgement)))
      this.#strongest = line
  }

  summary(): IncidentSummary {
    const judgement = this.#strongest?.judgement
    const first = judgement?.evidence[0]
    return {
      incident: this.#incident,
      resale: judgement === undefined ? 'no-evidence' : resaleWord(judgement),
      persons: this.#persons.range(),
      sources: [...this.#sources].sort(),
      lastOfferedOn: judgement?.lastOfferedOn,
      words: first?.words,
      wordsFrom: first?.source,
    }
  }
}
