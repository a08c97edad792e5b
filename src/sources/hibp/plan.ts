/**
 * The cheapest permitted set of queries.
 *
 * 1. A domain verified at HIBP is asked for whole: one call for all its addresses, and of no address is anything told. An
 *    address counts as under a domain only when its domain is exactly that one: `breacheddomain` of an apex does not hold
 *    the addresses of its subdomains.
 * 2. Any other address goes by the first 6 hex digits of its SHA-1 where plan and policy allow; one call covers all that
 *    share them. Else in clear, where the policy allows that.
 * 3. Logins at the city's own sites are asked for by site: one call each, which answers for everybody whom the city watches
 *    and is told of nobody.
 *
 * Lists may hold a million selectors: two passes, and prefixes are sorted as numbers instead of kept in a map.
 */
import type { NotAskedReason } from '../../domain/index.ts'
import { mayDisclose } from '../../domain/index.ts'
import type { PlanSelector, Query, Skip, SourceSettings } from '../contract.ts'
import { clearQuery, domainOf, domainQuery, groupByDomain, Skips } from '../steps.ts'
import type { HibpAccount } from './account.ts'
import { accountSha1Hex } from './map.ts'
import { ownSitesQuery, ownSitesStep, searchesByAddress, stealerStep, unsearchable } from './stealer-plan.ts'

export const questions = ['breaches', 'pastes', 'stealer-logs', 'stealer-logs-own-sites'] as const

/** a prefix has 24 bits; index and prefix share the 52 that a double holds exactly */
const indexSpan = 2 ** 28

export function* plan(
  selectors: readonly PlanSelector[],
  account: HibpAccount,
  settings: SourceSettings,
): Generator<Query | Skip> {
  const own = groupByDomain(selectors, account.domains)
  const logsByDomain = account.stealerLogs && !searchesByAddress(settings)
  for (const [domain, covers] of own) {
    if (covers.length === 0) continue
    yield domainQuery({ question: 'breaches', endpoint: 'breacheddomain' }, domain, covers)
    if (!logsByDomain) continue
    yield domainQuery({ question: 'stealer-logs', endpoint: 'stealerlogsbyemaildomain' }, domain, covers)
  }

  const skips = new Skips()
  const ranges = new Float64Array(account.kAnon ? selectors.length : 0)
  let ranged = 0
  const onSites: PlanSelector[] = []
  for (const [index, selector] of selectors.entries()) {
    const isOwn = own.has(domainOf(selector) ?? '')
    if (!isOwn || !logsByDomain) {
      const logs = stealerStep(selector, account, settings)
      if (logs === 'ask') yield clearQuery({ question: 'stealer-logs', endpoint: 'stealerlogsbyemail' }, selector)
      else yield* skips.add('stealer-logs', logs, selector)
    }
    const sites = ownSitesStep(selector, account, settings)
    if (sites === 'ask') onSites.push(selector)
    else yield* skips.add('stealer-logs-own-sites', sites, selector)
    const paste = pasteStep(selector, settings)
    if (paste === 'ask') yield clearQuery({ question: 'pastes', endpoint: 'pasteaccount' }, selector)
    else yield* skips.add('pastes', paste, selector)

    if (isOwn) continue
    const step = breachStep(selector, account)
    if (step === 'range') ranges[ranged++] = prefixNumber(selector) * indexSpan + index
    else if (step === 'clear') yield clearQuery({ question: 'breaches', endpoint: 'breachedaccount' }, selector)
    else yield* skips.add('breaches', step, selector)
  }
  yield* skips.rest()
  if (onSites.length > 0) yield ownSitesQuery(onSites, account)
  yield* rangeQueries(ranges.subarray(0, ranged).sort(), selectors)
}

function breachStep(selector: PlanSelector, account: HibpAccount): 'range' | 'clear' | NotAskedReason {
  if (selector.kind === 'phone') return 'kind-not-taken'
  if (selector.kind === 'domain') return unsearchable(selector.canonical, account)
  if (!mayDisclose(selector.allowed, 'k-anonymous')) return 'policy'
  if (account.kAnon) return 'range'
  return mayDisclose(selector.allowed, 'clear') ? 'clear' : 'plan-lacks-feature'
}

function pasteStep(selector: PlanSelector, settings: SourceSettings): 'ask' | NotAskedReason {
  if (selector.kind !== 'email') return 'kind-not-taken'
  // a call per address, and in clear only: the configuration may do without
  return mayDisclose(selector.allowed, 'clear') && settings.options.pastes !== false ? 'ask' : 'policy'
}

function prefixNumber(selector: PlanSelector): number {
  return Number.parseInt(accountSha1Hex(selector.canonical).slice(0, 6), 16)
}

/** One query for each run of equal prefixes. The order of prefixes says nothing of the order of the lists. */
function* rangeQueries(sorted: Float64Array, selectors: readonly PlanSelector[]): Generator<Query> {
  let start = 0
  while (start < sorted.length) {
    const prefix = Math.floor(sorted[start]! / indexSpan)
    let end = start + 1
    while (end < sorted.length && Math.floor(sorted[end]! / indexSpan) === prefix) end++
    yield {
      type: 'query',
      question: 'breaches',
      target: prefix.toString(16).toUpperCase().padStart(6, '0'),
      endpoint: 'breachedaccount/range',
      covers: Array.from(sorted.subarray(start, end), (packed) => selectors[packed % indexSpan]!),
      discloses: 'k-anonymous',
      cost: { requests: 1 },
    }
    start = end
  }
}
