import type { IncomingMessage } from 'node:http'
import { type PretendSourceId, pretendSourceIds } from './sources/table.ts'

export interface SeenRequest {
  /** `elsewhere` for a path that is no source's */
  readonly source: PretendSourceId | 'elsewhere'
  readonly method: string
  /** path and query as requested, from the root of the simulator */
  readonly path: string
  /** lower-case names; repeated headers joined by `, ` */
  readonly headers: Readonly<Record<string, string>>
  /** arrival, milliseconds since 1970 with fractions */
  readonly at: number
  /** 0 while unanswered, and for good after `reset` and `hang` */
  readonly status: number
}

export interface SourceCounts {
  readonly requests: number
  /** answers by status; 0 stands for none */
  readonly statuses: Readonly<Record<number, number>>
  /** most requests that were waiting for their answer at once */
  readonly mostInFlight: number
}

export interface RequestLog {
  readonly requests: readonly SeenRequest[]
  readonly counts: Readonly<Record<PretendSourceId | 'elsewhere', SourceCounts>>
  /** notes an arrival and returns what notes its answer */
  arrived(source: PretendSourceId | 'elsewhere', request: IncomingMessage): (status: number) => void
  forget(): void
}

interface Tally {
  requests: number
  statuses: Record<number, number>
  mostInFlight: number
}

export function requestLog(keep: boolean): RequestLog {
  const requests: SeenRequest[] = []
  const ids = [...pretendSourceIds, 'elsewhere'] as const
  const counts = Object.fromEntries(ids.map((id) => [id, newTally()])) as Record<PretendSourceId | 'elsewhere', Tally>
  const inFlight = new Map<PretendSourceId | 'elsewhere', number>()

  function arrived(source: PretendSourceId | 'elsewhere', request: IncomingMessage): (status: number) => void {
    const tally = counts[source]
    tally.requests++
    const waiting = (inFlight.get(source) ?? 0) + 1
    inFlight.set(source, waiting)
    tally.mostInFlight = Math.max(tally.mostInFlight, waiting)
    const seen = keep ? note(source, request) : undefined
    if (seen !== undefined) requests.push(seen)
    return (status) => {
      inFlight.set(source, inFlight.get(source)! - 1)
      tally.statuses[status] = (tally.statuses[status] ?? 0) + 1
      if (seen !== undefined) seen.status = status
    }
  }

  function forget(): void {
    requests.length = 0
    for (const id of ids) Object.assign(counts[id], newTally())
  }

  return { requests, counts, arrived, forget }
}

function newTally(): Tally {
  return { requests: 0, statuses: {}, mostInFlight: 0 }
}

function note(source: PretendSourceId | 'elsewhere', request: IncomingMessage) {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  const at = performance.timeOrigin + performance.now()
  return { source, method: request.method ?? 'GET', path: request.url ?? '/', headers, at, status: 0 }
}
