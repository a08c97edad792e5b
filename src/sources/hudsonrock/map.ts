/** What Hudson Rock's words mean in ours. */
import * as v from 'valibot'
import type { Sighting, SourceEvent } from '../../domain/index.ts'
import type { PlanSelector } from '../contract.ts'
import { type DomainCounts, type Infection, loginUrl } from './contract.ts'

/** Stands for all infections behind the counts of a domain. */
export const domainEvent: SourceEvent = {
  key: 'stealer-logs',
  title: 'Hudson Rock: stealer logs of a domain, counted',
  nature: 'stealer-log',
  dataClasses: ['Email addresses', 'Passwords'],
  flags: ['malware'],
}

/** hosts of login pages kept per domain */
const hostsKept = 20

/** An infection is one event, told apart by its instant and family: the name of the machine is its owner's business. */
export function infectionEvent(row: Infection): SourceEvent {
  const day = row.date_compromised.slice(0, 10)
  const family = row.stealer_family ?? 'unknown family'
  return {
    key: `infection:${row.date_compromised}:${family}`,
    title: `Infected machine, ${day} (${family})`,
    nature: 'stealer-log',
    occurredOn: day,
    dataClasses: ['Email addresses', 'Passwords'],
    flags: ['malware'],
  }
}

export function infectionSighting(selector: PlanSelector, row: Infection): Sighting {
  const details = [
    ...counted('corporate services', row.total_corporate_services),
    ...counted('user services', row.total_user_services),
  ]
  return {
    kind: selector.kind,
    canonical: selector.canonical,
    event: infectionEvent(row).key,
    ...(details.length === 0 ? {} : { details }),
  }
}

/** `undefined` when every count is 0 or null. */
export function domainSighting(domain: string, counts: DomainCounts): Sighting | undefined {
  const { employees, users, third_parties, last_employee_compromised, last_user_compromised } = counts
  if (!employees && !users && !third_parties) return undefined
  const details = [
    ...counted('employees', employees),
    ...counted('users', users),
    ...counted('third parties', third_parties),
    ...(last_employee_compromised === undefined ? [] : [`last employee: ${last_employee_compromised}`]),
    ...(last_user_compromised === undefined ? [] : [`last user: ${last_user_compromised}`]),
    ...ownHosts(domain, counts.data?.all_urls ?? []),
  ]
  return { kind: 'domain', canonical: domain, event: domainEvent.key, details }
}

function counted(what: string, count: number | null | undefined): readonly string[] {
  return count === null || count === undefined ? [] : [`${what}: ${count}`]
}

/** Hosts of the domain's login pages. Path and query may name a person, and other hosts are not ours to keep. */
function ownHosts(domain: string, urls: readonly unknown[]): readonly string[] {
  const hosts = urls.flatMap((row) => {
    const read = v.safeParse(loginUrl, row)
    const host = read.success ? URL.parse(read.output.url)?.hostname.toLowerCase() : undefined
    return host === domain || host?.endsWith(`.${domain}`) === true ? [host] : []
  })
  return [...new Set(hosts)].sort().slice(0, hostsKept)
}
