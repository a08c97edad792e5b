import type { RequestListener } from 'node:http'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, describe, expect, test } from '@jest/globals'
import { ContractError, UnreachableError } from '../../src/domain/index.ts'
import { answer, failure, ok, open, page, serve } from './loopback.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function started(listener: RequestListener) {
  const server = await serve(listener)
  const opened = open(server.url)
  closers.push(server.close, opened.door.close)
  return { server, ...opened }
}

const text = JSON.stringify([{ Name: 'Exemple', Description: 'é'.repeat(3_000) }])
const encodings = [
  ['gzip', gzipSync(text)],
  ['br', brotliCompressSync(text)],
  ['deflate', deflateSync(text)],
  ['deflate', deflateRawSync(text)],
  ['zstd', zstdCompressSync(text)],
  ['identity', Buffer.from(text)],
] as const

describe('a compressed body', () => {
  test.each(encodings)('in %s is read', async (encoding, body) => {
    const { server, source } = await started(answer(200, body, { 'content-encoding': encoding }))

    const reply = await source.request({ path: '/' })

    expect(reply.text()).toBe(text)
    expect(server.seen[0]!.headers['accept-encoding']).toBe('gzip, br, deflate, zstd')
  })

  test('that is empty is empty', async () => {
    const { source } = await started(answer(200, '', { 'content-encoding': 'gzip' }))

    expect((await source.request({ path: '/' })).body).toHaveLength(0)
  })

  test.each(['gzip', 'br', 'deflate', 'zstd'])('that is not %s as it says is a ContractError', async (encoding) => {
    const { source } = await started(answer(200, 'secret-body not compressed', { 'content-encoding': encoding }))

    const error = await failure(source.request({ path: '/' }))

    expect(error).toBeInstanceOf(ContractError)
    expect(error.message).not.toContain('secret-body')
  })

  test('cut short inside its compression is a ContractError', async () => {
    const body = gzipSync(text)
    const { source } = await started(answer(200, body.subarray(0, body.length - 12), { 'content-encoding': 'gzip' }))

    expect(await failure(source.request({ path: '/' }))).toBeInstanceOf(ContractError)
  })

  test('in an encoding we did not ask for is a ContractError', async () => {
    const { source } = await started(answer(200, 'x', { 'content-encoding': 'compress' }))

    expect(await failure(source.request({ path: '/' }))).toBeInstanceOf(ContractError)
  })
})

describe('the size cap', () => {
  test.each([
    ['gzip', gzipSync(Buffer.alloc(200_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(50_000_000), { params: { 1: 1 } })],
    ['zstd', zstdCompressSync(Buffer.alloc(200_000_000))],
  ] as const)('stops a bomb in %s with bounded memory', async (encoding, bomb) => {
    const { server, source } = await started(answer(200, bomb, { 'content-encoding': encoding }))
    const before = process.memoryUsage().rss

    const error = await failure(source.request({ path: '/' }))

    expect(error).toBeInstanceOf(ContractError)
    expect(error.message).toBe(
      'example: status 200 with a body over 100000 bytes' +
        (error.message.includes('after') ? ' after decompression' : ''),
    )
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000)
    expect(server.seen).toHaveLength(1)
  })

  test('stops a body without end', async () => {
    let closed = false
    const { source } = await started((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384)));
      }
      response.on('drain', more).on('close', () => {
        closed = true
      })
      more()
    })

    expect(await failure(source.request({ path: '/' }))).toBeInstanceOf(ContractError)
    while (!closed) await new Promise(setImmediate)
  })

  test('counts after decompression, and the request may set its own', async () => {
    const body = gzipSync(Buffer.alloc(5_000))
    const { source } = await started(answer(200, body, { 'content-encoding': 'gzip' }))

    await expect(source.request({ path: '/', maxBytes: 5_000 })).resolves.toMatchObject({ status: 200 })
    expect(await failure(source.request({ path: '/', maxBytes: 4_999 }))).toBeInstanceOf(ContractError)
  })

  test('does not apply to an error page: the status is enough', async () => {
    const { source } = await started(answer(500, Buffer.alloc(1_000_000, 'x')))

    expect(await failure(source.request({ path: '/' }))).toBeInstanceOf(UnreachableError)
  })
})

describe('json()', () => {
  test.each([
    ['a page with status 200', page, 'an HTML page'],
    ['a cut body', '[{"Name":"secret-body"', 'a body of 22 bytes that is not JSON'],
    ['nothing', '', 'a body of 0 bytes that is not JSON'],
  ])('of %s is a ContractError without a word of it', async (_, body, words) => {
    const { source } = await started(answer(200, body))
    const reply = await source.request({ path: '/' })

    const error = await failure((async () => reply.json())())

    expect(error).toBeInstanceOf(ContractError)
    expect(error.message).toBe(`example: status 200 with ${words}`)
    expect(error.cause).toBeUndefined()
  })

  test('reads what is JSON, a byte order mark included', async () => {
    const { source } = await started(answer(200, '\ufeff{"a":"é"}'))

    expect((await source.request({ path: '/' })).json()).toEqual({ a: 'é' })
  })

  test('leaves the connection usable for the next request', async () => {
    const { server, source } = await started(ok)

    for (let i = 0; i < 5; i++) await source.request({ path: '/' })

    expect(new Set(server.seen.map((r) => r.socket.remotePort)).size).toBe(1)
  })
})
