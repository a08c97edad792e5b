/** What the rest of the program sees of the door; adapters see `contract.ts` only. */
import type { CircuitState } from './circuit.ts'
import type { Clock } from './clock.ts'
import type { KeyPlace, Quotas, SourceNet } from './contract.ts'
import type { Ledger } from './ledger.ts'

export interface DoorOptions {
  /** sent with every request; names the tool */
  readonly userAgent: string
  /** `http://`, `https://` or `socks5://`, user and password allowed; absent: direct */
  readonly proxy?: string
  /** hosts reached without the proxy, as in a NO_PROXY list */
  readonly noProxy?: readonly string[]
  /** certificates trusted besides Node's own: the system's, or the system's and these. Default `system` */
  readonly ca?: 'system' | { readonly pem: string }
  readonly defaults?: {
    /** to connect, TLS and proxy included. Default 10 s */
    readonly connectMs?: number
    /** from the request to the headers. Default 30 s */
    readonly headersMs?: number
    /** from the headers to the last byte. Default 60 s */
    readonly bodyMs?: number
    /** body after decompression. Default 8 MiB */
    readonly maxBytes?: number
    /** the longest Retry-After that is waited for; a longer one closes the source. Default 120 s */
    readonly maxWaitMs?: number
  }
  readonly clock?: Clock
  /** 0 to 1, for back-off */
  readonly random?: () => number
  /** stops everything: requests under way and waiting end with `InterruptedError` */
  readonly signal?: AbortSignal
  readonly onEvent?: (event: NetEvent) => void
}

/** Ids and numbers only. */
export type NetEvent =
  /** the source asked us to wait; `until` is an ISO 8601 UTC instant */
  | { readonly type: 'throttled'; readonly source: string; readonly forMs: number; readonly until: string }
  /** `because`: a status, or the code of a network error */
  | {
      readonly type: 'retry'
      readonly source: string
      readonly attempt: number
      readonly delayMs: number
      readonly because: string
    }
  | { readonly type: 'circuit'; readonly source: string; readonly state: CircuitState['state']; readonly forMs: number }

/** One attempt that ended, for counting: no path, no header, no body. */
export interface NetTrace {
  readonly source: string
  /** name of the declared host */
  readonly host: string
  readonly method: 'GET' | 'POST'
  /** 1 for the first; 0 when it never left */
  readonly attempt: number
  readonly ms: number
  readonly status?: number
  readonly bytes?: number
  /** code of the network error */
  readonly failure?: string
}

export interface SourceBinding {
  readonly id: string
  /** base URLs by name, the first is the default */
  readonly hosts: Readonly<Record<string, string>>
  /** goes to these hosts and nowhere else */
  readonly key?: KeyPlace & { readonly value: string }
  readonly quota: Quotas
  /** of what former processes sent, which counts */
  readonly ledger?: Ledger
  /** instead of the door's; `false`: direct */
  readonly proxy?: string | false
  readonly signal?: AbortSignal
  readonly onRequest?: (trace: NetTrace) => void
  /** called before each request, retries included: throws what keeps it from leaving. `begun` as in the state */
  readonly mayLeave?: (begun: number) => void
}

export interface SourceNetState {
  readonly source: string
  /** that left */
  readonly requests: number
  /** that left or are about to */
  readonly begun: number
  readonly retries: number
  /** answers 429 */
  readonly limited: number
  readonly inFlight: number
  readonly waiting: number
  readonly quota: Quotas
  readonly circuit: CircuitState
  /** ms until its quotas let the next request go; 0 for at once */
  readonly opensInMs: number
  /** the source asked us to wait: ms from now, and the ISO 8601 UTC instant */
  readonly closedForMs?: number
  readonly closedUntil?: string
}

export interface SourceDoor extends SourceNet {
  state(): SourceNetState
  /** the real quota, once the source has told it. @throws RangeError when it is not positive */
  setQuota(quota: Quotas): void
}

export interface Door {
  /** @throws ConfigError for a base URL, key or proxy that cannot be used; names the setting, never the value */
  source(binding: SourceBinding): SourceDoor
  /** Ends what is under way (`InterruptedError`) and closes all connections. */
  close(): Promise<void>
}
