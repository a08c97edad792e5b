/** What ProjectDiscovery's words mean in ours: it names no leak, so there is one event for each nature. */
import type { Sighting, SourceEvent } from '../../domain/index.ts'
import { dayOf } from '../dates.ts'
import { secretDetail } from '../secret.ts'
import type { Counters, Leak } from './contract.ts'

const dataClasses = ['Email addresses', 'Passwords']

export const stealerLogs: SourceEvent = {
  key: 'stealer-logs',
  title: 'ProjectDiscovery: stealer logs',
  nature: 'stealer-log',
  dataClasses,
  flags: ['malware'],
}

const comboLists: SourceEvent = {
  key: 'combo-lists',
  title: 'ProjectDiscovery: combo lists',
  nature: 'combo-list',
  dataClasses,
}

export interface Found {
  readonly sightings: readonly Sighting[]
  readonly events: readonly SourceEvent[]
}

type Subject = Pick<Sighting, 'kind' | 'canonical'>

/** `undefined` when not one counter could be read: that is no zero. */
export function fromCounters({ kind, canonical }: Subject, counters: Counters): Found | undefined {
  const logged = [
    ['devices', counters.leak_devices_count],
    ['employees', counters.leak_employees_count],
    ['customers', counters.leak_customers_count],
    ['users', counters.leak_user_count],
  ] as const
  const combos = counters.combolist_exposure
  if (combos === undefined && logged.every(([, value]) => value === undefined)) return undefined
  const details = logged.flatMap(([what, value]) => (value === undefined ? [] : [`${what}: ${value}`]))
  const isLogged = logged.some(([, value]) => value !== undefined && value > 0)
  return {
    sightings: [
      ...(isLogged ? [{ kind, canonical, event: stealerLogs.key, details }] : []),
      ...(combos !== undefined && combos > 0
        ? [{ kind, canonical, event: comboLists.key, details: [`entries: ${combos}`] }]
        : []),
    ],
    events: [...(isLogged ? [stealerLogs] : []), ...(combos !== undefined && combos > 0 ? [comboLists] : [])],
  }
}

export function leakSighting(row: Leak): Sighting {
  const loggedOn = dayOf(row.log_date)
  const host = URL.parse(row.url.includes('://') ? row.url : `https://${row.url}`)?.hostname
  const details = [
    ...(row.password === undefined ? [] : [secretDetail(row.password)]),
    ...(loggedOn === undefined ? [] : [`logged: ${loggedOn}`]),
    // path and query may name a person
    ...(host === undefined || host === '' ? [] : [host.toLowerCase()]),
  ]
  return {
    kind: 'email',
    canonical: row.username,
    event: stealerLogs.key,
    ...(details.length === 0 ? {} : { details }),
  }
}
