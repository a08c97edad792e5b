/** Real servers on loopback, and clocks that do not make a test wait. */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net'
import type { Clock, Door, DoorOptions, SourceBinding, SourceDoor } from '../../src/net/index.ts'
import { createDoor, systemClock } from '../../src/net/index.ts'

export interface Loopback {
  readonly url: string
  readonly port: number
  /** requests that arrived, oldest first */
  readonly seen: IncomingMessage[]
  close(): Promise<void>
}

/** Answers one after the other; the last one again and again. */
export function inTurn(...answers: readonly RequestListener[]): RequestListener {
  let next = 0
  return (request, response) => answers[Math.min(next++, answers.length - 1)]!(request, response)
}

export function answer(
  status: number,
  body: string | Buffer = '',
  headers: Record<string, string> = {},
): RequestListener {
  return (_, response) => response.writeHead(status, headers).end(body)
}

export const ok = answer(200, '[{"Name":"Example"}]', { 'content-type': 'application/json' })
export const page = '<!doctype html><html><title>Just a moment</title></html>'
export const reset: RequestListener = (request) => request.socket.resetAndDestroy()
export const silence: RequestListener = () => {}

export function serve(listener: RequestListener): Promise<Loopback> {
  const seen: IncomingMessage[] = []
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    seen.push(request)
    response.on('error', () => {})
    listener(request, response)
  })
  return listen(server, seen)
}

/** A server that speaks TCP only. */
export function serveRaw(onSocket: (socket: Socket) => void): Promise<Loopback> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {})
    onSocket(socket)
  })
  return listen(server, [])
}

export function listen(server: Server | TcpServer, seen: IncomingMessage[] = [], scheme = 'http'): Promise<Loopback> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      const close = () =>
        new Promise<void>((done) => {
          server.close(() => done())
          for (const socket of sockets) socket.destroy()
        })
      resolve({ url: `${scheme}://127.0.0.1:${port}`, port, seen, close })
    })
  })
}

/** Real time, except that sleeping takes none: the clock jumps by as much. `slept` are the waits asked for. */
export function jumpingClock(): Clock & { readonly slept: number[]; skip(ms: number): void } {
  let skipped = 0
  const slept: number[] = []
  return {
    slept,
    skip(ms) {
      skipped += ms
    },
    now: () => systemClock.now() + skipped,
    wallNow: () => systemClock.wallNow() + skipped,
    async sleep(ms, signal) {
      slept.push(ms)
      skipped += ms
      await systemClock.sleep(0, signal)
    },
  }
}

/** Time that stands still until nothing else happens, then jumps to the next sleeper: whole hours in milliseconds. */
export function virtualClock(): Clock {
  let now = 1_000
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>()
  let scheduled = false
  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      const next = [...sleepers].reduce<{ at: number; wake: () => void } | undefined>(
        (first, sleeper) => (first === undefined || sleeper.at < first.at ? sleeper : first),
        undefined,
      )
      if (next === undefined) return
      sleepers.delete(next)
      now = Math.max(now, next.at)
      next.wake()
      if (sleepers.size > 0) schedule()
    })
  }
  return {
    now: () => now,
    wallNow: () => 1_790_000_000_000 + now,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        const sleeper = { at: now + ms, wake: resolve }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper)
          reject(signal.reason)
        })
        schedule()
      })
    },
  }
}

export const unpaced = { requests: Number.POSITIVE_INFINITY, perMs: 1 }
export const testKey = 'canary-key-0123456789abcdef'

/** A door and one source at `url`, with small time-outs and a clock that does not wait. */
export function open(
  url: string,
  binding: Partial<SourceBinding> = {},
  options: Partial<DoorOptions> = {},
): { door: Door; source: SourceDoor; clock: ReturnType<typeof jumpingClock> } {
  const clock = jumpingClock()
  const door = createDoor({
    userAgent: 'vigie-test/1',
    clock,
    random: () => 0.5,
    defaults: { connectMs: 500, headersMs: 200, bodyMs: 300, maxBytes: 100_000 },
    ...options,
  })
  const key = { header: 'X-Api-Key', value: testKey }
  const source = door.source({ id: 'example', hosts: { api: url }, key, quota: unpaced, ...binding })
  return { door, source, clock }
}

/** What a promise rejects with; fails when it does not. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise
  } catch (error) {
    return error as Error
  }
  throw new Error('expected a rejection')
}
