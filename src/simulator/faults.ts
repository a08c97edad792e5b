/** The ways a source can fail, by name, and the switch that decides which request meets one. */
import { seededRandom } from './random.ts'

export const faultModes = [
  '429', // in the source's own words, with Retry-After
  '429-html', // from the edge, no Retry-After unless asked for
  '401',
  '403', // in the source's own words
  '403-challenge', // challenge page of the edge
  '500',
  '503-html',
  'reset', // connection destroyed without an answer
  'hang', // no answer, ever
  'slow-drip', // the right answer, a few bytes at a time
  'cut-body', // announces the whole body, sends half, closes
  'truncated', // half of the body, announced as whole
  'html-200', // a page instead of the answer
  'endless', // a body without an end
  'gzip-bomb', // some kilobytes that become half a gigabyte
  'redirect', // to another host
  'extra-fields', // the right answer, with fields that nobody announced
  'schema-drift', // needed fields have other names
  'bad-row', // one broken row among good ones
  'slow-down', // the words "Please slow down" with 200
  'empty-list', // the right form without a row
] as const
export type FaultMode = (typeof faultModes)[number]

export interface FaultDetails {
  readonly mode: FaultMode
  /** for `429` and `429-html`; default 1 */
  readonly retryAfterSeconds?: number
  /** how Retry-After is written; default `seconds` for `429`, `absent` for `429-html` */
  readonly retryAfterForm?: 'seconds' | 'date' | 'absent'
  /** for `redirect`: where to; default the simulator under the other name of this machine */
  readonly location?: string
  /** for `slow-drip`: pause between two pieces of 16 bytes; default 50 */
  readonly dripMs?: number
}

export type Fault = FaultMode | FaultDetails

/** Which requests meet the fault; all of them when nothing is said. Conditions add up, in this order. */
export interface FaultOptions {
  /** path and query as requested match */
  readonly match?: RegExp
  /** each nth of those */
  readonly every?: number
  /** a share of those, drawn from `seed` */
  readonly probability?: number
  readonly seed?: number
  /** at most so many in all, then silence */
  readonly times?: number
}

export type FaultRule = FaultOptions & { readonly fault: Fault }

export interface FaultSwitch {
  /** replaces what the source had */
  set(source: string, rule: FaultRule | undefined): void
  /** comes after what the source has: a request meets the first rule that takes it */
  add(source: string, rule: FaultRule): void
  clear(): void
  /** the fault that this request meets, if any; counts the request */
  take(source: string, url: string): FaultDetails | undefined
}

export function faultSwitch(): FaultSwitch {
  const takers = new Map<string, ((url: string) => FaultDetails | undefined)[]>()
  return {
    set(source, rule) {
      if (rule === undefined) takers.delete(source)
      else takers.set(source, [taker(rule)])
    },
    add: (source, rule) => void takers.set(source, [...(takers.get(source) ?? []), taker(rule)]),
    clear: () => takers.clear(),
    take(source, url) {
      for (const take of takers.get(source) ?? []) {
        const fault = take(url)
        if (fault !== undefined) return fault
      }
      return undefined
    },
  }
}

function taker(rule: FaultRule): (url: string) => FaultDetails | undefined {
  const details = typeof rule.fault === 'string' ? { mode: rule.fault } : rule.fault
  const random = seededRandom(rule.seed ?? 1)
  // a pattern with the flag g or y would remember where it stopped
  const match =
    rule.match === undefined ? undefined : new RegExp(rule.match.source, rule.match.flags.replace(/[gy]/g, ''))
  let seen = 0
  let left = rule.times ?? Number.POSITIVE_INFINITY
  return (url) => {
    if (left <= 0 || match?.test(url) === false) return undefined
    seen++
    if (seen % (rule.every ?? 1) !== 0) return undefined
    if (rule.probability !== undefined && !random.chance(rule.probability)) return undefined
    left--
    return details
  }
}
