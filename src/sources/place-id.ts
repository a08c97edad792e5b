import type { WatchPlace } from './contract.ts'

/** Name under which intervals and state of a place are kept: `telegram/canal`, or the source's own id. */
export function placeId(source: { readonly id: string }, place?: WatchPlace): string {
  return place === undefined ? source.id : `${source.id}/${place.key}`
}
