/** How an address is told to LeakCheck, by either of its doors. */
import { hash } from 'node:crypto'
import type { Disclosure } from '../../domain/index.ts'
import type { PlanSelector, Query, SourceSettings } from '../contract.ts'

/** SHA-256 of the canonical address, cut to the 24 hex digits that the service takes at least. */
export function truncatedHash(canonical: string): string {
  return hash('sha256', canonical, 'hex').slice(0, 24)
}

/**
 * Twenty-four digits single out an address that the service holds, and tell it nothing of one that it does not. Who reads
 * that as telling it writes `options.hashIs: clear`.
 */
export function hashTells(settings: Pick<SourceSettings, 'options'>): Disclosure {
  return settings.options.hashIs === 'clear' ? 'clear' : 'k-anonymous'
}

export function hashQuery(
  question: string,
  selector: PlanSelector,
  settings: SourceSettings,
  cost: Query['cost'] = { requests: 1 },
): Query {
  const target = truncatedHash(selector.canonical)
  return { type: 'query', question, endpoint: 'hash', target, covers: [selector], discloses: hashTells(settings), cost }
}

/** International digits without the plus, the only form that is taken. */
export function phoneDigits(canonical: string): string {
  return canonical.slice(1)
}
