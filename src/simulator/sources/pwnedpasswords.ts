/**
 * Pwned Passwords: every prefix has an answer, most of it about passwords that nobody asked for.
 * @see https://haveibeenpwned.com/API/v3#PwnedPasswords
 */
import { createHash } from 'node:crypto'
import { empty, type PretendRequest, parameter, text } from '../http.ts'
import type { World } from '../world/index.ts'
import type { PretendSource } from './contract.ts'

const rangePath = /^\/range\/([^/]+)$/i
const prefixPattern = /^[0-9A-F]{5}$/
const strangers = 40
const paddedLines = 900

export const pwnedPasswords: PretendSource = {
  id: 'pwnedpasswords',
  basePath: '',
  quotaKey: () => undefined,
  answer(request, context) {
    const prefix = rangePath.exec(request.path)?.[1]?.toUpperCase()
    if (prefix === undefined) return empty(404)
    if (!prefixPattern.test(prefix)) return text('The hash prefix was not in a valid format', 400)
    return text(rangeLines(prefix, request, context.world).join('\r\n'))
  },
  failure: (status, message) => text(message, status),
  tooMany: (seconds) => ({ ...text('Too many requests', 429), headers: { 'retry-after': String(seconds) } }),
  drift: (body) => body.replaceAll(':', ';'),
  spoilRow: (body, canary) => `${canary}\r\n${body}`,
  emptyList: '',
}

function rangeLines(prefix: string, request: PretendRequest, world: World): string[] {
  const ntlm = parameter(request.query, 'mode')?.toLowerCase() === 'ntlm'
  const digits = ntlm ? 27 : 35
  const counts = new Map<string, number>()
  for (let index = 0; index < strangers; index++) counts.set(suffix(prefix, index, digits), 1 + (index % 9))
  if (request.headers['add-padding']?.toString().toLowerCase() === 'true') {
    for (let index = strangers; index < paddedLines; index++) counts.set(suffix(prefix, index, digits), 0)
  }
  if (!ntlm) {
    for (const [sha1, count] of world.pwnedPasswords) if (sha1.startsWith(prefix)) counts.set(sha1.slice(5), count)
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([end, count]) => `${end}:${count}`)
}

function suffix(prefix: string, index: number, digits: number): string {
  return createHash('sha1').update(`${prefix}${index}`).digest('hex').slice(0, digits).toUpperCase()
}
