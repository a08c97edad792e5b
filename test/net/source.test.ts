import type { RequestListener } from 'node:http'
import { afterEach, describe, expect, test } from '@jest/globals'
import {
  AuthError,
  BlockedError,
  BudgetError,
  ConfigError,
  ContractError,
  InterruptedError,
  QuotaError,
  UnreachableError,
} from '../../src/domain/index.ts'
import type { DoorOptions, NetEvent, NetTrace, SourceBinding } from '../../src/net/index.ts'
import {
  answer,
  failure,
  inTurn,
  type Loopback,
  ok,
  open,
  page,
  reset,
  serve,
  serveRaw,
  silence,
  testKey,
} from './loopback.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function started(
  listener: RequestListener,
  binding: Partial<SourceBinding> = {},
  options: Partial<DoorOptions> = {},
  prefix = '',
) {
  const server = await serve(listener)
  closers.push(server.close)
  return { server, ...opened(server, binding, options, prefix) }
}

function opened(server: Loopback, binding: Partial<SourceBinding>, options: Partial<DoorOptions>, prefix = '') {
  const opening = open(server.url + prefix, binding, options)
  closers.push(opening.door.close)
  return opening
}

const html = { 'content-type': 'text/html; charset=utf-8' }
const get = { path: '/account/a%40ville-exemple.fr' }
const post = { path: '/search', method: 'POST', body: '{}' } as const

describe('a request that is answered', () => {
  test('goes to the base URL with key, user agent and its own headers, and comes back whole', async () => {
    const { server, source } = await started(ok, {}, {}, '/api/v3/')

    const reply = await source.request({ path: '/breaches?Domain=a', headers: { Accept: 'application/json' } })

    const sent = server.seen[0]!
    expect(sent.url).toBe('/api/v3/breaches?Domain=a')
    expect(sent.headers).toMatchObject({
      'x-api-key': testKey,
      'user-agent': 'vigie-test/1',
      accept: 'application/json',
    })
    expect(reply).toMatchObject({ status: 200, attempts: 1 })
    expect(reply.headers['content-type']).toBe('application/json')
    expect(reply.json()).toEqual([{ Name: 'Example' }])
    expect(reply.text()).toBe('[{"Name":"Example"}]')
    expect(reply.receivedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
  })

  test('keeps the key out when it is told to', async () => {
    const { server, source } = await started(ok)

    await source.request({ ...get, withKey: false })

    expect(server.seen[0]!.headers).not.toHaveProperty('x-api-key')
  })

  test('carries a Basic key as user and password', async () => {
    const { server, source } = await started(ok, { key: { header: 'Authorization', scheme: 'basic', value: 'a:b' } })

    await source.request(get)

    expect(server.seen[0]!.headers.authorization).toBe('Basic YTpi')
  })

  test('puts a key that goes into a form there, and into no address or header', async () => {
    let body = ''
    const { server, source } = await started(
      (request, response) => {
        request.on('data', (chunk: Buffer) => {
          body += chunk.toString()
        })
        request.on('end', () => response.end())
      },
      { key: { formField: 'key', value: testKey } },
    )
    const form = { ...post, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }

    await source.request({ ...form, body: 'query=a%40ville-exemple.fr&key=mine' })
    await source.request({ ...form, body: '', withKey: false })

    expect(body).toBe(`query=a%40ville-exemple.fr&key=${testKey}`)
    expect(JSON.stringify([server.seen[0]!.url, server.seen[0]!.headers])).not.toContain(testKey)
    await expect(source.request(get)).rejects.toThrow(TypeError)
    await expect(source.request(post)).rejects.toThrow(TypeError)
  })

  test('sends a POST body', async () => {
    let body = ''
    const { source } = await started((request, response) => {
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => response.end('{}'))
    })

    await source.request({ ...post, body: '{"é":1}', headers: { 'content-type': 'application/json' } })

    expect(body).toBe('{"é":1}')
  })

  test('returns every status that is expected, 404, 401 and 429 included', async () => {
    const { source } = await started(inTurn(answer(404), answer(401, 'no'), answer(429), answer(206, '[]')))

    const expect_ = [200, 206, 404, 401, 429]
    const statuses: number[] = []
    for (let i = 0; i < 4; i++) statuses.push((await source.request({ ...get, expect: expect_ })).status)

    expect(statuses).toEqual([404, 401, 429, 206])
  })

  test('can be one of several declared hosts, and no other', async () => {
    const { server, source } = await started(ok)
    const other = await serve(ok)
    closers.push(other.close)
    const { source: both } = opened(server, { hosts: { api: server.url, range: `${other.url}/r` } }, {})

    await both.request({ path: '/x', host: 'range' })

    expect(other.seen[0]!.url).toBe('/r/x')
    await expect(source.request({ path: '/x', host: 'elsewhere' })).rejects.toThrow(TypeError)
  })

  test('tells the observer of each attempt, in numbers', async () => {
    const traces: NetTrace[] = []
    const { source } = await started(inTurn(answer(500), reset, ok), { onRequest: (trace) => traces.push(trace) })

    const reply = await source.request(get)

    expect(reply.attempts).toBe(3)
    expect(traces).toMatchObject([
      { source: 'example', host: 'api', method: 'GET', attempt: 1, status: 500 },
      { attempt: 2, failure: expect.stringMatching(/^(ECONNRESET|UND_ERR_SOCKET)$/) },
      { attempt: 3, status: 200, bytes: 20 },
    ])
    expect(JSON.stringify(traces)).not.toContain('ville-exemple')
  })
})

describe('429', () => {
  const waits = [
    ['whole seconds', { 'retry-after': '6' }, 6_000],
    ['0, which still means a second', { 'retry-after': '0' }, 1_000],
    ['nothing: our own back-off, half of 2 s here', {}, 1_000],
    ['x-limited-for with a unit', { 'x-limited-for': '12s' }, 12_000],
    [
      'an HTTP date, by the server clock',
      { date: 'Mon, 02 Nov 2026 10:00:00 GMT', 'retry-after': 'Mon, 02 Nov 2026 10:00:07 GMT' },
      7_000,
    ],
  ] as const
  test.each(waits)('is retried after %s', async (_, headers, waitMs) => {
    const events: NetEvent[] = []
    const { server, source, clock } = await started(
      inTurn(answer(429, '{}', headers), ok),
      {},
      { onEvent: (e) => events.push(e) },
    )
    const before = clock.now()

    const reply = await source.request(get)

    expect(reply.attempts).toBe(2)
    expect(server.seen).toHaveLength(2)
    expect(clock.now() - before).toBeGreaterThanOrEqual(waitMs)
    expect(events[0]).toMatchObject({ type: 'throttled', source: 'example', forMs: waitMs })
    expect(events[1]).toMatchObject({ type: 'retry', attempt: 1, because: '429', delayMs: waitMs })
  })

  test('holds every other request of the source during the wait', async () => {
    const { server, source, clock } = await started(inTurn(answer(429, '', { 'retry-after': '6' }), ok))
    const before = clock.now()
    const first = source.request(get)
    while (source.state().limited === 0) await new Promise(setImmediate)

    await Promise.all([first, source.request(get), source.request(post)])

    expect(clock.now() - before).toBeGreaterThanOrEqual(6_000)
    expect(server.seen).toHaveLength(4)
  })

  test('three times is a QuotaError that says how long to wait', async () => {
    const { server, source } = await started(answer(429, page, { ...html, 'retry-after': '3' }))

    const error = await failure(source.request(get))

    expect(error).toBeInstanceOf(QuotaError)
    expect(error).toMatchObject({ code: 'quota', source: 'example', retryAfterMs: 3_000 })
    expect(server.seen).toHaveLength(3)
  })

  test('twice, then silence, is still about quota', async () => {
    const { server, source } = await started(inTurn(answer(429), answer(429), silence))

    expect(await failure(source.request(get))).toBeInstanceOf(QuotaError)
    expect(server.seen).toHaveLength(3)
  })

  test('followed by resets is still about quota', async () => {
    const { source } = await started(inTurn(answer(429), reset))

    expect(await failure(source.request(get))).toBeInstanceOf(QuotaError)
  })

  test('with a wait of a day closes the source at once, and later requests do not leave', async () => {
    const { server, source, clock } = await started(answer(429, '', { 'retry-after': '86400' }))

    const first = await failure(source.request(get))
    const later = await failure(source.request(get))

    expect(first).toMatchObject({ code: 'quota' })
    expect((first as QuotaError).retryAfterMs).toBeGreaterThan(86_300_000)
    expect(later).toBeInstanceOf(QuotaError)
    expect(server.seen).toHaveLength(1)
    expect(clock.slept).toEqual([])
    const { closedForMs, closedUntil } = source.state()
    expect(closedForMs).toBeGreaterThan(86_300_000)
    expect(Math.abs(Date.parse(closedUntil!) - Date.now() - 86_400_000)).toBeLessThan(5_000)
  })

  test('with a wait of a day is over after a day', async () => {
    const { source, clock } = await started(inTurn(answer(429, '', { 'retry-after': '86400' }), ok))
    await failure(source.request(get))

    clock.skip(86_400_000)

    await expect(source.request(get)).resolves.toMatchObject({ status: 200 })
    expect(source.state().closedUntil).toBeUndefined()
  })

  test('repeats a POST too: the server did not process it', async () => {
    const { server, source } = await started(inTurn(answer(429), ok))

    await source.request(post)

    expect(server.seen.map((r) => r.method)).toEqual(['POST', 'POST'])
  })
})

describe('a status that is no answer', () => {
  test('401 and a plain 403 are AuthErrors, asked once, that tell the status only', async () => {
    const { server, source } = await started(
      inTurn(answer(401, 'bad key secret-body'), answer(403, '{"message":"secret-body"}')),
    )

    const unauthorised = await failure(source.request(get))
    const forbidden = await failure(source.request(get))

    expect(unauthorised).toBeInstanceOf(AuthError)
    expect(unauthorised.message).toBe('example: status 401')
    expect(forbidden).toBeInstanceOf(AuthError)
    expect(forbidden.message).toBe('example: status 403')
    expect(server.seen).toHaveLength(2)
  })

  test('403 with a page is a BlockedError, by its type or by its first character', async () => {
    const { server, source } = await started(inTurn(answer(403, 'x', html), answer(403, `\n ${page}`)))

    expect(await failure(source.request(get))).toBeInstanceOf(BlockedError)
    expect(await failure(source.request(get))).toBeInstanceOf(BlockedError)
    expect(server.seen).toHaveLength(2)
  })

  test('503 with a page is tried once more, then a BlockedError', async () => {
    const { server, source } = await started(answer(503, page, html))

    expect(await failure(source.request(get))).toBeInstanceOf(BlockedError)
    expect(server.seen).toHaveLength(2)
  })

  test('a 5xx is tried twice more, then an UnreachableError', async () => {
    const { server, source, clock } = await started(answer(502, page, html))

    const error = await failure(source.request(get))

    expect(error).toBeInstanceOf(UnreachableError)
    expect(error.message).toBe('example: status 502, 3 requests')
    expect(server.seen).toHaveLength(3)
    expect(clock.slept).toEqual([250, 500])
  })

  test('a 5xx that passes is an answer', async () => {
    const { source } = await started(inTurn(answer(500), answer(503, 'busy', { 'retry-after': '4' }), ok))

    await expect(source.request(get)).resolves.toMatchObject({ status: 200, attempts: 3 })
  })

  test('anything else is a ContractError', async () => {
    const { source } = await started(inTurn(answer(404, 'secret-body'), answer(418), answer(304)))

    for (const status of [404, 418, 304]) {
      const error = await failure(source.request(get))
      expect(error).toBeInstanceOf(ContractError)
      expect(error.message).toBe(`example: status ${status} was not expected`)
    }
  })
})

describe('a POST that may have been processed', () => {
  test.each([
    ['500', answer(500)],
    ['a reset', reset],
    ['silence', silence],
  ] as const)('is not repeated after %s', async (_, how) => {
    const { server, source } = await started(how)

    expect(await failure(source.request(post))).toBeInstanceOf(UnreachableError)
    expect(server.seen).toHaveLength(1)
  })

  test('is repeated when it could not even connect', async () => {
    const server = await serve(ok)
    await server.close()
    const { source, clock } = opened(server, {}, {})

    const error = await failure(source.request(post))

    expect(error.message).toBe('example: no answer (ECONNREFUSED), 0 requests')
    expect(clock.slept).toHaveLength(2)
    expect(source.state().requests).toBe(0)
  })
})

describe('trouble on the way', () => {
  test('resets are tried twice more', async () => {
    const { server, source } = await started(reset)

    const error = await failure(source.request(get))

    expect(error).toBeInstanceOf(UnreachableError)
    expect(error.message).toMatch(/^example: no answer \((ECONNRESET|UND_ERR_SOCKET)\), 3 requests$/)
    expect(server.seen).toHaveLength(3)
  })

  test('headers that never come time out', async () => {
    const { source } = await started(silence)

    expect((await failure(source.request(get))).message).toBe(
      'example: no answer (UND_ERR_HEADERS_TIMEOUT), 3 requests',
    )
  })

  test('a body that drips is stopped by the time for the whole of it', async () => {
    const timers: NodeJS.Timeout[] = []
    const { source } = await started((_, response) => {
      response.writeHead(200)
      timers.push(setInterval(() => response.write('x'), 20))
    })

    const error = await failure(source.request(get))

    for (const timer of timers) clearInterval(timer)
    expect(error.message).toBe('example: no answer (BODY_TIMEOUT), 3 requests')
  })

  test('a body cut before its announced length is no answer', async () => {
    const server = await serveRaw((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n[{"Name":'))
    })
    closers.push(server.close)
    const { source } = opened(server, {}, {})

    expect(await failure(source.request(get))).toBeInstanceOf(UnreachableError)
  })

  test('what is not HTTP is no answer', async () => {
    const server = await serveRaw((socket) => socket.once('data', () => socket.end('220 mail.example.org ESMTP\r\n')))
    closers.push(server.close)
    const { source } = opened(server, {}, {})

    expect(await failure(source.request(get))).toBeInstanceOf(UnreachableError)
  })

  test('the status of an error counts even when its page never ends', async () => {
    const { source } = await started((_, response) => {
      response.writeHead(401)
      response.write('x')
    })

    expect(await failure(source.request(get))).toBeInstanceOf(AuthError)
  })
})

describe('a redirect', () => {
  const to = (location: string, status = 302): RequestListener => answer(status, '', { location })

  test('is followed on the same origin', async () => {
    const { server, source } = await started(inTurn(to('/b?x=1', 301), to('c', 308), ok), {}, {}, '/api')

    const reply = await source.request({ path: '/a' })

    expect(server.seen.map((r) => r.url)).toEqual(['/api/a', '/b?x=1', '/c'])
    expect(reply.attempts).toBe(3)
  })

  test('turns a POST into a GET, except 307 and 308', async () => {
    const { server, source } = await started(inTurn(to('/b', 307), to('/c', 303), ok))

    await source.request(post)

    expect(server.seen.map((r) => r.method)).toEqual(['POST', 'POST', 'GET'])
  })

  test('is not followed more than three times', async () => {
    const { server, source } = await started(to('/again'))

    expect((await failure(source.request(get))).message).toBe('example: more than 3 redirects')
    expect(server.seen).toHaveLength(4)
  })

  test.each(['other', 'protocol-relative', 'user'])(
    'to another host is not followed, and says how to mend it (%s)',
    async (how) => {
      const other = await serve(ok)
      closers.push(other.close)
      const place = {
        other: other.url,
        'protocol-relative': `//127.0.0.1:${other.port}/x`,
        user: 'http://a:b@127.0.0.1:1/',
      }[how]!
      const { source } = await started(to(place))

      const error = await failure(source.request(get))

      expect(error).toBeInstanceOf(UnreachableError)
      expect(error.message).toBe('example: status 302, the redirect leaves the host')
      expect((error as UnreachableError).mend).toContain('sources.example.baseUrl')
      expect(other.seen).toHaveLength(0)
    },
  )
})

describe('a path that is not one', () => {
  test.each(['http://other.example.org/', 'x', '/a b', '/a\r\nX: y', '/a#b', '@other.example.org/', '/é'])(
    '%j is refused',
    async (path) => {
      const { server, source } = await started(ok)

      const error = await failure(source.request({ path }))

      expect(error).toBeInstanceOf(TypeError)
      expect(server.seen).toHaveLength(0)
    },
  )

  test('two slashes stay on the host', async () => {
    const other = await serve(ok)
    closers.push(other.close)
    const { server, source } = await started(ok)

    await source.request({ path: `//127.0.0.1:${other.port}/x` })

    expect(other.seen).toHaveLength(0)
    expect(server.seen).toHaveLength(1)
  })
})

describe('a binding that cannot be used', () => {
  const key = { header: 'x-api-key', value: testKey }
  test.each([
    ['a base URL that is none', { hosts: { api: 'nowhere' } }, 'sources.example.baseUrl'],
    ['another protocol', { hosts: { api: 'ftp://example.org' } }, 'sources.example.baseUrl'],
    ['a user in the URL', { hosts: { api: `https://a:${testKey}@example.org` } }, 'sources.example.baseUrl'],
    ['a key over plain http', { hosts: { api: 'http://api.example.org' }, key }, 'sources.example.baseUrl'],
    ['a key with a line break', { key: { header: 'x-api-key', value: `${testKey}\n` } }, 'sources.example.apiKey'],
    ['a proxy that is none', { proxy: 'localhost:3128' }, 'sources.example.proxy'],
  ] as const)('%s is a ConfigError that names the setting, not the value', (_, binding, setting) => {
    const build = () => open('https://api.example.org', binding)

    expect(build).toThrow(ConfigError)
    expect(build).toThrow(setting)
    expect(build).not.toThrow(testKey)
  })

  test('plain http without a key is taken', () => {
    const { door } = open('https://x.example.org')
    const quota = { requests: 1, perMs: 1 }

    expect(() => door.source({ id: 'free', hosts: { api: 'http://api.example.org' }, quota })).not.toThrow()
  })
})

describe('leave to send', () => {
  const atMost = (requests: number) => ({
    mayLeave(begun: number) {
      if (begun >= requests) throw new BudgetError('test', 'used')
    },
  })

  test('is asked for before each request, retries included, and a refusal is what the caller gets', async () => {
    const { server, source } = await started(inTurn(answer(500), ok), atMost(3))

    const results = await Promise.allSettled([
      source.request(get),
      source.request(get),
      source.request(get),
      source.request(get),
    ])

    expect(server.seen).toHaveLength(3)
    expect(results.filter((r) => r.status === 'rejected').every((r) => r.reason instanceof BudgetError)).toBe(true)
    expect(await failure(source.request(get))).toBeInstanceOf(BudgetError)
  })

  test('is given back by what never left', async () => {
    const server = await serve(ok)
    await server.close()
    const { source } = opened(server, atMost(1), {})

    for (let i = 0; i < 3; i++) expect(await failure(source.request(get))).toBeInstanceOf(UnreachableError)
  })
})

describe('stopping', () => {
  test('ends requests under way and waiting with InterruptedError', async () => {
    const stop = new AbortController()
    const { server, source } = await started(
      silence,
      { signal: stop.signal, quota: { requests: 1, perMs: 60_000 } },
      {
        clock: (await import('../../src/net/index.ts')).systemClock,
        defaults: { headersMs: 20_000 },
      },
    )
    const both = [failure(source.request(get)), failure(source.request(get))]
    while (server.seen.length === 0) await new Promise(setImmediate)

    stop.abort()

    for (const error of await Promise.all(both)) expect(error).toBeInstanceOf(InterruptedError)
    expect(await failure(source.request(get))).toBeInstanceOf(InterruptedError)
    expect(server.seen).toHaveLength(1)
    expect(source.state()).toMatchObject({ inFlight: 0, waiting: 0 })
  })

  test('ends a request that waits to be tried again', async () => {
    const { systemClock } = await import('../../src/net/index.ts')
    const { door, source } = await started(answer(429, '', { 'retry-after': '60' }), {}, { clock: systemClock })
    const waiting = failure(source.request(get))
    while (source.state().limited === 0) await new Promise(setImmediate)

    await door.close()

    expect(await waiting).toBeInstanceOf(InterruptedError)
  })
})

describe('a source that does not answer any more', () => {
  test('is left alone after five requests, with the same class of error, then probed, and comes back by itself', async () => {
    let up = false
    const events: NetEvent[] = []
    const { server, source, clock } = await started(
      (request, response) => (up ? ok(request, response) : reset(request, response)),
      {},
      { onEvent: (event) => events.push(event) },
    )
    for (let i = 0; i < 5; i++) await failure(source.request(get))
    const sent = server.seen.length

    expect(await failure(source.request(get))).toBeInstanceOf(UnreachableError)
    expect(server.seen).toHaveLength(sent)
    expect(source.state().circuit).toMatchObject({ state: 'open', reason: 'network', failures: 5 })

    clock.skip(30_000)
    expect(source.state().circuit.state).toBe('half-open')
    await failure(source.request(get))
    expect(server.seen.length).toBeGreaterThan(sent)
    expect(source.state().circuit.forMs).toBeGreaterThan(30_000)

    up = true
    clock.skip(60_000)
    const replies = await Promise.allSettled([source.request(get), source.request(get)])
    expect(replies.map((r) => r.status)).toEqual(['fulfilled', 'rejected'])
    expect(source.state().circuit).toEqual({ state: 'closed', failures: 0 })
    expect(events.filter((e) => e.type === 'circuit').map((e) => e.state)).toEqual(['open', 'open', 'closed'])
  })

  test('behind a challenge page is left alone as blocked', async () => {
    const { source } = await started(answer(403, page, html))
    for (let i = 0; i < 5; i++) await failure(source.request(get))

    expect(await failure(source.request(get))).toBeInstanceOf(BlockedError)
    expect(source.state().circuit).toMatchObject({ state: 'open', reason: 'blocked' })
  })

  test('is not left alone for answers that are errors', async () => {
    const { server, source } = await started(answer(401))
    for (let i = 0; i < 7; i++) await failure(source.request(get))

    expect(server.seen).toHaveLength(7)
  })
})
