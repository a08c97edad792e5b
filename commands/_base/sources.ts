import { nearest } from '../../src/config/index.ts'
import { InputError } from '../../src/domain/index.ts'
import type { Catalogue } from '../../src/messages/index.ts'
import { findSource, retired, type Source, sources } from '../../src/sources/index.ts'

/** @throws InputError for an id that no adapter has: with the reason where it was left out, with the one meant otherwise */
export function requireSource(id: string, { sources: words }: Catalogue): Source {
  const source = findSource(id)
  if (source !== undefined) return source
  const left = retired.find((service) => service.id === id)
  if (left !== undefined) throw new InputError(words.isRetired(left.name, left.reason, left.decidedOn))
  const meant = nearest(
    id,
    sources.map((one) => one.id),
  )
  throw new InputError(words.unknown(id), { mend: meant === undefined ? words.seeList : words.didYouMean(meant) })
}
