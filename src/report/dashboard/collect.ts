/** Reads the exposures once, into the rows of the page and the sums of its pictures. */
import type { ExposureJudgement } from '../../assess/index.ts'
import { selectorKinds } from '../../domain/index.ts'
import type { Locale } from '../../messages/index.ts'
import { exposureStates } from '../../store/index.ts'
import { type ExposureLine, isToDo, type ResaleWord, resaleWord } from '../exposure-lines.ts'
import type { Finding, ReportModel } from '../model/contract.ts'
import { impersonal } from '../model/impersonal.ts'
import { counts } from '../persons-csv.ts'
import type { Voice } from '../voice.ts'
import {
  type ExposureRow,
  type IncidentRow,
  type PageLists,
  resaleWords,
  type VerdictEntry,
  WordSets,
  Words,
} from './data.ts'

export interface CollectedPage {
  readonly lists: PageLists
  /** what is to be done first */
  readonly exposures: readonly ExposureRow[]
  readonly findings: readonly IncidentRow[]
  readonly fresh: number
  readonly toDo: number
  /** by class as the vocabulary names it; what was taken back or set aside is in none */
  readonly byClass: ReadonlyMap<string, number>
}

const quotesShown = 2
const longestQuote = 160

export async function collectPage(
  lines: AsyncIterable<readonly ExposureLine[]>,
  model: ReportModel,
  voice: Voice,
): Promise<CollectedPage> {
  const collector = new Collector(voice)
  const findings = model.findings.map((finding) => collector.finding(finding))
  for await (const block of lines) for (const line of block) collector.add(line)
  const { fresh, toDo, byClass } = collector
  return { lists: collector.lists(), exposures: collector.sorted(), findings, fresh, toDo, byClass }
}

class Collector {
  fresh = 0
  toDo = 0
  readonly byClass = new Map<string, number>()
  readonly #voice: Voice
  readonly #days = new Words()
  readonly #dayOf = new Map<string, number>()
  readonly #populations = new WordSets()
  readonly #sources = new WordSets()
  readonly #classes = new WordSets()
  readonly #classSets = new Map<string, number>()
  readonly #incidents = new Words()
  readonly #incidentRows: (readonly [string, string, number])[] = []
  readonly #verdicts = new Words()
  readonly #verdictRows: VerdictEntry[] = []
  readonly #known = new Map<ExposureJudgement, number>()
  readonly #decisions = new Words()
  readonly #rows: ExposureRow[] = []

  constructor(voice: Voice) {
    this.#voice = voice
    // the first choice of the filter, whatever was decided first
    this.#decisions.of(voice.messages.dashboard.decisions.waiting)
  }

  add(line: ExposureLine): void {
    const isLive = counts(line.state, line.qualification)
    const toDo = isLive && isToDo(line)
    if (isLive && (line.state === 'new' || line.state === 'back')) this.fresh++
    if (toDo) this.toDo++
    if (isLive) for (const name of line.dataClasses) this.byClass.set(name, (this.byClass.get(name) ?? 0) + 1)
    const { id, title, occurredOn } = line.incident
    this.#rows.push([
      line.exposure,
      line.ref,
      line.selector,
      this.#populations.of(this.#populationsOf(line)),
      selectorKinds.indexOf(line.kind),
      this.#incident(id, impersonal(title), occurredOn),
      this.#sources.of(line.sources),
      this.#classesOf(line.dataClasses, []),
      this.#judged(line.judgement),
      exposureStates.indexOf(line.state),
      this.#day(line.firstSeenAt),
      this.#decisions.of(this.#decision(line)),
      toDo ? 1 : 0,
    ])
  }

  finding(finding: Finding): IncidentRow {
    const { counts: counted, severity, resale, decision, proposed } = finding
    const words = this.#voice.messages.dashboard
    const date = finding.occurredOn ?? finding.publishedOn
    const evidence = resale.evidence.map((one) => words.verdict.quote(one.words, one.source, one.rule))
    const attribution = this.#voice.attribution(decision?.attribution ?? proposed.attribution)
    return [
      this.#incident(finding.incident, finding.title, date),
      this.#sources.of(finding.sources),
      this.#decisions.of(decision === undefined ? words.decisions.proposed(attribution) : attribution),
      counted.persons.high,
      this.#voice.range(counted.persons),
      this.#classesOf(finding.dataClasses, finding.unmapped),
      this.#verdict(resale.word, resale.lastOfferedOn, resale.confidence, evidence),
      severity.score,
      words.severity(this.#voice.score(severity.score), this.#voice.words.common.level[severity.level]),
      counted.exposures,
      this.#day(finding.firstSeenAt),
    ]
  }

  /** To act on first, then by verdict, the latest offer first. */
  sorted(): readonly ExposureRow[] {
    const rank = (row: ExposureRow) => this.#verdictRows[row[8]]![0]
    const offered = (row: ExposureRow) => this.#days.list[this.#verdictRows[row[8]]![1]] ?? ''
    return this.#rows
      .map((row, order) => ({ row, order, rank: rank(row), offered: offered(row) }))
      .sort(
        (a, b) =>
          b.row[12] - a.row[12] ||
          a.rank - b.rank ||
          (a.offered === b.offered ? 0 : a.offered < b.offered ? 1 : -1) ||
          a.order - b.order,
      )
      .map(({ row }) => row)
  }

  lists(): PageLists {
    const { exposures, dashboard } = this.#voice.messages
    return {
      days: this.#days.list.map((day) => [day, shortDay(day, this.#voice.locale)] as const),
      populations: this.#populations.words.list,
      populationSets: this.#populations.list,
      sources: this.#sources.words.list,
      sourceSets: this.#sources.list,
      classes: this.#classes.words.list,
      classSets: this.#classes.list,
      incidents: this.#incidentRows,
      verdicts: this.#verdictRows,
      resale: resaleWords.map((word) => exposures.resale[word]),
      kinds: selectorKinds.map((kind) => dashboard.kinds[kind]),
      states: exposureStates.map((state) => exposures.states[state]),
      decisions: this.#decisions.list,
    }
  }

  #incident(id: string, title: string, day: string | undefined): number {
    const number = this.#incidents.of(id)
    if (number === this.#incidentRows.length) this.#incidentRows.push([id, title, this.#days.of(day)])
    return number
  }

  /** An invented record is told with the base that it was seeded in. */
  #populationsOf({ populations, canaryBase }: ExposureLine): string[] {
    const names = populations.map((name) => this.#voice.population(name))
    return canaryBase === undefined ? names : [...names, canaryBase]
  }

  /** In the order of the language, each once. */
  #classesOf(names: readonly string[], unmapped: readonly string[]): number {
    const key = names.join('\n')
    let number = this.#classSets.get(key)
    if (number === undefined) {
      const said = new Set(names.map((name) => this.#voice.dataClass(name, unmapped)))
      number = this.#classes.of([...said].sort((a, b) => a.localeCompare(b, this.#voice.locale)))
      this.#classSets.set(key, number)
    }
    return number
  }

  /** The day, in local time, of a date or an instant. */
  #day(at: string): number {
    let number = this.#dayOf.get(at)
    if (number === undefined) {
      number = this.#days.of(at.length === 10 ? at : localDay(at, this.#voice.zone))
      this.#dayOf.set(at, number)
    }
    return number
  }

  #judged(judgement: ExposureJudgement): number {
    const known = this.#known.get(judgement)
    if (known !== undefined) return known
    const { quote } = this.#voice.messages.dashboard.verdict
    const evidence = judgement.evidence
      .slice(0, quotesShown)
      .map(({ words, source, rule }) => quote(impersonal(words, longestQuote), source, rule))
    const number = this.#verdict(resaleWord(judgement), judgement.lastOfferedOn, judgement.confidence, evidence)
    this.#known.set(judgement, number)
    return number
  }

  #verdict(word: ResaleWord, lastOffered: string | undefined, confidence: number, evidence: readonly string[]): number {
    const { verdict } = this.#voice.messages.dashboard
    const offer = lastOffered === undefined ? [] : [verdict.lastOffered(this.#voice.day(lastOffered))]
    const said = evidence.length === 0 ? [verdict.unsaid] : evidence
    const why = [...said, ...offer, verdict.confidence(this.#voice.score(confidence))]
    const entry: VerdictEntry = [resaleWords.indexOf(word), this.#days.of(lastOffered), why]
    const number = this.#verdicts.of(JSON.stringify(entry))
    if (number === this.#verdictRows.length) this.#verdictRows.push(entry)
    return number
  }

  #decision({ qualification, remedy }: ExposureLine): string {
    const { decisions } = this.#voice.messages.dashboard
    const done = remedy === undefined ? '' : ` (${decisions.remedied})`
    if (qualification === undefined) return decisions.waiting + done
    if (qualification.as !== 'confirmed') return decisions[qualification.as] + done
    // a confirmation without an attribution decides nothing yet
    if (qualification.attribution === undefined) return decisions.waiting + done
    return decisions.confirmed(qualification.attribution) + done
  }
}

/** As columns want it: `24/11/2026`, `2026-11-24`. */
function shortDay(day: string, locale: Locale): string {
  return locale === 'fr' ? day.split('-').reverse().join('/') : day
}

function localDay(instant: string, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does
  return new Date(instant).toLocaleDateString('sv', { timeZone })
}
