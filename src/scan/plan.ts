import type { Disclosure, NotAskedReason } from '../domain/index.ts'
import { pacedBy, type Quotas, timeTakenMs } from '../net/index.ts'
import type { AskSource, WatchSource } from '../sources/index.ts'
import { Affordable, type Chance } from './affordable.ts'
import { Channel } from './channel.ts'
import type {
  DisclosurePlan,
  PlanDeps,
  QuestionPlan,
  ScanOptions,
  ScanPlan,
  ScanSource,
  SourcePlan,
} from './contract.ts'
import { Planner } from './planner.ts'
import { type ChosenPopulations, choosePopulations } from './populations.ts'
import { loadNumbers, type Roster, readTexts } from './roster.ts'
import { PlaceRun } from './watch-place.ts'

/**
 * What a scan would ask now, what that takes, and what each source would be told of whom. No request leaves: of our account
 * at a source, that is believed which the source's adapter assumes.
 *
 * @throws ConfigError or InputError for what a scan would refuse
 */
export async function planScan(deps: PlanDeps, options: ScanOptions = {}): Promise<ScanPlan> {
  const choice = await choosePopulations(deps, options.populations)
  const roster = await loadNumbers(deps.store, choice.lawful, choice.held)
  const sources: SourcePlan[] = []
  for (const entry of deps.sources) {
    const { source } = entry
    const isLeftOut = options.watchOnly === true && source.shape === 'ask'
    const notAsked = entry.notAsked ?? (isLeftOut ? 'not-selected' : undefined)
    if (notAsked !== undefined) sources.push({ ...nothingOf(entry), notAsked })
    else if (source.shape === 'watch') sources.push(await planWatch(deps, { ...entry, source }))
    else sources.push(await planAsk(deps, options, { ...entry, source }, roster, choice))
  }
  return { sources: sharing(sources, deps) }
}

function nothingOf({ source }: ScanSource): SourcePlan {
  const { id, name, shape, operator, country } = source
  const none = { from: 0, to: 0 }
  return {
    source: id,
    name,
    shape,
    operator,
    country,
    summary: '',
    queries: 0,
    requests: none,
    timeMs: none,
    credits: none,
    questions: [],
    disclosures: [],
    domainsTold: [],
    itemsDue: 0,
  }
}

const mostItems = 100_000

async function planWatch({ store, clock, budget }: PlanDeps, entry: ScanSource & { readonly source: WatchSource }) {
  const { id, quota, pageSize } = entry.source
  const due = await store.watch.due(id, new Date(clock.wallNow()).toISOString(), mostItems)
  let lists = 0
  for (const one of entry.source.places?.(entry.settings) ?? [undefined]) {
    const place = new PlaceRun(entry.source, one)
    await place.standing(store)
    if (place.isTime(clock.wallNow())) lists++
  }
  // what the list will hold that is new is for the list to say
  const wanted = { from: lists + due.length, to: lists * (1 + pageSize) + due.length }
  const { requests } = new Affordable(entry.budget, budget, wanted)
  return {
    ...nothingOf(entry),
    queries: requests.from,
    requests,
    timeMs: timeOf(requests, pacedBy(entry.pace, quota)),
    itemsDue: due.length,
  }
}

function timeOf({ from, to }: SourcePlan['requests'], quota: Quotas): SourcePlan['timeMs'] {
  return { from: timeTakenMs(from, quota), to: timeTakenMs(to, quota) }
}

async function planAsk(
  { store, populations, clock, budget }: PlanDeps,
  options: ScanOptions,
  entry: ScanSource & { readonly source: AskSource },
  roster: Roster,
  { chosen, lawful }: ChosenPopulations,
): Promise<SourcePlan> {
  const { source, settings } = entry
  const opening = source.assume(settings)
  const channels = new Map<string, Channel>()
  for (const question of source.questions) channels.set(question, await Channel.load(store, source.id, question))
  const planner = new Planner({
    source,
    account: opening.account,
    settings,
    roster,
    channels,
    populations,
    selected: roster.sets.map((set) => set.some((name) => chosen.has(name))),
    rule: {
      now: Math.floor(clock.wallNow() / 1_000),
      freshnessS: entry.freshnessMs / 1_000,
      version: await store.coverage.currentVersion(source.id),
      fresh: options.fresh === true,
      skipsStand: false,
    },
  })

  if (source.key?.required === true && settings.hasKey !== true) {
    const fresh = (question: string) => planner.countFresh(channels.get(question)!)
    return {
      ...nothingOf(entry),
      summary: `its key is missing: set sources.${source.id}.apiKey`,
      questions: source.questions.map((question) => new QuestionSum(question, fresh(question)).plan()),
    }
  }
  let positions = planner.due()
  if (positions.length > 0 && !roster.hasTexts) {
    await readTexts(roster, store, lawful)
    // without those who were taken from the lists meanwhile
    positions = planner.due()
  }
  const questions = new Map(
    Array.from(channels.values(), (channel) => [
      channel.question,
      new QuestionSum(channel.question, planner.countFresh(channel)),
    ]),
  )
  const told = new Told(roster)
  const opens = { from: source.opens.requests, to: source.opens.maxRequests }
  const affordable = new Affordable(entry.budget, budget, opens)
  let queries = 0
  for (const step of planner.steps(positions)) {
    if (step.type === 'breath') continue
    const question = questions.get(step.channel.question)!
    if (step.type === 'skip') {
      question.skip(step.state.reason as NotAskedReason, step.refs.length)
      continue
    }
    const chance = affordable.take(step.query.cost)
    question.take(chance, step.due)
    if (chance === 'none') continue
    queries++
    told.add(step.query)
  }
  const { requests, credits } = affordable
  return {
    ...nothingOf(entry),
    summary: opening.summary,
    queries,
    requests,
    timeMs: timeOf(requests, pacedBy(entry.pace, opening.quota ?? source.quota)),
    credits,
    questions: Array.from(questions.values(), (question) => question.plan()),
    disclosures: told.plan(),
    domainsTold: [...told.domains].sort(),
  }
}

class QuestionSum {
  readonly #question: string
  readonly #fresh: number
  readonly #notAsked: Partial<Record<NotAskedReason, number>> = {}
  #queries = 0
  #covered = 0
  #overBudget = { from: 0, to: 0 }

  constructor(question: string, fresh: number) {
    this.#question = question
    this.#fresh = fresh
  }

  skip(reason: NotAskedReason, count: number): void {
    this.#notAsked[reason] = (this.#notAsked[reason] ?? 0) + count
  }

  take(chance: Chance, due: number): void {
    if (chance !== 'sure') this.#overBudget.to += due
    if (chance === 'none') {
      this.#overBudget.from += due
      return
    }
    this.#queries++
    this.#covered += due
  }

  plan(): QuestionPlan {
    return {
      question: this.#question,
      queries: this.#queries,
      covered: this.#covered,
      fresh: this.#fresh,
      notAsked: this.#notAsked,
      ...(this.#overBudget.to === 0 ? {} : { overBudget: this.#overBudget }),
    }
  }
}

/** Where the budget of the whole run may not do for all, each is sure of what the others leave at their most. */
function sharing(
  sources: readonly SourcePlan[],
  { budget: whole = {}, sources: entries }: PlanDeps,
): readonly SourcePlan[] {
  const left = (of: 'requests' | 'credits', own: SourcePlan) => {
    const others = sources.reduce((sum, one) => sum + (one === own ? 0 : one[of].to), 0)
    const from = Math.max(0, Math.min(own[of].from, (whole[of] ?? Number.POSITIVE_INFINITY) - others))
    return { from, to: own[of].to }
  }
  return sources.map((source, index) => {
    const own = entries[index]!.source
    const credits = left('credits', source)
    const sure = left('requests', source)
    // without a credit for its next query, a source is opened and no more
    const opens = own.shape === 'ask' ? own.opens.requests : 0
    const requests = credits.from < source.credits.from ? { ...sure, from: Math.min(sure.from, opens) } : sure
    const isShort = requests.from < source.requests.from || credits.from < source.credits.from
    if (!isShort) return source
    const questions = source.questions.map((question): QuestionPlan => {
      const { from, to } = question.overBudget ?? { from: 0, to: 0 }
      return { ...question, overBudget: { from, to: Math.max(to, from + question.covered) } }
    })
    return { ...source, requests, credits, questions }
  })
}

const disclosures: readonly Disclosure[] = ['nothing', 'k-anonymous', 'clear']

/** The most that is told of each selector, by population. */
class Told {
  readonly domains = new Set<string>()
  readonly #roster: Roster
  readonly #byRef = new Map<number, number>()

  constructor(roster: Roster) {
    this.#roster = roster
  }

  add({
    covers,
    discloses,
    coversDomain,
    coversSites = [],
  }: {
    readonly covers: readonly { readonly ref: number }[]
    readonly discloses: Disclosure
    readonly coversDomain?: string
    readonly coversSites?: readonly string[]
  }): void {
    if (coversDomain !== undefined) this.domains.add(coversDomain)
    for (const site of coversSites) this.domains.add(site)
    const rank = disclosures.indexOf(discloses)
    for (const { ref } of covers) this.#byRef.set(ref, Math.max(rank, this.#byRef.get(ref) ?? 0))
  }

  plan(): readonly DisclosurePlan[] {
    const sums = new Map<string, number>()
    const roster = this.#roster
    for (let position = 0; position < roster.size; position++) {
      const rank = this.#byRef.get(roster.refs[position]!)
      if (rank === undefined) continue
      for (const name of roster.sets[roster.setOf[position]!]!) {
        const key = `${name} ${rank}`
        sums.set(key, (sums.get(key) ?? 0) + 1)
      }
    }
    return Array.from(sums, ([key, selectors]) => {
      const split = key.lastIndexOf(' ')
      return { population: key.slice(0, split), discloses: disclosures[Number(key.slice(split + 1))]!, selectors }
    })
  }
}
