/**
 * What a watched place keeps from one reading to the next (`ListPage.state`). It is text to everybody else; text that is not
 * ours counts as none, so that a reading then begins anew.
 */
import * as v from 'valibot'
import type { NetReply, SourceNet } from '../net/index.ts'
import { assertAllowed, readRobots } from './robots.ts'

const robotsSchema = v.object({
  /** readings for which these rules still hold */
  left: v.number(),
  rules: v.array(v.object({ allow: v.boolean(), path: v.string() })),
})

const keptSchema = v.object({
  etag: v.optional(v.string()),
  modified: v.optional(v.string()),
  /** keys of the newest items, newest first */
  newest: v.optional(v.array(v.string())),
  /** by the name of the host */
  robots: v.optional(v.record(v.string(), robotsSchema)),
})

export type Kept = v.InferOutput<typeof keptSchema>

export function readKept(state: string | undefined): Kept {
  if (state === undefined) return {}
  let value: unknown
  try {
    value = JSON.parse(state)
  } catch {
    return {}
  }
  const parsed = v.safeParse(keptSchema, value)
  return parsed.success ? parsed.output : {}
}

export function writeKept(kept: Kept): string {
  return JSON.stringify(kept)
}

/** Headers by which a server may answer 304. */
export function ifChanged({ etag, modified }: Kept): Readonly<Record<string, string>> {
  return {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(modified === undefined ? {} : { 'if-modified-since': modified }),
  }
}

/** 304 answers only a request that carries what `ifChanged` gives. */
export function okOrUnchanged({ etag, modified }: Kept): readonly number[] {
  return etag === undefined && modified === undefined ? [200] : [200, 304]
}

/** What the next reading hands back in `ifChanged`. */
export function versionOf({ headers }: NetReply): Pick<Kept, 'etag' | 'modified'> {
  const { etag, 'last-modified': modified } = headers
  return { ...(etag === undefined ? {} : { etag }), ...(modified === undefined ? {} : { modified }) }
}

/** enough to know the former reading by, should some of its items be taken down */
const newestKept = 20

export function newestOf(items: readonly { readonly key: string }[]): readonly string[] {
  return items.slice(0, newestKept).map((item) => item.key)
}

/** True when nothing of the former reading is left: items were missed. Never of a first reading. */
export function hasMovedOn(former: Kept, items: readonly { readonly key: string }[]): boolean {
  if (former.newest === undefined || former.newest.length === 0) return false
  const keys = new Set(items.map((item) => item.key))
  return !former.newest.some((key) => keys.has(key))
}

const dayMs = 86_400_000
/** a file with more than these is read again each time instead of being kept */
const rulesKept = 100

/**
 * Whether the site lets programs read these paths; its file is read again once a day, counted in readings.
 * @param paths by name of the host: one list for each host that is read
 * @throws BlockedError when it does not, SourceError when it cannot say
 */
export async function askRobots(
  net: SourceNet,
  place: { readonly id: string; readonly intervalMs: number },
  kept: Kept,
  paths: Readonly<Record<string, readonly string[]>>,
): Promise<{ readonly robots: NonNullable<Kept['robots']>; readonly requests: number }> {
  const robots: NonNullable<Kept['robots']> = {}
  let requests = 0
  for (const [host, wanted] of Object.entries(paths)) {
    const known = kept.robots?.[host]
    const stillHolds = known !== undefined && known.left > 0
    const found = stillHolds ? { rules: known.rules, requests: 0 } : await readRobots(net, host)
    requests += found.requests
    for (const path of wanted) assertAllowed(place.id, found.rules, path)
    const left = stillHolds ? known.left - 1 : Math.floor(dayMs / place.intervalMs)
    robots[host] = found.rules.length > rulesKept ? { left: 0, rules: [] } : { left, rules: [...found.rules] }
  }
  return { robots, requests }
}
