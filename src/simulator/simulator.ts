/**
 * The pretend sources on one loopback port. Nothing here reaches the network: it answers on 127.0.0.1 only, about invented
 * people, in the words of the real services.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { baseOf, type Desk, handle, makeDesk } from './desk.ts'
import { type Fault, type FaultOptions, type FaultRule, type FaultSwitch, faultSwitch } from './faults.ts'
import { type GivenKeys, makePlans } from './keys.ts'
import type { PretendQuota } from './quota.ts'
import { requestLog, type SeenRequest, type SourceCounts } from './request-log.ts'
import type { KeyPlan } from './sources/contract.ts'
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
  readonly keys?: Readonly<Partial<Record<PretendSourceId, GivenKeys>>>
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
  /** adds a fault after those that this source has: `429` twice, then silence */
  addFault(source: PretendSourceId, fault: Fault, options?: FaultOptions): void
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
  for (const id of pretendSourceIds) {
    desks.set(id, makeDesk(id, url, world, { keys: options.keys?.[id], quota: options.quota?.[id] }))
  }
  let latencyMs = options.latencyMs ?? 0
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response, {
      desks,
      faults,
      log,
      world,
      // the other name of this machine: another host for a client, and yet seen here
      elsewhere: `${url.replace('127.0.0.1', 'localhost')}/elsewhere`,
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
    addFault: (source, fault, rule = {}) => faults.add(source, { ...rule, fault }),
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

function setRule(faults: FaultSwitch, id: PretendSourceId, given: Fault | FaultRule | undefined): void {
  if (given === undefined) return
  faults.set(id, typeof given === 'object' && 'fault' in given ? given : { fault: given })
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
