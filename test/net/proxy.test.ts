import { createServer, type IncomingMessage } from 'node:http'
import { connect, createServer as createTcpServer, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from '@jest/globals'
import { createProxy } from 'proxy'
import { ConfigError, UnreachableError } from '../../src/domain/index.ts'
import { type Loopback, listen, ok, open, serve, testKey } from './loopback.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

function kept(server: Loopback): Loopback {
  closers.push(server.close)
  return server
}

/** asks the origin once, by these ways */
async function ask(origin: Loopback, options: Parameters<typeof open>[2], binding: Parameters<typeof open>[1] = {}) {
  const { door, source } = open(origin.url, binding, options)
  closers.push(door.close)
  return source.request({ path: '/breaches' })
}

/** An HTTP proxy that writes down what it was asked; with a password when one is given. */
async function httpProxy(password?: string): Promise<Loopback & { readonly asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = []
  const server = createServer()
  const proxy = createProxy(server)
  if (password !== undefined) {
    const expected = `Basic ${Buffer.from(`city:${password}`).toString('base64')}`
    proxy.authenticate = (request) => request.headers['proxy-authorization'] === expected
  }
  server.prependListener('connect', (request: IncomingMessage) => asked.push(request))
  server.prependListener('request', (request: IncomingMessage) => asked.push(request))
  return { ...kept(await listen(server)), asked }
}

/** A SOCKS5 proxy (RFC 1928), with a password (RFC 1929) when one is given; `asked` are the targets. */
async function socksProxy(password?: string): Promise<Loopback & { readonly asked: string[] }> {
  const asked: string[] = []
  const server = createTcpServer((client) => {
    client.on('error', () => {})
    void serveSocks(client, password, asked)
  })
  return { ...kept(await listen(server)), asked }
}

async function serveSocks(client: Socket, password: string | undefined, asked: string[]): Promise<void> {
  const next = () => new Promise<Buffer>((resolve) => client.once('data', resolve))
  await next()
  client.write(Buffer.from([5, password === undefined ? 0 : 2]))
  if (password !== undefined) {
    const given = (await next()).toString('latin1')
    const isRight = given === `\x01\x04city${String.fromCharCode(password.length)}${password}`
    client.write(Buffer.from([1, isRight ? 0 : 1]))
    if (!isRight) return void client.end()
  }
  const request = await next()
  const isName = request[3] === 3
  const host = isName ? request.subarray(5, 5 + request[4]!).toString() : [...request.subarray(4, 8)].join('.')
  const port = request.readUInt16BE(request.length - 2)
  asked.push(`${host}:${port}`)
  const target = connect(port, '127.0.0.1', () => {
    client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
    client.pipe(target).pipe(client)
  })
  target.on('error', () => client.destroy())
  client.on('close', () => target.destroy())
}

describe('an HTTP proxy', () => {
  test('carries the request', async () => {
    const origin = kept(await serve(ok))
    const proxy = await httpProxy()

    const reply = await ask(origin, { proxy: proxy.url })

    expect(reply.json()).toEqual([{ Name: 'Example' }])
    expect(proxy.asked.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET ${origin.url}/breaches`])
  })

  test('of a source that speaks TLS opens a tunnel, and sees neither path nor key', async () => {
    const origin = kept(await serve(ok))
    const proxy = await httpProxy()

    // it does not really speak TLS: what the proxy was asked is what counts here
    const attempt = ask({ ...origin, url: origin.url.replace('http:', 'https:') }, { proxy: proxy.url })

    await expect(attempt).rejects.toThrow(UnreachableError)
    expect(new Set(proxy.asked.map(({ method, url }) => `${method} ${url}`))).toEqual(
      new Set([`CONNECT 127.0.0.1:${origin.port}`]),
    )
    expect(JSON.stringify(proxy.asked.map(({ headers }) => headers))).not.toContain(testKey)
    expect(origin.seen).toHaveLength(0)
  })

  test('is given its user and password, and nobody else is', async () => {
    const origin = kept(await serve(ok))
    const proxy = await httpProxy('proxy-canary-4711')

    await ask(origin, { proxy: proxy.url.replace('//', '//city:proxy-canary-4711@') })

    expect(proxy.asked).toHaveLength(1)
    expect(JSON.stringify(origin.seen[0]?.headers)).not.toMatch(/proxy-auth|canary-4711/)
  })

  test('that refuses the password is a source that cannot be reached, told without the password', async () => {
    const origin = kept(await serve(ok))
    const proxy = await httpProxy('right')

    const attempt = ask(origin, { proxy: proxy.url.replace('//', '//city:proxy-canary-4711@') })

    const error: Error = await attempt.then(
      () => Promise.reject(new Error('it passed')),
      (reason) => reason,
    )
    expect(error).toBeInstanceOf(UnreachableError)
    expect(`${error.message}${JSON.stringify(error)}`).not.toContain('canary-4711')
    expect(origin.seen).toHaveLength(0)
  })

  test('is passed by for the hosts that need none', async () => {
    const origin = kept(await serve(ok))
    const proxy = await httpProxy()

    await ask(origin, { proxy: proxy.url, noProxy: ['127.0.0.1'] })

    expect(proxy.asked).toHaveLength(0)
    expect(origin.seen).toHaveLength(1)
  })

  test('of one source comes before the one of all, and false goes direct', async () => {
    const origin = kept(await serve(ok))
    const [all, own] = [await httpProxy(), await httpProxy()]

    await ask(origin, { proxy: all.url }, { proxy: own.url })
    await ask(origin, { proxy: all.url }, { proxy: false })

    expect([all.asked.length, own.asked.length, origin.seen.length]).toEqual([0, 1, 2])
  })

  test('that is gone is a source that cannot be reached', async () => {
    const origin = kept(await serve(ok))
    const proxy = await httpProxy()
    await proxy.close()

    await expect(ask(origin, { proxy: proxy.url })).rejects.toThrow(UnreachableError)
    expect(origin.seen).toHaveLength(0)
  })
})

describe('a SOCKS5 proxy', () => {
  test('carries the request', async () => {
    const origin = kept(await serve(ok))
    const proxy = await socksProxy()

    const reply = await ask(origin, { proxy: proxy.url.replace('http', 'socks5') })

    expect(reply.json()).toEqual([{ Name: 'Example' }])
    expect(proxy.asked).toEqual([`127.0.0.1:${origin.port}`])
  })

  test('is given its user and password', async () => {
    const origin = kept(await serve(ok))
    const proxy = await socksProxy('proxy-canary-4711')
    const address = (password: string) => `socks5://city:${password}@127.0.0.1:${proxy.port}`

    await ask(origin, { proxy: address('proxy-canary-4711') })

    expect(proxy.asked).toHaveLength(1)
    await expect(ask(origin, { proxy: address('wrong') })).rejects.toThrow(UnreachableError)
    expect(origin.seen).toHaveLength(1)
  })
})

test('a proxy of no known kind is refused before anything is asked, without being quoted', async () => {
  const origin = kept(await serve(ok))
  let told: unknown
  try {
    await ask(origin, { proxy: 'ftp://city:proxy-canary-4711@proxy.example' })
  } catch (error) {
    told = error
  }

  expect(told).toBeInstanceOf(ConfigError)
  expect(`${(told as Error).message}${JSON.stringify(told)}`).not.toContain('canary-4711')
  expect(origin.seen).toHaveLength(0)
})
