/**
 * Whose breach is it? Proposes one of the five answers with its reasons; a person decides.
 *
 * - **A** the city's own processing · **B** its processor · **C** city credentials in somebody else's leak · **D** a third
 *   party's leak, the city not involved · **E** undetermined, which is an answer.
 *
 * Signs, the strongest first: a canary; identifiers that exist in one application only; the breached site; the structure of
 * the data (classes and columns) together with a share of a population well over the usual; the nature of the event and the
 * domain of the addresses in it. Signs that point at two bases leave E.
 */
import type { EventNature } from '../domain/index.ts'
import { dataClass } from './classes/index.ts'
import { fold } from './text/fold.ts'

export type Attribution = 'A' | 'B' | 'C' | 'D' | 'E'

/** A base of the city's, from the configuration. */
export interface CityBase {
  readonly id: string
  readonly operator: 'city' | 'processor'
  /** its sites: `famille.ville-exemple.fr`, a supplier's own domain */
  readonly domains?: readonly string[]
  readonly dataClasses?: readonly string[]
  /** names of its columns or form fields: `quotient_familial`, `num_allocataire` */
  readonly columns?: readonly string[]
}

export interface AttributionQuestion {
  readonly nature: EventNature
  /** the breached site, where there is one */
  readonly domain?: string
  readonly dataClasses: readonly string[]
  /** column names seen in a sample or a dump, never their contents */
  readonly columns?: readonly string[]
  /** ids of the bases whose canary records were found, one for each canary */
  readonly canaryHits?: readonly string[]
  /** ids of the bases whose own identifiers (card numbers, file numbers) were found */
  readonly ownIdentifiers?: readonly string[]
  readonly bases: readonly CityBase[]
  readonly cityDomains: readonly string[]
  /** of the exposed selectors, how many are addresses under a city domain */
  readonly cityAddresses: number
  readonly exposed: number
  /** a population of which a share is hit; the base rate is the usual share in incidents that have nothing to do with the city */
  readonly share?: { readonly base: string; readonly hit: number; readonly of: number; readonly usual: number }
}

export interface AttributionReason {
  readonly sign:
    | 'canary'
    | 'own-identifier'
    | 'site'
    | 'columns'
    | 'classes'
    | 'share'
    | 'city-credentials'
    | 'city-log-ins'
    | 'city-address'
    | 'third-party'
    | 'contradiction'
    | 'nothing'
  readonly for: Attribution
  /** 0 to 1 */
  readonly weight: number
  /** ids, domains and counts that were compared; no person's data */
  readonly words: string
  readonly base?: string
}

export interface AttributionProposal {
  readonly proposed: Attribution
  readonly confidence: number
  /** the base it points at, for A and B */
  readonly base?: string
  /** strongest first; those for another answer too */
  readonly reasons: readonly AttributionReason[]
}

/** Below this no sign is worth an answer. */
const enough = 0.5

/**
 * Whose breach an exposure points at, with the reasons: the letter of the strongest sign, and `E` (undetermined) where none is
 * strong enough. A proposal, never a decision. Pure.
 */
export function attribute(question: AttributionQuestion): AttributionProposal {
  const ours = [...ownSigns(question), ...siteSigns(question), ...structureSigns(question)]
  const reasons = [...ours, ...foreignSigns(question, ours)].sort((a, b) => b.weight - a.weight)
  const [best] = reasons
  if (best === undefined || best.weight < enough) {
    const nothing = { sign: 'nothing', for: 'E', weight: 0, words: 'no sign is strong enough' } as const
    return { proposed: 'E', confidence: 0.5, reasons: [...reasons, nothing] }
  }
  const rival = reasons.find(
    (one) => one.weight >= best.weight - 0.05 && one.base !== undefined && one.base !== best.base,
  )
  if (best.base !== undefined && rival !== undefined) {
    const words = `${best.base} ≠ ${rival.base}`
    return {
      proposed: 'E',
      confidence: 0.6,
      reasons: [...reasons, { sign: 'contradiction', for: 'E', weight: 0.6, words }],
    }
  }
  return {
    proposed: best.for,
    confidence: best.weight,
    ...(best.base === undefined ? {} : { base: best.base }),
    reasons,
  }
}

/** What exists in one base only. */
function ownSigns({ canaryHits = [], ownIdentifiers = [], bases }: AttributionQuestion): readonly AttributionReason[] {
  const signs = [
    ...counted(canaryHits).map(([id, count]) => ({ id, count, sign: 'canary' as const, weight: 0.98 })),
    ...counted(ownIdentifiers).map(([id, count]) => ({ id, count, sign: 'own-identifier' as const, weight: 0.9 })),
  ]
  return signs.flatMap(({ id, count, sign, weight }) => {
    const base = bases.find((one) => one.id === id)
    if (base === undefined) return []
    return [{ sign, for: answerOf(base), weight, words: `${id}: ${count}`, base: id }]
  })
}

function siteSigns({ nature, domain = '', bases, cityDomains }: AttributionQuestion): readonly AttributionReason[] {
  // loot names the sites that log-ins were for: none of them need have been broken into
  if (domain === '' || loot.includes(nature)) return []
  const base = bases.find((one) => one.domains?.some((site) => isUnder(domain, site)) === true)
  if (base !== undefined) {
    return [{ sign: 'site', for: answerOf(base), weight: 0.85, words: domain, base: base.id }]
  }
  const isCity = cityDomains.some((site) => isUnder(domain, site))
  return isCity ? [{ sign: 'site', for: 'A', weight: 0.8, words: domain }] : []
}

/** Columns and classes that fit a base; a fit alone stays below an answer unless a population is hit far over the usual. */
function structureSigns(question: AttributionQuestion): readonly AttributionReason[] {
  return question.bases.flatMap((base) => {
    const signs: AttributionReason[] = []
    const of = { for: answerOf(base), base: base.id }
    const columns = likeness(base.columns ?? [], question.columns ?? [], keyOfColumn)
    const classes = likeness(base.dataClasses ?? [], question.dataClasses, (word) => dataClass(word).name)
    const lift = liftOf(question, base)
    if (columns.common >= 3 && columns.share >= 0.5) {
      const weight = 0.45 + (columns.share >= 0.8 ? 0.15 : 0.05) + (lift > 1 ? 0.15 : 0)
      signs.push({ ...of, sign: 'columns', weight, words: `${columns.common} of ${columns.of} columns` })
    }
    if (classes.common >= 3 && classes.share >= 0.7) {
      signs.push({
        ...of,
        sign: 'classes',
        weight: lift > 1 ? 0.65 : 0.4,
        words: `${classes.common} of ${classes.of} classes`,
      })
    }
    if (lift > 1) {
      const { hit, of: whole, usual } = question.share!
      const words = `${hit} of ${whole}, usual ${(100 * usual).toFixed(1)} %`
      signs.push({ ...of, sign: 'share', weight: signs.length > 0 ? 0.7 : 0.45, words })
    }
    return signs
  })
}

/** Five times the usual share, on at least ten persons, is no chance. */
function liftOf({ share }: AttributionQuestion, base: CityBase): number {
  if (share === undefined || share.base !== base.id || share.of === 0 || share.hit < 10) return 0
  const observed = share.hit / share.of
  return observed >= 0.05 && observed >= 5 * Math.max(share.usual, 0.001) ? observed / Math.max(share.usual, 0.001) : 0
}

const credentials = /password|credential|token|cookie|\bpin/i
const loot: readonly EventNature[] = ['stealer-log', 'combo-list']

/** The data of somebody else: C with the city's credentials, its users' at its sites included, D without. */
function foreignSigns(question: AttributionQuestion, ours: readonly AttributionReason[]): readonly AttributionReason[] {
  const { nature, domain = '', dataClasses, cityAddresses, exposed, bases, cityDomains } = question
  if (ours.some(({ sign }) => sign === 'site')) return []
  const isLoot = loot.includes(nature)
  const opens = isLoot || dataClasses.some((word) => credentials.test(word))
  const sites = [...cityDomains, ...bases.flatMap((base) => base.domains ?? [])]
  if (isLoot && domain !== '' && sites.some((site) => isUnder(domain, site))) {
    return [{ sign: 'city-log-ins', for: 'C', weight: 0.9, words: domain }]
  }
  const count = `${cityAddresses} of ${exposed} addresses are the city's`
  if (cityAddresses > 0 && opens && (isLoot || domain !== '')) {
    return [{ sign: 'city-credentials', for: 'C', weight: isLoot ? 0.9 : 0.8, words: count }]
  }
  if (domain === '' && !isLoot) return []
  const where = domain === '' ? nature : domain
  if (cityAddresses > 0)
    return [{ sign: 'city-address', for: 'D', weight: 0.7, words: `${where}: ${count}, no credentials` }]
  return [{ sign: 'third-party', for: 'D', weight: isLoot ? 0.7 : 0.8, words: where }]
}

function answerOf(base: CityBase): 'A' | 'B' {
  return base.operator === 'city' ? 'A' : 'B'
}

function isUnder(domain: string, site: string): boolean {
  const [one, other] = [domain.toLowerCase(), site.toLowerCase()]
  return one === other || one.endsWith(`.${other}`)
}

function counted(ids: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return [...counts]
}

/** `Quotient familial`, `quotient_familial` and `quotientFamilial` are one column. */
function keyOfColumn(name: string): string {
  return fold(name.slice(0, 100)).text.replace(/[^\p{L}\p{N}]/gu, '')
}

function likeness(own: readonly string[], seen: readonly string[], key: (word: string) => string) {
  const [a, b] = [new Set(own.map(key)), new Set(seen.map(key))]
  const common = [...a].filter((one) => b.has(one)).length
  return { common, of: b.size, share: b.size === 0 ? 0 : common / b.size }
}
