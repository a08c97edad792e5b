/**
 * A source on loopback, behind the real network door. Replies are planned per path; a request that was not planned fails
 * the test, and so does a planned one that never came.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Clock, createDoor, type SourceNet, systemClock } from '../../src/net/index.ts'
import type { SourceFacts } from '../../src/sources/index.ts'

export type Reply = (response: ServerResponse, request: IncomingMessage) => void

export interface Origin {
  readonly net: SourceNet
  /** path as asked → what is answered, each time */
  plan(path: string, reply: Reply): void
  /** paths in the order they were asked, with the key they carried */
  readonly asked: { readonly path: string; readonly key: string | undefined }[]
  abort(): void
  /** @throws when a request was not planned, or a planned one never came */
  close(): Promise<void>
}

export const testKey = '0123456789abcdef0123456789abcdef'

/** Waits of the door (back-off, pace, Retry-After) pass at once: what is waited for is tested with the door. */
export function hurried(): Clock {
  let skipped = 0
  return {
    now: () => systemClock.now() + skipped,
    wallNow: () => systemClock.wallNow() + skipped,
    async sleep(ms, signal) {
      signal?.throwIfAborted()
      skipped += ms
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

export async function startOrigin(source: SourceFacts): Promise<Origin> {
  const planned = new Map<string, Reply>()
  const unplanned: string[] = []
  const asked: Origin['asked'] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    const reply = planned.get(path)
    asked.push({ path, key: keyOf(request, source) })
    if (reply === undefined) unplanned.push(path)
    else return reply(response, request)
    response.writeHead(418).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // a test that fails before it closes must not keep the run alive
  server.unref()
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const stop = new AbortController()
  const door = createDoor({
    userAgent: 'vigie-test',
    defaults: { connectMs: 1_000, headersMs: 150, bodyMs: 150, maxWaitMs: 60_000 },
    clock: hurried(),
    random: () => 0.5,
    signal: stop.signal,
  })
  const net = door.source({
    id: source.id,
    hosts: Object.fromEntries(Object.keys(source.hosts).map((name) => [name, base])),
    ...(source.key === undefined ? {} : { key: { ...source.key, value: testKey } }),
    quota: source.quota,
  })

  return {
    net,
    plan: (path, reply) => planned.set(path, reply),
    asked,
    abort: () => stop.abort(),
    async close() {
      await door.close()
      await closeServer(server)
      const missing = [...planned.keys()].filter((path) => !asked.some((request) => request.path === path))
      if (unplanned.length > 0) throw new Error(`not planned: ${unplanned.join(' ')}`)
      if (missing.length > 0) throw new Error(`planned, never asked: ${missing.join(' ')}`)
    },
  }
}

function keyOf(request: IncomingMessage, source: SourceFacts): string | undefined {
  const value =
    source.key === undefined || 'formField' in source.key ? undefined : request.headers[source.key.header.toLowerCase()]
  return typeof value === 'string' ? value : undefined
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return text(JSON.stringify(body), 'application/json; charset=utf-8', status, headers)
}

export function text(
  body: string | Uint8Array,
  type = 'text/plain; charset=utf-8',
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return (response) => response.writeHead(status, { 'content-type': type, ...headers }).end(body)
}

export function html(body: string, status = 200): Reply {
  return text(body, 'text/html; charset=UTF-8', status)
}

export function empty(status: number): Reply {
  return (response) => response.writeHead(status).end()
}

export const hang: Reply = () => {}
export const reset: Reply = (response) => response.destroy()

export const challengePage =
  '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Enable JavaScript and cookies to continue</body></html>'
