/** What a source's quotas come to. */
import type { Quota, Quotas } from './contract.ts'

export function quotasOf(quotas: Quotas): readonly Quota[] {
  return 'perMs' in quotas ? [quotas] : quotas
}

/** The one that allows the most in its time: what the others leave of it is used at this rate. */
export function fastestOf(quotas: Quotas): Quota {
  const list = quotasOf(quotas)
  return list.reduce((fastest, one) => (rateOf(one) > rateOf(fastest) ? one : fastest), list[0]!)
}

/** How long so many requests take, when none left before: at the rate of the fastest, until a longer window is full. Ms. */
export function timeTakenMs(requests: number, quotas: Quotas): number {
  const fastest = fastestOf(quotas)
  const spread = requests / rateOf(fastest)
  const held = quotasOf(quotas)
    .filter((one) => one !== fastest)
    .map((one) => Math.max(0, Math.floor((requests - 1) / one.requests)) * one.perMs)
  return Math.ceil(Math.max(spread, ...held))
}

/** As a source allows, and no faster than `pace`. */
export function slowedBy(pace: Quota, quotas: Quotas): Quotas {
  const slower = quotasOf(quotas).filter((one) => rateOf(one) < rateOf(pace))
  const isSlowest = slower.length === quotasOf(quotas).length
  return isSlowest ? quotas : [pace, ...slower]
}

/** A pace of our own choice. */
export interface Pace extends Quota {
  /** the source answers on this machine: nobody is hurried */
  readonly isLocal: boolean
}

/** The slower of the two, unless it is our own simulator. */
export function pacedBy(pace: Pace | undefined, quotas: Quotas): Quotas {
  if (pace === undefined) return quotas
  const { requests, perMs, isLocal } = pace
  return isLocal ? { requests, perMs } : slowedBy({ requests, perMs }, quotas)
}

function rateOf({ requests, perMs }: Quota): number {
  return requests / perMs
}
