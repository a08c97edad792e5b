import type { PretendQuota } from './quota.ts'
import type { KeyPlan } from './sources/contract.ts'
import type { World } from './world/index.ts'

/** The key that every pretend source takes when no other is given: 32 hexadecimal digits that say what they are. */
export const simulatorKey = '00f1c71f00f1c71f00f1c71f00f1c71f'

/** Keys with what their plans say; the rest is taken to be the largest. */
export type GivenKeys = Readonly<Record<string, Partial<KeyPlan>>>

/** Whole plans of the given keys. What a plan does not say is the largest: everything included, all domains verified. */
export function makePlans(
  given: GivenKeys | undefined,
  world: World,
  quota: PretendQuota | undefined,
): Map<string, KeyPlan> {
  const usual: KeyPlan = {
    rpm: quota === undefined ? 60_000 : Math.floor((quota.requests * 60_000) / quota.perMs),
    includesKAnon: true,
    includesStealerLogs: true,
    verifiedDomains: world.domains,
    subscriptionName: 'Pro 5',
    active: true,
    domainSearchMaxBreachedAccounts: null,
  }
  const plans = Object.entries(given ?? { [simulatorKey]: {} })
  return new Map(plans.map(([key, plan]) => [key, { ...usual, ...plan }]))
}
