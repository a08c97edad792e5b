/**
 * Errors a person can act on. Each has a stable `code`, a message safe to print (no address, key, URL or body) and only
 * ids and numbers as properties: `--json` prints every own property of an error. Wording is `fr`/`en` in `src/messages`
 * where a command shows it; the message here is the English line.
 */
export abstract class VigieError extends Error {
  abstract readonly code: string
  /** what to do about it, one line */
  readonly mend: string | undefined

  constructor(message: string, options: { mend?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.name
    this.mend = options.mend
  }
}

/** A list line, flag or date we cannot read: stops before any request (exit 2). */
export class InputError extends VigieError {
  readonly code: string = 'input'
}

/** A key or setting missing or malformed; names the setting, never its value (exit 2). */
export class ConfigError extends VigieError {
  readonly code: string = 'config'
}

/** Disk, schema version, damaged or locked database (exit 1). */
export class StoreError extends VigieError {
  readonly code: string = 'store'
}

/** Another run holds what this one needs (exit 75). */
export class BusyError extends VigieError {
  readonly code: string = 'busy'
}

/** A renderer failed or its destination cannot be written (exit 1). The former file stays whole. */
export class ReportError extends VigieError {
  readonly code: string = 'report'
}

/** One source could not answer about one query: its cells become `failed`, the scan goes on. */
export abstract class SourceError extends VigieError {
  /** id of the source, filled by the network door or the engine */
  readonly source: string

  constructor(source: string, message: string, options: { mend?: string | undefined; cause?: unknown } = {}) {
    super(message, options)
    this.source = source
  }
}

/** 401, or 403 that speaks of the key: the source stops before it burns quota. */
export class AuthError extends SourceError {
  readonly code = 'auth'
}

/** One call refused (403) to a key that is good for others: that query's cells become `failed: auth`, the source goes on. */
export class RefusedError extends AuthError {}

/** 403 or 503 from the edge: challenge page, ban. Not a word about the selector. */
export class BlockedError extends SourceError {
  readonly code = 'blocked'
}

/** 429, or the source's own words for it. `retryAfterMs` counts from now; absent when the source did not say. */
export class QuotaError extends SourceError {
  readonly code = 'quota'
  readonly retryAfterMs: number | undefined

  constructor(source: string, message: string, retryAfterMs?: number) {
    super(source, message)
    this.retryAfterMs = retryAfterMs
  }
}

/** Our own ceiling of requests or credits is reached. */
export class BudgetError extends SourceError {
  readonly code = 'budget'
}

/** Network, time-out, 5xx, reset, redirect to another host. */
export class UnreachableError extends SourceError {
  readonly code = 'network'
}

/** The body is not as promised; names the path inside it, never the value. */
export class ContractError extends SourceError {
  readonly code = 'malformed'
}

/** The source's answer for "nothing" is also its answer for its own failure. */
export class AmbiguousError extends SourceError {
  readonly code = 'ambiguous'
}

/** Asked to stop (SIGINT, `--for`). */
export class InterruptedError extends VigieError {
  readonly code = 'interrupted'
}
