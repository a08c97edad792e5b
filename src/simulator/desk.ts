/** From a request to its answer: which source, does it fail, is it over quota, what does the source say. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { faultAnswer } from './fault-answers.ts'
import { playFault } from './fault-streams.ts'
import type { FaultDetails, FaultSwitch } from './faults.ts'
import { empty, type PretendAnswer, type PretendRequest, send } from './http.ts'
import { type GivenKeys, makePlans } from './keys.ts'
import { type PretendQuota, type SlidingWindow, slidingWindow } from './quota.ts'
import type { RequestLog } from './request-log.ts'
import type { KeyPlan, PretendContext, PretendSource } from './sources/contract.ts'
import { type PretendSourceId, pretendSources } from './sources/table.ts'
import type { World } from './world/index.ts'

/** One source with what this simulator lends it. */
export interface Desk {
  readonly id: PretendSourceId
  readonly source: PretendSource
  readonly keys: Map<string, KeyPlan>
  readonly context: PretendContext
  readonly window: SlidingWindow | undefined
}

/** What all desks share. */
export interface House {
  readonly desks: ReadonlyMap<string, Desk>
  readonly faults: FaultSwitch
  readonly log: RequestLog
  readonly world: World
  readonly elsewhere: string
  readonly latencyMs: number
}

/** `url` is the root of the simulator. */
export function makeDesk(
  id: PretendSourceId,
  url: string,
  world: World,
  given: { readonly keys?: GivenKeys | undefined; readonly quota?: PretendQuota | undefined },
): Desk {
  const source: PretendSource = pretendSources[id]
  const keys = makePlans(given.keys, world, given.quota)
  const context = { world, baseUrl: url + baseOf(source), keys }
  return { id, source, keys, context, window: given.quota === undefined ? undefined : slidingWindow(given.quota) }
}

export function handle(request: IncomingMessage, response: ServerResponse, house: House): void {
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
  const refusal = fault === undefined ? admit(desk, asked) : undefined
  const reply = () => {
    if (fault !== undefined) {
      fail(fault, desk, asked, response, done, house)
      return
    }
    const right = refusal ?? desk.source.answer(asked, desk.context)
    done(right.status)
    send(response, right)
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
  done: (status: number) => void,
  house: House,
): void {
  const right = () => desk.source.answer(request, desk.context)
  const { elsewhere, world } = house
  const answer = faultAnswer(fault, { source: desk.source, canary: world.canarySecret, elsewhere, right })
  if (answer === undefined) {
    playFault(fault, response, right, done)
    return
  }
  done(answer.status)
  send(response, answer)
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

/** Path under which a source answers. */
export function baseOf(source: PretendSource): string {
  return `/${source.id}${source.basePath}`
}
