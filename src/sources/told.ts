/** What a source can be told of a person, more exactly than its greatest disclosure says. */
import { type Disclosure, mayDisclose } from '../domain/index.ts'
import type { Source, SourceSettings } from './contract.ts'
import { hashTells } from './leakcheck/hash.ts'
import { findSource } from './registry.ts'

/** `hash-of-one`: so much of a hash that in practice it is one address's own */
export type ToldForm = Disclosure | 'hash-of-one'

/** How to name what a source was told, or would be: two sources may be told part of a hash, and not the same part. */
export function toldForm<D extends Disclosure>(source: string, discloses: D): D | 'hash-of-one' {
  return discloses === 'k-anonymous' && findSource(source)?.hashTold === 'one' ? 'hash-of-one' : discloses
}

/** The most that any call can tell a source of somebody of whom this is allowed: nothing, where each call would tell more. */
export function mostTold(source: Source, settings: Pick<SourceSettings, 'options'>, allowed: Disclosure): Disclosure {
  if (mayDisclose(allowed, source.tells)) return source.tells
  return mayDisclose(allowed, 'k-anonymous') && takesHash(source, settings) ? 'k-anonymous' : 'nothing'
}

function takesHash({ hashTold }: Source, settings: Pick<SourceSettings, 'options'>): boolean {
  if (hashTold === undefined) return false
  return hashTold === 'many' || hashTells(settings) === 'k-anonymous'
}
