/**
 * What an adapter sees of the network: requests to its own source, already bound to base URL, key, pace, retry, time-outs,
 * size cap and proxy. It cannot reach another host with the key, and it never sees the key.
 */
export interface SourceNet {
  /**
   * Sends one request and returns its reply when the status is in `expect` (default `[200]`).
   * Any other status is turned into a `SourceError`: 401 `AuthError`; 403 `AuthError`, or `BlockedError` for an HTML body;
   * 429 `QuotaError` (after the retries that Retry-After allows); 5xx and network trouble `UnreachableError` (after
   * retries); anything else `ContractError`.
   */
  request(request: NetRequest): Promise<NetReply>
}

export interface NetRequest {
  /** path and query, appended to the base URL of `host`; every variable part already percent-encoded */
  readonly path: string
  /** which of the source's declared hosts; the first one when absent */
  readonly host?: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** statuses that are answers, not errors */
  readonly expect?: readonly number[]
  /** body cap after decompression, bytes; the door's default when absent */
  readonly maxBytes?: number
  /** false keeps the key out of this request (free calls) */
  readonly withKey?: boolean
  /** called each time it leaves this machine, retries included: from then on the source may have been told what it says */
  readonly onLeft?: () => void
}

export interface NetReply {
  readonly status: number
  /** lower-case names */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** UTC instant at which the reply was complete, ISO 8601 */
  readonly receivedAt: string
  /** requests it took, retries included */
  readonly attempts: number
  /** the body as UTF-8 text (invalid sequences replaced) */
  text(): string
  /** @throws ContractError when the body is not JSON (an HTML page with status 200, a cut body) */
  json(): unknown
}

/**
 * Where a source takes its key: in a header, as it is, as a Bearer token or by the Basic scheme (`user:password`), or in a field
 * of the forms that are posted to it. There is no place for one in an address.
 */
export type KeyPlace =
  | { readonly header: string; readonly scheme?: 'basic' | 'bearer' }
  | { readonly formField: string }

/** At most `requests` in any window of `perMs`. */
export interface Quota {
  readonly requests: number
  readonly perMs: number
}

/** One quota, or several that hold all at once: 2 a second, 25 an hour and 100 a day. */
export type Quotas = Quota | readonly Quota[]
