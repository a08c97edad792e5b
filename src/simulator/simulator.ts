/**
 * The pretend sources on one loopback port. Nothing here reaches the network: it answers on 127.0.0.1 only, about invented
 * people, in the words of the real services.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { faultAnswer } from './fault-answers.ts'
import { playFault } from './fault-streams.ts'
import {
  type Fault,
  type FaultDetails,
  type FaultOptions,
  type FaultRule,
  type FaultSwitch,
  faultSwitch,
} from './faults.ts'
import { empty, type PretendAnswer, type PretendRequest, send } from './http.ts'
import { makePlans } from './keys.ts'
import { type PretendQuota, type SlidingWindow, slidingWindow } from './quota.ts'
import { type RequestLog, requestLog, type SeenRequest, type SourceCounts } from './request-log.ts'
import type { KeyPlan, PretendContext, PretendSource } from './sources/contract.ts'
import { type PretendSourceId, pretendSourceIds, pretendSources } from './sources/table.ts'
import type { World } from './world/index.ts'

export interface SimulatorOptions {
  readonly world: World
  /** 0, the default, lets the system choose */
  readonly port?: number
  readonly host?: '127.0.0.1'
  /** wait before each answer */
  readonly latencyMs?: number
  /** enforced per key and source; none when absent */
  readonly quota?: Readonly<Partial<Record<PretendSourceId, PretendQuota>>>
  /** valid keys with their plans; `simulatorKey` with everything included when a source is absent */
  readonly keys?: Readonly<Partial<Record<PretendSourceId, Readonly<Record<string, Partial<KeyPlan>>>>>>
  readonly faults?: FaultPlan
  /** keep each request (default true); counts are kept always */
  readonly log?: boolean
}

export type FaultPlan = Readonly<Partial<Record<PretendSourceId, Fault | FaultRule>>>

export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly port: number
  readonly world: World
  /** oldest first; empty when the log is off */
  readonly requests: readonly SeenRequest[]
  /** per source, and `elsewhere` for paths that are no source's */
  readonly counts: Readonly<Record<PretendSourceId | 'elsewhere', SourceCounts>>
  /** what replaces the base URL of the real service */
  baseUrl(source: PretendSourceId): string
  /** replaces the fault of this source; `undefined` mends it */
  setFault(source: PretendSourceId, fault: Fault | undefined, options?: FaultOptions): void
  clearFaults(): void
  /** gives a key another plan, or takes it away */
  setKey(source: PretendSourceId, key: string, plan: Partial<KeyPlan> | undefined): void
  setLatency(latencyMs: number): void
  /** forgets requests and counts, keeps everything else */
  forgetRequests(): void
  /** ends all connections, unanswered ones too */
  close(): Promise<void>
}

/** @throws Error `EADDRINUSE` when the port is taken */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { world } = options
  const faults = faultSwitch()
  for (const id of pretendSourceIds) setRule(faults, id, options.faults?.[id])
  const log = requestLog(options.log ?? true)
  const desks = new Map<string, Desk>()
  const server = createServer()
  const url = await listen(server, options.port ?? 0)
  for (const id of pretendSourceIds) desks.set(id, makeDesk(id, url, options))
  let latencyMs = options.latencyMs ?? 0
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response, {
      desks,
      faults,
      log,
      world,
      elsewhere: url.replace('127.0.0.1', 'localhost'),
      latencyMs,
    })
  })

  return {
    url,
    port: Number(new URL(url).port),
    world,
    requests: log.requests,
    counts: log.counts,
    baseUrl: (source) => url + baseOf(pretendSources[source]),
    setFault: (source, fault, rule = {}) => faults.set(source, fault === undefined ? undefined : { ...rule, fault }),
    clearFaults: () => faults.clear(),
    setKey(source, key, plan) {
      const keys = desks.get(source)?.keys
      if (plan === undefined) keys?.delete(key)
      else for (const [name, whole] of makePlans({ [key]: plan }, world, undefined)) keys?.set(name, whole)
    },
    setLatency(ms) {
      latencyMs = ms
    },
    forgetRequests: () => log.forget(),
    close: () => close(server),
  }
}

/** One source with what this simulator lends it. */
interface Desk {
  readonly id: PretendSourceId
  readonly source: PretendSource
  readonly keys: Map<string, KeyPlan>
  readonly context: PretendContext
  readonly window: SlidingWindow | undefined
}

interface House {
  readonly desks: ReadonlyMap<string, Desk>
  readonly faults: FaultSwitch
  readonly log: RequestLog
  readonly world: World
  readonly elsewhere: string
  readonly latencyMs: number
}

function makeDesk(id: PretendSourceId, url: string, options: SimulatorOptions): Desk {
  const source: PretendSource = pretendSources[id]
  const quota = options.quota?.[id]
  const keys = makePlans(options.keys?.[id], options.world, quota)
  const context = { world: options.world, baseUrl: url + baseOf(source), keys }
  return { id, source, keys, context, window: quota === undefined ? undefined : slidingWindow(quota) }
}

function handle(request: IncomingMessage, response: ServerResponse, house: House): void {
  if (request.method === 'POST') {
    readBody(request, (body) => respond(request, body, response, house))
    return
  }
  respond(request, '', response, house)
}

function respond(request: IncomingMessage, body: string, response: ServerResponse, house: House): void {
  const url = request.url ?? '/'
  const end = url.indexOf('/', 1)
  const desk = house.desks.get(end < 0 ? url.slice(1) : url.slice(1, end))
  const done = house.log.arrived(desk?.id ?? 'elsewhere', request)
  if (desk === undefined) {
    done(404)
    send(response, empty(404))
    return
  }
  const asked = readRequest(request, end < 0 ? '' : url.slice(end), body)
  const fault = house.faults.take(desk.id, url)
  // the place in the window is taken on arrival, whatever the latency
  const answer = fault === undefined ? admit(desk, asked) : undefined
  const reply = () => {
    if (answer === undefined && fault !== undefined) done(fail(fault, desk, asked, response, house))
    else {
      const right = answer ?? desk.source.answer(asked, desk.context)
      done(right.status)
      send(response, right)
    }
  }
  if (house.latencyMs > 0) setTimeout(reply, house.latencyMs)
  else reply()
}

/** The refusal when this request exceeds the quota. */
function admit(desk: Desk, request: PretendRequest): PretendAnswer | undefined {
  if (desk.window === undefined) return undefined
  const key = desk.source.quotaKey(request, desk.context)
  if (key === undefined) return undefined
  const waitMs = desk.window.take(key)
  return waitMs > 0 ? desk.source.tooMany(Math.ceil(waitMs / 1000)) : undefined
}

function fail(
  fault: FaultDetails,
  desk: Desk,
  request: PretendRequest,
  response: ServerResponse,
  house: House,
): number {
  const right = () => desk.source.answer(request, desk.context)
  const scene = {
    source: desk.source,
    canary: house.world.canarySecret,
    elsewhere: `${house.elsewhere}/elsewhere`,
    right,
  }
  const answer = faultAnswer(fault, scene)
  if (answer === undefined) return playFault(fault, response, right)
  send(response, answer)
  return answer.status
}

function readRequest(request: IncomingMessage, rest: string, body: string): PretendRequest {
  const mark = rest.indexOf('?')
  return {
    method: request.method ?? 'GET',
    path: mark < 0 ? rest : rest.slice(0, mark),
    query: mark < 0 ? '' : rest.slice(mark + 1),
    headers: request.headers,
    body,
  }
}

function readBody(request: IncomingMessage, then: (body: string) => void): void {
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => then(Buffer.concat(pieces).toString('utf8')))
}

function setRule(faults: FaultSwitch, id: PretendSourceId, given: Fault | FaultRule | undefined): void {
  if (given === undefined) return
  faults.set(id, typeof given === 'object' && 'fault' in given ? given : { fault: given })
}

function baseOf(source: PretendSource): string {
  return `/${source.id}${source.basePath}`
}

function listen(server: Server, port: number): Promise<string> {
  // a client that keeps connections must not meet one that closes under it
  server.keepAliveTimeout = 600_000
  server.requestTimeout = 0
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    server.closeAllConnections()
  })
}
