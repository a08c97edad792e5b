/** Addresses that searches of the city's domains told of and no list holds: counted, and kept nowhere. */
import type { Store } from '../store/index.ts'
import { plainLine } from './cells.ts'

export interface IncidentStrangers {
  /** public name, `i-…` */
  readonly incident: string
  readonly title: string
  readonly count: number
}

/** Most first. An address in two incidents counts in both: there is no sum of these. */
export async function incidentStrangers(store: Store): Promise<readonly IncidentStrangers[]> {
  const counts = (await store.exposures.strangers()).filter(({ count }) => count > 0)
  if (counts.length === 0) return []
  const names = new Map((await store.events.incidents()).map(({ id, name }) => [id, name]))
  const titles = new Map<number, string>()
  for (const { incident, title } of await store.events.all()) {
    if (!titles.has(incident)) titles.set(incident, plainLine(title))
  }
  return counts
    .map(({ incident, count }) => {
      const name = names.get(incident)!
      return { incident: name, title: titles.get(incident) ?? name, count }
    })
    .sort((a, b) => b.count - a.count || (a.incident < b.incident ? -1 : 1))
}
