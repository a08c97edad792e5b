/**
 * One source behind the door. A request becomes a series of at most three attempts (redirects apart), each in its own
 * turn; what cannot be answered ends as the `SourceError` that says why, with ids, status and numbers only.
 */
import type { Dispatcher } from 'undici'
import { AuthError, BlockedError, ContractError, QuotaError, UnreachableError } from '../domain/index.ts'
import type { CircuitOutcome } from './circuit.ts'
import type { Clock } from './clock.ts'
import type { NetReply, NetRequest, Quotas } from './contract.ts'
import type { NetEvent, SourceBinding, SourceDoor, SourceNetState } from './door-contract.ts'
import { Exchange, type Limits, type Outcome } from './exchange.ts'
import { Pacer, type Turn } from './pace.ts'
import { makeReply } from './reply.ts'
import { backOffMs, retryAfterMs, shortestWaitMs } from './retry-after.ts'
import { followTo, prepareFor, type Series } from './series.ts'
import { circuitOutcome, Standing } from './standing.ts'
import { isFinal, mendFor, verdictOn } from './verdict.ts'

export interface SourceParts {
  readonly binding: SourceBinding
  readonly clock: Clock
  readonly random: () => number
  readonly userAgent: string
  readonly limits: Limits
  readonly maxWaitMs: number
  readonly maxInFlight: number
  readonly stop: AbortSignal
  readonly dispatcher: (origin: string) => Dispatcher
  readonly onEvent: (event: NetEvent) => void
}

const maxRetries = 2
const maxRedirects = 3
const networkBaseMs = 500
const quotaBaseMs = 2_000

type Answer = Extract<Outcome, { kind: 'answer' }>

/** Why a try failed, and what is thrown when there is no other. */
interface Failure {
  readonly because: string
  readonly error: UnreachableError | BlockedError
  /** surely not processed by the server, so that even a POST may be repeated */
  readonly unsent: boolean
  /** the wait the server asked for */
  readonly toldMs: number
}

/** @throws ConfigError for a base URL or key that cannot be used, RangeError for a quota that is not positive */
export function createSource(parts: SourceParts): SourceDoor {
  const { binding, clock, stop } = parts
  const id = binding.id
  const prepare = prepareFor(binding, parts.userAgent)
  const pacer = new Pacer(clock, binding.quota, parts.maxInFlight, binding.ledger)
  const standing = new Standing(id, clock, stop)
  const underWay = new Set<Exchange>()
  const counts = { requests: 0, aboutToLeave: 0, retries: 0, limited: 0 }

  stop.addEventListener('abort', () => {
    for (const exchange of underWay) exchange.stop()
    pacer.refuseWaiting(() => standing.interrupted())
  })

  async function request(asked: NetRequest): Promise<NetReply> {
    const series = prepare(asked)
    const admitted = standing.admit()
    let outcome: CircuitOutcome = 'neither'
    try {
      const reply = await answer(series, admitted === 'probe')
      outcome = 'answered'
      return reply
    } catch (error) {
      outcome = circuitOutcome(error)
      throw error
    } finally {
      const changed = standing.settle(admitted, outcome)
      if (changed !== undefined) {
        parts.onEvent({ type: 'circuit', source: id, state: changed.state, forMs: changed.forMs ?? 0 })
        if (changed.state === 'open') pacer.refuseWaiting(() => standing.leftAlone())
      }
    }
  }

  /** Attempt after attempt, until one is an answer or an error. */
  async function answer(series: Series, probe: boolean): Promise<NetReply> {
    for (;;) {
      const outcome = await attempt(series)
      if (outcome.kind === 'stopped') throw standing.interrupted()
      if (outcome.kind === 'unreadable') {
        throw new ContractError(id, `${id}: status ${outcome.status} with ${outcome.why}`)
      }
      if (outcome.kind === 'answer' && series.wanted(outcome.status)) {
        const { status, headers, body } = outcome
        const receivedAt = instant(0)
        return makeReply({ source: id, status, headers, body, receivedAt, attempts: series.attempts })
      }
      const failure = outcome.kind === 'failure' ? noAnswer(series, outcome) : await judge(series, outcome)
      if (failure !== undefined) await retryOrThrow(series, failure, probe)
    }
  }

  async function attempt(series: Series): Promise<Outcome> {
    let turn: Turn | undefined
    let left = false
    takePermission()
    try {
      turn = await pacer.take(series.retries + series.redirects > 0)
      standing.throwIfShut()
      const sentAt = clock.now()
      const exchange = new Exchange(parts.dispatcher(series.target.origin), {
        ...series.target,
        method: series.method,
        body: series.body,
        headers: series.headers,
        limits: series.maxBytes === undefined ? parts.limits : { ...parts.limits, maxBytes: series.maxBytes },
        wanted: series.wanted,
        onLeft() {
          left = true
          counts.aboutToLeave--
          counts.requests++
          series.attempts++
          turn?.left()
          series.onLeft?.()
        },
      })
      underWay.add(exchange)
      const outcome = await exchange.outcome
      underWay.delete(exchange)
      trace(series, outcome, clock.now() - sentAt)
      return outcome
    } finally {
      if (!left) counts.aboutToLeave--
      turn?.done()
    }
  }

  function takePermission(): void {
    standing.throwIfShut()
    binding.mayLeave?.(counts.requests + counts.aboutToLeave)
    counts.aboutToLeave++
  }

  /** What an unexpected answer means: thrown, or returned to be tried again; `undefined` when the series just goes on. */
  async function judge(series: Series, { status, headers, body }: Answer): Promise<Failure | undefined> {
    const toldMs = retryAfterMs(headers, clock.wallNow())
    const again = { because: `${status}`, unsent: false, toldMs: toldMs ?? 0 }
    switch (verdictOn(status, headers, body)) {
      case 'quota':
        holdForQuota(series, toldMs)
        return undefined
      case 'auth':
        throw new AuthError(id, `${id}: status ${status}`, {
          mend: `check sources.${id}.apiKey and what its plan allows`,
        })
      case 'redirect':
        follow(series, status, headers.location)
        return undefined
      case 'blocked': {
        const error = new BlockedError(id, `${id}: status ${status} with a page for people`)
        // a ban is not lifted by asking again; a 503 may be a passing one, once
        if (status !== 503 || series.retries > 0) throw error
        return { ...again, error }
      }
      case 'server':
        return { ...again, error: new UnreachableError(id, `${id}: status ${status}, ${series.attempts} requests`) }
      case 'contract':
        throw new ContractError(id, `${id}: status ${status} was not expected`)
    }
  }

  function holdForQuota(series: Series, toldMs: number | undefined): void {
    series.limited = true
    counts.limited++
    const waitMs = toldMs ?? Math.max(shortestWaitMs, backOffMs(series.retries, quotaBaseMs, parts.random))
    parts.onEvent({ type: 'throttled', source: id, forMs: waitMs, until: instant(waitMs) })
    if (waitMs > parts.maxWaitMs) {
      standing.closeUntil(clock.now() + waitMs)
      pacer.refuseWaiting(() => standing.closed())
      throw standing.closed()
    }
    // the quota is the key's: nobody of this source goes before the wait is over
    pacer.holdUntil(clock.now() + waitMs)
    if (series.retries >= maxRetries) throw new QuotaError(id, `${id}: status 429, ${series.attempts} requests`, waitMs)
    noteRetry(series, waitMs, '429')
  }

  function noAnswer(series: Series, { code, left }: { readonly code: string; readonly left: boolean }): Failure {
    const mend = mendFor(code)
    const error = new UnreachableError(id, `${id}: no answer (${code}), ${series.attempts} requests`, { mend })
    return { because: code, unsent: !left, toldMs: 0, error }
  }

  /** Waits and returns when another try makes sense. */
  async function retryOrThrow(series: Series, failure: Failure, probe: boolean): Promise<void> {
    const { because, error, unsent, toldMs } = failure
    const repeatable = series.method === 'GET' || unsent
    if (series.retries >= maxRetries || !repeatable || isFinal(because) || toldMs > parts.maxWaitMs) {
      throw lastWord(series, failure)
    }
    const waitMs = Math.max(toldMs, backOffMs(series.retries, networkBaseMs, parts.random))
    noteRetry(series, waitMs, because)
    try {
      await clock.sleep(waitMs, stop)
    } catch (reason) {
      throw stop.aborted ? standing.interrupted() : reason
    }
    // others found out meanwhile that the source is gone
    if (standing.isCircuitOpen() && !probe) throw error
  }

  /** Silence after a 429 is still about quota: the source said so while it spoke. */
  function lastWord(series: Series, { because, error }: Failure): Error {
    if (!series.limited) return error
    return new QuotaError(id, `${id}: status 429, then no answer (${because})`, remainingMs(pacer.openAt))
  }

  function noteRetry(series: Series, delayMs: number, because: string): void {
    series.retries++
    counts.retries++
    parts.onEvent({ type: 'retry', source: id, attempt: series.attempts, delayMs, because })
  }

  function follow(series: Series, status: number, location: string | undefined): void {
    if (series.redirects >= maxRedirects) throw new UnreachableError(id, `${id}: more than ${maxRedirects} redirects`)
    if (followTo(series, status, location)) return
    throw new UnreachableError(id, `${id}: status ${status}, the redirect leaves the host`, {
      mend: `check sources.${id}.baseUrl: a redirect that leaves the host is not followed`,
    })
  }

  function trace(series: Series, outcome: Outcome, ms: number): void {
    const { hostName: host, method, attempts: attempt } = series
    binding.onRequest?.({
      source: id,
      host,
      method,
      attempt,
      ms,
      ...(outcome.kind === 'answer' ? { status: outcome.status, bytes: outcome.body.length } : {}),
      ...(outcome.kind === 'unreadable' ? { status: outcome.status } : {}),
      ...(outcome.kind === 'failure' ? { failure: outcome.code } : {}),
    })
  }

  function state(): SourceNetState {
    const closedForMs = remainingMs(Math.max(standing.closedUntil, pacer.openAt))
    return {
      source: id,
      requests: counts.requests,
      begun: counts.requests + counts.aboutToLeave,
      retries: counts.retries,
      limited: counts.limited,
      inFlight: pacer.inFlight,
      waiting: pacer.waiting,
      quota: pacer.quota,
      circuit: standing.circuit(),
      opensInMs: Number.isFinite(pacer.opensInMs) ? Math.max(0, pacer.opensInMs) : 0,
      ...(closedForMs === undefined ? {} : { closedForMs, closedUntil: instant(closedForMs) }),
    }
  }

  function remainingMs(until: number): number | undefined {
    const ms = until - clock.now()
    return ms > 0 ? ms : undefined
  }

  function instant(inMs: number): string {
    return new Date(clock.wallNow() + inMs).toISOString()
  }

  return { request, state, setQuota: (quota: Quotas) => pacer.setQuota(quota) }
}
