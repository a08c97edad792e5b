/** Faults that need the connection itself. */
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { FaultDetails } from './faults.ts'
import { headersOf, type PretendAnswer } from './http.ts'

const mebibyte = 1024 * 1024
const bombMebibytes = 512
let bomb: Buffer | undefined

/** @returns the status that was announced, 0 for none */
export function playFault(fault: FaultDetails, response: ServerResponse, right: () => PretendAnswer): number {
  switch (fault.mode) {
    case 'reset':
      response.destroy()
      return 0
    case 'hang':
      return 0
    case 'slow-drip':
      return drip(response, right(), fault.dripMs ?? 50)
    case 'cut-body':
      return cut(response, right())
    case 'endless':
      return endless(response)
    case 'gzip-bomb':
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      response.end(gzipBomb())
      return 200
    default:
      throw new RangeError(`not a fault of the connection: ${fault.mode}`)
  }
}

function drip(response: ServerResponse, answer: PretendAnswer, pauseMs: number): number {
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
  return answer.status
}

function cut(response: ServerResponse, answer: PretendAnswer): number {
  const body = Buffer.from(answer.body)
  // a refusal may have no body: announce one all the same, so that what arrives is always short
  response.writeHead(answer.status, { ...headersOf(answer), 'content-length': Math.max(2, body.length) })
  response.write(body.length > 1 ? body.subarray(0, body.length >> 1) : '[', () => response.destroy())
  return answer.status
}

function endless(response: ServerResponse): number {
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
  return 200
}

/** Members of gzip may follow one another: one mebibyte, five hundred and twelve times. */
function gzipBomb(): Buffer {
  bomb ??= Buffer.concat(new Array<Buffer>(bombMebibytes).fill(gzipSync(Buffer.alloc(mebibyte, ' '))))
  return bomb
}
