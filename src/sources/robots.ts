/**
 * What a site asks of programs, as far as it concerns a reader of a few public pages (RFC 9309). A site that has no such file
 * asks nothing; one whose file cannot be had for a failure of its own is left alone.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9309
 */
import { BlockedError } from '../domain/index.ts'
import type { SourceNet } from '../net/index.ts'

/** under this name, or `*` */
const ourName = 'vigie'
/** the least that the RFC asks a reader to take */
const maxBytes = 512 * 1024

export interface Robots {
  readonly rules: readonly RobotsRule[]
  readonly requests: number
}

export interface RobotsRule {
  readonly allow: boolean
  /** as written: `*` for anything, `$` at the end for the end */
  readonly path: string
}

/** @throws SourceError when the site cannot say */
export async function readRobots(net: SourceNet, host?: string): Promise<Robots> {
  const reply = await net.request({
    path: '/robots.txt',
    ...(host === undefined ? {} : { host }),
    expect: [200, 400, 401, 403, 404, 405, 406, 410, 451],
    maxBytes,
    withKey: false,
  })
  return { rules: reply.status === 200 ? parseRobots(reply.text()) : [], requests: reply.attempts }
}

/** @throws BlockedError when a rule of the site is against reading `path` */
export function assertAllowed(source: string, rules: readonly RobotsRule[], path: string): void {
  if (!isAllowed(rules, path)) {
    throw new BlockedError(source, `${source}: the site's robots.txt asks programs not to read this`)
  }
}

/** The rules meant for us: those of our own group when there is one, else those for all. */
export function parseRobots(text: string): readonly RobotsRule[] {
  const groups: { names: string[]; rules: RobotsRule[] }[] = []
  let open = false
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, field, value = ''] = /^\s*([a-z-]+)\s*:\s*([^#]*)/i.exec(line) ?? []
    const name = field?.toLowerCase()
    if (name === 'user-agent') {
      if (!open) groups.push({ names: [], rules: [] })
      open = true
      groups.at(-1)!.names.push(value.trim().toLowerCase())
    } else if (name === 'allow' || name === 'disallow') {
      open = false
      // an empty one says nothing
      if (value.trim() !== '') groups.at(-1)?.rules.push({ allow: name === 'allow', path: value.trim() })
    }
  }
  const own = groups.filter(({ names }) => names.includes(ourName))
  const chosen = own.length > 0 ? own : groups.filter(({ names }) => names.includes('*'))
  return chosen.flatMap(({ rules }) => rules)
}

/** The longest rule that fits decides, a permission before a refusal of the same length. */
export function isAllowed(rules: readonly RobotsRule[], path: string): boolean {
  const fitting = rules.filter((rule) => fits(rule.path, path))
  const longest = Math.max(0, ...fitting.map((rule) => rule.path.length))
  const decisive = fitting.filter((rule) => rule.path.length === longest)
  return decisive.length === 0 || decisive.some((rule) => rule.allow)
}

/** No regular expression: the pattern is a stranger's. */
function fits(pattern: string, path: string): boolean {
  const toTheEnd = pattern.endsWith('$')
  const [start = '', ...pieces] = (toTheEnd ? pattern.slice(0, -1) : pattern).split('*')
  if (!path.startsWith(start)) return false
  if (pieces.length === 0) return !toTheEnd || path === start
  const last = toTheEnd ? pieces.pop()! : ''
  let at = start.length
  for (const piece of pieces) {
    const next = path.indexOf(piece, at)
    if (next === -1) return false
    at = next + piece.length
  }
  return path.length - last.length >= at && path.endsWith(last)
}
