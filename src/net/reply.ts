import { ContractError } from '../domain/index.ts'
import type { NetReply } from './contract.ts'

export interface ReplyParts {
  readonly source: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly receivedAt: string
  readonly attempts: number
}

const decoder = new TextDecoder()

export function makeReply(parts: ReplyParts): NetReply {
  const { source, status, headers, body, receivedAt, attempts } = parts
  const text = (): string => decoder.decode(body)
  return {
    status,
    headers,
    body,
    receivedAt,
    attempts,
    text,
    json() {
      try {
        return JSON.parse(text())
      } catch {
        // the parser's own message quotes the body
        const what = isHtml(headers, body) ? 'an HTML page' : `a body of ${body.length} bytes that is not JSON`
        throw new ContractError(source, `${source}: status ${status} with ${what}`)
      }
    },
  }
}

/** A page made for people: said so by its type, or starting as one whatever its type says. */
export function isHtml(headers: Readonly<Record<string, string>>, body: Uint8Array): boolean {
  if (/^\s*(text\/html|application\/xhtml\+xml)/i.test(headers['content-type'] ?? '')) return true
  return decoder.decode(body.subarray(0, 512)).trimStart().startsWith('<')
}
