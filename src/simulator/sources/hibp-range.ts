/** The k-anonymity call: the service learns six digits of a SHA-1 and returns every row that begins with them. */
import { createHash } from 'node:crypto'
import { json, type PretendAnswer, text } from '../http.ts'
import type { CountedMap, HibpWorld } from '../world/index.ts'
import type { KeyPlan, PretendContext } from './contract.ts'
import { isPublic } from './hibp-common.ts'

const prefixPattern = /^[0-9a-f]{6}$/i

export function answerRange(prefix: string | undefined, plan: KeyPlan, context: PretendContext): PretendAnswer {
  if (prefix === undefined || !prefixPattern.test(prefix)) return text('Invalid hex prefix', 400)
  if (!plan.active || !plan.includesKAnon) return text('Your HIBP API key does not have access to this resource', 403)
  const wanted = prefix.toUpperCase()
  const { hibp } = context.world
  const shown = new Set(hibp.breaches.filter(isPublic).map((breach) => breach.Name))
  const rows = decoys(wanted, hibp, shown)
  for (const account of indexOf(hibp.accounts).get(wanted) ?? []) {
    const websites = (hibp.accounts.get(account) ?? []).filter((name) => shown.has(name)).sort()
    if (websites.length > 0) rows.push({ hashSuffix: sha1(account).slice(6), websites })
  }
  if (rows.length === 0) return text('There are no hashes beginning with that prefix', 404)
  return json(rows.sort((a, b) => (a.hashSuffix < b.hashSuffix ? -1 : 1)))
}

interface Row {
  readonly hashSuffix: string
  readonly websites: readonly string[]
}

/** Strangers that share the prefix, always the same; none where it ends in 0, so that both forms of "nothing" are met. */
function decoys(prefix: string, hibp: HibpWorld, shown: ReadonlySet<string>): Row[] {
  if (hibp.rangeDecoys === 0 || shown.size === 0 || prefix.endsWith('0')) return []
  const names = [...shown]
  return Array.from({ length: hibp.rangeDecoys }, (_, index) => {
    const digest = sha1(`${prefix}${index}`)
    const name = names[Number.parseInt(digest.slice(0, 6), 16) % names.length] ?? ''
    return { hashSuffix: digest.slice(6), websites: [name] }
  })
}

const indexes = new WeakMap<CountedMap<string[]>, { changes: number; byPrefix: Map<string, string[]> }>()

/** Accounts by the first six digits of their SHA-1; made again when the map has changed. */
function indexOf(accounts: CountedMap<string[]>): ReadonlyMap<string, readonly string[]> {
  const made = indexes.get(accounts)
  if (made !== undefined && made.changes === accounts.changes) return made.byPrefix
  const byPrefix = new Map<string, string[]>()
  for (const account of accounts.keys()) {
    const prefix = sha1(account).slice(0, 6)
    const sharing = byPrefix.get(prefix)
    if (sharing === undefined) byPrefix.set(prefix, [account])
    else sharing.push(account)
  }
  indexes.set(accounts, { changes: accounts.changes, byPrefix })
  return byPrefix
}

function sha1(textToHash: string): string {
  return createHash('sha1').update(textToHash).digest('hex').toUpperCase()
}
