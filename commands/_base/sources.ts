import { nearest } from '../../src/config/index.ts'
import { InputError } from '../../src/domain/index.ts'
import type { Catalogue } from '../../src/messages/index.ts'
import { retired, type Source, sources } from '../../src/sources/index.ts'

/**
 * @param known the workspace's own places included
 * @throws InputError for an id that none has: with the reason where it was left out, with the one meant otherwise
 */
export function requireSource(id: string, { sources: words }: Catalogue, known: readonly Source[] = sources): Source {
  const source = known.find((one) => one.id === id)
  if (source !== undefined) return source
  const left = retired.find((service) => service.id === id)
  if (left !== undefined) throw new InputError(words.isRetired(left.name, left.reason, left.decidedOn))
  const meant = nearest(
    id,
    known.map((one) => one.id),
  )
  throw new InputError(words.unknown(id), { mend: meant === undefined ? words.seeList : words.didYouMean(meant) })
}
