/**
 * One request on the wire and its answer, as the undici dispatcher tells of it. Holds every limit of a single attempt:
 * time to connect, to the headers, for the whole body, and the size of the body once decompressed.
 */
import type { Transform } from 'node:stream'
import type { Dispatcher } from 'undici'
import { Bytes } from './bytes.ts'
import { acceptedEncodings, decoderOf, type Encoding, encodingOf } from './decode.ts'

export interface Limits {
  readonly connectMs: number
  readonly headersMs: number
  /** from the headers to the last byte */
  readonly bodyMs: number
  /** body after decompression; the bytes on the wire may not be more either */
  readonly maxBytes: number
}

export interface Outgoing {
  readonly origin: string
  readonly path: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly limits: Limits
  /** whether the body of an answer with this status is wanted whole */
  readonly wanted: (status: number) => boolean
  /** called when the request is written to a socket */
  readonly onLeft: () => void
}

/** What became of one attempt. Codes are undici's, Node's or ours; nothing else of an error is kept, it may hold the URL. */
export type Outcome =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Headers; readonly body: Uint8Array }
  | { readonly kind: 'unreadable'; readonly status: number; readonly why: string }
  | { readonly kind: 'failure'; readonly code: string; readonly left: boolean }
  | { readonly kind: 'stopped' }

type Headers = Readonly<Record<string, string>>

/** enough of an error page to tell what it is, and to keep its connection in most cases */
const errorPageBytes = 65_536

export class Exchange implements Dispatcher.DispatchHandler {
  readonly outcome: Promise<Outcome>
  readonly #outgoing: Outgoing
  readonly #body = new Bytes()
  #resolve: (outcome: Outcome) => void = () => {}
  #settled = false
  #left = false
  #controller: Dispatcher.DispatchController | undefined
  #timer: NodeJS.Timeout
  #status = 0
  #headers: Headers = {}
  #encoding: Encoding = 'identity'
  #decoder: Transform | undefined
  #wireBytes = 0
  #maxBytes = 0

  constructor(dispatcher: Dispatcher, outgoing: Outgoing) {
    this.#outgoing = outgoing
    this.outcome = new Promise((resolve) => {
      this.#resolve = resolve
    })
    const { connectMs, headersMs, bodyMs } = outgoing.limits
    // undici's own time-outs do not cover the wait for a free connection, nor a proxy that accepts and then says nothing
    this.#timer = setTimeout(() => this.#fail('HEADERS_TIMEOUT'), connectMs + headersMs + 1_000)
    dispatcher.dispatch(
      {
        origin: outgoing.origin,
        path: outgoing.path,
        method: outgoing.method,
        headers: { 'accept-encoding': acceptedEncodings, ...outgoing.headers },
        body: outgoing.body ?? null,
        headersTimeout: headersMs,
        bodyTimeout: bodyMs,
      },
      this,
    )
  }

  stop(): void {
    this.#settle({ kind: 'stopped' }, true)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#settled) {
      controller.abort(new Error('stopped'))
      return
    }
    this.#controller = controller
    this.#left = true
    this.#outgoing.onLeft()
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: NodeJS.Dict<string | string[]>): void {
    if (this.#settled || status < 200) return
    this.#status = status
    this.#headers = flat(headers)
    this.#maxBytes = this.#wanted() ? this.#outgoing.limits.maxBytes : errorPageBytes
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#breakOff('BODY_TIMEOUT'), this.#outgoing.limits.bodyMs)
    const encoding = encodingOf(this.#headers['content-encoding'])
    if (encoding === undefined) this.#giveUp('an unknown content-encoding')
    else this.#encoding = encoding
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#settled || chunk.length === 0) return
    this.#wireBytes += chunk.length
    if (this.#wireBytes > this.#maxBytes) {
      this.#giveUp(`a body over ${this.#maxBytes} bytes`)
    } else if (this.#encoding === 'identity') {
      this.#body.add(chunk)
    } else {
      this.#decoder ??= this.#decode(this.#encoding, chunk[0] ?? 0)
      if (this.#decoder.write(chunk)) return
      controller.pause()
      this.#decoder.once('drain', () => controller.resume())
    }
  }

  /**
   * undici gives a connection back one turn of the event loop after its answer has ended. An answer told before that would
   * find the next request opening a second connection; the microtask puts our turn after its own.
   */
  onResponseEnd(): void {
    if (this.#settled) return
    if (this.#decoder === undefined) queueMicrotask(() => setImmediate(() => this.#answer()))
    else this.#decoder.end()
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    this.#breakOff(codeOf(error))
  }

  #decode(encoding: Exclude<Encoding, 'identity'>, firstByte: number): Transform {
    const decoder = decoderOf(encoding, firstByte)
    decoder.on('data', (chunk: Buffer) => {
      if (this.#settled) return
      if (this.#body.length + chunk.length > this.#maxBytes) {
        this.#giveUp(`a body over ${this.#maxBytes} bytes after decompression`)
      } else {
        this.#body.add(chunk)
      }
    })
    decoder.on('end', () => this.#answer())
    decoder.on('error', () => this.#giveUp(`a body that is not ${encoding} as announced`))
    return decoder
  }

  #wanted(): boolean {
    return this.#outgoing.wanted(this.#status)
  }

  #answer(): void {
    this.#settle({ kind: 'answer', status: this.#status, headers: this.#headers, body: this.#body.all() })
  }

  /** The body cannot be had. Where only the status counts, what was read of it is enough. */
  #giveUp(why: string): void {
    if (this.#wanted()) this.#settle({ kind: 'unreadable', status: this.#status, why }, true)
    else this.#settle({ kind: 'answer', status: this.#status, headers: this.#headers, body: this.#body.all() }, true)
  }

  #breakOff(code: string): void {
    if (this.#status !== 0 && !this.#wanted()) this.#giveUp(code)
    else this.#fail(code)
  }

  #fail(code: string): void {
    this.#settle({ kind: 'failure', code, left: this.#left }, true)
  }

  #settle(outcome: Outcome, abort = false): void {
    if (this.#settled) return
    this.#settled = true
    clearTimeout(this.#timer)
    if (abort) {
      this.#decoder?.destroy()
      this.#controller?.abort(new Error('stopped'))
    }
    this.#resolve(outcome)
  }
}

function flat(headers: NodeJS.Dict<string | string[]>): Headers {
  const names: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) names[name.toLowerCase()] = typeof value === 'string' ? value : value.join(', ')
  }
  return names
}

function codeOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : 'UNKNOWN'
}
