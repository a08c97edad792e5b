/** What XposedOrNot's words mean in ours. */
import type { EventFlag, Sighting, SourceEvent } from '../../domain/index.ts'
import { dataClassesOf } from '../data-classes.ts'
import { natureOfWords } from '../nature.ts'
import type { Breach } from './contract.ts'

/** Stands for all breaches of a domain of which only counts are told. */
export const countsEvent: SourceEvent = {
  key: 'domain-counts',
  title: 'XposedOrNot: breaches of a domain, counted',
  nature: 'breach',
  dataClasses: ['Email addresses'],
  url: 'https://xposedornot.com',
}

export function toEvent(breach: Breach): SourceEvent {
  const flags: EventFlag[] = []
  if (breach.verified) flags.push('verified')
  if (breach.sensitive) flags.push('sensitive')
  const added = Date.parse(breach.addedDate ?? '')
  const isOfNoSite = breach.domain === ''
  return {
    key: breach.breachID,
    title: breach.breachID,
    nature: (isOfNoSite ? natureOfWords(`${breach.breachID} ${breach.exposureDescription}`) : undefined) ?? 'breach',
    domain: breach.domain.toLowerCase(),
    occurredOn: breach.breachedDate.slice(0, 10),
    ...(Number.isNaN(added) ? {} : { addedAt: new Date(added).toISOString() }),
    ...(breach.exposureDescription === '' ? {} : { description: breach.exposureDescription }),
    dataClasses: dataClassesOf(breach.exposedData),
    records: breach.exposedRecords,
    url: `https://xposedornot.com/breach/${encodeURIComponent(breach.breachID)}`,
    ...(flags.length === 0 ? {} : { flags }),
  }
}

/** Moves when a breach is added or taken out: there is no call for that alone. */
export function clockOf(breaches: readonly Breach[]): string {
  const newest =
    breaches
      .map((breach) => breach.addedDate ?? '')
      .toSorted()
      .at(-1) ?? ''
  return `${breaches.length} ${newest}`
}

/** Each name once, in the order of the alphabet: the service's own order is that of a set. */
export function emailSightings(canonical: string, names: readonly string[]): readonly Sighting[] {
  return [...new Set(names)].sort().map((event) => ({ kind: 'email', canonical, event }))
}
