import { json, type PretendAnswer } from '../http.ts'
import type { HibpBreach } from '../world/index.ts'
import type { PretendContext } from './contract.ts'
import { integrationDomain, integrationWorld } from './hibp-integration.ts'

/** The vendor's error object. */
export function failure(statusCode: number, message: string): PretendAnswer {
  return json({ statusCode, message }, statusCode)
}

/** True for breaches that the public account search may name. */
export function isPublic(breach: HibpBreach): boolean {
  return !breach.IsSensitive && !breach.IsRetired
}

/** Aliases of a domain with their breaches, sensitive ones included because its control was proven. */
export function namesByAlias(domain: string, context: PretendContext): Map<string, string[]> {
  const retired = new Set(context.world.hibp.breaches.filter((breach) => breach.IsRetired).map((breach) => breach.Name))
  const listed = new Set(context.world.hibp.breaches.map((breach) => breach.Name))
  const accounts =
    domain === integrationDomain ? integrationWorld(context.world.hibp).accounts : context.world.hibp.accounts
  const found = new Map<string, string[]>()
  for (const [account, names] of accounts) {
    if (!account.endsWith(`@${domain}`)) continue
    const shown = names.filter((name) => listed.has(name) && !retired.has(name))
    if (shown.length > 0) found.set(account.slice(0, -domain.length - 1), shown.sort())
  }
  return found
}

export function byTitle(breaches: HibpBreach[]): HibpBreach[] {
  return [...breaches].sort((a, b) => (a.Title < b.Title ? -1 : a.Title > b.Title ? 1 : 0))
}

export function sortedByKey<Value>(entries: ReadonlyMap<string, Value>): [string, Value][] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
}

export function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`)
}
