/** Faults that need the connection itself. */
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { FaultDetails } from './faults.ts'
import { headersOf, type PretendAnswer } from './http.ts'

const mebibyte = 1024 * 1024
const bombMebibytes = 512
let bomb: Buffer | undefined

/** `done` hears the status when the answer begins; 0 for a request that gets none, once its connection is gone. */
export function playFault(
  fault: FaultDetails,
  response: ServerResponse,
  right: () => PretendAnswer,
  done: (status: number) => void,
): void {
  switch (fault.mode) {
    case 'reset':
      done(0)
      response.destroy()
      return
    case 'hang':
      response.once('close', () => done(0))
      return
    case 'slow-drip':
      drip(response, right(), fault.dripMs ?? 50, done)
      return
    case 'cut-body':
      cut(response, right(), done)
      return
    case 'endless':
      done(200)
      endless(response)
      return
    case 'gzip-bomb':
      done(200)
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      response.end(gzipBomb())
      return
    default:
      throw new RangeError(`not a fault of the connection: ${fault.mode}`)
  }
}

function drip(response: ServerResponse, answer: PretendAnswer, pauseMs: number, done: (status: number) => void): void {
  done(answer.status)
  const body = Buffer.from(answer.body)
  let sent = 0
  response.writeHead(answer.status, headersOf(answer))
  response.flushHeaders()
  const timer = setInterval(() => {
    const piece = body.subarray(sent, sent + 16)
    sent += piece.length
    if (sent < body.length) response.write(piece)
    else response.end(piece)
  }, pauseMs)
  response.once('close', () => clearInterval(timer))
  response.once('finish', () => clearInterval(timer))
}

function cut(response: ServerResponse, answer: PretendAnswer, done: (status: number) => void): void {
  done(answer.status)
  const body = Buffer.from(answer.body)
  // a refusal may have no body: announce one all the same, so that what arrives is always short
  response.writeHead(answer.status, { ...headersOf(answer), 'content-length': Math.max(2, body.length) })
  response.write(body.length > 1 ? body.subarray(0, body.length >> 1) : '[', () => response.destroy())
}

function endless(response: ServerResponse): void {
  const piece = `${'"FICTIF",'.repeat(8192)}`
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('[')
  const pour = () => {
    if (response.destroyed) return
    // let the loop turn between pieces, or nothing else would be served
    if (response.write(piece)) setImmediate(pour)
    else response.once('drain', pour)
  }
  pour()
}

/** Members of gzip may follow one another: one mebibyte, five hundred and twelve times. */
function gzipBomb(): Buffer {
  if (bomb === undefined) {
    const member = gzipSync(Buffer.alloc(mebibyte, ' '))
    bomb = Buffer.concat(Array.from({ length: bombMebibytes }, () => member))
  }
  return bomb
}
