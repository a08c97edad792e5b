/** What our key may do. No call tells it: whether there is a key, and whether it is a Plus one, is for the configuration to say. */
import type { SourceNet } from '../../net/index.ts'
import type { Opening, SourceSettings } from '../contract.ts'
import { parseOne, parseRows } from '../parse.ts'
import { type Breach, breach, breachList } from './contract.ts'
import { clockOf } from './map.ts'

export const id = 'xposedornot'

export interface XposedOrNotAccount {
  readonly addressCall: 'check-email' | 'breach-analytics' | 'plus'
  /** verified in the console, says the configuration; none without a key */
  readonly domains: readonly string[]
}

/**
 * `options.plus: true`: the key includes Plus. `options.analytics: true`: addresses are asked by the other free call.
 * `options.perMinute`: the pace that the plan allows.
 */
export function assume(settings: SourceSettings): Opening<XposedOrNotAccount> {
  const { hasKey = false, options } = settings
  const isPlus = hasKey && options.plus === true
  const account: XposedOrNotAccount = {
    addressCall: isPlus ? 'plus' : options.analytics === true ? 'breach-analytics' : 'check-email',
    domains: hasKey ? [...new Set(settings.verifiedDomains.map((domain) => domain.toLowerCase()))].sort() : [],
  }
  const perMinute = isPlus ? (isPace(options.perMinute) ? options.perMinute : 60) : undefined
  return {
    account,
    ...(perMinute === undefined ? {} : { quota: { requests: perMinute, perMs: 60_000 } }),
    summary: [
      isPlus ? `Plus, ${perMinute} requests a minute` : hasKey ? 'key without Plus' : 'no key, 100 requests a day',
      `domains to search: ${account.domains.length}`,
    ].join(', '),
  }
}

function isPace(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
}

export async function open(net: SourceNet, settings: SourceSettings): Promise<Opening<XposedOrNotAccount>> {
  const { rows } = await readBreaches(net)
  return { ...assume(settings), clock: clockOf(rows) }
}

export async function readBreaches(net: SourceNet): Promise<{ rows: readonly Breach[]; badRows: number }> {
  const reply = await net.request({ path: '/v1/breaches', withKey: false, maxBytes: 32 * 2 ** 20 })
  const list = parseOne(id, breachList, reply.json())
  return parseRows(id, breach, list.exposedBreaches ?? [])
}
