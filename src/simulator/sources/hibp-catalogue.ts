/** The calls that take no key. */
import { empty, json, type PretendAnswer, parameter } from '../http.ts'
import type { HibpBreach } from '../world/index.ts'
import type { PretendContext } from './contract.ts'
import { byTitle } from './hibp-common.ts'

export function answerFree(
  endpoint: string,
  subject: string | undefined,
  query: string,
  context: PretendContext,
): PretendAnswer {
  const { breaches } = context.world.hibp
  if (endpoint === 'breaches') return json(byTitle(filterCatalogue(breaches, query)))
  if (endpoint === 'breach') {
    return found(breaches.find((breach) => breach.Name.toLowerCase() === subject))
  }
  if (endpoint === 'latestbreach') {
    return found([...breaches].sort((a, b) => Date.parse(b.AddedDate) - Date.parse(a.AddedDate))[0])
  }
  if (endpoint === 'dataclasses') {
    return json([...new Set(breaches.flatMap((breach) => breach.DataClasses))].sort())
  }
  return empty(404)
}

function filterCatalogue(breaches: readonly HibpBreach[], query: string): HibpBreach[] {
  const domain = parameter(query, 'domain')?.toLowerCase()
  const spam = parameter(query, 'isSpamList')?.toLowerCase()
  return breaches.filter(
    (breach) =>
      (domain === undefined || breach.Domain.toLowerCase() === domain) &&
      (spam === undefined || String(breach.IsSpamList) === spam),
  )
}

function found(breach: HibpBreach | undefined): PretendAnswer {
  return breach === undefined ? empty(404) : json(breach)
}
