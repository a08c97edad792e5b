import { get as httpGet } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  type Fault,
  type FaultMode,
  faultModes,
  makeCity,
  makeWorld,
  type Simulator,
  simulatorKey,
  startSimulator,
} from '../../src/simulator/index.ts'

const world = makeWorld(makeCity(), { canarySecret: 'FICTIF-planted-secret' })
const agentDomain = '/breacheddomain/ville-exemple.fr'
let simulator: Simulator

beforeEach(async () => {
  simulator = await startSimulator({ world })
})
afterEach(() => simulator.close())

async function meet(fault: Fault, path = '/breaches', source: 'hibp' | 'pastebin' = 'hibp') {
  simulator.setFault(source, fault)
  const response = await fetch(simulator.baseUrl(source) + path, {
    headers: { 'hibp-api-key': simulatorKey },
    redirect: 'manual',
    signal: AbortSignal.timeout(5000),
  })
  return { status: response.status, headers: response.headers, body: await response.text() }
}

/** Reads raw bytes until the connection ends or `enough` is there; no decoding. */
function readSome(path: string, enough: number): Promise<{ bytes: number; ended: 'whole' | 'cut' | 'stopped' }> {
  return new Promise((resolve, reject) => {
    const request = httpGet(simulator.baseUrl('hibp') + path, { headers: { 'user-agent': 'test' } }, (response) => {
      let bytes = 0
      response.on('data', (piece: Buffer) => {
        bytes += piece.length
        if (bytes < enough) return
        resolve({ bytes, ended: 'stopped' })
        request.destroy()
      })
      response.on('end', () => resolve({ bytes, ended: 'whole' }))
      response.on('error', () => resolve({ bytes, ended: 'cut' }))
    })
    request.on('error', reject)
  })
}

describe('a limit', () => {
  test('is told in seconds, the usual and the odd', async () => {
    const hour = await meet({ mode: '429', retryAfterSeconds: 6 })
    expect(hour.status).toBe(429)
    expect(hour.headers.get('retry-after')).toBe('6')
    expect(JSON.parse(hour.body)).toEqual({
      statusCode: 429,
      message: 'Rate limit is exceeded. Try again in 6 seconds.',
    })

    expect((await meet({ mode: '429', retryAfterSeconds: 0 })).headers.get('retry-after')).toBe('0')
    expect((await meet({ mode: '429', retryAfterSeconds: 86_400 })).headers.get('retry-after')).toBe('86400')
    expect((await meet('429')).headers.get('retry-after')).toBe('1')
  })

  test('is told as a date', async () => {
    const { headers } = await meet({ mode: '429', retryAfterSeconds: 60, retryAfterForm: 'date' })

    const waitMs = Date.parse(headers.get('retry-after') ?? '') - Date.now()
    expect(headers.get('retry-after')).toMatch(/^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/)
    expect(waitMs).toBeGreaterThan(50_000)
    expect(waitMs).toBeLessThanOrEqual(60_000)
  })

  test('may come without a word on how long', async () => {
    expect((await meet({ mode: '429', retryAfterForm: 'absent' })).headers.get('retry-after')).toBeNull()
  })

  test('may come from the edge as a page', async () => {
    const { status, headers, body } = await meet('429-html')

    expect([status, headers.get('content-type')]).toEqual([429, 'text/html; charset=utf-8'])
    expect(headers.get('retry-after')).toBeNull()
    expect(body).toContain('<!DOCTYPE html>')
  })
})

test.each<[FaultMode, number, string]>([
  ['401', 401, 'application/json; charset=utf-8'],
  ['403', 403, 'application/json; charset=utf-8'],
  ['403-challenge', 403, 'text/html; charset=utf-8'],
  ['500', 500, 'application/json; charset=utf-8'],
  ['503-html', 503, 'text/html; charset=utf-8'],
  ['html-200', 200, 'text/html; charset=utf-8'],
  ['slow-down', 200, 'text/plain; charset=utf-8'],
])('%s answers %d as %s', async (mode, status, type) => {
  const answer = await meet(mode)

  expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type])
})

test('a challenge page looks like one', async () => {
  const { headers, body } = await meet('403-challenge')

  expect(headers.get('cf-ray')).toBeTruthy()
  expect(body).toContain('<title>Just a moment...</title>')
})

test('slow-down says so', async () => {
  expect((await meet('slow-down', '/archive', 'pastebin')).body).toMatch(/^Please slow down/)
})

describe('a connection', () => {
  test('is reset without an answer', async () => {
    await expect(meet('reset')).rejects.toThrow('fetch failed')
    expect(simulator.counts.hibp.statuses).toEqual({ 0: 1 })
  })

  test('hangs until the client gives up', async () => {
    simulator.setFault('hibp', 'hang')

    const given = fetch(`${simulator.baseUrl('hibp')}/breaches`, { signal: AbortSignal.timeout(150) })

    await expect(given).rejects.toThrow(/timeout/)
    expect(simulator.requests[0]).toMatchObject({ source: 'hibp', status: 0 })
  })

  test('drips the right answer, a piece at a time', async () => {
    const right = await (await fetch(`${simulator.baseUrl('hibp')}/dataclasses`)).text()
    simulator.setFault('hibp', { mode: 'slow-drip', dripMs: 2 })

    const response = await fetch(`${simulator.baseUrl('hibp')}/dataclasses`)
    const pieces: Uint8Array[] = []
    for await (const piece of response.body ?? []) pieces.push(piece)

    expect(Buffer.concat(pieces).toString()).toBe(right)
    expect(pieces.length).toBeGreaterThan(2)
  })

  test('is cut in the middle of the body', async () => {
    simulator.setFault('hibp', 'cut-body')

    const { bytes, ended } = await readSome('/breaches', Number.POSITIVE_INFINITY)

    expect(ended).toBe('cut')
    expect(bytes).toBeGreaterThan(0)
  })

  test('pours a body without an end, and stops when the client goes', async () => {
    simulator.setFault('hibp', 'endless')

    const { bytes } = await readSome('/breaches', 20_000_000)

    expect(bytes).toBeGreaterThanOrEqual(20_000_000)
    simulator.clearFaults()
    expect((await fetch(`${simulator.baseUrl('hibp')}/latestbreach`)).status).toBe(200)
  })

  test('brings a bomb: few bytes on the wire, hundreds of mebibytes once unpacked', async () => {
    simulator.setFault('hibp', 'gzip-bomb')
    const wire = await readSome('/breaches', Number.POSITIVE_INFINITY)
    const response = await fetch(`${simulator.baseUrl('hibp')}/breaches`)

    let unpacked = 0
    for await (const piece of response.body ?? []) {
      unpacked += piece.length
      if (unpacked > 64_000_000) break
    }

    expect(wire.ended).toBe('whole')
    expect(wire.bytes).toBeLessThan(2_000_000)
    expect(unpacked).toBeGreaterThan(64_000_000)
  })
})

test('a redirect leads to another host, which notices who follows', async () => {
  const { status, headers } = await meet('redirect')

  const { hostname, port, pathname } = new URL(headers.get('location') ?? '')
  expect([status, hostname, port, pathname]).toEqual([302, 'localhost', String(simulator.port), '/elsewhere'])
  await fetch(`${simulator.url}/elsewhere`, { headers: { 'hibp-api-key': 'carried over' } })
  expect(simulator.counts.elsewhere.requests).toBe(1)
  expect(simulator.requests.at(-1)?.headers['hibp-api-key']).toBe('carried over')
  expect((await meet({ mode: 'redirect', location: 'http://other.invalid/' })).headers.get('location')).toBe(
    'http://other.invalid/',
  )
})

describe('a body that is not as promised', () => {
  test('is half of one', async () => {
    const { status, body } = await meet('truncated')

    expect(status).toBe(200)
    expect(body.startsWith('[{')).toBe(true)
    expect(() => JSON.parse(body)).toThrow(SyntaxError)
  })

  test('has other names for the fields that are needed', async () => {
    const [row] = JSON.parse((await meet('schema-drift')).body) as Record<string, unknown>[]
    expect(row).not.toHaveProperty('Name')
    expect(row).toHaveProperty('NameV4')

    expect(JSON.parse((await meet('schema-drift', '/subscription/status')).body)).toHaveProperty('RpmV4')
    expect(Object.keys(JSON.parse((await meet('schema-drift', agentDomain)).body))).toEqual(['Results'])
    expect((await meet('schema-drift', '/archive', 'pastebin')).body).not.toContain('maintable')
  })

  test('has one broken row among good ones', async () => {
    const rows = JSON.parse((await meet('bad-row')).body) as { Name: unknown }[]
    expect(rows).toHaveLength(world.hibp.breaches.length + 1)
    expect(rows.filter((row) => typeof row.Name !== 'string')).toHaveLength(1)

    const aliases = Object.values(JSON.parse((await meet('bad-row', agentDomain)).body))
    expect(aliases.filter((names) => !Array.isArray(names))).toHaveLength(1)
    expect(aliases.length).toBeGreaterThan(10)

    const page = (await meet('bad-row', '/archive', 'pastebin')).body
    expect(page.match(/<tr>/g)).toHaveLength(1 + 50 + 1)
  })

  test('has no row at all', async () => {
    expect((await meet('empty-list')).body).toBe('[]')
    const page = (await meet('empty-list', '/archive', 'pastebin')).body
    expect(page).toContain('class="maintable"')
    expect(page).not.toContain('status -public')
  })

  test('stays as it is where there is nothing to spoil', async () => {
    for (const mode of ['truncated', 'schema-drift', 'bad-row'] as const) {
      const answer = await meet(mode, '/breachedaccount/nobody%40example.org')
      expect([answer.status, answer.body]).toEqual([404, ''])
    }
  })
})

test.each<FaultMode>([
  '429-html',
  '401',
  '403',
  '403-challenge',
  '500',
  '503-html',
  'html-200',
  'redirect',
  'slow-down',
  'bad-row',
])('%s carries the canary', async (mode) => {
  expect((await meet(mode)).body).toContain('FICTIF-planted-secret')
  expect((await meet(mode, '/archive', 'pastebin')).body).toContain('FICTIF-planted-secret')
})

test('each mode has its name once', () => {
  expect(new Set(faultModes).size).toBe(faultModes.length)
})

describe('the switch', () => {
  async function statuses(count: number, path = '/latestbreach'): Promise<number[]> {
    const seen: number[] = []
    for (let index = 0; index < count; index++) {
      const response = await fetch(simulator.baseUrl('hibp') + path)
      await response.arrayBuffer()
      seen.push(response.status)
    }
    return seen
  }

  test('fails so many times, then is silent', async () => {
    simulator.setFault('hibp', '500', { times: 2 })

    expect(await statuses(4)).toEqual([500, 500, 200, 200])
  })

  test('takes faults one after the other', async () => {
    simulator.setFault('hibp', '429', { times: 2 })
    simulator.addFault('hibp', '500', { times: 1 })

    expect(await statuses(4)).toEqual([429, 429, 500, 200])
  })

  test('fails each nth request', async () => {
    simulator.setFault('hibp', '500', { every: 3 })

    expect(await statuses(6)).toEqual([200, 200, 500, 200, 200, 500])
  })

  test('fails the paths that match, and counts only those', async () => {
    simulator.setFault('hibp', '500', { match: /latest/g, every: 2 })

    expect(await statuses(2, '/dataclasses')).toEqual([200, 200])
    expect(await statuses(4)).toEqual([200, 500, 200, 500])
  })

  test('fails a share of the requests, the same ones for the same seed', async () => {
    simulator.setFault('hibp', '500', { probability: 0.5, seed: 3 })
    const first = await statuses(20)
    simulator.setFault('hibp', '500', { probability: 0.5, seed: 3 })

    expect(await statuses(20)).toEqual(first)
    expect(new Set(first)).toEqual(new Set([200, 500]))
  })

  test('is per source, and is mended one by one or all at once', async () => {
    simulator.setFault('pastebin', '500')
    expect(await statuses(1)).toEqual([200])
    simulator.setFault('hibp', '500')
    expect(await statuses(1)).toEqual([500])
    simulator.setFault('hibp', undefined)
    expect(await statuses(1)).toEqual([200])
    simulator.clearFaults()
    expect((await fetch(`${simulator.baseUrl('pastebin')}/archive`)).status).toBe(200)
  })

  test('may be thrown before the first request', async () => {
    const broken = await startSimulator({ world, faults: { hibp: { fault: '500', times: 1 }, pastebin: '503-html' } })
    const status = async (url: string) => (await fetch(url)).status

    expect(await status(`${broken.baseUrl('hibp')}/breaches`)).toBe(500)
    expect(await status(`${broken.baseUrl('hibp')}/breaches`)).toBe(200)
    expect(await status(`${broken.baseUrl('pastebin')}/archive`)).toBe(503)
    await broken.close()
  })
})
