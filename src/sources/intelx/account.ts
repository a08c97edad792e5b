/** What our key may search. A bucket that it may not name is a refusal of the whole search, so they are chosen beforehand. */
import type { SourceNet } from '../../net/index.ts'
import type { Opening, SourceSettings } from '../contract.ts'
import { parseOne } from '../parse.ts'
import { accountInfo } from './contract.ts'

export const id = 'intelx'

/** where leaked data is; without one of these nothing can be called absent */
export const neededBuckets = ['pastes', 'leaks.public.general', 'leaks.private.general', 'leaks.logs']
export const otherBuckets = ['leaks.public.wikileaks', 'darknet.tor', 'darknet.i2p', 'dumpster']

export interface IntelxAccount {
  /** `all` our buckets, the `needed` ones, or only `some` of these, or blacked out: the free tier */
  readonly reach: 'all' | 'needed' | 'some'
}

/** Without asking: `options.plan`, `paid` when absent. */
export function assume(settings: SourceSettings): Opening<IntelxAccount> {
  const isFree = settings.options.plan === 'free'
  const plan = isFree ? 'free' : 'paid'
  return { account: { reach: isFree ? 'some' : 'all' }, summary: `plan assumed: ${plan} (the source was not asked)` }
}

/** @throws AuthError for a key that is refused, also for a good key at another host than its own */
export async function open(net: SourceNet): Promise<Opening<IntelxAccount> & { readonly buckets: string }> {
  const reply = await net.request({ path: '/authenticate/info' })
  const { buckets, redacted, paths } = parseOne(id, accountInfo, reply.json())
  const isOpen = (bucket: string) => buckets.includes(bucket) && !redacted.includes(bucket)
  const hasNeeded = neededBuckets.every(isOpen)
  const reach = !hasNeeded ? 'some' : otherBuckets.every(isOpen) ? 'all' : 'needed'
  const creditsLeft = paths['/intelligent/search']?.Credit
  const readable = [...neededBuckets, ...otherBuckets].filter(isOpen).length
  const opened = [
    `${readable} of ${neededBuckets.length + otherBuckets.length} buckets of leaks open`,
    ...(hasNeeded ? [] : ['nothing can be called absent with this key']),
  ].join(', ')
  return {
    account: { reach },
    ...(creditsLeft === undefined ? {} : { creditsLeft }),
    buckets: opened,
    summary: `${opened}, ${creditsLeft === undefined ? 'credits not told' : `${creditsLeft} searches left`}`,
  }
}
