import type { Sighting } from '../domain/index.ts'
import type { Query } from './contract.ts'

const detailsKept = 50

/** One sighting for each selector and event: a source that gives rows says the same thing many times. Order is kept. */
export function mergeSightings(sightings: readonly Sighting[]): readonly Sighting[] {
  const merged = new Map<string, Sighting>()
  for (const sighting of sightings) {
    const key = JSON.stringify([sighting.kind, sighting.canonical, sighting.event])
    const former = merged.get(key)
    merged.set(key, former === undefined ? sighting : join(former, sighting))
  }
  return [...merged.values()].map(capped)
}

/** More would be a list of where somebody goes. What is left out is said in a last word `+12`; how passwords stand is kept. */
function capped(sighting: Sighting): Sighting {
  const { details = [] } = sighting
  if (details.length <= detailsKept) return sighting
  const isPassword = (word: string) => word.startsWith('password: ')
  const passwords = details.filter(isPassword)
  const others = details.filter((word) => !isPassword(word)).slice(0, detailsKept - passwords.length)
  return { ...sighting, details: [...passwords, ...others, `+${details.length - detailsKept}`] }
}

function join(a: Sighting, b: Sighting): Sighting {
  const dataClasses = union(a.dataClasses, b.dataClasses)
  const details = union(a.details, b.details)
  return {
    ...a,
    ...(dataClasses === undefined ? {} : { dataClasses }),
    ...(details === undefined ? {} : { details }),
  }
}

function union(a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return [...new Set([...a, ...b])].sort()
}

/** The watched domain itself is present as soon as one of its addresses is, watched or not. */
export function domainSightings(query: Query, events: Iterable<string>): readonly Sighting[] {
  const watched = query.covers.filter((selector) => selector.kind === 'domain')
  const distinct = [...new Set(events)]
  return watched.flatMap(({ canonical }) => distinct.map((event): Sighting => ({ kind: 'domain', canonical, event })))
}
