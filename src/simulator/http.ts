/** What a pretend source sees of HTTP, and how its answer is sent. Kept thin: benches count the simulator in. */
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'

export interface PretendRequest {
  readonly method: string
  /** after the source's own first segment, without the query, still percent-encoded: `/api/v3/breaches` */
  readonly path: string
  /** without `?`; `''` when there is none */
  readonly query: string
  /** lower-case names */
  readonly headers: IncomingHttpHeaders
  /** `''` unless it is a POST */
  readonly body: string
}

export interface PretendAnswer {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

export function json(value: unknown, status = 200): PretendAnswer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}

export function text(body: string, status = 200): PretendAnswer {
  return { status, type: 'text/plain; charset=utf-8', body }
}

export function html(body: string, status = 200): PretendAnswer {
  return { status, type: 'text/html; charset=utf-8', body }
}

/** A status without a word. */
export function empty(status: number): PretendAnswer {
  return { status, type: '', body: '' }
}

export function headersOf(answer: PretendAnswer): Record<string, string | number> {
  const headers: Record<string, string | number> = { 'content-length': Buffer.byteLength(answer.body) }
  if (answer.type !== '') headers['content-type'] = answer.type
  return answer.headers === undefined ? headers : Object.assign(headers, answer.headers)
}

export function send(response: ServerResponse, answer: PretendAnswer): void {
  response.writeHead(answer.status, headersOf(answer))
  response.end(answer.body)
}

/** Percent-decoded text, or `undefined` when it cannot be decoded. */
export function decode(encoded: string): string | undefined {
  if (!encoded.includes('%')) return encoded
  try {
    return decodeURIComponent(encoded)
  } catch {
    // the only error is URIError: the caller's text is malformed, which sources answer with 400
    return undefined
  }
}

/** Value of a query parameter; names are taken without regard to case, as the real services do. */
export function parameter(query: string, name: string): string | undefined {
  if (query === '') return undefined
  for (const [key, value] of new URLSearchParams(query)) {
    if (key.toLowerCase() === name.toLowerCase()) return value
  }
  return undefined
}
