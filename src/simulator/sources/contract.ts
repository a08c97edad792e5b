import type { PretendAnswer, PretendRequest } from '../http.ts'
import type { World } from '../world/index.ts'

/** What a key may do. Sources without plans read only its presence. */
export interface KeyPlan {
  /** told as the plan's limit; enforced only by the option `quota` */
  readonly rpm: number
  readonly includesKAnon: boolean
  readonly includesStealerLogs: boolean
  readonly verifiedDomains: readonly string[]
  readonly subscriptionName: string
  /** false: the key is good but its subscription has ended */
  readonly active: boolean
  /** largest count of breached accounts that a domain call covers; `null` for no limit */
  readonly domainSearchMaxBreachedAccounts: number | null
}

export interface PretendContext {
  readonly world: World
  /** address of this source, without a slash at the end */
  readonly baseUrl: string
  readonly keys: ReadonlyMap<string, KeyPlan>
}

export interface PretendSource {
  /** first segment of its paths on the simulator */
  readonly id: string
  /** what follows that segment in its base URL: `/api/v3` */
  readonly basePath: string
  /** whose quota this request draws on; `undefined` for calls that are not limited or would be refused anyway */
  quotaKey(request: PretendRequest, context: PretendContext): string | undefined
  answer(request: PretendRequest, context: PretendContext): PretendAnswer
  /** its words for a refusal or failure; `message` goes into the body */
  failure(status: number, message: string): PretendAnswer
  tooMany(retryAfterSeconds: number): PretendAnswer
  /** the same body after a change of contract: needed fields have other names */
  drift(body: string): string
  /** the same body with one row that is not as promised; `canary` goes into that row */
  spoilRow(body: string, canary: string): string
  /** the same body with fields that no contract names, `canary` in them; each object of the JSON gets one when absent */
  extend?(body: string, canary: string): string
  /** a body of the right form without a row */
  readonly emptyList: string
}
