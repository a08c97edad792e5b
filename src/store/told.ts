/**
 * What a source was told of a selector, as one number: the strength of the disclosure, then Unix seconds. The greater of two
 * is the stronger one, and of equal ones the later.
 */
import type { Disclosure } from '../domain/index.ts'
import { isoOf } from './context.ts'
import type { SelectorCell } from './contract.ts'

const bits32 = 2 ** 32
const strengths = ['nothing', 'k-anonymous', 'clear'] as const satisfies readonly Disclosure[]

/** @param at Unix seconds */
export function toldNumber(discloses: Disclosure, at: number): number {
  return discloses === 'nothing' ? 0 : strengths.indexOf(discloses) * bits32 + at
}

/** `undefined` for 0. */
export function readTold(told: number): SelectorCell['told'] {
  const discloses = strengths[Math.floor(told / bits32)]
  if (discloses === undefined || discloses === 'nothing') return undefined
  return { discloses, at: isoOf(told % bits32) }
}
